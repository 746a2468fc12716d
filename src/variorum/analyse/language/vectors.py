"""Word vectors of spaCy's small model, computed faster: each word once, and products by numpy's library."""

from typing import Any

import numpy as np

# Rows multiplied at a time when new words are read. Always so many, so that a word's vector is the same
# to the last bit whatever other words are new with it.
_BLOCK = 64
# Words whose vectors are kept; about 40 MB a network. The store is emptied when it is full.
MOST_WORDS = 50_000


class Maxout:
    """A layer of three linear pieces of which the greatest is taken, then normalised."""

    def __init__(self, maxout: Any, norm: Any) -> None:
        weight = maxout.get_param("W")
        self.width, self.pieces, self.inputs = weight.shape
        # The pieces lie side by side here, not interleaved, so that the greatest is found by whole rows.
        self.weight = np.ascontiguousarray(weight.transpose(2, 1, 0).reshape(self.inputs, -1))
        self.bias = np.ascontiguousarray(maxout.get_param("b").T.reshape(-1))
        self.scale, self.shift = norm.get_param("G"), norm.get_param("b")

    def __call__(self, rows: Any) -> Any:
        """Apply the layer to rows of inputs."""
        made = rows @ self.weight
        made += self.bias
        width = self.width
        best = np.maximum(made[:, :width], made[:, width : 2 * width])
        for piece in range(2, self.pieces):
            np.maximum(best, made[:, piece * width : (piece + 1) * width], out=best)
        best -= best.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", best, best)
        spread /= width
        spread += 1e-8
        best /= np.sqrt(spread)[:, None]
        best *= self.scale
        best += self.shift
        return best


class Embedding:
    """The part of a network that sees one word alone; its result is kept for each word."""

    def __init__(self, network: Any) -> None:
        nodes = list(network.walk())
        self.columns = tuple(next(n for n in nodes if n.name == "extract_features").attrs["columns"])
        self.tables = [
            (node.attrs["column"], node.get_param("E"), node.attrs["seed"])
            for node in nodes
            if node.name == "hashembed"
        ]
        self.ops = nodes[0].ops
        self.mix = Maxout(
            next(n for n in nodes if n.name == "maxout"), next(n for n in nodes if n.name == "layernorm")
        )
        self.kept = np.zeros((1024, self.mix.width), dtype=np.float32)

    def keep(self, features: Any, first: int) -> None:
        """Compute the vectors of new words, a row of features each, and keep them from row `first` on."""
        end = first + len(features)
        while len(self.kept) < end:
            self.kept = np.concatenate([self.kept, np.zeros_like(self.kept)])
        for start in range(0, len(features), _BLOCK):
            block = features[start : start + _BLOCK]
            rows = np.zeros((_BLOCK, self.mix.inputs), dtype=np.float32)
            for place, (column, table, seed) in enumerate(self.tables):
                keys = self.ops.hash(np.ascontiguousarray(block[:, column]), seed) % len(table)
                width = table.shape[1]
                rows[: len(block), place * width : (place + 1) * width] = self.ops.gather_add(table, keys)
            self.kept[first + start : first + start + len(block)] = self.mix(rows)[: len(block)]


class Network:
    """One network of the model: words alone, then four layers that see the neighbours."""

    def __init__(self, network: Any) -> None:
        self.words = Embedding(network)
        nodes = list(network.walk())
        maxouts = [n for n in nodes if n.name == "maxout"][1:]
        norms = [n for n in nodes if n.name == "layernorm"][1:]
        self.layers = [Maxout(a, b) for a, b in zip(maxouts, norms, strict=True)]
        self.pad = len(self.layers)

    def __call__(self, known: Any) -> Any:
        """Return the vectors of a text's words, given the row of each among the words known."""
        count, width, pad = len(known), self.words.mix.width, self.pad
        rows = np.zeros((count + 2 * pad, width), dtype=np.float32)
        rows[pad : pad + count] = self.words.kept[known]
        around = np.zeros((count + 2 * pad, 3 * width), dtype=np.float32)
        for layer in self.layers:
            around[1:, :width] = rows[:-1]
            around[:, width : 2 * width] = rows
            around[:-1, 2 * width :] = rows[1:]
            rows = rows + layer(around)
        return rows[pad : pad + count]


class WordVectors:
    """Both networks of a small model over one table of the words known."""

    def __init__(self, tagging: Any, naming: Any) -> None:
        self.tagging, self.naming = Network(tagging), Network(naming)
        self._known: dict[tuple[int, int, int], int] = {}

    def read(self, doc: Any) -> tuple[Any, Any]:
        """Return the vectors of a document's words for tagging and parsing, and for naming."""
        known = self._look_up(doc)
        return self.tagging(known), self.naming(known)

    def _look_up(self, doc: Any) -> Any:
        if len(self._known) > MOST_WORDS:
            self._known.clear()
        known, new = self._known, []
        # A word's features follow from its form, the norm that the tokenizer gave it, and a space after it.
        keys = list(zip(*doc.to_array(["ORTH", "NORM", "SPACY"]).T.tolist(), strict=True))
        found = list(map(known.get, keys))
        if None in found:
            for i, key in enumerate(keys):
                if key not in known:
                    known[key] = len(known)
                    new.append(i)
            found = list(map(known.get, keys))
        if new:
            first = known[keys[new[0]]]
            for network in (self.tagging, self.naming):
                features = doc.to_array(list(network.words.columns))[new]
                network.words.keep(features, first)
        return np.array(found, dtype=np.int64)

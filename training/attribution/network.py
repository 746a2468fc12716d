"""The network: an encoder of some layers, a head that labels words, and a head that links words to a cue."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from variorum.analyse.attribution.pairs import SIZES

WIDTH, HEAD, VOCABULARY, POSITIONS = 384, 32, 30522, 512
LINK = 128
LABEL_COUNT = 7
DROPOUT = 0.1


class Shape(NamedTuple):
    """How many heads and inner neurons a layer has; without numbers, those of the published encoder."""

    heads: int = 12
    inner: int = 1536


FULL = (Shape(),) * 6


class Layer(nn.Module):
    """One BERT layer."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.heads = shape.heads
        self.mix = nn.Linear(WIDTH, 3 * shape.heads * HEAD)
        self.join = nn.Linear(shape.heads * HEAD, WIDTH)
        self.join_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen = nn.Linear(WIDTH, shape.inner)
        self.narrow = nn.Linear(shape.inner, WIDTH)
        self.out_norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, x: Tensor, mask: Tensor, first: Tensor | None = None) -> Tensor:
        """Attend and transform; `mask` is true where a piece may be looked at.

        With `first`, only these pieces are asked for and returned: the last layer spares the others.
        """
        asked = x if first is None else x.gather(1, first[:, :, None].expand(-1, -1, WIDTH))
        x = self.join_norm(asked + self.drop(self.join(self.attend(x, asked, mask))))
        return self.out_norm(x + self.drop(self.narrow(self.transform(x))))

    def attend(self, x: Tensor, asked: Tensor, mask: Tensor) -> Tensor:
        """Return what the heads, side by side, gather from `x` for the pieces `asked`."""
        (b, t, _), width = x.shape, self.heads * HEAD
        weight, bias = self.mix.weight, self.mix.bias
        q = functional.linear(asked, weight[:width], bias[:width]).view(b, -1, self.heads, HEAD)
        both = functional.linear(x, weight[width:], bias[width:])
        k, v = (y.view(b, t, self.heads, HEAD).transpose(1, 2) for y in both.chunk(2, dim=-1))
        # Written out, and without dropout: the library's own way back takes five times as long on a CPU.
        share = q.transpose(1, 2) @ (k.transpose(-1, -2) * HEAD**-0.5)
        y = share.masked_fill(~mask[:, None, None, :], float("-inf")).softmax(-1).to(v.dtype) @ v
        return y.transpose(1, 2).reshape(b, -1, width)

    def transform(self, x: Tensor) -> Tensor:
        """Return what the inner neurons give."""
        return functional.gelu(self.widen(x))


class Encoder(nn.Module):
    """The encoder, with two small tables for how a word is written and whether it is quoted."""

    def __init__(self, shapes: Sequence[Shape] = FULL) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(4, WIDTH)
        self.quoted = nn.Embedding(2, WIDTH)
        nn.init.normal_(self.shapes.weight, std=0.02)
        nn.init.normal_(self.quoted.weight, std=0.02)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(shape) for shape in shapes)
        self.drop = nn.Dropout(DROPOUT)

    def forward(self, pieces: Tensor, shapes: Tensor, quoted: Tensor, mask: Tensor, first: Tensor) -> Tensor:
        """Encode a batch of laid-out windows; a vector for each of the pieces at `first`."""
        x = self.look_up(pieces, shapes, quoted)
        for layer in self.layers[:-1]:
            x = layer(x, mask.bool())
        return self.layers[-1](x, mask.bool(), first)

    def look_up(self, pieces: Tensor, shapes: Tensor, quoted: Tensor) -> Tensor:
        """Return what the first layer is given."""
        at = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.positions(at) + self.shapes(shapes) + self.quoted(quoted)
        return self.drop(self.norm(x))

    def load_start(self, folder: Path) -> None:
        """Take the weights of the published sentence encoder."""
        old = load_file(str(folder / "model.safetensors"))
        old = {name.removeprefix("bert."): value for name, value in old.items()}
        new = {
            "words.weight": old["embeddings.word_embeddings.weight"],
            "positions.weight": old["embeddings.position_embeddings.weight"]
            + old["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": old["embeddings.LayerNorm.weight"],
            "norm.bias": old["embeddings.LayerNorm.bias"],
        }
        for i in range(len(self.layers)):
            a, b = f"encoder.layer.{i}.", f"layers.{i}."
            for part in ("weight", "bias"):
                new[f"{b}mix.{part}"] = torch.cat(
                    [old[f"{a}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
                )
                new[f"{b}join.{part}"] = old[f"{a}attention.output.dense.{part}"]
                new[f"{b}join_norm.{part}"] = old[f"{a}attention.output.LayerNorm.{part}"]
                new[f"{b}widen.{part}"] = old[f"{a}intermediate.dense.{part}"]
                new[f"{b}narrow.{part}"] = old[f"{a}output.dense.{part}"]
                new[f"{b}out_norm.{part}"] = old[f"{a}output.LayerNorm.{part}"]
        missing, unexpected = self.load_state_dict(new, strict=False)
        if set(missing) != {"shapes.weight", "quoted.weight"} or unexpected:
            raise ValueError(f"not the encoder expected: {missing} {unexpected}")


class Tagger(nn.Module):
    """Labels for words by a linear-chain CRF; for each cue, the role of every word."""

    def __init__(self, shapes: Sequence[Shape] = FULL) -> None:
        super().__init__()
        self.encoder = Encoder(shapes)
        self.drop = nn.Dropout(0.15)
        self.emit = nn.Linear(WIDTH, LABEL_COUNT)
        self.step = nn.Parameter(torch.zeros(LABEL_COUNT, LABEL_COUNT))
        self.begin = nn.Parameter(torch.zeros(LABEL_COUNT))
        self.cue = nn.Linear(WIDTH, LINK)
        self.cue_roles = nn.Linear(LINK, 2 * LINK)
        self.word = nn.Linear(WIDTH, LINK)
        self.tables = nn.ParameterList(nn.Parameter(torch.zeros(size, 2)) for size in SIZES)

    def encode(self, batch: dict[str, Tensor]) -> Tensor:
        """Return one vector a word: that of its first piece."""
        names = ("pieces", "shapes", "quoted", "mask", "first")
        return self.encoder(*(batch[name] for name in names)).float()

    def link(self, x: Tensor, batch: dict[str, Tensor]) -> Tensor:
        """Return log odds (batch, cue, word, 3) that a word is nothing, source or content to a cue."""
        cue = torch.einsum("bcw,bwd->bcd", batch["cue_mean"], functional.gelu(self.cue(x)))
        roles = self.cue_roles(cue).view(*cue.shape[:2], 2, LINK)
        word = functional.gelu(self.word(x))
        score = torch.einsum("bcrd,bwd->bcwr", roles, word) / LINK**0.5
        for i, table in enumerate(self.tables):
            score = score + table[batch["features"][..., i]]
        return torch.cat([torch.zeros_like(score[..., :1]), score], dim=-1)

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """Return the two losses, each a sum over words divided by their number."""
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = self.encode(batch)
        x = self.drop(x)
        labels = batch["labels"]
        count = (labels >= 0).sum()
        chain = crf_loss(self.emit(x), labels, self.step, self.begin) / count
        scores = self.link(x, batch)
        pair = functional.cross_entropy(
            scores.flatten(0, 2), batch["roles"].flatten(), ignore_index=-1, reduction="sum"
        )
        return chain, pair / count


def load_tagger(checkpoint: Path) -> Tagger:
    """Load a tagger as training left it, whatever the shapes of its layers."""
    state = torch.load(checkpoint, weights_only=True)
    model = Tagger(shapes_of(state))
    model.load_state_dict(state)
    return model.eval()


def shapes_of(state: Mapping[str, Any]) -> list[Shape]:
    """Return the shapes of the layers of a checkpoint, from the first."""
    shapes: list[Shape] = []
    while (name := f"encoder.layers.{len(shapes)}.") + "join.weight" in state:
        shapes.append(Shape(state[name + "join.weight"].shape[1] // HEAD, len(state[name + "widen.bias"])))
    return shapes


def crf_loss(emit: Tensor, labels: Tensor, step: Tensor, begin: Tensor) -> Tensor:
    """Return the negative log likelihood of the labels (-1 pads), summed over the batch."""
    real = labels >= 0
    gold = labels.clamp(min=0)
    picked = emit.gather(2, gold[:, :, None]).squeeze(2)
    steps = step[gold[:, :-1], gold[:, 1:]]
    right = (picked * real).sum() + (steps * real[:, 1:]).sum() + begin[gold[:, 0]].sum()
    alpha = begin + emit[:, 0]
    for t in range(1, emit.shape[1]):
        new = torch.logsumexp(alpha[:, :, None] + step, dim=1) + emit[:, t]
        alpha = torch.where(real[:, t, None], new, alpha)
    return torch.logsumexp(alpha, dim=1).sum() - right


def crf_decode(emit: Tensor, step: Tensor, begin: Tensor) -> list[int]:
    """Return the best labels for one window (words, labels)."""
    score = begin + emit[0]
    back = []
    for t in range(1, len(emit)):
        best, which = (score[:, None] + step).max(dim=0)
        back.append(which)
        score = best + emit[t]
    path = [int(score.argmax())]
    for which in reversed(back):
        path.append(int(which[path[-1]]))
    return path[::-1]

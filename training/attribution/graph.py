"""The trained network written as an ONNX graph for one window, without padding or mask."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

WIDTH, HEAD, LINK = 384, 32, 128
OPSET = 20


class Graph:
    """A graph in the making; every method returns the name of its result."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self.count = 0

    def constant(self, value: np.ndarray) -> str:
        """Keep an array in the graph."""
        self.count += 1
        name = f"c{self.count}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, *inputs: str, **attributes: object) -> str:
        """Add one operation with one result."""
        self.count += 1
        name = f"n{self.count}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, **attributes))
        return name

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """Multiply by a weight as torch keeps it (outputs first) and add the bias."""
        y = self.node("MatMul", x, self.constant(weight.T.astype(np.float32)))
        return self.node("Add", y, self.constant(bias.astype(np.float32)))

    def norm(self, x: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """Normalise each row."""
        scale, shift = self.constant(weight), self.constant(bias)
        return self.node("LayerNormalization", x, scale, shift, axis=-1, epsilon=1e-12)

    def lookup(self, table: np.ndarray, rows: str, *, small: bool) -> str:
        """Look rows of a table up; a small table is kept as int8 with one scale a row."""
        if not small:
            return self.node("Gather", self.constant(table.astype(np.float32)), rows)
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-8).astype(np.float32) / 127
        kept = self.constant(np.clip(np.round(table / scale), -127, 127).astype(np.int8))
        found = self.node("Cast", self.node("Gather", kept, rows), to=TensorProto.FLOAT)
        return self.node("Mul", found, self.node("Gather", self.constant(scale), rows))


def build(state: dict[str, np.ndarray], *, small: bool) -> onnx.ModelProto:
    """Build the whole graph; `small` keeps the word table as int8 (the products are quantised afterwards).

    Inputs: pieces, shapes, quoted (a number a word piece), first (the first piece of each word). Outputs, a
    row a word: emit (label scores), cue (two role vectors), word (to be multiplied with them), hidden.
    """
    g = Graph()
    layers = 1 + max(int(name.split(".")[2]) for name in state if name.startswith("encoder.layers."))
    e = "encoder."
    x = g.lookup(state[e + "words.weight"], "pieces", small=small)
    length = g.node("Shape", "pieces")
    zero, one = g.constant(np.array([0])), g.constant(np.array([1]))
    at = g.node("Slice", g.constant(state[e + "positions.weight"][:256]), zero, length, zero, one)
    x = g.node("Add", x, at)
    for name in ("shapes", "quoted"):
        x = g.node("Add", x, g.lookup(state[f"{e}{name}.weight"], name, small=False))
    x = g.norm(x, state[e + "norm.weight"], state[e + "norm.bias"])
    for i in range(layers):
        asked = g.node("Gather", x, "first") if i == layers - 1 else x
        x = add_layer(g, x, asked, {k.removeprefix(f"{e}layers.{i}."): v for k, v in state.items()})
    hidden = x
    emit = g.linear(hidden, state["emit.weight"], state["emit.bias"])
    cue = g.node("Gelu", g.linear(hidden, state["cue.weight"], state["cue.bias"]))
    cue = g.linear(cue, state["cue_roles.weight"], state["cue_roles.bias"])
    word = g.node("Gelu", g.linear(hidden, state["word.weight"], state["word.bias"]))
    outputs = {"emit": (emit, 7), "cue": (cue, 2 * LINK), "word": (word, LINK), "hidden": (hidden, WIDTH)}
    for name, (made, _) in outputs.items():
        g.nodes.append(helper.make_node("Identity", [made], [name], name=f"out_{name}"))
    inputs = [("pieces", "t"), ("shapes", "t"), ("quoted", "t"), ("first", "w")]
    graph = helper.make_graph(
        g.nodes,
        "attribution",
        [helper.make_tensor_value_info(name, TensorProto.INT64, [size]) for name, size in inputs],
        [
            helper.make_tensor_value_info(name, TensorProto.FLOAT, ["w", size])
            for name, (_, size) in outputs.items()
        ],
        g.constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def add_layer(g: Graph, x: str, asked: str, w: dict[str, np.ndarray]) -> str:
    """Add a layer that attends to `x` and returns the rows `asked`; in the last layer these are fewer."""
    weight, bias = w["mix.weight"], w["mix.bias"]
    width = len(bias) // 3
    parts = []
    for i in range(3):
        rows = slice(i * width, (i + 1) * width)
        # The scale of the products belongs to the queries.
        by = HEAD**-0.5 if i == 0 else 1.0
        y = g.linear(x if i else asked, weight[rows] * by, bias[rows] * by)
        parts.append(g.node("Reshape", y, g.constant(np.array([-1, width // HEAD, HEAD]))))
    q = g.node("Transpose", parts[0], perm=[1, 0, 2])
    k = g.node("Transpose", parts[1], perm=[1, 2, 0])
    v = g.node("Transpose", parts[2], perm=[1, 0, 2])
    share = g.node("Softmax", g.node("MatMul", q, k), axis=-1)
    y = g.node("Transpose", g.node("MatMul", share, v), perm=[1, 0, 2])
    y = g.node("Reshape", y, g.constant(np.array([-1, width])))
    y = g.linear(y, w["join.weight"], w["join.bias"])
    x = g.norm(g.node("Add", asked, y), w["join_norm.weight"], w["join_norm.bias"])
    y = g.node("Gelu", g.linear(x, w["widen.weight"], w["widen.bias"]))
    y = g.linear(y, w["narrow.weight"], w["narrow.bias"])
    return g.norm(g.node("Add", x, y), w["out_norm.weight"], w["out_norm.bias"])


def write_int8(model: onnx.ModelProto, path: Path) -> None:
    """Write a graph with its products in int8, of seven bits: processors without VNNI overflow in silence."""
    half = path.with_suffix(".half")
    onnx.save(model, half)
    quantize_dynamic(
        half,
        path,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        reduce_range=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )
    half.unlink()

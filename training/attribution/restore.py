"""Read a checkpoint back from a shipped graph: `python training/attribution/restore.py SHIPPED OUT.pt`.

The weights come back as they were rounded: to seven bits, the table of words to eight. Positions after the
256th, which no window reaches, are nought.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnx
import torch
from graph import HEAD
from network import FULL, POSITIONS
from onnx import numpy_helper


def main() -> None:
    """Write the checkpoint."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("shipped", type=Path, help="folder of tagger.onnx and tagger.json")
    ask.add_argument("out", type=Path)
    told = ask.parse_args()
    torch.save(restore(told.shipped), told.out)


def restore(shipped: Path) -> dict[str, torch.Tensor]:
    """Return the weights of the tagger in a folder."""
    numbers = json.loads((shipped / "tagger.json").read_text(encoding="utf-8"))
    state = read_weights(constants(onnx.load(shipped / "tagger.onnx")), len(numbers.get("layers", FULL)))
    state |= {name: np.array(numbers[name]) for name in ("begin", "step")}
    state |= {f"tables.{i}": np.array(table) for i, table in enumerate(numbers["tables"])}
    return {k: torch.from_numpy(np.ascontiguousarray(v, dtype=np.float32)) for k, v in state.items()}


def constants(model: onnx.ModelProto) -> Iterator[np.ndarray]:
    """Yield the numbers of a graph, scaled back, in the order in which `graph.py` put them there."""
    kept = {x.name: numpy_helper.to_array(x) for x in model.graph.initializer}
    for name in sorted({name.split("_")[0] for name in kept}, key=lambda name: int(name[1:])):
        if f"{name}_quantized" in kept:
            point, scale = kept[f"{name}_zero_point"], kept[f"{name}_scale"]
            yield (kept[f"{name}_quantized"].astype(np.float32) - point) * scale
        elif kept[name].dtype != np.int64:  # these are shapes and ranges, not weights
            yield kept[name].astype(np.float32)


def read_weights(given: Iterator[np.ndarray], layers: int) -> dict[str, np.ndarray]:
    """Return the weights by their names in `network.py`."""
    e = "encoder."
    state = {e + "words.weight": next(given) * next(given)}
    state[e + "positions.weight"] = np.zeros((POSITIONS, state[e + "words.weight"].shape[1]))
    at = next(given)
    state[e + "positions.weight"][: len(at)] = at
    state |= {f"{e}{name}.weight": next(given) for name in ("shapes", "quoted")}
    state |= _norm(f"{e}norm", given)
    for i in range(layers):
        state |= _layer(f"{e}layers.{i}.", given)
    for name in ("emit", "cue", "cue_roles", "word"):
        state |= _linear(name, given)
    if next(given, None) is not None:
        raise ValueError("the graph holds more weights than the network")
    return state


def _linear(name: str, given: Iterator[np.ndarray]) -> dict[str, np.ndarray]:
    return {f"{name}.weight": next(given).T, f"{name}.bias": next(given)}


def _norm(name: str, given: Iterator[np.ndarray]) -> dict[str, np.ndarray]:
    return {f"{name}.weight": next(given), f"{name}.bias": next(given)}


def _layer(at: str, given: Iterator[np.ndarray]) -> dict[str, np.ndarray]:
    three = [(next(given).T, next(given)) for _ in range(3)]
    three[0] = (three[0][0] * HEAD**0.5, three[0][1] * HEAD**0.5)  # see `graph._layer`
    mix = {f"{at}mix.weight": np.concatenate([w for w, _ in three])}
    mix[f"{at}mix.bias"] = np.concatenate([b for _, b in three])
    mix |= _linear(f"{at}join", given) | _norm(f"{at}join_norm", given)
    return mix | _linear(f"{at}widen", given) | _linear(f"{at}narrow", given) | _norm(f"{at}out_norm", given)


if __name__ == "__main__":
    main()

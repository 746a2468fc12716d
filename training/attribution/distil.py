"""Make the trained tagger smaller and teach what is left to do what it did.

python training/attribution/distil.py CORPUS TEACHER READ OUT --more REPORTS...

The student is the teacher with heads and inner neurons taken out (`thinning.py`). It learns from three things
at once: the corpus' own labels, the teacher's scores, and the teacher's encoding of every word; on reports
without labels (`--more`) what the teacher reads there stands in for the labels.
"""

import argparse
import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from corpus import (
    Example,
    collate,
    make_batches,
    make_examples,
    read_document,
    read_documents,
)
from network import WIDTH, Tagger, crf_loss, load_tagger
from running import SEED, Log, add_options, falling_rate, split
from thinning import thin
from torch import Tensor, nn
from torch.nn import functional
from train import measure

from variorum.analyse.attribution.decode import best_labels, pieces_of
from variorum.analyse.attribution.encoder import Encoded, Encoder, load_encoder
from variorum.analyse.attribution.linking import role_scores
from variorum.analyse.attribution.windows import Window, cut, read_words
from variorum.analyse.page import find_paragraphs

LENGTHS = (80, 110, 150, 190)  # word pieces of a window, drawn a document
ENCODING = 1.0  # weight of the distance between encodings
NOTHING = np.zeros((0, 0), dtype=np.int64)
OWN = 0.5  # weight of the labels beside the teacher's scores


@dataclass(frozen=True)
class Lesson:
    """A window with its labels and the teacher's encoding of its words."""

    example: Example
    encoding: Any

    @property
    def window(self) -> Window:
        """Return the window, as `make_batches` asks."""
        return self.example.window

    @property
    def labels(self) -> tuple[int, ...]:
        """Return the labels, as `make_batches` asks."""
        return self.example.labels


def main() -> None:
    """Read, let the teacher read, teach, and leave a checkpoint after every pass."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("corpus", type=Path, help="polnear-train.jsonl.gz")
    ask.add_argument("teacher", type=Path, help="a checkpoint of train.py")
    ask.add_argument("read", type=Path, help="folder of the same teacher as export.py writes it: it reads")
    add_options(ask, passes=1, rate=2e-4, pieces=1000)
    ask.add_argument("--more", type=Path, nargs="*", default=[], help="reports without labels (train splits)")
    ask.add_argument("--words", type=int, default=220_000, help="words read of them")
    ask.add_argument("--share", type=float, default=0.5, help="of the teacher's cost that is left")
    told = ask.parse_args()
    School(load_tagger(told.teacher), told).run()


class School:
    """One run: the teacher's reading of everything, then the student's lessons."""

    def __init__(self, teacher: Tagger, told: argparse.Namespace) -> None:
        self.teacher, self.told = teacher, told
        self.say = Log(told.out)
        self.chance = random.Random(SEED)  # noqa: S311 - a seed, not a secret
        self.reader = load_encoder(str(told.read))
        self.tokenizer = self.reader.tokenizer

    def run(self) -> None:
        """Prepare the lessons, thin the teacher, then teach all passes."""
        train, held = (
            [read_document(row, self.tokenizer) for row in rows]
            for rows in split(read_documents(self.told.corpus), self.told.limit)
        )
        examples = [e for r in train for e in make_examples(r, 0.1, self.chance, self.chance.choice(LENGTHS))]
        labelled = list(self.listen(examples, is_labelled=True))
        more = list(self.listen(self._unlabelled(), is_labelled=False))
        self.say(f"{len(labelled)} windows with labels, {len(more)} without")
        sample = [
            lesson.example
            for lessons, count in ((labelled, 90), (more, 50))
            for lesson in self.chance.sample(lessons, min(count, len(lessons)))
        ]
        self.student = thin(self.teacher, sample, self.told.share, self.say)
        self.teach(labelled + more, held)

    def _unlabelled(self) -> Iterator[Example]:
        texts = [row["text"] for path in self.told.more for row in read_documents(path)]
        self.chance.shuffle(texts)
        count = 0
        for text in texts:
            if count > self.told.words:
                return
            count += len(text.split())
            words = (read_words(text, p, self.tokenizer) for p in find_paragraphs(text))
            for window in cut(words, self.chance.choice(LENGTHS)):
                if window.words:
                    yield Example(window, (0,) * len(window.words), (), NOTHING)

    def listen(self, examples: Iterable[Example], *, is_labelled: bool) -> Iterator[Lesson]:
        """Let the teacher read windows; what has no labels gets the teacher's."""
        for example in examples:
            (read,) = self.reader.encode([example.window])
            lesson = example if is_labelled else label(example.window, read, self.reader)
            yield Lesson(lesson, read.hidden.astype(np.float16))

    def teach(self, lessons: list[Lesson], held: list[Any]) -> None:
        """Teach all passes, with a linear warm-up and a linear way down to nothing."""
        model = self.student
        model.encoder.words.weight.requires_grad_(False)
        model.step.requires_grad_(False)
        model.begin.requires_grad_(False)
        for part in model.modules():
            if isinstance(part, nn.Dropout):
                part.p = 0.0  # the teacher's scores hold the student back enough
        moved = [p for p in model.parameters() if p.requires_grad]
        optimizer = torch.optim.AdamW(
            [
                {"params": [p for p in moved if p.ndim > 1], "weight_decay": 0.01},
                {"params": [p for p in moved if p.ndim == 1], "weight_decay": 0.0},
            ],
            lr=self.told.rate,
            fused=True,
        )
        plan = [make_batches(lessons, self.told.pieces, self.chance) for _ in range(self.told.passes)]
        rate = falling_rate(optimizer, plan, 30)
        self.say(f"{sum(map(len, plan))} steps, {sum(p.numel() for p in moved)} weights")
        n, seen = 0, np.zeros(4)
        for number, batches in enumerate(plan, start=1):
            model.train()
            for batch in batches:
                losses = self.losses(batch)
                sum(losses).backward()
                torch.nn.utils.clip_grad_norm_(moved, 1.0)
                optimizer.step()
                rate.step()
                optimizer.zero_grad(set_to_none=True)
                seen += [loss.item() for loss in losses]
                n += 1
                if n % 100 == 0:
                    self.say(f"step {n} " + " ".join(f"{x / 100:.4f}" for x in seen))
                    seen[:] = 0
            torch.save(model.state_dict(), self.told.out / f"pass{number}.pt")
            self.say(f"pass {number}: {json.dumps(measure(model, held))}")

    def losses(self, batch: list[Lesson]) -> tuple[Tensor, ...]:
        """Return what is to be made small: from encoding, from scores, from links, from labels."""
        laid = collate([lesson.example for lesson in batch])
        real = laid["labels"] >= 0
        theirs = torch.zeros(*real.shape, WIDTH)
        for i, lesson in enumerate(batch):
            theirs[i, : len(lesson.labels)] = torch.from_numpy(lesson.encoding).float()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            ours = self.student.encode(laid)
        encoding = functional.mse_loss(ours[real], theirs[real])
        with torch.no_grad():
            emit, links = self.teacher.emit(theirs), self.teacher.link(theirs, laid)
        my_emit, my_links = self.student.emit(ours), self.student.link(ours, laid)
        scores = divergence(my_emit[real], emit[real]) + 0.05 * functional.mse_loss(my_emit[real], emit[real])
        asked = laid["roles"] >= 0
        count = real.sum()
        pairs = (
            divergence(my_links[asked], links[asked]) * asked.sum() / count if asked.any() else ours.sum() * 0
        )
        chain = crf_loss(my_emit, laid["labels"], self.student.step, self.student.begin) / count
        own = functional.cross_entropy(
            my_links.flatten(0, 2), laid["roles"].flatten(), ignore_index=-1, reduction="sum"
        )
        return ENCODING * encoding, scores, 0.5 * pairs, OWN * (chain + 0.5 * own / count)


def label(window: Window, read: Encoded, reader: Encoder) -> Example:
    """Return a window with the labels and roles that the teacher gives its words."""
    (path,) = best_labels([read.emit], reader.step, reader.begin)
    cues = [piece for piece in pieces_of(path) if piece.role == "cue"]
    if not cues:
        return Example(window, tuple(path), (), NOTHING)
    scores = role_scores(window, cues, read, reader.tables)
    roles = np.where(scores.max(-1) > 0, scores.argmax(-1) + 1, 0)
    return Example(window, tuple(path), tuple((cue.start, cue.end) for cue in cues), roles)


def divergence(ours: Tensor, theirs: Tensor) -> Tensor:
    """Return the mean divergence of our distributions from theirs (last dimension)."""
    return functional.kl_div(
        ours.log_softmax(-1), theirs.log_softmax(-1), log_target=True, reduction="batchmean"
    )


if __name__ == "__main__":
    main()

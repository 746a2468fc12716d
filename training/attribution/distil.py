"""Make the trained tagger smaller and teach what is left to do what it did.

python training/attribution/distil.py CORPUS TEACHER READ OUT --more REPORTS...

The student is the teacher with heads and inner neurons taken out (`thinning.py`), or goes on from a
checkpoint (`--start`). It learns from three things at once: the corpus' own labels, the teacher's scores, and
the teacher's encoding of every word; on reports without labels (`--more`) what the teacher reads there stands
in for the labels. Every pass cuts its windows anew. With `--minutes` the rate falls by the clock and the run
ends when the time is over, wherever it is. `mean.pt`, the running mean of the weights, is nearer to the
teacher than the weights of the last step are.
"""

import argparse
import itertools
import json
import random
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from corpus import (
    Example,
    Reading,
    collate,
    make_batches,
    make_examples,
    read_document,
    read_documents,
)
from network import WIDTH, Tagger, crf_loss, load_tagger
from running import SEED, Log, add_options, blend, split
from thinning import thin
from torch import Tensor, nn
from torch.nn import functional
from train import measure

from variorum.analyse.attribution.decode import best_labels, pieces_of
from variorum.analyse.attribution.encoder import Encoded, Encoder, load_encoder
from variorum.analyse.attribution.linking import role_scores
from variorum.analyse.attribution.windows import Window, Word, cut, read_words
from variorum.analyse.page import find_paragraphs

LENGTHS = (80, 110, 150, 190, 190)  # word pieces of a window, drawn a document
ENCODING = 1.0  # weight of the distance between encodings
NOTHING = np.zeros((0, 0), dtype=np.int64)
UNKNOWN = -1  # the label of a word that nobody has labelled
OWN = 0.5  # weight of the labels beside the teacher's scores
RAMP = 0.03  # of the run in which the rate climbs
SLOWEST = 0.0005  # of the run: where the rate begins
KEEP = 300  # seconds between checkpoints
MEAN = 0.003  # of the running mean of the weights that each step renews
APART = 0.5  # of the reports without labels, read a few paragraphs at a time
FEW = (1, 1, 1, 2, 2, 3)  # paragraphs, drawn each time


@dataclass(frozen=True)
class Lesson:
    """A window with its labels and the teacher's encoding of its words."""

    example: Example
    encoding: Any


def main() -> None:
    """Read, let the teacher read, teach, and leave a checkpoint now and then and at the end."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("corpus", type=Path, help="polnear-train.jsonl.gz")
    ask.add_argument("teacher", type=Path, help="a checkpoint of train.py")
    ask.add_argument("read", type=Path, help="folder of the same teacher as export.py writes it: it reads")
    add_options(ask, passes=1, rate=2e-4, pieces=1000)
    ask.add_argument("--more", type=Path, nargs="*", default=[], help="reports without labels (train splits)")
    ask.add_argument("--words", type=int, default=300_000, help="words read of them in a pass")
    ask.add_argument("--share", type=float, default=0.5, help="of the teacher's cost that is left")
    ask.add_argument("--start", type=Path, help="a checkpoint of the student to go on from")
    ask.add_argument("--minutes", type=float, help="end by the clock, however many passes that are")
    told = ask.parse_args()
    School(load_tagger(told.teacher), told).run()


class School:
    """One run: the student, what it is taught from, and the teacher that reads ahead."""

    def __init__(self, teacher: Tagger, told: argparse.Namespace) -> None:
        self.teacher, self.told = teacher, told
        self.say = Log(told.out)
        self.chance = random.Random(SEED)  # noqa: S311 - a seed, not a secret
        self.reader = load_encoder(str(told.read))

    def run(self) -> None:
        """Read the texts, make or load the student, then teach."""
        rows = split(read_documents(self.told.corpus), self.told.limit)
        train, held = ([read_document(row, self.reader.tokenizer) for row in part] for part in rows)
        self.train, self.texts = train, [row["text"] for p in self.told.more for row in read_documents(p)]
        self.chance.shuffle(self.texts)
        self.unread = itertools.cycle(self.texts)
        if self.told.start:
            self.student = load_tagger(self.told.start)
        else:
            windows = [*self._labelled(), *self._unlabelled()]
            sample = self.chance.sample(windows, min(140, len(windows)))
            self.student = thin(self.teacher, sample, self.told.share, self.say)
        self.teach(held)

    def _labelled(self) -> Iterator[Example]:
        for reading in self.train:
            yield from make_examples(reading, 0.1, self.chance, self.chance.choice(LENGTHS))

    def _unlabelled(self) -> Iterator[Example]:
        count = 0
        for text in self.unread if self.texts else ():
            if count > self.told.words:
                return
            count += len(text.split())
            words = [read_words(text, p, self.reader.tokenizer) for p in find_paragraphs(text)]
            longest = self.chance.choice(LENGTHS)
            for window in (w for part in self._parts(words) for w in cut(part, longest)):
                if window.words:
                    yield Example(window, (UNKNOWN,) * len(window.words), (), NOTHING)

    def _parts(self, paragraphs: list[list[Word]]) -> Iterator[list[list[Word]]]:
        """Yield a report whole, or a few paragraphs at a time: short passages are read too."""
        left = paragraphs
        while left:
            count = self.chance.choice(FEW) if self.chance.random() < APART else len(left)
            yield left[:count]
            left = left[count:]

    def _pass(self, number: int) -> list[list[Example]]:
        examples = [*self._labelled(), *self._unlabelled()]
        self.say(f"pass {number}: {len(examples)} windows")
        return make_batches(examples, self.told.pieces, self.chance)

    def plan(self) -> tuple[Iterable[list[Example]], Callable[[int], float]]:
        """Return the batches in their order, and what says how much of the run is over after so many."""
        if self.told.minutes:
            began, seconds = time.monotonic(), 60 * self.told.minutes
            endless = itertools.chain.from_iterable(map(self._pass, itertools.count(1)))
            return endless, lambda _: (time.monotonic() - began) / seconds
        batches = [batch for number in range(self.told.passes) for batch in self._pass(number + 1)]
        return batches, lambda n: n / len(batches)

    def lessons(self, batches: Iterable[list[Example]]) -> Iterator[list[Lesson]]:
        """Yield the batches as the teacher has read them, one ahead of the student."""
        with ThreadPoolExecutor(1) as pool:
            ahead: Future[list[Lesson]] | None = None
            for batch in batches:
                heard, ahead = ahead, pool.submit(self.listen, batch)
                if heard is not None:
                    yield heard.result()
            if ahead is not None:
                yield ahead.result()

    def listen(self, batch: Iterable[Example]) -> list[Lesson]:
        """Let the teacher read windows; what has no labels gets the teacher's."""
        lessons = []
        for example in batch:
            (read,) = self.reader.encode([example.window])
            is_labelled = example.labels[0] != UNKNOWN
            taught = example if is_labelled else label(example.window, read, self.reader)
            lessons.append(Lesson(taught, read.hidden))
        return lessons

    def teach(self, held: list[Reading]) -> None:
        """Teach, with a linear warm-up and a linear way down to nothing."""
        optimizer = self._optimizer()
        moved = [p for group in optimizer.param_groups for p in group["params"]]
        self.say(f"{sum(p.numel() for p in moved)} weights")
        batches, gone = self.plan()
        self.student.train()
        mean = {name: value.clone() for name, value in self.student.state_dict().items()}
        n, seen, kept = 0, np.zeros(4), time.monotonic()
        for batch in self.lessons(batches):
            at = max(gone(n), SLOWEST)
            if at >= 1:
                break
            for group in optimizer.param_groups:
                group["lr"] = self.told.rate * min(at / RAMP, (1 - at) / (1 - RAMP))
            losses = self.losses(batch)
            sum(losses).backward()
            torch.nn.utils.clip_grad_norm_(moved, 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            seen += [loss.item() for loss in losses]
            n += 1
            blend(mean, self.student.state_dict(), max(MEAN, 1 / (n + 1)))
            if n % 100 == 0:
                self.say(f"step {n} at {at:.3f}: " + " ".join(f"{x / 100:.4f}" for x in seen))
                seen[:] = 0
            if time.monotonic() - kept > KEEP:
                kept = time.monotonic()
                self._keep("last", mean)
        self._keep("end", mean)
        self.say(f"{n} steps: {json.dumps(measure(self.student, held))}")

    def _keep(self, name: str, mean: dict[str, Tensor]) -> None:
        torch.save(self.student.state_dict(), self.told.out / f"{name}.pt")
        torch.save(mean, self.told.out / "mean.pt")

    def _optimizer(self) -> torch.optim.Optimizer:
        model = self.student
        for still in (model.encoder.words.weight, model.step, model.begin):
            still.requires_grad_(False)
        for part in model.modules():
            if isinstance(part, nn.Dropout):
                part.p = 0.0  # the teacher's scores hold the student back enough
        moved = [p for p in model.parameters() if p.requires_grad]
        groups = [
            {"params": [p for p in moved if p.ndim > 1], "weight_decay": 0.01},
            {"params": [p for p in moved if p.ndim == 1], "weight_decay": 0.0},
        ]
        return torch.optim.AdamW(groups, lr=self.told.rate, fused=True)

    def losses(self, batch: list[Lesson]) -> tuple[Tensor, ...]:
        """Return what is to be made small: from encoding, from scores, from links, from labels."""
        laid = collate([lesson.example for lesson in batch])
        real = laid["labels"] >= 0
        theirs = torch.zeros(*real.shape, WIDTH)
        for i, lesson in enumerate(batch):
            theirs[i, : len(lesson.example.labels)] = torch.from_numpy(lesson.encoding)
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

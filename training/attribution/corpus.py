"""PolNeAR and our own passages read into words with labels and cue-wise targets, and packed into batches."""

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import yaml
from tokenizers import Tokenizer

from variorum.analyse.attribution.pairs import pair_features
from variorum.analyse.attribution.windows import LONGEST, Window, Word, cut, read_words
from variorum.analyse.page import find_paragraphs
from variorum.model.span import Span

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
_BEGIN = {"source": 1, "cue": 3, "content": 5}
CLS, SEP = 101, 102


@dataclass(frozen=True)
class Gold:
    """One attribution of the corpus: pieces by role."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass(frozen=True)
class Paragraph:
    """One paragraph's words, their BIO labels, and the attributions whose cue stands in it."""

    words: tuple[Word, ...]
    labels: tuple[int, ...]
    golds: tuple[Gold, ...]


@dataclass(frozen=True)
class Reading:
    """One corpus document, tokenised; `skipped` paragraphs touch what its annotator left out."""

    id: str
    text: str
    paragraphs: tuple[Paragraph, ...]


def read_documents(path: Path) -> list[dict[str, Any]]:
    """Read the corpus file (JSON Lines, packed or not)."""
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    return [json.loads(line) for line in text.split("\n") if line.strip()]


_MARK = re.compile(r"<(/?)([SCT])(\d+)>")
_ROLE = {"S": "source", "C": "cue", "T": "content"}


def read_passages(folder: Path) -> list[dict[str, Any]]:
    """Read our own marked passages as rows of the corpus' form, in the order of the files' names."""
    return [
        read_marks(one["id"], one["text"])
        for path in sorted(folder.glob("*.yaml"))
        for one in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]


def read_marks(passage: str, marked: str) -> dict[str, Any]:
    """Take the marks out of a passage: each number joins a source, a cue and contents.

    >>> read_marks("p", "<S1>She</S1> <C1>knew</C1> <T1>why</T1>.")["attributions"]
    [{'source': [[0, 3]], 'cue': [[4, 8]], 'content': [[9, 12]]}]
    """
    found: dict[int, dict[str, list[list[int]]]] = {}
    text, at, opened = "", 0, ""
    for mark in _MARK.finditer(marked):
        text, at = text + marked[at : mark.start()], mark.end()
        closes, role, number = mark.groups()
        if opened != (role + number if closes else ""):
            raise ValueError(f"{passage}: {mark.group()} stands wrong")
        opened = "" if closes else role + number
        pieces = found.setdefault(int(number), {name: [] for name in _ROLE.values()})[_ROLE[role]]
        if closes:
            pieces[-1].append(len(text))
        else:
            pieces.append([len(text)])
    if opened or sorted(found) != list(range(1, len(found) + 1)):
        raise ValueError(f"{passage}: a mark is open or a number left out")
    return {"id": passage, "text": text + marked[at:], "attributions": [found[n] for n in sorted(found)]}


def join_rows(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Return passages as one document, a paragraph or more each."""
    text, found = "", []
    for row in rows:
        start = len(text)
        text += row["text"].strip("\n") + "\n\n"
        for one in row["attributions"]:
            found.append({role: [[a + start, b + start] for a, b in one[role]] for role in _ROLE.values()})
    return {"id": "+".join(row["id"] for row in rows), "text": text.rstrip("\n"), "attributions": found}


def load_tokenizer(folder: Path) -> Any:
    """Load the encoder's tokenizer without its padding and cutting."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def read_document(row: dict[str, Any], tokenizer: Any) -> Reading:
    """Tokenise one document and lay its gold over the words."""
    golds = [
        Gold(*(tuple(Span(*piece) for piece in one[role]) for role in ("source", "cue", "content")))
        for one in row["attributions"]
    ]
    ignored = [Span(*piece) for piece in row.get("ignore") or ()]
    paragraphs = []
    for span in find_paragraphs(row["text"]):
        if any(span.overlaps(other) for other in ignored):
            continue
        words = tuple(read_words(row["text"], span, tokenizer))
        here = tuple(gold for gold in golds if gold.cue and span.overlaps(gold.cue[0]))
        if words:
            paragraphs.append(Paragraph(words, tuple(_label(words, golds, span)), here))
    return Reading(row["id"], row["text"], tuple(paragraphs))


def _label(words: Sequence[Word], golds: Sequence[Gold], paragraph: Span) -> list[int]:
    labels = [0] * len(words)
    for role, begin in _BEGIN.items():
        pieces = sorted({piece for gold in golds for piece in getattr(gold, role)})
        for piece in pieces:
            if not piece.overlaps(paragraph):
                continue
            inside = [i for i, word in enumerate(words) if word.span.overlaps(piece)]
            for i in inside:
                if labels[i] == 0:
                    is_first = i == inside[0] and words[i].span.start >= piece.start
                    labels[i] = begin if is_first else begin + 1
    return labels


@dataclass(frozen=True)
class Example:
    """One window with its labels, its cues (word ranges) and for each cue the role of every word."""

    window: Window
    labels: tuple[int, ...]
    cues: tuple[tuple[int, int], ...]
    roles: np.ndarray


def make_examples(
    reading: Reading, drop: float, chance: random.Random, longest: int = LONGEST
) -> Iterator[Example]:
    """Cut one document into windows, leaving out unlabelled paragraphs with probability `drop`."""
    kept = [p for p in reading.paragraphs if any(p.labels) or chance.random() >= drop]
    labels = [label for p in kept for label in p.labels]
    golds = [gold for p in kept for gold in p.golds]
    at = 0
    for window in cut([p.words for p in kept], longest):
        n = len(window.words)
        cues, roles = _targets(window, golds)
        yield Example(window, tuple(labels[at : at + n]), cues, roles)
        at += n


def _targets(window: Window, golds: Sequence[Gold]) -> tuple[tuple[tuple[int, int], ...], np.ndarray]:
    spans = [word.span for word in window.words]
    low, high = spans[0].start, spans[-1].end
    cues: dict[tuple[int, int], np.ndarray] = {}
    for gold in golds:
        if gold.cue[0].end <= low or gold.cue[0].start >= high:
            continue
        inside = [i for i, span in enumerate(spans) if span.overlaps(gold.cue[0])]
        if not inside:
            continue
        row = cues.setdefault((inside[0], inside[-1] + 1), np.zeros(len(spans), dtype=np.int64))
        for role, pieces in ((1, gold.source), (2, gold.content)):
            for piece in pieces:
                for i, span in enumerate(spans):
                    if span.overlaps(piece):
                        row[i] = role
    ranges = tuple(sorted(cues))
    return ranges, np.stack([cues[r] for r in ranges]) if ranges else np.zeros(
        (0, len(spans)), dtype=np.int64
    )


def make_batches(examples: list[Example], pieces: int, chance: random.Random) -> list[list[Example]]:
    """Group windows of like length into batches of at most `pieces` padded word pieces."""
    keyed = sorted(examples, key=lambda e: len(e.labels) + chance.random() * 20)
    batches: list[list[Example]] = []
    batch: list[Example] = []
    widest = 0
    for example in keyed:
        size = piece_count(example.window)
        if batch and max(widest, size) * (len(batch) + 1) > pieces:
            batches.append(batch)
            batch, widest = [], 0
        batch.append(example)
        widest = max(widest, size)
    if batch:
        batches.append(batch)
    chance.shuffle(batches)
    return batches


def piece_count(window: Window) -> int:
    """Return the length of a window as the encoder sees it, separators included."""
    return sum(len(word.pieces) for word in window.words) + window.paragraph[-1] + 2


def collate(batch: list[Example]) -> dict[str, torch.Tensor]:
    """Lay a batch out as padded tensors."""
    from variorum.analyse.attribution.windows import lay_out

    layouts = [lay_out(example.window) for example in batch]
    pieces = max(len(x.pieces) for x in layouts)
    words = max(len(e.labels) for e in batch)
    cues = max(1, *(len(e.cues) for e in batch))
    n = len(batch)
    out = {name: np.zeros((n, pieces), dtype=np.int64) for name in ("pieces", "shapes", "quoted", "mask")}
    out["first"] = np.zeros((n, words), dtype=np.int64)
    out["labels"] = np.full((n, words), -1, dtype=np.int64)
    out["cue_mean"] = np.zeros((n, cues, words), dtype=np.float32)
    out["roles"] = np.full((n, cues, words), -1, dtype=np.int64)
    out["features"] = np.zeros((n, cues, words, 5), dtype=np.int64)
    for i, (example, x) in enumerate(zip(batch, layouts, strict=True)):
        for name, row in (("pieces", x.pieces), ("shapes", x.shapes), ("quoted", x.quoted)):
            out[name][i, : len(row)] = row
        out["mask"][i, : len(x.pieces)] = 1
        t = len(example.labels)
        out["first"][i, :t] = x.first
        out["labels"][i, :t] = example.labels
        for c, (a, b) in enumerate(example.cues):
            out["cue_mean"][i, c, a:b] = 1 / (b - a)
            out["roles"][i, c, :t] = example.roles[c]
        if example.cues:
            out["features"][i, : len(example.cues), :t] = pair_features(example.window, example.cues)
    return {name: torch.from_numpy(value) for name, value in out.items()}

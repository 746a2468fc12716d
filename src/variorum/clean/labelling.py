"""Tell the article from what was pasted or left around it, line by line.

Two passes of one log-linear classifier: the first sees a line alone, the second also what the first thought
of its neighbours. Cues are `furniture.yaml`, weights `weights.tsv` (made by training/furniture/train.py).
"""

import functools
import itertools
import math
from collections import Counter
from collections.abc import Sequence

from variorum.clean.features import features_of
from variorum.clean.phrasing import phrasing_of, place_in_text
from variorum.clean.pieces import Label
from variorum.data import load_rows

CLASSES: tuple[Label, ...] = ("article", "furniture", "caption", "credit")
# A line that no cue speaks against stays in the article unless its chance is below this.
_DOUBT = 0.1
_TELLING = ("cue:", "credit:", "caption:")
Weights = dict[str, tuple[float, ...]]


def label_texts(lines: Sequence[str], title: str | None = None) -> list[Label]:
    """Label each of the lines of one text, in their order.

    The first line that repeats a known title is its headline, further ones are furniture.

    >>> label_texts(["Two boats sank off Tellin on Monday, police said.", "Read more: Ferry talks fail"])
    ['article', 'furniture']
    """
    own = read_lines(lines)
    alone, together = _weights()
    first = [chances_of(features, alone) for features in own]
    labels: list[Label] = []
    for features, around in zip(own, context_of(lines, first), strict=True):
        labels.append(_choose(features, chances_of([*features, *around], together)))
    labels = [_insist(features, label) for features, label in zip(own, labels, strict=True)]
    if "article" not in labels:
        labels = _rescue(own, labels)
    return _name_headlines(lines, labels, title)


def read_lines(lines: Sequence[str]) -> list[list[str]]:
    """Return the features of each line by itself: its cues, how it is put, where it stands."""
    placed = place_in_text(lines)
    return [
        [*features_of(line), *phrasing_of(line), *place] for line, place in zip(lines, placed, strict=True)
    ]


def _choose(features: Sequence[str], chances: Sequence[float]) -> Label:
    """Take the most probable label; a line without any cue of furniture goes only where that is near certain.

    A lead told like a caption ("Two columns of men crossed the bridge.") is dear to lose, a caption is not.
    """
    telling = any(f.startswith(_TELLING) for f in features)
    return _top(chances) if telling or chances[0] < _DOUBT else "article"


def _insist(features: Sequence[str], label: Label) -> Label:
    """Let a caption's own formula decide, unless it stands in quotation marks or has cues of furniture."""
    formula = "caption:opening" in features or "caption:closing" in features
    barred = "quoted" in features or any(f.startswith("cue:") for f in features)
    return "caption" if formula and not barred and label != "credit" else label


def _rescue(own: Sequence[Sequence[str]], labels: list[Label]) -> list[Label]:
    """Where nothing looks like an article, keep what shows no cue of anything else: never lose a report."""
    return [
        label if any(f.startswith(_TELLING) for f in features) else "article"
        for features, label in zip(own, labels, strict=True)
    ]


def context_of(lines: Sequence[str], first: Sequence[Sequence[float]]) -> list[list[str]]:
    """Return what surrounds each line as features, from the first pass's chance of its being article."""
    article = [chances[0] for chances in first]
    count = len(lines)
    sure = [n for n in range(count) if article[n] > 0.8]
    head, tail = (sure[0], sure[-1]) if sure else (0, count - 1)
    times = Counter(" ".join(line.split()).lower() for line in lines)
    found = []
    for n, line in enumerate(lines):
        around = [
            f"prev:{_bin(article[n - 1]) if n else 'none'}",
            f"next:{_bin(article[n + 1]) if n + 1 < count else 'none'}",
            f"prev2:{_bin(article[n - 2]) if n > 1 else 'none'}",
            f"next2:{_bin(article[n + 2]) if n + 2 < count else 'none'}",
            f"self:{_bin(article[n])}",
            "before" if n < head else "after" if n > tail else "inside",
            *(
                f"{side}:{_top(first[m])}"
                for side, m in (("left", n - 1), ("right", n + 1))
                if 0 <= m < count
            ),
        ]
        if n and first[n - 1][2] > 0.5:
            around.append("prev:caption")
        if n and first[n - 1][1] > 0.8 and lines[n - 1].rstrip()[-1:] not in ".!?":
            around.append("prev:heading")
        if n + 1 < count and first[n + 1][3] > 0.5:
            around.append("next:credit")
        if times[" ".join(line.split()).lower()] > 1:
            around.append("repeated")
        found.append(around)
    return found


def _top(chances: Sequence[float]) -> Label:
    return CLASSES[max(range(len(CLASSES)), key=chances.__getitem__)]


def _bin(chance: float) -> int:
    return min(4, int(chance * 5))


def chances_of(features: Sequence[str], weights: Weights) -> list[float]:
    """Return the chance of each class, in the order of `CLASSES` (or of the table) for a row of features."""
    sums = list(weights["bias"])
    for feature in features:
        for n, weight in enumerate(weights.get(feature, ())):
            sums[n] += weight
    top = max(sums)
    parts = [math.exp(s - top) for s in sums]
    whole = sum(parts)
    return [p / whole for p in parts]


@functools.cache
def _weights() -> tuple[Weights, Weights]:
    passes: dict[str, Weights] = {"alone": {}, "together": {}}
    for name, feature, *row in load_rows("clean/weights.tsv"):
        passes[name][feature] = tuple(map(float, row))
    return passes["alone"], passes["together"]


def _name_headlines(lines: Sequence[str], labels: list[Label], title: str | None) -> list[Label]:
    if not title:
        return labels
    wanted = fold(title)
    seen = [n for n, line in enumerate(lines) if fold(line) == wanted]
    if seen:
        # Where a page repeats its title above the article, the last one before the first paragraph counts.
        opening = next(
            (n for n, label in enumerate(labels) if label == "article" and n not in seen), len(lines)
        )
        headline = max((n for n in seen if n <= opening), default=seen[0])
        for n in seen:
            labels[n] = "headline" if n == headline else "furniture"
    for n, (line, label) in enumerate(itertools.zip_longest(lines, labels)):
        if label == "article" and n not in seen and fold(line).startswith(wanted) and _is_titled(line, title):
            labels[n] = "furniture"
    return labels


def _is_titled(line: str, title: str) -> bool:
    """Say whether a line is the title with the site's name behind it, as a browser shows it."""
    rest = " ".join(line.split())[len(" ".join(title.split())) :]
    return 0 < len(rest) < 60 and rest.lstrip()[:1] in "-|–—:·"


def fold(text: str) -> str:
    """Return a text with single spaces and without regard to case or closing marks, for comparing titles.

    >>> fold("Rain  falls.") == fold("RAIN FALLS")
    True
    """
    return " ".join(text.split()).casefold().strip(" .:|-–—")

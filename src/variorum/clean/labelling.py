"""Tell the article from what was pasted or left around it, line by line.

Two passes of one log-linear classifier: the first sees a line alone, the second also what the first thought
of its neighbours. Cues are `furniture.yaml`, weights `weights.tsv` (made by training/furniture/train.py).
"""

import functools
import itertools
import math
import operator
import re
from collections import Counter
from collections.abc import Sequence

from variorum.clean.features import features_of
from variorum.clean.phrasing import phrasing_of, place_in_text
from variorum.clean.pieces import Label
from variorum.data import load_rows

CLASSES: tuple[Label, ...] = ("article", "furniture", "caption", "credit")
# A line that no cue speaks against stays in the article unless its chance is below this.
_DOUBT = 0.1
_TOLD = 0.3  # the same for one of more than thirty words that a cue speaks against
_RESUMED = 0.6  # the chance that a line behind the article needs where furniture stands before it
_MOST_LOST = 0.75  # share of a text's words that may go where
_BARE = 0.75  # so large a share of the lines that go have no cue
_SHOUTED = 0.8  # share of large letters above which a text is written in capitals
_SMALL = re.compile("[a-z]")
_TELLING = ("cue:", "credit:", "caption:")
Weights = dict[str, tuple[float, ...]]


def label_texts(
    lines: Sequence[str], title: str | None = None, marks: Sequence[Sequence[str]] = ()
) -> list[Label]:
    """Label each of the lines of one text, in their order; `marks` are further features of each.

    The first line that repeats a known title is its headline, further ones are furniture.

    >>> label_texts(["Two boats sank off Tellin on Monday, police said.", "Read more: Ferry talks fail"])
    ['article', 'furniture']
    """
    own = read_lines(_calm(lines), marks)
    alone, together = _weights()
    first = [chances_of(features, alone) for features in own]
    labels: list[Label] = []
    for features, around in zip(own, context_of(lines, first), strict=True):
        labels.append(_choose(features, around, chances_of([*features, *around], together)))
    labels = [_insist(features, label) for features, label in zip(own, labels, strict=True)]
    if _loses_too_much(lines, own, labels):
        labels = _rescue(own, labels)
    return _name_headlines(lines, labels, title)


def read_lines(lines: Sequence[str], marks: Sequence[Sequence[str]] = ()) -> list[list[str]]:
    """Return the features of each line by itself: its cues, how it is put, where it stands, its marks."""
    around = zip(lines, place_in_text(lines), marks or itertools.repeat((), len(lines)), strict=True)
    return [[*features_of(line), *phrasing_of(line), *place, *mark] for line, place, mark in around]


def _choose(features: Sequence[str], around: Sequence[str], chances: Sequence[float]) -> Label:
    """Take the most probable label; a sentence without a cue goes only where that is near certain.

    A lead told like a caption ("Two columns of men crossed the bridge.") is dear to lose, a caption is not. A
    line without a verb or without an end is no lead, nor is a likely caption with a credit behind it. Behind
    the article, where furniture has begun, it is the article that must be likely.
    """
    if "after" in around and {"left:furniture", "left:credit"}.intersection(around):
        return _top(chances) if chances[0] >= _RESUMED else _top((0.0, *chances[1:]))
    if "right:credit" in around and _top(chances) == "caption":
        return "caption"
    could_lead = bool({"ends", "trails"}.intersection(features)) and "verbless" not in features
    if _is_telling(features):
        could_lead = could_lead and "size:5" in features and not {"we", "you"}.intersection(features)
        return "article" if could_lead and chances[0] >= _TOLD else _top(chances)
    return "article" if could_lead and chances[0] >= _DOUBT else _top(chances)


def _insist(features: Sequence[str], label: Label) -> Label:
    """Let a caption's own formula decide, unless it stands in quotation marks or has cues of furniture."""
    formula = "caption:opening" in features or "caption:closing" in features
    barred = "quoted" in features or any(f.startswith("cue:") for f in features[:1])
    return "caption" if formula and not barred and label != "credit" else label


def _loses_too_much(lines: Sequence[str], own: Sequence[Sequence[str]], labels: Sequence[Label]) -> bool:
    """Say whether nothing would be left, or much would go though hardly a line has a cue, as pages have."""
    if "article" not in labels:
        return True
    gone = [n for n, label in enumerate(labels) if label != "article"]
    bare = [n for n in gone if not _is_telling(own[n])]
    words = sum(len(lines[n].split()) for n in bare)
    return len(bare) > _BARE * len(gone) and words > _MOST_LOST * sum(len(line.split()) for line in lines)


def _is_telling(features: Sequence[str]) -> bool:
    """Say whether a line has a cue of anything but the article; its cues stand first among its features."""
    return any(f.startswith(_TELLING) for f in features[:1])


def _rescue(own: Sequence[Sequence[str]], labels: list[Label]) -> list[Label]:
    """Keep what shows no cue of anything else: never lose a report."""
    return [
        label if _is_telling(features) else "article" for features, label in zip(own, labels, strict=True)
    ]


def _calm(lines: Sequence[str]) -> list[str]:
    """Return lines in small letters where a whole text is in capitals, which then mean nothing."""
    letters = "".join(lines)
    if len(_SMALL.findall(letters)) > len(letters) * (1 - _SHOUTED):
        return list(lines)
    large, small = sum(map(str.isupper, letters)), sum(map(str.islower, letters))
    return [line.capitalize() for line in lines] if large > _SHOUTED * (large + small) else list(lines)


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
    known = map(weights.get, features)
    rows = (weights["bias"], *filter(None, known))
    sums = [functools.reduce(operator.add, column) for column in zip(*rows, strict=True)]
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

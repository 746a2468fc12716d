"""Tell the article from what was pasted or left around it, line by line.

A conditional random field over the lines: what speaks for each label of a line by itself, and for one label
behind another. Cues are `furniture.yaml`, weights `weights.tsv` (made by training/furniture/train.py).
"""

import functools
import itertools
import math
import operator
import re
from collections.abc import Sequence

from variorum.clean.chaining import Chain, chances_in_chain
from variorum.clean.dateline import find_dateline
from variorum.clean.features import features_of
from variorum.clean.phrasing import phrasing_of, place_in_text
from variorum.clean.pieces import Label
from variorum.clean.rereading import reread
from variorum.data import load_rows

CLASSES: tuple[Label, ...] = ("article", "furniture", "caption", "credit")
# A line is read again where no label's chance is above this; how much the second reading then counts; and how
# many lines of one text are read again, those that are most open.
_SURE = 0.85
_SAY = 0.8
_MOST_OPEN = 60
_LEAST = 1e-4  # what a chance counts at least, where two readings are joined
# A line that no cue speaks against stays in the article unless its chance is below this.
_DOUBT = 0.15
_TOLD = 0.3  # the same for one of more than thirty words that a cue speaks against
# What counts of an article's chance where a line does not end as a sentence, in a text that has so many lines
# with a cue of furniture: such a line is cheap to lose, and more were left in than lost.
_OPEN = 0.6
_FURNISHED = 2
_MOST_LOST = 0.75  # share of a text's words that may go where
_BARE = 0.75  # so large a share of the lines that go have no cue
_SHOUTED = 0.8  # share of large letters above which a text is written in capitals
_SMALL = re.compile("[a-z]")
_BULLET = re.compile(r"\s{0,8}(?:[-–•*·▪◦‣]|\(?\d{1,2}[.)])\s")
_KNOWN = re.compile(r"\bwhat\b.{1,20}\bknow", re.IGNORECASE)  # "What we know so far:"
_CLIP = re.compile("\\s{0,8}\\d{1,2}:[0-5]\\d [A-Z\"'\u2018\u201c]")
_LEAST_LISTED = 2  # members of a list
_DASHES = ("-", "–", "—", "_")
_ADDRESSING = frozenset(("we", "you", "imperative", "url", "symbol", "asks", "titled"))
_TELLING = ("cue:", "credit:", "caption:")
JOINTS = ("even", "inside", "close", "apart")  # how a line may join the one before it
_JOINTS = {
    "part:inner": "inside",
    "part:last": "inside",
    "blank:none": "close",
    "blank:after": "close",
    "blank:before": "apart",
    "blank:beforeafter": "apart",
}
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
    weights, chain = _weights()
    joints = [joint_of(features) for features in own]
    chances: Sequence[Sequence[float]] = chances_in_chain(
        [score(features, weights) for features in own], joints, chain
    )
    chances = _read_again(lines, joints, chances)
    if sum(features[0].startswith("cue:") for features in own) >= _FURNISHED:
        chances = [_lean(*held) for held in zip(own, chances, strict=True)]
    behind = [*map(_top, chances[1:]), "article"][: len(own)]
    labels = [_choose(*held) for held in zip(own, chances, behind, strict=True)]
    labels = [_insist(features, label) for features, label in zip(own, labels, strict=True)]
    labels = _keep_lists(lines, own, labels)
    labels = ["article" if _is_dateline(line) else label for line, label in zip(lines, labels, strict=True)]
    if _loses_too_much(lines, own, labels):
        labels = _rescue(own, labels)
    labels = _drop_clips(lines, labels)
    return _name_headlines(lines, labels, title)


def read_lines(lines: Sequence[str], marks: Sequence[Sequence[str]] = ()) -> list[list[str]]:
    """Return the features of each line by itself: its cues, how it is put, where it stands, its marks."""
    around = zip(lines, place_in_text(lines), marks or itertools.repeat((), len(lines)), strict=True)
    return [[*features_of(line), *phrasing_of(line), *place, *mark] for line, place, mark in around]


def _read_again(
    lines: Sequence[str], joints: Sequence[str], chances: Sequence[Sequence[float]]
) -> list[Sequence[float]]:
    """Let the encoder have a say where the first reading leaves a label open."""
    out = list(chances)
    open_lines = sorted((max(row), n) for n, row in enumerate(chances) if max(row) < _SURE)[:_MOST_OPEN]
    for n, row in reread(lines, joints, sorted(n for _, n in open_lines)).items():
        powers = [max(p, _LEAST) * math.exp(_SAY * q) for p, q in zip(chances[n], row, strict=True)]
        out[n] = [power / sum(powers) for power in powers]
    return out


def _lean(features: Sequence[str], chances: Sequence[float]) -> Sequence[float]:
    """Count less of the article's chance where a line does not end as a sentence."""
    return chances if "ends" in features else (chances[0] * _OPEN, *chances[1:])


def _choose(features: Sequence[str], chances: Sequence[float], behind: str) -> Label:
    """Take the most probable label; a sentence without a cue goes only where that is near certain.

    A lead told like a caption ("Two columns of men crossed the bridge.") is dear to lose, a caption is not. A
    line without a verb or without an end is no lead, nor is a likely caption with a credit behind it.
    """
    if behind == "credit" and _top(chances) == "caption":
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


def _keep_lists(lines: Sequence[str], own: Sequence[Sequence[str]], labels: list[Label]) -> list[Label]:
    """Keep a list that a line with a colon announces, where no cue speaks against either: "The dead are:"."""
    for n, line in enumerate(lines):
        if not line.rstrip().endswith(":") or (_is_telling(own[n]) and not _KNOWN.search(line)):
            continue
        end = n + 1
        while end < len(lines) and _BULLET.match(lines[end]) and not _is_telling(own[end]):
            end += 1
        if end > n + _LEAST_LISTED:
            labels[n:end] = ["article"] * (end - n)
    return labels


def _is_dateline(line: str) -> bool:
    """Say whether a line is a dateline alone, as where a page sets it in a paragraph of its own."""
    line = line.strip()
    return line[-1:] in _DASHES and find_dateline(f"{line} A") > len(line)


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


def _drop_clips(lines: Sequence[str], labels: list[Label]) -> list[Label]:
    """Drop the list of a page's videos, each with how long it runs: "1:07 Ferry raised Pause".

    Their headlines are of other reports. Beside a player, one of them has its button.
    """
    clips = {n for n, line in enumerate(lines) if _CLIP.match(line) and not line.rstrip().endswith(".")}
    if not any(lines[n].rstrip().endswith(" Pause") for n in clips):
        return labels
    return ["furniture" if n in clips else label for n, label in enumerate(labels)]


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


def joint_of(features: Sequence[str]) -> str:
    """Say how a line joins the one before it: in the same line, close, apart by an empty line, or as all do.

    >>> joint_of(["size:3", "part:whole", "blank:before"])
    'apart'
    """
    return next((_JOINTS[feature] for feature in features[-2:] if feature in _JOINTS), "even")


def _top(chances: Sequence[float]) -> Label:
    return CLASSES[max(range(len(CLASSES)), key=chances.__getitem__)]


def score(features: Sequence[str], weights: Weights) -> tuple[float, ...]:
    """Return what speaks for each class, in the order of `CLASSES` (or of the table), as logarithms."""
    rows = (weights["bias"], *filter(None, map(weights.get, features)))
    return tuple(functools.reduce(operator.add, column) for column in zip(*rows, strict=True))


@functools.cache
def _weights() -> tuple[Weights, Chain]:
    held: dict[str, Weights] = {"line": {}, "edge": {}, "step": {}}
    for name, feature, *row in load_rows("clean/weights.tsv"):
        held[name][feature] = tuple(map(float, row))
    edge, step = held["edge"], held["step"]
    steps = {name: tuple(step[f"{name} {label}"] for label in CLASSES) for name in JOINTS}
    return held["line"], Chain(edge["begin"], edge["end"], steps)


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

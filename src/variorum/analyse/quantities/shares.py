"""Read parts of a whole: "half of the 40", "two-thirds", "one in ten"."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from variorum.analyse.quantities.grammar import PLURAL_VERBS
from variorum.analyse.quantities.lexicon import NumberWords
from variorum.analyse.quantities.numerals import Exact, Numeral, read_numeral
from variorum.analyse.quantities.words import Word
from variorum.data import load_words

_DETERMINERS: Final = frozenset(
    {"the", "its", "their", "his", "her", "our", "these", "those", "some", "about", "all", "an", "estimated"}
)
_ODDS: Final = (["out", "of"], ["in", "every"], ["of", "every"])
_ROUGH: Final = load_words("quantities/words.yaml", "rough")
_AFTER_CHANGE: Final = frozenset(
    [
        "to",
        "from",
        "in",
        "since",
        "over",
        "on",
        "at",
        "within",
        "during",
        "between",
        "compared",
        "last",
        "this",
    ]
)
_LONGEST_OWNER: Final = 5  # words before a whole in figures: "half of the city's 300 schools"


class Part(NamedTuple):
    """A part of a whole: the piece after it, its value in percent, or in numbers where it is `counted`."""

    end: int
    value: Exact
    counted: bool


def read_part(words: Sequence[Word], i: int, lexicon: NumberWords) -> Part | None:
    """Read "half of the 40", "two-thirds of the 90", "half", "one in ten"."""
    found = _read_fraction(words, i, lexicon)
    if found is None:
        return read_odds(words, i, lexicon)
    part, end = found
    whole = _read_whole(words, end, lexicon)
    if whole is not None:
        return Part(whole.end, part * whole.value, counted=True)
    return Part(end, percent(part), counted=False)


def _read_fraction(words: Sequence[Word], i: int, lexicon: NumberWords) -> tuple[Fraction, int] | None:
    """Read "half", "a third of", "two-fifths" with the piece after it."""
    norms = [w.norm for w in words[i : i + 6]]
    if norms[0] == "half" and (len(norms) < 2 or norms[1] not in ("-", "time", "way")):
        return Fraction(1, 2), i + 1
    if norms[0] in ("a", "one") and (at := _part_after(norms, lexicon)):
        end = i + at + 1
        after = words[end : end + 1]
        ends = not after or after[0].norm == "of" or may_follow_part(after)
        if not ends and not changes_by(words, i, end) and not is_rough(words, i):
            return None
        return Fraction(1, lexicon.parts[norms[at]]), end
    if norms[0] in lexicon.ones:
        at = 2 if norms[1:2] == ["-"] else 1
        if len(norms) > at and norms[at] in lexicon.parts and norms[at].endswith("s"):
            return Fraction(lexicon.ones[norms[0]], lexicon.parts[norms[at]]), i + at + 1
    return None


def norm_at(words: Sequence[Word], i: int) -> str:
    """Return the piece at an index, "" after the last."""
    return words[i].norm if i < len(words) else ""


def is_rough(words: Sequence[Word], i: int) -> bool:
    """Say whether a word of more or less stands before "a third", which no rank has: "less than a third"."""
    return i > 0 and words[i - 1].norm in _ROUGH


def changes_by(words: Sequence[Word], i: int, end: int) -> bool:
    """Say whether "by" leads to a part `i:end` that something changes by: "fell by a third to 6,000"."""
    if all(word.norm != "by" for word in words[max(0, i - 3) : i]):
        return False
    return end >= len(words) or words[end].kind == "sign" or words[end].norm in _AFTER_CHANGE


def may_follow_part(after: Sequence[Word]) -> bool:
    """Say whether a verb in the plural follows, which makes "a third" a part and no rank."""
    return bool(after) and after[0].norm in PLURAL_VERBS


def _part_after(norms: Sequence[str], lexicon: NumberWords) -> int:
    """Return where the part stands in "a third", "one-fifth"; 0 where there is none."""
    at = 2 if norms[1:2] == ["-"] else 1
    return at if len(norms) > at and norms[at] in lexicon.parts and norms[at] != "half" else 0


def _read_whole(words: Sequence[Word], end: int, lexicon: NumberWords) -> Numeral | None:
    """Read the number that a part is of: "of the 40", "of the city's 300", "the 27"."""
    at = end + 1 if end < len(words) and words[end].norm == "of" else end
    if at >= len(words) or words[at].norm not in _DETERMINERS:
        return None
    at += 1
    while at < len(words) and words[at].norm in _DETERMINERS:
        at += 1
    owner = next((k for k in range(at, min(len(words), at + _LONGEST_OWNER)) if _owns(words[k])), None)
    if owner is not None and all(words[k].kind == "word" for k in range(at, owner)):
        at = owner + 1
    whole = read_numeral(words, at, lexicon) if at < len(words) else None
    return whole if whole is not None and whole.value == int(whole.value) else None


def _owns(word: Word) -> bool:
    return word.norm.endswith(("'s", "s'"))


def percent(part: Fraction) -> Fraction:
    """Return a part of one in percent: exact where it ends, to a tenth where it would not.

    >>> percent(Fraction(1, 8)), percent(Fraction(1, 3))
    (Fraction(25, 2), Fraction(333, 10))
    """
    exact = part * 100
    return exact if (exact * 10_000).denominator == 1 else Fraction(round(exact * 10), 10)


def read_odds(words: Sequence[Word], i: int, lexicon: NumberWords) -> Part | None:
    """Read "one in ten", "3 out of 4" as a share."""
    if all(w.norm not in ("in", "out", "every") for w in words[i + 1 : i + 5]):
        return None
    first = read_numeral(words, i, lexicon)
    if first is None or first.scale != 1:
        return None
    at = first.end
    norms = [w.norm for w in words[at : at + 3]]
    skip = 2 if norms[:2] in _ODDS else 1 if norms[:1] == ["in"] else 0
    if not skip or at + skip >= len(words):
        return None
    second = read_numeral(words, at + skip, lexicon)
    if second is None and words[at + skip].norm in lexicon.scale_words:  # "four in every hundred"
        second = Numeral(at + skip + 1, lexicon.scale_words[words[at + skip].norm], 1, first.in_figures)
    if second is None or not 0 < first.value < second.value or second.value > 1000:
        return None
    if skip == 1 and not _is_odds(words, first, second):
        return None
    part = Fraction(first.value) / second.value
    whole = _read_whole(words, second.end, lexicon) if norm_at(words, second.end) == "of" else None
    if whole is not None:
        return Part(whole.end, part * whole.value, counted=True)
    return Part(second.end, percent(part), counted=False)


def _is_odds(words: Sequence[Word], first: Numeral, second: Numeral) -> bool:
    """Say whether "in" makes a share: "one in eight voters", "six in ten voters", not "two in 12 attacks"."""
    tenths = second.value in (10, 100) and first.value < 10
    if second.end >= len(words) or words[second.end].kind != "word":
        return tenths
    return (
        first.value == 1
        or tenths
        or (first.in_figures == second.in_figures and second.value in (3, 4, 5, 10, 100))
    )

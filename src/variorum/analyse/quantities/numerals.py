"""Read one numeral, in figures or in words, from the pieces of a text."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from variorum.analyse.quantities.lexicon import NumberWords, noun_words, unit_words
from variorum.analyse.quantities.words import Word

Exact = int | Fraction

_LONGEST: Final = 18  # digits; a longer figure in a report is no number of anything
_MOST_GROUPS: Final = 5  # trillions, billions, millions, thousands and the rest
_MORE: Final = frozenset({"another", "further", "extra", "additional"})
_BARE: Final = frozenset({"dozen", "hundred"})
_BEFORE_BARE: Final = frozenset(
    {"some", "mere", "the", "about", "around", "roughly", "nearly", "almost", "these", "those"}
)
_LIVING: Final = frozenset({"person", "household", "home", "animal", "case"})
_PLAIN: Final = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_GROUPED: Final = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]{1,6})?")
_INDIAN: Final = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}")
_DOTTED: Final = re.compile(r"[1-9][0-9]{0,2}(?:\.[0-9]{3}){2,}")
_UNDECIDED: Final = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_SPACED: Final = re.compile(r"[1-9][0-9]{0,2}(?:[\u00a0\u2009\u202f][0-9]{3})+")


class Numeral(NamedTuple):
    """A number read: the piece after its last, its value, and the scale word's part in it."""

    end: int
    value: Exact
    scale: int
    in_figures: bool


def read_figures(norm: str) -> Exact | None:
    """Return the value of a number in figures; None where its grouping is malformed or undecidable.

    >>> read_figures("1,200"), read_figures("3.25"), read_figures("1,23,456"), read_figures("1.200.000")
    (1200, Fraction(13, 4), 123456, 1200000)
    >>> [read_figures(bad) for bad in ("1,23,45", "7.000.00,3", "1.500", "12.000.000,5", "007")]
    [None, None, None, None, None]
    """
    if len(norm) > _LONGEST + 6:
        return None
    if norm.isdecimal():
        return int(norm) if norm.isascii() and (norm[0] != "0" or norm == "0") else None
    if _UNDECIDED.fullmatch(norm):
        return None
    if _PLAIN.fullmatch(norm):
        return Fraction(norm)
    if _GROUPED.fullmatch(norm) or _INDIAN.fullmatch(norm):
        whole = norm.replace(",", "")
        return int(whole) if whole.isdecimal() else Fraction(whole)
    if _DOTTED.fullmatch(norm):
        return int(norm.replace(".", ""))
    if _SPACED.fullmatch(norm):
        return int(re.sub(r"\s", "", norm))
    return None


def read_numeral(words: Sequence[Word], i: int, lexicon: NumberWords) -> Numeral | None:
    """Return the numeral that begins at piece `i`, or None.

    A scale word alone ("hundred") is no numeral; "a hundred", "half a million" and "two and a half" are.
    """
    word = words[i]
    if word.kind == "figure":
        return _read_figure(words, i, lexicon)
    if word.norm in lexicon.signs:
        return Numeral(i + 1, lexicon.signs[word.norm], 1, True)
    if word.norm in lexicon.zero:
        return Numeral(i + 1, 0, 1, False)
    if word.norm in lexicon.scale_words and i > 0 and begins_bare(words, i):
        return read_scales(words, i, 1, lexicon, in_figures=False)
    part = read_part_of_scale(words, i, lexicon)
    if part is not None:
        return part
    return _read_words(words, i, lexicon)


def begins_bare(words: Sequence[Word], i: int) -> bool:
    """Say whether a scale word is a number without "a": "another dozen", "some dozen villages"."""
    before = words[i - 1].norm
    return before in _MORE or (words[i].norm in _BARE and before in _BEFORE_BARE)


def _read_figure(words: Sequence[Word], i: int, lexicon: NumberWords) -> Numeral | None:
    end = _end_of_grouped(words, i)
    value = read_figures("".join(word.norm for word in words[i:end]))
    if value is None:
        return None
    if end < len(words):
        after = words[end]
        if after.glued and after.norm in lexicon.letters:
            scale = lexicon.letters[after.norm]
            many = after.norm not in lexicon.money_letters or _is_money(words, i, end + 1)
            if many or (after.norm == "m" and _is_of_living(words, end + 1)):
                return Numeral(end + 1, value * scale, scale, True)
        elif after.glued and after.norm in lexicon.signs:
            value, end = value + lexicon.signs[after.norm], end + 1
    end, total, _ = _read_half(words, end, value)
    return read_scales(words, end, total, lexicon, in_figures=True)


def _end_of_grouped(words: Sequence[Word], i: int) -> int:
    """Return the piece after figures grouped by plain blanks, "2 400 marines"; a telephone number has more.

    One to three figures and then threes, one blank apart, before a word and after none.
    """
    end = i + 1
    if len(words[i].norm) > 3 or words[i].norm[0] == "0" or words[i].glued or not words[i].norm.isdecimal():
        return end
    while end < len(words) and _is_group(words[end - 1], words[end]):
        end += 1
    alone = end < len(words) and words[end].kind == "word" and not words[end].glued
    return end if alone and (i == 0 or words[i - 1].kind == "word") else i + 1


def _is_group(before: Word, word: Word) -> bool:
    apart = word.start == before.end + 1
    return word.kind == "figure" and apart and len(word.norm) == 3 and word.norm.isdecimal()


def _is_money(words: Sequence[Word], i: int, end: int) -> bool:
    """Say whether a currency stands beside figures: "$6m", "EUR 6m", "6m euros"."""
    if any(word.norm.removesuffix("s") in unit_words().currencies for word in words[end : end + 2]):
        return True  # "6m euros", "14m Swiss francs"
    before = words[i - 1] if i else None
    if before is None:
        return False
    return before.norm in "$£€¥₹₩₽₺₦₪" or (before.kind == "word" and len(before.norm) == 3)


def _is_of_living(words: Sequence[Word], end: int) -> bool:
    """Say whether people, animals or homes follow a letter: "1.5m people", not "1.5m deep"."""
    if end >= len(words):
        return False
    units = noun_words().units
    near = [word.norm for word in words[end : end + 2] if word.kind == "word"]  # "1.4m civil servants"
    return any(norm == "people" or (norm.endswith("s") and units.get(norm[:-1]) in _LIVING) for norm in near)


def _read_half(words: Sequence[Word], end: int, value: Exact) -> tuple[int, Exact, bool]:
    """Add "and a half", "and three quarters"."""
    tied = end < len(words) and words[end].norm == "-" and words[end].glued  # "two-and-a-half"
    step = 2 if tied else 1
    at = end + 1 if tied else end
    norms = [w.norm for w in words[at : at + 2 * step + 1 : step]]
    if len(norms) < 3 or norms[:2] != ["and", "a"] or norms[2] not in ("half", "quarter"):
        return end, value, False
    part = Fraction(1, 2) if norms[2] == "half" else Fraction(1, 4)
    return at + 2 * step + 1, value + part, True


def read_scales(
    words: Sequence[Word], end: int, value: Exact, lexicon: NumberWords, *, in_figures: bool
) -> Numeral:
    """Multiply a value by the scale words that follow it: "hundred thousand"."""
    scale = 1
    while end < len(words) and scale < 10**13:
        at = end + 1 if words[end].norm == "-" and words[end].glued and end + 1 < len(words) else end
        if words[at].norm not in lexicon.scale_words:
            break
        scale *= lexicon.scale_words[words[at].norm]
        end = at + 1
    return Numeral(end, value * scale, scale, in_figures)


def read_part_of_scale(words: Sequence[Word], i: int, lexicon: NumberWords) -> Numeral | None:
    """Read "half a million", "half a dozen", "a quarter of a million", "three-quarters of a million"."""
    if words[i].norm not in ("half", "a", "three"):
        return None
    norms = [w.norm for w in words[i : i + 7]]
    for pattern, parts in _PART_PATTERNS:
        if norms[: len(pattern)] == pattern and len(norms) > len(pattern):
            scale = lexicon.scale_words.get(norms[len(pattern)])
            if scale is not None:
                return read_scales(words, i + len(pattern), parts, lexicon, in_figures=False)
    return None


_PART_PATTERNS: Final = tuple(
    (pattern.split(), parts)
    for pattern, parts in (
        ("half a", Fraction(1, 2)),
        ("half - a", Fraction(1, 2)),
        ("half -", Fraction(1, 2)),
        ("half", Fraction(1, 2)),
        ("a half -", Fraction(1, 2)),
        ("a half", Fraction(1, 2)),
        ("a quarter of a", Fraction(1, 4)),
        ("a quarter", Fraction(1, 4)),
        ("three quarters of a", Fraction(3, 4)),
        ("three - quarters of a", Fraction(3, 4)),
        ("a third of a", Fraction(1, 3)),
    )
)


def _read_words(words: Sequence[Word], i: int, lexicon: NumberWords) -> Numeral | None:
    """Read a cardinal in words: groups below a thousand, each with a smaller scale than the one before."""
    total, end, scale, at = 0, i, 1, i
    for _ in range(_MOST_GROUPS):
        group = _read_group(words, at, lexicon, may_be_one=at == i)
        if group is None:
            break
        end, value, scale = group
        halved_end, halved_value, halved = _read_half(words, end, value)
        if halved:
            numeral = read_scales(words, halved_end, halved_value, lexicon, in_figures=False)
            return numeral._replace(value=total + numeral.value)
        if not _has_scale(words, end, lexicon):
            return Numeral(end, total + value, scale, False)
        ends = words[end].norm in lexicon.dozens  # "between a dozen and twenty"
        numeral = read_scales(words, end, value, lexicon, in_figures=False)
        if total and numeral.value >= total:
            break
        if ends:
            return numeral._replace(value=total + numeral.value)
        halved_end, part, halved = _read_half(words, numeral.end, 0)
        if halved:  # "a million and a half"
            return Numeral(halved_end, total + numeral.value + part * numeral.scale, numeral.scale, False)
        total, end, scale = total + int(numeral.value), numeral.end, numeral.scale
        at = end + 1 if end < len(words) and words[end].norm == "and" else end
    return Numeral(end, total, scale, False) if total else None


def _has_scale(words: Sequence[Word], end: int, lexicon: NumberWords) -> bool:
    at = end + 1 if end + 1 < len(words) and words[end].norm == "-" and words[end].glued else end
    return at < len(words) and words[at].norm in lexicon.scale_words


def _read_group(
    words: Sequence[Word], i: int, lexicon: NumberWords, *, may_be_one: bool
) -> tuple[int, int, int] | None:
    """Read up to "nine hundred and ninety-nine"; "a" is one before a scale word where the number begins."""
    if i >= len(words):
        return None
    norm = words[i].norm
    if norm in ("a", "an"):
        follows = words[i + 1].norm if may_be_one and i + 1 < len(words) else ""
        if follows not in lexicon.scale_words or (follows == "score" and not _is_of(words, i + 2)):
            return None
        end, value = i + 1, 1
    else:
        small = _read_small(words, i, lexicon)
        if small is None:
            return None
        end, value = small
    at = end + 1 if end + 1 < len(words) and words[end].norm == "-" and words[end].glued else end
    if at < len(words) and words[at].norm in lexicon.joins:
        value, end = value * lexicon.joins[words[at].norm], at + 1
        rest_at = end + 1 if end < len(words) and words[end].norm == "and" else end
        rest = _read_small(words, rest_at, lexicon) if rest_at < len(words) else None
        if rest is not None:
            return rest[0], value + rest[1], 1
        return end, value, 100
    return end, value, 1


def _is_of(words: Sequence[Word], i: int) -> bool:
    if i + 1 < len(words) and words[i].norm == "of" and words[i + 1].kind == "figure":
        return False  # "by a score of 32-14"
    return i < len(words) and words[i].norm in ("of", "or", "and", "are", "were", "have", "had", "more")


def _read_small(words: Sequence[Word], i: int, lexicon: NumberWords) -> tuple[int, int] | None:
    """Read "seven", "seventeen", "seventy", "seventy-seven"."""
    norm = words[i].norm
    if norm in lexicon.ones:
        return i + 1, lexicon.ones[norm]
    if norm not in lexicon.tens:
        return None
    value, at = lexicon.tens[norm], i + 1
    if at + 1 < len(words) and words[at].norm == "-" and words[at].glued:
        at += 1
    if at < len(words) and 0 < lexicon.ones.get(words[at].norm, 0) < 10:
        return at + 1, value + lexicon.ones[words[at].norm]
    return i + 1, value

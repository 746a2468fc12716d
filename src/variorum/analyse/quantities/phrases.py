"""Read the number of a phrase: a numeral or vague word, a range, a part of a whole (see `qualifying`)."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import msgspec
from msgspec.structs import replace

from variorum.analyse.quantities.lexicon import NumberWords, unit_words
from variorum.analyse.quantities.matching import match_at, match_before
from variorum.analyse.quantities.numerals import (
    Exact,
    Numeral,
    begins_bare,
    read_figures,
    read_numeral,
    read_part_of_scale,
    read_scales,
)
from variorum.analyse.quantities.shares import (
    Part,
    changes_by,
    is_rough,
    may_follow_part,
    read_odds,
    read_part,
)
from variorum.analyse.quantities.words import Word

_DECADES: Final = {
    "teens": 10,
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}
_ARTICLES: Final = frozenset({"a", "an", "the"})
_CLOSING_SIGNS: Final = frozenset({",", ".", ")", ";", "?", "!", '"', "”"})
_LINKS: Final = frozenset({"to", "-", "or", "till", "until", "through"})


class Phrase(msgspec.Struct, frozen=True, gc=False):
    """A number phrase over pieces `first:end`; `core:core_end` is the number without its qualifier.

    `kind`: number, range, vague, fixed (both, no one), zero (no), share (a part without its whole), ordinal.
    `bound` says what the qualifier does to the value: at_least, more_than, up_to, fewer_than, about.
    """

    first: int
    end: int
    core: int
    core_end: int
    low: Exact | None
    high: Exact | None
    kind: str = "number"
    bound: str | None = None
    qualifier: str | None = None
    in_figures: bool = False
    currency: str | None = None
    unit: str | None = None

    def bounds(self, *, counts: bool) -> tuple[int | float | None, int | float | None]:
        """Return low and high as the contract has them; the bound itself is left out only in counts."""
        low, high = self.low, self.high
        step = 1 if counts else 0
        if self.bound == "at_least":
            high = None
        elif self.bound == "more_than":
            low, high = (low + step if low is not None else None), None
        elif self.bound == "up_to":
            low = None
        elif self.bound == "fewer_than":
            low, high = None, (high - step if high is not None else None)
        return plain(low), plain(high)


def plain(value: Exact | None) -> int | float | None:
    """Return a whole value as an int, any other as a float.

    >>> plain(Fraction(5, 2)), plain(Fraction(4)), plain(None)
    (2.5, 4, None)
    """
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def may_begin(words: Sequence[Word], i: int, lexicon: NumberWords) -> bool:
    """Say whether a number can begin at piece `i`; cheap, and true of few pieces."""
    word = words[i]
    if word.kind == "figure" or word.norm in lexicon.begins:
        return True
    if word.norm in lexicon.scale_words:
        return i > 0 and begins_bare(words, i)
    follows = words[i + 1] if i + 1 < len(words) else None
    if follows is None:
        return False
    if word.norm in _ARTICLES:
        return (
            follows.norm in lexicon.follows
            or (follows.kind == "figure" and word.norm == "the")
            or follows.kind == "sign"
        )
    return (word.kind == "sign" or follows.glued or len(word.norm) == 3) and (
        follows.kind in ("figure", "sign")
    )


def read_core(words: Sequence[Word], i: int, lexicon: NumberWords) -> Phrase | None:
    """Read the number that begins at piece `i`, with a range or a whole that belongs to it."""
    if words[i].kind == "figure":
        if _is_plain(words, i, lexicon):
            value = read_figures(words[i].norm)
            return None if value is None else Phrase(i, i + 1, i, i + 1, value, value, in_figures=True)
        special = _read_ordinal(words, i, lexicon) or _read_decade(words, i)
        odds = None if special else _of_part(i, read_odds(words, i, lexicon))
        return special or odds or _read_number(words, i, lexicon)
    fixed = match_at(words, i, lexicon.fixed)
    if fixed is not None:
        return _read_fixed(words, i, fixed, lexicon)
    norm = words[i].norm
    if norm == "no":
        return _read_no(words, i)
    if norm in ("a", "an", "three", "half") and (found := _read_opened(words, i, lexicon)) is not None:
        return found
    special = _read_ordinal(words, i, lexicon) or _read_decade(words, i)
    if special is not None:
        return special
    return _read_share(words, i, lexicon) or _read_vague(words, i, lexicon) or _read_number(words, i, lexicon)


def _read_opened(words: Sequence[Word], i: int, lexicon: NumberWords) -> Phrase | None:
    """Read what "a", "half" or "three" opens: "an hour and a half", "half a million"."""
    half = _read_unit_and_half(words, i)
    if half is not None:
        return half
    return _read_number(words, i, lexicon) if read_part_of_scale(words, i, lexicon) is not None else None


def _is_plain(words: Sequence[Word], i: int, lexicon: NumberWords) -> bool:
    """Say whether figures stand alone: no word or sign after them can belong to the number."""
    if i + 1 >= len(words):
        return True
    follows = words[i + 1]
    if follows.kind == "figure" or follows.norm in lexicon.continues:
        return False
    return not follows.glued or follows.norm in _CLOSING_SIGNS


def _read_fixed(words: Sequence[Word], i: int, found: tuple[int, str], lexicon: NumberWords) -> Phrase | None:
    """Read "both", "no one", "neither"; "both 17" only points at what follows."""
    end, name = found
    if name == "both" and end < len(words) and _may_follow_both(words[end], lexicon):
        return None
    value = lexicon.fixed_values[name]
    return Phrase(i, end, i, end, value, value, "fixed")


_COMPARED: Final = frozenset({"fewer", "less", "more", "longer", "later", "greater", "higher", "sooner"})


def _read_no(words: Sequence[Word], i: int) -> Phrase | None:
    """Read "no" before a noun as zero, not "no fewer than"."""
    if i + 1 >= len(words) or words[i + 1].kind != "word" or words[i + 1].norm in _COMPARED:
        return None
    return Phrase(i, i + 1, i, i + 1, 0, 0, "zero")


def _read_unit_and_half(words: Sequence[Word], i: int) -> Phrase | None:
    """Read "an hour and a half" as one and a half of the unit."""
    norms = [w.norm for w in words[i : i + 5]]
    if (
        len(norms) < 5
        or norms[0] not in ("a", "an")
        or norms[2:] not in (["and", "a", "half"], ["and", "a", "quarter"])
    ):
        return None
    unit = match_at(words, i + 1, unit_words().units)
    if unit is None or unit[0] != i + 2:
        return None
    value = Fraction(3, 2) if norms[4] == "half" else Fraction(5, 4)
    return Phrase(i, i + 5, i, i + 5, value, value, unit=unit[1])


def _may_follow_both(word: Word, lexicon: NumberWords) -> bool:
    """Say whether "both" only points at what follows: "both 17", "both of which", "both his hands"."""
    return word.kind != "word" or word.norm in lexicon.ones or word.norm in lexicon.tens


def _read_ordinal(words: Sequence[Word], i: int, lexicon: NumberWords) -> Phrase | None:
    """Read "a third", "the 12th", "eleventh"; an article belongs to it, a possessive does not."""
    at = i + 1 if words[i].norm in ("a", "an", "the") and i + 1 < len(words) else i
    word = words[at]
    value, end = lexicon.ordinals.get(word.norm), at + 1
    if word.norm in lexicon.tens and end + 1 < len(words) and words[end].norm == "-":
        ones = lexicon.ordinals.get(words[end + 1].norm, 99)
        value, end = (lexicon.tens[word.norm] + ones, end + 2) if ones < 10 else (None, end)
    elif word.kind == "figure" and end < len(words) and words[end].glued and word.norm[0].isdigit():
        if words[end].norm not in ("st", "nd", "rd", "th"):
            return None
        if len(word.norm) > 3 or not word.norm.isdigit():  # "the 100,000th visitor" is no casualty
            return Phrase(i, end + 1, i, end + 1, None, None, "refused")
        value, end = int(word.norm), end + 1
    if value is None or value < 1:
        return None
    if end < len(words) and (words[end].norm == "of" or (words[end].norm == "-" and words[end].glued)):
        return None
    is_part = words[i].norm == "a" and word.norm in lexicon.parts
    if is_part and (may_follow_part(words[end : end + 1]) or changes_by(words, i, end) or is_rough(words, i)):
        return None
    if end < len(words) and _begins_number(words, end, lexicon):
        return None  # "the first 50 refugees"
    return Phrase(i, end, i, end, value, value, "ordinal")


def _begins_number(words: Sequence[Word], i: int, lexicon: NumberWords) -> bool:
    """Say whether a number that is no age begins at a piece; "a second 17-year-old boy" has an age there."""
    norm = words[i].norm
    if words[i].kind != "figure" and norm not in lexicon.ones and norm not in lexicon.tens:
        return norm in lexicon.scale_words
    return all(word.norm != "-" or not word.glued for word in words[i + 1 : i + 2])


def _read_decade(words: Sequence[Word], i: int) -> Phrase | None:
    """Read "60s", "late 50s", "mid-thirties" as a stretch of ten years of age."""
    parts = {"early": "early", "mid": "mid", "late": "late"}
    qualifier = parts.get(words[i].norm)
    at = i
    if qualifier:
        at = i + 2 if i + 1 < len(words) and words[i + 1].norm == "-" else i + 1
        if at >= len(words):
            return None
    word = words[at]
    if word.kind == "figure" and len(word.norm) == 2 and word.norm.endswith("0"):
        glued = at + 1 < len(words) and words[at + 1].glued and words[at + 1].norm == "s"
        low, end = (int(word.norm), at + 2) if glued else (0, at)
    else:
        low, end = _DECADES.get(word.norm, 0), at + 1
    if not low:
        return None
    return Phrase(i, end, i, end, low, low + 9, "decade", None, qualifier)


def _read_vague(words: Sequence[Word], i: int, lexicon: NumberWords) -> Phrase | None:
    times = match_at(words, i, lexicon.vague_times)
    if times is not None and times[0] < len(words):
        end, name = times
        scaled = read_scales(words, end, lexicon.vague_factors[name], lexicon, in_figures=False)
        if scaled.scale > 1:
            high = scaled.value if name.startswith("a couple") else None
            return Phrase(i, scaled.end, i, scaled.end, scaled.value, high, "vague", None, name)
    found = match_at(words, i, lexicon.vague)
    if found is None:
        return None
    end, name = found
    if end + 1 < len(words) and words[end].norm in ("upon", "and") and words[end + 1].norm == name:
        name, end = f"{name} {words[end].norm} {name}", end + 2  # "hundreds upon hundreds"
    least, most = lexicon.vague_values[name.split(" upon ")[0].split(" and ")[0]]
    return Phrase(i, end, i, end, least, most, "vague", None, name)


def _read_share(words: Sequence[Word], i: int, lexicon: NumberWords) -> Phrase | None:
    """Read "half of the 40", "two-thirds of the 90", "half", "one in ten"."""
    return _of_part(i, read_part(words, i, lexicon))


def _of_part(i: int, part: Part | None) -> Phrase | None:
    if part is None:
        return None
    kind = "number" if part.counted else "share"
    return Phrase(i, part.end, i, part.end, part.value, part.value, kind)


def _read_number(words: Sequence[Word], i: int, lexicon: NumberWords) -> Phrase | None:
    at, currency = read_sign(words, i)
    first = read_numeral(words, at, lexicon) if at < len(words) else None
    if first is None:
        return None
    phrase = Phrase(
        i, first.end, i, first.end, first.value, first.value, in_figures=first.in_figures, currency=currency
    )
    return _read_range(words, phrase, first, lexicon) or phrase


def read_sign(words: Sequence[Word], i: int) -> tuple[int, str | None]:
    """Return the piece after a currency sign or code at piece `i`, and its currency, if one stands there."""
    units = unit_words()
    sign = match_at(words, i, units.signs)
    if sign is not None and all(words[k].glued for k in range(i + 1, sign[0])):
        return sign
    word = words[i]
    if word.kind == "word" and len(word.norm) == 3 and word.norm.upper() in units.codes:
        follows = words[i + 1] if i + 1 < len(words) else None
        if follows is not None and follows.kind == "figure":
            return i + 1, word.norm.upper()
    return i, None


def _read_range(words: Sequence[Word], phrase: Phrase, first: Numeral, lexicon: NumberWords) -> Phrase | None:
    """Read "3 to 5", "15–20", "four or five", "between 3 and 5"; a scale at its end holds for both ends."""
    at = first.end
    if at + 1 >= len(words):
        return None
    link = words[at].norm
    opener = match_before(words, phrase.core, lexicon.range_openers)
    between = opener is not None and opener[1].endswith("between")
    aged = opener is not None and opener[1].endswith("ages of")
    if not (link in _LINKS or (link == "and" and (between or aged))):
        return None
    begin, currency = read_sign(words, at + 1)
    second = read_numeral(words, begin, lexicon) if begin < len(words) else None
    if second is None or (currency and currency != phrase.currency):
        return None
    low, high = first.value, second.value
    if first.scale == 1 and second.scale > 1 and low * second.scale <= high:
        low *= second.scale
    if link == "or" and not (low < high <= 2 * low + 1):
        return None
    start = phrase.core
    if opener is not None and not aged and (link == "and" or opener[1].endswith("from")):
        start = opener[0]
        if opener[1] == "from" and start > 0 and is_change(words, start, lexicon):
            return None
    kind = "range" if low < high else "refused"
    return replace(
        phrase, first=start, core=start, end=second.end, core_end=second.end, low=low, high=high, kind=kind
    )


def is_change(words: Sequence[Word], opener: int, lexicon: NumberWords, reach: int = 12) -> bool:
    """Say whether words before "from" or "past" tell of a rise or fall."""
    if words[opener].norm == "from" and words[opener - 1].norm in lexicon.carrying:
        return False  # "the flood took from 22 to 26 houses"
    return any(w.norm in lexicon.changes for w in words[max(0, opener - reach) : opener])

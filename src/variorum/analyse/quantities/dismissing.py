"""Tell by words alone the numbers that are no quantity: idioms, broken figures, days, clock times."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from variorum.analyse.quantities.lexicon import split
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.words import Line
from variorum.data import load_yaml

_OF_FREEZING = frozenset({"below", "above", "just below", "well below"})
_ORDERED = frozenset({"first", "second", "latter", "other", "last", "opening", "closing"})


@dataclass(frozen=True, slots=True)
class RefusalWords:
    """Words beside a number that is no quantity; idioms by their first two words."""

    months: frozenset[str]
    days: frozenset[str]
    clock_after: frozenset[str]
    labels: frozenset[str]
    firm_labels: frozenset[str]
    short_labels: frozenset[str]
    determining: frozenset[str]
    before_pronoun: frozenset[str]
    streets: frozenset[str]
    street_openers: frozenset[str]
    sports: frozenset[str]
    ballots: frozenset[str]
    glued: frozenset[str]
    small: frozenset[str]
    aircraft: frozenset[str]
    never_names: frozenset[str]
    idioms: Mapping[tuple[str, str], tuple[tuple[str, ...], ...]]


@functools.cache
def refusal_words() -> RefusalWords:
    """Load the words beside numbers that are no quantity."""
    raw: dict[str, Any] = load_yaml("quantities/refusals.yaml")
    sets = {name: frozenset(map(str, raw[name])) for name in RefusalWords.__slots__ if name != "idioms"}
    idioms: dict[tuple[str, str], tuple[tuple[str, ...], ...]] = {}
    for words in map(split, raw["idioms_after"]):
        opening = (words[0], words[1] if len(words) > 1 else "")
        idioms[opening] = (*idioms.get(opening, ()), words)
    return RefusalWords(**sets, idioms=idioms)


def is_dismissed(line: Line, phrase: Phrase) -> bool:
    """Say whether the words of a number phrase, and those beside it, make it no quantity."""
    if phrase.kind == "refused" or _is_idiom(line, phrase):
        return True
    if phrase.low is None and phrase.qualifier in _OF_FREEZING and line.norm(phrase.core) == "zero":
        return True  # "below zero" is said of the degrees before it
    if phrase.kind == "share":
        ordered = line.norm(phrase.first - 1) in _ORDERED
        return ordered and line.norm(phrase.core) == "half"  # "the first half of the year"
    if phrase.kind in ("vague", "zero", "decade"):
        return False
    return is_broken(line, phrase) or is_day(line, phrase) or is_clock(line, phrase)


def _is_idiom(line: Line, phrase: Phrase) -> bool:
    """Say whether a number begins an idiom or stands in the midst of one: "one by one"."""
    idioms, norms = refusal_words().idioms, line.norms
    for i in range(phrase.core, max(-1, phrase.core - 3), -1):
        opening = norms[i], line.norm(i + 1)
        for words in (*idioms.get(opening, ()), *idioms.get((norms[i], ""), ())):
            end = i + len(words)
            if end > phrase.core and tuple(norms[i:end]) == words:
                return True
    return False


def is_broken(line: Line, phrase: Phrase) -> bool:
    """Say whether a figure is tied by signs or letters to something else: "An-26", "=1e", "10:30", "3/4"."""
    words, core, end = line.words, phrase.core, phrase.core_end
    if not phrase.in_figures or (line.norms[end : end + 1] == ["s"] and is_age_group(line, phrase)):
        return False
    if words[core].glued and core > 0:
        before = words[core - 1]
        if before.kind != "sign" or before.norm in "=#@/_&*^\\|<>":
            return True
        if before.norm in ".,":
            return True
        if before.norm in "-:'~" and core > 1 and before.glued:
            return line.norm(core - 2) != "magnitude" and not (
                before.norm == "-" and line.norm(core - 2) in ("mid", "aged")
            )
        if before.norm == "-" and core > 1 and line.norm(core - 2) == "-":
            return True
    if end < len(words) and words[end].glued:
        after = words[end]
        if after.kind == "word":
            return after.norm not in refusal_words().glued
        if after.norm in "/:=_@*^" or (after.norm == "." and end + 1 < len(words) and words[end + 1].glued):
            return end + 1 < len(words) and words[end + 1].glued and words[end + 1].kind == "figure"
    return False


def is_age_group(line: Line, phrase: Phrase) -> bool:
    """Say whether figures stand in "the under-16s", "over-65s"."""
    return line.norm(phrase.core - 1) == "-" and line.norm(phrase.core - 2) in ("under", "over")


def is_day(line: Line, phrase: Phrase) -> bool:
    """Say whether the number is the day of a month, or a year after its name."""
    known = refusal_words()
    before, after = line.norm(phrase.first - 1), line.norm(phrase.core_end)
    if before == "." and line.norm(phrase.first - 2) in known.months:
        before = line.norm(phrase.first - 2)
    if (
        before in known.months
        and (phrase.in_figures or phrase.kind == "ordinal")
        and not _has_day(line, phrase.first - 2)
    ):
        return before not in ("may", "march") or line.cased(phrase.first - 1)[:1].isupper()
    skip = phrase.core_end + 1 if after == "of" else phrase.core_end
    return line.norm(skip) in known.months and line.cased(skip)[:1].isupper()


def _has_day(line: Line, piece: int) -> bool:
    """Say whether the day of a month stands before its name already: "on 12 March 30 people"."""
    word = line.norm(piece)
    return word.isdecimal() and len(word) <= 2


def is_clock(line: Line, phrase: Phrase) -> bool:
    """Say whether the number is a time of day."""
    known, at = refusal_words(), phrase.core_end
    after = line.norm(at)
    if line.norm(phrase.first) == "past" and line.norm(phrase.first - 1) in ("half", "quarter", "minutes"):
        return True  # "half past eight"
    if after in known.clock_after or (after in ("a", "p") and line.norm(at + 1) in (".", "m")):
        return line.norm(at + 2) in ("m", "", ".", "on", ",") or after in known.clock_after
    if after == ":" and line.words[at].glued:
        follows = line.words[at + 1 : at + 2]
        return bool(follows) and follows[0].glued and follows[0].kind == "figure"
    digits = line.words[phrase.core].norm
    return after in ("hours", "hrs") and len(digits) == 4 and digits.isdigit()

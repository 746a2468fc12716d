"""Read numbers, written in figures or in words, as tokens that time rules can name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from variorum.analyse.time.tokens import Classes, Token

_FIGURES = re.compile(r"([0-9,]{1,30})(\.[0-9]{1,9})?(st|nd|rd|th|s)?")
_LONGEST = 8  # tokens; "nineteen hundred and ninety-nine" has five words
_FIRST_YEAR, _LAST_YEAR = 1000, 2199


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of a language, by what they contribute."""

    ones: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    decades: Mapping[str, int]


def classes_of(value: int, digits: int) -> dict[str, object]:
    """Return the classes of a whole number of so many digits.

    >>> sorted(classes_of(16, 2))
    ['DAY', 'HOUR', 'NUM', 'TWODIGIT']
    """
    found: dict[str, object] = {"NUM": value} if value < 100_000 else {}
    if digits <= 2:
        found |= {"DAY": value} if 1 <= value <= 99 else {}
        found |= {"HOUR": value} if value <= 24 else {}
        found |= {"TWODIGIT": value} if digits == 2 else {}
    elif digits == 4:
        found |= {"YEAR": value} if _FIRST_YEAR <= value <= _LAST_YEAR else {}
        found |= {"HHMM": value} if value // 100 <= 24 and value % 100 < 60 else {}
    if digits in (3, 4) or value == 0:
        found |= {"OLDYEAR": value}
    return found


def read_figures(norm: str) -> Classes:
    """Return the classes of a number in figures: "5", "5th", "1990s", "1,500", "2.5"."""
    match = _FIGURES.fullmatch(norm)
    if match is None:
        return {}
    figures, fraction, suffix = match.groups()
    plain = figures.replace(",", "")
    value = int(plain) if len(plain) <= 9 else 10**9
    if suffix == "s":
        return {"DECADE": value} if fraction is None and len(figures) in (2, 4) and value % 10 == 0 else {}
    if fraction is not None:
        hour, minute = value, fraction[1:]
        clock = hour <= 24 and len(minute) == 2 and int(minute) < 60
        point = float(plain + fraction) if value < 100_000 else None
        return ({} if point is None else {"DECIMAL": point}) | (
            {"CLOCKDOT": f"{hour:02d}:{minute}"} if clock else {}
        )
    if suffix is not None:
        return {"ORD": value} if value < 1000 else {}
    return {"NUM": value} if "," in figures and value < 100_000 else classes_of(value, len(plain))


def join_words(tokens: list[Token], words: NumberWords) -> list[Token]:
    """Join runs of number words ("twenty-four", "nineteen ninety-seven") into single tokens."""
    known = {**words.ones, **words.tens}
    joined: list[Token] = []
    reached = 0
    for at in [i for i, token in enumerate(tokens) if token.norm in known]:
        if at < reached:
            continue
        joined += tokens[reached:at]
        token = tokens[at]
        reached, classes = _read_run(tokens, at, words)
        end = tokens[reached - 1].end
        joined.append(Token(token.start, end, "number", token.norm, {**token.classes, **classes}))
    return joined + tokens[reached:]


def _read_run(tokens: list[Token], start: int, words: NumberWords) -> tuple[int, dict[str, object]]:
    """Read the number that begins at `start`; return where it ends and its classes."""
    total = current = 0
    end = i = start
    last = ""
    while i < min(len(tokens), start + _LONGEST):
        norm = tokens[i].norm
        if (
            norm in words.ones
            and last in ("", "tens", "scale")
            and not (last == "tens" and words.ones[norm] > 9)
        ):
            current, last = current + words.ones[norm], "ones"
        elif norm in words.tens and last in ("", "scale"):
            current, last = current + words.tens[norm], "tens"
        elif norm in words.tens and last == "ones" and 10 <= current <= 20:
            return _read_year(tokens, i, current, words)
        elif norm in words.scales and last in ("ones", "tens") and i == end:
            current, total = _scale(current, total, words.scales[norm])
            last = "scale"
        elif norm in words.ordinals and last == "tens" and words.ordinals[norm] < 10:
            return i + 1, {"ORD": total + current + words.ordinals[norm]}
        elif norm in words.decades and last == "ones" and 10 <= current <= 20:
            return i + 1, {"DECADE": current * 100 + words.decades[norm]}
        elif not (norm == "-" and last in ("tens", "ones")) and not (norm == "and" and last == "scale"):
            break
        else:
            i += 1
            continue
        i += 1
        end = i
    value = total + current
    more = {"YEARWORDS": value} if _FIRST_YEAR <= value <= _LAST_YEAR else {}
    more |= {"HOUR": value} if 1 <= value <= 12 else {}
    return end, {"NUM": value, **more} if value < 100_000 else {}


def _scale(current: int, total: int, scale: int) -> tuple[int, int]:
    return (current * scale, total) if scale == 100 else (0, total + current * scale)


def _read_year(
    tokens: list[Token], i: int, century: int, words: NumberWords
) -> tuple[int, dict[str, object]]:
    """Read "ninety-seven" after "nineteen" as the rest of a year."""
    value = century * 100 + words.tens[tokens[i].norm]
    i += 1
    j = i + 1 if i < len(tokens) and tokens[i].norm == "-" else i
    if j < len(tokens) and 0 < words.ones.get(tokens[j].norm, 0) < 10:
        return j + 1, {"YEARWORDS": value + words.ones[tokens[j].norm]}
    return i, {"YEARWORDS": value}

"""Numbers under their qualifiers: which number is named, and what range the words allow."""

import functools
import math

from variorum.data import load_yaml
from variorum.model.value import Count, Measure

Number = int | float
Kind = str  # "named", "strict", "vague" or "bounded"


@functools.cache
def kind_of(qualifier: str | None) -> Kind:
    """Say what a qualifier does to its number.

    >>> kind_of("at least"), kind_of("more than"), kind_of("dozens of")
    ('named', 'strict', 'vague')
    """
    if qualifier is None:
        return "named"
    words = qualifier.lower().split()
    data = load_yaml("reconcile/qualifiers.yaml")
    if "than" in words and "no" in words:  # "no more than 50" is "at most 50"
        return "named"
    if any(f" {strict} " in f" {' '.join(words)} " for strict in data["strict"]):
        return "strict"
    return "vague" if not set(words).isdisjoint(data["vague"]) else "named"


def key_of_number(value: Count | Measure) -> tuple[object, ...]:
    """Return what two values share that name the same number; vague words share their range.

    >>> at_least = Count(low=11, high=None, unit="person", qualifier="at least")
    >>> key_of_number(at_least) == key_of_number(Count(low=11, high=11, unit="person"))
    True
    """
    low, high = value.low, value.high
    if low is not None and low == high:
        return ("named", low)
    kind = kind_of(value.qualifier)
    if kind == "vague" or (low is not None and high is not None):
        return (kind if kind == "vague" else "bounded", low, high)
    return (kind, low, "up") if kind == "strict" and low is not None else (kind, high if low is None else low)


def named_number(value: Count | Measure, moves: int) -> Number | None:
    """Return the number that stands for a value where tolls are compared, None for vague words.

    Of a range, the end that a toll has to pass: the low one where it rises, the high one where it falls.
    """
    low, high = value.low, value.high
    if low is None or high is None:
        if kind_of(value.qualifier) == "vague":
            return None
        return high if low is None else low
    if low != high and kind_of(value.qualifier) == "vague":
        return None
    return low if moves >= 0 else high


def range_of(value: Count | Measure) -> tuple[Number, Number]:
    """Return the least and greatest number that the words allow; "about 300" allows a little to each side.

    >>> range_of(Count(low=5, high=None, unit="person", qualifier="at least"))
    (5, inf)
    >>> range_of(Count(low=300, high=300, unit="person", qualifier="about"))
    (285.0, 315.0)
    """
    low: Number = -math.inf if value.low is None else value.low
    high: Number = math.inf if value.high is None else value.high
    if low == high and value.qualifier:
        words = f" {value.qualifier.lower()} "
        if any(f" {word} " in words for word in load_yaml("reconcile/qualifiers.yaml")["approximate"]):
            slack = abs(low) * float(load_yaml("ontology/slots.yaml")["approximate"])
            return low - slack, high + slack
    return low, high


def narrowness_of_number(value: Count | Measure) -> tuple[int, Number]:
    """Rank a value by how narrow it is: exact, then approximate, then bounded, then open."""
    if value.low is None or value.high is None:
        return 3, 0
    if value.low != value.high:
        return 2, value.high - value.low
    return (1 if value.qualifier else 0), 0

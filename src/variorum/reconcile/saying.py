"""Values and readings in a few words, for people."""

from variorum.model.value import Actor, Count, Measure, Place, Time, Value

_MANY = {"person": "people", "case": "cases"}


def say_value(value: Value) -> str:
    """Say a value in a few words.

    >>> say_value(Count(low=11, high=None, unit="person", qualifier="at least"))
    'at least 11 people'
    >>> say_value(Time(start="2025-01-01", end="2025-01-31", timex="2025-01"))
    '2025-01-01 to 2025-01-31'
    >>> say_value(Time(start="2025-01-01T21:00", end="2025-01-01T22:00", timex="2025-01-01T21:30"))
    '2025-01-01 21:00 to 22:00'
    """
    if isinstance(value, Count | Measure):
        return _say_number(value)
    if isinstance(value, Time):
        return _say_time(value)
    if isinstance(value, Place):
        return value.name
    return value.name if isinstance(value, Actor) else value.text


def has_hour(value: Value) -> bool:
    """Say whether a value gives a day with its hour.

    >>> has_hour(Time(start="2025-01-01T21:00", end="2025-01-01T22:00", timex=None))
    True
    """
    return isinstance(value, Time) and "T" in f"{value.start}{value.end}"


def _say_time(value: Time) -> str:
    """Say an interval; the day once where both ends lie in it."""
    if value.start == value.end and value.start is not None:
        return value.start.replace("T", " ")
    start = (value.start or "an open start").replace("T", " ")
    end = (value.end or "an open end").replace("T", " ")
    is_one_day = len(start) == len(end) == len("2025-01-01 21:00") and start[:11] == end[:11]
    return f"{start} to {end[11:] if is_one_day else end}"


def _say_number(value: Count | Measure) -> str:
    low, high, qualifier = value.low, value.high, value.qualifier
    if low is not None and high is not None:
        number = f"{low:,}" if low == high else f"{low:,} to {high:,}"
        number = f"{qualifier} {number}" if qualifier and low == high else number
    elif qualifier == "any":
        number = qualifier  # of denials alone: "denied that anyone had been captured"
    elif low is None and high is None:
        number = qualifier or "some"
    elif low is not None:
        number = f"at least {low:,}" if qualifier in (None, "at least") else f"{qualifier} ({low:,} or more)"
    else:
        number = f"up to {high:,}" if qualifier in (None, "up to") else f"{qualifier} ({high:,} or less)"
    unit = value.unit or ""
    if low == high == 1 or unit in ("", "magnitude") or (unit.isupper() and len(unit) == 3):
        return f"{number} {unit}".strip()
    return f"{number} {_MANY.get(unit, unit if unit.endswith('s') else unit + 's')}"


def say_number_of(number: int, word: str) -> str:
    """Say a number of things.

    >>> say_number_of(1, "report"), say_number_of(3000, "report"), say_number_of(2, "story")
    ('1 report', '3,000 reports', '2 stories')
    """
    if number == 1:
        return f"1 {word}"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{number:,} {word[:-1]}ies"
    return f"{number:,} {word}{'es' if word.endswith('sh') else 's'}"

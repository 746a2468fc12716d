"""The values a slot can take, in the shapes that the exported record promises."""

from typing import Literal

import msgspec

Precision = Literal["point", "city", "district", "region", "country"]


class Count(msgspec.Struct, frozen=True, tag="count", tag_field="type"):
    """A number of people or things, with its bounds.

    Exact: `low == high`, `qualifier` null. A side that the words leave open is null.

    >>> Count(low=3, high=None, unit="person", qualifier="at least").is_exact
    False
    """

    low: int | None
    high: int | None
    unit: str
    qualifier: str | None = None

    @property
    def is_exact(self) -> bool:
        """Whether the words give one number (about 300 does, at least 300 does not)."""
        return self.low is not None and self.low == self.high


class Measure(msgspec.Struct, frozen=True, tag="measure", tag_field="type"):
    """An amount with a unit: an age, a magnitude, money (ISO 4217), a distance, a duration, a share."""

    low: int | float | None
    high: int | float | None
    unit: str | None
    qualifier: str | None = None


class Time(msgspec.Struct, frozen=True, tag="time", tag_field="type"):
    """The days (or local minutes) meant: both ends included, a side left open is null.

    >>> Time(start="2025-01-09", end="2025-01-09", timex="2025-01-09").timex
    '2025-01-09'
    """

    start: str | None
    end: str | None
    timex: str | None

    def meets(self, other: "Time") -> bool:
        """Say whether two times have a day in common; a side left open reaches to any day.

        >>> Time("2025-01-09", None, None).meets(Time("2025-01-01", "2025-01-09T14:00", None))
        True
        """
        first = max((self.start or "")[:10], (other.start or "")[:10])
        return first <= min((self.end or "9999")[:10], (other.end or "9999")[:10])


class Offset(msgspec.Struct, frozen=True):
    """How far from a named place: 15 km from Sivrice; `km` is null where only "near" is said."""

    km: float | None
    from_: str = msgspec.field(name="from")


class Place(msgspec.Struct, frozen=True, tag="place", tag_field="type"):
    """A place as worded, with its gazetteer entry where one was found.

    An unresolved place has null coordinates, never 0,0.
    """

    name: str
    gazetteer_name: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    geonameid: int | None = None
    precision: Precision | None = None
    within: tuple[str, ...] = ()
    offset: Offset | None = None


class Actor(msgspec.Struct, frozen=True, tag="actor", tag_field="type"):
    """A participant of the event, as worded."""

    name: str
    participant: str


class Text(msgspec.Struct, frozen=True, tag="text", tag_field="type"):
    """Words that fit no other shape."""

    text: str


Value = Count | Measure | Time | Place | Actor | Text

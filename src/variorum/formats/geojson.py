"""GeoJSON (RFC 7946): one feature an event, longitude first, null geometry where the place is not known."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from variorum.formats.choosing import bounds_of, choose_reading
from variorum.formats.codebook import shape_of
from variorum.formats.lookup import Known, words_of
from variorum.model.record import Entry, Event, Record, Unresolved
from variorum.model.value import Place

_LATEST = "latest"


def write_geojson(record: Record, codebook: object = None) -> Iterator[bytes]:
    """Return a FeatureCollection of all events; those whose place was not resolved have null geometry."""
    del codebook
    known = Known(record)
    return write_array(
        b'{"type":"FeatureCollection","features":[', (_feature(known, e) for e in record.events)
    )


def write_array(head: bytes, items: Iterable[Any], tail: bytes = b"]}\n") -> Iterator[bytes]:
    """Yield items as a JSON array between a head and a tail, one a line."""
    yield head
    before = b"\n"
    for item in items:
        yield before + msgspec.json.encode(item)
        before = b",\n"
    yield b"\n" + tail


def _feature(known: Known, event: Event) -> dict[str, Any]:
    entry = known.entry(event.id, "place")
    reading = choose_reading(entry, known, _LATEST) if entry else None
    place = reading.value if reading and isinstance(reading.value, Place) else None
    located = place is not None and place.lat is not None
    geometry = {"type": "Point", "coordinates": [place.lon, place.lat]} if place and located else None
    properties = {
        "type": event.type,
        "label": event.label,
        "story": event.story,
        "part_of": event.part_of,
        "asserted": known.is_asserted(event),
        **_place_properties(known, event, entry, place),
        **_slots(known, event),
        "reports": [report.id for report in known.reports_of(event)],
    }
    return {"type": "Feature", "id": event.id, "geometry": geometry, "properties": properties}


def _place_properties(known: Known, event: Event, entry: Entry | None, place: Place | None) -> dict[str, Any]:
    return {
        "place": place and place.name,
        "place_status": entry.status if entry else None,
        "precision": place and place.precision,
        "offset": place and msgspec.to_builtins(place.offset),
        "gazetteer_name": place and place.gazetteer_name,
        "geonameid": place and place.geonameid,
        "country": place and place.country,
        "admin1": place and place.admin1,
        "readings": [words_of(r.value) for r in entry.readings if r.value != place] if entry else [],
        "candidates": _candidates(known, event),
        "unresolved": _reason(known, event) if place is None or place.lat is None else None,
    }


def _slots(known: Known, event: Event) -> dict[str, Any]:
    """Return the day and the counts of the whole event, each with its status."""
    found: dict[str, Any] = {}
    for entry in known.entries.get(event.id, ()):
        reading = choose_reading(entry, known, _LATEST)
        if entry.of is not None or entry.slot == "place" or reading is None:
            continue
        shape = shape_of(entry.slot)
        if shape in ("count", "measure"):
            low, best, high = bounds_of(entry, known, _LATEST)
            found[entry.slot] = {"low": low, "best": best, "high": high, "status": entry.status}
        elif shape == "time":
            value = msgspec.to_builtins(reading.value)
            found[entry.slot] = {"start": value["start"], "end": value["end"], "status": entry.status}
    return found


def _unresolved(known: Known, event: Event) -> list[Unresolved]:
    """Return the lines on the words that this event's place was claimed with."""
    claims = (c for c in known.claims_of.get(event.id, ()) if c.slot == "place")
    words = dict.fromkeys((c.report, c.start, c.end) for c in claims)
    return [known.unresolved_places[w] for w in words if w in known.unresolved_places]


def _candidates(known: Known, event: Event) -> list[str]:
    """Return the places that the words for this event's place might mean."""
    lines = _unresolved(known, event)
    return list(dict.fromkeys(name for line in lines for name in line.candidates))


def _reason(known: Known, event: Event) -> str:
    """Return why the event is on no map."""
    for line in _unresolved(known, event):
        return line.reason
    claimed = known.entry(event.id, "place") is not None
    return "the place could not be resolved" if claimed else "no report gives a place"

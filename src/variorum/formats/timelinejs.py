"""The JSON of TimelineJS: one slide a dated event; what has no day is named on the title slide.

TimelineJS needs a year for every slide, so that an event without a day cannot stand on the line, and none
is invented. It shows text as HTML: everything from a report is escaped.
"""

import html
from collections.abc import Iterator
from typing import Any

import msgspec

from variorum.formats.choosing import choose_reading
from variorum.formats.geojson import write_array
from variorum.formats.lookup import Known, words_of
from variorum.model.record import Event, Record
from variorum.model.value import Time

_LEFT_OUT_SHOWN = 20  # names of undated events on the title slide


def write_timelinejs(record: Record, codebook: object = None) -> Iterator[bytes]:
    """Return the slides of all dated events, earliest first."""
    del codebook
    known = Known(record)
    dated = [(time, event) for event in record.events if (time := _time(known, event)) is not None]
    dated.sort(key=lambda pair: (pair[0].start or pair[0].end or "", pair[1].id))
    days = {event.id for _, event in dated}
    undated = [event for event in record.events if event.id not in days]
    head = b'{"title":' + msgspec.json.encode(_title(known, undated)) + b',"events":['
    return write_array(head, (_slide(known, time, event) for time, event in dated))


def _time(known: Known, event: Event) -> Time | None:
    entry = known.entry(event.id, "time")
    reading = choose_reading(entry, known, "latest") if entry else None
    if reading is None or not isinstance(reading.value, Time):
        return None
    return reading.value if reading.value.start or reading.value.end else None


def _title(known: Known, undated: list[Event]) -> dict[str, Any]:
    as_of = known.record.header.as_of
    words = f"{len(known.record.events)} events in {len(known.record.reports)} reports"
    text = [f"<p>As of {html.escape(as_of)}.</p>"] if as_of else []
    if undated:
        names = "".join(f"<li>{html.escape(event.label)}</li>" for event in undated[:_LEFT_OUT_SHOWN])
        text.append(f"<p>{len(undated)} without a day are not on the line:</p><ul>{names}</ul>")
    return {"text": {"headline": words, "text": "".join(text)}}


def _slide(known: Known, time: Time, event: Event) -> dict[str, Any]:
    first, last = time.start or time.end or "", time.end or time.start or ""
    slide: dict[str, Any] = {
        "unique_id": event.id,
        "start_date": _date(first),
        "display_date": html.escape(words_of(time)),
        "group": html.escape(event.type),
        "text": {"headline": html.escape(event.label), "text": _table(known, event)},
    }
    if last[:10] != first[:10]:
        slide["end_date"] = _date(last)
    return slide


def _date(day: str) -> dict[str, int]:
    """Split an ISO day or local minute as TimelineJS wants it.

    >>> _date("2025-01-09T18:30")
    {'year': 2025, 'month': 1, 'day': 9, 'hour': 18, 'minute': 30}
    """
    names = ("year", "month", "day", "hour", "minute")
    numbers = day.replace("T", "-").replace(":", "-").split("-")
    return {name: int(n) for name, n in zip(names, numbers, strict=False) if n.isdigit()}


def _table(known: Known, event: Event) -> str:
    """Write the readings of the whole event and the reports behind it."""
    rows = []
    for entry in known.entries.get(event.id, ()):
        reading = choose_reading(entry, known, "latest")
        if entry.of is None and reading is not None and entry.slot not in ("type", "time"):
            rows.append(f"<li>{entry.slot}: {html.escape(words_of(reading.value))} ({entry.status})</li>")
    outlets = dict.fromkeys(r.outlet for r in known.reports_of(event) if r.outlet)
    sources = f"<p>{html.escape(', '.join(outlets))}</p>" if outlets else ""
    return (f"<ul>{''.join(rows)}</ul>" if rows else "") + sources

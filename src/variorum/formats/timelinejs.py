"""The JSON of TimelineJS: one slide a dated event; what is left out is named on the title slide.

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

_LEFT_OUT_SHOWN = 20  # names of events left out on the title slide, for each reason


def write_timelinejs(record: Record, codebook: object = None) -> Iterator[bytes]:
    """Return the slides of all dated events, earliest first."""
    del codebook
    known = Known(record)
    told = [event for event in record.events if known.is_asserted(event)]
    dated = [(time, event) for event in told if (time := _time(known, event)) is not None]
    dated.sort(key=lambda pair: (pair[0].start or pair[0].end or "", pair[1].id))
    days = {event.id for _, event in dated}
    title = _title(
        known,
        {
            "without a day": [event for event in told if event.id not in days],
            "that no report affirms": [e for e in record.events if not known.is_asserted(e)],
        },
    )
    head = b'{"title":' + msgspec.json.encode(title) + b',"events":['
    return write_array(head, (_slide(known, time, event) for time, event in dated))


def _time(known: Known, event: Event) -> Time | None:
    entry = known.entry(event.id, "time")
    reading = choose_reading(entry, known, "latest") if entry else None
    if reading is None or not isinstance(reading.value, Time):
        return None
    return reading.value if reading.value.start or reading.value.end else None


def _title(known: Known, left_out: dict[str, list[Event]]) -> dict[str, Any]:
    as_of = known.record.header.as_of
    counts = (len(known.record.events), "event"), (len(known.record.reports), "report")
    words = " in ".join(f"{number:,} {noun}{'' if number == 1 else 's'}" for number, noun in counts)
    text = [f"<p>As of {html.escape(as_of)}.</p>"] if as_of else []
    for why, events in left_out.items():
        if events:
            names = "".join(f"<li>{html.escape(event.label)}</li>" for event in events[:_LEFT_OUT_SHOWN])
            text.append(f"<p>Not on the line, {len(events)} {why}:</p><ul>{names}</ul>")
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

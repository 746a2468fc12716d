"""What of a record goes into a picture: its events in time and on the map, a number's claims over time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from variorum.model.record import Claim, Entry, Event, Reading, ReportLine, Status, Voice
from variorum.model.value import Count, Measure, Place, Time, Value
from variorum.pictures.geography import Spot
from variorum.pictures.timeline import Happening
from variorum.pictures.toll import TollMark

Address = Callable[[str], str]


def preferred_value(entry: Entry | None) -> Value | None:
    """Return the value that a table would show, None where there is none."""
    if entry is None or entry.preferred is None:
        return None
    return entry.readings[entry.preferred].value


def status_of(entries: Iterable[Entry]) -> Status:
    """Sum up an event: contested or revised where any of its cells is, else as well witnessed as its type."""
    found = list(entries)
    every = {entry.status for entry in found}
    if "contested" in every:
        return "contested"
    if "revised" in every:
        return "revised"
    named = [entry.status for entry in found if entry.slot == "type"]
    return named[0] if named else "single"


def happenings_of(
    events: Iterable[Event], entries: Iterable[Entry], event_at: Address | None = None
) -> list[Happening]:
    """Return the events as a timeline shows them; `event_at` gives the address of an event's page."""
    cells = _by_event(entries)
    found = []
    for event in events:
        time = preferred_value(_cell(cells[event.id], "time"))
        is_known = isinstance(time, Time)
        found.append(
            Happening(
                label=event.label,
                start=(time.start or time.end) if isinstance(time, Time) else None,
                end=time.end if is_known and isinstance(time, Time) else None,
                status=status_of(cells[event.id]),
                href=event_at(event.id) if event_at else None,
            )
        )
    return found


def spots_of(
    events: Iterable[Event], entries: Iterable[Entry], event_at: Address | None = None
) -> list[Spot]:
    """Return the events as a map shows them; an unresolved place has no coordinates."""
    cells = _by_event(entries)
    found = []
    for event in events:
        place = preferred_value(_cell(cells[event.id], "place"))
        known = place if isinstance(place, Place) else Place(name="")
        found.append(
            Spot(
                label=event.label,
                lat=known.lat,
                lon=known.lon,
                precision=known.precision,
                status=status_of(cells[event.id]),
                href=event_at(event.id) if event_at else None,
            )
        )
    return found


def toll_of(
    entry: Entry,
    claims: Mapping[str, Claim],
    voices: Mapping[str, Voice],
    reports: Mapping[str, ReportLine],
    claim_at: Address | None = None,
) -> list[TollMark]:
    """Return the claims of one cell as a picture of a number over time shows them."""
    found = []
    for number, reading in enumerate(entry.readings):
        stands = _stand(reading, is_preferred=number == entry.preferred)
        for name in reading.all_claims:
            claim = claims.get(name)
            if claim is None or not isinstance(claim.value, Count | Measure):
                continue
            found.append(
                TollMark(
                    when=claim.published,
                    low=claim.value.low,
                    high=claim.value.high,
                    source=_source_of(claim, voices, reports),
                    stands="denied" if claim.polarity == "denied" else stands,
                    href=claim_at(name) if claim_at else None,
                )
            )
    return found


def _stand(reading: Reading, *, is_preferred: bool) -> str:
    if reading.superseded_by is not None:
        return "superseded"
    return "preferred" if is_preferred else "held"


def _source_of(claim: Claim, voices: Mapping[str, Voice], reports: Mapping[str, ReportLine]) -> str:
    if claim.chain:
        voice = voices.get(claim.chain[-1].voice)
        return voice.name if voice else claim.chain[-1].voice
    report = reports.get(claim.report)
    return (report.outlet if report else None) or "the report"


def _by_event(entries: Iterable[Entry]) -> Mapping[str, Sequence[Entry]]:
    cells: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.of is None:
            cells[entry.event].append(entry)
    return cells


def _cell(entries: Iterable[Entry], slot: str) -> Entry | None:
    return next((entry for entry in entries if entry.slot == slot), None)

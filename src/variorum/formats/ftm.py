"""FollowTheMoney entities, one JSON object a line, as Aleph, OpenAleph and `ftm` load them.

Reports become `Article`, participants and voices `Person`, `Organization` or `LegalEntity`, events `Event`.
An Event of that model has no roles, quantities or modality: counts go into `notes` in words, with their
status, and roles into an `UnknownLink` between participant and event.
Source of names and properties: the FollowTheMoney model, version 3.8.
"""

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

import msgspec

from variorum.formats.choosing import choose_reading, standing
from variorum.formats.lookup import Known, words_of
from variorum.model.record import Event, Participant, Record, ReportLine, Voice
from variorum.model.value import Place, Time

_SCHEMATA = {"person": "Person", "organisation": "Organization", "outlet": "Organization"}
# The model wants ISO 639-3; other languages are left out rather than refused.
_LANGUAGES = {"ar": "ara", "de": "deu", "en": "eng", "es": "spa", "fr": "fra", "ru": "rus", "uk": "ukr"}
_IN_NOTES = ("type", "time", "place")  # these have properties of their own


def write_ftm(record: Record, codebook: object = None) -> Iterator[bytes]:
    """Return the record as FollowTheMoney entities, one a line."""
    del codebook
    known = Known(record)
    return (msgspec.json.encode(entity) + b"\n" for entity in ftm_entities(known))


def ftm_entities(known: Known) -> Iterator[dict[str, Any]]:
    """Yield the entities of a record as the model has them: reports, voices, participants, events."""
    record = known.record
    yield from (_article(report) for report in record.reports)
    yield from (_voice(known, voice) for voice in record.voices)
    for participant in record.participants:
        yield _participant(known, participant)
        yield _link(participant)
    yield from (_event(known, event) for event in record.events)


def ftm_id(kind: str, id_: str) -> str:
    """Return an id that the model accepts, made of the record's own.

    >>> ftm_id("event", "e1")
    'variorum-event-974625ac45a962362def'
    """
    digest = hashlib.sha256(f"{kind}:{id_}".encode(errors="replace")).hexdigest()
    return f"variorum-{kind}-{digest[:20]}"


def _entity(id_: str, schema: str, **properties: Iterable[str | None]) -> dict[str, Any]:
    kept = {
        name: list(dict.fromkeys(value for value in values if value)) for name, values in properties.items()
    }
    return {
        "id": id_,
        "schema": schema,
        "properties": {name: values for name, values in kept.items() if values},
    }


def _article(report: ReportLine) -> dict[str, Any]:
    return _entity(
        ftm_id("report", report.id),
        "Article",
        title=[report.title],
        author=report.authors,
        publisher=[report.outlet],
        publishedAt=[day_of(report.published)],
        retrievedAt=[day_of(report.received)],
        sourceUrl=[_url(report.url)],
        language=[_LANGUAGES.get(report.language or "")],
        bodyText=[report.text],
        notes=[f"sha256 of the bytes received: {report.sha256}"],
    )


def _voice(known: Known, voice: Voice) -> dict[str, Any]:
    schema = _SCHEMATA.get(voice.type, "LegalEntity")
    articles = [m.report for m in voice.mentions if m.report in known.reports]
    notes = ["The reports withhold who this is."] if voice.anonymous else []
    return _entity(
        ftm_id("voice", voice.id), schema, name=[name_of(voice.name)], notes=notes, proof=_articles(articles)
    )


def _participant(known: Known, participant: Participant) -> dict[str, Any]:
    schema = {"person": "Person", "organisation": "Organization"}.get(participant.type, "LegalEntity")
    if participant.type == "thing":
        schema = "Asset"
    articles = [m.report for m in participant.mentions if m.report in known.reports]
    size = participant.size
    notes = [f"A group of {size}."] if size is not None and participant.type == "group" else []
    return _entity(
        ftm_id("participant", participant.id),
        schema,
        name=[name_of(participant.name)],
        notes=notes,
        proof=_articles(articles),
    )


def _link(participant: Participant) -> dict[str, Any]:
    return _entity(
        ftm_id("role", participant.id),
        "UnknownLink",
        subject=[ftm_id("participant", participant.id)],
        object=[ftm_id("event", participant.event)],
        role=participant.roles or ("participant",),
    )


def _event(known: Known, event: Event) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for slot in ("time", "place"):
        entry = known.entry(event.id, slot)
        reading = choose_reading(entry, known, "latest") if entry else None
        values[slot] = reading.value if reading else None
    time, place = values["time"], values["place"]
    days = (time.start, time.end) if isinstance(time, Time) else (None, None)
    located = isinstance(place, Place)
    reports = known.reports_of(event)
    return _entity(
        ftm_id("event", event.id),
        "Event",
        name=[name_of(event.label)],
        keywords=[event.type],
        startDate=[day_of(days[0])],
        endDate=[day_of(days[1])],
        location=[name_of(place.name)] if located else [],
        country=[place.country.lower()] if located and place.country else [],
        involved=[ftm_id("participant", p.id) for p in known.participants_of.get(event.id, ())],
        proof=_articles(report.id for report in reports),
        sourceUrl=[_url(report.url) for report in reports],
        publisher=[report.outlet for report in reports],
        recordId=[event.id],
        notes=_notes(known, event),
    )


def _notes(known: Known, event: Event) -> list[str]:
    """Write every reading that stands, with the status of its entry: `killed: at least 5 (contested)`."""
    doubt = [] if known.is_asserted(event) else ["No report affirms that this happened."]
    return doubt + [
        f"{entry.slot}: {words_of(reading.value)} ({entry.status})"
        for entry in known.entries.get(event.id, ())
        if entry.of is None and entry.slot not in _IN_NOTES
        for reading in standing(entry, known)
    ]


def _articles(ids: Iterable[str]) -> list[str]:
    return [ftm_id("report", id_) for id_ in dict.fromkeys(ids)]


def name_of(name: str) -> str:
    """Return a name on one line, as the model keeps names."""
    return " ".join(name.split())


def day_of(day: str | None) -> str | None:
    """Return the day of a date or date-time."""
    return day and day[:10]


def _url(url: str | None) -> str | None:
    """Return an address that the model takes for one: with a scheme of the web and a host."""
    if url is None:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None

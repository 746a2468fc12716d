"""FollowTheMoney statements, one a line: a value, who carries it, its exact words, when it was seen.

A statement is the nearest relative of our claim in that model. Its dataset is the outlet that carries the
value, `original_value` the exact words, `origin` the chain of who says it, `first_seen` and `last_seen` the
first and last publication. Only `variorum` itself says what no outlet does (the type of an event, its id).
Source of fields and of the key behind `id`: followthemoney 4.11, `statement/statement.py`.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec

from variorum.formats.ftm import day_of, ftm_entities, ftm_id, name_of
from variorum.formats.lookup import Known, words_of
from variorum.model.record import Claim, Mention, Record
from variorum.model.value import Place, Time

OURS = "variorum"  # the dataset of what the record itself adds
_BASE = "id"  # the property by which the model knows that an entity exists
_FROM_CLAIMS = ("startDate", "endDate", "location", "country", "notes")


class _Witness(NamedTuple):
    """Where a value is seen: in which dataset, on which day, in which words, on whose word."""

    dataset: str
    seen: str | None = None
    words: str | None = None
    origin: str | None = None


def write_statements(record: Record, codebook: object = None) -> Iterator[bytes]:
    """Return the record as FollowTheMoney statements, sorted by entity, as `ftm` aggregates them."""
    del codebook
    known = Known(record)
    return (msgspec.json.encode(line) + b"\n" for line in _lines(known))


def dataset_of(outlet: str | None) -> str:
    """Return the name of an outlet's dataset: small letters, digits and underscores.

    >>> dataset_of("Harbour Post"), dataset_of(None), dataset_of("日本")
    ('harbour_post', 'variorum', 'outlet_cf2abf0c')
    """
    if not outlet:
        return OURS
    plain = unicodedata.normalize("NFKD", outlet).encode("ascii", "ignore").decode().lower()
    slug = "_".join(re.findall(r"[a-z0-9]+", plain))
    return slug or "outlet_" + hashlib.sha256(outlet.encode(errors="replace")).hexdigest()[:8]


def moment_of(published: str | None) -> str | None:
    """Return a day or time of publication as the model wants one: to the second, UTC where a zone is known.

    A day alone stands for its first second, because the model knows no days here.

    >>> moment_of("2024-03-04"), moment_of("2024-03-04T23:30:00-02:00")
    ('2024-03-04T00:00:00', '2024-03-05T01:30:00')
    """
    try:
        when = datetime.fromisoformat(published or "")
    except ValueError:
        return None
    return (when.astimezone(UTC) if when.tzinfo else when).strftime("%Y-%m-%dT%H:%M:%S")


def _lines(known: Known) -> Iterator[dict[str, Any]]:
    witnesses = _witnesses(known)
    for entity in sorted(ftm_entities(known), key=lambda entity: str(entity["id"])):
        id_, schema = entity["id"], entity["schema"]
        found: dict[str, dict[str, Any]] = {}
        for seen in (_Witness(OURS), *witnesses.get(id_, ())):
            _put(found, _statement(id_, schema, (_BASE, id_), seen._replace(words=None, origin=None)))
        for prop, value, seen in _values(known, entity, witnesses):
            _put(found, _statement(id_, schema, (prop, value), seen))
        yield from found.values()


def _values(
    known: Known, entity: dict[str, Any], witnesses: dict[str, list[_Witness]]
) -> Iterator[tuple[str, str, _Witness]]:
    """Yield the values of an entity with who carries each."""
    event = known.events.get(next(iter(entity["properties"].get("recordId", ())), ""))
    for prop, values in entity["properties"].items():
        if event is None or prop not in _FROM_CLAIMS:
            for value in values:
                yield from ((prop, value, seen) for seen in _carriers(entity, (prop, value), witnesses))
    if event is not None:
        for claim in known.claims_of.get(event.id, ()):
            seen = _claimed(known, claim)
            yield from ((prop, value, seen) for prop, value in _of_claim(claim))


def _carriers(
    entity: dict[str, Any], said: tuple[str, str], witnesses: dict[str, list[_Witness]]
) -> Iterable[_Witness]:
    """Return the outlets that carry one value: those of the thing pointed to, or of the entity itself."""
    prop, value = said
    seen: list[_Witness] | None = None
    if prop in ("proof", "involved"):
        seen = witnesses.get(value)
    elif entity["schema"] == "Article" or (entity["schema"] != "Event" and prop != "notes"):
        seen = witnesses.get(entity["id"])
    return [s if prop == "name" else s._replace(words=None) for s in seen or (_Witness(OURS),)]


def _of_claim(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield what a claim gives to an Event: a day, a place, or a note in words."""
    value = claim.value
    is_plain = claim.polarity == "affirmed" and claim.modality == "asserted" and claim.of is None
    if is_plain and claim.slot == "time" and isinstance(value, Time):
        yield from ((p, day) for p, day in _days(value) if day)
        return
    if is_plain and claim.slot == "place" and isinstance(value, Place):
        yield "location", name_of(value.name)
        if value.country:
            yield "country", value.country.lower()
        return
    doubt = [mark for mark in (claim.polarity, claim.modality) if mark not in ("affirmed", "asserted")]
    yield "notes", f"{claim.slot}: {name_of(words_of(value))}" + (f" ({', '.join(doubt)})" if doubt else "")


def _days(value: Time) -> tuple[tuple[str, str | None], ...]:
    return ("startDate", day_of(value.start)), ("endDate", day_of(value.end))


def _claimed(known: Known, claim: Claim) -> _Witness:
    report = known.reports[claim.report]
    words = report.text[claim.start : claim.end]
    says = known.chain_words(claim.chain) or report.outlet
    return _Witness(dataset_of(report.outlet), moment_of(claim.published), words, says and name_of(says))


def _witnesses(known: Known) -> dict[str, list[_Witness]]:
    """Return in which outlets each entity is seen, and in which words."""
    record = known.record
    found = {
        ftm_id("report", r.id): [_Witness(dataset_of(r.outlet), moment_of(r.published))]
        for r in record.reports
    }
    for kind, named in (("voice", record.voices), ("participant", record.participants)):
        for line in named:
            seen = _seen(known, line.mentions)
            found[ftm_id(kind, line.id)] = seen
            if kind == "participant":
                found[ftm_id("role", line.id)] = [witness._replace(words=None) for witness in seen]
    for event in record.events:
        found[ftm_id("event", event.id)] = _seen(known, event.mentions)
    return found


def _seen(known: Known, mentions: Iterable[Mention]) -> list[_Witness]:
    found = []
    for mention in mentions:
        report = known.reports.get(mention.report)
        if report is not None:
            words = report.text[mention.start : mention.end]
            found.append(_Witness(dataset_of(report.outlet), moment_of(report.published), words))
    return found


def _statement(id_: str, schema: str, said: tuple[str, str], seen: _Witness) -> dict[str, Any]:
    prop, value = said
    key = f"{seen.dataset}.{id_}.{prop}.{value}"
    return {
        "canonical_id": id_,
        "entity_id": id_,
        "prop": prop,
        "schema": schema,
        "value": value,
        "dataset": seen.dataset,
        "lang": None,
        "original_value": seen.words if seen.words != value else None,
        "first_seen": seen.seen,
        "last_seen": seen.seen,
        "external": False,
        "origin": seen.origin,
        "id": hashlib.sha1(key.encode(errors="replace"), usedforsecurity=False).hexdigest(),
    }


def _put(found: dict[str, dict[str, Any]], line: dict[str, Any]) -> None:
    """Keep one statement for one value of one outlet, seen from the first to the last day it was carried."""
    known = found.setdefault(line["id"], line)
    days = [d for d in (known["first_seen"], known["last_seen"], line["first_seen"]) if d is not None]
    if days:
        known["first_seen"], known["last_seen"] = min(days), max(days)
    for field in ("original_value", "origin"):
        known[field] = known[field] or line[field]

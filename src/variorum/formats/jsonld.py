"""JSON-LD: events in SEM, derivation in PROV, the words of each claim as a Web Annotation.

The context is in the file, so that it reads without a network. Every id is a URN made of the record's own:
`urn:variorum:event:...`. Vocabularies: SEM (van Hage et al., 2011), PROV-O and the Web Annotation Data Model
(W3C), schema.org and WGS84 for places.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import msgspec

from variorum.formats.choosing import choose_reading
from variorum.formats.geojson import write_array
from variorum.formats.lookup import Known, words_of
from variorum.model.record import (
    Claim,
    Derivation,
    Entry,
    Event,
    Participant,
    Reading,
    Record,
    ReportLine,
    Voice,
)
from variorum.model.span import Span
from variorum.model.value import Place, Time

CONTEXT: dict[str, Any] = {
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#",
    "schema": "http://schema.org/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "var": "urn:variorum:terms:",
}
_AROUND = 32  # characters of prefix and suffix, by which a selector finds its words in a changed text


def write_jsonld(record: Record, codebook: object = None) -> Iterator[bytes]:
    """Return the record as one JSON-LD document with its context inside."""
    del codebook
    head = b'{"@context":' + msgspec.json.encode(CONTEXT) + b',\n"@graph":['
    return write_array(head, _nodes(Known(record)))


def _nodes(known: Known) -> Iterator[dict[str, Any]]:
    record = known.record
    yield from (_report(report) for report in record.reports)
    yield from (_derivation(line) for line in record.derivations)
    yield from (_voice(voice) for voice in record.voices)
    yield from (_participant(participant) for participant in record.participants)
    yield from (_event(known, event) for event in record.events)
    yield from (_claim(known, claim) for claim in record.claims)
    yield from (_entry(entry) for entry in record.entries)


def urn(kind: str, id_: str) -> str:
    """Return the URN of a line of the record.

    >>> urn("event", "e 1")
    'urn:variorum:event:e%201'
    """
    return f"urn:variorum:{kind}:{quote(id_, safe='', errors='replace')}"


def _ref(kind: str, id_: str | None) -> dict[str, str] | None:
    return None if id_ is None else {"@id": urn(kind, id_)}


def _node(id_: str | None, kinds: Any, **fields: Any) -> dict[str, Any]:
    """Make a node, leaving out what is not known; `__` in a name stands for the colon of its prefix."""
    head: dict[str, Any] = {"@type": kinds} if id_ is None else {"@id": id_, "@type": kinds}
    known = {name.replace("__", ":"): value for name, value in fields.items()}
    return head | {name: value for name, value in known.items() if value not in (None, [], ())}


def _report(report: ReportLine) -> dict[str, Any]:
    return _node(
        urn("report", report.id),
        ["prov:Entity", "schema:NewsArticle"],
        schema__headline=report.title,
        schema__url=report.url,
        schema__publisher=report.outlet,
        schema__datePublished=report.published,
        schema__author=list(report.authors),
        schema__inLanguage=report.language,
        schema__dateAccessed=report.received,
        schema__text=report.text,
        var__sha256=report.sha256,
        var__origin=report.origin,
        prov__wasDerivedFrom=_ref("report", report.copy_of),
        prov__wasRevisionOf=_ref("report", report.revision_of),
    )


def _derivation(line: Derivation) -> dict[str, Any]:
    return _node(
        urn("derivation", line.id),
        ["prov:Derivation", "var:Derivation"],
        prov__entity=_ref("report", line.from_),
        var__report=_ref("report", line.report),
        var__target=_position(line.start, line.end),
        var__source=_position(line.from_start, line.from_end),
        var__how=line.how,
        var__probability=line.probability,
    )


def _voice(voice: Voice) -> dict[str, Any]:
    kind = {"person": "prov:Person", "organisation": "prov:Organization", "outlet": "prov:Organization"}
    return _node(
        urn("voice", voice.id),
        ["prov:Agent", *([kind[voice.type]] if voice.type in kind else [])],
        rdfs__label=voice.name,
        var__voiceType=voice.type,
        var__anonymous=voice.anonymous,
        prov__actedOnBehalfOf=_ref("voice", voice.speaks_for),
        var__participant=_ref("participant", voice.participant),
    )


def _participant(participant: Participant) -> dict[str, Any]:
    return _node(
        urn("participant", participant.id),
        "sem:Actor",
        rdfs__label=participant.name,
        var__participantType=participant.type,
        sem__roleType=list(participant.roles),
        var__size=participant.size,
        var__memberOf=_ref("participant", participant.member_of),
    )


def _event(known: Known, event: Event) -> dict[str, Any]:
    chosen: dict[str, Any] = {}
    for slot in ("time", "place"):
        entry = known.entry(event.id, slot)
        reading = choose_reading(entry, known, "latest") if entry else None
        chosen[slot] = reading and reading.value
    actors = [p.id for p in known.participants_of.get(event.id, ())]
    time = chosen["time"]
    return _node(
        urn("event", event.id),
        "sem:Event",
        rdfs__label=event.label,
        sem__eventType=event.type,
        sem__subEventOf=_ref("event", event.part_of),
        sem__hasActor=[_ref("participant", id_) for id_ in actors],
        sem__hasPlace=_value(chosen["place"]) if chosen["place"] else None,
        sem__hasBeginTimeStamp=_day(time.start) if time else None,
        sem__hasEndTimeStamp=_day(time.end) if time else None,
        var__asserted=known.is_asserted(event),
        var__story=event.story,
        prov__wasDerivedFrom=[_ref("report", report.id) for report in known.reports_of(event)],
    )


def _claim(known: Known, claim: Claim) -> dict[str, Any]:
    """Make an annotation: its body the value, its target the words, its agents the chain, outermost first."""
    text = known.reports[claim.report].text
    chain = [_ref("voice", link.voice) for link in claim.chain]
    spans = [Span(claim.start, claim.end), *claim.more]
    return _node(
        urn("claim", claim.id),
        ["oa:Annotation", "var:Claim"],
        oa__hasBody=_value(claim.value),
        oa__hasTarget=[_target(claim.report, text, span) for span in spans],
        var__about=_ref("event", claim.event),
        var__slot=claim.slot,
        var__of=_ref("participant", claim.of),
        var__polarity=claim.polarity,
        var__modality=claim.modality,
        var__chain={"@list": chain},
        var__stance=claim.chain[-1].stance if claim.chain else None,
        prov__wasAttributedTo=chain[-1] if chain else None,
        prov__wasDerivedFrom=_ref("report", claim.report),
        var__origin=claim.origin,
    )


def _target(report: str, text: str, span: Span) -> dict[str, Any]:
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    exact = {"oa:exact": span.of(text), "oa:prefix": before, "oa:suffix": after}
    return {
        "@type": "oa:SpecificResource",
        "oa:hasSource": _ref("report", report),
        "oa:hasSelector": [{"@type": "oa:TextQuoteSelector", **exact}, _position(span.start, span.end)],
    }


def _position(start: int, end: int) -> dict[str, Any]:
    return {"@type": "oa:TextPositionSelector", "oa:start": start, "oa:end": end}


def _entry(entry: Entry) -> dict[str, Any]:
    key = "/".join(quote(part, safe="") for part in (entry.event, entry.slot, entry.of or ""))
    return _node(
        f"urn:variorum:entry:{key}",
        "var:Entry",
        var__about=_ref("event", entry.event),
        var__slot=entry.slot,
        var__of=_ref("participant", entry.of),
        var__status=entry.status,
        var__reading=[_reading(r, index == entry.preferred) for index, r in enumerate(entry.readings)],
    )


def _reading(reading: Reading, is_preferred: bool) -> dict[str, Any]:
    return _node(
        None,
        "var:Reading",
        var__value=_value(reading.value),
        var__preferred=is_preferred,
        var__claim=[_ref("claim", id_) for id_ in reading.claims],
        var__against=[_ref("claim", id_) for id_ in reading.against],
        var__reports=reading.reports,
        var__origins=reading.origins,
        var__terminalSources=reading.terminal_sources,
    )


def _value(value: Any) -> dict[str, Any]:
    fields = msgspec.to_builtins(value)
    kind = fields.pop("type")
    if isinstance(value, Place):
        return _node(
            None,
            ["sem:Place", "var:Place"],
            rdfs__label=value.name,
            geo__lat=value.lat,
            geo__long=value.lon,
            var__precision=value.precision,
            var__country=value.country,
            schema__sameAs=f"https://sws.geonames.org/{value.geonameid}/" if value.geonameid else None,
        )
    if isinstance(value, Time):
        return _node(None, ["sem:Time", "var:Time"], var__start=_day(value.start), var__end=_day(value.end))
    if kind == "actor":
        fields["participant"] = _ref("participant", value.participant)
    body = {f"var:{name}": field for name, field in fields.items() if field is not None}
    return {"@type": f"var:{kind.title()}", "rdf:value": words_of(value), **body}


def _day(day: str | None) -> dict[str, str] | None:
    if day is None:
        return None
    return {"@value": day, "@type": "xsd:date" if len(day) == 10 else "var:localDateTime"}

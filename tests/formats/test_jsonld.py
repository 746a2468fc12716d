"""JSON-LD is read by rdflib, and says SEM events, PROV derivation and Web Annotations."""

import json

import pytest
import rdflib

from tests.formats.making import EMPTY, NASTY, NOWHERE, TEXT, bare, full
from variorum.formats import export_record
from variorum.model.record import Record

# rdflib's own reader of JSON-LD still makes the graph that rdflib would rather not have.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
PROV = rdflib.Namespace("http://www.w3.org/ns/prov#")
SEM = rdflib.Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")


def graph(record: Record) -> rdflib.Graph:
    return rdflib.Graph().parse(data=b"".join(export_record(record, "jsonld")), format="json-ld")


def node(kind: str, id_: str) -> rdflib.URIRef:
    return rdflib.URIRef(f"urn:variorum:{kind}:{id_}")


def test_a_claim_points_to_its_words_by_quote_and_by_position() -> None:
    read = graph(full())
    target = read.value(node("claim", "c2"), OA.hasTarget)
    selectors = list(read.objects(target, OA.hasSelector))
    exact = next(read.value(s, OA.exact) for s in selectors if read.value(s, OA.exact))
    position = next(s for s in selectors if read.value(s, OA.start) is not None)
    start, end = int(read.value(position, OA.start)), int(read.value(position, OA.end))
    assert str(exact) == TEXT[start:end] == "at least 5"
    prefix = next(read.value(s, OA.prefix) for s in selectors if read.value(s, OA.prefix))
    assert TEXT[:start].endswith(str(prefix))


def test_a_claim_is_attributed_and_a_copy_derived() -> None:
    read = graph(full())
    assert read.value(node("claim", "c2"), PROV.wasAttributedTo) == node("voice", "v2")
    assert read.value(node("report", "r2"), PROV.wasDerivedFrom) == node("report", "r1")


def test_an_event_has_its_actor_day_and_place() -> None:
    read = graph(full())
    event = node("event", "e1")
    assert str(read.value(event, SEM.hasBeginTimeStamp)) == "2024-05-06"
    assert read.value(event, SEM.hasActor) == node("participant", "p1")
    assert NASTY in str(read.value(event, rdflib.RDFS.label))


@pytest.mark.parametrize("record", [EMPTY, bare(), full(NOWHERE)], ids=["empty", "bare", "nowhere"])
def test_what_is_not_known_is_left_out(record: Record) -> None:
    read = graph(record)
    assert len(set(read.subjects(rdflib.RDF.type, SEM.Event))) == len(record.events)
    data = b"".join(export_record(record, "jsonld"))
    assert b"null" not in data.replace(b'"null"', b"")
    assert "@context" in json.loads(data)

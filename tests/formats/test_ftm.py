"""FollowTheMoney entities are valid for the model itself, and say what an Event of it can say."""

import json
from typing import Any

import msgspec
import pytest

from tests.formats.making import EMPTY, NASTY, NOWHERE, bare, entry, full, reading
from variorum.formats import export_record
from variorum.formats.ftm import ftm_id
from variorum.model.record import Record

RECORDS = [full(), full(NOWHERE), bare(), EMPTY]
NAMES = ["full", "nowhere", "bare", "empty"]
# The properties that we fill, as the model has them (version 3.8), so that the test needs no installation.
_THING = {"name", "notes", "proof", "sourceUrl", "publisher", "keywords", "retrievedAt"}
SCHEMATA = {
    "Article": _THING | {"title", "author", "publishedAt", "language", "bodyText"},
    "Event": _THING | {"startDate", "endDate", "location", "country", "involved", "recordId"},
    "Person": _THING,
    "Organization": _THING,
    "LegalEntity": _THING,
    "Asset": _THING,
    "UnknownLink": {"subject", "object", "role"},
}


def entities(record: Record) -> list[dict[str, Any]]:
    return [json.loads(line) for line in b"".join(export_record(record, "ftm")).splitlines()]


@pytest.mark.parametrize("record", RECORDS, ids=NAMES)
def test_every_entity_is_of_a_known_schema_with_its_properties(record: Record) -> None:
    for entity in entities(record):
        assert set(entity["properties"]) <= SCHEMATA[entity["schema"]]
        assert all(isinstance(v, str) and v for values in entity["properties"].values() for v in values)


@pytest.mark.parametrize("record", RECORDS, ids=NAMES)
def test_the_model_itself_takes_every_value(record: Record) -> None:
    ftm = pytest.importorskip("followthemoney", reason="the dependency group ftm is not installed")
    for entity in entities(record):
        proxy = ftm.model.get_proxy(entity, cleaned=False)
        kept = proxy.to_dict()["properties"]
        # An address may come back in its normal form; everything else comes back equal.
        ours = {k: sorted(v) for k, v in entity["properties"].items() if k != "sourceUrl"}
        assert {k: sorted(v) for k, v in kept.items() if k != "sourceUrl"} == ours
        assert ("sourceUrl" in kept) == ("sourceUrl" in entity["properties"])


def test_an_event_has_its_day_place_people_and_proof() -> None:
    found = {entity["id"]: entity for entity in entities(full())}
    event = found[ftm_id("event", "e1")]["properties"]
    assert (event["startDate"], event["country"], event["location"]) == (["2024-05-06"], ["no"], ["Tarn"])
    assert found[event["involved"][0]]["properties"]["name"] == [NASTY.replace("\n", " ")]
    assert found[event["proof"][0]]["schema"] == "Article"
    assert "killed: at least 5 (contested)" in event["notes"]


def test_an_event_that_is_only_denied_says_so() -> None:
    record = full()
    denied = entry("type", reading(record.claims[5].value, against=("c6",)), preferred=None)
    record = msgspec.structs.replace(record, entries=(*record.entries[:-1], denied))
    event = next(e for e in entities(record) if e["schema"] == "Event")
    assert "No report affirms that this happened." in event["properties"]["notes"]
    title = json.loads(b"".join(export_record(record, "timelinejs")))["title"]
    assert "1 that no report affirms" in title["text"]["text"]
    (feature,) = json.loads(b"".join(export_record(record, "geojson")))["features"]
    assert feature["properties"]["asserted"] is False


def test_what_a_link_or_event_points_to_is_there() -> None:
    ids = {entity["id"] for entity in entities(full())}
    for entity in entities(full()):
        for name in ("subject", "object", "involved", "proof"):
            assert set(entity["properties"].get(name, ())) <= ids

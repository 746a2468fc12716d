"""GeoJSON is valid for its own library; a place that is not known is null and never 0,0."""

import json
from typing import Any

import geojson
import msgspec
import pytest

from tests.formats.making import EMPTY, NASTY, NOWHERE, bare, full
from variorum.formats import export_record
from variorum.model.record import Record


def features(record: Record) -> list[dict[str, Any]]:
    data = b"".join(export_record(record, "geojson"))
    collection = geojson.loads(data)
    assert collection.is_valid, collection.errors()
    return list(json.loads(data)["features"])


def test_longitude_comes_first() -> None:
    (feature,) = features(full())
    assert feature["geometry"] == {"type": "Point", "coordinates": [5.25, -60.5]}
    assert feature["properties"]["precision"] == "city"
    assert feature["properties"]["killed"] == {"low": 2, "best": 5, "high": 5, "status": "contested"}
    assert feature["properties"]["time"]["start"] == "2024-05-06"
    assert NASTY in feature["properties"]["label"]


@pytest.mark.parametrize(
    ("record", "reason"),
    [(full(NOWHERE), "several places have this name"), (bare(), "no report gives a place")],
)
def test_a_place_that_is_not_known_has_no_geometry_and_a_reason(record: Record, reason: str) -> None:
    (feature,) = features(record)
    assert feature["geometry"] is None
    assert feature["properties"]["unresolved"] == reason


def test_other_places_that_the_words_may_mean_are_named() -> None:
    assert features(full(NOWHERE))[0]["properties"]["candidates"] == ["Tarn, NO", "Tarn, FR"]


def test_an_empty_record_is_an_empty_collection() -> None:
    assert features(EMPTY) == []


def test_events_come_in_the_order_of_the_record() -> None:
    record = full()
    second = msgspec.structs.replace(record.events[0], id="e2")
    ids = [f["id"] for f in features(msgspec.structs.replace(record, events=(*record.events, second)))]
    assert ids == ["e1", "e2"]

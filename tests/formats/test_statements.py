"""FollowTheMoney statements: each claim with its outlet, words and days, valid for the model itself."""

import io
import json
from itertools import groupby
from typing import Any

import msgspec
import pytest

from tests.formats.making import EMPTY, NASTY, NOWHERE, bare, full
from variorum.formats import export_record
from variorum.model.record import Record

RECORDS = [full(), full(NOWHERE), bare(), EMPTY]
NAMES = ["full", "nowhere", "bare", "empty"]


def statements(record: Record) -> list[dict[str, Any]]:
    return [json.loads(line) for line in b"".join(export_record(record, "statements")).splitlines()]


def entities(record: Record) -> dict[str, dict[str, set[str]]]:
    """The entities of the format `ftm`, without what the statements take from claims instead."""
    lines = map(json.loads, b"".join(export_record(record, "ftm")).splitlines())
    return {e["id"]: {p: set(v) for p, v in e["properties"].items()} for e in lines}


def test_two_numbers_are_two_statements_each_with_its_words_and_who_says_it() -> None:
    told = {s["value"]: s for s in statements(full()) if s["prop"] == "notes" and s["schema"] == "Event"}
    five = told["killed: at least 5"]
    assert (five["dataset"], five["original_value"], five["origin"]) == ("tarn_post", "at least 5", "Ana")
    assert told["killed: 2"]["origin"] == " ".join(NASTY.split())
    assert five["first_seen"] == five["last_seen"] == "2024-05-07T00:00:00"


def test_the_same_value_in_two_reports_of_one_outlet_is_seen_from_the_first_to_the_last() -> None:
    record = full()
    later = msgspec.structs.replace(record.reports[0], id="r3", published="2024-05-09")
    again = msgspec.structs.replace(record.claims[1], id="c9", report="r3", published="2024-05-09")
    record = msgspec.structs.replace(record, reports=(*record.reports, later), claims=(*record.claims, again))
    (five,) = [s for s in statements(record) if s["value"] == "killed: at least 5"]
    assert (five["first_seen"], five["last_seen"]) == ("2024-05-07T00:00:00", "2024-05-09T00:00:00")


@pytest.mark.parametrize("record", RECORDS, ids=NAMES)
def test_statements_say_what_the_entities_say(record: Record) -> None:
    known = entities(record)
    told: dict[str, dict[str, set[str]]] = {}
    for s in statements(record):
        told.setdefault(s["entity_id"], {}).setdefault(s["prop"], set()).add(s["value"])
    assert told.keys() == known.keys()
    for id_, properties in known.items():
        for prop, values in properties.items():
            assert prop == "notes" or values <= told[id_][prop], (id_, prop)


@pytest.mark.parametrize("record", RECORDS, ids=NAMES)
def test_statements_of_an_entity_stand_together_and_no_id_twice(record: Record) -> None:
    lines = statements(record)
    assert len({s["id"] for s in lines}) == len(lines)
    assert len([key for key, _ in groupby(lines, key=lambda s: s["canonical_id"])]) == len(
        {s["canonical_id"] for s in lines}
    )


@pytest.mark.parametrize("record", RECORDS, ids=NAMES)
def test_the_model_itself_reads_every_statement(record: Record) -> None:
    serialize = pytest.importorskip(
        "followthemoney.statement.serialize", reason="the dependency group ftm is not installed"
    )
    from followthemoney import model
    from followthemoney.dataset import Dataset
    from followthemoney.dataset.util import dataset_name_check
    from followthemoney.statement.entity import StatementEntity

    data = b"".join(export_record(record, "statements"))
    lines = list(serialize.read_json_statements(io.BytesIO(data)))
    ours = Dataset.make({"name": "variorum", "title": "Variorum"})
    for line in lines:
        assert line.id == line.generate_key()
        assert dataset_name_check(line.dataset)
        assert line.to_db_row()["first_seen"] is None or line.first_seen
        prop = model.get(line.schema).get(line.prop) if line.prop != "id" else None
        assert prop is None or prop.type.clean(line.value) is not None, (line.prop, line.value)
    for id_, group in groupby(lines, key=lambda line: line.canonical_id):
        entity = StatementEntity.from_statements(ours, list(group))
        assert entity.id == id_
        assert model.get_proxy(entity.to_dict()).schema.name == entity.schema.name

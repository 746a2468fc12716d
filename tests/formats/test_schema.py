"""The JSON Schema that the package ships is that of our own types."""

import json

import jsonschema
import msgspec
import pytest

from variorum.data import path_of
from variorum.formats import make_schema, write_schema
from variorum.model.record import Claim, Derivation, Header
from variorum.model.span import Span
from variorum.model.value import Count


def test_the_shipped_schema_is_the_one_our_types_make() -> None:
    assert path_of("record.schema.json").read_text(encoding="utf-8") == write_schema()


def test_a_claim_of_ours_is_valid_and_says_every_field() -> None:
    claim = Claim(
        id="c", report="r", event="e", slot="killed", of=None, value=Count(low=3, high=3, unit="person"),
        polarity="affirmed", modality="asserted", chain=(), origin="o", start=0, end=1, sentence=Span(0, 9),
        published=None,
    )  # fmt: skip
    line = json.loads(msgspec.json.encode(claim))
    jsonschema.validate(line, make_schema())
    assert next(iter(line)) == "kind"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({k: v for k, v in line.items() if k != "of"}, make_schema())


def test_from_is_called_from() -> None:
    line = Derivation(
        id="d",
        report="b",
        start=0,
        end=1,
        from_="a",
        from_start=0,
        from_end=1,
        how="verbatim",
        probability=1.0,
    )
    assert json.loads(msgspec.json.encode(line))["from"] == "a"


def test_the_header_says_which_format() -> None:
    line = json.loads(msgspec.json.encode(Header(variorum="1", as_of=None, policy="latest", settings="x")))
    assert line["kind"] == "record"
    assert line["format"] == 1

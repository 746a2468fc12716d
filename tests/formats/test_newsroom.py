"""ClaimReview and TimelineJS: words and no ratings, escaped text, no invented days."""

import json
from typing import Any

import jsonschema
import pytest

from tests.formats.making import EMPTY, NASTY, NOWHERE, bare, full
from variorum.formats import export_record
from variorum.model.record import Record

# What the two formats require, from their own pages: schema.org/ClaimReview with Google's guide to it, and
# the JSON page of TimelineJS.
REVIEWS = {
    "type": "array",
    "items": {
        "required": ["@context", "@type", "claimReviewed", "reviewRating", "author", "itemReviewed"],
        "properties": {
            "@type": {"const": "ClaimReview"},
            "claimReviewed": {"type": "string", "minLength": 1},
            "reviewRating": {"required": ["@type", "alternateName"], "not": {"required": ["ratingValue"]}},
            "itemReviewed": {"properties": {"@type": {"const": "Claim"}}, "required": ["appearance"]},
        },
    },
}
_DATE = {"type": "object", "required": ["year"], "additionalProperties": {"type": "integer"}}
SLIDES = {
    "required": ["title", "events"],
    "properties": {
        "events": {
            "items": {
                "required": ["start_date", "text", "unique_id"],
                "properties": {"start_date": _DATE, "end_date": _DATE},
            }
        }
    },
}
RECORDS = [full(), full(NOWHERE), bare(), EMPTY]
NAMES = ["full", "nowhere", "bare", "empty"]


def read(record: Record, name: str) -> Any:
    return json.loads(b"".join(export_record(record, name)))


@pytest.mark.parametrize("record", RECORDS, ids=NAMES)
def test_reviews_and_slides_have_what_their_readers_need(record: Record) -> None:
    jsonschema.validate(read(record, "claimreview"), REVIEWS)
    jsonschema.validate(read(record, "timelinejs"), SLIDES)


def test_a_review_says_who_said_it_where_and_how_it_stands() -> None:
    reviews = [r for r in read(full(), "claimreview") if "killed" in r["claimReviewed"]]
    assert [r["reviewRating"]["alternateName"].split(":")[0] for r in reviews] == ["Contested", "Contested"]
    assert reviews[1]["itemReviewed"]["author"][0]["name"] == "Ana"
    assert reviews[1]["itemReviewed"]["appearance"][0]["url"] == full().reports[0].url


def test_a_slide_shows_names_as_text_and_never_as_markup() -> None:
    (slide,) = read(full(), "timelinejs")["events"]
    assert slide["start_date"] == {"year": 2024, "month": 5, "day": 6}
    assert "<b>" not in json.dumps(slide)
    assert "&lt;b&gt;" in slide["text"]["headline"]
    assert "killed: at least 5 (contested)" in slide["text"]["text"]


def test_an_event_without_a_day_is_named_but_not_on_the_line() -> None:
    read_back = read(bare(), "timelinejs")
    assert read_back["events"] == []
    assert "1 without a day" in read_back["title"]["text"]["text"]
    assert NASTY not in json.dumps(read_back)

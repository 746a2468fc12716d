"""Two real accounts of the same captures, sixteen days apart: what a careful reader finds in them."""

import json
from pathlib import Path
from typing import Any

import pytest

import variorum

FURNITURE = ("Your support", "Read more", "open image in gallery", "This image made from")
Lines = list[dict[str, Any]]


class Told:
    """The exported record of the two reports, by kind."""

    def __init__(self, lines: Lines) -> None:
        self.reports = {r["id"]: r for r in lines if r["kind"] == "report"}
        self.events = {e["id"]: e for e in lines if e["kind"] == "event"}
        self.voices = {v["id"]: v for v in lines if v["kind"] == "voice"}
        self.claims = [c for c in lines if c["kind"] == "claim"]
        self.entries = [e for e in lines if e["kind"] == "entry"]

    def counts(self, slot: str, number: float) -> Lines:
        found = [c for c in self.claims if c["slot"] == slot]
        return [c for c in found if c["value"].get("low") == c["value"].get("high") == number]

    def names(self, claim: dict[str, Any]) -> list[str]:
        return [self.voices[link["voice"]]["name"] for link in claim["chain"]]


@pytest.fixture(scope="module")
def told() -> Told:
    folder = Path(__file__).parents[2] / "shared" / "reports" / "two-captures"
    if not folder.is_dir():
        pytest.skip("needs the two reports in ../shared, which are not part of the repository")
    record = variorum.add(*sorted(folder.glob("*.txt")))
    return Told([json.loads(line) for line in variorum.export(record)])


def test_both_reports_are_dated(told: Told) -> None:
    assert sorted(r["published"] for r in told.reports.values()) == ["2025-01-20", "2025-02-05"]


def test_no_furniture_is_left_in_the_text(told: Told) -> None:
    for report in told.reports.values():
        assert not [words for words in FURNITURE if words in report["text"]]


def test_the_second_credits_the_associated_press(told: Told) -> None:
    second = next(r for r in told.reports.values() if r["published"] == "2025-02-05")
    assert {"AP", "Associated Press"} & set(second["credits"])


def test_two_captures_happened_on_the_ninth(told: Told) -> None:
    days = [e for e in told.entries if e["slot"] == "time" and told.events[e["event"]]["type"] == "capture"]
    ninth = [
        e
        for e in days
        if any(r["value"]["start"] == r["value"]["end"] == "2025-01-09" for r in e["readings"])
    ]
    assert len({e["event"] for e in ninth}) >= 2


def test_both_carry_the_count_of_two_captured_for_one_event(told: Told) -> None:
    reports = [{c["report"] for c in told.counts("captured", 2) if c["event"] == e} for e in told.events]
    assert max(map(len, reports)) == 2


def test_kursk_region_in_russia_is_on_the_map(told: Told) -> None:
    places = [c["value"] for c in told.claims if c["slot"] == "place" and "Kursk" in c["value"]["name"]]
    assert any(p["country"] == "RU" and p["lat"] is not None for p in places)


@pytest.mark.parametrize("age", [20, 26])
def test_the_ages_of_the_two_are_there(told: Told, age: int) -> None:
    assert told.counts("age", age)


def test_the_age_of_21_stands_on_the_prisoners_word_through_an_unnamed_soldier(told: Told) -> None:
    chains = [c["chain"] for c in told.counts("age", 21)]
    assert any(len(chain) >= 2 and told.voices[chain[0]["voice"]]["anonymous"] for chain in chains)


@pytest.mark.parametrize(("slot", "number"), [("killed", 300), ("injured", 2700)])
def test_the_losses_stand_on_the_word_of_the_intelligence_service(told: Told, slot: str, number: int) -> None:
    said = [told.names(c)[-1:] for c in told.counts(slot, number)]
    assert any("National Intelligence Service" in " ".join(names) for names in said)


@pytest.mark.parametrize(
    ("name", "facts"),
    [
        ("Zelensky", {"type": "person"}),
        ("Didorchuk", {"type": "person"}),
        ("SBU", {}),
        ("Washington Post", {}),
        ("soldier", {"anonymous": True}),
    ],
)
def test_who_speaks_is_a_voice(told: Told, name: str, facts: dict[str, Any]) -> None:
    found = [v for v in told.voices.values() if name in v["name"]]
    assert any(facts.items() <= v.items() for v in found)


def test_the_security_service_cites_a_prisoner(told: Told) -> None:
    assert any("SBU" in names[0] for c in told.claims if len(names := told.names(c)) >= 2)


def test_every_claims_words_are_exact(told: Told) -> None:
    assert told.claims
    for claim in told.claims:
        words = told.reports[claim["report"]]["text"][claim["start"] : claim["end"]]
        assert words
        assert words == words.strip()

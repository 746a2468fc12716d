"""How many a report tells one by one, whatever its sentences are made of."""

from variorum.analyse.events.listed import list_persons
from variorum.analyse.page import open_page
from variorum.analyse.participants import Tree
from variorum.analyse.quantities import find_quantities
from variorum.model.report import Report
from variorum.settings import Settings

KINDS = {
    "shot": frozenset({"shot", "hit"}),
    "hurt": frozenset({"grazed", "stable", "critical"}),
    "dead": frozenset({"died"}),
}
BODY = frozenset({"leg", "cheek", "chest", "arm"})


def listed(text: str) -> dict[str, int]:
    page = open_page(Report(id="r", sha256="", text=text, published="2025-02-05"), Settings())
    found = list_persons(page, Tree(page.doc), find_quantities(page), KINDS, BODY)
    assert all(page.text[w.start : w.end] for one in found for w in one.words)
    return {one.kind: one.count for one in found}


def test_those_told_by_age_and_wound_are_counted() -> None:
    text = "A 15-year-old girl was shot in the leg. A man, 20, was grazed in the cheek, in stable condition."
    assert listed(text) == {"aged shot": 1, "aged hurt": 1, "aged left": 2, "wounds": 2, "conditions": 1}


def test_two_parts_of_one_body_are_one_wound() -> None:
    assert listed("Ada Voss was hit in the arm and the chest.")["wounds"] == 1


def test_one_told_dead_elsewhere_is_not_left() -> None:
    text = "A 30-year-old man and a 12-year-old boy were shot. The 30-year-old died on Monday."
    assert listed(text)["aged left"] == 1

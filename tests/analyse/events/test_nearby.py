"""Numbers of people beside words of what befell them, and days that no teller owns."""

import pytest

from variorum.analyse.events.nearby import find_beside
from variorum.analyse.page import open_page
from variorum.analyse.participants import Tree, find_phrases
from variorum.analyse.quantities import find_quantities
from variorum.analyse.reading import analyse
from variorum.model.report import Report
from variorum.settings import Settings

KINDS = {"shot": frozenset({"shot"}), "hurt": frozenset({"wounded", "hurt"}), "dead": frozenset({"dead"})}


def beside(text: str) -> list[tuple[int, str]]:
    page = open_page(Report(id="r", sha256="", text=text, published="2025-02-05"), Settings())
    tree, quantities = Tree(page.doc), find_quantities(page)
    found = find_beside(page, tree, quantities, find_phrases(tree, quantities), KINDS)
    assert all(page.text[w.start : w.end] for one in found for w in one.words)
    return [(one.value, one.kind) for one in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("4 Shot, Wounded In Kelvar Park", (4, "shot")),
        ("Four people shot in a park in Kelvar were expected to recover.", (4, "shot")),
        ("Four adults and a 3-year-old were shot in Kelvar.", (5, "shot")),
        ("A man, a woman and two boys were wounded in Kelvar.", (4, "hurt")),
        ("The blaze in Kelvar left three dead.", (3, "dead")),
    ],
)
def test_a_number_beside_a_fate_is_found(text: str, told: tuple[int, str]) -> None:
    assert told in beside(text)


def titled(title: str) -> list[tuple[int, str]]:
    text = f"{title}\n\nNothing more is known."
    page = open_page(Report(id="r", sha256="", text=text, published="2025-02-05", title=title), Settings())
    tree, quantities = Tree(page.doc), find_quantities(page)
    kinds = {**KINDS, "sought": frozenset({"charged"})}
    return [
        (o.value, o.kind) for o in find_beside(page, tree, quantities, find_phrases(tree, quantities), kinds)
    ]


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Teenager Shot In Kelvar", [(1, "shot")]),
        ("Boy, 4, woman shot in Kelvar", [(1, "shot"), (2, "shot"), (1, "shot")]),
        ("Man charged after woman wounded", [(1, "sought"), (1, "hurt")]),
        ("Man shot by deputy in Kelvar", [(1, "shot")]),
        ("Officer's dog hurt in Kelvar", []),
    ],
)
def test_a_headline_names_one_person_without_an_article(title: str, told: list[tuple[int, str]]) -> None:
    assert titled(title) == told


def test_a_number_in_another_sentence_is_not_beside() -> None:
    assert beside("Police spoke to nine people. Nobody was hurt in Kelvar.") == []


def day_of(text: str) -> str | None:
    found = analyse(Report(id="a", sha256="", text=text, published="2025-02-05"), Settings())
    assert found.main_event is not None
    time = found.events[found.main_event].time
    return time.start[:10] if time is not None and time.start is not None else None


def test_what_is_reported_at_an_hour_happened_then() -> None:
    assert (
        day_of("A man was shot and killed in Kelvar. The shooting was reported at 7:15 p.m. Monday.")
        == "2025-02-03"
    )


def test_the_day_of_a_happening_that_somebody_speaks_of_is_its_own() -> None:
    assert (
        day_of("Two men were shot in Kelvar. Police said the Tuesday shooting was an accident.")
        == "2025-02-04"
    )


def test_the_toll_of_the_dead_is_not_that_of_the_hurt_because_a_hospital_tells_it():
    text = (
        "A third man died on Wednesday after a ferry was shelled, raising the toll to three, a hospital said."
    )
    report = Report(id="r", sha256="", text=text, published="2025-02-05")
    slots = {f.slot for event in analyse(report, Settings()).events for f in event.fillings}
    assert "killed" in slots
    assert "injured" not in slots

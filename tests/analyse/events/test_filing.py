"""The town of a dateline is a happening's where nothing says that the report was only filed from there."""

import pytest

from variorum.analyse.attribution import Attributions
from variorum.analyse.events import Findings, find_events
from variorum.analyse.page import open_page
from variorum.analyse.places import find_toponyms
from variorum.analyse.time import find_timexes
from variorum.model.analysis import LocalEvent
from variorum.model.report import Report
from variorum.model.value import Place, Time
from variorum.settings import Settings


def main_of(text: str) -> LocalEvent:
    """Return what a report tells, read with what stands before " - " as its dateline."""
    settings = Settings()
    dateline = (0, text.index(" - ") + 2) if " - " in text else None
    report = Report(id="r", sha256="", text=text, published="2025-02-05", dateline=dateline)
    page = open_page(report, settings)
    dated = Findings(
        timexes=find_timexes(page), toponyms=find_toponyms(page, settings), attributions=Attributions()
    )
    found = find_events(page, dated)
    assert found.main_event is not None
    return found.events[found.main_event]


def places(text: str) -> set[str]:
    return {f.value.name for f in main_of(text).fillings if isinstance(f.value, Place)}


def times(text: str) -> list[str]:
    return [f.value.timex for f in main_of(text).fillings if isinstance(f.value, Time)]


@pytest.mark.parametrize(
    "lead",
    [
        "LIMA (Reuters) - Rebels killed three soldiers in an ambush on Monday, the army said.",
        "MEXICO CITY (AP) - Gunmen killed a union leader on Monday, officials said.",
        "PORTO (AP) - Gunmen shot a priest in Colombia on Monday, the church said.",
    ],
)
def test_a_capital_or_a_town_abroad_is_only_where_the_report_was_filed(lead: str) -> None:
    assert not places(lead) & {"LIMA", "MEXICO CITY", "PORTO"}


@pytest.mark.parametrize(
    ("lead", "town"),
    [
        ("LEEDS (AP) - Gunmen shot a priest on Monday, police said.", "LEEDS"),
        ("LIMA (AP) - A bomb exploded outside a bar on Tarn Street on Monday, police said.", "LIMA"),
        ("LIMA (AP) - Thousands of teachers marched on Monday for higher pay.", "LIMA"),
    ],
)
def test_a_town_of_its_own_a_street_and_a_march_are_where_the_dateline_is(lead: str, town: str) -> None:
    assert town in places(lead)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot two U.S. missionaries on Monday, the church said.",
        "Rebels attacked one of the trucks in a U.S. convoy on Monday, the army said.",
    ],
)
def test_a_country_that_only_says_whose_somebody_is_puts_nothing_there(text: str) -> None:
    assert not places(text)


def test_a_region_named_by_its_country_or_name_is_a_place() -> None:
    assert places("Rebels attacked a convoy in the Kursk region on Monday, the army said.")


@pytest.mark.parametrize("who", ["Ana Pell, 26, of Leeds,", "a nurse from Leeds", "Ana Pell, from Leeds,"])
def test_where_somebody_is_from_is_not_where_it_happened(who: str) -> None:
    text = f"A gunman who fled shot {who} at a club on Monday, police said."
    assert "Leeds" not in places(f"{text} He drove to Porto.")


def test_a_decade_of_fame_and_the_day_of_a_message_date_nothing() -> None:
    for text in (
        "Famous 1950s film star Ana Pell has died in Lisbon.",
        'Gunmen shot a priest in Lisbon.\n\n"They shot him there" — Milo Tarn (@milotarn) February 3, 2025',
    ):
        assert not times(text)


@pytest.mark.parametrize(
    "text",
    [
        "Gunmen shot a leader of the Cali cartel on Monday, officers said.",
        "Gunmen shot Ana Pell, who was born in Lima, on Monday.",
        "Gunmen shot the mayor of Lima on Monday on a farm.",
        "It was reported in Lima that gunmen shot a priest on Monday.",
        "Gunmen attacked a bus from Lima on Monday.",
    ],
)
def test_a_place_told_of_somebody_or_of_the_telling_is_not_where_it_happened(text: str) -> None:
    assert not places(f"{text} Reporters flew to Porto and to Cali.") & {"Lima", "Cali"}


def test_a_happening_in_a_street_named_after_a_state_is_where_the_dateline_is() -> None:
    lead = "PORTO (AP) - A man was shot in the 700 block of Tennessee on Monday, police said."
    assert "PORTO" in places(lead)

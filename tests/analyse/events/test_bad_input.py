"""Reports that tell no happening, or many, or old ones: no event is drawn where none is told."""

import pytest

from tests.analyse.events.test_find_events import counts, fillings, read
from tests.timing import least_seconds
from variorum.analyse.events import find_events

QUIET = {
    "recipe": "Melt the butter, then stir in the flour. Serve the soup with bread and a little parsley.",
    "obituary": "Ada Merrow, a teacher, is survived by two daughters. Visitation is on Friday.",
    "novel": (
        "In her third novel, Ilan Brask follows a detective through a city in the rain. The plot of the "
        "story turns on a murder that the reader never sees; the chapter on the harbour is the best."
    ),
    "match": (
        "Oakley attacked from the kick-off. Their striker shot wide twice before halftime and the coach "
        "said the defeat would not end the season; the goalkeeper had saved a penalty."
    ),
    "furniture": "Sign in. We have sent a confirmation email. Please check your spam folder. Close",
    "empty": "\n\n \n",
}


@pytest.mark.parametrize("kind", sorted(QUIET))
def test_no_violence_is_told_where_none_happened(kind: str) -> None:
    _, found = read(QUIET[kind], "2025-02-07")
    assert not [
        f for slot in ("killed", "injured") for f in fillings(found, slot) if f.modality == "asserted"
    ]


def test_an_anniversary_does_not_kill_again() -> None:
    _, found = read(
        "Hundreds marched in Kelvar on Sunday, five years after the bombing that killed 12 people.",
        "2025-02-10",
    )
    assert found.main_event is not None
    main = found.events[found.main_event]
    assert main.type == "protest"
    assert not [f for f in main.fillings if f.slot == "killed"]


def test_past_attacks_in_a_list_are_no_part_of_the_news() -> None:
    _, found = read(
        "A gunman shot three people at a market in Kelvar on Monday, police said.\n\n"
        "In 2019, a bomb killed 14 people in Oakley. In 2021, an arson attack in Merrow killed six.",
        "2025-02-05",
    )
    assert found.main_event is not None
    main = found.events[found.main_event]
    assert {f.value.low for f in main.fillings if f.slot == "injured"} == {3}
    assert not {14, 6} & {f.value.low for f in main.fillings if f.slot == "killed"}


def test_a_report_dated_before_its_event_is_read_all_the_same() -> None:
    _, found = read("Two people were killed in a crash in Kelvar on Sunday 9 February 2025.", "2025-02-05")
    assert counts(found, "killed") == [2]


def live_blog(entries: int) -> str:
    towns = ("Kelvar", "Oakley", "Merrow", "Brask", "Tolm", "Ostrel")
    return "\n\n".join(
        f"{8 + n // 6}:{n % 6}5 a.m. A fire broke out in {towns[n % 6]} ward {n}, injuring {n + 2} people."
        for n in range(entries)
    )


def test_a_live_blog_of_thirty_entries_tells_many_happenings() -> None:
    _, found = read(live_blog(30), "2025-02-05")
    assert len(found.events) > 5
    told = {f.value.low for f in fillings(found, "injured")}
    assert len(told) >= 20


def test_the_cost_grows_with_the_length_of_the_report() -> None:
    from variorum.analyse.attribution import Attributions
    from variorum.analyse.events import Findings
    from variorum.analyse.page import open_page
    from variorum.analyse.quantities import find_quantities
    from variorum.model.report import Report
    from variorum.settings import Settings

    def cost(entries: int) -> float:
        page = open_page(Report(id="r", sha256="", text=live_blog(entries)), Settings())
        found = Findings(quantities=find_quantities(page), attributions=Attributions())
        return least_seconds(lambda: find_events(page, found), times=3)

    assert cost(96) < 24 * max(cost(12), 0.02)

"""How polls, contests and votes came out stands in the record in the words of the report."""

from tests.analyse.events.happenings import analysed
from variorum.analyse.reading import analyse
from variorum.model.report import Report
from variorum.model.value import Text
from variorum.settings import Settings

POLL = (
    "Sorn leads in new poll\n\nA poll released on Monday was taken by Kelvar University.\n\n"
    "Women favored Ana Sorn 51 percent to 24 percent.\n\nOf men, 40 percent said they would vote for Joe "
    'Pol. "He has 90 percent of my family," Joe Pol said.\n\nThe budget is 3 percent larger than last year.'
)
MATCH = (
    "Kelvar beat Orle, 91-73, on Monday in the season opener. Ana Sorn scored 20 points for Kelvar (10-0), "
    "and coach Joe Pol praised his team. Kim Hale had 12 rebounds in the game."
)


def results(text: str) -> list[tuple[str, str]]:
    """Return the types of happenings with their results, in the order of the words."""
    analysis = analysed(text)
    told = [
        (f.span, e.type, f.value.text)
        for e in analysis.events
        for f in e.fillings
        if f.slot == "result" and isinstance(f.value, Text)
    ]
    return [(kind, words) for _, kind, words in sorted(told)]


def test_what_a_poll_found_is_its_result_and_what_people_say_is_not():
    assert results(POLL) == [
        ("poll", "Women favored Ana Sorn 51 percent to 24 percent."),
        ("poll", "Of men, 40 percent said they would vote for Joe Pol."),
    ]


def test_a_poll_without_shares_is_no_happening():
    analysis = analyse(
        Report(id="r", sha256="", text="The polls opened at noon, and Ana Sorn won.", published="2025-02-05"),
        Settings(),
    )
    assert not any(e.type == "poll" for e in analysis.events)


def test_the_score_and_the_points_are_results_of_a_match_and_its_record_is_not():
    assert results(MATCH) == [
        ("contest", "91-73"),
        ("contest", "Ana Sorn scored 20 points"),
        ("contest", "Kim Hale had 12 rebounds"),
    ]


def test_by_how_many_votes_somebody_won_is_a_result():
    text = (
        "Ana Sorn won the primary in Kelvar on Monday with 62 percent of the vote, and Joe Pol ended "
        "his campaign for the nomination. Delegates of the party meet voters on Friday, the candidate said."
    )
    assert ("election", "62 percent of the vote") in results(text)

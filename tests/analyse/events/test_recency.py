"""The days of a happening that no words date: told as fresh news, it happened lately."""

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.analyse.reading import analyse
from variorum.model.report import Report
from variorum.model.value import Time
from variorum.settings import Settings

FRESH = (
    "Woman injured in Kelvar shooting\n\nPolice are investigating after a woman was shot in the 300 block of "
    "Mill Road. Officers were called to the scene and took the victim to a hospital in stable condition."
)
STALE = (
    "Man sentenced for murder of his cousin\n\nA man charged with murder pleaded guilty in court. His cousin "
    "was shot and killed in an argument over a car, prosecutors said in the case last month."
)


def days(text: str, published: str | None) -> set[tuple[str | None, str | None, str | None]]:
    title, _, _ = text.partition("\n\n")
    read = analyse(Report(id="r", sha256="", text=text, published=published, title=title), Settings())
    values = (f.value for e in read.events for f in e.fillings if f.slot == "time")
    return {(v.start, v.end, v.timex) for v in values if isinstance(v, Time)}


def test_fresh_news_that_names_no_day_happened_on_the_day_of_the_report_or_the_two_before() -> None:
    assert days(FRESH, "2031-05-14") == {("2031-05-12", "2031-05-14", "PAST_REF")}


def test_no_day_is_supposed_where_the_report_has_none_itself() -> None:
    assert days(FRESH, None) == set()


def test_no_day_is_supposed_of_what_a_court_goes_back_to() -> None:
    assert not any(timex == "PAST_REF" for _, _, timex in days(STALE, "2031-05-14"))


def test_no_day_is_supposed_beside_one_that_is_told() -> None:
    found = days(FRESH.replace("was shot", "was shot on Monday"), "2031-05-14")
    assert {(start, end) for start, end, _ in found} == {("2031-05-12", "2031-05-12")}


@settings(deadline=None, max_examples=20)
@given(st.sampled_from(["0001-01-02", "9999-12-31", "2024-02-29", "2031-05-14T23:59"]))
def test_days_at_the_edges_of_the_calendar_are_no_trouble(published: str) -> None:
    days(FRESH, published)

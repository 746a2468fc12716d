"""What speaks for two tellings being of one happening, where their types and days differ."""

from dataclasses import replace

import pytest

from variorum.link.events.merging import MARGIN
from variorum.link.events.profile import Profile
from variorum.link.events.scorer import features, score


def telling(kind: str, family: str, day: str | None, published: str, *, is_part: bool = False) -> Profile:
    return Profile(
        report=published,
        index=0,
        offset=0,
        type=kind,
        family=family,
        beside=frozenset(),
        is_main=not is_part,
        is_told=True,
        is_part=is_part,
        is_sexual=False,
        published=published,
        start=day,
        end=day,
        towns=(),
        regions=frozenset(),
        names=frozenset(),
        ages=frozenset(),
        counts={},
        words={"ballot": 1.0},
        people={},
        story="s-1",
        original=None,
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [(("exchange", "exchange"), ("release", "release")), (("accident", "accident"), ("rescue", "rescue"))],
)
def test_a_part_told_alone_is_of_its_whole(one: tuple[str, str], other: tuple[str, str]) -> None:
    found = features(telling(*one, "2025-02-03", "2025-02-04"), telling(*other, "2025-02-03", "2025-02-05"))
    assert "what came of it" in found


@pytest.mark.parametrize(("day", "same"), [("2025-02-03", True), ("2025-01-20", False)])
def test_those_killed_days_before_a_march_are_what_it_is_about(day: str, *, same: bool) -> None:
    march = telling("protest", "protest", "2025-02-03", "2025-02-04")
    found = features(telling("kill", "violence", day, "2025-02-04"), march)
    assert ("what came of it" in found) == same


def test_days_of_what_goes_on_for_weeks_do_not_part_it() -> None:
    first, last = ("2025-02-03", "2025-02-04"), ("2025-02-24", "2025-02-25")
    strike = features(telling("strike", "protest", *first), telling("strike", "protest", *last))
    crash = features(telling("accident", "accident", *first), telling("accident", "accident", *last))
    assert "days differ" not in strike
    assert strike["published apart"] == 0
    assert "days differ" in crash


def test_a_release_is_never_the_kidnapping_that_it_ends() -> None:
    day = "2025-02-03", "2025-02-04"
    taken, freed = telling("kidnapping", "capture", *day), telling("release", "release", *day)
    arrested = telling("arrest", "arrest", *day)
    assert features(taken, freed)["families differ"] > features(taken, arrested)["families differ"]


def test_a_rape_told_beside_a_shooting_is_not_it() -> None:
    shooting = telling("shooting", "violence", "2025-02-03", "2025-02-04")
    rape = replace(telling("attack", "violence", "2025-02-03", "2025-02-05"), is_sexual=True)
    assert score(shooting, rape).odds < score(shooting, replace(rape, is_sexual=False)).odds - 3
    assert "kinds differ" not in features(rape, rape)


def test_the_arrests_that_came_of_one_election_are_counted_on_from_report_to_report() -> None:
    four, three = (
        telling("arrest", "arrest", None, published, is_part=True)
        for published in ("2025-02-04", "2025-02-09")
    )
    assert "both came of the news" in features(four, three)
    assert score(four, three).odds > MARGIN


def test_arrests_of_other_matters_are_not_counted_on() -> None:
    part = telling("arrest", "arrest", None, "2025-02-04", is_part=True)
    other = telling("arrest", "arrest", None, "2025-02-09")
    assert "both came of the news" not in features(part, other)


def test_a_shooting_is_not_the_riot_over_it_where_each_report_tells_both() -> None:
    riot = replace(telling("protest", "protest", None, "2025-02-05"), beside=frozenset({"violence"}))
    shooting = telling("shooting", "violence", None, "2025-02-04")
    told_both = replace(shooting, beside=frozenset({"protest"}))
    assert score(riot, told_both).odds < score(riot, shooting).odds
    assert features(riot, told_both)["families differ"] == 2.0
    assert "families differ" not in features(
        telling("protest", "protest", None, "2025-02-05"), telling("kill", "violence", None, "2025-02-04")
    )


@pytest.mark.parametrize(("is_part", "counted"), [(True, False), (False, True)])
def test_words_of_two_reports_part_their_news_and_not_what_one_story_tells_beside_it(
    *, is_part: bool, counted: bool
) -> None:
    one = telling("arrest", "arrest", "2025-02-03", "2025-02-04", is_part=is_part)
    other = telling("arrest", "arrest", "2025-02-03", "2025-02-05", is_part=is_part)
    found = features(one, replace(other, words={"harbour": 1.0}))
    assert ("words unlike" in found) == counted

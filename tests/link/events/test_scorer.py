"""What speaks for two tellings being of one happening, where their types and days differ."""

import pytest

from variorum.link.events.profile import Profile
from variorum.link.events.scorer import features


def telling(kind: str, family: str, day: str | None, published: str) -> Profile:
    return Profile(
        report=published,
        index=0,
        offset=0,
        type=kind,
        family=family,
        is_main=True,
        is_told=True,
        published=published,
        start=day,
        end=day,
        towns=(),
        regions=frozenset(),
        names=frozenset(),
        ages=frozenset(),
        counts={},
        words={},
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

"""People whom reports know by their age are one where each report tells of one such."""

from collections.abc import Sequence

import msgspec
import pytest

from variorum.link.ages import join_of_one_age
from variorum.link.events import merge_events
from variorum.link.fates import Fates
from variorum.model.analysis import Filling, LocalParticipant
from variorum.model.span import Span
from variorum.model.value import Measure

from .conftest import KEST, report, shooting

TEXTS = (
    "Shots in Kest market, police in Kest said.",
    "Kest market shots, Kest police said.",
    "Kest police said of the shots in Kest market.",
)


def cast_of(*told: Sequence[tuple[str, int]]) -> int:
    """Return how many people some reports tell of, each given by those whom it names and their ages."""
    reports = [report(f"r{n}", "2025-03-02", text) for n, text in enumerate(TEXTS[: len(told)])]
    analyses = {}
    for one, people in zip(reports, told, strict=True):
        analysis = shooting("2025-03-01", KEST, "nobody", 2)
        event = analysis.events[0]
        span = Span(0, 5)
        ages = tuple(
            Filling(
                slot="age", value=Measure(low=age, high=age, unit="year"), span=span, sentence=span, of=index
            )
            for index, (_, age) in enumerate(people)
        )
        cast = tuple(
            LocalParticipant(
                event=0, name=name, type="person", roles=("patient",), mentions=(), size=1, member_of=None
            )
            for name, _ in people
        )
        event = msgspec.structs.replace(event, fillings=(*event.fillings, *ages))
        analyses[one.id] = msgspec.structs.replace(analysis, participants=cast, events=(event,))
    merged = merge_events(reports, analyses, {}, {})
    groups = [[(r.id, i)] for r in reports for i in range(len(analyses[r.id].participants))]
    fates = Fates(reports, analyses, merged)
    join_of_one_age(groups, analyses, fates, lambda p: p.name.istitle() and " " in p.name)
    return len(groups)


def test_the_only_one_of_an_age_is_one_whatever_reports_call_him() -> None:
    assert cast_of([("a boy", 8)], [("Ivo Tarn", 8)]) == 1
    assert cast_of([("an 8-year-old barber", 8)], [("Ivo Tarn", 8)]) == 1
    assert cast_of([("a 20-year-old man", 20)], [("Ivo Tarn", 20)], [("a 20-year-old soldier", 20)]) == 1


def test_two_are_not_one_because_they_have_one_age_and_descriptions_agree() -> None:
    assert cast_of([("a 20-year-old barber", 20)], [("a 20-year-old soldier", 20)]) == 2
    assert cast_of([("a 20-year-old man", 20)], [("a 20-year-old man", 20)]) == 2


def test_whom_descriptions_tell_apart_a_third_with_a_name_does_not_join() -> None:
    told = [("a 20-year-old barber", 20)], [("Ivo Tarn", 20)], [("a 20-year-old soldier", 20)]
    assert cast_of(*told) == 3
    assert cast_of([("a 20-year-old barber", 20)], [("Judge Ivo Tarn", 20)]) == 2


def test_many_of_many_ages_are_joined_by_their_ages() -> None:
    first = [("Ivo Tarn", age) for age in range(10, 60)]
    assert cast_of(first, [("a man", age) for age in range(10, 60)]) == len(first)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ([("a man", 30)], [("a woman", 30)]),
        ([("Ada Brannick", 30)], [("Ivo Tarn", 30)]),
        ([("a boy", 8)], [("a boy", 9)]),
        ([("two men", 30)], [("a driver", 30)]),
    ],
)
def test_what_tells_two_people_apart_keeps_them_apart(
    first: list[tuple[str, int]], second: list[tuple[str, int]]
) -> None:
    assert cast_of(first, second) == 2


def test_two_of_one_age_in_a_report_are_joined_to_nobody() -> None:
    assert cast_of([("a teen", 15), ("another teen", 15)], [("the youth", 15)]) == 3

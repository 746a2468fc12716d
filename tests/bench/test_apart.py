"""The bench that counts happenings told as one: a pair is right, merged or split."""

from collections import Counter
from typing import Any

import pytest

from apart import judge, sufferers

TEXT = "PRIEST    NUN       JUDGE     AND A PRIEST"
PRIEST, NUN, JUDGE, SECOND_PRIEST = (0, 6), (10, 13), (20, 25), (36, 42)


def row(day: str, *names: str) -> dict[str, Any]:
    """Return a template of one day that the named befell."""
    spans = {"PRIEST": PRIEST, "NUN": NUN, "JUDGE": JUDGE}
    fillers = [{"alts": [name], "of": []} for name in names]
    return {
        "template": " ".join((day, *names)),
        "date": day,
        "location": "TARN",
        "victim_name": fillers,
        "victim_description": [],
        "target": [],
        "spans": {name: list(spans[name]) for name in names},
    }


@pytest.mark.parametrize(
    ("events", "pairs"),
    [
        ([[PRIEST, NUN], [JUDGE]], {"right": 1}),
        ([[PRIEST, NUN, JUDGE]], {"right": 1, "merged": 2}),
        ([[PRIEST], [NUN], [JUDGE]], {"split": 1}),
        ([[PRIEST]], {}),
    ],
)
def test_two_of_one_template_belong_in_one_event_and_of_two_days_in_two(
    events: list[list[tuple[int, int]]], pairs: dict[str, int]
) -> None:
    told = sufferers([row("3 MAY", "PRIEST", "NUN"), row("4 MAY", "JUDGE")], TEXT)
    counts = judge(told, events)
    assert {name: counts[name] for name in ("right", "merged", "split") if counts[name]} == pairs


def test_templates_of_one_day_and_place_may_be_told_as_one() -> None:
    told = sufferers([row("3 MAY", "PRIEST"), row("3 MAY", "JUDGE")], TEXT)
    assert judge(told, [[PRIEST, JUDGE]]) == Counter(sufferers=2, found=2)


def test_a_description_of_one_who_is_named_counts_once() -> None:
    template = row("3 MAY", "PRIEST")
    template["victim_description"] = [{"alts": ["NUN"], "of": ["PRIEST"]}]
    template["spans"]["NUN"] = list(NUN)
    assert [words for _, words in sufferers([template], TEXT)] == [[PRIEST]]


def test_two_whom_a_third_template_holds_are_of_one_happening_too() -> None:
    told = sufferers([row("3 MAY", "PRIEST"), row("4 MAY", "NUN"), row("5 MAY", "PRIEST", "NUN")], TEXT[:30])
    counts = judge(told, [[PRIEST, NUN]])
    assert (counts["right"], counts["merged"]) == (1, 0)


def test_words_that_stand_twice_are_those_beside_what_their_own_template_names() -> None:
    told = sufferers([row("3 MAY", "PRIEST", "NUN"), row("4 MAY", "PRIEST", "JUDGE")], TEXT)
    assert [words for _, words in told] == [[PRIEST], [NUN], [SECOND_PRIEST], [JUDGE]]

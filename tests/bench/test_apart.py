"""The bench that counts happenings told as one: a pair is right, merged or split."""

from collections import Counter
from typing import Any

import pytest

from apart import judge, sufferers

PRIEST, NUN, JUDGE = (0, 6), (10, 13), (20, 25)


def row(day: str, *names: str) -> dict[str, Any]:
    """Return a template of one day that the named befell."""
    spans = {"PRIEST": PRIEST, "NUN": NUN, "JUDGE": JUDGE}
    fillers = [{"alts": [name], "of": []} for name in names]
    return {
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
    told = list(sufferers([row("3 MAY", "PRIEST", "NUN"), row("4 MAY", "JUDGE")]))
    counts = judge(told, events)
    assert {name: counts[name] for name in ("right", "merged", "split") if counts[name]} == pairs


def test_templates_of_one_day_and_place_may_be_told_as_one() -> None:
    told = list(sufferers([row("3 MAY", "PRIEST"), row("3 MAY", "JUDGE")]))
    assert judge(told, [[PRIEST, JUDGE]]) == Counter(sufferers=2, found=2)


def test_a_description_of_one_who_is_named_counts_once() -> None:
    template = row("3 MAY", "PRIEST")
    template["victim_description"] = [{"alts": ["NUN"], "of": ["PRIEST"]}]
    template["spans"]["NUN"] = list(NUN)
    assert [words for _, words in sufferers([template])] == [[PRIEST]]

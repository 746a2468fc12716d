"""Lines whose label no cue tells."""

from collections.abc import Sequence

import pytest

from variorum.clean import labelling
from variorum.clean.labelling import label_texts


@pytest.mark.parametrize(
    ("lines", "at", "label"),
    [
        (
            [
                "Heat: what the city asks of you",
                "Top tips from the doctors at Ostlow hospital:",
                "Drink water before you are thirsty.",
                "Keep pets off the tarmac",
                "Swap beer for water before noon",
                "Read more: Ferry talks fail",
            ],
            3,
            "article",
        ),
        (
            [
                "Two boats sank off Tellin on Monday night, the harbour office said.",
                "All nine aboard were saved.",
                "Got a yarn?",
                "Ring the newsdesk and we will ring back.",
                "The office asked owners of small boats to stay in port.",
            ],
            2,
            "furniture",
        ),
        (
            [
                "The flood took the main street of Saint-Ovin on Monday, the mayor said.",
                "The main street of Saint-Ovin on Monday evening, with only the war memorial above water.",
                "L. Faure / Le Phare",
                "Three people are missing.",
            ],
            1,
            "caption",
        ),
    ],
)
def test_what_no_cue_tells_is_told_by_the_words_and_the_lines_around(
    lines: list[str], at: int, label: str
) -> None:
    assert label_texts(lines)[at] == label


def test_of_very_many_open_lines_those_most_open_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def keep(
        lines: Sequence[str], joints: Sequence[str], wanted: Sequence[int]
    ) -> dict[int, tuple[float, ...]]:
        asked.extend(wanted)
        return {}

    monkeypatch.setattr(labelling, "reread", keep)
    label_texts([f"Street {n} by the harbour" for n in range(500)])
    assert 0 < len(asked) <= 60
    assert asked == sorted(asked)

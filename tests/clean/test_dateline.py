"""A dateline in a line of its own is known, and no line of a page is taken for one."""

import pytest

from variorum.clean.segmenting import label_lines

LEAD = "A dam above the town of Nuku Bay will close in May, the council said on Thursday."


def labels_of(*lines: str) -> list[str]:
    return [piece.label for piece in label_lines("\n\n".join([*lines, LEAD, "It was built in 1931."]))]


@pytest.mark.parametrize(
    "line",
    [
        "NUKU BAY, 30 March",
        "Port Osk, 27 June 2023.",
        "OSK (MNA) -",
        "(San Osk, 3 January)",
        "OSK, May 3 (MNA) -",
    ],
)
def test_a_dateline_alone_in_front_of_the_first_paragraph_is_one(line: str) -> None:
    assert labels_of("Osk Courier", "Dam to close", line)[-3:] == ["dateline", "article", "article"]


@pytest.mark.parametrize(
    "line",
    ["Monday 5 May 2025", "Published 5 May 2025", "Osk News, 5 May 2025", "Ana Pell, 30 March", "OPINION"],
)
def test_a_stamp_of_the_page_is_no_dateline(line: str) -> None:
    assert "dateline" not in labels_of("Osk Courier", "Dam to close", line)


def test_a_place_and_a_day_that_end_in_a_stop_or_stand_in_brackets_open_the_first_paragraph() -> None:
    for front in ("Osk, March 15:", "(San Osk, 3 Jan., RNE).-"):
        assert label_lines(f"{front} {LEAD}")[0].label == "dateline"

"""A credit behind a caption and furniture before an article are cut off, though the line shows no break."""

import pytest

from variorum.clean.cutting import cut_lines


def parts_of(text: str) -> list[str]:
    return [part.of(text) for part in cut_lines(text)[0]]


@pytest.mark.parametrize(
    "credit",
    [
        "(Osk County Jail)",
        "[Lanner News Agency]",
        "(c) Osk Courier",
        "| D. Orrell",
        "/ O. Barrow",
        "H. Thorne",
        "H. Thorne/HL",
        "Handout/OPD",
    ],
)
def test_a_credit_with_a_mark_or_initials_is_cut_off_a_caption_without_a_stop(credit: str) -> None:
    assert parts_of(f"A stork on the chimney of the brewery {credit}") == [
        "A stork on the chimney of the brewery",
        credit,
    ]


@pytest.mark.parametrize("credit", ["– J. Pinto/Khabar", "Wanda Kuhn | Ledger-Courier", "Court of Port Osk"])
def test_a_credit_of_several_names_is_cut_off_behind_the_last_sentence(credit: str) -> None:
    assert parts_of(f"The wreck lay in the sand. {credit}") == ["The wreck lay in the sand.", credit]


@pytest.mark.parametrize(
    "text",
    [
        "2. Lucy Crane 1:56.71",
        "He would not have it without E. J. Mannock.''",
        "OSK, 4 JUL (MNA) -- THE COUNCIL MET [TEXT]",
        "It rained in the U.S. Monday",
        "The victims were named by J. Kell",
        "The river rose (4,000 acres).",
        "Nine people were hurt in the blast (12 by another count)",
        "The officers found a stolen Orrell/Thorne pistol",
        "In the drawer lay an Orrell/Thorne",
    ],
)
def test_what_only_looks_like_a_credit_stays_in_its_line(text: str) -> None:
    assert parts_of(text) == [text]


@pytest.mark.parametrize("told", ["Rescuers in Osk found the last of", "He was flown to Bettin with two"])
def test_an_article_that_goes_on_behind_furniture_without_a_stop_is_cut_off(told: str) -> None:
    article = f"{told} four hikers on Monday."
    parts = parts_of(f"Read more Avalanche warnings explained {article}")
    assert parts == ["Read more", "Avalanche warnings explained", article]


def test_names_in_the_middle_of_a_sentence_are_no_lost_break() -> None:
    assert len(parts_of("Two boats sank off the Brenna Islands in the storm on Monday, police said.")) == 1

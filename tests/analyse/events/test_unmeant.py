"""What is worded like a happening and tells none is no event."""

import pytest

from variorum.analyse.attribution import Attributions
from variorum.analyse.events import Findings, find_events
from variorum.analyse.page import open_page
from variorum.model.report import Report
from variorum.settings import Settings


def types(text: str) -> set[str]:
    page = open_page(Report(id="r", sha256="", text=text, published="2025-02-05"), Settings())
    return {e.type for e in find_events(page, Findings(attributions=Attributions())).events}


@pytest.mark.parametrize(
    "text",
    [
        "Tarn went on attacking his critics in Kelvar on Sunday.",
        "The mayor attacked the plan on Friday.",
        "The attacks on Ms. Pell show that many in the party want no newcomers.",
        "The treaty could hurt the U.S. in the long run.",
        "The accord helps countries to adapt to challenges such as devastating droughts.",
        "He may return to make the sequel, Catching Fire, later in the year.",
        "They can do that every day until the election in Kelvar.",
        "Identities of the suspect and the victims of the flu released.",
    ],
)
def test_what_is_done_in_words_or_named_as_a_kind_is_no_event(text: str) -> None:
    assert not types(text) & {"attack", "injure", "disaster", "release", "election"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("A party turned violent in Kelvar, as four people were shot.", "arrest"),
        ("A holiday party turned deadly on Sunday in Kelvar when two people were shot.", "arrest"),
        ("A boy was shot. He was released from Orle Medical Center. The suspects are jailed.", "release"),
        ("The judge released Simons from having to serve two years in prison.", "release"),
    ],
)
def test_what_a_party_a_hospital_or_a_duty_does_is_no_arrest_and_no_freeing(text: str, kind: str) -> None:
    assert kind not in types(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Gunmen attacked a journalist in Kelvar on Sunday.", "attack"),
        ("The attack on Ms. Pell killed her driver.", "attack"),
        ("Two men were hurt in Kelvar on Sunday.", "injure"),
        ("Three droughts hit Kelvar in May.", "disaster"),
    ],
)
def test_what_does_harm_stays_an_event(text: str, kind: str) -> None:
    assert kind in types(text)

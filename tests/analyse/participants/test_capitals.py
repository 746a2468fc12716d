"""What is written in capitals is read in ordinary case, offset for offset."""

from hypothesis import given
from hypothesis import strategies as some

from variorum.analyse.language import load_language
from variorum.analyse.page import open_page
from variorum.analyse.participants.casing import plain_case
from variorum.model.report import Report
from variorum.settings import Settings

WIRE = (
    "TOLVA (EL SALVADOR), 4 MAY 89 (ANP) -- [TEXT] A DEPUTY OF THE UNITED STATES PARTY WAS\n"
    "KIDNAPPED ON 3 MAY BY THE CONTRAS, MR. BELTO MARIN SAID. HE MAY LEAVE PERU."
)


def _cased(text: str, title_end: int = 0) -> str | None:
    return plain_case(text, title_end, load_language(Settings().language_model))


def test_words_are_lowered_and_names_keep_their_capitals() -> None:
    cased = _cased(WIRE) or ""
    for words in (
        "El Salvador",
        "United States",
        "was\nkidnapped",
        "3 May",
        "Contras",
        "Mr. Belto Marin said",
    ):
        assert words in cased
    assert "He may leave Peru" in cased


def test_only_a_title_in_capitals_is_lowered() -> None:
    title = "GUNMAN SHOOTS FOUR IN CHICAGO BAR"
    text = f"{title}\n\nA man of the ABC union was shot."
    assert _cased(text, len(title)) == "Gunman shoots four in Chicago bar\n\nA man of the ABC union was shot."
    assert _cased(text) is None


def test_a_title_that_begins_every_word_with_a_capital_keeps_those_of_the_names_below_it() -> None:
    title = "Four Students Shot Outside Orlan School, Gunman Sought"
    body = "\n\nFour students were shot outside a school in Orlan. The gunman fled."
    cased = "Four students shot outside Orlan school, gunman sought"
    assert _cased(title + body, len(title)) == cased + body


def test_a_title_in_ordinary_case_stays_as_it_is() -> None:
    title = "Four students shot outside Orlan School in Kest"
    assert _cased(f"{title}\n\nFour students were shot.", len(title)) is None


def test_the_page_keeps_the_words_as_they_were_written() -> None:
    page = open_page(Report(id="a", sha256="", text=WIRE), Settings())
    assert page.text == WIRE
    assert page.doc.text == page.cased


@given(some.text(max_size=200))
def test_casing_moves_no_character(text: str) -> None:
    cased = _cased(text.upper())
    assert cased is None or len(cased) == len(text.upper())

"""A document becomes a report: text, title, dates, captions, credits."""

from pathlib import Path

import pytest

from variorum.clean import make_report
from variorum.errors import InputError
from variorum.ingest import read_documents
from variorum.model.report import Document, Report
from variorum.settings import Settings

NOW = "2026-11-22T05:00:00+00:00"
SETTINGS = Settings()
CAPTURES = Path(__file__).parents[2] / ".." / "shared" / "reports" / "two-captures"


def report_of(text: str, **given: str | list[str]) -> Report:
    return make_report(Document(text.encode(), "a.txt", "text/plain", dict(given)), NOW, SETTINGS)


@pytest.mark.skipif(not CAPTURES.is_dir(), reason="the real reports do not lie beside this checkout")
def test_the_two_real_reports_come_out_clean() -> None:
    documents = read_documents([CAPTURES], format=None, settings=SETTINGS)
    first, second = (make_report(d, NOW, SETTINGS) for d in documents if isinstance(d, Document))
    assert (first.published, second.published) == ("2025-01-20", "2025-02-05")
    assert first.text.startswith("Ukrainian forces have captured")
    assert second.text.startswith("When Ukrainian soldiers captured")
    for words in ("Read more", "Your support", "open image", "via AP"):
        assert words not in second.text
    assert len(second.captions) == 2
    assert "Associated Press" in second.credits
    assert (first.flags, second.flags) == ((), ("left_out:7",))


def test_report_without_date_is_kept_and_flagged() -> None:
    report = report_of("Two boats sank off Tellin on Monday night, the harbour master said.")
    assert report.published is None
    assert "no_date" in report.flags


def test_english_report_full_of_foreign_names_is_english() -> None:
    headline = "Marthe Le Gall Backs Jean-Luc Rieux And Denounces Kerguelen."
    report = report_of(
        f"{headline} {headline} PARIS - Marthe Le Gall, the leader of Les Bretons Libres, voiced support for "
        "Jean-Luc Rieux and said that she would vote for him if she were from Rieux."
    )
    assert report.language == "en"
    assert report.flags == ("no_date",)


def test_other_language_is_flagged() -> None:
    report = report_of("Deux bateaux ont coulé lundi soir au large du port, a indiqué la capitainerie.")
    assert report.language == "fr"
    assert "not_english" in report.flags


def test_equal_bytes_give_equal_ids_and_given_ids_are_kept() -> None:
    assert report_of("Rain fell.").id == report_of("Rain fell.").id
    assert report_of("Rain fell.", outlet="Osk Post").id != report_of("Rain fell.").id
    assert report_of("Rain fell.", id="a1").id == "a1"


def test_empty_input_is_refused_by_name() -> None:
    with pytest.raises(InputError, match=r"E104 a\.txt"):
        report_of(" \n")


def test_a_headline_over_nothing_but_furniture_is_kept_and_flagged() -> None:
    wall = "Already a subscriber?\n\nClick on the button below to set up your account or log in."
    given: dict[str, str | list[str]] = {"text": wall, "title": "Two hurt as shed burns in Osk"}
    report = make_report(Document(b"{}", "a:1", "application/json", given), NOW, SETTINGS)
    assert report.text == "Two hurt as shed burns in Osk"
    assert "title_only" in report.flags
    with pytest.raises(InputError, match="E110"):
        make_report(Document(wall.encode(), "a", "text/plain"), NOW, SETTINGS)

"""In a notebook everything draws itself: words marked, readings in a table; no text of a report is run."""

import pytest
from lxml import html

from variorum import demo, why
from variorum.marking import Mark
from variorum.notebook import mark_words, table
from variorum.opened import OpenRecord, open_record


@pytest.fixture(scope="module")
def record() -> OpenRecord:
    return demo()


def drawn(view: object) -> html.HtmlElement:
    return html.fragment_fromstring(view._repr_html_(), create_parent="div")  # type: ignore[attr-defined]


def test_a_record_draws_its_events_in_time_and_as_a_table(record: OpenRecord) -> None:
    page = drawn(record)
    assert page.xpath("//*[local-name()='svg']")
    assert {e.id for e in record.events} <= {code.text_content() for code in page.xpath("//code")}


def test_an_event_draws_a_row_for_each_cell_and_its_tolls(record: OpenRecord) -> None:
    event = max(record.events, key=lambda e: len(e.claims))
    page = drawn(event)
    slots = page.xpath("//tr/td[1]/text()")
    assert slots == [
        slot
        for slot in ("type", "time", "place", "patient", "killed", "injured", "missing", "said")
        if slot in slots
    ]
    assert len(slots) == len(event.entries)
    assert "killed, as it was reported" in page.text_content()


def test_an_entry_draws_its_readings_and_the_marked_words_of_its_claims(record: OpenRecord) -> None:
    event = max(record.events, key=lambda e: len(e.claims))
    (entry,) = why(record, event.id, "killed")
    page = drawn(entry)
    assert len(page.xpath("//table//tr")) == 1 + len(entry.line.readings)
    assert "preferred" in page.text_content()
    marked = [mark.text_content() for mark in page.xpath("//mark[contains(@title, 'value')]")]
    assert {"three", "seven", "five"} <= {word for words in marked for word in words.split()}


def test_reports_and_claims_draw_their_exact_words(record: OpenRecord) -> None:
    for report in record.reports:
        page = drawn(report)
        assert report.text in page.text_content()
        assert bool(page.xpath("//mark")) == bool(report.claims)
    for claim in record.claims:
        marked = "".join(drawn(claim).xpath("//mark[contains(@title, 'value')]//text()"))
        assert claim.words in marked


def test_voices_lists_and_empty_records_draw_too(record: OpenRecord) -> None:
    for view in (record.voices[0], record.events, record.claims, open_record(":memory:")):
        assert drawn(view) is not None


def test_words_of_reports_are_never_markup() -> None:
    words = mark_words("<script>x</script>", [Mark(1, 7, "value")])
    assert "<script" not in words
    assert html.fragment_fromstring(words).text_content() == "<script>x</script>"


def test_long_things_end_with_how_much_more_there_is() -> None:
    assert "and 70 more" in table(["n"], [[str(n)] for n in range(120)])
    assert "5,000 more characters" in mark_words("x" * 25_000, [])


def test_a_record_without_a_notebook_says_itself_in_a_line(record: OpenRecord) -> None:
    assert repr(record).startswith("<record of 6 reports")
    assert repr(record.claims) == f"<{len(record.claims)} claims>"
    for view in (record.events[0], record.reports[0], record.claims[0], record.entries[0], record.voices[0]):
        assert repr(view).startswith("<")
        assert "\n" not in repr(view)


def test_claims_go_into_data_frames(record: OpenRecord) -> None:
    pandas, polars, pyarrow = map(pytest.importorskip, ("pandas", "polars", "pyarrow"))
    table = record.claims.to_arrow()
    assert table.num_rows == len(record.claims) == pyarrow.table(record.claims).num_rows
    assert list(table.to_pandas()["id"]) == [claim.id for claim in record.claims]
    assert list(polars.from_arrow(table)["quote"]) == [claim.words for claim in record.claims]
    assert list(pandas.DataFrame.from_arrow(record.claims)["start"]) == [c.line.start for c in record.claims]

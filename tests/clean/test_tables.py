"""A table in an article is kept whole, a row a line, and its days are nobody's day of publication."""

import pytest

from tests.faults.reading import report_of

LEAD = "Two boats sank off the pier of Tellin on Monday, killing three fishermen, police said."
MORE = "Harbour master Ilo Brandt told reporters that the boats had collided in thick fog."
HEAD = ["Date", "What happened"]
ROWS = [
    ["5 May 2025", "Two boats sank off Tellin, killing three people."],
    ["6 May 2025", "A ferry ran aground at Osk and eleven people were injured."],
]
NUMBERS = [["Date", "Place", "Killed"], ["5 May 2025", "Tellin", "3"], ["9 May 2025", "Carrow", "11"]]


def page(*parts: str) -> str:
    return f"<title>Boats off Tellin</title><article><h1>Boats off Tellin</h1>{''.join(parts)}</article>"


def table(rows: list[list[str]], cell: str = "td") -> str:
    held = "".join(f"<tr>{''.join(f'<{cell}>{c}</td>' for c in row)}</tr>" for row in rows)
    return f"<table>{held}</table>"


@pytest.mark.parametrize("cell", ["td", "td><p"])
@pytest.mark.parametrize("rows", [[HEAD, *ROWS], NUMBERS])
def test_no_column_of_a_table_in_an_article_is_lost(rows: list[list[str]], cell: str) -> None:
    for parts in ((LEAD, table(rows, cell), MORE), (LEAD, MORE, table(rows, cell))):
        report = report_of(page(*(p if p.startswith("<") else f"<p>{p}</p>" for p in parts)), "text/html")
        for row in rows:
            assert " | ".join(row) in report.text.split("\n")
        assert report.published is None


def test_places_of_a_row_lead_back_to_the_page() -> None:
    received = page(f"<p>{LEAD}</p>", table([HEAD, *ROWS]), f"<p>{MORE}</p>")
    report = report_of(received, "text/html")
    for start, source, length in report.source_map:
        assert report.text[start : start + length] == received[source : source + length]


def test_page_laid_out_by_a_table_is_read_as_before() -> None:
    menu = "<td><a href=/>Home</a><br><a href=/n>News</a></td>"
    held = page(f"<table><tr>{menu}<td><p>{LEAD}</p><p>{MORE}</p></td></tr></table>")
    assert report_of(held, "text/html").text == f"Boats off Tellin\n\n{LEAD}\n\n{MORE}"


def test_day_between_the_paragraphs_of_a_page_is_not_its_day_of_publication() -> None:
    listed = f"<dl><dt>5 May 2025</dt><dd>{ROWS[0][1]}</dd></dl>"
    parts = [f"<p>{words}</p>" for words in (LEAD, MORE, f"{MORE[:-1]} at dawn.")]
    assert report_of(page(*parts, listed, f"<p>{LEAD} Rain fell.</p>"), "text/html").published is None
    assert report_of(page("<p>5 May 2025</p>", *parts), "text/html").published == "2025-05-05"

"""What stands above a plain text becomes its title, outlet, authors and day; its last sentence stays."""

import pytest

from tests.faults.reading import report_of
from variorum.clean.printed import join_lines

LEAD = "Two boats sank off the pier of Tellin on Monday, killing three fishermen, police said."
MORE = "Harbour master Ilo Brandt told reporters that the boats had collided in thick fog shortly after dawn."
LAST = "The search goes on."
HEADLINE = "Three dead as boats collide off Tellin"
BODY = f"{LEAD}\n\n{MORE}\n\n{LAST}"


@pytest.mark.parametrize(
    "above",
    [
        HEADLINE,
        f"{HEADLINE}\n\nBy Anna Kessel",
        f"Harbour Post\n{HEADLINE}\nMonday 5 May 2025",
        f"# {HEADLINE}\n\n*Harbour Post, 5 May 2025*",
        f"Title: {HEADLINE}\nDate: 2025-05-05\nSource: Harbour Post",
        f"{HEADLINE} Posted: Monday, May 5, 2025 3:40 PM EDT",
        f"{HEADLINE}\n\nOur Correspondent",
    ],
)
def test_headline_above_a_plain_text_is_its_title_and_stays_in_the_text(above: str) -> None:
    report = report_of(f"{above}\n\n{BODY}\n\n(ENDS)\n")
    assert report.title == HEADLINE
    assert report.text == f"{HEADLINE}\n\n{BODY}"
    assert report.outlet == ("Harbour Post" if "Harbour" in above else None)
    assert report.authors == (("Anna Kessel",) if "By" in above else ())


def test_day_beside_the_outlet_is_the_day_of_publication() -> None:
    assert report_of(f"Harbour Post, 5 May 2025\n{HEADLINE}\n\n{BODY}").published == "2025-05-05"


def test_places_of_the_headline_lead_back_to_what_was_received() -> None:
    received = f"# {HEADLINE}\n\n{BODY}"
    report = report_of(received)
    start, source, length = report.source_map[0]
    assert report.text[start : start + length] == received[source : source + length] == HEADLINE


@pytest.mark.parametrize(
    "above",
    ["Related: Ferry talks fail", "OSK, 9 JAN 90 (AFK) -- [TEXT]", "Mina Joss Halloran", "You must log in"],
)
def test_what_is_no_headline_becomes_no_title(above: str) -> None:
    assert report_of(f"{above}\n\n{BODY}").title is None


@pytest.mark.parametrize(
    "last", ["The investigation continues.", "More rain is expected.", "He is 34.", "The search goes on."]
)
def test_last_sentence_stays_before_whatever_was_pasted_behind_it(last: str) -> None:
    for behind in (" Share this article", "\n\n(Reporting by Anna Kessel)", "\nRead more: Ferry talks fail"):
        assert report_of(f"{LEAD} {MORE} {last}{behind}").text.endswith(last)


def test_list_that_a_line_announces_stays() -> None:
    listed = "- Three fishermen are dead\n- Five people are in hospital\n- One man is missing"
    for line in ("What we know:", "The state of things on Tuesday:"):
        assert f"{line}\n{listed}" in report_of(f"{BODY}\n\n{line}\n{listed}\n\n{MORE}").text


def test_lines_that_are_left_out_are_counted() -> None:
    assert "left_out:2" in report_of(f"{HEADLINE}\n\n{BODY}\n\nShare this article\n(ENDS)").flags
    assert not any(flag.startswith("left_out") for flag in report_of(f"{HEADLINE}\n\n{BODY}").flags)


def test_headline_and_short_lines_of_a_pdf_stay_lines_of_their_own() -> None:
    short = [HEADLINE, "What we know:", "- Three fishermen are dead", "- Five people are in hospital"]
    printed = [
        "Two boats sank off the pier of Tellin on Monday, killing three fishermen, and",
        "police are looking for one more member of the crew of the second boat.",
    ]
    assert join_lines("\n".join([*short, *printed])).split("\n") == [*short, " ".join(printed)]

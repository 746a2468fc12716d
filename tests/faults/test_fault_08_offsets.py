"""Fault 8: with emoji, combining marks, bidi controls and CRLF every run of the map holds the very words."""

import hypothesis
from hypothesis import strategies as st

from tests.faults.reading import report_of

ODD = "😀 e\u0301 \u202eabc\u202c شمس"


def held(source: str, text: str, runs: tuple[tuple[int, int, int], ...]) -> bool:
    return all(text[a : a + n] == source[b : b + n] for a, b, n in runs)


def test_map_leads_back_through_odd_characters() -> None:
    first, last = f"The river rose {ODD} on \0Monday, he said.", f"It {ODD} fell on\x0b Tuesday."
    source = f"date 2024-05-02 {first}\r\n\r\nShare\r\n\r\n{last}"
    report = report_of(source)
    assert held(source, report.text, report.source_map)
    assert sum(n for _, _, n in report.source_map) == len(report.text.replace("\n\n", ""))
    assert "\0" not in report.text
    at = report.text.index(ODD)
    assert report.text[at : at + len(ODD)] == ODD


@hypothesis.settings(max_examples=60, deadline=None)
@hypothesis.given(st.text(alphabet=st.characters(codec="utf-8"), max_size=80))
def test_map_leads_back_whatever_stands_between(words: str) -> None:
    source = f"The river Osk rose on Monday, the mayor said.\n{words}\nIt fell again on Tuesday, he said."
    report = report_of(source)
    assert held(source, report.text, report.source_map)


def test_map_of_a_page_leads_to_its_words() -> None:
    source = "<title>Fire</title><p>The caf&eacute; <b>burned</b> 😀 down on Monday, he said.</p>" * 3
    report = report_of(source, "text/html")
    places = {a: b for a, b, _ in report.source_map}
    assert all(source[b] in (report.text[a], "&") for a, b in places.items())

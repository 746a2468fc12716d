"""Quotation marks, and whose words they hold."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from variorum.analyse.attribution.quotes import QuoteMap, find_all_quotes, find_quotes
from variorum.model.span import Span


def test_an_unclosed_mark_runs_to_the_end_of_the_paragraph():
    assert find_quotes("“We went on. And on.", Span(0, 20)) == (Span(0, 20),)


def test_two_apostrophes_close_a_quotation_and_two_backticks_open_one():
    text = "`` We held on , '' the mason said . \" It fell , ''"
    quotes = QuoteMap(text, (Span(0, len(text)),)).all
    assert [q.of(text) for q in quotes] == ["`` We held on , ''", "\" It fell , ''"]


def test_a_quotation_within_another_may_end_where_it_ends():
    text = "\" He cried , 'Run ! " + "'" * 3
    assert find_quotes(text, Span(0, len(text))) == (Span(0, len(text)),)


def test_a_quotation_left_open_runs_on_to_the_paragraph_that_closes_it():
    text = '"We held on. It was dark.\nThen it fell," he said. "All of it."'
    cut = text.index("\n")
    quotes = QuoteMap(text, (Span(0, cut), Span(cut + 1, len(text)))).all
    assert [q.of(text) for q in quotes] == ['"We held on. It was dark.', 'Then it fell,"', '"All of it."']


def test_a_paragraph_that_opens_anew_runs_on_from_none():
    text = '"We held on.\n"Then it fell," he said.'
    cut = text.index("\n")
    quotes = QuoteMap(text, (Span(0, cut), Span(cut + 1, len(text)))).all
    assert [q.of(text) for q in quotes] == ['"We held on.', '"Then it fell,"']


def test_who_is_named_before_says_no_quotation_that_double_apostrophes_close(names):
    text = (
        "A court guard was hurt in the riot .\n\" I will not run again , '' Wilmar Tosk , 37 , said .\n"
        "\" I give you every day that I can , '' Orla Venn , a judge , said ."
    )
    assert names(text, "I will not run again") == ["Wilmar Tosk"]
    assert names(text, "I give you every day") == ["Orla Venn"]


def test_an_apostrophe_opens_nothing():
    assert find_all_quotes("The miners' union didn't strike.", Span(0, 32)) == ()


@given(st.text(alphabet="ab “”\"'‘’.,", max_size=80))
def test_quotations_are_ordered_and_apart(text):
    quotes = QuoteMap(text, (Span(0, len(text)),)).all
    assert list(quotes) == sorted(quotes)
    assert all(a.end <= b.start for a, b in itertools.pairwise(quotes))


def test_a_quotation_that_runs_on_keeps_its_speaker(read):
    text = "“It fell at noon,” the mason Ole Ruud said. “Nobody was near. We were lucky.”"
    _, found = read(text)
    assert [len(a.content) for a in found.attributions if a.parent is None] == [2]
    assert found.attributions[0].manner == "direct"


def test_part_of_a_content_in_quotation_marks_is_mixed(read):
    _, found = read("The mayor said the fall was “a disgrace” and would be looked into.")
    assert found.attributions[0].manner == "mixed"


def test_the_title_of_a_work_is_said_by_nobody(read):
    _, found = read("His second book, “We Said They Knew”, sold well.")
    assert found.attributions == ()

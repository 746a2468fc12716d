"""Words are found in their forms, beginnings by a star, one form alone in quotation marks."""

import pytest

import variorum
from variorum.opened import OpenRecord
from variorum.wordforms import forms_of

TEXTS = {
    "a": "Two shootings in Tarn left a woman hurt, police said.",
    "b": "A man was shot in Orvel on Monday.",
    "c": "The shooter fled the city on a stolen bicycle.",
    "d": "Cities in the north were flooded; families left their homes.",
    "e": "The news from Lisk was of a new bridge.",
}


@pytest.fixture(scope="module")
def record() -> OpenRecord:
    return variorum.add([{"id": id_, "text": text, "date": "2024-03-01"} for id_, text in TEXTS.items()])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("shooting", "ab"),
        ("shootings", "ab"),
        ("shoot*", "ac"),
        ('"shot"', "b"),
        ('"shooting"', ""),
        ("CITY", "cd"),
        ("flood family", "d"),
        ("women", "a"),
        ("new", "e"),
        ("bridg*", "e"),
        ("steal", "c"),
        ("tarn orvel", ""),
    ],
)
def test_a_word_is_found_in_its_forms(record: OpenRecord, query: str, found: str) -> None:
    assert "".join(sorted(hit.report for hit in variorum.search(record, query).hits)) == found


def test_news_are_not_the_plural_of_new(record: OpenRecord) -> None:
    (hit,) = variorum.search(record, "news").hits
    assert [hit.words[m.start : m.end] for m in hit.marks] == ["news"]


def test_every_form_found_is_marked(record: OpenRecord) -> None:
    (hit,) = variorum.search(record, "cities flooding home").hits
    assert [hit.words[m.start : m.end] for m in hit.marks] == ["Cities", "flooded", "homes"]


@pytest.mark.parametrize("query", ["", '"', "*", " ? ", '""'])
def test_a_query_without_a_word_says_so(record: OpenRecord, query: str) -> None:
    assert variorum.search(record, query) == ((), 0, True)


@pytest.mark.parametrize(
    "query", ["' OR 1", "NEAR(a b)", 'a" b', "x:y", "shoot**", "(", "a AND", "-tarn", "^a"]
)
def test_no_query_fails(record: OpenRecord, query: str) -> None:
    assert variorum.search(record, query).total >= 0


@pytest.mark.parametrize(
    ("word", "form", "is_one"),
    [
        ("killings", "kill", True),
        ("stopped", "stop", True),
        ("added", "add", True),
        ("stop", "stopping", True),
        ("bodies", "body", True),
        ("crashes", "crash", True),
        ("police", "policy", False),
        ("king", "k", False),
        ("texas", "texa", False),
        ("tarn", "tar", False),
    ],
)
def test_forms_are_those_of_one_word(word: str, form: str, is_one: bool) -> None:
    assert (form in forms_of(word)) == is_one

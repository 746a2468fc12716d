"""Constructions of news prose, by classes of words: what is a number, whose it is, and what is none."""

import pytest


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier", "counted"),
    [
        ("Ships landed 2 400 marines.", 2400, 2400, None, "marines"),
        ("More than a million and a half birds were culled.", 1_500_001, None, "more than", "birds"),
        ("A half-dozen huts burned.", 6, 6, None, "huts"),
        ("A platoon of thirty is still trapped.", 30, 30, None, "platoon"),
        ("That brings to 12 the number of people killed this week.", 12, 12, None, "people"),
        ("Homes destroyed: 320.", 320, 320, None, "Homes"),
        ("Marchers on the quay were put by the police at 600.", 600, 600, None, "Marchers"),
        ("The dead, most of them asleep at the time, number thirty-seven.", 37, 37, None, "dead"),
        ("Police say 12 people died.", 12, 12, None, "people"),
        ("Rebels handed over 25 prisoners.", 25, 25, None, "prisoners"),
        ("Rain ruined both of Saturday's concerts.", 2, 2, None, "concerts"),
        ("Hundreds upon hundreds of sheep died.", 200, None, "hundreds upon hundreds", "sheep"),
        ("Some 55 day labourers drowned.", 55, 55, "some", "labourers"),
        ("Crash injures 21", 21, 21, None, None),
        ("A 12-strong delegation arrived.", 12, 12, None, "delegation"),
        ("As few as three ships sank.", 3, None, "as few as", "ships"),
    ],
)
def test_one_count_is_read(read, text, low, high, qualifier, counted):
    found = [row[1:5] for row in read(text)]
    assert found == [(low, high, qualifier, counted)]


@pytest.mark.parametrize(
    "text",
    [
        "The 100,000th visitor was given a cake.",
        "They were let in one by one.",
        "Image 3 of 11.",
        "Article 58 of the code was repealed.",
        "It became a two-man race.",
        "Malin Hoorn is a mother of three.",
    ],
)
def test_numbers_that_count_nothing_are_left_out(read, text):
    assert read(text) == []


def test_an_age_may_close_a_life_or_open_a_range(read):
    assert [row[1:3] for row in read("He died at 84.")] == [(84, 84)]
    assert [row[1:3] for row in read("Children between the ages of 5 and 11 were vaccinated.")] == [(5, 11)]
    assert [row[1:3] for row in read("Twins aged six months slept.")] == [(6, 6)]


def test_a_place_after_a_preposition_is_no_victim(read):
    assert [row[0] for row in read("Twelfth miner found dead at Grabova")] == ["Twelfth"]

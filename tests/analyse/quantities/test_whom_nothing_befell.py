"""Words that look like a fate and tell none of one person, and numbers that look like none and are one."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "The baker fled the scene on foot.",
        "The envoy moved to Osterby as a child and stayed.",
        "In the case of the miller, the court has yet to rule.",
        "The premier held forth on the price of milk.",
        "Police are searching for the gunman.",
        "Wardens took his Land Rover.",
        "The pianist suffered from stage fright.",
        "The coach said that the keeper would not return to the side.",
    ],
)
def test_nobody_is_listed_whom_nothing_befell(read, text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The baker was evicted on Monday.", [("The baker", "displaced")]),
        ("The pastor and his wife were evicted.", [("The pastor", "displaced"), ("his wife", "displaced")]),
        ("A girl was shot while sleeping in a barn.", [("A girl", "injured")]),
        ("A clerk is being held on murder charges.", [("A clerk", "arrested")]),
        ("Dead is the councillor who signed the order.", [("the councillor", "killed")]),
    ],
)
def test_one_person_is_listed_with_what_befell_that_person(read, text, told):
    assert [(row[0], row[5]) for row in read(text)] == told


def test_a_name_after_the_one_it_is_of_is_no_other_person(read):
    found = read("Killed were the driver, Emil Krantz, 44, and two passengers.")
    assert [row[0] for row in found] == ["the driver", "44", "two"]


@pytest.mark.parametrize(
    ("text", "words", "low", "high"),
    [
        ("Between a dozen and twenty hens are missing.", "Between a dozen and twenty", 12, 20),
        ("A mere dozen turned out.", "dozen", 12, 12),
        ("Close on two thousand had queued since dawn.", "Close on two thousand", 2000, 2000),
        ("They are asking 12 million for the boy.", "12 million", 12000000, 12000000),
        ("5,000 march for bread", "5,000", 5000, 5000),
    ],
)
def test_numbers_are_read_whose_words_stand_oddly(read, text, words, low, high):
    assert (words, low, high) in [row[:3] for row in read(text)]


def test_two_apiece_is_a_score(read):
    assert read("The score was level at two apiece.") == []


def test_how_many_were_arrested_at_a_match_is_no_score(read):
    found = read("At the match in Osta police arrested 12 all afternoon.")
    assert [row[2] for row in found if row[0] == "12"] == [12]


def test_boys_of_twelve_are_that_old(read):
    assert [(row[0], row[4], row[5]) for row in read("Two boys of twelve were arrested.")] == [
        ("Two", "boys", "arrested"),
        ("twelve", "boys", "age"),
    ]

"""Whose age a number is: named in a row, in a decade of life; and numbers that are put aside for others."""

import pytest


def ages(read, text):
    return [(whose, low) for _, low, _, _, whose, slot in read(text) if slot == "age"]


@pytest.mark.parametrize(
    "text",
    [
        "Among the dead were the brothers Osk and Ilmar Vell, aged 8 and 11, the clinic said.",
        "The brothers Osk and Ilmar Vell, who were 8 and 11, drowned in the lake.",
    ],
)
def test_ages_in_a_row_are_those_of_the_names_in_a_row(read, text):
    assert ages(read, text) == [("Osk", 8), ("Ilmar Vell", 11)]


def test_a_decade_of_life_is_that_of_the_person_and_not_of_what_stands_beside(read):
    assert ages(read, "Police held a man in custody in his mid-20s.") == [("man", 20)]
    assert ages(read, "A man from Leeds in his 40s was hurt.") == [("man", 40)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Eleven people, and not fourteen as was first reported, were detained in Velm.", [11]),
        ("Not fourteen but eleven people were detained in Velm.", [11]),
        ("Twelve marchers were arrested rather than the thirty that the union had named.", [12]),
    ],
)
def test_a_number_put_aside_for_another_is_not_counted(read, text, told):
    assert [low for _, low, _, _, _, slot in read(text) if slot == "arrested"] == told


def test_how_many_a_ship_may_carry_is_not_how_many_were_aboard(read):
    text = "There were 117 people aboard; the ship may carry 200."
    assert [low for _, low, _, _, _, slot in read(text) if slot == "aboard"] == [117]
    text = "The ferry, licensed to carry 80 passengers, was carrying 91 people."
    assert [low for _, low, _, _, _, slot in read(text) if slot == "aboard"] == [91]


def test_a_decade_of_life_is_no_age_of_what_is_no_person(read):
    assert ("custody", 20) not in ages(read, "The people in custody are all in their mid-20s.")

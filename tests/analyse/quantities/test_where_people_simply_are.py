"""Places where people simply are, and words that are harmless as often, tell no fate."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Forty people were in the bar when the ceiling fell.",
        "Nine nurses remained in the hospital during the storm.",
        "Twelve surgeons were in the ward when the fire broke out.",
        "Fifty people lived under one roof in Osta.",
        "Three hundred fans waited in the gym for the singer.",
        "Twenty miners are in the shaft for their shift.",
        "Ten tourists were in the cave on Monday.",
        "Sixty engineers work in the tunnel every day.",
        "Two priests were in the churchyard on Sunday.",
        "Two hundred delegates slept at the airport hotel.",
        "Three nurses were in an ambulance on their way home.",
    ],
)
def test_places_where_people_simply_are_tell_no_fate(read, text):
    assert {row[5] for row in read(text)} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "Three ministers must go, the opposition said.",
        "Thirty passengers got off at the last stop.",
        "The museum opened the doors to 400 visitors.",
        "Forty cadets passed out at the academy.",
        "Critics roasted three ministers over the plan.",
        "Twelve players were picked out by the coach.",
        "The lake took 20 swimmers on the day of the race.",
        "Seven fencers took the bullet train.",
        "The committee has no contact with 20 members.",
        "Four neighbours helped police.",
        "Two pilots met in mid-air.",
        "Her speech impressed 20 judges.",
        "The tale won the eye of three scouts.",
        "Nurses drew blood from 200 donors.",
    ],
)
def test_words_that_are_harmless_as_often_tell_no_fate(read, text):
    assert {row[5] for row in read(text)} <= {None}


def test_those_thrown_to_the_ground_and_arrested_are_arrested(read):
    assert [row[5] for row in read("Five boys were thrown to the ground by police and arrested.")] == [
        "arrested"
    ]

"""Bare counts, running tallies and persons taken up by a pronoun."""

import pytest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nine villagers died. Officials counted 304.", ("304", "killed")),
        ("Nine villagers died. The Red Cross puts the number at 2,500.", ("2,500", "killed")),
        ("The death count climbed to 45.", ("45", "killed")),
        ("The casualty count is now 18.", ("18", "affected")),
        ("The number killed is at least 40.", ("at least 40", "killed")),
        ("Quake toll nears 900", ("900", "killed")),
        ("Police say 11 were detained, lawyers say 40.", ("40", "arrested")),
        ("The blast took 23 lives.", ("23", "killed")),
        ("Of the dead, three were policemen.", ("three", "killed")),
        ("Some 240 dockers joined the strike. The council put the number at 150.", ("150", "participants")),
        ("Forty men were freed. The army put the figure at 31.", ("31", "released")),
        ("The police lowered the toll of Monday's train crash from 11 to nine.", ("nine", "killed")),
        ("The union put the number of strikers at 2,300.", ("2,300", "participants")),
        ("The firm said 1,450 employees had failed to report for work.", ("1,450", "participants")),
        ("The league says that 1,200 people came to the vigil.", ("1,200", "participants")),
        ("The injured numbered 40 after the storm.", ("40", "injured")),
    ],
)
def test_a_bare_figure_is_of_what_was_told_before(read, text, expected):
    words, slot = read(text)[-1][0], read(text)[-1][5]
    assert (words, slot) == expected


@pytest.mark.parametrize(
    ("text", "counted", "slot"),
    [
        ("The woman was walking home when she was shot.", "woman", "injured"),
        ("Gendarmes came for the banker and took him away in handcuffs.", "banker", "arrested"),
        ("Lightning kills shepherd near Orla", "shepherd", "killed"),
        ("A stoker lost three fingers in the winch.", "stoker", "injured"),
        ("The sheriff let the beekeeper go after an hour.", "beekeeper", "released"),
        ("They pulled an organist out of the crypt.", "organist", "rescued"),
    ],
)
def test_one_person_is_told_of(read, text, counted, slot):
    assert (counted, slot) in [(row[4], row[5]) for row in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "His father noticed that he was bleeding.",
        "Collins shot her.",
        "The woman's brother fired at Dent and wounded him.",
        "She was taken to Howard General Hospital, where she died.",
    ],
)
def test_a_pronoun_that_may_be_another_takes_nobody_up(read, text):
    assert read(text) == []


def test_first_is_no_count_where_it_tells_a_rank(read):
    assert [row[0] for row in read("The first 50 refugees crossed on Monday.")] == ["50"]
    assert read("The children were let out first.") == []

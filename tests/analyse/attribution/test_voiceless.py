"""What stands where a source would and is nobody, and who speaks behind a dateline or before a clause."""

import pytest

from variorum.analyse.attribution import chain_at, find_attributions, read_factuality
from variorum.analyse.page import open_page
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.settings import Settings


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Crews searched the hall to confirm that nobody was inside.", "nobody was inside"),
        ("A boy was hurt in what is being called an accidental shooting.", "an accidental shooting"),
        ("A man died in what is being described as a tragic accident.", "a tragic accident"),
        ("Nor has any armed movement claimed the attack on the mint.", "the attack on the mint"),
        ("Not one group has said that it burned the mill.", "it burned the mill"),
        ("Elsa Vorn, 47, teaches chemistry and, she likes to say, cycles to work.", "47"),
    ],
)
def test_a_check_a_label_and_nobody_say_nothing(names, text, words):
    assert names(text, words) == []


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "One clerk said the men also opened fire, but that has not been confirmed by police.",
            "the men also opened fire",
            ["One clerk"],
        ),
        ('"Let\'s hope that nobody will be taken again," Elsa Vorn said.', "nobody will be", ["Elsa Vorn"]),
        ("Let us hope that nobody will be taken again.", "nobody will be taken", []),
        (
            "HARWICK, Va. \u2014 Officials say a boy was shot on Monday.",
            "a boy was shot",
            ["Officials"],
        ),
        ("PALM HILL, Ala. - Deputies said the man was found dead.", "the man was found", ["Deputies"]),
        (
            "Ammonia leaked from a store in Orlin and two were killed, the fire service said.",
            "two were",
            ["fire service"],
        ),
        (
            "Forty men were freed, the Red Lantern said on Monday, six fewer than the brokers had announced.",
            "Forty men were freed",
            ["Red Lantern"],
        ),
        ("According to the police the bomb was hidden in a bag.", "bomb was hidden", ["police"]),
        ("Citing concerns over safety, the mayor said the fair was off.", "the fair was off", ["mayor"]),
        (
            "Teen's death in Orvan under inquiry\n\nPolice were told at noon. The 15-year-old said he fell.",
            "he fell",
            ["15-year-old"],
        ),
        (
            "Various sources said the rebels have left Orlin, but this information has yet to be confirmed.",
            "the rebels have left",
            ["Various sources"],
        ),
        (
            "Reporter Ana Vell spoke with the mother of the victim.\n\nThe mother said they were kin.",
            "they were kin",
            ["mother of the victim"],
        ),
    ],
)
def test_the_one_who_speaks_is_named_without_what_stands_beside(names, text, words, who):
    assert names(text, words) == who


@pytest.mark.parametrize(
    ("text", "word", "polarity"),
    [
        ("The mayor said the boy did not die during surgery.", "die", "affirmed"),
        ("The boy did not die instantly.", "die", "affirmed"),
        ("The boy did not die.", "die", "denied"),
        ("At no time did we bomb the town.", "bomb", "denied"),
        ("In no time the mill was burned.", "burned", "affirmed"),
    ],
)
def test_how_one_did_not_die_leaves_the_death_and_at_no_time_denies(read, text, word, polarity):
    page, found = read(text, "model")
    start = text.index(word)
    assert read_factuality(page, Span(start, start + len(word)), found)[0] == polarity


def test_who_denies_anothers_charges_is_the_source_in_capitals_too(names):
    text = (
        "ORLIN, 13 DEC 89 -- THE ARMED FORCES TODAY DENIED CHARGES BY PRESIDENT DANIEL VELL THAT THE AIR "
        'FORCE "LAST NIGHT BOMBED AREAS NEAR THE VOLCANO".'
    )
    assert names(text, "BOMBED AREAS") == ["ARMED FORCES"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Harwick teen charged in fatal shooting\n\nA boy was shot at noon on Monday.", "fatal shooting"),
        ("Police are questioning a man in relation to the shooting.", "the shooting"),
        ("Officers have arrested a man wanted for the murder of a clerk.", "the murder of a clerk"),
    ],
)
def test_those_whom_something_befalls_say_nothing(names, text, words):
    assert names(text, words) == []


def test_a_dateline_says_nothing_where_a_colon_ends_it():
    text = "ORLIN: Six people were hurt in the city, E. Vorn, head of the clinic, said on Monday."
    page = open_page(Report(id="r", sha256="", text=text, dateline=(0, 6)), Settings())
    found = find_attributions(page, Settings())
    assert [found.voices[link.voice].name for link in chain_at(Span(7, 10), found)] == ["E. Vorn"]

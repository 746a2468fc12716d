"""Fates told by where people are or are put, by who does the deed, and by figures of speech."""

import pytest


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The roof of the baths fell in; four are still under the masonry.", {"four": "trapped"}),
        ("Mushroom supper: six in casualty", {"six": "injured"}),
        ("The rest of the gang got away, but two are in the lock-up.", {"two": "arrested"}),
    ],
)
def test_people_meet_the_fate_of_the_place_where_they_are(read, text, told):
    assert {row[0]: row[5] for row in read(text)} == told


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("Jaundice has struck nine glaziers.", "cases"),
        ("Burglars struck nine glaziers.", "injured"),
        ("Pirates nabbed three cooks off the cape.", "captured"),
        ("Detectives nabbed three cooks off the cape.", "arrested"),
        ("A trawler picked up five bathers.", "rescued"),
        ("A patrol picked up five forgers.", "arrested"),
        ("The balloon held eight tourists.", "aboard"),
        ("The gendarmes poured in; some 700 troops have poured into the pass.", "deployed"),
        ("Some 700 weavers have poured into the square.", "participants"),
        ("About 60 monks have abandoned their abbey.", "displaced"),
    ],
)
def test_who_does_a_deed_tells_what_it_is(read, text, slot):
    assert [row[5] for row in read(text) if row[1] is not None] == [slot]


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("Sixteen of the crew went to a watery grave.", "killed"),
        ("Three porters gave up the ghost in the corridor.", "killed"),
        ("Two sappers were blown to kingdom come.", "killed"),
        ("The squad has felt the collars of nine forgers.", "arrested"),
        ("The outpost, some 40 strong, hoisted the white flag.", "captured"),
        ("Five divers have vanished into thin air.", "missing"),
        ("The promoters have pulled the plug on all five recitals.", "cancelled"),
        ("The gale made matchwood of 40 huts.", "damaged"),
        ("Four ferries were put out of action.", "damaged"),
        ("Some 900 nurses kept vigil on the quay.", "participants"),
    ],
)
def test_figures_of_speech_tell_fates(read, text, slot):
    assert [row[5] for row in read(text)][-1:] == [slot]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("The bandits turned Father Emil Kroon loose on Sunday.", ("Emil Kroon", "released")),
        ("Among those rounded up was Lena Voss, 44, a printer.", ("Lena Voss", "arrested")),
        ("The bell-founder Jost Arn has died.", ("Jost Arn", "killed")),
        ("Death of toddler probed in Marsh End", ("toddler", "killed")),
    ],
)
def test_one_person_is_listed_by_a_parted_particle_an_opening_a_calling_and_in_headlines(read, text, person):
    assert person in [(row[0], row[5]) for row in read(text)]


def test_over_that_belongs_to_a_verb_of_harm_qualifies_nothing(read):
    assert ("two", 2, 2, None, "beaters", "injured") in read("A boar bowled over two beaters.")


def test_states_that_look_like_nouns_are_counted_as_people(read):
    assert [(row[4], row[5]) for row in read("Blast shreds bazaar; 17 slain")] == [(None, "killed")]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("Convicts tied up the warders, of whom three were taken hostage.", {"three": "warders"}),
        ("The regiment left seventy of its own on the ridge.", {"seventy": None}),
        (
            "Eight boys, three of them under ten, were hurt.",
            {"Eight": "boys", "three": "boys", "under ten": "boys"},
        ),
    ],
)
def test_bare_numbers_count_those_who_are_told_of(read, text, counted):
    assert {row[0]: row[4] for row in read(text)} == counted


def test_a_yard_is_an_address(read):
    assert [row[0] for row in read("A boiler at 12 Cutler's Yard killed four tenants.")] == ["four"]


@pytest.mark.parametrize(
    "text",
    [
        "The shop settled two old scores.",
        "She is far more likely to be found alone in two of her rooms.",
        "Two of the guests emigrated as children.",
        "The town put two candidates on alert.",
    ],
)
def test_words_that_only_look_like_a_fate_tell_none(read, text):
    assert [row[5] for row in read(text)] in ([None], [None, None], [])

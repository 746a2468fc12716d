"""What befell those who are counted, by the constructions that tell it."""

import pytest


def fates(read, text):
    return {words: slot for words, *_, slot in read(text)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Three miners were killed and one is missing.", {"Three": "killed", "one": "missing"}),
        ("The patrol ticked off its list; one remains unaccounted for.", {"one": "missing"}),
        ("The toll is 112, with 37 people still missing.", {"112": "killed", "37": "missing"}),
        ("Eight people are now listed as missing, two fewer than on Sunday.", {"Eight": "missing"}),
        ("Six people died and nineteen others were injured.", {"Six": "killed", "nineteen": "injured"}),
        ("Two more of the burned workers died on Wednesday.", {"Two": "killed"}),
    ],
)
def test_the_missing_and_the_hurt_beside_the_dead_are_told_apart(read, text, told):
    assert fates(read, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Lost without trace are at least four fishermen.", {"at least four": "missing"}),
        ("Left dead on the square were five porters.", {"five": "killed"}),
        ("Caught between the rockfalls were 60 motorists.", {"60": "trapped"}),
        ("Among those hurt were eight members of the choir.", {"eight": "injured"}),
    ],
)
def test_what_opens_a_turned_sentence_befell_those_behind_its_verb(read, text, told):
    assert fates(read, text) == told


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("The avalanche may have trapped anywhere from a dozen to twenty skiers.", "trapped"),
        ("Doctors treated between ten and twelve dancers for cuts.", "injured"),
    ],
)
def test_a_number_that_begins_with_a_preposition_hides_no_fate(read, text, slot):
    assert [row[5] for row in read(text)] == [slot]


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("Ships are bringing 2,400 marines to the strait.", "deployed"),
        ("A dozen miners were brought to the surface.", "rescued"),
        ("Nine men were brought up in the cage.", "rescued"),
    ],
)
def test_only_soldiers_are_deployed_where_they_are_brought(read, text, slot):
    assert [row[5] for row in read(text)] == [slot]


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("Orm: 41 held after derby riot", "arrested"),
        ("Rebels are holding 41 pupils after the raid.", "captured"),
        ("The gang is keeping 28 truckers under guard.", "captured"),
        ("Some hostels took in 12,000 evacuees.", "displaced"),
        ("Six were wounded and three taken captive.", "captured"),
    ],
)
def test_who_holds_people_tells_an_arrest_from_a_capture(read, text, slot):
    assert [row[5] for row in read(text)][-1] == slot


@pytest.mark.parametrize(
    "text",
    [
        "The barracks counts 44 gunners with jaundice.",
        "Half of the 70 choristers have mumps.",
        "The buffet gave 180 guests salmonella.",
        "Hundreds of typhoid patients wait there.",
    ],
)
def test_those_who_have_an_illness_are_cases(read, text):
    assert [row[5] for row in read(text)] == ["cases"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Five boats sank in the storm, and three more were damaged.", ["damaged", "damaged"]),
        ("The mudslide took from 22 to 26 houses with it.", ["damaged"]),
        ("Hunger has carried off more than 2,000 cattle.", ["killed"]),
        ("Five of the twelve hostages are women.", ["captured", "captured"]),
        ("Of the 40 on the coach, twelve survived.", ["aboard", None]),
        ("The bear clawed a ranger, bit two campers and made off with the ham.", ["injured", "injured"]),
    ],
)
def test_things_wholes_and_beasts_meet_their_own_fates(read, text, told):
    assert [row[5] for row in read(text)] == told


@pytest.mark.parametrize(
    "text",
    [
        "The curtain rises at half past eight.",
        "The choir is looking for a new conductor.",
        "They were winched up one after another.",
    ],
)
def test_hours_vacancies_and_turns_count_nobody(read, text):
    assert read(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The arsonist was sent down for fourteen years.",
        "Four of the defendants drew eight-year terms.",
        "Ex-mayor gets six years for bribery",
    ],
)
def test_a_term_that_the_convicted_draw_is_a_sentence(read, text):
    assert read(text)[-1][5] == "sentence"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Eight people are now known to have died in the raid.", {"Eight": "killed"}),
        ("The gunmen took at least 15 villagers.", {"at least 15": "captured"}),
        ("The guide took 15 villagers to the fair.", {"15": None}),
        ("Officials fear the toll could reach 500.", {"500": "killed"}),
        ("The air force shot down 61 of 73 drones.", {"61": "damaged", "73": None}),
    ],
)
def test_who_died_was_taken_or_may_be_dead_is_told_by_the_verb_above(read, text, told):
    assert fates(read, text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("3 found shot dead after home invasion", {"3": "killed"}),
        ("The landslide buried 30 houses.", {"30": "damaged"}),
        ("The mission saved the lives of 33 sailors.", {"33": "rescued"}),
        ("Twenty of her 28 crew have been accounted for.", {"Twenty": None, "28": None}),
        ("The injured, six in all, were treated on the quay.", {"six": "injured"}),
        ("The dead, 14 in all, were laid out in the church.", {"14": "killed"}),
        ("The bus left the road; 21 never came out alive.", {"21": "killed"}),
    ],
)
def test_the_saved_the_accounted_for_and_those_in_all_are_read_by_their_words(read, text, told):
    assert fates(read, text) == told

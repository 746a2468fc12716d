"""What a careful reader of single reports takes otherwise than its words seem to say at first."""

import pytest

from variorum.analyse.reading import analyse
from variorum.model.report import Report
from variorum.settings import Settings

SHOT = "Two people were shot outside a church in Brooklyn on Monday, police said. "
BOMB = "A car bomb killed nine soldiers in Mopti on Sunday. "


def events(text):
    """Return the happenings of a report of a Tuesday."""
    return analyse(Report(id="r", sha256="", text=text, published="2024-06-11"), Settings()).events


def values(text, slot):
    """Return the distinct values of a slot over all happenings, in no order."""
    return {f.value for e in events(text) for f in e.fillings if f.slot == slot and f.modality == "asserted"}


def names(text, slot):
    return {v.name for v in values(text, slot)}


def counts(text, slot):
    return {(v.low, v.high) for v in values(text, slot)}


@pytest.mark.parametrize(
    "wish",
    [
        '"We are praying that nobody died," said Ana Dell.',
        '"Praying that nobody died," said Ana Dell.',
        '"Hopefully nobody died," said Ana Dell.',
        '"My prayer is that no one is killed," said Ana Dell.',
        '"I wish no one had died," said Ana Dell.',
    ],
)
def test_a_wish_that_nobody_died_is_no_toll(wish):
    assert counts(SHOT + wish, "killed") == set()


def test_thanks_that_nobody_died_are_a_toll():
    assert counts(SHOT + '"Thank God nobody died," said Ana Dell.', "killed") == {(0, 0)}


@pytest.mark.parametrize(
    "claim",
    [
        "The Red Front claimed responsibility for the attack on Monday.",
        "On Monday the Red Front claimed responsibility for the bombing.",
        "In a statement on Tuesday, the Red Front took responsibility for the bombing.",
        "The Red Front said it was responsible for the attack on Monday.",
        "The bombing was claimed on Monday by the Red Front.",
    ],
)
def test_who_claims_a_deed_did_the_deed_told_and_on_its_day(claim):
    told = events(BOMB + claim)
    agents = {f.value.name.casefold() for e in told for f in e.fillings if f.slot == "agent"}
    days = {f.value.start for e in told for f in e.fillings if f.slot == "time"}
    assert (len(told), agents, days) == (1, {"the red front"}, {"2024-06-09"})


def test_no_claim_of_responsibility_is_no_statement():
    assert len(events(BOMB + "No group has claimed responsibility for the blast.")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "A bus plunged off a road in Alausi, killing 16. It was carrying 42 people from Quito to Cuenca.",
        "Ten people died when a bus on its way from Quito to Cuenca went off the road near Alausi on Monday.",
        "A bus bound for Cuenca overturned in Alausi on Monday, killing ten people.",
        "A bus overturned in Alausi on Monday, killing ten people. It was heading to Cuenca.",
    ],
)
def test_where_a_journey_begins_and_ends_is_no_place_of_what_happened_on_the_way(text):
    assert names(text, "place") == {"Alausi"}


@pytest.mark.parametrize(
    "text",
    [
        "Ada Milner, 22, was shot dead in Rome, Georgia, on Monday. A man fired at Milner, killing her.",
        "Ada Milner, 22, was shot dead in Rome, Georgia, on Monday. Gunfire struck Milner in the chest.",
    ],
)
def test_the_surname_of_somebody_told_of_is_no_town(text):
    assert names(text, "place") == {"Rome"}


def test_who_took_part_on_a_day_gives_the_day():
    march = "Five hundred people took part in the march on Monday."
    assert len(values("A boy was shot dead in Quito on Friday. " + march, "time")) == 2


@pytest.mark.parametrize("missile", ["Gunfire", "Flames", "Shrapnel"])
def test_what_hits_and_kills_is_nobody(missile):
    assert names(f"{missile} killed two men in Tulsa on Monday, officials said.", "agent") == set()


def test_what_a_boat_sinks_off_is_no_sufferer():
    assert names("Two boats capsized off Lampedusa on Sunday, the coast guard said.", "patient") == set()


@pytest.mark.parametrize(
    "words",
    [
        "President Amos Dell called the protests in Nairobi on Monday treasonous.",
        "President Amos Dell called the protests treasonous.",
        "President Amos Dell called the protests in Nairobi on Monday a crime.",
    ],
)
def test_who_gives_a_happening_a_name_did_not_do_it(words):
    assert names(words, "agent") == set()


def test_whom_an_army_neutralised_it_killed():
    text = 'The army said it had "neutralised" 14 attackers in Mopti on Sunday.'
    assert counts(text, "killed") == {(14, 14)}


@pytest.mark.parametrize("verb", ["passed", "topped", "surpassed", "exceeded"])
def test_a_toll_that_passed_a_number_is_above_it(verb):
    assert counts(f"The death toll from the quake in Lima {verb} 11,000 on Monday.", "killed") == {
        (11001, None)
    }

"""What the tagger takes for an attribution and nobody says, and sources that are none."""

import pytest

from variorum.analyse.attribution import chain_at
from variorum.model.span import Span


def names(read, text, words, how="model"):
    _, found = read(text, how)
    start = text.index(words)
    return [found.voices[link.voice].name for link in chain_at(Span(start, start + len(words)), found)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The film will cover the raid in which four guards of the mint were shot.", "four guards"),
        ("Police are still investigating the shooting of a baker in Tarn Street.", "shooting"),
        ("Unity is hard work. It means admitting that the mayor speaks for the valley.", "the mayor speaks"),
        ("The fire was reported at 3:33 a.m. and two crews put it out.", "fire"),
        ("Anyone with information about the robbery is asked to call the station.", "robbery"),
        ("If you want to hear that the pit is safe, sign up for our letters.", "the pit is safe"),
        ("The quarrel between the two mills has already claimed three lives in Orlin.", "three lives"),
        ("Two officers responded to the shooting about noon on Friday.", "shooting"),
        ("We just learned that a family of five lives in the house that burned.", "a family of five"),
    ],
)
def test_nobody_says_what_is_done_sought_or_dealt_with(read, text, words):
    assert names(read, text, words) == []


def test_the_writer_is_no_he_of_the_next_sentence(read):
    text = "Orla Venn spoke on Monday. I believe that she is honest. She said that the mine was shut."
    assert names(read, text, "the mine was shut") == ["Orla Venn"]


def test_what_is_reported_is_no_source(read):
    text = "There were no deaths, but damage to the roofs is reported."
    assert "damage" not in " ".join(names(read, text, "no deaths"))


def test_a_time_before_the_cue_is_no_part_of_the_source(read):
    text = "POLICE EXPERTS THIS MORNING URGED PEOPLE TO LEAVE THE AREA BECAUSE TWO BOMBS WERE FOUND."
    assert names(read, text, "TWO BOMBS WERE FOUND") == ["POLICE EXPERTS"]


def test_a_rank_before_a_name_and_its_description_is_one_voice(read):
    text = (
        "The teen took the gun and left, Sgt. Ana Vell, a Norrick police spokeswoman, said. Vell said he ran."
    )
    assert names(read, text, "The teen took the gun") == names(read, text, "he ran") == ["Ana Vell"]


def test_the_police_of_a_town_are_not_the_town(read):
    text = "A guard shot the driver, according to North Las Vegas Police."
    assert names(read, text, "A guard shot the driver") == ["North Las Vegas Police"]


def test_bodies_in_capitals_keep_all_words_of_their_names(read):
    text = "THE IMMIGRATION DEPARTMENT SAID HE HAD LEFT. THE SECURITY DEPARTMENT SAID HE WAS FOUND DEAD."
    assert names(read, text, "HE HAD LEFT") == ["IMMIGRATION DEPARTMENT"]
    assert names(read, text, "HE WAS FOUND DEAD") == ["SECURITY DEPARTMENT"]


def test_a_bracket_of_the_editor_ends_no_sentence(read):
    text = (
        "ACCORDING TO THE MAYOR, TWO MEN WERE SHOT BY THE ORVAN LIBERATION FRONT [OLF] IN THE HILLS OF SARN."
    )
    assert names(read, text, "IN THE HILLS OF SARN") == names(read, text, "TWO MEN WERE SHOT") != []


def test_the_office_of_a_person_is_kept_with_the_voice(read):
    _, found = read("Ilse Brandt, the governor, said the dam would hold.", "model")
    assert [voice.offices for voice in found.voices] == [("governor",)]


def test_a_passive_that_tells_a_fact_or_a_name_is_nobody_s_saying(read):
    text = "Seven people are now known to have died in the flood, the risk secretariat said."
    assert names(read, text, "died in the flood") == ["risk secretariat"]
    text = "The driver who was killed on the road to Sarn was called Fitz Delva and he was 44."
    assert names(read, text, "killed on the road") == []

"""Fates told by a verb's company: hospitals, wounds, headlines' participles, clauses far from their noun."""

import pytest


@pytest.mark.parametrize(
    ("text", "counted", "slot"),
    [
        ("Four miners were transported to area hospitals.", "miners", "injured"),
        ("Three climbers arrived at a clinic in Velm with head wounds.", "climbers", "injured"),
        ("Two cooks are suffering from burns.", "cooks", "injured"),
        ("Six riders were airlifted to safety.", "riders", "rescued"),
        ("Police found four people on the bridge who had been stabbed.", "people", "injured"),
        ("Three bakers shot in Velm", "bakers", "injured"),
        ("A cook died in the blast, along with three tenants.", "tenants", "killed"),
        ("The raiders took 14 prisoners at the ford.", "prisoners", "captured"),
        ("Nine of the 16 detained monks were released.", "monks", "released"),
    ],
)
def test_company_of_a_verb_tells_the_fate(read, text, counted, slot):
    found = [f for f in read(text) if f[1] is not None and f[1] > 1]
    assert (found[0][4], found[0][5]) == (counted, slot)


def test_headline_participle_is_no_counted_noun(read):
    assert read("5 shot, 2 dead in Velm") == [
        ("5", 5, 5, None, None, "injured"),
        ("2", 2, 2, None, None, "killed"),
    ]
    assert read("4 shot to death in Velm")[0][5] == "killed"


def test_who_fires_was_not_shot(read):
    assert [f[5] for f in read("Two guards shot at the car.")] == [None]
    assert [f[5] for f in read("A man shot into the crowd.")] == []


def test_who_orders_is_not_held(read):
    assert [f[4] for f in read("A judge ordered Arno Belk to be held.")] == ["Arno Belk"]


def test_whom_the_police_look_for_is_not_missing(read):
    assert read("Police are looking for two men who robbed the mill.")[0][5] is None


def test_one_of_the_hurt_who_died_is_killed(read):
    found = read("A guard shot four others, including one who died.")
    assert [(f[1], f[5]) for f in found] == [(4, "injured"), (1, "killed")]


@pytest.mark.parametrize(
    "text",
    [
        "Both Arno and his sister study in Velm.",
        "Image 2 of 4",
        "Soldiers sealed off a several-block area.",
        "Sales rose in the first half of the year.",
    ],
)
def test_pointing_words_count_nothing(read, text):
    assert read(text) == []


def test_range_after_a_verb_that_carries_off_is_one(read):
    (found,) = read("The flood took from 22 to 26 barns with it.")
    assert found[1:3] == (22, 26)


def test_first_to_meet_a_fate_is_a_running_count(find):
    (found,) = find("She is the twelfth envoy to die in the valley.")
    assert (found.low, found.slot, found.cumulative) == (12, "killed", True)


def test_believed_age_is_of_the_person_before_the_comma(read):
    found = read("Guards released a sketch of the thief, believed to be about 25 years old.")
    assert [(f[1], f[4], f[5]) for f in found] == [(25, "thief", "age")]

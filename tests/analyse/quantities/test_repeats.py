"""Numbers that leave out their noun or unit, because the number before has it."""

import pytest


def test_a_number_per_place_repeats_the_fate_of_the_first(read):
    found = read("Clerks counted 18 dead in Barlin, seven in Korda and two in Velm.")
    assert [(f[1], f[5]) for f in found] == [(18, "killed"), (7, "killed"), (2, "killed")]


def test_a_number_per_month_repeats_the_count(read):
    found = read("The depot fed 3,400 households in March, 2,900 in April and 1,000 in May.")
    assert [f[1] for f in found] == [3400, 2900, 1000]


def test_a_bare_number_takes_the_unit_of_the_measure_before(find):
    found = find("The court gave twelve years to the banker and eight to his aide.")
    assert [(q.low, q.unit) for q in found][:1] == [(12, "year")]
    found = find("The sack costs 4,500 kyat, up from 1,200.")
    assert [(q.low, q.unit) for q in found] == [(4500, "MMK"), (1200, "MMK")]


def test_a_number_put_aside_is_not_counted(read):
    assert [f[1] for f in read("Four miners, not seven as first told, were killed.")] == [4]


def test_a_toll_that_officials_revise_counts_no_officials(read):
    found = read("Officials revised the toll from 56 to 49.")
    assert [(f[1], f[4]) for f in found] == [(56, None), (49, None)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Three bystanders, a taxi driver among them, were shot dead.", "a taxi driver"),
        ("Ten, including a deputy minister, were taken into custody.", "a deputy minister"),
        ("An usher was overcome by smoke.", "An usher"),
    ],
)
def test_one_of_a_group_meets_the_fate_of_all(read, text, words):
    assert words in [f[0] for f in read(text)]


@pytest.mark.parametrize(
    "text", ["Formula 1 returns to Zandwold.", "The 747 landed safely.", "Two can play at that game."]
)
def test_a_name_or_an_idiom_with_a_number_counts_nothing(read, text):
    assert read(text) == []


def test_a_part_of_a_stated_whole_is_counted_by_odds_too(read):
    assert read("The mill will lay off 1 in 6 of its 9,000 staff.")[0][1:3] == (1500, 1500)


def test_a_thing_changes_by_a_part(find):
    (first, _) = find("Attendance fell by a third to 6,000.")
    assert (first.low, first.unit) == (33.3, "percent")


def test_a_number_follows_a_question_of_what_it_counts(read):
    assert read("Evacuees? The mayor knows of 60.")[0][4] == "Evacuees"


def test_a_town_is_of_so_many(read):
    assert read("The road ends in Korda, a town of less than 1,000.") == [
        ("less than 1,000", None, 999, "less than", "town", None)
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The plague took a cook in Velm.", "a cook"),
        ("Among the five buried is his mother.", "his mother"),
        ("The seven who burned to death include an acrobat.", "an acrobat"),
        ("The midwife did not live.", "The midwife"),
    ],
)
def test_one_person_is_listed_under_more_ways_of_telling_a_fate(read, text, words):
    assert words in [f[0] for f in read(text)]


def test_who_is_held_responsible_is_no_captive(read):
    assert read("Voters hold Ada Brann responsible for the flood.") == []


def test_scores_may_be_a_verb(read):
    assert read("Ada Brann Scores Direct Hit on Rival.") == []

"""Counts told apart from the words of a happening, and what a happening brought with it."""

import pytest

from tests.analyse.events.happenings import analysed
from tests.analyse.events.test_find_events import counts, fillings, read
from variorum.model.value import Measure, Text


def of_main(found, slot):
    event = found.events[found.main_event]
    return [f.value.low for f in event.fillings if f.slot == slot and f.of is None]


def test_a_count_in_a_sentence_without_a_happening_is_of_the_main_one():
    _, found = read(
        "An outbreak of cholera was confirmed in Velm.\n\nThe clinic has counted 48 patients ill."
    )
    assert of_main(found, "cases") == [48]


def test_a_count_of_long_ago_is_not_of_the_main_one():
    _, found = read(
        "Floods near Velm displaced 8,400 people.\n\nIn a cyclone five years ago 900 people drowned."
    )
    assert of_main(found, "displaced") == [8400]
    assert of_main(found, "killed") == []


def test_the_number_of_dead_is_the_number_stated_not_one():
    _, found = read(
        "An earthquake struck Velm on Tuesday.\n\nThe rescue service put the number of dead at five."
    )
    assert counts(found, "killed") == [5]


def test_a_fourth_man_hurt_is_not_four_hurt():
    _, found = read("Gunmen shot three men dead in Velm on Monday. A fourth man was injured in the leg.")
    assert 4 not in counts(found, "injured")


def test_arrests_at_a_march_are_the_march_s_and_a_part_of_it():
    _, found = read(
        "Residents of Velm marched through the centre on Saturday.\n\nThirty-one people were arrested."
    )
    assert of_main(found, "arrested") == [31]
    assert [e.part_of for e in found.events if e.type == "arrest"] == [found.main_event]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("sentenced to seven years in prison", "seven years in prison"),
        ("sentenced to six months in jail", "six months in jail"),
    ],
)
def test_a_sentence_is_kept_in_its_words(said, words):
    _, found = read(f"The rail manager Jan Holt was {said} for fraud by a court in Velm on Tuesday.")
    assert [f.value.text for f in fillings(found, "sentence") if isinstance(f.value, Text)] == [words]


def test_a_magnitude_belongs_to_the_earthquake():
    _, found = read("An earthquake struck Velm on Tuesday.\n\nThe institute gave the magnitude as 6.6.")
    assert [f.value.low for f in fillings(found, "magnitude") if isinstance(f.value, Measure)] == [6.6]


def test_a_strike_of_dockers_is_no_attack():
    _, found = read(
        "Dockers in Velm went on strike over pay on Monday.\n\nThe strike began at noon, the union said."
    )
    assert {e.type for e in found.events} == {"strike"}


def test_an_air_strike_is_no_strike_of_workers():
    _, found = read("A drone strike killed two workers in Velm on Monday, the union of miners said.")
    assert "strike" not in {e.type for e in found.events}


def test_the_abducted_who_are_freed_are_news_of_their_freeing():
    _, found = read(
        "Five abducted teachers freed in Velm\n\nKidnappers on Sunday released five teachers.",
        title="Five abducted teachers freed in Velm",
    )
    assert found.events[found.main_event].type == "release"


def test_what_is_planned_for_saturday_is_the_news_beside_what_was_done_years_ago():
    _, found = read(
        "The two sides plan to exchange prisoners on Saturday, the ministry said.\n\n"
        "They last exchanged prisoners in 2021."
    )
    event = found.events[found.main_event]
    assert [f.modality for f in event.fillings if f.slot == "type"] == ["planned"]


def test_a_strike_on_whose_second_day_nothing_moved_is_not_denied():
    _, found = read("The cranes of Velm did not move on Tuesday, the second day of the dock strike.")
    assert [f.polarity for f in fillings(found, "type")] == ["affirmed"]


def test_a_march_that_a_band_plays_is_no_protest():
    _, found = read("A brass band from the yard in Velm came by, played two marches and went home.")
    assert found.events == ()


def test_an_outbreak_of_another_year_keeps_its_own_cases():
    _, found = read(
        "Velm has recorded 121 cases of cholera.\n\nIn the outbreak of 2019 there were 1,300 cases."
    )
    assert of_main(found, "cases") == [121]


def test_each_of_two_who_are_sentenced_has_a_sentence_of_their_own():
    text, found = read(
        "On Monday a court in Velm sentenced Robert Hill, a businessman, to eleven years in prison.\n\n"
        "His driver, Daniel Cooper, was sentenced to four years in prison."
    )
    (trial,) = [e for e in found.events if e.type == "trial"]
    given = {(f.of, f.span.of(text)) for f in trial.fillings if f.slot == "sentence"}
    names = {(found.participants[of].name, words) for of, words in given if of is not None}
    assert names == {("Robert Hill", "eleven years in prison"), ("Daniel Cooper", "four years in prison")}


def test_the_number_that_is_put_aside_is_no_group_of_its_own():
    _, found = read("Eleven people, and not fourteen as was first told, were arrested in Velm on Monday.")
    assert of_main(found, "arrested") == [11]
    assert counts(found, "arrested") == [11]


def test_what_an_accident_drove_out_and_stopped_is_counted_with_it():
    _, found = read(
        "A tank train derailed near Velm on Monday, killing two workers.\n\n"
        "About 500 residents have been displaced. The railway said that 38 trains were cancelled."
    )
    assert of_main(found, "cancelled") == [38]


def test_somebody_in_her_sixties_has_that_age():
    _, found = read("A woman in her 60s was killed when a bus overturned near Velm on Monday.")
    ages = [f.value for f in fillings(found, "age")]
    assert [(a.low, a.high) for a in ages] == [(60, 69)]


@pytest.mark.parametrize(
    "lack",
    [
        "There were no casualties.",
        "There were no victims, and the shop opened at noon.",
        "No casualties were reported.",
    ],
)
def test_of_a_blast_without_casualties_nobody_died_and_nobody_was_hurt(lack):
    _, found = read(f"Two bombs exploded outside a bank in Velm on Friday. {lack}")
    assert of_main(found, "killed") == [0]
    assert of_main(found, "injured") == [0]


def test_no_fatalities_leave_the_hurt_open():
    _, found = read("Two bombs exploded outside a bank in Velm on Friday. There were no fatalities.")
    assert of_main(found, "killed") == [0]
    assert of_main(found, "injured") == []


@pytest.mark.parametrize(
    "lack",
    [
        "Police found no victims.",
        "The army suffered no casualties.",
        "There were no casualties among the troops.",
        "There were no other injuries.",
        "There were no reports of casualties.",
    ],
)
def test_a_lack_that_leaves_others_out_is_not_of_all(lack):
    _, found = read(f"Gunmen attacked a barracks in Velm on Friday. {lack}")
    assert 0 not in [*of_main(found, "killed"), *of_main(found, "injured")]


def test_those_whom_a_happening_killed_gainsay_a_lack_beside_it():
    _, found = read("A bomb killed the mason Ole Ruud in Velm on Friday. There were no deaths at the fair.")
    assert 0 not in of_main(found, "killed")


@pytest.mark.parametrize(
    "words", ["Nobody was hurt.", "No one was hurt.", "Nobody was injured, police said."]
)
def test_that_nobody_was_hurt_is_of_what_is_told_last_before_it(words):
    _, found = read(f"A bomb went off in Velm on Monday. {words}")
    assert of_main(found, "injured") == [0]


def test_that_nobody_else_was_hurt_leaves_out_whoever_was():
    _, found = read("A man was shot in Velm on Monday. Nobody else was hurt.")
    assert 0 not in of_main(found, "injured")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The death toll of the Osta strike rose to six after two of the wounded died in hospital.", [6]),
        ("Gunmen killed at least 20 herders near Osta, a mayor said. A court put the dead at 32.", [20, 32]),
        ("The shelling of Osta killed more than 40 villagers and four soldiers, the ministry said.", []),
        ("At least 20 people drowned off Osta on Monday, 13 of them children.", [20]),
    ],
)
def test_the_toll_is_of_all_whom_it_befell_as_each_voice_counts_them(text: str, whole: list[int]) -> None:
    _, found = read(text)
    told = {f.value.low for e in found.events for f in e.fillings if f.slot == "killed" and f.of is None}
    assert sorted(told) == whole


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("The governor corrected the number of dead in the ferry accident off Osta to 34 from 78.", [34]),
        ("Officials lowered the death toll of the Osta ferry accident from 78 to 34 on Monday.", [34]),
        ("Eleven people died in the Osta bombing; six soldiers were among the dead, the army said.", [11]),
    ],
)
def test_neither_a_former_toll_nor_a_part_of_the_dead_is_the_toll(text: str, whole: list[int]) -> None:
    _, found = read(text)
    told = {f.value.low for e in found.events for f in e.fillings if f.slot == "killed" and f.of is None}
    assert sorted(told) == whole


def test_bodies_told_of_in_a_sentence_of_their_own_are_dead_of_the_main_happening():
    found = analysed(
        "Gunmen attacked the village of Velm on Saturday, killing six people, police said.\n\n"
        "Resident Pim Orlan told reporters that ten bodies had been buried."
    )
    assert of_main(found, "killed") == [6, 10]


def test_a_toll_that_may_be_reached_is_possible():
    _, found = read("A landslide near Velm killed 229 people on Monday.\n\nThe death toll may reach 500.")
    told = {f.value.low: f.modality for f in fillings(found, "killed") if f.of is None}
    assert told == {229: "asserted", 500: "possible"}


def test_households_driven_out_are_counted_with_the_flood():
    _, found = read("Floods displaced 10,400 households in Velm on Sunday.")
    assert of_main(found, "displaced") == [10400]


def test_drones_shot_down_are_no_damage():
    _, found = read(
        "A drone attack on Velm on Monday killed two people.\n\nThe air force shot down 61 of 73 drones."
    )
    assert fillings(found, "damaged") == []


@pytest.mark.parametrize(
    ("text", "slot", "other"),
    [
        ("Twelve people were killed in a raid near Velm, the army said. Residents counted 17.", "killed", 17),
        ("Police arrested nine people in Velm, the ministry said. Lawyers counted 14.", "arrested", 14),
        ("Police said that 900 people had marched in Velm. Organisers spoke of 2,500.", "participants", 2500),
    ],
)
def test_the_bare_number_of_another_voice_counts_what_was_counted_before(text, slot, other):
    found = analysed(text)
    assert other in of_main(found, slot)


def test_a_bare_number_that_something_is_told_of_counts_nothing_again():
    found = analysed(
        "One girl was killed and three boys were wounded in Velm, police said. The two were hit on Friday, "
        "according to a prosecutor."
    )
    assert 2 not in of_main(found, "injured")


def test_a_bare_number_of_the_same_voice_counts_nothing_again():
    found = analysed("Twelve people were killed in a raid near Velm, the army said. It counted 17.")
    assert of_main(found, "killed") == [12]


def test_what_a_year_has_seen_is_not_of_one_shooting():
    _, found = read(
        "A gunman wounded five people in Velm on Monday.\n\n"
        "This year has seen more than 130 shooting deaths in the city."
    )
    assert 131 not in counts(found, "killed")


def test_bodies_that_were_entered_twice_are_no_dead():
    _, found = read(
        "A train hit a bus in Velm on Monday and killed nine people.\n\nTwo bodies had been entered twice, "
        "in the books of the morgue and of the clinic."
    )
    assert of_main(found, "killed") == [9]

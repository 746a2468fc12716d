"""Plain sentences of the news that every reader takes one way."""

import pytest

from tests.analyse.events.happenings import analysed, read
from variorum.model.analysis import LocalEvent


def main_of(text: str) -> LocalEvent:
    found = read(text)
    assert found.main_event is not None
    return found.events[found.main_event]


def told(text: str, slot: str) -> list[str]:
    return [f.span.of(text) for f in main_of(text).fillings if f.slot == slot]


@pytest.mark.parametrize("fire", ["Sniper fire", "Artillery fire", "Rocket fire"])
def test_fire_of_guns_is_no_disaster(fire: str) -> None:
    assert main_of(f"{fire} killed a soldier in Osk on Sunday.").type == "kill"


def test_fire_that_killed_is_one() -> None:
    assert main_of("A fire killed three people in Osk on Sunday.").type == "disaster"


@pytest.mark.parametrize(
    "deed", ["beat an inmate to death", "stabbed an inmate to death", "bludgeoned an old inmate to death"]
)
def test_whoever_is_beaten_to_death_is_dead_wherever_the_words_stand(deed: str) -> None:
    assert len(told(f"A guard {deed} in Osk on Monday.", "killed")) == 1


def test_who_shelled_is_named_by_the_shelling_not_by_who_tells_it() -> None:
    text = "Shelling by government forces killed three civilians in Osk on Sunday, a monitoring group said."
    assert told(text, "agent") == ["government forces"]


def test_whoever_a_court_orders_freed_frees_nobody() -> None:
    text = "A court in Cairo ordered Tarek Olden freed on Tuesday."
    fillings = [f for e in analysed(text).events for f in e.fillings]
    assert [f.span.of(text) for f in fillings if f.slot == "patient"] == ["Tarek Olden"]
    assert not [f for f in fillings if f.slot == "agent"]


def test_marchers_who_had_gathered_marched_when_they_gathered() -> None:
    text = (
        "Police fired tear gas at 500 demonstrators who had gathered outside parliament on Saturday evening."
    )
    assert told(text, "time") == ["Saturday evening"]


def test_no_more_than_so_many_denies_nobody() -> None:
    text = "No more than 4,000 people marched in Osk on Wednesday."
    assert [f.polarity for f in main_of(text).fillings if f.slot == "participants"] == ["affirmed"]


def test_whoever_froze_to_death_killed_nobody() -> None:
    text = "Three climbers froze to death on Mount Elbrus on Friday."
    assert told(text, "patient") == ["Three climbers"]
    assert not told(text, "agent")


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded in Osk on Tuesday, killing five officers and wounding twelve others.",
        "A car bomb killed five people and wounded twelve others in Osk on Tuesday.",
        "Gunmen killed five people and wounded twelve others in an attack on Osk on Tuesday.",
    ],
)
def test_those_wounded_beside_the_dead_are_as_many_as_told(text: str) -> None:
    assert told(text, "killed") == ["five"]
    assert told(text, "injured") == ["twelve"]
    assert all(f.of is None for f in main_of(text).fillings if f.slot == "injured")


@pytest.mark.parametrize(
    "text",
    [
        "A man stabbed two women to death and wounded a third in Osk on Tuesday.",
        "Two men were shot dead and a third was wounded in Osk on Tuesday.",
    ],
)
def test_a_third_who_was_wounded_is_one(text: str) -> None:
    found = [f.value for f in main_of(text).fillings if f.slot == "injured"]
    assert [(v.low, v.high) for v in found] == [(1, 1)]


def test_fighting_is_between_those_who_fight() -> None:
    text = "Fighting between the army and rebels in Osk killed at least seven people on Saturday."
    assert sorted(told(text, "agent")) == ["rebels", "the army"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("The strike by 3,000 miners at two pits entered its second week on Monday.", "3,000"),
        ("Some 200 miners went on strike at two pits on Monday.", "Some 200"),
        ("A march by 2,000 students in Osk on Monday ended peacefully.", "2,000"),
    ],
)
def test_those_by_whom_a_strike_or_march_is_take_part_and_no_place_does(text: str, number: str) -> None:
    assert told(text, "participants") == [number]


def test_a_dam_that_bursts_is_a_disaster_and_police_who_burst_in_are_none() -> None:
    flood = main_of("Some 200 people are missing after a dam burst in Osk on Monday.")
    assert (flood.type, [f.slot for f in flood.fillings if f.slot == "missing"]) == ("disaster", ["missing"])
    assert not read("Police burst into a flat in Osk on Monday.").events


def test_who_had_fired_is_not_fired_on() -> None:
    text = "Witnesses said that soldiers had fired on the crowd in Osk on Monday, killing at least ten."
    assert (told(text, "agent"), told(text, "patient")) == (["soldiers"], ["the crowd"])


@pytest.mark.parametrize(
    "text",
    [
        "The president said that reports of 20 deaths in the prison in Osk were false.",
        "Claims that 20 people died in Osk on Monday are untrue, the minister said.",
    ],
)
def test_what_reports_tell_is_denied_where_they_are_called_false(text: str) -> None:
    found = [f for e in read(text).events for f in e.fillings if f.slot == "killed"]
    assert [f.polarity for f in found] == ["denied"]


def test_reports_that_are_impossible_to_verify_are_not_denied() -> None:
    text = "Reports of 20 deaths in the prison in Osk were impossible to verify, the governor said."
    found = [f for e in read(text).events for f in e.fillings if f.slot == "killed"]
    assert [f.polarity for f in found] == ["affirmed"]


def test_whoever_was_wanted_for_a_bombing_long_ago_did_not_die_in_it() -> None:
    text = "A leader wanted for the 2011 bombing of a bank was killed in Osk on 2 February."
    main = main_of(text)
    assert (main.type, told(text, "time")) == ("kill", ["2 February"])


def test_a_crew_of_three_that_was_killed_is_three_dead() -> None:
    assert told("Rebels shot down a helicopter near Osk on Sunday, killing its crew of three.", "killed")


def test_whoever_says_that_others_were_shot_is_not_hurt() -> None:
    text = "A spokesman for the rebels said they had shot down a helicopter near Osk on Sunday."
    events = analysed(text).events
    assert not [f for e in events for f in e.fillings if f.slot == "injured"]


@pytest.mark.parametrize(
    ("text", "whom", "number"),
    [
        ("Divers recovered the bodies of three fishermen off Osk on Monday.", "three fishermen", 3),
        ("Three bodies were found in a van near Osk on Monday.", "Three bodies", 3),
        ("Police found the body of a woman in a flat in Osk on Monday.", "a woman", 1),
        ("Investigators unearthed 30 bodies from a mass grave near Osk on Monday.", "30 bodies", 30),
    ],
)
def test_bodies_that_are_found_are_deaths_and_nobody_who_found_them_did_it(
    text: str, whom: str, number: int
) -> None:
    main = main_of(text)
    assert (main.type, told(text, "patient"), told(text, "agent")) == ("death", [whom], [])
    assert [f.value.low for f in main.fillings if f.slot == "killed"] == [number]


def test_bodies_of_water_are_none() -> None:
    assert not read("Scientists found bodies of water under the ice on Monday.").events


def test_a_hotel_that_collapsed_is_an_accident_as_one_of_which_it_is_told_first() -> None:
    assert main_of("Rescuers found three bodies in the ruins of a hotel that collapsed on Monday.").type == (
        "accident"
    )


def test_two_sides_that_accuse_each_other_name_nobody_else() -> None:
    text = "Orm and Veld accused each other on Thursday of shelling civilian areas near Osk."
    assert "each other" not in told(text, "agent")


def test_dead_and_displaced_since_a_day_are_of_what_began_then() -> None:
    floods = "Floods in Osk have killed 54 people and displaced 12,000 since Monday, officials said."
    assert (told(floods, "killed"), told(floods, "displaced")) == (["54"], ["12,000"])
    office = "The rights office said it had documented 1,200 killings in Osk since January."
    assert told(office, "killed") == ["1,200"]


def test_those_killed_since_january_are_not_of_the_shooting_of_monday() -> None:
    text = "A man was shot dead in Osk on Monday. There have been 40 killings in the city since January."
    assert "40" not in told(text, "killed")


def test_those_killed_in_one_breath_are_added_up_without_a_gun() -> None:
    main = main_of("A bomb killed two soldiers and a civilian in Osk on Monday.")
    assert [f.value.low for f in main.fillings if f.slot == "killed" and f.of is None] == [3]


def test_whoever_killed_his_parents_then_himself_left_three_dead() -> None:
    main = main_of("Police said the suspect, 24, killed his parents, then himself, in Osk on Monday.")
    assert [f.value.low for f in main.fillings if f.slot == "killed" and f.of is None] == [3]


def test_the_agency_is_not_the_channel_in_which_people_drowned() -> None:
    found = analysed("More than 300 migrants have drowned in the Channel this year, the agency said.")
    assert [v.name for v in found.voices] == ["agency"]


@pytest.mark.parametrize("who", ["The government", "The regime", "The coalition", "The navy"])
def test_a_government_does_what_an_army_does(who: str) -> None:
    assert told(f"{who} killed nine rebels near Osk on Monday.", "agent") == [who]


@pytest.mark.parametrize(
    "text",
    [
        "Talks between the government and the rebels opened in Osk on Monday.",
        "The government and the rebels signed a ceasefire in Osk on Monday.",
    ],
)
def test_both_sides_talk_and_sign(text: str) -> None:
    assert sorted(name.lower() for name in told(text, "agent")) == ["the government", "the rebels"]


def test_voters_who_go_to_the_polls_hold_an_election() -> None:
    assert main_of("Voters in Osk went to the polls on Monday.").type == "election"


def test_those_who_died_lower_no_figure() -> None:
    text = (
        "Police initially said four people had died in the crash near Lyon on Monday but later lowered the "
        "figure to three."
    )
    found = analysed(text)
    assert [v.name for v in found.voices] == ["Police"]


@pytest.mark.parametrize(
    "deed",
    ["beat an inmate nearly to death", "almost beat an inmate to death", "nearly stabbed him to death"],
)
def test_whoever_is_nearly_beaten_to_death_lives(deed: str) -> None:
    assert not told(f"A guard {deed} in Osk on Monday.", "killed")


def test_one_of_nearly_40_stabbed_to_death_is_dead() -> None:
    assert told("Gunmen stabbed nearly 40 people to death in Osk on Monday.", "killed") == ["nearly 40"]


def test_reports_that_are_not_false_are_not_denied() -> None:
    text = "Reports of 20 deaths in the prison in Osk were not false, the governor said."
    found = [f for e in read(text).events for f in e.fillings if f.slot == "killed"]
    assert [f.polarity for f in found] == ["affirmed"]


@pytest.mark.parametrize(
    "what",
    [
        "the body of a whale on a beach",
        "the body of a car in a lake",
        "body armour in a flat",
        "the remains of a Roman wall",
        "the remains of a meal in a flat",
    ],
)
def test_what_is_found_and_was_nobody_has_not_died(what: str) -> None:
    assert not [e for e in read(f"Builders found {what} in Osk on Monday.").events if e.type == "death"]


@pytest.mark.parametrize("what", ["the remains of a woman", "human remains"])
def test_remains_of_somebody_are_a_death(what: str) -> None:
    assert main_of(f"Hikers found {what} in Osk on Monday.").type == "death"


def test_whoever_is_exhumed_did_not_die_that_day() -> None:
    assert not read("Police exhumed the body of Pim Orlan in Osk on Monday.").events


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The president declared the election in Osk valid on Monday.", "The president"),
        ("Rescuers reached the crash near Osk on Monday.", "Rescuers"),
    ],
)
def test_whoever_calls_a_thing_so_or_gets_there_did_not_do_it(text: str, who: str) -> None:
    deeds = [e for e in analysed(text).events if e.type not in ("statement", "rescue")]
    assert deeds
    assert not [f for e in deeds for f in e.fillings if f.slot == "agent" and f.span.of(text) == who]

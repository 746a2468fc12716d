"""What came of the main happening, beside it: the arrests at a march, a driver shot by kidnappers."""

from tests.analyse.events.happenings import analysed
from variorum.model.analysis import Filling
from variorum.model.value import Count, Measure, Time


def told_of_main(text: str, slot: str) -> list[Filling]:
    found = analysed(text)
    assert found.main_event is not None
    return [f for f in found.events[found.main_event].fillings if f.slot == slot]


def counts(text: str, slot: str) -> set[int | None]:
    return {f.value.low for f in told_of_main(text, slot) if isinstance(f.value, Count) and f.of is None}


TAKEN = "Armed men kidnapped three engineers near Kelvar on Monday, police said. "


def test_whom_kidnappers_killed_beside_those_they_took_is_of_the_kidnapping():
    text = TAKEN + "Their driver, Odo Brand, 48, was shot dead."
    assert analysed(text).events[analysed(text).main_event or 0].type == "kidnapping"
    assert counts(text, "killed") == {1}
    assert {f.value.low for f in told_of_main(text, "age") if isinstance(f.value, Measure)} == {48}


def test_an_attack_told_beside_a_kidnapping_keeps_its_dead():
    assert not counts(TAKEN + "In Orlo on Sunday, a bomb exploded and killed nine people.", "killed")


def test_who_was_hurt_on_the_day_of_a_vote_is_of_the_vote():
    text = "Ana Pol was elected mayor of Kelvar on Sunday. One clerk, aged 24, was injured by a ballot box."
    assert counts(text, "injured") == {1}


def test_the_hurt_of_a_march_are_counted_by_their_side():
    text = "Thousands marched through Lisbon on Monday. Seven officers were hurt, 20 people in all were hurt."
    assert counts(text, "injured") == {20}
    of = [f.of for f in told_of_main(text, "injured") if f.of is not None]
    assert [analysed(text).participants[i].name for i in of] == ["Seven officers"]


def counts_of(text: str, kind: str, slot: str) -> set[int | None]:
    (event,) = (e for e in analysed(text).events if e.type == kind)
    return {f.value.low for f in event.fillings if f.slot == slot and isinstance(f.value, Count)}


def test_arrests_at_a_march_that_is_no_news_any_more_are_of_the_march():
    text = "Seven people arrested at Monday's march in Lisbon were released on Wednesday, their lawyer said."
    assert counts_of(text, "protest", "arrested") == {7}


def test_who_was_hurt_during_a_strike_is_of_the_strike():
    text = (
        "Dockers in Lisbon went on strike on Monday over pay. Five people were hurt during the dock strike."
    )
    assert counts_of(text, "strike", "injured") == {5}


def test_the_raids_in_which_people_were_arrested_are_their_arrest():
    (event,) = analysed("Sixteen people were arrested in Monday's raids in Lisbon, police said.").events
    assert event.type == "arrest"
    assert {"time", "place", "arrested"} <= {f.slot for f in event.fillings}


def test_two_voices_of_one_sentence_are_not_added_up():
    text = "The union said 2,000 people joined the march in Lisbon; the police put the crowd at 800."
    assert counts(text, "participants") == {2000, 800}


def test_a_turnout_that_was_so_many_counts_those_who_took_part():
    assert counts("Turnout at Monday's march in Lisbon was 800, the mayor said.", "participants") == {800}


def test_a_march_gathers_those_who_took_part():
    assert counts("The march in Lisbon on Monday gathered 2,000 persons.", "participants") == {2000}


def test_the_day_of_arrests_at_a_vigil_is_the_day_of_the_vigil():
    text = "We write about eleven mourners who were arrested during a vigil in Lisbon on 9 January."
    (vigil,) = (e for e in analysed(text).events if e.type == "protest")
    assert {f.value.timex for f in vigil.fillings if isinstance(f.value, Time)} == {"2025-01-09"}


def test_who_tells_in_front_is_none_of_those_arrested():
    text = "According to the chief prosecutor of the province, Ana Pol, eighteen people were detained."
    assert counts(text, "arrested") == {18}


def test_the_dead_and_hurt_sit_on_what_befell_them_and_not_on_the_march():
    text = "Police shot two people dead at the march in Lisbon on Friday. Nine people were hurt at the march."
    assert not counts_of(text, "protest", "killed") | counts_of(text, "protest", "injured")


def test_a_raid_that_killed_is_no_arrest():
    text = "Two men were arrested in the raid on a village in Lisbon on Friday that killed five people."
    assert counts_of(text, "attack", "killed") == {5}


def test_a_body_whose_house_was_struck_did_what_is_told_of_it():
    found = analysed("The shooting at a house of a militia that killed a judge last year left two dead.")
    actors = {f.value.name for e in found.events for f in e.fillings if f.slot == "agent"}
    assert actors == {"a militia"}

"""What came of the main happening, beside it: the arrests at a march, a driver shot by kidnappers."""

from tests.analyse.events.happenings import analysed
from variorum.model.analysis import Filling
from variorum.model.value import Count, Measure


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

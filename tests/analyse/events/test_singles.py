"""One person's death beside the toll of all."""

from tests.analyse.events.test_find_events import fillings, read


def of_all(found):
    event = found.events[found.main_event]
    return [f.value.low for f in event.fillings if f.slot == "killed" and f.of is None]


def test_the_death_of_one_victim_is_no_toll_beside_the_third_who_died():
    _, found = read(
        "A third person has died after a shooting in Velm on Sunday, police said.\n\n"
        "That victim died days later in hospital."
    )
    assert of_all(found) == [3]
    own = [f for f in fillings(found, "killed") if f.of is not None and f.value.low == 1]
    assert own


def test_a_woman_s_husband_is_no_toll_beside_six_dead():
    _, found = read(
        "Gunmen attacked Velm on Saturday, killing six people, police said.\n\n"
        "Ana Pol, whose husband was killed, said the men came at dawn."
    )
    assert of_all(found) == [6]


def test_whoever_is_told_dead_alone_is_the_toll():
    _, found = read("A man was killed when gunmen attacked Velm on Saturday, police said.")
    assert of_all(found) == [1]

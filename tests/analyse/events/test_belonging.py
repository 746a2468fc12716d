from tests.analyse.events.happenings import analysed
from variorum.model.analysis import Analysis
from variorum.model.value import Actor


def ages(analysis: Analysis) -> set[tuple[str, float | int | None]]:
    main = analysis.events[analysis.main_event or 0]
    return {
        (analysis.participants[f.of].name, f.value.low)  # type: ignore[union-attr]
        for f in main.fillings
        if f.slot == "age" and f.of is not None
    }


def patients(analysis: Analysis) -> set[str]:
    main = analysis.events[analysis.main_event or 0]
    return {f.value.name for f in main.fillings if isinstance(f.value, Actor) and f.slot == "patient"}


WALL = "Nine people were killed when a wall fell in Kelvar on Monday, police said.\n\n"


def test_those_listed_among_the_dead_are_patients_with_their_ages():
    found = analysed(WALL + "Among the dead were Ana Pol, 67, a retired nurse, and Ben Ode, 33.")
    assert ages(found) == {("Ana Pol", 67), ("Ben Ode", 33)}
    assert {"Ana Pol", "Ben Ode"} <= patients(found)
    whole = {found.participants[p.member_of].name for p in found.participants if p.member_of is not None}
    assert whole == {"Nine people"}


def test_one_who_was_among_the_dead_is_a_patient():
    assert {"Maria Petrov"} <= patients(analysed(WALL + "Maria Petrov, 41, was among the dead."))


def test_one_told_of_beside_the_happening_belongs_to_it_with_their_age():
    found = analysed(WALL + "Ben Ode, 33, the shift boss, had kept the men together.")
    assert ages(found) == {("Ben Ode", 33)}
    assert "Ben Ode" not in patients(found)


def test_one_who_only_speaks_belongs_to_no_happening():
    found = analysed(WALL + '"It fell at noon," said Ana Pol, 67, who lives nearby.')
    assert ages(found) == set()


def test_a_full_name_is_not_taken_for_another_of_the_same_family():
    found = analysed(WALL + "Ben Ode, 33, was among them. Ode's sister, Mara Ode, had left the town.")
    assert ages(found) == {("Ben Ode", 33)}


def test_a_speaker_who_stands_out_among_those_told_of_belongs_to_them():
    found = analysed(WALL + 'The youngest, Ida Morn, 19, was carried out. "I held on to a pipe," Morn said.')
    assert ("Ida Morn", 19) in ages(found)


def test_one_rescued_from_a_happening_belongs_to_it():
    found = analysed(WALL + "Rescuers pulled two people alive. They are a cook, 44, and a girl of 13.")
    assert {age for _, age in ages(found)} == {44, 13}


def test_one_of_the_dead_is_a_patient_with_the_age_told_next():
    found = analysed(WALL + "The night guard, Odo Brand, is one of the dead. He was 55, the union said.")
    assert ages(found) == {("Odo Brand", 55)}
    found = analysed(WALL + "Ida Morn, 41, was one of the nine people killed.")
    assert ages(found) == {("Ida Morn", 41)}
    assert "Ida Morn" in patients(found)


def test_a_speaker_who_is_called_one_of_those_who_took_part_belongs_to_them():
    found = analysed(
        "About 900 people marched in Kelvar on Monday. Marcher Rosa Quinn, 70, said that it was cold."
    )
    assert {age for _, age in ages(found)} == {70}


def test_whoever_won_a_vote_belongs_to_it_though_she_speaks_of_it():
    found = analysed(
        "Gift Sekgoma won Saturday's by-election in Serowe by 212 votes. Sekgoma, 44, said she would stay."
    )
    assert ages(found) == {("Gift Sekgoma", 44)}


def test_a_speaker_who_is_told_doing_something_belongs_to_what_happened():
    found = analysed(
        WALL + 'Ben Ode, 33, the shift boss, had kept the men together. "It was dark," Ode said.'
    )
    assert ages(found) == {("Ben Ode", 33)}

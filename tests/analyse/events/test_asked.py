"""What questions, attempts and hours say of a happening is of the one that is told."""

from tests.analyse.events.happenings import analysed
from variorum.model.value import Time

SHOT = "Two people were shot in Lisbon late on Monday.\n\n"


def happenings(text: str) -> list[tuple[str, set[str]]]:
    analysis = analysed(text)
    return [(e.type, {f.modality for f in e.fillings if f.slot == "type"}) for e in analysis.events]


def test_a_question_who_did_it_is_of_the_happening_that_is_told() -> None:
    text = SHOT + "Investigators are working to determine who may have shot at the pair."
    assert happenings(text) == [("shooting", {"asserted"})]


def test_a_question_who_wanted_it_tells_no_plan() -> None:
    text = SHOT + "The victims have no idea who may have wanted to hurt them."
    assert happenings(text) == [("shooting", {"asserted"})]


def test_the_hour_of_what_came_of_it_is_kept_beside_the_days_of_the_happening() -> None:
    text = (
        "A club in Lisbon where four people were shot last weekend has closed its doors.\n\n"
        "Police said four people were wounded outside the club about 12:45 a.m. last Saturday."
    )
    analysis = analysed(text)
    starts = {f.value.start for e in analysis.events for f in e.fillings if isinstance(f.value, Time)}
    assert starts == {"2025-02-01", "2025-02-01T00:15"}


def test_what_went_wrong_in_an_attempt_is_told_as_done() -> None:
    text = "The teen attempted to remove a handgun from his belt and shot himself in Lisbon on Monday."
    assert happenings(text) == [("shooting", {"asserted"})]


def test_the_small_hours_of_a_night_part_no_happening() -> None:
    text = "A boy was shot in Lisbon on Tuesday night.\n\nPolice said somebody shot the boy about 2:45 a.m."
    assert happenings(text) == [("shooting", {"asserted"})]


def test_what_people_gather_for_is_planned():
    told = happenings("Protestors gathered in Athens to attack the station where the officer was based.")
    assert ("attack", {"planned"}) in told

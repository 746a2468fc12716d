"""The day of a happening is none of a party, of a death in hospital, or of when somebody was last seen."""

from tests.analyse.events.happenings import analysed
from variorum.model.value import Time


def days(text: str) -> set[str]:
    """Return the first days, or minutes, that a report of 5 February 2025 gives its main happening."""
    analysis = analysed(text)
    assert analysis.main_event is not None
    main = analysis.events[analysis.main_event]
    return {f.value.start or "" for f in main.fillings if isinstance(f.value, Time)}


def test_a_death_in_hospital_dates_no_shot_that_its_sentence_dates() -> None:
    text = (
        "A boy has died days after he was hurt. The sheriff's office said Milo Tarn, 16, of Porto, died "
        "Monday after being shot in the head Saturday."
    )
    chances = [c for e in analysed(text).events for c in e.chances]
    weighed = {c.value.start for c in chances if isinstance(c.value, Time)}
    assert weighed == {"2025-02-01"}


def test_the_hour_when_somebody_was_pronounced_dead_is_no_hour_of_the_shooting() -> None:
    text = (
        "Four people were shot Saturday in Porto. Police were called to Ash Street around 5:44 p.m. One of "
        "the four, Milo Tarn, was taken to a hospital where he was pronounced dead around 6:40 p.m."
    )
    assert {day for day in days(text) if "T18:1" in day} == set()


def test_a_party_named_after_a_day_may_last_past_midnight() -> None:
    text = (
        "One man was killed and three were wounded at a New Year's Eve party in Porto. The incident happened "
        "shortly after 1 a.m. on January 1 in the kitchen."
    )
    assert {day[:10] for day in days(text)} == {"2025-01-01"}


def test_who_was_last_seen_on_a_day_was_not_killed_then() -> None:
    text = (
        "A boy of 16 was shot to death in Porto. Milo Tarn was last seen on January 9 at his school. His "
        "body was found in an empty house on Ash Street on Sunday."
    )
    assert "2025-01-09" not in days(text)


def test_the_hour_within_a_weekend_is_taken_for_it() -> None:
    text = (
        "A man has died of a gunshot wound over the weekend. Milo Tarn died Sunday from his injuries "
        "suffered Saturday night. Police said the shooting occurred at 603 Ash Street at about 7:45 p.m."
    )
    assert {day[:10] for day in days(text)} == {"2025-02-01"}


def test_the_week_that_a_lead_gives_is_not_the_day_of_what_came_after() -> None:
    text = (
        "The boy shot by his father in Porto last week is doing fine. Police had their first talk with the "
        "child Monday."
    )
    assert days(text) == {"2025-01-27"}

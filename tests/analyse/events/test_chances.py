"""What else a report's words allow for the day and the tolls of its main happening."""

from hypothesis import given
from hypothesis import strategies as st

from variorum.analyse.events.chances import SURE, weights_of
from variorum.analyse.reading import analyse
from variorum.model.report import Report
from variorum.settings import Settings

_TEXT = (
    "Two men were shot in Kelvar on Monday.\n\nPolice were called to Oar Street on Sunday night. "
    "One of the men died in hospital on Tuesday, and three others had been hurt."
)


def test_the_chosen_day_and_tolls_stand_among_the_claims_of_the_event() -> None:
    read = analyse(Report(id="r", sha256="", text=_TEXT, published="2031-05-07"), Settings())
    assert read.main_event is not None
    event = read.events[read.main_event]
    for slot in ("time", "killed"):
        chosen = [c for c in event.chances if c.slot == slot and c.chosen]
        assert len(chosen) == 1
        if slot == "time":
            assert chosen[0].value in [f.value for f in event.fillings if f.slot == slot]
    assert all(c.chosen or c.weight > 0 for c in event.chances)
    assert all(f.slot == c.slot for c in event.chances for f in c.fillings)


@given(st.lists(st.floats(-40, 40), max_size=12))
def test_probabilities_never_add_up_to_more_than_one(odds: list[float]) -> None:
    weights = weights_of(odds)
    assert all(0 <= weight <= 1000 for weight in weights)
    assert sum(weights) <= 1000 + len(weights)


def test_a_number_that_is_called_the_total_is_sure_and_has_no_rivals() -> None:
    text = (
        "Crews found two more bodies on Tuesday in the ruins of the mill that exploded on Monday in Kelvar, "
        "bringing the number of dead to five, the fire chief said."
    )
    read = analyse(Report(id="r", sha256="", text=text, published="2031-05-07"), Settings())
    chances = [c for e in read.events for c in e.chances if c.slot == "killed"]
    assert [(c.value.low, c.weight) for c in chances] == [(5, SURE)]  # type: ignore[union-attr]

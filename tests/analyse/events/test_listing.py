"""Numbers listed as part of the dead or the hurt."""

import pytest

from tests.analyse.events.happenings import analysed


def told(found, slot):
    """Return the numbers of a slot, each with the name of those whom it is of."""
    return {
        f.value.low: None if f.of is None else found.participants[f.of].name
        for event in found.events
        for f in event.fillings
        if f.slot == slot
    }


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A bomb in Kelvar killed 14 people on Monday. Six soldiers were among the dead.", "Six soldiers"),
        ("A bomb in Kelvar killed 14 people on Monday. The dead include six children.", "six children"),
        ("A bomb in Kelvar killed 14 people on Monday. Among the dead were six nuns.", "six nuns"),
        ("Fourteen people died in Kelvar on Monday, six children among them.", "six children"),
        ("In Kelvar 14 people, including six children, died in a flood on Monday.", "six children"),
    ],
)
def test_some_of_the_dead_are_counted_apart_and_are_no_rivals_of_all(text, name):
    assert told(analysed(text), "killed") == {14: None, 6: name}


def test_some_of_the_hurt_are_counted_apart():
    found = analysed(
        "A bus crash in Kelvar killed nine people on Monday. Two nurses were among the 30 injured."
    )
    assert told(found, "injured") == {30: None, 2: "Two nurses"}


def test_some_of_the_dead_of_an_older_bombing_are_not_of_the_new_one():
    found = analysed(
        "A bomb in Kelvar killed 14 people on Monday.\n\n"
        "A bombing in Orvan in 2015 killed 40 people, including nine soldiers."
    )
    main = found.events[found.main_event]
    assert 9 not in [f.value.low for f in main.fillings if f.slot == "killed"]

"""A trigger tells another type where its subject or the words around it say so."""

import pytest

from tests.analyse.events.test_senses import types


@pytest.mark.parametrize(
    ("text", "type_"),
    [
        (
            "A freight train struck a van at a crossing in Kelvar on Thursday, killing three people.",
            "accident",
        ),
        (
            "A bus with pilgrims plunged into a ravine near Kelvar on Thursday, killing three people.",
            "accident",
        ),
        ("The roof of a hostel fell in on Thursday in Kelvar, and three people were hurt.", "accident"),
        ("A missile struck a bus in Kelvar on Thursday, wounding three people.", "attack"),
        ("A drone hit a truck in Kelvar on Thursday, wounding three people.", "attack"),
        ("Some 300 families were told to leave Kelvar on Thursday as the river rose.", "displacement"),
        ("About nine hundred protesters stood on the square in Kelvar, police said.", "protest"),
        ("Three diplomats were told to leave Kelvar on Thursday, the ministry said.", "expulsion"),
    ],
)
def test_a_trigger_is_read_by_what_it_is_said_of(text: str, type_: str):
    assert type_ in types(text)


@pytest.mark.parametrize(
    "text",
    ["Prices fell in Kelvar on Thursday.", "The mayor fell silent.", "He veered off the topic."],
)
def test_what_falls_is_no_accident_unless_it_is_a_building_or_a_vehicle(text: str):
    assert types(text) == set()

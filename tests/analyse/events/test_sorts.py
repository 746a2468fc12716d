"""What a deed was done with tells which it was, where words tell of dead and hurt alone."""

import pytest

from tests.analyse.events.happenings import analysed


@pytest.mark.parametrize(
    ("text", "kind", "means"),
    [
        ("A car bomb killed six people in Velm on Saturday.", "explosion", "A car bomb"),
        ("A roadside bomb wounded four policemen near Velm on Monday.", "explosion", "A roadside bomb"),
        ("A missile killed eight people in Velm on Friday.", "attack", "A missile"),
        ("Drones attacked a refinery in Velm on Friday, injuring two workers.", "attack", "Drones"),
        ("A man was killed by a stray bullet in Velm on Friday.", "shooting", "a stray bullet"),
    ],
)
def test_the_means_tell_the_type(text: str, kind: str, means: str) -> None:
    (event,) = analysed(text).events
    assert event.type == kind
    told = [f.value.text for f in event.fillings if f.slot == "type"]
    assert told
    assert set(told) == {kind}
    assert [f.value.text for f in event.fillings if f.slot == "instrument"] == [means]


def test_a_death_without_means_keeps_its_own_type() -> None:
    (event,) = analysed("Six people were killed in Velm on Saturday.").events
    assert event.type == "kill"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Floods in Velm have forced 800 people from their homes and killed 57, the agency said.",
            "disaster",
        ),
        ("A fire killed three people in Velm on Friday.", "disaster"),
        ("Cholera has killed 28 people in Velm since January.", "outbreak"),
    ],
)
def test_what_kills_by_itself_tells_the_type_and_is_nobody(text: str, kind: str) -> None:
    (event,) = analysed(text).events
    assert event.type == kind
    assert {f.value.text for f in event.fillings if f.slot == "type"} >= {kind}
    assert not [f for f in event.fillings if f.slot == "agent"]

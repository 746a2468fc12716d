"""What is denied of anybody is denied of every number; what was not paid is no sum."""

import pytest

from tests.analyse.events.happenings import analysed
from variorum.model.analysis import Filling

AMBUSH = "Gunmen attacked a convoy near Velm on Friday and captured two soldiers, the group said. "
SHOTS = "Police shot at marchers in Velm on Friday and killed three, doctors said. "
FREED = "Kidnappers released five teachers near Velm on Sunday. "


def denied(text: str, slot: str) -> list[Filling]:
    analysis = analysed(text)
    assert analysis.main_event is not None
    main = analysis.events[analysis.main_event]
    return [f for f in main.fillings if f.slot == slot and f.polarity == "denied"]


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        (AMBUSH + "The army denied that anyone had been captured.", "captured"),
        (AMBUSH + "The army denied that any soldier had been captured.", "captured"),
        (SHOTS + "The ministry denied that anybody had been killed.", "killed"),
        (SHOTS + "The ministry denied that a single marcher had been killed.", "killed"),
    ],
)
def test_who_denies_it_of_anybody_denies_one_and_more(text: str, slot: str) -> None:
    (filling,) = denied(text, slot)
    assert (filling.value.low, filling.value.high, filling.value.qualifier) == (1, None, "any")
    assert filling.of is None


def test_a_number_denied_in_other_words_is_of_the_happening_told_before() -> None:
    (filling,) = denied(SHOTS + "The ministry denied that three people had been killed.", "killed")
    assert (filling.value.low, filling.value.high) == (3, 3)


def test_another_voice_that_tells_of_nobody_killed_tells_of_the_same() -> None:
    analysis = analysed(SHOTS + "No one was killed, the mayor said.")
    (event,) = [e for e in analysis.events if e.type != "statement"]
    told = {
        (f.value.low, analysis.voices[f.chain[-1].voice].name) for f in event.fillings if f.slot == "killed"
    }
    assert told == {(3, "doctors"), (0, "mayor")}


@pytest.mark.parametrize(
    "said",
    [
        "The government denied that any ransom had been paid.",
        "The ministry denied that money had changed hands.",
        "The government denied paying ransom to the gang.",
        "No ransom was paid, the governor said.",
        "The governor said that the state had not paid a ransom.",
    ],
)
def test_money_that_nobody_paid_is_denied_without_a_sum(said: str) -> None:
    (filling,) = denied(FREED + said, "money")
    assert (filling.value.low, filling.value.high, filling.value.unit) == (0, None, None)


@pytest.mark.parametrize(
    "said",
    [
        "Their families paid money, a teacher said.",
        "The government denied that a ransom of 12 million naira had been paid.",
        "The governor said that no payment system was used.",
    ],
)
def test_money_that_was_paid_or_has_a_sum_is_not_denied_as_any(said: str) -> None:
    assert not [f for f in denied(FREED + said, "money") if f.value.qualifier == "any"]

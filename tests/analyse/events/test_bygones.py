"""What was said long ago, or of other days, is no remark on the news."""

import pytest

from tests.analyse.events.happenings import analysed
from variorum.model.value import Text

NEWS = "The singer Ana Pell was shot dead in Kelvar on Monday, police said.\n\n"


def said_of_main(text: str) -> set[str]:
    analysis = analysed(text)
    assert analysis.main_event is not None
    fillings = analysis.events[analysis.main_event].fillings
    return {f.value.text for f in fillings if f.slot == "said" and isinstance(f.value, Text)}


@pytest.mark.parametrize(
    "text",
    [
        "In 2005, Pell told a paper that she was tired of parties.",
        "Three years ago, Pell said that she was tired of parties.",
        "A friend said that Pell gave her first concert in Lorn in 1988.",
    ],
)
def test_what_is_of_other_days_is_no_remark_on_the_news(text: str) -> None:
    assert not said_of_main(NEWS + text)


def test_what_the_voice_goes_on_to_say_is_of_those_days_too() -> None:
    text = (
        NEWS + 'Three years ago, Pell said that she was tired of parties.\n\n"I sleep a lot now," she said.'
    )
    assert not said_of_main(text)


def test_who_speaks_of_her_today_speaks_of_the_news() -> None:
    text = NEWS + "A friend said that Pell loved the house that her father built in 1988."
    assert said_of_main(text)


def test_what_would_have_kept_it_from_happening_is_of_the_news() -> None:
    assert said_of_main(NEWS + '"If they had jailed him two years ago Pell would be alive," a friend said.')

"""What a report recalls stays one happening, apart from those who remember it, and its dead stay with it."""

import pytest

from tests.analyse.events.happenings import read
from variorum.analyse.events.findings import Happenings


def killed_by(found: Happenings) -> dict[str, int]:
    """Return the type of each happening that killed, with the mentions it has."""
    fatal = [e for e in found.events if any(f.slot == "killed" for f in e.fillings)]
    return {e.type: len(e.mentions) for e in fatal}


@pytest.mark.parametrize(
    "text",
    [
        "Weavers walked through Porto on Monday to mark 50 years since a fire at a mill in which 38 people "
        "died.\n\nThe fire broke out on February 3, 1975.",
        "Lamps were lit.\n\nFamilies joined the memorial walk on Monday.\n\nThirty-eight people died "
        "in the fire at the mill of 1975.",
    ],
)
def test_the_dead_of_a_fire_are_not_of_the_walk_that_recalls_it(text: str) -> None:
    found = read(text)
    assert list(killed_by(found)) == ["disaster"]
    assert sum(e.type == "disaster" for e in found.events) == 1


def test_the_walk_of_today_is_the_news_and_not_the_fire_of_long_ago() -> None:
    found = read(
        "Porto remembers mill fire of 1975\n\nWeavers walked through Porto on Monday to mark 50 years since "
        "a fire at a mill in which 38 people died.\n\nThe fire broke out on February 3, 1975."
    )
    assert found.main_event is not None
    assert found.events[found.main_event].type == "protest"


def test_who_was_killed_in_it_was_killed_in_what_was_named_last() -> None:
    found = read(
        "The vigil in Porto on Monday recalled a grenade attack on the market in 2008. Twenty-six people "
        "were killed in it."
    )
    assert list(killed_by(found)) == ["attack"]


def test_the_fire_of_which_a_verdict_tells_is_one_fire() -> None:
    found = read(
        "Man jailed for nightclub fire\n\nA court in Porto sentenced Milo Tarn to eleven years in prison on "
        "Monday.\n\nThe fire of August 12, 2022 killed two cleaners."
    )
    assert sum(e.type == "disaster" for e in found.events) == 1
    assert found.main_event is not None
    assert found.events[found.main_event].type == "trial"


@pytest.mark.parametrize(
    ("text", "burns"),
    [
        ("Two women died in the fire in Porto on Monday.", True),
        ("A fire at the market in Porto was put out on Monday.", True),
        ("The fire killed two women in Porto on Monday.", True),
        ("Two men were killed in the enemy fire in Porto on Monday.", False),
        ("The troops came under fire in Porto on Monday.", False),
    ],
)
def test_a_fire_burns_where_its_words_say_so(text: str, *, burns: bool) -> None:
    assert any(e.type == "disaster" for e in read(text).events) == burns


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Dockers in Lisbon last struck for nine days in 2003.", "strike"),
        ("Voters in Lisbon chose a mayor in 2003.", "election"),
        ("Farmers last blocked the city in 2003.", "protest"),
    ],
)
def test_what_is_recalled_in_few_words_is_told_with_its_year(text, kind):
    (event,) = (e for e in read(text).events if e.type == kind)
    assert [f.value.timex for f in event.fillings if f.slot == "time"] == ["2003"]

"""Words that tell a happening beside some words, and none, another, or a doubted one beside others."""

import pytest

from tests.analyse.events.happenings import analysed


def types(text: str) -> set[str]:
    return {event.type for event in analysed(text).events}


def moods(text: str, kind: str) -> set[str]:
    return {f.modality for e in analysed(text).events if e.type == kind for f in e.fillings}


@pytest.mark.parametrize("text", ["Army sees assault possible", "An attack apparent"])
def test_a_doubt_may_be_the_last_word_of_a_report(text: str) -> None:
    assert moods(text, "attack") <= {"possible"}


@pytest.mark.parametrize(
    "text",
    [
        "A driver struck and killed a girl in Osk on Monday.",
        "Drivers struck and fatally injured two girls in Osk on Monday.",
        "The nurse was struck by a bus in Osk on Monday and died.",
        "The teachers were struck by stones in Osk on Monday.",
    ],
)
def test_who_strikes_somebody_or_is_struck_is_on_no_strike(text: str) -> None:
    assert "strike" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Nurses struck over pay in Osk on Monday.",
        "Nurses in Osk struck on Monday and marched to the town hall.",
    ],
)
def test_who_strikes_over_pay_is_on_strike(text: str) -> None:
    assert "strike" in types(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Police are investigating a possible killing in Osk.", "kill"),
        ("Police are investigating a possible homicide in Osk.", "kill"),
        ("A possible fatal shooting was reported in Osk on Monday.", "shooting"),
        ("Police warned of a possible targeted attack in Osk.", "attack"),
        ("Police warned of possible random attacks on tourists in Osk.", "attack"),
        ("Officials prepared for possible injuries at the match.", "injure"),
    ],
)
def test_what_is_possible_stays_so_whatever_its_sort(text: str, kind: str) -> None:
    assert moods(text, kind) - {"asserted"} == {"possible"}


@pytest.mark.parametrize(
    "text",
    [
        "Snow blocked streets in Osk on Monday.",
        "Police blocked streets in Osk for the marathon.",
        "The council blocked city plans for a tower.",
        "The school in Osk sent 300 pupils home on Monday because of the heat.",
        "The factory sent 40 workers home on Monday.",
        "The school let 300 pupils go early on Monday.",
        "The guide led away nine tourists in Osk on Monday.",
        "The nurse took away nine children in Osk on Monday.",
        "Ana Pell drove her mother into a marketplace in Osk on Monday.",
        "The teacher drove the pupils into the crowd of parents.",
        "The army drove its trucks into the barracks on Monday.",
        "The firm set fire to 40 tonnes of waste on Monday.",
        "Farmers set fire to their fields on Monday.",
        "The cook set a pan on fire in Osk on Monday.",
        "The king chose council members on Monday.",
        "The president chose the governor of the bank on Monday.",
        "The club chose parliament square for its party.",
    ],
)
def test_nothing_happened_that_a_coder_would_note(text: str) -> None:
    assert types(text) == set()

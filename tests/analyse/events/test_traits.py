from tests.analyse.events.happenings import analysed
from variorum.model.analysis import Analysis
from variorum.model.value import Text


def texts(analysis: Analysis, slot: str) -> list[tuple[str, str | None]]:
    return [
        (f.value.text, None if f.of is None else analysis.participants[f.of].name)
        for e in analysis.events
        for f in e.fillings
        if f.slot == slot and isinstance(f.value, Text)
    ]


def test_whoever_is_called_by_a_people_has_its_nationality() -> None:
    analysis = analysed("Two Filipino sailors were killed when a boat sank off Kelvar on Monday.")
    assert texts(analysis, "nationality") == [("Filipino", "Two Filipino sailors")]


def test_the_country_of_a_prison_is_not_that_of_its_guard() -> None:
    analysis = analysed("A guard at a Peruvian prison was killed in Kelvar on Monday.")
    assert texts(analysis, "nationality") == []


def test_the_rank_of_a_happening_is_in_its_own_words() -> None:
    analysis = analysed("The second deadly attack in Kelvar this week killed three people on Monday.")
    assert [text for text, _ in texts(analysis, "rank")] == ["second deadly"]


def test_nobody_gets_a_nationality_that_no_word_gives() -> None:
    analysis = analysed("Two sailors were killed when a boat sank off Peru on Monday.")
    assert texts(analysis, "nationality") == []


def test_whoever_is_of_a_part_of_a_continent_is_called_so_in_full() -> None:
    analysis = analysed("Two Central American sailors were killed when a boat sank off Kelvar on Monday.")
    assert [text for text, _ in texts(analysis, "nationality")] == ["Central American"]

"""Numbers of some kind among those whom a happening befell."""

from tests.analyse.events.happenings import analysed
from variorum.model.analysis import Analysis


def counts(analysis: Analysis, slot: str) -> set[tuple[str | None, int | None]]:
    return {
        (None if f.of is None else analysis.participants[f.of].name, f.value.low)  # type: ignore[union-attr]
        for event in analysis.events
        for f in event.fillings
        if f.slot == slot
    }


def test_some_of_the_dead_are_counted_by_their_kind():
    found = analysed(
        "Nine people were killed when a wall fell in Kelvar on Monday, police said.\n\n"
        "Three of the dead were children, the fire brigade said."
    )
    assert counts(found, "killed") == {(None, 9), ("children", 3)}
    kind = next(p for p in found.participants if p.name == "children")
    assert kind.member_of is not None
    assert found.participants[kind.member_of].name == "Nine people"


def test_some_of_those_detained_are_counted_by_their_kind():
    found = analysed(
        "Police arrested 40 people at a march in Kelvar on Monday. Six of the detained were minors."
    )
    assert ("minors", 6) in counts(found, "arrested")


def test_some_of_the_cases_are_counted_by_their_kind():
    found = analysed(
        "There have been 80 cases of cholera in Kelvar, the ministry said on Monday.\n\n"
        "Eleven of the cases are health workers."
    )
    assert ("health workers", 11) in counts(found, "cases")


def test_what_some_of_the_dead_had_done_counts_no_kind():
    found = analysed(
        "Nine people were killed when a wall fell in Kelvar on Monday.\n\nThree of the dead were on a visit."
    )
    assert counts(found, "killed") == {(None, 9)}

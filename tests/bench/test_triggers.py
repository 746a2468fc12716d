"""What counts of annotated reports say of two trigger words."""

from tellings.triggers import UNSEEN, load_counts, trigger_clues, trigger_key
from tests.bench.outlines import outline_of
from variorum.model.span import Span

SPAN = Span(0, 4)


def test_the_order_of_two_triggers_does_not_matter() -> None:
    kill, death = outline_of(SPAN, "kill"), outline_of(SPAN, "death", is_noun=True)
    assert trigger_key(kill, death) == trigger_key(death, kill) == "death/n kill/v"


def test_a_pair_never_seen_leans_to_two_happenings() -> None:
    clues = trigger_clues(UNSEEN, same_report=False)
    assert clues["triggers, other"] < 0
    assert clues["triggers seen"] == 0


def test_reports_that_tell_a_death_twice_mostly_tell_the_same_one() -> None:
    counts = load_counts()["death/n death/n"]
    assert trigger_clues(counts, same_report=True)["triggers, same report"] > 0


def test_every_row_of_counts_is_read() -> None:
    assert all(sum(counts) > 0 and min(counts) >= 0 for counts in load_counts().values())

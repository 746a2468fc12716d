"""`diff` in the order of what weighs: deaths first, and what is small behind one line."""

import variorum as v
from tests.test_edited import RULES, tell
from variorum.functions import diff
from variorum.model.record import Event
from variorum.model.value import Count, Text
from variorum.reconcile import Change, Shown
from variorum.sifting import sift

EVENTS = {
    "raid": Event(id="raid", type="attack", label="raid", story="s"),
    "fire": Event(id="fire", type="fire", label="fire", story="s"),
    "word": Event(id="word", type="statement", label="word", story="s"),
}


def change(event: str, slot: str, value: int | str | None, of: str | None = None) -> Change:
    told = Count(value, value, "person") if isinstance(value, int) else value and Text(value)
    after = Shown(value=told or None, status="single", reports=1, origins=1, terminal_sources=1)
    return Change(
        event=event, slot=slot, of=of, what="new", before=None, after=after,
        claims=(), reports=("r",), outlets=(), sources=(),
    )  # fmt: skip


def test_event_with_most_dead_comes_first_and_its_toll_before_its_place() -> None:
    changes = [
        change("fire", "killed", 2), change("raid", "place", "Orvel"), change("raid", "injured", 3),
        change("raid", "killed", 9),
    ]  # fmt: skip
    assert [(c.event, c.slot) for c in sift(changes, EVENTS).large] == [
        ("raid", "killed"), ("raid", "injured"), ("raid", "place"), ("fire", "killed")
    ]  # fmt: skip


def test_small_changes_are_held_back_as_long_as_there_are_others() -> None:
    small = [
        change("raid", "said", "it was loud"), change("word", "place", "Osk"), change("raid", "agent", None),
        change("raid", "killed", 1, of="p-1"), change("raid", "type", "attack"),
    ]  # fmt: skip
    sifted = sift([*small, change("raid", "killed", 9)], EVENTS)
    assert [c.slot for c in sifted.large] == ["killed"]
    assert len(sifted.small) == len(small)
    assert len(sift(small, EVENTS).small) + len(sift(small, EVENTS).large) == len(small)
    assert sift(small[:1], EVENTS).large == (small[0],)


def test_what_diff_finds_is_parted_whole(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.jsonl").write_text(
        tell("four")
        + "\n"
        + tell("nine", " Shops burned down.", url="https://osk.example/2", date="2024-05-08")
    )
    record = v.add(tmp_path / "a.jsonl", settings=RULES)
    changes = diff(record, "2024-05-07", "2024-05-09")
    sifted = sift(changes, {event.id: event for event in record.lines.events})
    assert sorted(map(repr, (*sifted.large, *sifted.small))) == sorted(map(repr, changes))

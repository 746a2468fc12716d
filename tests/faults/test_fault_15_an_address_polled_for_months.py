"""Fault 15: what is polled again and again at one address is told apart without reading all each time."""

from collections import Counter

import msgspec
import pytest

from tests.store.making import stored
from variorum.adding import _Taken
from variorum.store import Archive, Stored, archive

PAGE, FRONT = "https://osk.example/news/1", "https://osk.example/"


def polled(number: int, url: str) -> Stored:
    item = stored(f"r{number}", f"Poll {number}: three people were killed in Osk on Monday.")
    report = msgspec.structs.replace(item.report, url=url, published="2024-05-06")
    return msgspec.structs.replace(item, report=report)


def decoded(url: str, before: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Count the reports read where twenty texts come in at an address that already has some."""
    count: Counter[str] = Counter()
    decode = archive.decode_report
    with Archive(":memory:") as kept:
        kept.put_reports([polled(n, url) for n in range(before)], "x")
        taken = _Taken(kept)
        monkeypatch.setattr(archive, "decode_report", lambda body: count.update(["read"]) or decode(body))
        for number in range(before, before + 20):
            taken.put_after(polled(number, url).report, None)
            kept.put_reports([polled(number, url)], "x")
        monkeypatch.undo()
    return count["read"]


def test_a_front_page_is_never_held_against_what_stood_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert decoded(FRONT, 30, monkeypatch) == 0


def test_the_texts_at_a_page_are_read_once_in_a_run(monkeypatch: pytest.MonkeyPatch) -> None:
    assert decoded(PAGE, 30, monkeypatch) == 30


def test_addresses_that_begin_alike_are_two() -> None:
    long = "https://osk.example/" + "a" * 700
    with Archive(":memory:") as kept:
        kept.put_reports([polled(1, long + "1")], "x")
        assert kept.reports_at(long + "2") == []
        assert [r.id for r in kept.reports_at(long + "1")] == ["r1"]


@pytest.mark.parametrize("url", [PAGE, FRONT])
def test_a_row_with_other_words_at_its_address_is_no_id_used_twice(url: str) -> None:
    with Archive(":memory:") as kept:
        kept.put_reports([polled(1, url)], "x")
        taken = _Taken(kept)
        again, _ = taken.name_apart(msgspec.structs.replace(polled(2, url).report, id="r1"))
        assert again.id == f"r1@{again.sha256[:12]}"
        assert taken.put_after(again, None).flags == ()

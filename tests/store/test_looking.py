"""Looking at a record changes nothing in it that need not change."""

import os
import stat
from pathlib import Path

import pytest

from tests.deciding.making import record_at
from variorum import adding
from variorum.functions import show
from variorum.opened import OpenRecord
from variorum.settings import Settings
from variorum.store import Archive


def test_a_record_made_with_other_settings_is_looked_at_and_left_as_it_is(address: str) -> None:
    record_at(address, 1).archive.close()
    with Archive(address) as archive:
        before = archive.get_note("made_from"), archive.read_lines()
        other = OpenRecord(archive, Settings(policy="ucdp"))
        assert other.lines.header.policy == "ucdp"
        assert len(other.events) == 1
        assert (archive.get_note("made_from"), archive.read_lines()) == before


def test_settings_that_change_no_reading_keep_the_analyses(address: str) -> None:
    record_at(address, 1).archive.close()
    with Archive(address) as archive:
        assert len(archive.analyses(adding.made_by(Settings(policy="ibc", fetch_pages=True)))) == 4


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_stale_record_that_cannot_be_written_is_made_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "v.db"
    record = record_at(str(path), 1)
    record.archive.put_note("made_from", "something older")
    record.archive.close()
    path.chmod(stat.S_IREAD)
    with Archive(path) as archive:
        assert len(OpenRecord(archive, Settings()).events) == 1


def test_a_stale_record_that_is_busy_is_made_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from variorum.errors import StoreError

    def refuse(*_: object, **__: object) -> None:
        raise StoreError("E406", "another program is writing to the record")

    record = record_at(str(tmp_path / "v.db"), 1)
    record.archive.put_note("made_from", "something older")
    monkeypatch.setattr("variorum.opened.refresh", refuse)
    assert len(OpenRecord(record.archive, Settings()).events) == 1
    record.archive.close()


def test_one_event_is_shown_without_reading_the_others(address: str) -> None:
    record = record_at(address, 3)
    whole = {event.id: event for event in record.events}
    with Archive(address) as archive:
        opened = OpenRecord(archive, Settings())
        for id_, event in whole.items():
            seen = show(opened, id_)
            assert (seen.line, seen.entries[0].line) == (event.line, event.entries[0].line)
            assert [c.line for c in seen.claims] == [c.line for c in event.claims]
            assert [c.chain for c in seen.claims] == [c.chain for c in event.claims]
        assert "lines" not in vars(opened)
    record.archive.close()

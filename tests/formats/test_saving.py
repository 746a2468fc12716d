"""An export is put down whole or not at all, and never in the place of other people's things."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.formats.making import full
from variorum import add
from variorum.cli.app import make_app
from variorum.data import path_of
from variorum.errors import ExportError
from variorum.formats import export_record, save_export
from variorum.formats.saving import MARK


def failing() -> Iterator[bytes]:
    yield b"half"
    raise RuntimeError("broken off")


def test_a_file_is_written_whole_and_nothing_else_is_left(tmp_path: Path) -> None:
    to = tmp_path / "claims.csv"
    to.write_bytes(b"old")
    assert save_export([b"a", b"b"], to) == to
    assert to.read_bytes() == b"ab"
    assert list(tmp_path.iterdir()) == [to]
    assert to.stat().st_mode & 0o600 == 0o600


@pytest.mark.parametrize("is_folder", [False, True])
def test_a_run_broken_off_leaves_what_was_there(tmp_path: Path, is_folder: bool) -> None:
    to = tmp_path / "out"
    if not is_folder:
        to.write_bytes(b"old")
    before = sorted(tmp_path.iterdir())
    with pytest.raises(RuntimeError, match="broken off"):
        save_export(failing(), to, is_folder=is_folder)
    assert sorted(tmp_path.iterdir()) == before
    assert is_folder or to.read_bytes() == b"old"


def test_a_site_takes_the_place_of_an_earlier_one_only(tmp_path: Path) -> None:
    to = tmp_path / "pages"
    save_export(export_record(full(), "site"), to, is_folder=True)
    (to / "events" / "gone.html").write_text("an event of the earlier record")
    save_export(export_record(full(), "site"), to, is_folder=True)
    assert not (to / "events" / "gone.html").exists()
    assert (to / "index.html").is_file()
    assert [p.name for p in tmp_path.iterdir()] == ["pages"]


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(ExportError, match="E510"):
        save_export(export_record(full(), "site"), tmp_path, is_folder=True)
    assert [p.name for p in tmp_path.iterdir()] == ["letters.txt"]
    with pytest.raises(ExportError, match="E510"):
        save_export(export_record(full(), "site"), tmp_path / "letters.txt", is_folder=True)


def test_a_place_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    for is_folder in (False, True):
        with pytest.raises(ExportError, match=r"E509 .*nowhere"):
            save_export([b"a"], tmp_path / "nowhere" / "x", is_folder=is_folder)
    with pytest.raises(ExportError, match="E509"):
        save_export([b"a"], tmp_path)


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    to = tmp_path / "empty"
    to.mkdir()
    save_export(export_record(full(), "site"), to, is_folder=True)
    assert (to / MARK).is_file()


class Terminal(io.TextIOWrapper):
    """A standard output that a person looks at."""

    def isatty(self) -> bool:
        return True


def test_bytes_that_are_no_text_do_not_go_to_a_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "variorum.db"
    add(path_of("demo/reports.jsonl"), record=record)
    shown = Terminal(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", shown)
    for name in ("parquet", "arrow", "site"):
        monkeypatch.setattr(sys, "argv", ["variorum", "--record", str(record), "export", "--format", name])
        with pytest.raises(ExportError, match="E511"):
            make_app()(standalone_mode=False)
    assert shown.buffer.getvalue() == b""  # type: ignore[attr-defined]

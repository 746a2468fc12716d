"""Daft's native runner: many shards become the record that one machine makes of the same reports."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("daft", reason="needs the extra: pip install 'variorum[scale]'")

import variorum
from tests.scale.conftest import Ground, record_alone
from tests.scale.shards import make_rows, write_shards


def test_the_record_is_that_of_the_single_machine_byte_for_byte(ground: Ground, tmp_path: Path) -> None:
    scaled = variorum.scale.run([ground.shards], tmp_path, workers=1)
    assert scaled.record.read_bytes() == ground.record
    assert scaled.reports == ground.record.count(b'{"kind":"report"')
    assert scaled.reports > 50
    assert scaled.rejects == ()
    assert len(list((tmp_path / "analyses").glob("*.parquet"))) == 6


@pytest.mark.usefixtures("unread")
def test_a_second_run_reads_and_links_nothing_again(tmp_path: Path) -> None:
    shards = tmp_path / "shards"
    write_shards(shards, make_rows(40), 6)
    moved = sorted(shards.iterdir())[-1]
    moved.rename(tmp_path / moved.name)
    first = variorum.scale([shards], tmp_path / "out", workers=1)
    assert first.record.read_bytes() == record_alone(shards)
    steps: list[str] = []
    again = variorum.scale.run(
        [shards], tmp_path / "out", workers=1, on_step=lambda name, _: steps.append(name)
    )
    assert (again.read, again.unchanged, steps) == (0, 5, [])
    (tmp_path / moved.name).rename(moved)
    whole = variorum.scale.run([shards], tmp_path / "out", workers=1)
    assert (whole.read, whole.unchanged) == (1, 5)
    assert whole.record.read_bytes() == record_alone(shards)


@pytest.mark.slow
def test_two_workers_make_the_record_that_one_makes(ground: Ground, tmp_path: Path) -> None:
    # In a process of its own, because Daft leaves the pipes of its workers open.
    program = "from variorum.cli import program; program()"
    command = [sys.executable, "-c", program, "scale", str(ground.shards)]
    done = subprocess.run([*command, "-o", "out", "--workers", "2"], check=False, cwd=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "out" / "record.jsonl").read_bytes() == ground.record


def test_without_daft_the_message_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "daft", None)
    with pytest.raises(variorum.VariorumError, match=r"E030 .*pip install 'variorum\[scale\]'"):
        variorum.scale.run([tmp_path], tmp_path / "out")

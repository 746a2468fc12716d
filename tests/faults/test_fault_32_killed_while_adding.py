"""Fault 32: `kill -9` while reports are added. What was acknowledged is there, nothing is there by half."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.store.clusters import new_address, running_cluster
from tests.store.making import everything_in, stored
from variorum.checking import check_archive
from variorum.store import Archive

ROOT = Path(__file__).parents[2]
STORES = pytest.mark.parametrize("store", ["sqlite", "postgresql"])


def kill(store: str, folder: Path, way: str, times: int) -> dict[str, Any]:
    """Run the killing in a process of its own: it forks, and this one may have threads."""
    lines = (
        {"id": f"r{n}", "date": "2025-01-10", "text": f"{n} boats sank on the Osk on Monday, police said."}
        for n in range(60)
    )
    source = folder / "in.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in lines))
    done = subprocess.run(
        [
            sys.executable,
            ROOT / "tests/faults/killing.py",
            new_address(store, folder),
            source,
            way,
            str(times),
            "7",
        ],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


@STORES
def test_a_process_killed_at_any_moment_loses_and_halves_nothing(store: str, tmp_path: Path) -> None:
    told = kill(store, tmp_path, "moments", 20)
    assert told["troubles"] == []
    assert told["reports"] == 60
    assert told["killed"] > 5


@STORES
def test_a_process_killed_before_any_statement_loses_and_halves_nothing(store: str, tmp_path: Path) -> None:
    told = kill(store, tmp_path, "statements", 65)
    assert told["troubles"] == []
    assert told["killed"] > 60


@pytest.mark.slow
@STORES
def test_a_thousand_processes_killed_lose_and_halve_nothing(store: str, tmp_path: Path) -> None:
    told = kill(store, tmp_path, "moments", 1000)
    assert told["troubles"] == []
    assert told["killed"] > 300


def test_a_server_that_crashes_has_kept_what_it_acknowledged() -> None:
    cluster = running_cluster()
    address = cluster.new_database()
    with Archive(address) as archive:
        archive.put_reports([stored(f"r{n}", f"{n} boats sank.") for n in range(200)], "v1")
        before = everything_in(archive)
    cluster.stop()
    cluster.start()
    with Archive(address) as archive:
        assert everything_in(archive) == before
        assert check_archive(archive).faults == ()

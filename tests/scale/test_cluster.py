"""Two Ray nodes on loopback: the record of the single machine, also when one of them is killed midway."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("daft", reason="needs the extra: pip install 'variorum[scale]'")
pytest.importorskip("ray", reason="needs the extra: pip install 'variorum[scale]'")

from tests.scale.conftest import Ground, make_ground

ROOT = Path(__file__).parents[2]


def run_on_cluster(shards: Path, output: Path, *more: str, timeout: float = 900) -> dict[str, object]:
    """Run in a process of its own, with its own cluster, and return what it told."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.scale.cluster", str(shards), str(output), *more],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=timeout,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    told: dict[str, object] = json.loads(done.stdout.strip().splitlines()[-1])
    return told


def test_a_node_killed_midway_changes_nothing_but_the_time(ground: Ground, tmp_path: Path) -> None:
    told = run_on_cluster(ground.shards, tmp_path, "--kill", "read")
    assert told["nodes"] == [2, 1]
    assert told["rejects"] == 0
    assert (tmp_path / "record.jsonl").read_bytes() == ground.record


@pytest.mark.slow
@pytest.mark.parametrize("kill", [(), ("--kill", "link")])
def test_two_thousand_reports_become_the_record_of_the_single_machine(
    tmp_path: Path, kill: tuple[str, ...]
) -> None:
    ground = make_ground(tmp_path / "ground", 1998, 16)
    told = run_on_cluster(ground.shards, tmp_path / "out", *kill, timeout=3600)
    assert told["nodes"] == [2, 1 if kill else 2]
    assert (tmp_path / "out" / "record.jsonl").read_bytes() == ground.record


@pytest.mark.slow
def test_twenty_thousand_reports_become_the_record_of_the_single_machine(tmp_path: Path) -> None:
    ground = make_ground(tmp_path / "ground", 19_998, 40)
    run_on_cluster(ground.shards, tmp_path / "out", "--kill", "read", timeout=14_400)
    assert (tmp_path / "out" / "record.jsonl").read_bytes() == ground.record

"""Fault 25: a worker that dies, hangs or starves is surfaced and its report named; the rest goes on."""

import json
import signal
import subprocess
import sys
import time

import pytest

from tests.test_workers import BREAKING, reports, task, write_reports
from variorum.settings import Settings
from variorum.workers import Limits, Pool

VARIORUM = [sys.executable, "-c", "from variorum.cli import main; main()"]


def read(*texts: str, count: int = 2, **limits: float):
    with Pool(Settings(), count, read=BREAKING, limits=Limits(**limits)) as pool:
        return [outcome for _, outcome in pool.read(reports(*texts), task)]


def test_a_worker_that_dies_is_started_again_and_its_report_named():
    outcomes = read("ok", "die", "ok", "ok")
    assert [o.reject and (o.reject.input, o.reject.code) for o in outcomes] == [
        None, ("file r1", "E203"), None, None,
    ]  # fmt: skip
    assert "status 7" in outcomes[1].reject.reason


def test_a_report_is_read_after_all_when_only_the_first_worker_died(tmp_path):
    (outcome,) = read(f"once {tmp_path / 'mark'}")
    assert outcome.analysis is not None


def test_a_worker_that_hangs_is_ended_and_its_report_named():
    outcomes = read("hang", "ok", "ok", seconds=1.5)
    assert outcomes[0].reject.code == "E204"
    assert all(o.analysis is not None for o in outcomes[1:])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to its memory")
def test_a_worker_that_runs_out_of_memory_names_its_report():
    outcomes = read("eat", "ok", memory=700_000_000)
    assert outcomes[0].reject.code == "E205"
    assert outcomes[1].analysis is not None


def test_many_deaths_do_not_stop_the_others():
    outcomes = read(*(["die", "ok"] * 4), count=3)
    assert [o.reject is None for o in outcomes] == [False, True] * 4


def test_the_command_ends_with_one_and_names_what_broke(tmp_path):
    source = write_reports(tmp_path, 2)
    command = [*VARIORUM, "--record", "r.db", "add", str(source), "--workers", "2"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    (reject,) = [json.loads(line) for line in (tmp_path / "rejects.jsonl").read_text().splitlines()]
    assert reject["input"].endswith("reports.jsonl:4")


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_an_interrupted_run_leaves_no_process_and_is_resumed(tmp_path):
    source = write_reports(tmp_path, 60)
    command = [*VARIORUM, "--record", "r.db", "add", str(source), "--workers", "2"]
    running = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, stdout=subprocess.PIPE)
    children = wait_for_children(running.pid)
    running.send_signal(signal.SIGINT)
    running.communicate(timeout=60)
    assert running.returncode != 0
    assert not [pid for pid in children if is_alive(pid)]


def wait_for_children(parent: int) -> list[int]:
    for _ in range(300):
        listed = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(parent)], capture_output=True, text=True, check=False
        )
        found = [int(pid) for pid in listed.stdout.split()]
        if len(found) >= 2:
            return found
        time.sleep(0.1)
    return []


def is_alive(pid: int) -> bool:
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return bool(shown.stdout.strip()) and not shown.stdout.startswith("Z")

"""`variorum serve` from the command line: its address on stdout, its words on stderr, its refusals."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx

import variorum
from variorum.data import path_of

MAIN = [sys.executable, "-c", "from variorum.cli import main; main()"]


def test_serve_prints_its_address_and_answers_until_it_is_stopped(tmp_path: Path) -> None:
    record = tmp_path / "story.db"
    variorum.add(path_of("demo/reports.jsonl"), record=record).archive.close()
    command = [*MAIN, "--record", str(record), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            url = (server.stdout.readline() if server.stdout else "").strip()
            assert url.startswith("http://127.0.0.1:")
            assert "explosion: Port Ostrel" in httpx.get(url).text
            with variorum.connect(url) as there:
                assert there.summary().counts["report"] == 6
        finally:
            server.send_signal(signal.SIGINT)
            _, said = server.communicate(timeout=60)
    assert server.returncode in (0, 130)
    assert "sign in with the token" in said


def test_serve_refuses_an_open_address_without_a_token(tmp_path: Path) -> None:
    env = {k: v for k, v in os.environ.items() if k != "VARIORUM_TOKEN"}
    done = subprocess.run(
        [*MAIN, "serve", "--host", "0.0.0.0"],  # noqa: S104 - refused
        capture_output=True, text=True, cwd=tmp_path, env=env, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 2
    assert "E701" in done.stderr
    assert "--token" in done.stderr

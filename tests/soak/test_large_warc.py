"""Memory stays flat over a WARC of two gigabytes; run by `make soak`."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.slow
def test_two_gigabytes_of_warc_are_read_in_flat_memory(tmp_path: Path) -> None:
    script = Path(__file__).parent / "warc_of.py"
    done = subprocess.run(
        [sys.executable, script, tmp_path / "large.warc", "2000000000"],
        capture_output=True,
        text=True,
        check=False,
        timeout=1800,
    )
    assert done.returncode == 0, done.stdout + done.stderr

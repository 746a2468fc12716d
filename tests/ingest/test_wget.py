"""A WARC that wget wrote of a site on loopback is read whole."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.faults.reading import read
from tests.faults.serving import body, served

PAGE = "<html><title>Day {0}</title><p>The river rose {0} cm.</p><a href='/{1}'>next</a></html>"


@pytest.mark.skipif(shutil.which("wget") is None, reason="wget is not installed")
@pytest.mark.parametrize("packed", [True, False])
def test_a_warc_of_wget_gives_its_pages_with_the_moment_of_capture(tmp_path: Path, packed: bool) -> None:
    paths = {f"/{n}": body(PAGE.format(n, n + 1).encode()) for n in range(3)}
    with served(paths) as (base, _):
        words = [
            "wget",
            "-q",
            "-r",
            "--no-parent",
            f"--warc-file={tmp_path}/site",
            "-P",
            str(tmp_path / "out"),
        ]
        words += [] if packed else ["--no-warc-compression"]
        subprocess.run([*words, f"{base}/0"], check=False, timeout=30)
    path = tmp_path / ("site.warc.gz" if packed else "site.warc")
    documents, rejects = read(path)
    assert rejects == []
    found = sorted(str(d.given["url"]) for d in documents)
    assert found == [f"{base}/{n}" for n in range(3)]
    assert all("received" in d.given for d in documents if d.media_type == "text/html")

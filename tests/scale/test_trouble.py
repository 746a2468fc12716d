"""Bad shards, full disks, storage that refuses, killed drivers: named, and the next run does the rest."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

pytest.importorskip("daft", reason="needs the extra: pip install 'variorum[scale]'")

import variorum
from tests.faults.serving import body, served
from tests.scale.conftest import record_alone
from tests.scale.shards import WRITERS, make_rows, write_shards
from variorum.errors import InputError, StoreError

ROOT = Path(__file__).parents[2]
# The command line, but no report is read: every analysis is empty.
UNREAD = """
import variorum.model.analysis as a
import variorum.pipeline as p
p.analyse = lambda report, settings: a.Analysis()
"""
COMMAND = [sys.executable, "-c", UNREAD + "from variorum.cli import program; program()", "scale"]


@pytest.fixture
def shards(tmp_path: Path) -> Path:
    write_shards(tmp_path / "shards", make_rows(22), 4)
    return tmp_path / "shards"


@pytest.mark.usefixtures("unread")
def test_bad_shards_are_named_the_rest_goes_on_and_a_second_run_reads_only_them(
    shards: Path, tmp_path: Path
) -> None:
    missing, corrupt, other = shards / "00.jsonl", shards / "01.parquet", shards / "02.parquet"
    WRITERS["parquet"](other, make_rows(3, seed=9))
    good = {path: path.read_bytes() for path in (missing, corrupt, other)}
    missing.unlink()
    corrupt.write_bytes(good[corrupt][:-40])
    pq.write_table(pa.table({"temperature": [12], "pressure": [990]}), other)
    names = [missing, corrupt, other, shards / "03.warc.gz"]
    first = variorum.scale.run(names, tmp_path / "out", workers=1)
    told = {Path(r.input.partition(":")[0]).name: r.code for r in first.rejects}
    assert told["00.jsonl"] == "E101"
    assert told["01.parquet"] == "E121"
    assert told["02.parquet"] == "E120"
    assert first.record.read_bytes() == record_alone(shards / "03.warc.gz")
    lines = (tmp_path / "out" / "rejects.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == len(first.rejects)
    for path, data in good.items():
        path.write_bytes(data)
    second = variorum.scale.run(names, tmp_path / "out", workers=1)
    assert (second.read, second.unchanged, second.rejects) == (3, 1, ())
    assert second.record.read_bytes() == record_alone(*names)


@pytest.mark.usefixtures("unread")
def test_a_row_group_that_is_damaged_costs_its_own_rows_alone(shards: Path, tmp_path: Path) -> None:
    damaged = shards / "01.parquet"
    data = bytearray(damaged.read_bytes())
    data[200:260] = b"\xff" * 60
    damaged.write_bytes(bytes(data))
    scaled = variorum.scale.run([shards], tmp_path / "out", workers=1)
    assert {Path(r.input.partition("#")[0]).name for r in scaled.rejects} == {"01.parquet"}
    assert scaled.record.read_bytes() == record_alone(shards)


@pytest.mark.usefixtures("unread")
def test_rejects_of_single_reports_are_told_again_but_not_read_again(shards: Path, tmp_path: Path) -> None:
    with (shards / "00.jsonl").open("a", encoding="utf-8") as out:
        out.write("not json\n")
    first = variorum.scale.run([shards], tmp_path / "out", workers=1)
    again = variorum.scale.run([shards], tmp_path / "out", workers=1)
    assert [r.code for r in first.rejects] == ["E107"]
    assert again.rejects == first.rejects
    assert (again.read, again.unchanged) == (0, 4)


@pytest.mark.usefixtures("unread")
def test_an_id_of_other_bytes_and_a_report_that_stands_twice_are_as_in_one_record(tmp_path: Path) -> None:
    rows = make_rows(10)
    write_shards(tmp_path / "shards", [*rows, *rows[3:6], {**rows[4], "text": "Other words."}], 3)
    scaled = variorum.scale.run([tmp_path / "shards"], tmp_path / "out", workers=1)
    assert scaled.record.read_bytes() == record_alone(tmp_path / "shards")


@pytest.mark.usefixtures("unread")
def test_nothing_usable_is_an_error_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "empty.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(InputError, match="E199"):
        variorum.scale.run([tmp_path / "empty.jsonl"], tmp_path / "out", workers=1)


def _answers(shards: Path) -> dict[str, object]:
    return {f"/{path.name}": body(path.read_bytes()) for path in sorted(shards.iterdir())}


def _patient() -> object:
    from daft.io import HTTPConfig, IOConfig

    http = HTTPConfig(num_tries=1, connect_timeout_ms=2000, read_timeout_ms=2000, retry_initial_backoff_ms=10)
    return IOConfig(http=http)


@contextmanager
def _storage(answers: dict[str, object]) -> Iterator[str]:
    """Serve over HTTP as storage does: HEAD too, and ranges of bytes are answered with the whole."""
    head = BaseHTTPRequestHandler.__dict__.get("do_HEAD")
    BaseHTTPRequestHandler.do_HEAD = lambda self: self.do_GET()  # type: ignore[attr-defined]
    try:
        with served(answers) as (address, _):  # type: ignore[arg-type]
            yield address
    finally:
        if head is None:
            del BaseHTTPRequestHandler.do_HEAD  # type: ignore[attr-defined]


def _trickle(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.send_header("Content-Length", "1000000")
    request.end_headers()
    for _ in range(200):
        request.wfile.write(b"{")
        request.wfile.flush()
        time.sleep(0.1)


@pytest.mark.usefixtures("unread")
def test_storage_that_refuses_or_trickles_is_named_and_the_next_run_reads_only_that(
    shards: Path, tmp_path: Path
) -> None:
    names = sorted(path.name for path in shards.iterdir())
    bad = {**_answers(shards), f"/{names[0]}": body(b"no", 403), f"/{names[1]}": _trickle}
    options = {"workers": 1, "storage": _patient(), "grace": 1.5, "scratch": tmp_path}
    with _storage(bad) as address:
        urls = [f"{address}/{name}" for name in names]
        first = variorum.scale.run(urls, tmp_path / "out", **options)
        assert {(r.input, r.code) for r in first.rejects} == {(urls[0], "E160"), (urls[1], "E161")}
        assert first.record.read_bytes() == record_alone(*(shards / name for name in names[2:]))
        bad.update(_answers(shards))
        second = variorum.scale.run(urls, tmp_path / "out", **options)
    assert (second.read, second.unchanged, second.rejects) == (2, 2, ())
    assert second.record.read_bytes() == record_alone(shards)
    assert not list(tmp_path.glob("variorum-shard-*"))


def test_a_full_disk_is_named_and_the_next_run_does_what_is_missing(tmp_path: Path) -> None:
    """A limit on the size of files stands for the disk: the large shard does not fit, the small ones do."""
    rows = make_rows(6)
    noise = [{**rows[0], "id": f"n{n}", "title": "", "text": os.urandom(300_000).hex()} for n in range(2)]
    write_shards(tmp_path / "shards", rows[:4], 1)
    (tmp_path / "shards" / "large.jsonl").write_text("".join(json.dumps(r) + "\n" for r in noise))
    script = (
        f"{UNREAD}import os, resource, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "if sys.argv[3] != '0': resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)\n"
        "import variorum\n"
        "s = variorum.scale.run([sys.argv[1]], sys.argv[2], workers=1)\n"
        "print([(r.input.rpartition('/')[2], r.code) for r in s.rejects], s.read, s.reports, flush=True)\n"
        "os._exit(0)\n"  # as `cli.program` ends: Daft's threads may abort while Python is taken down
    )

    def run(limit: int) -> str:
        command = [sys.executable, "-c", script, str(tmp_path / "shards"), str(tmp_path / "out"), str(limit)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300, cwd=ROOT)
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout.strip().splitlines()[-1]

    assert run(400_000) == "[('large.jsonl', 'E404')] 2 4"
    assert run(0) == "[] 1 6"


@pytest.mark.usefixtures("unread")
def test_a_driver_that_is_killed_is_resumed_without_reading_again_what_was_read(tmp_path: Path) -> None:
    write_shards(tmp_path / "shards", make_rows(10), 4)
    command = [*COMMAND, str(tmp_path / "shards")]
    command += ["--output", str(tmp_path / "out"), "--workers", "1"]
    driver = subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=ROOT)
    manifest = tmp_path / "out" / "manifest"
    while driver.poll() is None and len(list(manifest.glob("*.json"))) < 2:
        time.sleep(0.02)
    driver.send_signal(signal.SIGKILL)
    driver.wait()
    read = {path: path.stat().st_mtime_ns for path in (tmp_path / "out" / "analyses").glob("*.parquet")}
    noted = len(list(manifest.glob("*.json")))
    assert 2 <= noted < 4
    scaled = variorum.scale.run([tmp_path / "shards"], tmp_path / "out", workers=1)
    assert scaled.unchanged == noted
    now = {path: path.stat().st_mtime_ns for path in (tmp_path / "out" / "analyses").glob("*.parquet")}
    assert sum(now[path] == when for path, when in read.items()) >= noted
    assert scaled.record.read_bytes() == record_alone(tmp_path / "shards")


@pytest.mark.usefixtures("unread")
def test_a_step_that_fails_is_made_again_and_a_run_broken_off_in_linking_goes_on_behind_it(
    shards: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from variorum.scale import stories

    troubles, real = [tmp_path / f"{n}.trouble" for n in range(12)], stories._judge
    for trouble in troubles:
        trouble.touch()

    def judge(link: object, row: object) -> object:
        for trouble in troubles:
            if trouble.exists():
                trouble.unlink()
                raise RuntimeError("a worker was lost")
        return real(link, row)  # type: ignore[arg-type]

    monkeypatch.setattr(stories, "_judge", judge)
    with pytest.raises(StoreError, match="E480 the step odds failed"):
        variorum.scale.run([shards], tmp_path / "out", workers=1)
    steps: list[str] = []
    for trouble in troubles[1:]:
        trouble.unlink(missing_ok=True)
    scaled = variorum.scale.run([shards], tmp_path / "out", workers=1, on_step=lambda n, _: steps.append(n))
    assert steps[0] == "odds"
    assert scaled.record.read_bytes() == record_alone(shards)


@pytest.mark.usefixtures("unread")
def test_another_policy_links_again_and_reads_nothing_again(shards: Path, tmp_path: Path) -> None:
    variorum.scale.run([shards], tmp_path / "out", workers=1)
    steps: list[str] = []
    scaled = variorum.scale.run(
        [shards],
        tmp_path / "out",
        settings=variorum.Settings(policy="ucdp"),
        workers=1,
        on_step=lambda n, _: steps.append(n),
    )
    assert (scaled.read, "event-lines" in steps) == (0, True)
    assert b'"policy":"ucdp"' in scaled.record.read_bytes().splitlines()[0]


@pytest.mark.usefixtures("unread")
def test_two_runs_do_not_write_one_folder(shards: Path, tmp_path: Path) -> None:
    from variorum.scale.running import _one_at_a_time

    with _one_at_a_time(tmp_path / "out"), pytest.raises(StoreError, match="E481"):
        variorum.scale.run([shards], tmp_path / "out", workers=1)


def test_the_command_ends_with_1_and_names_what_was_rejected(tmp_path: Path) -> None:
    write_shards(tmp_path / "shards", make_rows(2), 1)
    (tmp_path / "shards" / "bad.parquet").write_bytes(b"PAR1 but no more")
    command = [*COMMAND, str(tmp_path / "shards"), "-o", "out", "--json"]
    done = subprocess.run(
        [*command, "--workers", "1"], capture_output=True, text=True, check=False, timeout=300, cwd=tmp_path
    )
    assert done.returncode == 1, done.stderr
    assert "bad.parquet: E121" in done.stderr
    told = json.loads(done.stdout)
    assert told["reports"] == 3
    assert (tmp_path / "out" / "record.jsonl").is_file()
    shutil.rmtree(tmp_path / "out")

"""For bench/speed.py: parts of the way beside the libraries that do them, starting, and workers."""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec

from variorum.clean import make_report
from variorum.link.copies.candidates import find_candidates
from variorum.link.copies.shingles import sample_shingles
from variorum.model.report import Document
from variorum.settings import Settings

PAGE_COUNT = 40
# Python keeps what it compiled, as it does wherever the package is installed.
KEEPING = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
Figures = dict[str, Any]


def spend(work: Callable[[], object]) -> float:
    """Return the processor time of some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def time_extraction(folder: Path, settings: Settings) -> Figures:
    """Clean saved pages, beside trafilatura alone; nothing where the pages are not there."""
    pages = sorted(folder.glob("*.html*"))[:PAGE_COUNT]
    if not pages:
        return {}
    from trafilatura import extract

    documents = [Document(read_page(page), page.name, "text/html") for page in pages]
    texts = [document.data.decode("utf-8", "replace") for document in documents]
    extract(texts[0], favor_precision=True)
    make_report(documents[0], "2026-01-01", settings)
    ours = spend(lambda: [try_report(document, settings) for document in documents])
    theirs = spend(lambda: [extract(text, favor_precision=True, with_metadata=True) for text in texts])
    return {
        "pages cleaned/s": round(len(pages) / ours, 1),
        "pages by trafilatura/s": round(len(pages) / theirs, 1),
    }


def read_page(path: Path) -> bytes:
    """Return the bytes of a saved page, unpacked."""
    import gzip

    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def try_report(document: Document, settings: Settings) -> object:
    """Clean a page, or find that it holds no article."""
    from variorum.errors import InputError

    try:
        return make_report(document, "2026-01-01", settings)
    except InputError:
        return None


def time_near_copies(documents: Sequence[Document]) -> Figures:
    """Find candidates for near copies among the reports, beside datasketch where it is installed."""
    texts = [json.loads(document.data)["text"] for document in documents]
    find_candidates([sample_shingles(text) for text in texts], [None] * len(texts))
    ours = spend(lambda: find_candidates([sample_shingles(text) for text in texts], [None] * len(texts)))
    figures: Figures = {"near copies looked for, reports/s": round(len(texts) / ours)}
    try:
        from datasketch import MinHash, MinHashLSH
    except ImportError:
        return figures

    def theirs() -> None:
        index = MinHashLSH(threshold=0.5, num_perm=128)
        for number, text in enumerate(texts):
            words = text.split()
            sketch = MinHash(num_perm=128)
            sketch.update_batch([" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))])
            index.query(sketch)
            index.insert(str(number), sketch)

    figures["by datasketch, reports/s"] = round(len(texts) / spend(theirs))
    return figures


def time_start() -> Figures:
    """Say what `variorum --help` and `show` cost, and the libraries that `show` cannot do without."""
    with tempfile.TemporaryDirectory() as folder:
        record = str(Path(folder) / "r.db")
        source = Path(folder) / "one.jsonl"
        source.write_text('{"id": "a", "date": "2024-05-07", "text": "Two people died in Lima."}\n')
        start = "from variorum.cli import main; main()"
        subprocess.run(
            [sys.executable, "-c", start, "--record", record, "add", str(source)],
            check=True,
            stderr=subprocess.DEVNULL,
        )
        return {
            "--help, s": least([start, "--help"]),
            "show, s": least([start, "--record", record, "show"]),
            "import sqlalchemy, rich.table alone, s": least(["import sqlalchemy, rich.table"]),
        }


def least(words: list[str], times: int = 5) -> float:
    """Return the least processor time of several runs of a Python command."""
    best = float("inf")
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-c", *words],
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=KEEPING,
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        best = min(best, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return round(best, 2)


def time_workers(documents: Sequence[Document], settings: Settings) -> Figures:
    """Add the same reports with one worker and with two; what starting them costs is taken away."""
    one = add_with(1, documents, settings)
    start, two = add_with(2, documents[:2], settings), add_with(2, documents, settings)
    return {
        "two workers / one, by the clock": round(one[0] / (two[0] - start[0]), 2),
        "two workers / one, by the busiest process": round(one[1] / (two[1] - start[1]), 2),
    }


def time_apart(documents: Sequence[Document], settings: Settings) -> Figures:
    """Read the same reports in one program, then in two at once that know nothing of each other.

    What two gain over one is what the machine allows; workers cannot gain more.
    """
    reports = [make_report(document, "2026-01-01", settings) for document in documents]
    given = json.dumps([msgspec.to_builtins(report) for report in reports]).encode()
    alone = max(read_apart(given, 1))
    return {"two programs apart / one, by the clock": round(2 * alone / max(read_apart(given, 2)), 2)}


_READER = """
import json, sys, time
import msgspec
from variorum.alone import read_alone
from variorum.model.report import Report
from variorum.settings import Settings
from variorum.worker import rest_collector
rest_collector()
reports = msgspec.convert(json.loads(sys.stdin.readline()), list[Report])
[read_alone(report, Settings()) for report in reports[:2]]
print("ready", flush=True)
sys.stdin.readline()
start = time.perf_counter()
[read_alone(report, Settings()) for report in reports]
print(time.perf_counter() - start)
"""


def read_apart(reports: bytes, count: int) -> list[float]:
    """Return the seconds that each of `count` programs takes that begin to read at once."""
    programs = [
        subprocess.Popen([sys.executable, "-c", _READER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(count)
    ]
    for program in programs:
        _send(program, reports)
        program.stdout.readline()  # type: ignore[union-attr]
    for program in programs:
        _send(program, b"")
    return [float(program.communicate()[0]) for program in programs]


def _send(program: "subprocess.Popen[bytes]", line: bytes) -> None:
    program.stdin.write(line + b"\n")  # type: ignore[union-attr]
    program.stdin.flush()  # type: ignore[union-attr]


def add_with(workers: int, documents: Sequence[Document], settings: Settings) -> tuple[float, float]:
    """Add reports to a record in memory; return the seconds by the clock and of the busiest process."""
    from variorum.adding import add_to
    from variorum.store import Archive

    before, clock, own = (
        resource.getrusage(resource.RUSAGE_CHILDREN),
        time.perf_counter(),
        time.process_time(),
    )
    with Archive(":memory:") as archive:
        add_to(archive, documents, settings, workers=workers)
    own, clock = time.process_time() - own, time.perf_counter() - clock
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    theirs = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return clock, max(own, (own + theirs) / 2) if workers > 1 else own

"""How quickly pages come while twenty people read and a writer adds.

    python bench/pages_speed.py                        100,000 reports, 20 readers, one report added a second
    python bench/pages_speed.py --reports 5000 --record small.db     a smaller one, kept for the next run
    python bench/pages_speed.py --think 0              readers that never stop to read
    python bench/pages_speed.py --processor            for a machine with other work: processor time a page,
                                                       and what twenty readers would wait for it

A reader opens a page, looks at it for `--think` seconds, opens the next, as `variorum serve` shows them; the
figures are those of the whole answer, by kind of page.
"""

import argparse
import heapq
import http.client
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, MutableMapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import served_record
from lines import Row, keep_result
from variorum.adding import made_by
from variorum.settings import Settings
from variorum.store import Archive

MACHINE = "two shared cores"
Page = tuple[str, str]


def addresses(path: Path, many: int) -> list[Page]:
    """Return pages of every kind, mostly events and reports, as readers open them."""
    dice = random.Random(3)  # noqa: S311 - no secret
    with Archive(path) as archive:
        events = [key for _, key in archive.lines.ids_like(("event",), "e-", 4000)]
        voices = [key for _, key in archive.lines.ids_like(("voice",), "v-", 400)]
    found: list[Page] = []
    for _ in range(3000):
        event, report = dice.choice(events), f"r{dice.randrange(many):07}"
        month = f"2024-{dice.randrange(1, 13):02}"
        found += [
            ("event", f"/events/{event}"),
            ("event", f"/events/{event}"),
            ("event as of", f"/events/{event}?as_of={month}-15"),
            ("report", f"/reports/{report}"),
            ("report", f"/reports/{report}"),
            ("overview", f"/?type={dice.choice(served_record.TYPES)}&day={month}&page=1"),
            ("overview", f"/?status=contested&outlet={quote('North Post')}&sort=newest&day={month}"),
            ("overview as of", f"/?as_of={month}-15&day={month}"),
            ("voice", f"/voices/{dice.choice(voices)}"),
            ("conflicts", f"/conflicts?page={dice.randrange(1, 2 + many // 14_000)}"),  # none past the end
            (
                "search",
                f"/search?q={dice.choice(['Orvel', 'Lisk', 'Tarn'])}+{dice.choice(served_record.TYPES)}",
            ),
            ("review", "/review"),
        ]
    dice.shuffle(found)
    return found


class Reader(threading.Thread):
    """Opens one page after another and notes how long each took and how large it was."""

    def __init__(self, url: str, pages: Sequence[Page], think: float, until: float) -> None:
        super().__init__()
        self.address = urlsplit(url)
        self.pages, self.think, self.until = pages, think, until
        self.seen: list[tuple[str, float, int]] = []
        self.failed = 0

    def run(self) -> None:
        dice = random.Random(self.pages[0][1])  # noqa: S311 - no secret
        connection = http.client.HTTPConnection(self.address.hostname or "", self.address.port)
        time.sleep(dice.random() * self.think)
        for kind, path in self.pages:
            if time.monotonic() > self.until:
                break
            began = time.perf_counter()
            connection.request("GET", path)
            answer = connection.getresponse()
            body = answer.read()
            self.seen.append((kind, time.perf_counter() - began, len(body)))
            self.failed += answer.status != 200
            time.sleep(self.think * (0.5 + dice.random()))
        connection.close()


def write_on(path: Path, every: float, until: float) -> int:
    """Add a report now and then, as a writer beside the server does; return how many."""
    added = 0
    with Archive(path) as archive:
        start = archive.count_reports()
        while time.monotonic() < until:
            archive.put_reports([served_record.one_more(start + added)], made_by(Settings()))
            added += 1
            time.sleep(every)
    return added


def measure(path: Path, many: int, readers: int, seconds: float, think: float) -> list[Row]:
    """Serve the record, read it, and return the figures by kind of page."""
    command = [sys.executable, "-m", "variorum", "--record", str(path), "serve", "--port", "0"]
    command[1:3] = ["-c", "from variorum.cli import main; main()"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        url = (server.stdout.readline() if server.stdout else "").strip()
        first = time.perf_counter()
        connection = http.client.HTTPConnection(urlsplit(url).hostname or "", urlsplit(url).port)
        connection.request("GET", "/")
        connection.getresponse().read()
        connection.close()
        opening = time.perf_counter() - first
        pages = addresses(path, many)
        until = time.monotonic() + seconds
        share = len(pages) // readers
        crowd = [Reader(url, pages[n * share :], think, until) for n in range(readers)]
        for reader in crowd:
            reader.start()
        added = write_on(path, 1.0, until)
        for reader in crowd:
            reader.join()
    finally:
        server.terminate()
        server.communicate()
    return figures(crowd, {"first page": round(opening, 1), "added meanwhile": added})


def spend(path: Path, many: int, pages: int = 1200) -> list[tuple[str, float, int]]:
    """Open pages one after another inside this process; return kind, processor seconds and bytes of each."""
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    from variorum.api import Server

    server = Server(path, hosts=None)
    server.prepare()
    asked = addresses(path, many)[:pages]

    async def open_one(address: str) -> int:
        path, _, query = address.partition("?")
        size = 0

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            nonlocal size
            assert message.get("status", 200) == 200, address  # noqa: S101
            size += len(message.get("body", b""))

        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "GET", "path": path,
            "raw_path": path.encode(), "query_string": query.encode(), "headers": [(b"host", b"localhost")],
            "scheme": "http", "server": ("localhost", 80), "client": ("127.0.0.1", 1), "root_path": "",
        }  # fmt: skip
        await server.app(scope, receive, send)
        return size

    async def open_all() -> list[tuple[str, float, int]]:
        found = []
        for kind, address in asked:
            began = time.process_time()
            size = await open_one(address)
            found.append((kind, time.process_time() - began, size))
        return found

    try:
        # In a thread of its own, whatever loop runs in this one: a browser's, in the tests.
        with ThreadPoolExecutor(1) as own:
            return own.submit(asyncio.run, open_all()).result()
    finally:
        server.close()


def wait_for(
    spent: Sequence[tuple[str, float, int]], readers: int, think: float
) -> list[tuple[str, float, int]]:
    """Work out how long readers wait for pages that cost this much, one page being made at a time."""
    dice = random.Random(5)  # noqa: S311 - no secret
    coming = [(dice.random() * think, n) for n in range(readers)]
    heapq.heapify(coming)
    free, found = 0.0, []
    for kind, cost, size in spent:
        asked, reader = heapq.heappop(coming)
        free = max(free, asked) + cost
        found.append((kind, free - asked, size))
        heapq.heappush(coming, (free + think * (0.5 + dice.random()), reader))
    return found


def figures(crowd: Sequence[Reader], beside: dict[str, float]) -> list[Row]:
    """Return the figures of a crowd, and what else there is to say."""
    rows = percentiles([seen for reader in crowd for seen in reader.seen])
    rows.append({"pages": "failed", "opened": sum(r.failed for r in crowd), **beside})
    return rows


def percentiles(seen_all: Iterable[tuple[str, float, int]]) -> list[Row]:
    """Return median, 95th and 99th percentile in milliseconds and the largest page, by kind."""
    by_kind: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for kind, took, size in seen_all:
        by_kind[kind].append((took * 1000, size))
        by_kind["all"].append((took * 1000, size))
    rows: list[Row] = []
    for kind, seen in sorted(by_kind.items()):
        times = sorted(t for t, _ in seen)
        cuts = statistics.quantiles(times, n=100) if len(times) > 1 else times * 99
        rows.append(
            {
                "pages": kind,
                "opened": len(times),
                "p50 ms": round(cuts[49], 1),
                "p95 ms": round(cuts[94], 1),
                "p99 ms": round(cuts[98], 1),
                "largest KB": round(max(s for _, s in seen) / 1000, 1),
            }
        )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--readers", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=1.0)
    parser.add_argument("--record", type=Path, help="a record made before, or where to keep it")
    parser.add_argument("--processor", action="store_true", help="processor time instead of the clock's")
    parser.add_argument("--keep", action="store_true", help="keep the figures in bench/results")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.record or Path(folder) / "made.db"
        if not path.is_file():
            began = time.perf_counter()
            served_record.make_record(path, given.reports)
            print(f"made {given.reports:,} reports in {time.perf_counter() - began:.0f} s", file=sys.stderr)
        # The writer adds to a copy, so that a record that is kept stays as it was made.
        path = Path(shutil.copy(path, Path(folder) / "served.db"))
        if given.processor:
            spent = spend(path, given.reports)
            waits = percentiles(wait_for(spent, given.readers, given.think))
            rows = percentiles(spent) + [{**row, "pages": f"{row['pages']}, waited for"} for row in waits]
        else:
            rows = measure(path, given.reports, given.readers, given.seconds, given.think)
    for row in rows:
        print("  ".join(f"{k}={v}" for k, v in row.items()))
    if given.keep:
        flags = f"--reports {given.reports} --readers {given.readers} --think {given.think:g}"
        flags += " --processor" if given.processor else ""
        stamp = {"command": f"bench/pages_speed.py {flags}", "machine": MACHINE}
        keep_result("pages_speed", [{**stamp, "split": r.pop("pages"), "figures": r} for r in rows])


if __name__ == "__main__":
    main()

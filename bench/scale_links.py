"""Time copies and stories alone, over many made short reports, as `variorum scale` links them.

    python bench/scale_links.py 100000
    python bench/scale_links.py 1000000 --workers 2 --folder /big/disk
    python bench/scale_links.py 5000 --check        compare with the single machine, report by report

Made reports have about 80 words; five of them tell one story, within days of each other; one of four is a
copy, cut and added to. Prints seconds a step, reports a second and the peak memory of all processes.
"""

import argparse
import random
import resource
import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from lines import keep_result
from variorum import __version__
from variorum.link.copies import find_copies
from variorum.link.stories import find_stories
from variorum.model.report import Report
from variorum.scale.copies import Kin, link_copies
from variorum.scale.engine import Engine
from variorum.scale.reading import ANALYSES, analyses_path
from variorum.scale.running import prepare
from variorum.scale.stories import link_stories
from variorum.scale.words import count_words

SEED, IN_SHARD, PER_STORY = 20261122, 10_000, 5
FIRST_DAY, PER_DAY = date(2026, 1, 1), 33_000
_SYLLABLES = [a + b for a in "bdfgklmnprstv" for b in ("a", "e", "i", "o", "u", "an", "or", "il")]
Figures = dict[str, Any]


def word(number: int) -> str:
    """Return one of a million made words."""
    parts = []
    for _ in range(3):
        number, part = divmod(number, len(_SYLLABLES))
        parts.append(_SYLLABLES[part])
    return "".join(parts)


def zipf(dice: random.Random, size: int) -> int:
    """Draw a word's number, small ones far more often."""
    return int(size ** dice.random()) - 1


def tell(dice: random.Random, facts: list[str], words: int) -> str:
    """Write sentences of common words with the facts of a story among them."""
    sentences = []
    while words > 0:
        length = dice.randrange(9, 19)
        told = [
            dice.choice(facts) if dice.random() < 0.25 else word(zipf(dice, 60_000)) for _ in range(length)
        ]
        sentences.append(" ".join(told).capitalize() + ".")
        words -= length
    return " ".join(sentences)


def facts_of(story: int) -> list[str]:
    """Return the names and words that the reports of one story have in common."""
    dice = random.Random(SEED + story)  # noqa: S311 - made texts, not secrets
    names = [word(dice.randrange(400_000)).capitalize() for _ in range(4)]
    return [
        f"{names[0]} {names[1]}",
        f"{names[2]} {names[3]}",
        str(dice.randrange(2, 400)),
        *(word(2_000 + dice.randrange(300_000)) for _ in range(10)),
    ]


def make_report(number: int, total: int) -> Report:
    """Make one report; the same number gives the same report whatever the total."""
    dice = random.Random(SEED * 7 + number)  # noqa: S311
    story = max(0, min(total // PER_STORY, round(number / PER_STORY + dice.gauss(0, 400))))
    facts = facts_of(story)
    if dice.random() < 0.25:
        wire = tell(random.Random(SEED * 3 + story), facts, 80)  # noqa: S311
        text = wire[: dice.randrange(250, max(251, len(wire)))] + " " + tell(dice, facts, 10)
    else:
        text = tell(dice, facts, dice.randrange(60, 100))
    title = " ".join(dice.sample(facts, 4)).capitalize()
    day = FIRST_DAY + timedelta(days=story * PER_STORY // PER_DAY + dice.choice((0, 0, 0, 1)))
    outlet = f"Outlet {zipf(dice, 3000)}"
    return Report(
        id=f"{number:08d}",
        sha256=f"{number:064d}",
        text=f"{title}\n\n{text}",
        title=title,
        outlet=outlet,
        published=day.isoformat(),
        published_from="given",
        language="en",
    )


def make_shard(output: Path, shard: int, total: int) -> str:
    """Write one shard as if it had been read, and return its key."""
    key = f"{shard:016x}"
    path = analyses_path(output, key)
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = []
    for number in range(shard * IN_SHARD, min(total, (shard + 1) * IN_SHARD)):
        report = make_report(number, total)
        rows.append(
            {
                "id": report.id,
                "sha256": report.sha256,
                "outlet": report.outlet,
                "published": report.published,
                "digest": b"",
                "report": msgspec.json.encode(report),
                "analysis": b"{}",
            }
        )
    pq.write_table(pa.Table.from_pylist(rows, schema=ANALYSES), path, compression="zstd")
    return key


class Memory:
    """The peak memory of this process and its children together; what they share is counted once."""

    def __init__(self) -> None:
        self.peak = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Memory":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(1.0):
            self.peak = max(
                self.peak, sum(anonymous(pid) for pid in family(Path("/proc/self").resolve().name))
            )


def family(pid: str) -> Iterator[str]:
    """Yield a process and all that it began."""
    yield pid
    for path in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = path.read_text(encoding="ascii").split()
        except OSError:
            continue
        for child in children:
            yield from family(child)


def anonymous(pid: str) -> int:
    """Return the bytes of a process that no file backs: what is read in place can be dropped at any time."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) << 10 for line in lines if line.startswith(("RssAnon", "RssShmem")))


def link(output: Path, keys: list[str], workers: int) -> tuple[Figures, Any, Any]:
    """Link copies and stories; return seconds a step, the copies and the stories."""
    seconds: Figures = {}

    def on_step(name: str, took: float) -> None:
        seconds[name] = round(took, 1)
        print(f"  {name}: {took:.1f} s", flush=True)

    engine = Engine(workers)
    linking, steps = prepare(engine, output, keys, __version__, on_step)
    copies = link_copies(steps, engine, linking)
    words = count_words(steps, engine, linking, events=False)
    link_stories(steps, engine, linking, words, copies)
    return seconds, copies, linking


def check(total: int, copies: Any, linking: Any) -> None:
    """Compare with what the single machine finds in the same reports; raise where one report differs."""
    reports = [make_report(number, total) for number in range(total)]
    family_ = find_copies(reports)
    found = copies.to_pydict()
    kin = {
        linking.report(n).id: msgspec.msgpack.decode(body, type=Kin)
        for n, body in zip(found["n"], found["body"], strict=True)
    }
    sources = {r.id: kin[r.id].copy_of if r.id in kin else None for r in reports}
    assert sources == dict(family_.copy_of), "copies differ"  # noqa: S101
    stories = find_stories(reports, family_.copy_of)
    order = {n: linking.report(n).id for n in range(total)}
    mine = {order[n]: f"s-{order[int(s)]}" for n, s in enumerate(linking.column("story"))}
    assert mine == stories, "stories differ"  # noqa: S101
    print(f"the same as the single machine: {total} reports, {len(set(mine.values()))} stories")


def processor_seconds() -> float:
    """Return what this process and its children that have ended took of the processors."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(u.ru_utime + u.ru_stime for u in used)


def measure(total: int, workers: int, folder: Path, *, checked: bool) -> Figures:
    """Make reports, link them, and return the figures."""
    begin = time.perf_counter()
    keys = [make_shard(folder, shard, total) for shard in range(-(-total // IN_SHARD))]
    print(f"{total} reports made in {time.perf_counter() - begin:.0f} s", flush=True)
    begin, busy = time.perf_counter(), processor_seconds()
    with Memory() as memory:
        seconds, copies, linking = link(folder, keys, workers)
    took, busy = time.perf_counter() - begin, processor_seconds() - busy
    if checked:
        check(total, copies, linking)
    taken = copies.where(_is_copy(copies)).count_rows()
    return {
        "reports": total,
        "minutes": round(took / 60, 2),
        "reports a second": round(total / took),
        # The machine is shared: what the processors did says more than the clock on the wall.
        "processor seconds": round(busy),
        "minutes on two idle cores": round(busy / 120, 2),
        "peak memory, MB": memory.peak >> 20,
        "disk, MB": sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) >> 20,
        "copies": taken,
        "stories": len(set(linking.column("story").tolist())),
        "slowest steps, s": _say_slowest(seconds),
    }


def _say_slowest(seconds: Figures) -> str:
    return ", ".join(f"{name} {took}" for name, took in sorted(seconds.items(), key=lambda s: -s[1])[:6])


def _is_copy(copies: Any) -> Any:
    return copies["source"] >= 0


def main(run: Callable[..., Figures] = measure) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", type=int, nargs="+")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--folder", type=Path, help="where the made shards and the links lie for a while")
    parser.add_argument("--check", action="store_true", help="compare with the single machine")
    parser.add_argument("--keep", action="store_true", help="keep the figures in bench/results")
    given = parser.parse_args()
    for total in given.reports:
        folder = Path(tempfile.mkdtemp(prefix="variorum-links-", dir=given.folder))
        try:
            figures = run(total, given.workers, folder, checked=given.check)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        print(msgspec.json.encode(figures).decode(), flush=True)
        if given.keep:
            row = {
                "command": f"bench/scale_links.py {total} --workers {given.workers}",
                "split": f"{total:,} made reports",
                "date": date.today().isoformat(),
                "machine": "two shared cores",
                "figures": figures,
            }
            keep_result("scale_links", [row])


if __name__ == "__main__":
    main()

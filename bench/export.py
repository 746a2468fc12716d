"""How long a record of very many claims takes to write, and how much memory that needs beyond the record.

    python bench/export.py                          a million claims to Parquet
    python bench/export.py --claims 100000 --format csv
    python bench/export.py --record                 keep the figures in bench/results/export.json

The record is made for it: reports of ten claims each, events of twenty, readings of four, chains of one link.
"""

import argparse
import json
import resource
import tempfile
import threading
import time
from pathlib import Path

from variorum.formats import export_record, find_format, save_export
from variorum.model.record import (
    ChainLink,
    Claim,
    Entry,
    Event,
    Header,
    Mention,
    Reading,
    Record,
    ReportLine,
    Voice,
)
from variorum.model.span import Span
from variorum.model.value import Count

RESULTS = Path(__file__).parent / "results" / "export.json"
SENTENCE = "At least {} people were killed in the village of Tarn on Monday, the mayor of the district said. "
A_REPORT, AN_EVENT, A_READING = 10, 20, 4


def make(claims: int) -> Record:
    """Make a record with so many claims."""
    text = "".join(SENTENCE.format(n) for n in range(10, 10 + A_REPORT))
    length, said = len(SENTENCE.format(10)), SENTENCE.format(10).index("said")
    reports, events, entries, lines = [], [], [], []
    voices = [Voice(id=f"v{n:05}", name=f"Mayor {n}", type="person", anonymous=False) for n in range(1000)]
    for n in range(-(-claims // A_REPORT)):
        reports.append(
            ReportLine(
                id=f"r{n:07}", outlet=f"Paper {n % 500}", title=f"Killed in Tarn {n}", authors=(),
                url=f"https://paper{n % 500}.example/{n}", published=f"2024-{n % 12 + 1:02}-{n % 28 + 1:02}",
                published_from="given", received=None, language="en", sha256=f"{n:064x}", text=text,
                captions=(), credits=(), copy_of=None, origin=f"o{n:07}", story=f"s{n // 4:07}",
                main_event=None, revision_of=None, flags=(),
            )
        )  # fmt: skip
    for n in range(claims):
        report, place = reports[n // A_REPORT], n % A_REPORT
        at, value = place * length, Count(10 + place, None, "person", "at least")
        link = ChainLink(
            voice=voices[n % 1000].id,
            source=Span(at + said - 26, at + said - 1),
            cue=Span(at + said, at + said + 4),
        )
        lines.append(
            Claim(
                id=f"c{n:08}", report=report.id, event=f"e{n // AN_EVENT:07}", slot="killed", of=None,
                value=value, polarity="affirmed", modality="asserted", chain=(link,), origin=report.origin,
                start=at, end=at + 11, sentence=Span(at, at + length - 1), published=report.published,
            )
        )  # fmt: skip
    for n in range(-(-claims // AN_EVENT)):
        own = lines[n * AN_EVENT : (n + 1) * AN_EVENT]
        mention = Mention(own[0].report, own[0].start, own[0].end)
        label = f"attack: Tarn {n}"
        events.append(Event(id=f"e{n:07}", type="attack", label=label, story=f"s{n:07}", mentions=(mention,)))
        readings = [
            Reading(
                value=own[i].value, claims=tuple(c.id for c in own[i : i + A_READING]), reports=1, origins=1,
                terminal_sources=1, origins_max=1, terminal_sources_max=1, first=None, last=None,
            )
            for i in range(0, len(own), A_READING)
        ]  # fmt: skip
        entries.append(
            Entry(
                event=f"e{n:07}",
                slot="killed",
                of=None,
                status="single",
                preferred=0,
                readings=tuple(readings),
            )
        )
    return Record(
        header=Header(variorum="bench", as_of=None, policy="latest", settings="bench"),
        reports=tuple(reports), voices=tuple(voices), events=tuple(events), claims=tuple(lines),
        entries=tuple(entries),
    )  # fmt: skip


class Peak:
    """The most memory in use while something runs, looked at every twentieth of a second."""

    def __init__(self) -> None:
        self.before = self.most = self._now()
        self._over = threading.Event()
        self._watch = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> "Peak":
        self._watch.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._watch.join()

    def _look(self) -> None:
        while not self._over.wait(0.05):
            self.most = max(self.most, self._now())

    @staticmethod
    def _now() -> int:
        try:
            return (
                int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * resource.getpagesize()
            )
        except OSError:
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def measure(claims: int, name: str) -> dict[str, object]:
    """Write the record once and say what it took."""
    record = make(claims)
    with tempfile.TemporaryDirectory() as folder, Peak() as peak:
        began, used = time.perf_counter(), time.process_time()
        path = save_export(
            export_record(record, name), Path(folder) / "out", is_folder=find_format(name).is_folder
        )
        seconds, processor = time.perf_counter() - began, time.process_time() - used
        size = path.stat().st_size
    return {
        "format": name,
        "claims": claims,
        "seconds": round(seconds, 1),
        "processor_seconds": round(processor, 1),
        "file_mb": round(size / 1e6, 1),
        "record_mb": round(peak.before / 1e6),
        "more_memory_mb": round((peak.most - peak.before) / 1e6),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--format", default="parquet")
    parser.add_argument("--record", action="store_true", help="keep the figures in bench/results")
    given = parser.parse_args()
    figures = measure(given.claims, given.format)
    print(json.dumps(figures))
    if given.record:
        rows = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else []
        command = f"python bench/export.py --claims {given.claims} --format {given.format}"
        row = {
            "command": command,
            "split": "invented",
            "machine": "two shared cores",
            "figures": figures,
        }
        rows = [r for r in rows if r["command"] != command] + [row]
        RESULTS.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Time the whole way of a report, and each stage, beside bare spaCy on the same reports in the same run.

    python bench/speed.py ../shared/data/incidents/reports-dev.jsonl.gz
    python bench/speed.py reports.jsonl --reports 200 --rounds 5
    python bench/speed.py --growth growth.svg --most 10000

Without INPUT it looks for the incident reports beside the checkout. Prints the time of each stage a report
of 600 words, beside trafilatura and datasketch for their parts, what starting costs, what two workers gain,
peak memory, and `whole way / bare spaCy: X`. Bare spaCy is the installed pipeline as `spacy.load` gives it,
all its pipes, a report right after ours. Times are processor time, so that other programs on the machine do
not decide them; what workers gain is told by the clock and by processor time.

--growth reads made short reports, 1,000 to 100,000 of them, and draws cost and memory a report to a file.
"""

import argparse
import json
import os
import resource
import statistics
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")  # before any library starts its threads

from lines import keep_result, read_lines
from speed_growth import measure_growth
from speed_peers import time_apart, time_extraction, time_near_copies, time_start, time_workers
from variorum.clean import make_report
from variorum.model.analysis import Analysis
from variorum.model.report import Document, Report
from variorum.pipeline import build_record
from variorum.settings import Settings
from variorum.store import Archive, Stored
from variorum.worker import rest_collector

DEFAULT = Path(__file__).parents[2] / "shared" / "data" / "incidents" / "reports-dev.jsonl.gz"
PAGES = Path(__file__).parents[2] / "shared" / "data" / "html" / "aeb" / "html"
LENGTHS = (100, 300, 600, 1500, 3000)
A_REPORT = 600  # words of the report that times are given for
Stage = dict[str, float]
Timed = Callable[[str, Callable[[], Any]], Any]


def documents(path: Path, count: int) -> list[Document]:
    """Return documents of real reports, every fifth lengthened or cut to one of `LENGTHS` words."""
    made = []
    rows = [row for row in read_lines(path) if len(row["text"].split()) >= 80][:count]
    for number, row in enumerate(rows):
        given = {k: row[k] for k in ("id", "date", "outlet", "title", "url", "text") if row.get(k)}
        if number % 5 == 0:
            words = LENGTHS[number // 5 % len(LENGTHS)]
            paragraphs = [
                p for other in rows[number : number + 40] for p in other["text"].split("\n") if p.strip()
            ]
            given["text"] = cut("\n\n".join(paragraphs), words)
        made.append(Document(json.dumps(given).encode(), f"{path.name}:{number}", "application/json", given))
    return made


def cut(text: str, words: int) -> str:
    """Return the first paragraphs of a text that hold about so many words."""
    kept, seen = [], 0
    for paragraph in text.split("\n\n"):
        kept.append(paragraph)
        seen += len(paragraph.split())
        if seen >= words:
            break
    return "\n\n".join(kept)


def time_round(documents: list[Document], settings: Settings, bare: Callable[[str], Any]) -> Stage:
    """Run the whole way once and return the seconds of each stage; bare spaCy reads after us."""
    spent: Stage = defaultdict(float)

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        start = time.process_time()
        result = work()
        spent[stage] += time.process_time() - start
        return result

    reports: list[Report] = []
    analyses: dict[str, Analysis] = {}
    for document in documents:
        report = timed("clean", partial(make_report, document, "2026-01-01", settings))
        analyses[report.id] = time_readers(report, settings, timed)
        timed("bare spaCy", partial(bare, report.text))
        reports.append(report)
    record = timed("link and reconcile", lambda: build_record(reports, analyses, settings))
    with Archive(":memory:") as archive:
        items = [Stored(d, r, analyses[r.id]) for d, r in zip(documents, reports, strict=True)]
        timed("store", partial(archive.put_reports, items, "bench"))
        timed("store", partial(archive.put_record, record, "bench"))
    spent["words"] = sum(len(report.text.split()) for report in reports)
    return dict(spent)


def time_readers(report: Report, settings: Settings, timed: Timed) -> Analysis:
    """Read one report as `analyse` does, reader by reader."""
    from variorum.analyse import reading as r

    watched = {
        "open_page": "spaCy and page", "find_timexes": "time", "find_toponyms": "places",
        "find_quantities": "quantities", "find_attributions": "attribution", "find_events": "events",
    }  # fmt: skip
    originals = {name: getattr(r, name) for name in watched}
    inner = 0.0

    def watch(stage: str, work: Callable[..., Any], *given: Any) -> Any:
        nonlocal inner
        start = time.process_time()
        result = timed(stage, lambda: work(*given))
        inner += time.process_time() - start
        return result

    try:
        for name, stage in watched.items():
            setattr(r, name, partial(watch, stage, originals[name]))
        start = time.process_time()
        analysis = r.analyse(report, settings)
        rest = time.process_time() - start - inner
        timed("the rest of reading", lambda: None)
    finally:
        for name, work in originals.items():
            setattr(r, name, work)
    _REST.append(rest)
    return analysis


_REST: list[float] = []


def measure(path: Path, count: int, rounds: int) -> None:
    import spacy

    from variorum.analyse.reading import warm_up

    settings = Settings()
    rest_collector()  # as `variorum add` does; bare spaCy gains by it too
    begun = time.process_time()
    warm_up(settings)
    loading = time.process_time() - begun
    bare = spacy.load(settings.language_model)
    docs = documents(path, count)
    time_round(docs[: max(4, count // 10)], settings, bare)
    rows = []
    for _ in range(rounds):
        _REST.clear()
        row = time_round(docs, settings, bare)
        row["the rest of reading"] = sum(_REST)
        rows.append(row)
    words = rows[0].pop("words")
    for row in rows[1:]:
        row.pop("words")
    whole = [sum(seconds for name, seconds in row.items() if name != "bare spaCy") for row in rows]
    ratios = [ours / row["bare spaCy"] for ours, row in zip(whole, rows, strict=True)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    scale = 1000 * A_REPORT / words
    figures: dict[str, Any] = {"whole way / bare spaCy": round(statistics.median(ratios), 2)}
    figures |= {
        f"{name}, ms": round(scale * statistics.median(row[name] for row in rows), 1) for name in rows[0]
    }
    figures |= {
        "whole way, ms": round(scale * statistics.median(whole), 1),
        "reports/s a core": round(len(docs) / statistics.median(whole), 1),
        "models loaded in, s": round(loading, 2),
        "peak MB": round(peak),
    }
    beside = time_extraction(PAGES, settings) | time_near_copies(docs) | time_start()
    beside |= time_workers(docs, settings) | time_apart(docs, settings)
    print(f"{len(docs)} reports, {words:.0f} words, medians of {rounds} rounds; a report of {A_REPORT} words")
    for name, figure in {**figures, **beside}.items():
        print(f"  {name:48s} {figure}")
    print(f"whole way / bare spaCy: {figures['whole way / bare spaCy']:.2f}")
    keep("python bench/speed.py", f"{len(docs)} incident reports", figures)
    keep("python bench/speed.py", "beside other programs; starting; workers", beside)


def keep(command: str, split: str, figures: dict[str, Any]) -> None:
    """Keep figures for docs/benchmarks.md."""
    row = {
        "command": command, "split": split, "figures": figures,
        "date": date.today().isoformat(), "machine": "two shared cores, processor time",
    }  # fmt: skip
    keep_result("speed", [row])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("input", nargs="?", type=Path, default=DEFAULT, metavar="INPUT")
    parser.add_argument("--reports", type=int, default=100, help="how many reports (default 100)")
    parser.add_argument("--rounds", type=int, default=3, help="how often; medians are printed (default 3)")
    parser.add_argument("--growth", type=Path, metavar="FILE", help="draw the curve to FILE (SVG) instead")
    parser.add_argument("--most", type=int, default=100_000, help="reports that the curve goes up to")
    options = parser.parse_args()
    if options.growth:
        keep(
            "python bench/speed.py --growth",
            "made short reports",
            measure_growth(options.growth, options.most),
        )
        return
    if not options.input.is_file():
        sys.exit(f"{options.input} is not there: name a JSON Lines file of reports")
    measure(options.input, options.reports, options.rounds)


if __name__ == "__main__":
    main()

"""Time the whole way of a report, and each stage, beside bare spaCy on the same reports in the same run.

    python bench/speed.py ../shared/data/incidents/reports-dev.jsonl.gz
    python bench/speed.py reports.jsonl --reports 200

Without INPUT it looks for the incident reports beside the checkout. Prints reports a second a core, the
share of each stage, peak memory, and `whole way / bare spaCy: X`; bare spaCy runs all its pipes.
"""

import argparse
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

from lines import keep_result, read_lines
from variorum.clean import make_report
from variorum.model.analysis import Analysis
from variorum.model.report import Document, Report
from variorum.pipeline import build_record
from variorum.settings import Settings
from variorum.store import Archive, Stored

DEFAULT = Path(__file__).parents[2] / "shared" / "data" / "incidents" / "reports-dev.jsonl.gz"
LENGTHS = (100, 300, 600, 1500, 3000)
Stage = dict[str, float]


def documents(path: Path, count: int) -> list[Document]:
    """Return documents of real reports, every fifth lengthened or cut to one of `LENGTHS` words."""
    import json

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


def time_stages(documents: list[Document], settings: Settings) -> tuple[Stage, list[Report]]:
    """Run the whole way once and return the seconds of each stage."""
    spent: Stage = defaultdict(float)

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        start = time.perf_counter()
        result = work()
        spent[stage] += time.perf_counter() - start
        return result

    clean = [partial(make_report, d, "2026-01-01", settings) for d in documents]
    reports: list[Report] = [timed("clean", work) for work in clean]
    analyses: dict[str, Analysis] = {}
    for report in reports:
        analyses[report.id] = time_readers(report, settings, timed)
    record = timed("link and reconcile", lambda: build_record(reports, analyses, settings))
    with Archive(":memory:") as archive:
        items = [Stored(d, r, analyses[r.id]) for d, r in zip(documents, reports, strict=True)]
        timed("store", partial(archive.put_reports, items, "bench"))
        timed("store", partial(archive.put_record, record, "bench"))
    return dict(spent), reports


def time_readers(
    report: Report, settings: Settings, timed: Callable[[str, Callable[[], Any]], Any]
) -> Analysis:
    """Read one report as `analyse` does, reader by reader."""
    from variorum.analyse import reading as r

    if r.UNREAD.intersection(report.flags):
        return Analysis()
    watched = {
        "open_page": "spaCy and page", "find_timexes": "time", "find_toponyms": "places",
        "find_quantities": "quantities", "find_attributions": "attribution", "find_events": "events",
    }  # fmt: skip
    originals = {name: getattr(r, name) for name in watched}
    try:
        for name, stage in watched.items():
            work = originals[name]
            setattr(r, name, lambda *a, work=work, stage=stage: timed(stage, lambda: work(*a)))
        return r.analyse(report, settings)
    finally:
        for name, work in originals.items():
            setattr(r, name, work)


def time_spacy(reports: list[Report], settings: Settings) -> float:
    """Return the seconds that bare spaCy takes for the same texts, one by one with all pipes."""
    from variorum.analyse.language import load_language

    language = load_language(settings.language_model)
    start = time.perf_counter()
    for report in reports:
        language(report.text)
    return time.perf_counter() - start


def measure(path: Path, count: int, rounds: int) -> None:
    from variorum.analyse.reading import warm_up

    settings = Settings()
    start = time.perf_counter()
    warm_up(settings)
    loading = time.perf_counter() - start
    docs = documents(path, count)
    ratios, stages = [], []
    reports: list[Report] = []
    for _ in range(rounds):
        spent, reports = time_stages(docs, settings)
        bare = time_spacy(reports, settings)
        ratios.append(sum(spent.values()) / bare)
        stages.append({**spent, "bare spaCy": bare})
    middle = {name: statistics.median(s.get(name, 0.0) for s in stages) for name in stages[0]}
    words = sum(len(r.text.split()) for r in reports)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    whole = sum(seconds for name, seconds in middle.items() if name != "bare spaCy")
    print(
        f"{len(reports)} reports, {words} words, models loaded in {loading:.1f} s, peak memory {peak:.0f} MB"
    )
    for name, seconds in middle.items():
        print(f"  {name:20s} {1000 * seconds / words * 600:7.1f} ms for 600 words")
    print(f"  reports a second     {len(reports) / whole:7.1f}")
    print(f"whole way / bare spaCy: {statistics.median(ratios):.2f}")
    figures = {
        "whole way / bare spaCy": round(statistics.median(ratios), 2),
        **{f"{name}, ms": round(1000 * seconds / words * 600, 1) for name, seconds in middle.items()},
        "reports/s": round(len(reports) / whole, 1),
        "peak MB": round(peak),
    }
    row = {
        "command": "python bench/speed.py", "split": f"{len(reports)} incident reports", "figures": figures,
        "date": date.today().isoformat(), "machine": "one of two shared cores",
    }  # fmt: skip
    keep_result("speed", [row])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("input", nargs="?", type=Path, default=DEFAULT, metavar="INPUT")
    parser.add_argument("--reports", type=int, default=100, help="how many reports (default 100)")
    parser.add_argument("--rounds", type=int, default=3, help="how often; medians are printed (default 3)")
    options = parser.parse_args()
    if not options.input.is_file():
        sys.exit(f"{options.input} is not there: name a JSON Lines file of reports")
    measure(options.input, options.reports, options.rounds)


if __name__ == "__main__":
    main()

"""Make the record of incident reports and print its export, for score_incidents.py.

python bench/incidents.py REPORTS OUTPUT            the whole way, from the report's line to the export
python bench/incidents.py REPORTS OUTPUT --keep F   keep the analyses in F and use them again while linking
is tuned

REPORTS has `id`, `date`, `outlet`, `url`, `title`, `text` on each line; other fields are never read. OUTPUT
is what `variorum export --format jsonl` writes. Compare with
score_incidents.py RECORDS OUTPUT --reports REPORTS.
"""

import argparse
import json
import pickle
import sys
import tempfile
import time
from pathlib import Path

from lines import read_lines
from variorum import pipeline
from variorum.errors import VariorumError
from variorum.formats.jsonl import export_jsonl
from variorum.model.analysis import Analysis
from variorum.model.report import Reject, Report
from variorum.settings import Settings

FIELDS = ("id", "date", "outlet", "url", "title", "text")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports")
    parser.add_argument("output")
    parser.add_argument("--keep", help="a file outside the repository to keep the analyses in")
    options = parser.parse_args()
    settings = Settings()
    kept = Path(options.keep) if options.keep else None
    if kept is not None and kept.is_file():
        reports, analyses = pickle.loads(kept.read_bytes())  # noqa: S301 - our own file, just written
    else:
        reports, analyses = read_all(options.reports, settings)
        if kept is not None:
            kept.write_bytes(pickle.dumps((reports, analyses)))
    start = time.perf_counter()
    record = pipeline.build_record(reports, analyses, settings)
    print(f"linked {len(reports)} reports in {time.perf_counter() - start:.1f} s", file=sys.stderr)
    with Path(options.output).open("wb") as out:
        out.writelines(export_jsonl(record))


def read_all(path: str, settings: Settings) -> tuple[list[Report], dict[str, Analysis]]:
    """Read every report alone; what is rejected is counted and left out, as `variorum add` does."""
    reports: list[Report] = []
    analyses: dict[str, Analysis] = {}
    rejected = 0
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "reports.jsonl"
        with lines.open("w", encoding="utf-8") as out:
            for row in read_lines(path):
                out.write(json.dumps({k: row[k] for k in FIELDS if row.get(k)}) + "\n")
        for item in pipeline.read([lines], settings):
            if isinstance(item, Reject):
                rejected += 1
                continue
            report = item[1]
            if report.id in analyses:  # a line that stands twice in the file is one report
                continue
            try:
                analyses[report.id] = pipeline.analyse(report, settings)
            except VariorumError:
                rejected += 1
                continue
            reports.append(report)
    spent = time.perf_counter() - start
    print(f"read {len(reports)} reports in {spent:.1f} s, {rejected} rejected", file=sys.stderr)
    return reports, analyses


if __name__ == "__main__":
    main()

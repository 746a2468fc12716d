"""Cluster gold event mentions across reports, for score_coref.py.

python bench/coreference.py REPORTS OUTPUT --mentions MENTIONS

REPORTS has `id`, `date`, `title`, `text`; MENTIONS has `doc`, `start`, `end`, `text`: nothing else of either
is read. OUTPUT gets the mentions with `cluster`. Compare with score_coref.py MENTIONS OUTPUT.
"""

import sys
import time
from collections import defaultdict

from lines import Row, make_parser, read_lines, write_lines
from tellings.clusters import Telling, cluster_tellings
from tellings.outline import outline
from variorum.analyse.page import open_page
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.settings import Settings


def main() -> None:
    parser = make_parser(__doc__, "reports", "output")
    parser.add_argument("--mentions", required=True)
    options = parser.parse_args()
    wanted: dict[str, list[Span]] = defaultdict(list)
    for row in read_lines(options.mentions):
        wanted[row["doc"]].append(Span(row["start"], row["end"]))
    reports = {row["id"]: row for row in read_lines(options.reports) if row["id"] in wanted}
    tellings, spans = read_all(reports, wanted)
    start = time.perf_counter()
    clusters = cluster_tellings(
        tellings, {doc: (row.get("date"), row["text"]) for doc, row in reports.items()}
    )
    print(f"clustered {len(tellings)} mentions in {time.perf_counter() - start:.1f} s", file=sys.stderr)
    rows = (
        {"doc": doc, "start": span.start, "end": span.end, "cluster": f"c{cluster}"}
        for (doc, span), cluster in zip(spans, clusters, strict=True)
    )
    write_lines(options.output, rows)


def read_all(
    reports: dict[str, Row], wanted: dict[str, list[Span]]
) -> tuple[list[Telling], list[tuple[str, Span]]]:
    """Outline the mentions of every report."""
    settings = Settings()
    tellings: list[Telling] = []
    spans: list[tuple[str, Span]] = []
    for doc, row in reports.items():
        report = Report(
            id=doc, sha256="", text=row["text"], title=row.get("title"), published=row.get("date")
        )
        found = outline(open_page(report, settings), wanted[doc])
        tellings += [(doc, one) for one in found]
        spans += [(doc, span) for span in wanted[doc]]
    return tellings, spans


if __name__ == "__main__":
    main()

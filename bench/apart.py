"""Say how well the several happenings of one report are kept apart, on the templates of MUC-4.

python bench/apart.py REPORTS TEMPLATES
python bench/apart.py REPORTS TEMPLATES --half odd      tune on the odd half, look at the even one at the end

TEMPLATES has one line a happening: `doc`, `template`, `date`, `location`, its `victim_name`,
`victim_description` and `target` fillers, and `spans` of their words. Of reports with two templates or more,
every two victims or targets that some event of ours befell are a pair: it is right where one template holds
both and so does one event of ours, merged where two templates of unlike day or place hold them and one event
of ours both, split where one template holds both and no event of ours. Printed are precision and recall of
"of one happening" over these pairs.
"""

import itertools
import json
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from lines import Row, keep_result, make_parser, read_lines
from variorum.analyse.reading import analyse
from variorum.model.analysis import Analysis, LocalEvent
from variorum.model.report import Report
from variorum.model.value import Actor
from variorum.settings import Settings

Range = tuple[int, int]
FILLERS = ("victim_name", "victim_description", "target")
BEFELL = frozenset({"patient", "killed", "injured", "captured"})


def main() -> None:
    parser = make_parser(__doc__, "reports", "templates")
    parser.add_argument("--half", choices=("odd", "even"), help="of the reports, by a checksum of their ids")
    parser.add_argument("--keep", metavar="SPLIT", help="keep the figures in bench/results under this name")
    asked = parser.parse_args()
    figures = score(_several(asked.templates, asked.half), {r["id"]: r for r in read_lines(asked.reports)})
    print(json.dumps(figures))
    if asked.keep:
        command = "python bench/apart.py REPORTS TEMPLATES" + (f" --half {asked.half}" if asked.half else "")
        keep_result(
            "apart",
            [{"command": command, "split": asked.keep, "figures": figures, "machine": "two shared cores"}],
        )


def _several(path: str, half: str | None) -> dict[str, list[Row]]:
    """Return the templates of each report that has two or more."""
    told: dict[str, list[Row]] = defaultdict(list)
    for row in read_lines(path):
        if half is None or bool(zlib.crc32(row["doc"].encode()) & 1) == (half == "odd"):
            told[row["doc"]].append(row)
    return {doc: rows for doc, rows in sorted(told.items()) if len(rows) > 1}


def score(templates: dict[str, list[Row]], reports: dict[str, Row]) -> dict[str, float]:
    """Count the pairs of all reports; a report without text is passed over and said so."""
    settings, counts = Settings(), Counter[str]()
    for doc, rows in templates.items():
        if doc not in reports:
            print(f"{doc} has templates and no text: passed over", file=sys.stderr)
            continue
        row = reports[doc]
        report = Report(id=doc, sha256="", text=row["text"], published=row.get("date"))
        counts["reports"] += 1
        counts += judge(list(sufferers(rows)), befallen(analyse(report, settings)))
    right, merged, split = counts["right"], counts["merged"], counts["split"]
    precision, recall = right / max(1, right + merged), right / max(1, right + split)
    total = {name: counts[name] for name in ("reports", "sufferers", "found", "right", "merged", "split")}
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {**total, "precision": round(precision, 3), "recall": round(recall, 3), "F1": round(f1, 3)}


def sufferers(rows: Sequence[Row]) -> Iterator[tuple[Row, list[Range]]]:
    """Yield each victim or target with its template and the places of its words."""
    for row in rows:
        for name, filler in ((n, f) for n in FILLERS for f in row[n]):
            if name == "victim_description" and filler["of"]:
                continue  # it describes one who is named
            spans = [tuple(row["spans"][words]) for words in filler["alts"] if words in row["spans"]]
            if spans:
                yield row, spans


def befallen(analysis: Analysis) -> list[list[Range]]:
    """Return for each event the places of all words for those whom it befell."""
    return [_words(analysis, event) for event in analysis.events]


def _words(analysis: Analysis, event: LocalEvent) -> list[Range]:
    told = [f for f in event.fillings if f.slot in BEFELL]
    people = {int(f.value.participant) for f in told if isinstance(f.value, Actor)}
    spans = [f.span for f in told] + [m for i in people for m in analysis.participants[i].mentions]
    return [(span.start, span.end) for span in spans]


def judge(told: Sequence[tuple[Row, list[Range]]], events: Sequence[Sequence[Range]]) -> Counter[str]:
    """Count the pairs of one report that are right, merged and split."""
    where = [{i for i, spans in enumerate(events) if _meet(spans, words)} for _, words in told]
    counts = Counter(sufferers=len(told), found=sum(map(bool, where)))
    for one, other in itertools.combinations(range(len(told)), 2):
        (row, words), (row2, words2) = told[one], told[other]
        if not where[one] or not where[other] or set(words) & set(words2):
            continue
        is_same, are_joined = row is row2, bool(where[one] & where[other])
        if are_joined and (is_same or _is_unlike(row, row2)):
            counts["right" if is_same else "merged"] += 1
        counts["split"] += is_same and not are_joined
    return counts


def _is_unlike(one: Row, other: Row) -> bool:
    return (one["date"], one["location"]) != (other["date"], other["location"])


def _meet(some: Sequence[Range], others: Sequence[Range]) -> bool:
    return any(a < d and c < b for a, b in some for c, d in others)


if __name__ == "__main__":
    main()

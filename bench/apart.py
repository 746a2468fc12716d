"""Say how well the several happenings of one report are kept apart, on the templates of MUC-4.

python bench/apart.py REPORTS TEMPLATES
python bench/apart.py REPORTS TEMPLATES --half odd      tune on the odd half, look at the even one at the end

TEMPLATES has one line a happening: `doc`, `template`, `date`, `location`, its `victim_name`,
`victim_description` and `target` fillers, and `spans` of their words. Of reports with two templates or more,
every two victims or targets that some event of ours befell are a pair: it is right where one template holds
both and so does one event of ours, merged where two templates of unlike day or place hold them and one event
of ours both, split where one template holds both and no event of ours. Two whom a third template holds
together are no pair of unlike ones, and words that stand at several places are those nearest to what else
their own template alone names. Printed are precision and recall of "of one happening" over these pairs, and
the mean of the precisions of the reports: a few long round-ups hold most pairs.
"""

import itertools
import json
import re
import statistics
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence

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
    settings, counts, each = Settings(), Counter[str](), list[float]()
    for doc, rows in templates.items():
        if doc not in reports:
            print(f"{doc} has templates and no text: passed over", file=sys.stderr)
            continue
        row = reports[doc]
        report = Report(id=doc, sha256="", text=row["text"], published=row.get("date"))
        found = judge(sufferers(rows, row["text"]), befallen(analyse(report, settings)))
        counts += Counter(reports=1) + found
        if found["right"] or found["merged"]:
            each.append(found["right"] / (found["right"] + found["merged"]))
    right, merged, split = counts["right"], counts["merged"], counts["split"]
    precision, recall = right / max(1, right + merged), right / max(1, right + split)
    total = {name: counts[name] for name in ("reports", "sufferers", "found", "right", "merged", "split")}
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    rates = {"precision": precision, "recall": recall, "F1": f1, "by report": statistics.fmean(each or [0.0])}
    return {**total, **{name: round(rate, 3) for name, rate in rates.items()}}


def sufferers(rows: Sequence[Row], text: str) -> list[tuple[Row, list[Range]]]:
    """Return each victim or target with its template and the places of its words."""
    held = Counter(words for row in rows for words in {*row["spans"], *_towns(row)})
    told: list[tuple[Row, list[Range]]] = []
    for row in rows:
        alone = (words for words in (*row["spans"], *_towns(row)) if held[words] == 1)
        own = [place for words in alone for place in _at(words, text)]
        for name, filler in ((n, f) for n in FILLERS for f in row[n]):
            if name == "victim_description" and filler["of"]:
                continue  # it describes one who is named
            named = [words for words in filler["alts"] if words in row["spans"]]
            spans = [_nearest(words, text, own) or tuple(row["spans"][words]) for words in named]
            if spans:
                told.append((row, spans))
    return told


def _towns(row: Row) -> list[str]:
    """Return the narrowest place of a template: "EL SALVADOR: LA PAZ (DEPARTMENT): OSTA (TOWN)" has Osta."""
    parts = (row["location"] or "").split(": ")
    return [parts[-1].split(" (")[0]] if len(parts) > 1 else []


def _at(words: str, text: str) -> list[Range]:
    """Return where words stand in a text, its lines broken anywhere."""
    pattern = r"\b" + r"\s+".join(map(re.escape, words.split())) + r"\b"
    return [m.span() for m in re.finditer(pattern, text)]


def _nearest(words: str, text: str, own: Sequence[Range]) -> Range | None:
    """Return the place of words that is nearest to those that a template alone names, None without any."""
    others = [p for p in own if text[p[0] : p[1]].split() != words.split()]
    if not others:
        return None
    return min(_at(words, text), key=lambda p: min(abs(p[0] - q[0]) for q in others), default=None)


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
        if are_joined and (is_same or (_is_unlike(row, row2) and not _share(told, words, words2))):
            counts["right" if is_same else "merged"] += 1
        counts["split"] += is_same and not are_joined
    return counts


def _share(told: Sequence[tuple[Row, list[Range]]], words: list[Range], words2: list[Range]) -> bool:
    """Say whether some template holds both of two whom others hold."""
    some, others = ([r["template"] for r, at in told if set(at) & set(those)] for those in (words, words2))
    return bool(set(some) & set(others))


def _is_unlike(one: Row, other: Row) -> bool:
    return (one["date"], one["location"]) != (other["date"], other["location"])


def _meet(some: Sequence[Range], others: Sequence[Range]) -> bool:
    return any(a < d and c < b for a, b in some for c, d in others)


if __name__ == "__main__":
    main()

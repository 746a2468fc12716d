"""Read forty real reports beside their records: sheets for readers, and what the readers found.

    python bench/reading.py sheets ../shared/data SHEETS       one page a report: its text and its claims
    python bench/reading.py sheets ../shared/data DIR --skip 120    forty others, which nobody has mended to
    python bench/reading.py tally SHEETS VERDICTS...         shares right and found, agreement, causes
    python bench/reading.py spoil ../shared/data               the same reports spoilt in six ways

Ten reports each of the incident reports, MUC-4, ECB+ and PolNeAR, all from the training splits: those whose
hashed ids come first among reports of 60 to 450 words. A file of verdicts has one line a report:
`{"report": ..., "wrong": {"3": "cause"}, "listed": 9, "missing": ["cause", ...]}`; the claims that are not
named in `wrong` are right, `listed` counts what the reader would list. The sheets hold the
reports' own words and stay outside the repository; the verdicts hold none.
"""

import argparse
import hashlib
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from lines import Row, keep_result, read_lines
from variorum import pipeline
from variorum.clean import make_report
from variorum.errors import VariorumError
from variorum.model.record import Claim, Record
from variorum.model.report import Document
from variorum.settings import Settings
from whole import plain_value

CORPORA = {
    "incidents": "incidents/reports-train.jsonl.gz",
    "MUC-4": "events/muc4-train-reports.jsonl.gz",
    "ECB+": "coreference/ecbplus-train-reports.jsonl.gz",
    "PolNeAR": "attribution/polnear-train.jsonl.gz",
}
EACH, SHORTEST, LONGEST = 10, 60, 450


def choose(data: Path, skip: int = 0) -> Iterator[tuple[str, Row]]:
    """Yield the forty reports, each with its corpus, or the forty behind the first `skip` of each."""
    for corpus, name in CORPORA.items():
        rows = [r for r in read_lines(data / name) if SHORTEST <= len(r["text"].split()) <= LONGEST]
        rows.sort(key=lambda r: hashlib.sha256(str(r["id"]).encode()).hexdigest())
        for row in rows[skip : skip + EACH]:
            yield corpus, row


def read(row: Row, settings: Settings) -> Record:
    """Make the record of one report alone."""
    given = {k: row.get(k) for k in ("id", "date", "outlet", "title", "text") if row.get(k)}
    document = Document(json.dumps(given, sort_keys=True).encode(), row["id"], "application/json", given)
    report = make_report(document, "2026-01-01T12:00:00+00:00", settings)
    return pipeline.build_record([report], {report.id: pipeline.analyse(report, settings)}, settings)


def write_sheet(corpus: str, row: Row, record: Record) -> str:
    """Return the page that a reader is given: the text, then every event with its numbered claims."""
    report = record.reports[0]
    lines = [
        f"# {report.id}",
        f"corpus {corpus}; published {report.published}; outlet {report.outlet}",
        "",
        report.text,
        "",
    ]
    names = {p.id: p.name for p in record.participants}
    voices = {v.id: v.name + (" (unnamed)" if v.anonymous else "") for v in record.voices}
    number = 0
    for event in record.events:
        main = " MAIN EVENT" if event.id == report.main_event else ""
        lines.append(f"## {event.type}: {event.label}{main}{' (part of another)' if event.part_of else ''}")
        for claim in (c for c in record.claims if c.event == event.id):
            number += 1
            lines.append(f"[{number}] {_say(claim, names, voices, report.text)}")
    return "\n".join(lines) + "\n"


def _say(claim: Claim, names: dict[str, str], voices: dict[str, str], text: str) -> str:
    value = {k: v for k, v in plain_value(claim.value).items() if v is not None}
    of = f" of “{names.get(claim.of, claim.of)}”" if claim.of else ""
    manner = " ".join(w for w in (claim.polarity, claim.modality) if w not in ("affirmed", "asserted"))
    chain = " > ".join(f"{voices[link.voice]} ({link.stance}, {link.manner})" for link in claim.chain)
    words = " ".join(text[claim.start : claim.end].split())
    said = f"{claim.slot}{of} = {json.dumps(value, ensure_ascii=False)} {manner}"
    return f"{said} | says: {chain or 'the outlet'} | “{words}”"


def _shuffle(text: str) -> str:
    parts = text.split("\n\n")
    random.Random(7).shuffle(parts)  # noqa: S311 - the same order every time, nothing secret
    return "\n\n".join(parts)


SPOILT: dict[str, Callable[[Row], Row]] = {
    "dates removed": lambda row: {**row, "date": None},
    "paragraphs shuffled": lambda row: {**row, "text": _shuffle(row["text"])},
    "quotation marks stripped": lambda row: {**row, "text": re.sub(r"[\"“”„«»]|``|''", "", row["text"])},
    "in capitals": lambda row: {
        **row,
        "text": row["text"].upper(),
        "title": (row.get("title") or "").upper(),
    },
    "in lower case": lambda row: {
        **row,
        "text": row["text"].lower(),
        "title": (row.get("title") or "").lower(),
    },
    "cut in half": lambda row: {**row, "text": row["text"][: len(row["text"]) // 2]},
}


def spoil(data: Path, settings: Settings) -> list[Row]:
    """Make the records of the forty reports spoilt in each way; count what the whole reports do not say.

    A claim of a spoilt report counts as new where no claim of the whole report has its slot and value; days
    that a report without a date resolves count as invented, whatever they are.
    """
    chosen = [(row, read(row, settings)) for _, row in choose(data)]
    known = {row["id"]: {_cell(c) for c in record.claims} for row, record in chosen}
    rows: list[Row] = []
    whole = sum(len(record.claims) for _, record in chosen)
    for name, change in SPOILT.items():
        made, new, failed = 0, 0, 0
        for row, _ in chosen:
            try:
                record = read(change(row), settings)
            except VariorumError:
                failed += 1
                continue
            made += len(record.claims)
            new += sum(_cell(c) not in known[row["id"]] for c in record.claims)
        figures = {"claims whole": whole, "claims spoilt": made, "not in the whole": new, "refused": failed}
        rows.append(
            {"command": "python bench/reading.py spoil ../shared/data", "split": name, "figures": figures}
        )
        print(name, figures, flush=True)
    return rows


def _cell(claim: Claim) -> tuple[str, str]:
    value = {k: v for k, v in plain_value(claim.value).items() if v is not None and k != "country"}
    return claim.slot, json.dumps(value, sort_keys=True).casefold()


def tally(sheets: Path, readings: Sequence[Path]) -> list[Row]:
    """Count what the readers found: claims right, things found, causes, and where two readers agree."""
    counts = {
        p.stem: len(re.findall(r"^\[\d+\]", p.read_text(encoding="utf-8"), re.MULTILINE))
        for p in sheets.glob("*.md")
    }
    rows, wrongs = [], []
    for path in readings:
        verdicts = {stem_of(row["report"]): row for row in read_lines(path)}
        claims = sum(counts[name] for name in verdicts)
        wrong = {(name, n) for name, row in verdicts.items() for n in row["wrong"]}
        listed = sum(row["listed"] for row in verdicts.values())
        missing = [cause for row in verdicts.values() for cause in row["missing"]]
        figures = {
            "reports": len(verdicts),
            "claims": claims,
            "right": round(1 - len(wrong) / max(1, claims), 3),
            "listed": listed,
            "found": round(1 - len(missing) / max(1, listed), 3),
        }
        causes = Counter(cause for row in verdicts.values() for cause in row["wrong"].values())
        note = f"wrong: {ranked(causes)}. Missing: {ranked(Counter(missing))}."
        rows.append(
            {"command": "python bench/reading.py tally", "split": path.stem, "figures": figures, "note": note}
        )
        wrongs.append((set(verdicts), wrong))
    if len(wrongs) > 1:
        both = wrongs[0][0] & wrongs[1][0]
        claims = sum(counts[name] for name in both)
        apart = {key for key in wrongs[0][1] ^ wrongs[1][1] if key[0] in both}
        rows.append(
            {
                "command": "python bench/reading.py tally",
                "split": "two readers",
                "figures": {"agreement": round(1 - len(apart) / max(1, claims), 3)},
            }
        )
    return rows


def ranked(causes: Counter[str]) -> str:
    return ", ".join(
        f"{cause} {count}" for cause, count in sorted(causes.items(), key=lambda c: (-c[1], c[0]))
    )


def stem_of(report: str) -> str:
    return re.sub(r"[^\w.-]", "_", report)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["sheets", "spoil", "tally"])
    parser.add_argument("where", type=Path, help="the data, or for tally the folder of sheets")
    parser.add_argument("more", type=Path, nargs="*", help="the folder to write to, or the verdicts")
    parser.add_argument("--skip", type=int, default=0, help="reports of each corpus passed over for sheets")
    parser.add_argument("--keep", action="store_true", help="keep the figures in bench/results/reading.json")
    asked = parser.parse_args()
    settings = Settings()
    if asked.what == "sheets":
        asked.more[0].mkdir(parents=True, exist_ok=True)
        for corpus, row in choose(asked.where, asked.skip):
            page = write_sheet(corpus, row, read(row, settings))
            (asked.more[0] / f"{stem_of(row['id'])}.md").write_text(page, encoding="utf-8")
        return
    rows = spoil(asked.where, settings) if asked.what == "spoil" else tally(asked.where, asked.more)
    for row in rows if asked.what == "tally" else []:
        print(row["split"], row["figures"], row.get("note", ""))
    if asked.keep:
        keep_result("reading", [{**row, "machine": "two cores"} for row in rows])


if __name__ == "__main__":
    main()

"""Label the lines of pasted reports and compare with the labels that people gave.

    python bench/furniture.py tests/gold/furniture/seen.yaml out.jsonl --show
    python bench/furniture.py tests/gold/furniture/unseen.yaml -

INPUT is a YAML list of reports, each with `lines` of `text` and `label`, or of `parts` where one line
holds several. The text alone is labelled; a part counts as what most of its characters were labelled.
Prints F1 for each label; "dropped" joins what does not stay in the text.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

import yaml

from lines import Row, keep_result, write_lines
from variorum.clean.segmenting import label_lines

LABELS = ("article", "furniture", "caption", "credit", "headline", "dateline")
Part = tuple[int, int, str]


def lay_out(report: Row) -> tuple[str, list[Part]]:
    """Return a report's text, and start, end and label of each part that is not blank."""
    out, parts, at = [], [], 0
    for line in report["lines"]:
        for part in line.get("parts", [line]):
            if part["label"] != "blank":
                parts.append((at, at + len(part["text"]), part["label"]))
            out.append(part["text"])
            at += len(part["text"])
        out.append("\n")
        at += 1
    return "".join(out), parts


def found_labels(text: str, parts: Sequence[Part], title: str | None) -> list[str]:
    pieces = label_lines(text, title)
    found = []
    for start, end, _ in parts:
        held = dict.fromkeys(LABELS, 0)
        for piece in pieces:
            held[piece.label] += max(0, min(end, piece.end) - max(start, piece.start))
        found.append(max(LABELS, key=held.__getitem__))
    return found


def figures_of(pairs: Sequence[tuple[str, str]]) -> Row:
    rows: Row = {"lines": len(pairs), "right": round(sum(a == b for a, b in pairs) / len(pairs), 4)}
    groups = {label: {label} for label in LABELS} | {"dropped": {"furniture", "caption", "credit"}}
    for name, members in groups.items():
        right = sum(a in members and b in members for a, b in pairs)
        there, got = sum(a in members for a, _ in pairs), sum(b in members for _, b in pairs)
        if there:
            rows[name] = {
                "f1": round(2 * right / (there + got), 4),
                "there": there,
                "found": got,
                "right": right,
            }
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("input", type=Path)
    parser.add_argument("output", help='where to write the labels, "-" for nowhere')
    parser.add_argument("--show", action="store_true", help="print the lines read wrongly (never for unseen)")
    parser.add_argument("--keep", action="store_true", help="record the figures")
    args = parser.parse_args()
    pairs: list[tuple[str, str]] = []
    rows = []
    for report in yaml.safe_load(args.input.read_text(encoding="utf-8")):
        text, parts = lay_out(report)
        found = found_labels(text, parts, report.get("title"))
        rows.append({"id": report["id"], "labels": found})
        for (start, end, label), got in zip(parts, found, strict=True):
            pairs.append((label, got))
            if args.show and label != got:
                print(f"{report['id']} {label} read as {got}: {text[start:end][:110]}")
    if args.output != "-":
        write_lines(args.output, rows)
    figures = figures_of(pairs)
    for name, value in figures.items():
        print(name, value)
    if args.keep:
        keep_result(
            "furniture",
            [
                {
                    "command": "bench/furniture.py",
                    "split": args.input.stem,
                    "machine": "two shared cores",
                    "figures": figures,
                }
            ],
        )


if __name__ == "__main__":
    main()

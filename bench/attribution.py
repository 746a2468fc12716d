"""Find attributions in documents, for score_attribution.py.

    python bench/attribution.py polnear-dev.jsonl.gz out.jsonl
    python bench/attribution.py polnear-dev.jsonl.gz out.jsonl --rules

Reads `text` alone and writes `id, attributions: [{source, cue, content}]`, each a list of [start, end]. The
corpus has no attribution inside another and none without a cue: only those at the top with one are written.
"""

import argparse
from pathlib import Path
from typing import Any

from lines import read_lines, write_lines
from variorum.analyse.attribution import find_attributions
from variorum.analyse.page import open_page
from variorum.model.analysis import Attribution
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.settings import Settings


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("input", type=Path)
    ask.add_argument("output", type=Path)
    ask.add_argument("--rules", action="store_true", help="use the rule reading instead of the model")
    told = ask.parse_args()
    settings = Settings(attribution="rules" if told.rules else "model")
    write_lines(told.output, (answer(row, settings) for row in read_lines(told.input)))


def answer(row: dict[str, Any], settings: Settings) -> dict[str, Any]:
    """Read one document."""
    page = open_page(Report(id="r", sha256="", text=row["text"]), settings)
    found = find_attributions(page, settings)
    # An account that goes on has the cue that it began with; the corpus marks only the cue's own content.
    first: dict[Span, Attribution] = {}
    for one in found.attributions:
        if one.cue is not None:
            first.setdefault(one.cue, one)
    return {
        "id": row["id"],
        "attributions": [show(one) for one in first.values() if one.parent is None],
    }


def show(one: Attribution) -> dict[str, list[list[int]]]:
    """Return an attribution as lists of offsets."""

    def pairs(*spans: Span | None) -> list[list[int]]:
        return [[span.start, span.end] for span in spans if span is not None]

    return {"source": pairs(one.source), "cue": pairs(one.cue), "content": pairs(*one.content)}


if __name__ == "__main__":
    main()

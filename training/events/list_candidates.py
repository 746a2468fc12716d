"""List the phrases of MUC-4 reports with their clues and gold roles, for train_casting.py.

python training/events/list_candidates.py REPORTS ROLES --out CANDIDATES
"""

import argparse
import gzip
import json
import pickle
import sys
from pathlib import Path

from variorum.analyse.language import load_language
from variorum.analyse.page import open_page
from variorum.analyse.participants.casing import restore_case
from variorum.model.report import Report
from variorum.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
from parts.casting import candidates


def load(path):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports")
    parser.add_argument("roles")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    settings = Settings()
    nlp = load_language(settings.language_model)
    roles = {row["doc"]: row["roles"] for row in load(options.roles)}
    found = []
    for row in load(options.reports):
        report = Report(
            id=row["id"], sha256="", text=restore_case(row["text"], nlp), published=row.get("date")
        )
        found.append((row["id"], candidates(open_page(report, settings)), roles[row["id"]]))
    Path(options.out).write_bytes(pickle.dumps(found))


if __name__ == "__main__":
    main()

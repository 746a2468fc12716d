"""Name the perpetrators, targets, victims and weapons of MUC-4 reports, for score_muc4.py.

python bench/roles.py REPORTS OUTPUT

REPORTS has `id`, `date` and `text` (capitals, hard-wrapped) on each line. OUTPUT gets `doc` and `roles`,
each role a list of entities, each entity a list of strings. Compare with score_muc4.py ROLES OUTPUT.
"""

import argparse
import sys
import time
from collections.abc import Iterator

from lines import Row, read_lines, write_lines
from parts.casting import cast_roles
from variorum.analyse.language import load_language
from variorum.analyse.page import open_page
from variorum.analyse.participants.casing import is_in_capitals, restore_case
from variorum.model.report import Report
from variorum.settings import Settings


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports")
    parser.add_argument("output")
    options = parser.parse_args()
    start = time.perf_counter()
    written = write_lines(options.output, cast_all(options.reports))
    print(f"{written} reports in {time.perf_counter() - start:.1f} s", file=sys.stderr)


def cast_all(path: str) -> Iterator[Row]:
    settings = Settings()
    nlp = load_language(settings.language_model)
    for row in read_lines(path):
        text = restore_case(row["text"], nlp) if is_in_capitals(row["text"]) else row["text"]
        page = open_page(Report(id=row["id"], sha256="", text=text, published=row.get("date")), settings)
        roles = cast_roles(page)
        yield {
            "doc": row["id"],
            "roles": {role: [[words] for words in found] for role, found in roles.items()},
        }


if __name__ == "__main__":
    main()

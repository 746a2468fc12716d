"""Group reports into stories, and score the groups on the incident reports.

    python bench/stories.py INPUT OUTPUT                      a line `id, cluster` for each report
    python bench/stories.py --score ../shared/data/incidents  pairs precision, recall and F1 on dev
    python bench/stories.py --score ../shared/data/incidents --split train

Input lines are `id, date, outlet, title, text`; ids and order are not looked at.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from copies import open_rows
from lines import Row, keep_result, read_lines, write_lines
from variorum.link.copies import find_copies
from variorum.link.stories import find_stories


def group(rows: list[Row]) -> dict[str, str]:
    """Map the id of each row to a story."""
    reports = open_rows(rows)
    every = list(reports.values())
    stories = find_stories(every, find_copies(every).copy_of)
    return {given: stories[report.id] for given, report in reports.items()}


def score(folder: Path, split: str) -> dict[str, Any]:
    """Return pairs precision, recall and F1 against the incidents of a split."""
    records = read_lines(folder / f"records-{split}.jsonl.gz")
    gold = {doc: record["incident"] for record in records for doc in record["docs"]}
    stories = group(list(read_lines(folder / f"reports-{split}.jsonl.gz")))
    known = sorted(set(gold) & set(stories))

    def pairs(counts: Counter[Any]) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    both = pairs(Counter((gold[d], stories[d]) for d in known))
    precision = both / pairs(Counter(stories[d] for d in known))
    recall = both / pairs(Counter(gold[d] for d in known))
    f1 = 2 * precision * recall / (precision + recall)
    figures = {"pairs P": precision, "pairs R": recall, "pairs F1": f1}
    return {"reports": len(known), **{name: round(value, 3) for name, value in figures.items()}}


def main() -> None:
    plain = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=plain)
    parser.add_argument("input", nargs="?", type=Path)
    parser.add_argument("output", nargs="?", type=Path)
    parser.add_argument(
        "--score", type=Path, metavar="FOLDER", help="score on the folder of incident reports"
    )
    parser.add_argument("--split", choices=("train", "dev"), default="dev")
    parser.add_argument("--keep", action="store_true", help="keep the figures in bench/results/stories.json")
    asked = parser.parse_args()
    if asked.score:
        figures = score(asked.score, asked.split)
        print(json.dumps({"split": asked.split, **figures}))
        if asked.keep:
            row = {"command": "python bench/stories.py --score"}
            machine = {"split": asked.split, "machine": "two shared cores", "figures": figures}
            keep_result("stories", [{**row, **machine}])
    elif asked.input and asked.output:
        stories = group(list(read_lines(asked.input)))
        write_lines(asked.output, ({"id": r, "cluster": s} for r, s in sorted(stories.items())))
    else:
        parser.error("INPUT and OUTPUT, or --score")


if __name__ == "__main__":
    main()

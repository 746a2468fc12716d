"""List the words that are written with a capital inside sentences, for restoring the case of reports in
capitals.

python training/events/count_case.py REPORTS... --out src/variorum/data/events/capitalised.txt

REPORTS are .jsonl.gz files with `text` in ordinary case; train splits only.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from pathlib import Path

INSIDE = re.compile(r"(?<=[a-z,;] )[A-Za-z][a-z]{2,20}\b")
HEAD = """\
# Words that news writes with a capital even inside a sentence: months, peoples, places, common names.
# Made by training/events/count_case.py from the train splits of PolNeAR, ECB+, TempEval-3 and the
# incident reports.
"""


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", nargs="+")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    upper, both = Counter(), Counter()
    for path in options.reports:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                for match in INSIDE.finditer(json.loads(line)["text"][:6000]):
                    word = match.group()
                    both[word.lower()] += 1
                    upper[word.lower()] += word[0].isupper()
    proper = sorted(w for w, n in both.items() if n >= 5 and upper[w] / n > 0.8)
    Path(options.out).write_text(HEAD + "".join(f"{w}\n" for w in proper), encoding="utf-8")


if __name__ == "__main__":
    main()

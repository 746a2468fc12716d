"""Count how common words are in news reports, for comparing reports in small collections.

python training/events/count_words.py REPORTS... --out src/variorum/data/events/common_words.tsv

REPORTS are .jsonl.gz files with `text`; train splits only. Every file counts alike, whatever its size.
"""

import argparse
import gzip
import json
import re
from collections import Counter
from pathlib import Path

WORD = re.compile(r"[^\W\d_]{3,24}")
KEPT = 4000
HEAD = """\
# Share of news reports that use a word, for the words most reports share; a word not listed is rare.
# Made by training/events/count_words.py from the train splits of PolNeAR, ECB+, MUC-4, TempEval-3 and the
# incident
# reports, each counted alike. Counts only; none of their text.
"""


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports", nargs="+")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    shares = Counter()
    for path in options.reports:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            texts = [json.loads(line)["text"] for line in lines]
        for text in texts:
            for word in {m.group().lower() for m in WORD.finditer(text[:6000])}:
                shares[word] += 1 / len(texts) / len(options.reports)
    top = sorted(shares.items(), key=lambda item: (-item[1], item[0]))[:KEPT]
    lines = [f"{word}\t{share:.5f}\n" for word, share in sorted(top)]
    Path(options.out).write_text(HEAD + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()

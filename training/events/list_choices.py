"""List what the product would choose from for day and tolls, report by report, for train_choosers.py.

python training/events/list_choices.py REPORTS --out CHOICES

REPORTS as for bench/incidents.py. About three reports a second and core.
"""

import argparse
import pickle
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import msgspec

from variorum import pipeline
from variorum.analyse.events import assembling, choosing, dating, find
from variorum.analyse.events.toll_words import read_words
from variorum.analyse.events.tolls import weigh_tolls
from variorum.model.report import Reject
from variorum.settings import Settings

sys.path.insert(0, str(Path(__file__).parents[2] / "bench"))
from lines import read_lines

FIELDS = ("id", "date", "outlet", "url", "title", "text")


@contextmanager
def listening(rows):
    """Note in the last row what there is to choose from, while reports are read; choose nothing."""

    def day(page, tree, found, groups, main):
        if groups[main].family in choosing.FAMILIES:
            listed = dating.list_days(page, tree, found, groups, main)
            rows[-1]["dating"] = [((t.time.start[:10], t.time.end[:10]), clues) for t, clues in listed]
        return None, ()

    def tolls(teller, cast, parts, first, fillings):
        found = weigh_tolls(teller, cast, parts, choosing.numbers_of(fillings))
        for slot, candidates in found.items():
            rows[-1][slot] = [(c.value, c.clues) for c in candidates]
        rows[-1]["words"] = sorted(read_words(teller.page, teller.tree))
        return tuple(fillings), ()

    kept = find.choose_day, assembling.choose_tolls
    find.choose_day, assembling.choose_tolls = day, tolls
    try:
        yield
    finally:
        find.choose_day, assembling.choose_tolls = kept


def new_row(report):
    return {"report": report, "dating": [], "killed": [], "injured": [], "words": []}


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("reports")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    settings = Settings()
    rows = []
    with tempfile.TemporaryDirectory() as folder, listening(rows):
        lines = Path(folder) / "reports.jsonl"
        with lines.open("wb") as out:
            for row in read_lines(options.reports):
                out.write(msgspec.json.encode({k: row[k] for k in FIELDS if row.get(k)}) + b"\n")
        for item in pipeline.read([lines], settings):
            if not isinstance(item, Reject):
                rows.append(new_row(item[1].id))
                pipeline.analyse(item[1], settings)
    Path(options.out).write_bytes(pickle.dumps(rows))


if __name__ == "__main__":
    main()

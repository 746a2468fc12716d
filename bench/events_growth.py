"""Time the linking of events alone over made reports: how the cost grows with their number.

    python bench/events_growth.py 1000 4000 16000          seconds, pairs compared and events made for each
    python bench/events_growth.py 100000 --keep            keep the rows in bench/results/events_growth.json
    python bench/events_growth.py --curve FILE             draw all kept rows as SVG

Made reports tell one happening each, two reports a happening, in one of forty towns within two years; their
analyses are made too, so that neither the parse nor the readers are timed.
"""

import argparse
import json
import random
import resource
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

from lines import Row, keep_result
from speed_growth import draw
from variorum.link.events import merge_events, merging
from variorum.link.events.candidates import find_candidates
from variorum.link.events.profile import Profile
from variorum.model.analysis import Analysis, Filling, LocalEvent, LocalParticipant
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.model.value import Count, Place, Time, Value

KEPT = Path(__file__).parent / "results" / "events_growth.json"
FIRST = date(2024, 1, 1)
DAYS = 730
TOWNS = 40
# So few that the lists of neighbours are full from 4,000 reports on; 432 made all happenings alike.
WORDS = 2_000

_compared: list[int] = []  # how many pairs each linking compared


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int)
    parser.add_argument("--keep", action="store_true", help="keep the figures")
    parser.add_argument("--curve", type=Path, help="an SVG file for the cost over the number of reports")
    options = parser.parse_args()
    rows = []
    for size in options.sizes:
        reports, analyses = make_reports(size)
        vars(merging)["find_candidates"] = _counted
        start = time.process_time()
        merged = merge_events(reports, analyses, {}, {})
        spent = time.process_time() - start
        figures = {
            "reports": size,
            "seconds": round(spent, 1),
            "ms a report": round(1000 * spent / size, 2),
            "pairs a report": round(_compared[-1] / size, 1),
            "events": len(merged.founders),
            "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        }
        print(figures, flush=True)
        rows.append(
            {
                "command": f"python bench/events_growth.py {size}",
                "split": f"{size} made reports",
                "machine": "two shared cores, busy; processor time",
                "figures": figures,
            }
        )
    if options.keep:
        keep_result("events_growth", rows)
    if options.curve:
        kept = sorted((row["figures"] for row in json.loads(KEPT.read_text(encoding="utf-8"))), key=_size)
        options.curve.write_text(draw([(_size(f), f["ms a report"], f["peak MB"]) for f in kept]), "utf-8")


def _size(figures: Row) -> int:
    return int(figures["reports"])


def _counted(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Find candidates as linking does, and keep their number."""
    _compared.append(0)
    for pair in find_candidates(profiles):
        _compared[-1] += 1
        yield pair


def make_reports(size: int) -> tuple[list[Report], dict[str, Analysis]]:
    """Make reports, two to a happening, with what reading them would give."""
    dice = random.Random(7)  # noqa: S311 - the same reports every time
    syllables = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in ("an", "el", "or") for c in "bdfgklmnprst"]
    vocabulary = [dice.choice(syllables) + dice.choice(syllables) for _ in range(WORDS)]
    reports: list[Report] = []
    analyses: dict[str, Analysis] = {}
    for n in range(size):
        if n % 2 == 0:
            day = FIRST + timedelta(days=dice.randrange(DAYS))
            town = dice.randrange(TOWNS)
            killed = dice.randrange(1, 6)
            name = f"{dice.choice(vocabulary).title()} {dice.choice(vocabulary).title()}"
            words = [dice.choice(vocabulary) for _ in range(60)]
        told = " ".join(dice.sample(words, 40))
        text = f"A shooting killed {killed} people, {name} among them. {told}"
        report = f"r{n}"
        reports.append(
            Report(id=report, sha256="", text=text, published=str(day + timedelta(days=dice.randrange(3))))
        )
        analyses[report] = _analyse(day, town, killed, name)
    return reports, analyses


def _analyse(day: date, town: int, killed: int, name: str) -> Analysis:
    span, sentence = Span(2, 10), Span(0, 60)
    when = Time(start=str(day), end=str(day), timex=str(day))
    where = Place(name=f"T{town}", lat=30.0 + town, lon=-90.0 + town, precision="city", geonameid=town)
    values: dict[str, Value] = {
        "time": when,
        "place": where,
        "killed": Count(low=killed, high=killed, unit="person"),
    }
    event = LocalEvent(
        type="shooting",
        label="shooting",
        mentions=(span,),
        fillings=tuple(Filling(slot=s, value=v, span=span, sentence=sentence) for s, v in values.items()),
        time=when,
        place=where,
    )
    person = LocalParticipant(event=0, name=name, type="person", roles=("patient",), mentions=(span,), size=1)
    return Analysis(sentences=(sentence,), events=(event,), participants=(person,), main_event=0)


if __name__ == "__main__":
    main()

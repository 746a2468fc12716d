"""Time reconciliation: 10,000 claims on one event, and a past day of a record of 100,000 claims.

    python bench/reconcile_speed.py [--keep]

The claims are invented: numbers, days and sources by a fixed seed. Seconds of one processor go to standard
output; --keep puts them into bench/results/reconcile.json.
"""

import argparse
import datetime
import random
import time
from collections.abc import Callable, Sequence

from lines import keep_result
from variorum.model.record import ChainLink, Claim, Voice
from variorum.model.span import Span
from variorum.model.value import Count, Text, Time, Value
from variorum.reconcile import ReportNote, Scene, go_back, limit_to, reconcile, touched

VOICES = tuple(Voice(id=f"v{n}", name=f"voice {n}", type="person", anonymous=n % 7 == 0) for n in range(50))
SENTENCE = "Police said that the people were killed in the fire at the mill on Monday night."
State = tuple[list[Claim], Scene]


class World:
    """Invented claims and their scene."""

    def __init__(self) -> None:
        self.claims: list[Claim] = []
        self.reports: dict[str, ReportNote] = {}
        self.words: dict[str, str] = {}
        self.random = random.Random(20261122)  # noqa: S311 - the same claims every time

    def report(self, day: str) -> str:
        id_ = f"r{len(self.reports):06}"
        self.reports[id_] = ReportNote(
            outlet=f"outlet {self.random.randrange(50)}", published=day, origin=id_
        )
        return id_

    def claim(self, report: str, event: str, slot: str, value: Value) -> None:
        note = self.reports[report]
        voice = self.random.randrange(60)
        id_ = f"c{len(self.claims):07}"
        self.words[id_] = f"{SENTENCE} ({id_})"
        self.claims.append(
            Claim(
                id=id_,
                report=report,
                event=event,
                slot=slot,
                of=None,
                value=value,
                polarity="affirmed",
                modality="asserted",
                chain=(ChainLink(voice=f"v{voice}"),) if voice < len(VOICES) else (),
                origin=note.origin,
                start=0,
                end=0,
                sentence=Span(0, 0),
                published=note.published,
            )
        )

    def state(self) -> State:
        return self.claims, Scene(voices=VOICES, reports=self.reports, words=self.words)


def tell_one_event(claims: int, numbers: int) -> State:
    """Invent claims on one toll of one event, each of one of so many numbers."""
    world = World()
    for n in range(claims):
        day = datetime.date(2024, 1, 1) + datetime.timedelta(n * 300 // claims)
        number = world.random.randrange(numbers)
        world.claim(
            world.report(day.isoformat()), "e", "killed", Count(low=number, high=number, unit="person")
        )
    return world.state()


def tell_many_events(claims: int) -> State:
    """Invent events of five reports in ten days, each report with four claims."""
    world = World()
    for n in range(claims // 20):
        begin = world.random.randrange(350)
        for _ in range(5):
            day = datetime.date(2024, 1, 1) + datetime.timedelta(begin + world.random.randrange(10))
            report = world.report(day.isoformat())
            number = world.random.randrange(5)
            happened = (datetime.date(2024, 1, 1) + datetime.timedelta(begin)).isoformat()
            for slot, value in (
                ("killed", Count(low=number, high=number, unit="person")),
                ("injured", Count(low=3, high=None, unit="person", qualifier="at least")),
                ("type", Text("attack")),
                ("time", Time(start=happened, end=happened, timex=happened)),
            ):
                world.claim(report, f"e{n}", slot, value)
    return world.state()


def seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return round(time.process_time() - start, 3)


def measure() -> dict[str, float]:
    """Time the work that the promises are about."""
    few, many = tell_one_event(10_000, 40), tell_one_event(10_000, 10_000)
    claims, scene = tell_many_events(100_000)
    entries = reconcile(claims, scene)
    half, state = "2024-06-30", (claims, scene)
    return {
        "10,000 claims on one event, 40 numbers": seconds(lambda: reconcile(*few)),
        "10,000 claims on one event, 10,000 numbers": seconds(lambda: reconcile(*many)),
        "100,000 claims reconciled": seconds(lambda: reconcile(claims, scene)),
        "100,000 claims limited to a day": seconds(lambda: limit_to(claims, scene, half)),
        "100,000 claims as of a day, all made again": seconds(lambda: reconcile(*limit_to(*state, half))),
        "100,000 claims as of a day, from the entries": seconds(lambda: go_back(entries, state, half)),
        "what one report touches in 100,000 claims": seconds(lambda: touched((claims[:-4], scene), state)),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the seconds."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--keep", action="store_true", help="keep the figures in bench/results")
    options = parser.parse_args(arguments)
    figures = measure()
    for name, value in figures.items():
        print(f"{value:8.3f} s  {name}")
    if options.keep:
        row = {
            "command": "python bench/reconcile_speed.py",
            "split": "invented",
            "machine": "two shared cores",
            "figures": figures,
        }
        keep_result("reconcile", [row])


if __name__ == "__main__":
    main()

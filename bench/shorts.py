"""Short reports made for measuring the store: invented happenings, each told by four outlets, and read."""

import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from variorum.model.analysis import Analysis, Filling, Link, LocalEvent, LocalParticipant, LocalVoice
from variorum.model.report import Document, Report
from variorum.model.span import Span
from variorum.model.value import Count, Place, Text, Time
from variorum.store import Stored

TELLINGS = 4
_SYLLABLES = (
    "bar cor del fen gar hol jor kel lim mor nes ost pel quin ros sal tor urv vel wim yar zel".split()  # noqa: SIM905
)
_THINGS = ("ferry", "bridge", "dam", "silo", "market hall", "bus", "mine", "warehouse", "bakery", "pier")
_DEEDS = (
    ("collapsed", "accident"),
    ("exploded", "explosion"),
    ("burned", "disaster"),
    ("crashed", "accident"),
    ("was raided", "attack"),
    ("was shot at", "shooting"),
)
_OUTLETS = ("Osk Post", "Harbour Courier", "Norwire", "Valley Tribune", "Tellin Herald")
_OPENINGS = (
    "{killed} people were killed and {injured} hurt on {weekday} as a {thing} {did} in {town}, {voice} said.",
    "A {thing} of {firm} {did} in {town} on {weekday}, killing {killed} and hurting {injured}, {voice} said.",
    "In {town} {killed} people were killed when a {thing} {did}, according to {voice}; {injured} hurt.",
    "{voice} said that {killed} died in {town} where a {thing} {did}; {injured} were in {clinic} hospital.",
)
_CLOSINGS = (
    "{street} Street was closed as far as the {river} and lorries of {firm} waited until evening.",
    "Neighbours in {street} Street had complained about the roof of {firm} for years, said {baker}, a baker.",
    "The {thing} was built by {firm} beside the {river} two generations ago; {clinic} asked for blood.",
    "Divers, dogs and a crane came over the {river} from {clinic}; {baker}, who sells bread there, made tea.",
)


def make_shorts(happenings: int, *, first: int = 0) -> Iterator[Stored]:
    """Yield the reports of invented happenings, four each, in the order of their days."""
    for number in range(first, first + happenings):
        yield from tell(number)


def tell(number: int) -> list[Stored]:
    """Return the reports of one happening; the same number gives the same."""
    dice = random.Random(number)  # noqa: S311 - a number for a number, not a secret

    def name() -> str:
        return "".join(dice.choices(_SYLLABLES, k=3)).capitalize()

    town, person = name(), f"{name()} {name()}"
    local = {kind: name() for kind in ("firm", "street", "river", "clinic", "baker")}
    thing, day = dice.choice(_THINGS), date(2015, 1, 1) + timedelta(days=number * 37 % 3650)
    (did, kind), lat, lon = (
        dice.choice(_DEEDS),
        round(dice.uniform(-60, 60), 3),
        round(dice.uniform(-170, 170), 3),
    )
    killed, injured = dice.randint(2, 40), dice.randint(2, 90)
    reports = []
    for telling in range(TELLINGS):
        words: dict[str, Any] = {
            **local,
            "town": town,
            "did": did,
            "kind": kind,
            "at": (lat, lon),
            "thing": thing,
            "voice": f"mayor {person}",
            "weekday": f"{day:%A}",
            "killed": killed + (telling == TELLINGS - 1),
            "injured": injured,
        }
        title = f"Dead after {thing} {did} in {town}"
        body = f"{_OPENINGS[telling].format(**words)} {_CLOSINGS[telling].format(**words)}"
        outlet = _OUTLETS[(number + telling) % len(_OUTLETS)]
        reports.append(
            _store(f"r{number}-{telling}", f"{title}\n\n{body}", outlet, day + timedelta(telling // 2), words)
        )
    return reports


def _store(name: str, text: str, outlet: str, day: date, words: dict[str, Any]) -> Stored:
    digest = hashlib.sha256(text.encode()).hexdigest()
    report = Report(
        id=name,
        sha256=digest,
        text=text,
        outlet=outlet,
        title=text.partition("\n")[0],
        url=f"https://{outlet.lower().replace(' ', '-')}.example/{day}/{name}",
        published=day.isoformat(),
        published_from="given",
        language="en",
    )
    return Stored(Document(text.encode(), name, "text/plain"), report, _analyse(text, day, words))


def _place(words: dict[str, Any]) -> Place:
    lat, lon = words["at"]
    return Place(
        name=words["town"], gazetteer_name=words["town"], country="XX", lat=lat, lon=lon, precision="city"
    )


def _analyse(text: str, day: date, words: dict[str, Any]) -> Analysis:
    begin = text.index("\n\n") + 2
    end = text.index(".", begin) + 1
    sentence = Span(begin, end)

    def at(part: object) -> Span:
        start = text.index(str(part), begin)
        return Span(start, start + len(str(part)))

    said = at("said" if "said" in text else "according to")
    chain = (Link(voice=0, source=at(words["voice"]), cue=said, manner="indirect", stance="asserts"),)
    values = (
        ("type", Text(str(words["kind"])), at(words["did"])),
        ("place", _place(words), at(words["town"])),
        (
            "killed",
            Count(int(str(words["killed"])), int(str(words["killed"])), "person"),
            at(words["killed"]),
        ),
        (
            "injured",
            Count(int(str(words["injured"])), int(str(words["injured"])), "person"),
            at(words["injured"]),
        ),
        ("time", Time(f"{day}", f"{day}", f"{day}"), at(words["did"])),
    )
    fillings = tuple(
        Filling(slot=slot, value=value, span=span, sentence=sentence, chain=chain)
        for slot, value, span in values
    )
    event = LocalEvent(
        type=str(words["kind"]),
        label=f"{words['kind']}: {words['town']}",
        mentions=(at(words["did"]),),
        fillings=fillings,
        time=Time(f"{day}", f"{day}", f"{day}"),
        place=_place(words),
    )
    voice = LocalVoice(
        name=str(words["voice"]).removeprefix("mayor "),
        type="person",
        anonymous=False,
        mentions=(at(words["voice"]),),
    )
    people = LocalParticipant(
        event=0,
        name=f"{words['killed']} people",
        type="group",
        roles=("patient",),
        mentions=(at(words["killed"]),),
    )
    return Analysis(
        sentences=(sentence,), voices=(voice,), participants=(people,), events=(event,), main_event=0
    )

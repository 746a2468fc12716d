"""Three reports of two shootings, read by hand, for the tests of linking."""

import pytest

from variorum.model.analysis import Analysis, Filling, LocalEvent, LocalParticipant
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.model.value import Count, Place, Text, Time

KEST = Place(name="Kest", country="XA", lat=10.0, lon=20.0, precision="city")
VELM = Place(name="Velm", country="XA", lat=14.0, lon=29.0, precision="city")


def report(name: str, day: str | None, text: str) -> Report:
    return Report(id=name, sha256="", text=text, published=day)


def shooting(day: str, place: Place, victim: str, killed: int = 1, size: int = 1) -> Analysis:
    span, sentence = Span(0, 5), Span(0, 20)

    def fill(slot, value):
        return Filling(slot=slot, value=value, span=span, sentence=sentence)

    time = Time(start=day, end=day, timex=day)
    event = LocalEvent(
        type="shooting",
        label="shooting",
        mentions=(span,),
        fillings=(
            fill("type", Text(text="shooting")),
            fill("time", time),
            fill("place", place),
            fill("killed", Count(low=killed, high=killed, unit="person")),
        ),
        time=time,
        place=place,
    )
    person = LocalParticipant(
        event=0,
        name=victim,
        type="person" if size == 1 else "group",
        roles=("patient",),
        mentions=(span,),
        size=size,
    )
    return Analysis(sentences=(sentence,), participants=(person,), events=(event,), main_event=0)


_REPORTS = (
    report("a", "2025-03-02", "Shots fired in Kest market kill Ada Brannick, police in Kest said."),
    report("b", "2025-03-03", "Ada Brannick died in the Kest market shots on Saturday, her family said."),
    report("c", "2025-03-10", "Gunfire in Velm harbour kills Orren Tull outside the customs house."),
)
_ANALYSES = {
    "a": shooting("2025-03-01", KEST, "Ada Brannick"),
    "b": shooting("2025-03-01", KEST, "Ada Brannick"),
    "c": shooting("2025-03-08", VELM, "Orren Tull"),
}


@pytest.fixture(scope="module")
def reports() -> tuple[Report, ...]:
    return _REPORTS


@pytest.fixture(scope="module")
def analyses() -> dict[str, Analysis]:
    return _ANALYSES

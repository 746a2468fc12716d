"""What one report's telling of one happening offers to be compared with another report's."""

import functools
import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from sys import intern
from typing import NamedTuple

from variorum.data import load_rows, load_yaml
from variorum.link.events.identity import LAST, in_order
from variorum.link.events.naming import name_words
from variorum.model.analysis import Analysis, LocalEvent
from variorum.model.report import Report
from variorum.model.value import Count, Measure, Place, Time

_WORD = re.compile(r"[^\W\d_]{3,24}")
_SLOTS = ("killed", "injured", "captured", "arrested", "rescued", "released")
_READ = 6000  # characters of a report that are compared
_GENERAL = 300  # reports that general usage counts for beside those at hand
_RARE_SHARE = 0.002
_TOO_COMMON = 0.2
_BEFORE = 20  # characters before a word in which another says of what kind it is
_TOP = 25  # words that stand for a report when reports are compared


@dataclass(frozen=True, slots=True)
class Profile:
    """One local event: when it was reported, and what is said of its day, place, people and counts."""

    report: str
    index: int
    offset: int
    type: str
    family: str
    beside: frozenset[str]  # the families of what else the report tells
    is_main: bool
    is_told: bool
    is_part: bool
    is_sexual: bool
    published: str
    start: str | None
    end: str | None
    towns: tuple[tuple[float, float], ...]
    regions: frozenset[str]
    names: frozenset[tuple[str, ...]]
    ages: frozenset[int]
    counts: Mapping[str, int]
    words: Mapping[str, float]
    people: Mapping[str, float]
    story: str | None
    original: str | None

    @property
    def key(self) -> tuple[str, str, int]:
        """Order of founding: publication, report id, offset."""
        return self.published or LAST, self.report, self.offset


def make_profiles(
    reports: Sequence[Report],
    analyses: Mapping[str, Analysis],
    stories: Mapping[str, str],
    originals: Mapping[str, str | None],
    rarity: "Rarity | None" = None,
) -> list[Profile]:
    """Return the profile of every local event, in founding order.

    `rarity` is that of the words of all reports, where these are only some of them.
    """
    ordered = in_order(reports)
    bags = [compared_words(report) for report in ordered]
    rarity = rarity or Rarity(bags)
    words = [rarity.weigh(bag) for bag in bags]
    families = {
        name: entry.get("family", name) for name, entry in load_yaml("ontology/events.yaml")["types"].items()
    }
    shared = _Shared(families, stories, originals, rarity)
    profiles = [
        _profile(report, analyses[report.id], i, words[n], shared)
        for n, report in enumerate(ordered)
        for i in range(len(analyses[report.id].events))
    ]
    return sorted(profiles, key=lambda p: p.key)


class _Shared(NamedTuple):
    """What the profiles of all events draw on."""

    families: Mapping[str, str]
    stories: Mapping[str, str]
    originals: Mapping[str, str | None]
    rarity: "Rarity"


def _profile(
    report: Report, analysis: Analysis, index: int, words: Mapping[str, float], shared: _Shared
) -> Profile:
    event = analysis.events[index]
    people = [p for p in analysis.participants if p.event == index]
    time = event.time
    return Profile(
        report=report.id,
        index=index,
        offset=min((s.start for s in event.mentions), default=0),
        type=event.type,
        family=shared.families.get(event.type, event.type),
        beside=frozenset(
            shared.families.get(e.type, e.type) for i, e in enumerate(analysis.events) if i != index
        ),
        is_main=analysis.main_event == index,
        is_told=any(
            f.slot == "type" and f.polarity == "affirmed" and f.modality == "asserted" for f in event.fillings
        )
        or not any(f.slot == "type" for f in event.fillings),
        is_part=analysis.main_event is not None and event.part_of == analysis.main_event,
        is_sexual=_is_sexual(report.text, event),
        published=report.published or "",
        start=_day(time, "start"),
        end=_day(time, "end"),
        towns=_towns(event),
        regions=_regions(event),
        names=frozenset(
            n
            for p in people
            if p.type == "person"
            and p.name[:1].isupper()
            and len(n := name_words(p.name)) > 1
            and p.name.split()[0].lower() not in ("the", "a", "an")
        ),
        ages=frozenset(
            int(f.value.low)
            for f in event.fillings
            if f.slot == "age" and isinstance(f.value, Measure) and f.value.low is not None
        ),
        counts=_counts(event),
        words=words,
        people=shared.rarity.weigh(bag_of(" ".join(p.name for p in people))),
        story=shared.stories.get(report.id),
        original=shared.originals.get(report.id),
    )


def _is_sexual(text: str, event: LocalEvent) -> bool:
    """Say whether all words that tell an event tell a rape or the like: no other violence is told by it."""
    known = load_yaml("events/contexts.yaml")
    roots, marks = tuple(known["raping"]), tuple(known["sexual"])
    return bool(event.mentions) and all(
        text[s.start : s.end].lower().startswith(roots)
        or text[max(0, s.start - _BEFORE) : s.start].lower().rstrip().endswith(marks)
        for s in event.mentions
    )


def _day(time: Time | None, side: str) -> str | None:
    value = getattr(time, side) if time is not None else None
    return value[:10] if value else None


def _towns(event: LocalEvent) -> tuple[tuple[float, float], ...]:
    found = []
    for filling in event.fillings:
        value = filling.value
        if not isinstance(value, Place) or value.precision not in ("point", "city", "district"):
            continue
        if value.lat is not None and value.lon is not None:
            point = round(value.lat, 3), round(value.lon, 3)
            if point not in found:
                found.append(point)
    return tuple(found)


def _regions(event: LocalEvent) -> frozenset[str]:
    return frozenset(
        f"{f.value.country}/{f.value.admin1 or ''}"
        for f in event.fillings
        if isinstance(f.value, Place) and f.value.country
    )


def _counts(event: LocalEvent) -> dict[str, int]:
    found: dict[str, int] = {}
    for filling in event.fillings:
        value = filling.value
        if (
            filling.slot in _SLOTS
            and filling.of is None
            and isinstance(value, Count)
            and value.low is not None
        ):
            found[filling.slot] = max(found.get(filling.slot, 0), value.low)
    return found


@functools.cache
def common_words() -> dict[str, float]:
    """Load the share of news reports that use each common word."""
    return {word: float(share) for word, share in load_rows("events/common_words.tsv")}


class Rarity:
    """How rare words are: in these reports and, as long as these are few, in news reports at large."""

    def __init__(self, bags: Sequence[Mapping[str, int]]) -> None:
        self.spread: Mapping[str, int] = Counter(word for bag in bags for word in bag)
        self.total = len(bags)

    @classmethod
    def of(cls, spread: Mapping[str, int], total: int) -> "Rarity":
        """Take over how many of `total` reports use each word, counted elsewhere."""
        rarity = cls(())
        rarity.spread, rarity.total = spread, total
        return rarity

    def share(self, word: str) -> float:
        """Return the share of reports that use a word, general usage counted as `_GENERAL` reports."""
        general = common_words().get(word, _RARE_SHARE)
        return (self.spread.get(word, 0) + general * _GENERAL) / (self.total + _GENERAL)

    def weigh(self, bag: Mapping[str, int]) -> dict[str, float]:
        """Return the telling words of a bag, weighted by rarity, of unit length together."""
        shares = {word: self.share(word) for word in bag}
        scores = {
            w: (1 + math.log(n)) * -math.log(shares[w]) for w, n in bag.items() if shares[w] < _TOO_COMMON
        }
        top = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[: _TOP * 3]
        length = math.sqrt(sum(s * s for _, s in top)) or 1.0
        return {w: s / length for w, s in top}


def compared_words(report: Report) -> Counter[str]:
    """Count the words of a report by which it is compared with others."""
    return bag_of(report.text[:_READ])


def bag_of(text: str) -> Counter[str]:
    """Count the words of a text, lower case."""
    # Each word is held once however many reports use it.
    return Counter(map(intern, map(str.lower, _WORD.findall(text))))

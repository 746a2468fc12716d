"""A large record for measuring the server: short reports about invented events, put straight into the store.

Nothing is analysed: claims, entries and events are made as the stages would make them, four claims a report.
"""

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

from variorum.adding import made_by
from variorum.model.analysis import Analysis
from variorum.model.record import (
    ChainLink,
    Claim,
    Derivation,
    Entry,
    Event,
    Mention,
    Reading,
    Record,
    ReportLine,
    Status,
    Voice,
)
from variorum.model.report import Document, Report
from variorum.model.span import Span
from variorum.model.value import Count, Place, Text, Time, Value
from variorum.pipeline import make_header
from variorum.settings import Settings
from variorum.store import Archive, Stored

TYPES = ("flood", "explosion", "protest", "arrest", "crash", "fire", "storm", "strike")
_NAMES = ("Orvel", "Lisk", "Kell", "Ostrel", "Sivra", "Port Ammen", "Tarn", "Vessa", "Dorne", "Halm")
_OUTLETS = tuple(f"{a} {b}" for a in ("North", "Harbour", "Valley", "River", "Upper") for b in
                 ("Post", "Courier", "Tribune", "Wire", "Herald", "Echo", "Star", "Times"))  # fmt: skip
_VOICES = 400
_BATCH = 2000


def make_record(path: str | Path, many: int, settings: Settings | None = None) -> None:
    """Write a record of `many` reports to a new file; the same number gives the same record."""
    settings = settings or Settings()
    maker = _Maker(many)
    with Archive(path) as archive:
        reports = list(maker.reports())
        for start in range(0, many, _BATCH):
            some = reports[start : start + _BATCH]
            stored = [Stored(Document(r.text.encode(), r.id, "text/plain"), r, Analysis()) for r in some]
            archive.put_reports(stored, made_by(settings))
        record = maker.record(reports, settings)
        state = archive.state()
        note = f"{state.reports}/{state.decisions}//{made_by(settings)}/{settings.policy}"
        archive.put_record(record, note, of=state)


def one_more(number: int) -> Stored:
    """Return one report more, as a writer would bring it."""
    text = f"Rain fell on Orvel for the {number}th day, the mayor said."
    report = Report(id=f"more-{number}", sha256=_hash(f"more {number}"), text=text, outlet="North Post")
    return Stored(Document(text.encode(), report.id, "text/plain"), report, Analysis())


class _Maker:
    def __init__(self, many: int) -> None:
        self.many = many
        self.dice = random.Random(7)  # noqa: S311 - no secret
        self.told: dict[str, list[tuple[Report, int, int]]] = {}

    def reports(self) -> Iterator[Report]:
        """Yield the reports, four on each event on average; some events have hundreds."""
        events = max(1, self.many // 4)
        for n in range(self.many):
            # A few events are told by very many reports, most by a few.
            event = int(events * self.dice.random() ** 3)
            day = f"2024-{event % 12 + 1:02}-{event % 28 + 1:02}"
            killed = 3 + event % 20 + (self.dice.random() < 0.1)
            voice = self.dice.randrange(_VOICES)
            place, kind = _NAMES[event % len(_NAMES)], TYPES[event % len(TYPES)]
            title = f"{kind.capitalize()} in {place} kills {killed}"
            text = (
                f"{title}\n\nA {kind} in {place} on {day} killed {killed} people, official {voice} said. "
                + "The road to the lower town was closed and soldiers brought water. " * 4
            )
            report = Report(
                id=f"r{n:07}",
                sha256=_hash(text + str(n)),
                text=text,
                title=title,
                outlet=_OUTLETS[(n + event) % len(_OUTLETS)],
                url=f"https://paper.example/{n}",
                published=f"{day}T{n % 24:02}:00",
                published_from="given",
                language="en",
            )
            self.told.setdefault(f"e-{_hash(str(event))[:16]}", []).append((report, killed, voice))
            yield report

    def record(self, reports: list[Report], settings: Settings) -> Record:
        """Make the lines of the record, as the stages would."""
        lines, events, claims, entries, passages = [], [], [], [], []
        said: dict[int, list[Mention]] = {}
        for event_id, told in sorted(self.told.items()):
            first = told[0][0]
            copies = {r.id: first.id for r, k, _ in told[1:] if k == told[0][1] and int(r.id[1:]) % 3 == 0}
            kind = (first.title or "").partition(" ")[0].lower()
            mentions = [Mention(r.id, r.text.index(kind), r.text.index(kind) + len(kind)) for r, _, _ in told]
            label = f"{kind}: {(first.title or '').split(' in ')[1].partition(' kills')[0]}"
            events.append(
                Event(id=event_id, type=kind, label=label, story=f"s-{event_id}", mentions=tuple(mentions))
            )
            own: dict[str, list[Claim]] = {"type": [], "time": [], "place": [], "killed": []}
            for report, killed, voice in told:
                source = copies.get(report.id)
                lines.append(_report_line(report, event_id, source or report.id, source))
                if source:
                    size = len(report.text)
                    passages.append(
                        Derivation(id=f"d-{report.id}", report=report.id, start=0, end=size, from_=source,
                                   from_start=0, from_end=size, how="verbatim", probability=0.98)
                    )  # fmt: skip
                said.setdefault(voice, []).append(_mention_of(report, voice))
                for claim in _claims(report, event_id, source or report.id, killed, voice):
                    own[claim.slot].append(claim)
                    claims.append(claim)
            entries += [_entry(event_id, slot, found) for slot, found in own.items()]
        voices = [
            Voice(id=f"v-{n:04}", name=f"official {n}", type="role", anonymous=False, mentions=tuple(found))
            for n, found in sorted(said.items())
        ]
        return Record(
            header=make_header(settings),
            reports=tuple(sorted(lines, key=lambda r: r.id)),
            derivations=tuple(passages),
            voices=tuple(voices),
            events=tuple(events),
            claims=tuple(sorted(claims, key=lambda c: c.id)),
            entries=tuple(sorted(entries, key=lambda e: (e.event, e.slot))),
        )


def _report_line(report: Report, event: str, origin: str, source: str | None) -> ReportLine:
    return ReportLine(
        id=report.id, outlet=report.outlet, title=report.title, url=report.url, authors=(),
        published=report.published, published_from="given", received=None, language="en",
        sha256=report.sha256, text=report.text, captions=(), credits=(), copy_of=source, origin=f"o-{origin}",
        story=f"s-{event}", main_event=event, revision_of=None, flags=(),
    )  # fmt: skip


def _mention_of(report: Report, voice: int) -> Mention:
    start = report.text.index(f"official {voice} said")
    return Mention(report.id, start, start + len(f"official {voice}"))


def _claims(report: Report, event: str, origin: str, killed: int, voice: int) -> Iterator[Claim]:
    text = report.text
    body = text.index("\n\n") + 2
    end = text.index("said.", body) + 5
    who = _mention_of(report, voice)
    link = ChainLink(
        voice=f"v-{voice:04}", source=Span(who.start, who.end), cue=Span(who.end + 1, who.end + 5)
    )
    day = (report.published or "")[:10]
    place = text[text.index(" in ", body) + 4 : text.index(" on ", body)]
    number = _NAMES.index(place)
    values: dict[str, tuple[str, Value]] = {
        "type": (text[body + 2 : text.index(" in ", body)], Text(text[body + 2 : text.index(" in ", body)])),
        "time": (day, Time(start=day, end=day, timex=day)),
        "place": (place, _place(place, number)),
        "killed": (f"{killed} people", Count(low=killed, high=killed, unit="person")),
    }  # fmt: skip
    for slot, (words, value) in values.items():
        start = text.index(words, body)
        yield Claim(
            id=f"c-{_hash(report.id + slot)[:16]}", report=report.id, event=event, slot=slot, of=None,
            value=value, polarity="affirmed", modality="asserted", chain=(link,), origin=f"o-{origin}",
            start=start, end=start + len(words), sentence=Span(body, end), published=report.published,
        )  # fmt: skip


def _place(name: str, number: int) -> Place:
    country = ("AT", "CZ", "PL", "UA")[number % 4]
    return Place(
        name=name, gazetteer_name=name, country=country, lat=44 + number, lon=12 + 2.0 * number,
        geonameid=number + 1, precision="city",
    )  # fmt: skip


def _entry(event: str, slot: str, claims: list[Claim]) -> Entry:
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(str(claim.value), []).append(claim)
    readings = []
    for found in sorted(groups.values(), key=lambda g: -len(g)):
        days = sorted((c.published or "")[:10] for c in found)
        origins = len({c.origin for c in found})
        sources = len({c.chain[-1].voice for c in found})
        readings.append(
            Reading(
                value=found[0].value, claims=tuple(sorted(c.id for c in found)), reports=len(found),
                origins=origins, terminal_sources=sources, origins_max=origins, terminal_sources_max=sources,
                first=days[0], last=days[-1],
            )
        )  # fmt: skip
    top = readings[0]
    status: Status = "contested" if len(readings) > 1 else "single" if top.reports == 1 else "corroborated"
    if status == "corroborated" and (top.origins < 2 or top.terminal_sources < 2):
        status = "repeated"
    return Entry(event=event, slot=slot, of=None, status=status, preferred=0, readings=tuple(readings))


def _hash(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()

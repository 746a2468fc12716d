"""What all pages of a site share: the record by id, the address of each page, the frame around it."""

import base64
import functools
import hashlib
import re

from variorum.data import load_yaml, path_of
from variorum.formats.lookup import Known
from variorum.markup import Html, join, tag
from variorum.model.record import Claim, Derivation, Entry, Event, MachineEntry, Record, ReportLine
from variorum.pictures import STYLE as PICTURE_STYLE
from variorum.reconcile import Scene, explain_entry, scene_of
from variorum.wording import word_chain

STYLE = PICTURE_STYLE + path_of("site/style.css").read_text(encoding="utf-8")
_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,80}")
# Names that Windows keeps for devices.
_DEVICES = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")


def file_name(id_: str) -> str:
    """Return a file name for an id: the id itself where every system takes it, else one made of its hash.

    >>> file_name("ncw-1"), file_name("../x")
    ('ncw-1', 'x-d6b96a97d147daaa')
    """
    if _PLAIN.fullmatch(id_) and not _DEVICES.fullmatch(id_):
        return id_
    return "x-" + hashlib.sha256(id_.encode(errors="replace")).hexdigest()[:16]


class Book:
    """A record with what its pages ask for again and again; raises `ExportError` (E507) for half a record."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.known = Known(record)
        self.slots = {slot: number for number, slot in enumerate(load_yaml("ontology/slots.yaml")["slots"])}

    @functools.cached_property
    def scene(self) -> Scene:
        """The record's claims with what comparing them needs."""
        return scene_of(self.record)

    @functools.cached_property
    def claims_in(self) -> dict[str, list[Claim]]:
        """The claims of each report, in the order of its text."""
        found: dict[str, list[Claim]] = {}
        for claim in sorted(self.record.claims, key=lambda c: (c.start, c.end, c.id)):
            found.setdefault(claim.report, []).append(claim)
        return found

    @functools.cached_property
    def parts_of(self) -> dict[str, list[Event]]:
        """The events that are part of each event."""
        found: dict[str, list[Event]] = {}
        for event in self.record.events:
            if event.part_of is not None:
                found.setdefault(event.part_of, []).append(event)
        return found

    @functools.cached_property
    def events_in(self) -> dict[str, list[Event]]:
        """The events of each story."""
        found: dict[str, list[Event]] = {}
        for event in self.record.events:
            found.setdefault(event.story, []).append(event)
        return found

    @functools.cached_property
    def machine(self) -> dict[tuple[str, str], MachineEntry]:
        """What the cells of whole events were before people decided, by event and slot."""
        return {(m.event, m.slot): m for m in self.record.machine if m.of is None}

    @functools.cached_property
    def taken_over(self) -> dict[str, list[Derivation]]:
        """The passages of each report that come from another one."""
        found: dict[str, list[Derivation]] = {}
        for passage in self.record.derivations:
            found.setdefault(passage.report, []).append(passage)
        return found

    def entries(self, event: Event) -> list[Entry]:
        """Return the entries of an event in the order of the ontology, those of the whole event first."""
        known = self.known.entries.get(event.id, ())
        last = len(self.slots)
        return sorted(
            known, key=lambda e: (e.of is not None, self.slots.get(e.slot, last), e.slot, e.of or "")
        )

    def explain(self, entry: Entry) -> tuple[str, ...]:
        """Say what decided an entry, in sentences."""
        return explain_entry(
            entry, self.known.claims_of.get(entry.event, ()), self.scene, self.record.header.policy
        )

    def of_name(self, of: str | None) -> str:
        """Return the participant that an entry is about, as worded; empty for the whole event."""
        participant = self.known.participants.get(of or "")
        return participant.name if participant else ""

    def chain(self, claim: Claim) -> str:
        """Say who says a claim, outermost first."""
        return word_chain(claim.chain, self.known.voices, self.known.reports[claim.report].outlet)

    def title(self, report: ReportLine) -> str:
        """Say which report it is: outlet, day, headline."""
        words = report.title or " ".join(report.text[:70].split()) or "without words"
        return f"{report.outlet or 'outlet unknown'}, {(report.published or 'no date')[:10]}: {words}"


def event_at(id_: str, *, up: bool = True) -> str:
    """Return the address of an event's page, from a page one folder down or from the front page."""
    return f"./{'../' if up else ''}events/{file_name(id_)}.html"


def report_at(id_: str, claim: str | None = None, *, up: bool = True) -> str:
    """Return the address of a report's page, at the words of a claim where one is named."""
    return f"./{'../' if up else ''}reports/{file_name(id_)}.html" + (
        f"#w-{file_name(claim)}" if claim else ""
    )


def frame(book: Book, title: str, body: Html, *, up: bool = True) -> bytes:
    """Put a page together: head, navigation, body, and what the record was made by."""
    digest = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    root, header = "./../" if up else "./", book.record.header
    made = f"Made by Variorum {header.variorum}, policy {header.policy}, settings {header.settings}"
    known_on = f"As of {header.as_of}. " if header.as_of else ""
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", title, " · Variorum"),
        tag("style", Html(STYLE)),
    )
    links = (
        ("Overview", "index.html"),
        ("Stories", "stories.html"),
        ("Reports", "reports.html"),
        ("Voices", "voices.html"),
    )
    nav = tag(
        "nav", [tag("a", words, href=root + page) for words, page in links],
        tag("a", "How to read this", href=root + "reading.html"), aria_label="Pages",
    )  # fmt: skip
    foot = tag("footer", known_on, made, ". The record says who says what, never what is true.")
    page = tag("html", head, tag("body", nav, tag("main", body), foot), lang="en")
    return join(Html("<!doctype html>\n"), page, Html("\n")).encode()

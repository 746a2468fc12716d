"""The entry of an event as its page shows it: a row a cell, readings side by side, copies folded."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec
from markupsafe import Markup

from variorum.api.sheet import Sheet
from variorum.model.record import Claim, Decision, Entry, Reading
from variorum.pictures import draw_toll, fit, toll_of
from variorum.web.marked import live_address, mark_sentence
from variorum.wording import (
    holds_many,
    name_report,
    order_slots,
    word_chain,
    word_reading,
    word_standing,
    word_value,
)

# Claims shown at once in one reading, and when all of a cell are asked for.
_SHOWN, _ALL = 12, 300


class ShownClaim(msgspec.Struct, frozen=True, kw_only=True):
    """One claim: its report, who says it, its marked sentence, and where it stands."""

    claim: Claim
    outlet: str
    title: str
    published: str | None
    chain: str
    sentence: Markup
    live: str | None
    manner: str = ""


class Group(msgspec.Struct, frozen=True):
    """A claim with those of its copies that carry it too; `again` counts where a report says it twice."""

    first: ShownClaim
    copies: tuple[ShownClaim, ...]
    again: int


class ShownReading(msgspec.Struct, frozen=True, kw_only=True):
    """One reading: its value in words, what is to be known of it, its claims by origin."""

    value: str
    witnesses: str
    first: str | None
    last: str | None
    is_preferred: bool
    superseded: str | None
    derived: str | None
    is_by_person: bool
    groups: tuple[Group, ...]
    against: tuple[ShownClaim, ...]
    hidden: int


class Cell(msgspec.Struct, frozen=True, kw_only=True):
    """One slot (and participant) of the event."""

    id: str
    slot: str
    of: str | None
    of_name: str
    status: str
    preferred: str | None
    others: tuple[str, ...]
    readings: tuple[ShownReading, ...]
    why: tuple[str, ...]
    machine: str | None
    decisions: tuple[Decision, ...]
    toll: Markup | None


def cells_of(sheet: Sheet, everything: str | None = None) -> list[Cell]:
    """Return the cells of an event in the order of the ontology; `everything` names one shown uncut."""
    order = order_slots({e.slot for e in sheet.entries})
    drawer = _Drawer(sheet, everything)
    ordered = sorted(sheet.entries, key=lambda e: (order.index(e.slot), e.of is not None, drawer.of_name(e)))
    return [drawer.draw(entry) for entry in ordered]


class _Drawer:
    def __init__(self, sheet: Sheet, everything: str | None) -> None:
        self.sheet = sheet
        self.everything = everything

    def of_name(self, entry: Entry) -> str:
        person = self.sheet.participants.get(entry.of or "")
        return person.name if person else (entry.of or "")

    def draw(self, entry: Entry) -> Cell:
        name = entry.slot + (f"-{entry.of}" if entry.of else "")
        machine = self.sheet.machine.get((entry.slot, entry.of))
        values = [word_reading(r, self.sheet.claims) for r in entry.readings]
        preferred = None if entry.preferred is None else values[entry.preferred]
        others = [
            v if r.superseded_by is None else f"[{v}]" for v, r in zip(values, entry.readings, strict=True)
        ]
        decisions = tuple(
            d
            for d in self.sheet.decisions
            if d.slot == entry.slot and d.of == entry.of and self.sheet.event.id in d.about
        )
        return Cell(
            id=name,
            slot=entry.slot,
            of=entry.of,
            of_name=self.of_name(entry),
            status=entry.status,
            preferred=preferred,
            others=tuple(v for n, v in enumerate(others) if n != entry.preferred),
            readings=tuple(self._reading(entry, n, values, name) for n in _order(entry)),
            why=self.sheet.explain(entry),
            machine=_machine_words(machine) if machine else None,
            decisions=decisions,
            toll=self._toll(entry),
        )

    def _reading(self, entry: Entry, number: int, values: Sequence[str], name: str) -> ShownReading:
        reading = entry.readings[number]
        most = _ALL if name == self.everything else _SHOWN
        claims = [self.sheet.claims[i] for i in reading.claims if i in self.sheet.claims]
        against = [self.sheet.claims[i] for i in reading.against if i in self.sheet.claims]
        groups = self._groups(claims)
        return ShownReading(
            value=values[number],
            witnesses=word_standing(reading, self.sheet.claims, entry),
            first=reading.first,
            last=reading.last,
            is_preferred=number == entry.preferred and not holds_many(entry.slot),
            superseded=None if reading.superseded_by is None else values[reading.superseded_by],
            derived=reading.derived,
            is_by_person=not reading.claims and not reading.against,
            groups=tuple(groups[:most]),
            against=tuple(self.show(c) for c in against[:most]),
            hidden=max(0, len(groups) - most) + max(0, len(against) - most),
        )

    def _groups(self, claims: Sequence[Claim]) -> list[Group]:
        """Fold claims of one origin under the one whose report is copied, else the earliest."""
        by_origin: dict[str, list[Claim]] = defaultdict(list)
        reports = self.sheet.reports
        for claim in sorted(claims, key=lambda c: (c.published or "9999", c.report, c.start)):
            by_origin[claim.origin].append(claim)
        groups = []
        for found in by_origin.values():
            first = next((c for c in found if _is_original(reports, c)), found[0])
            copies = {c.report: c for c in reversed(found) if c.report != first.report}
            rest = sorted(copies.values(), key=lambda c: (c.published or "9999", c.report))
            again = sum(c.report == first.report for c in found) - 1
            groups.append(Group(self.show(first), tuple(self.show(c) for c in rest[:_ALL]), again))
        return groups

    def show(self, claim: Claim) -> ShownClaim:
        report = self.sheet.reports[claim.report]
        words: list[str] = [claim.modality] if claim.modality != "asserted" else []
        words += ["denied"] if claim.polarity == "denied" else []
        return ShownClaim(
            claim=claim,
            outlet=name_report(report),
            title=report.title or "",
            published=report.published,
            chain=word_chain(claim.chain, self.sheet.voices, report.outlet),
            sentence=mark_sentence(report.text, claim),
            live=live_address(report.url, report.text[claim.start : claim.end]),
            manner=", ".join(words),
        )

    def _toll(self, entry: Entry) -> Markup | None:
        """Draw the number over time where it has a story: more than one reading."""
        if len(entry.readings) < 2:
            return None
        marks = toll_of(
            entry, self.sheet.claims, self.sheet.voices, self.sheet.reports, lambda claim: f"/claims/{claim}"
        )
        if len(marks) < 2:
            return None
        title = f"{entry.slot}{' of ' + self.of_name(entry) if entry.of else ''} over time"
        drawn = fit(lambda width: draw_toll(marks[:200], title=title, width=width), 720)
        return Markup(drawn)  # noqa: S704 - our own drawing, escaped in it


def _order(entry: Entry) -> list[int]:
    """Show the preferred reading first, superseded ones last."""
    return sorted(
        range(len(entry.readings)),
        key=lambda n: (n != entry.preferred, entry.readings[n].superseded_by is not None, n),
    )


def _is_original(reports: Mapping[str, object], claim: Claim) -> bool:
    report = reports.get(claim.report)
    return report is not None and getattr(report, "copy_of", None) is None


def _machine_words(entry: Entry | object) -> str:
    readings: Sequence[Reading] = getattr(entry, "readings", ())
    preferred = getattr(entry, "preferred", None)
    return "-" if preferred is None else word_value(readings[preferred].value)

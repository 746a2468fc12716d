"""What changed between two states of a record, told as a desk would want to hear it: one line a change."""

import difflib
import re
from collections.abc import Iterable, Iterator

import msgspec

from variorum.data import load_yaml
from variorum.model.record import Claim, Entry, Reading, Record, ReportLine
from variorum.model.value import Count, Value
from variorum.opened import OpenRecord
from variorum.reconcile import Change, diff_entries, scene_of
from variorum.wording import STATUS_WORDS, order_slots, word_value

_SENTENCE = re.compile(r"(?<=[.!?])\s{1,9}|\n{1,9}")
_MOST_SENTENCES = 6
_MOST_COMPARED = 500
_WEIGHT = ("value", "gone", "status", "new", "readings", "witnesses")


class News(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that changed: the words for it, and what it is about.

    `event` is None for a report that its outlet changed; `changes` are the cells behind the words.
    """

    line: str
    event: str | None
    report: str | None
    changes: tuple[Change, ...] = ()


def tell_news(before: Record, after: OpenRecord, story: str | None = None) -> tuple[News, ...]:
    """Return what is new in `after`: new events whole, changed cells of known ones, changed reports.

    `story` keeps what belongs to the stories in which a report holds all these words (or words that begin
    with them).
    """
    wanted = _stories_of(after, story) if story else None
    scene = scene_of(after.lines)
    changes = diff_entries(before.entries, after.lines.entries, after.lines.claims, scene)
    known = {line.id for line in before.events}
    claims = {claim.id: claim for claim in after.lines.claims}
    reports = {line.id: line for line in after.lines.reports}
    found: list[News] = []
    for event in after.lines.events:
        mine = sorted((c for c in changes if c.event == event.id), key=lambda c: _WEIGHT.index(c.what))
        if not mine or (wanted is not None and event.story not in wanted):
            continue
        teller = _Teller(before, after, claims, reports)
        if event.id in known:
            found += (teller.tell_change(c, event.label) for c in mine)
        else:
            found.append(teller.tell_event(event.id, event.label, mine))
    there = {line.id for line in before.reports}
    for line in after.lines.reports:
        if line.id not in there and line.revision_of and (wanted is None or line.story in wanted):
            found.append(News(line=_tell_revision(line, reports), event=None, report=line.id))
    return tuple(found)


def _stories_of(record: OpenRecord, words: str) -> frozenset[str]:
    asked = [re.compile(rf"\b{re.escape(w)}", re.IGNORECASE) for w in words.split()]
    return frozenset(
        r.story
        for r in record.lines.reports
        if all(p.search(r.text) or p.search(r.title or "") for p in asked)
    )


class _Teller:
    """Words for changed cells, from the entries before and after and the claims in them."""

    def __init__(
        self,
        before: Record,
        after: OpenRecord,
        claims: dict[str, Claim],
        reports: dict[str, ReportLine],
    ) -> None:
        self._before = {(e.event, e.slot, e.of): e for e in before.entries}
        self._after = {(e.event, e.slot, e.of): e for e in after.lines.entries}
        self._record = after
        self._claims = claims
        self._reports = reports

    def tell_event(self, event: str, label: str, changes: list[Change]) -> News:
        """Tell of an event that was not there before: what is said of it, slot by slot."""
        slots = order_slots({c.slot for c in changes}, load_yaml("ontology/slots.yaml")["slots"])
        said = [
            f"{self._slot(c)} {_brief(c.after.value)}"
            for slot in slots
            for c in changes
            if c.slot == slot and slot != "type" and c.after is not None and c.after.value is not None
        ]
        outlets = sorted({outlet for c in changes for outlet in c.outlets})
        sources = sorted({source for c in changes for source in c.sources})
        words = f"{_join(outlets) or 'A report'}: new event, {label}" + "".join(f"; {s}" for s in said)
        return News(line=words + _citing(sources, outlets), event=event, report=None, changes=tuple(changes))

    def tell_change(self, change: Change, label: str) -> News:
        """Tell of one cell that shows another value, status or witness than before."""
        cell = (change.event, change.slot, change.of)
        old, new = self._before.get(cell), self._after.get(cell)
        words = self._fallen(change) if new is None else self._moved(change, old, new)
        return News(line=f"{words} [{label}]", event=change.event, report=None, changes=(change,))

    def _fallen(self, change: Change) -> str:
        was = change.before.value if change.before else None
        return f"{self._slot(change)} {_brief(was) if was else ''} no longer stands".replace("  ", " ")

    def _moved(self, change: Change, old: Entry | None, new: Entry) -> str:
        was = _claims_of(old)
        fresh = [(n, r) for n, r in enumerate(new.readings) if {*r.claims, *r.against} - was]
        slot = self._slot(change)
        if not fresh:
            return f"{slot} is now {_shown(new)}: {STATUS_WORDS[new.status]}"
        number, reading = next((f for f in fresh if f[0] == new.preferred), fresh[0])
        mine = [self._claims[c] for c in (*reading.claims, *reading.against) if c not in was]
        outlets = self._outlets(mine)
        said = self._say(change, old, reading, number == new.preferred, denied=not set(reading.claims) - was)
        rest = self._others(new, number)
        verdict = "" if old is not None and old.status == new.status else f"; {STATUS_WORDS[new.status]}"
        words = f"{_join(outlets) or 'A report'} {said.format(slot=slot)}"
        return f"{words}{_citing(self._sources(mine), outlets)}{rest}{verdict}"

    def _say(
        self, change: Change, old: Entry | None, reading: Reading, is_shown: bool, *, denied: bool
    ) -> str:
        value = _brief(reading.value)
        if change.slot == "type":
            return "denies it" if denied else "reports it too"
        if denied:
            return f"denies {{slot}} {value}"
        if change.what == "value" and is_shown and change.before and change.before.value is not None:
            verb = _direction(change.before.value, reading.value)
            return f"{verb} {{slot}} from {_brief(change.before.value)} to {value}"
        if old is not None and any(r.value == reading.value for r in old.readings):
            return f"also says {{slot}} {value}"
        return f"says {{slot}} {value}"

    def _others(self, entry: Entry, told: int) -> str:
        """Say who still stands by another value; where several hold together, none is another."""
        if load_yaml("ontology/slots.yaml")["slots"].get(entry.slot, {}).get("many"):
            return ""
        parts = []
        for n, reading in enumerate(entry.readings):
            if n != told and reading.claims:
                who = self._outlets(self._claims[c] for c in reading.claims)
                still = "still" if entry.preferred == told else "says"
                parts.append(f"{_join(who) or 'others'} {still} {_brief(reading.value)}")
        return "".join(f"; {part}" for part in parts)

    def _outlets(self, claims: Iterable[Claim]) -> list[str]:
        lines = (self._reports.get(claim.report) for claim in claims)
        return list(dict.fromkeys(line.outlet for line in lines if line is not None and line.outlet))

    def _sources(self, claims: Iterable[Claim]) -> list[str]:
        voices = self._record.voice_lines
        ends = (claim.chain[-1].voice for claim in claims if claim.chain)
        return list(dict.fromkeys(voices[v].name for v in ends if v in voices))

    def _slot(self, change: Change) -> str:
        participant = self._record.participant_lines.get(change.of or "")
        return f"{change.slot} ({participant.name})" if participant else change.slot


def _claims_of(entry: Entry | None) -> frozenset[str]:
    if entry is None:
        return frozenset()
    return frozenset(c for r in entry.readings for c in (*r.claims, *r.against))


def _shown(entry: Entry) -> str:
    return "no value" if entry.preferred is None else _brief(entry.readings[entry.preferred].value)


def _brief(value: Value) -> str:
    """Say a value; of people the bare number, since the slot names them.

    >>> _brief(Count(low=45, high=45, unit="person", qualifier=None))
    '45'
    """
    return word_value(value).removesuffix(" people").removesuffix(" person")


def _direction(old: Value, new: Value) -> str:
    if isinstance(old, Count) and isinstance(new, Count) and old.low is not None and new.low is not None:
        return "raised" if new.low > old.low else "lowered" if new.low < old.low else "changed"
    return "changed"


def _citing(sources: Iterable[str], outlets: Iterable[str]) -> str:
    own = {outlet.casefold() for outlet in outlets}
    others = [source for source in sources if source.casefold() not in own]
    return f", citing {_join(others)}" if others else ""


def _join(names: Iterable[str]) -> str:
    """Join names as one says them.

    >>> _join(["A", "B", "C"])
    'A, B and C'
    """
    *head, last = [*names] or [""]
    return f"{', '.join(head)} and {last}" if head else last


def _tell_revision(line: ReportLine, reports: dict[str, ReportLine]) -> str:
    earlier = reports.get(line.revision_of or "")
    who = line.outlet or "An outlet"
    title = f' "{line.title}"' if line.title else ""
    changed = "".join(_changed_sentences(earlier.text if earlier else "", line.text))
    return f"{who} changed its report{title} ({line.revision_of} is now {line.id}){changed}"


def _changed_sentences(old: str, new: str) -> Iterator[str]:
    """Yield the first sentences that went and came, each on a line of its own."""
    was, now = _SENTENCE.split(old)[:_MOST_COMPARED], _SENTENCE.split(new)[:_MOST_COMPARED]
    steps = difflib.SequenceMatcher(None, was, now, autojunk=False).get_opcodes()
    changed = [
        (word, sentence)
        for name, a, b, c, d in steps
        if name != "equal"
        for word, sentences in (("was", was[a:b]), ("now", now[c:d]))
        for sentence in sentences
    ]
    for word, sentence in changed[:_MOST_SENTENCES]:
        yield f"\n      {word}: {' '.join(sentence.split())}"
    if len(changed) > _MOST_SENTENCES:
        yield f"\n      and {len(changed) - _MOST_SENTENCES} sentences more"

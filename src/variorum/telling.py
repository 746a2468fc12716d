"""What changed between two states of a record, told as a desk would want to hear it: one line a change."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from variorum.model.record import Claim, Entry, Reading, Record, ReportLine
from variorum.model.value import Count, Value
from variorum.opened import OpenRecord
from variorum.reconcile import Change, diff_entries, scene_of
from variorum.rewording import tell_revision
from variorum.wording import STATUS_WORDS, holds_many, order_slots, word_value

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
    before = _moved_on(before, after)
    scene = scene_of(after.lines)
    changes = diff_entries(before.entries, after.lines.entries, after.lines.claims, scene)
    known = {line.id for line in before.events}
    there = {line.id for line in before.reports}
    claims = {claim.id: claim for claim in after.lines.claims}
    reports = {line.id: line for line in after.lines.reports}
    found: list[News] = []
    for event in after.lines.events:
        mine = sorted((c for c in changes if c.event == event.id), key=lambda c: _WEIGHT.index(c.what))
        if not mine or (wanted is not None and event.story not in wanted):
            continue
        teller = _Teller(before, after, claims, reports)
        if event.id in known:
            found += teller.tell_changes(mine, event.label)
        elif not all(_is_copy_of_known(claims[c], reports, there) for change in mine for c in change.claims):
            found.append(teller.tell_event(event.id, event.label, mine))
    for line in after.lines.reports:
        if line.id in there or not line.revision_of or (wanted is not None and line.story not in wanted):
            continue
        earlier = reports.get(line.revision_of)
        if earlier is None or earlier.text != line.text:
            found.append(News(line=tell_revision(line, reports), event=None, report=line.id))
    return tuple(found)


def _moved_on(before: Record, after: OpenRecord) -> Record:
    """Give events that are known under another id by now, because an earlier report came in late, that id."""
    there = {line.id for line in after.lines.events}
    heirs = {line.id: after.archive.lines.heir_of(line.id) for line in before.events if line.id not in there}
    moves = {old: new for old, new in heirs.items() if new in there and new is not None}
    taken = {line.id for line in before.events}
    moves = {old: new for old, new in moves.items() if new not in taken}
    if not moves:
        return before
    now = {_place_of(c): c.id for c in after.lines.claims}
    names = {c.id: now.get(_place_of(c), c.id) for c in before.claims if c.event in moves}
    rename = msgspec.structs.replace

    def renamed(reading: Reading) -> Reading:
        claims, against = (tuple(names.get(c, c) for c in ids) for ids in (reading.claims, reading.against))
        return rename(reading, claims=claims, against=against)

    return rename(
        before,
        events=tuple(rename(e, id=moves.get(e.id, e.id)) for e in before.events),
        entries=tuple(
            rename(e, event=moves[e.event], readings=tuple(map(renamed, e.readings)))
            if e.event in moves
            else e
            for e in before.entries
        ),
    )


def _place_of(claim: Claim) -> tuple[str, str, int, int]:
    return claim.report, claim.slot, claim.start, claim.end


def _is_copy_of_known(claim: Claim, reports: dict[str, ReportLine], there: set[str]) -> bool:
    """Whether a claim only stands in a copy of a report that was there before: nobody hears a thing anew."""
    line = reports.get(claim.report)
    return line is not None and line.copy_of in there


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
        self._there = {line.id for line in before.reports}
        self._record = after
        self._claims = claims
        self._reports = reports

    def tell_event(self, event: str, label: str, changes: list[Change]) -> News:
        """Tell of an event that was not there before: what is said of it, slot by slot."""
        slots = order_slots({c.slot for c in changes})
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

    def tell_changes(self, changes: Iterable[Change], label: str) -> Iterator[News]:
        """Tell of the cells of an event: one line each, but one for all that outlets only say too."""
        joined: dict[tuple[str, ...], list[tuple[Change, list[Claim]]]] = {}
        for change in changes:
            fresh = self._joining(change) if change.what == "witnesses" and change.slot != "said" else []
            if fresh and all(self._is_edit(claim) for claim in fresh):
                continue  # an article that says again what it said is no further witness
            if fresh:
                joined.setdefault(tuple(sorted(self._outlets(fresh))), []).append((change, fresh))
            else:
                yield self.tell_change(change, label)
        for together in joined.values():
            yield self._tell_joining(together, label)

    def _is_edit(self, claim: Claim) -> bool:
        """Whether a claim stands in the later text of an article whose earlier text was there before."""
        line = self._reports.get(claim.report)
        return line is not None and line.revision_of in self._there

    def _joining(self, change: Change) -> list[Claim]:
        """Return the claims by which a cell only gained witnesses of a value that it shows."""
        cell = (change.event, change.slot, change.of)
        old, new = self._before.get(cell), self._after.get(cell)
        if old is None or new is None or new.preferred is None:
            return []
        was, shown = old.all_claims, new.readings[new.preferred]
        if new.all_claims - was - set(shown.claims):
            return []
        return [self._claims[c] for c in shown.claims if c not in was]

    def _tell_joining(self, together: list[tuple[Change, list[Claim]]], label: str) -> News:
        fresh = list({c.id: c for _, claims in together for c in claims}.values())
        outlets = self._outlets(fresh)
        many = len(outlets) > 1
        told = [
            f"{self._slot(c)} {_brief(c.after.value)}"
            for c, _ in together
            if c.slot != "type" and c.after is not None and c.after.value is not None
        ]
        known = {c.origin for c in self._claims.values() if c.report in self._there}
        if all(c.origin in known for c in fresh):
            verb = ("repeat" if many else "repeats") + (" " if told else " it")
        elif told:
            verb = "also say " if many else "also says "
        else:
            verb = "report it too" if many else "reports it too"
        words = f"{_join(outlets) or 'A report'} {verb}{_join(told)}"
        words += f"{_citing(self._sources(fresh), outlets)} [{label}]"
        changes = tuple(c for c, _ in together)
        return News(line=words, event=changes[0].event, report=None, changes=changes)

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
        was = old.all_claims if old is not None else frozenset()
        fresh = [(n, r) for n, r in enumerate(new.readings) if not was.issuperset(r.all_claims)]
        slot = self._slot(change)
        if not fresh:
            return f"{slot} is now {_shown(new)}: {STATUS_WORDS[new.status]}"
        number, reading = min(fresh, key=lambda f: self._dullness(f, change, old, new))
        mine = [self._claims[c] for c in reading.all_claims if c not in was]
        outlets, sources = self._outlets(mine), self._sources(mine)
        verdict = "" if old is not None and old.status == new.status else f"; {STATUS_WORDS[new.status]}"
        if change.slot == "said":
            quote = "quote" if len(outlets) > 1 else "quotes"
            words = f"{_join(outlets) or 'A report'} {quote} {_join(sources) or 'somebody'}: "
            return f"{words}{_brief(reading.value)}{verdict}"
        said = self._say(change, old, reading, outlets, denied=not set(reading.claims) - was)
        words = f"{_join(outlets) or 'A report'} {said.format(slot=slot)}"
        return f"{words}{_citing(sources, outlets)}{self._others(old, new, number, outlets)}{verdict}"

    def _dullness(
        self, fresh: tuple[int, Reading], change: Change, old: Entry | None, new: Entry
    ) -> tuple[bool, bool, int]:
        """Rank what to tell of a cell: first another value shown, then one that nobody had given before."""
        number, reading = fresh
        is_shown = number == new.preferred
        is_known = old is not None and any(r.value == reading.value for r in old.readings)
        return not (is_shown and change.what == "value"), is_known, number if not is_shown else -1

    def _say(
        self, change: Change, old: Entry | None, reading: Reading, outlets: list[str], *, denied: bool
    ) -> str:
        value = _brief(reading.value)
        says, many = ("say", True) if len(outlets) > 1 else ("says", False)
        if change.slot == "type":
            if denied:
                return "deny it" if many else "denies it"
            return "report it too" if many else "reports it too"
        if denied:
            return f"{'deny' if many else 'denies'} {{slot}} {value}"
        earlier = self._earlier(change, old, reading, outlets)
        if earlier is not None:
            return f"{_direction(earlier, reading.value)} {{slot}} from {_brief(earlier)} to {value}"
        if old is not None and any(r.value == reading.value for r in old.readings):
            return f"also {says} {{slot}} {value}"
        return f"{says} {{slot}} {value}"

    def _earlier(
        self, change: Change, old: Entry | None, reading: Reading, outlets: list[str]
    ) -> Value | None:
        """Return the value that a fresh one replaces: that of the same outlet, else the one shown."""
        if old is None or holds_many(change.slot):
            return None
        if len(outlets) == 1:
            own = [
                r.value
                for r in old.readings
                if r.value != reading.value
                and outlets[0] in self._outlets(self._claims[c] for c in r.claims if c in self._claims)
            ]
            if own:
                return own[-1]
        is_shown = change.after is not None and change.after.value == reading.value
        return change.before.value if change.what == "value" and is_shown and change.before else None

    def _others(self, old: Entry | None, entry: Entry, told: int, tellers: list[str]) -> str:
        """Say who else still stands by another value; where several hold together, none is another."""
        if holds_many(entry.slot):
            return ""
        parts = []
        for n, reading in enumerate(entry.readings):
            if n != told and reading.claims:
                outlets = self._outlets(self._claims[c] for c in reading.claims)
                who = [outlet for outlet in outlets if outlet not in tellers]
                if outlets and not who:
                    continue  # its own earlier word
                is_old = old is not None and any(r.value == reading.value for r in old.readings)
                still = "still" if is_old else "say" if len(who) > 1 else "says"
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

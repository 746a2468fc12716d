"""Why an entry says what it says: what was compared with what, and what decided."""

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from variorum.model.record import Claim, Entry, Reading
from variorum.reconcile.agreeing import can_both_be_true
from variorum.reconcile.cues import cue_in
from variorum.reconcile.policies import POLICIES
from variorum.reconcile.readings import Draft, Drafting
from variorum.reconcile.sameness import narrowness
from variorum.reconcile.saying import has_hour, say_number_of, say_value
from variorum.reconcile.scene import Scene
from variorum.reconcile.slots import SlotRule, load_rules
from variorum.reconcile.standing import CONFLICTING
from variorum.reconcile.superseding import mark_superseded

_DISAGREE = 5  # pairs of readings spelled out before the rest is only counted
_HELD = {"possible": "possible", "planned": "planned", "feared": "feared", "hypothetical": "supposed"}


def explain_entry(
    entry: Entry, claims: Iterable[Claim], scene: Scene, policy: str = "latest"
) -> tuple[str, ...]:
    """Say in words what stands behind an entry, one sentence or two a line.

    `claims` are those of the record, or of the entry's event and slot; `policy` the one that made the entry.
    The lines give each reading with its witnesses, then what was compared, then what decided. A value that a
    person gave rests on no claim that could explain it: the lines pass it over.
    """
    said = tuple(r for r in entry.readings if r.all_claims)
    if not said:
        return ()
    if len(said) < len(entry.readings):
        shown = entry.readings[entry.preferred] if entry.preferred is not None else None
        preferred = said.index(shown) if shown in said else None
        entry = msgspec.structs.replace(entry, readings=said, preferred=preferred)
    case = _Case(entry, claims, scene)
    return (*case.tell_readings(), *case.tell_comparisons(), case.tell_status(), case.tell_preferred(policy))


class _Case:
    """One entry with the drafts that its readings were made from."""

    def __init__(self, entry: Entry, claims: Iterable[Claim], scene: Scene) -> None:
        self.entry = entry
        self.rule: SlotRule = load_rules()[entry.slot]
        self.cast = {participant.id: participant for participant in scene.participants}
        self.scene = scene
        self.drafting = Drafting(scene)
        self.claims = {c.id: c for c in claims if (c.event, c.slot) == (entry.event, entry.slot)}
        self.drafts = self._draft()
        mark_superseded(self.drafts, self.rule, self.cast)

    def _draft(self) -> list[Draft]:
        """Draft the readings again; those with claims of their own together, as the entry was made."""
        together = self._claims_of(reading for reading in self.entry.readings if reading.derived is None)
        by_claims = {
            frozenset(claim.id for claim in (*draft.claims, *draft.against)): draft
            for draft in self.drafting.draft(together, self.rule)
        }
        drafts = []
        for reading in self.entry.readings:
            draft = by_claims.get(frozenset(reading.all_claims))
            if draft is None or reading.derived is not None:
                draft = self.drafting.draft(self._claims_of([reading]), self.rule)[0]
                draft.value, draft.derived, draft.first = reading.value, reading.derived, reading.first
            drafts.append(draft)
        return drafts

    def _claims_of(self, readings: Iterable[Reading]) -> list[Claim]:
        # What denies any number stands against several readings.
        ids = dict.fromkeys(id_ for reading in readings for id_ in reading.all_claims)
        return [self.claims[id_] for id_ in ids if id_ in self.claims]

    def name(self, index: int) -> str:
        """Return the words for one reading."""
        return f'"{say_value(self.entry.readings[index].value)}"'

    def sources(self, draft: Draft) -> str:
        """Return the terminal sources of a reading, the named before the unnamed."""
        ordered = sorted(draft.sources, key=lambda source: (source.anonymous, source))
        names = [self.drafting.witnesses.name(source) for source in ordered]
        return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")

    def tell_readings(self) -> Iterator[str]:
        """Tell each reading with its witnesses, and what each derived one was made of."""
        for index, (reading, draft) in enumerate(zip(self.entry.readings, self.drafts, strict=True)):
            if reading.derived:
                ofs = sorted({self.claims[i].of or "" for i in reading.claims if i in self.claims})
                parts = ", ".join(self.cast[of].name if of in self.cast else of for of in ofs)
                yield (
                    f"{self.name(index)} is stated by no report: it is the {reading.derived} of {parts}, "
                    "and counts as many witnesses as its weakest part."
                )
            elif reading.claims:
                held = f"{_HELD[draft.modality]}, " if draft.modality in _HELD else ""
                yield (
                    f"{self.name(index)} is {held}carried by {say_number_of(reading.reports, 'report')} of "
                    f"{_between(reading.origins, reading.origins_max, 'origin')} on the word of "
                    f"{_between(reading.terminal_sources, reading.terminal_sources_max, 'terminal source')}: "
                    f"{self.sources(draft)}."
                )
            if reading.against:
                yield from self._tell_against(index)

    def _tell_against(self, index: int) -> Iterator[str]:
        draft = self.drafts[index]
        witnesses = self.drafting.witnesses
        who = ", ".join(sorted({witnesses.name(witnesses.terminal(claim)) for claim in draft.against}))
        if not draft.claims:
            yield f"{self.name(index)} is only denied, by {who}; nobody affirms it."
        elif draft.taken_back:
            yield f"{self.name(index)} was taken back by {who}, who gave it; it is held against nothing."
        elif draft.deniers:
            yield f"{self.name(index)} is denied by {who}; a denial is never counted as a witness."
        else:
            yield f"{who} took {self.name(index)} back; others still give it."

    def tell_comparisons(self) -> Iterator[str]:
        """Tell what was held against what, in the order in which values are compared."""
        units = sorted({draft.unit for draft in self.drafts})
        if len(units) > 1:
            yield f"Not compared with each other: {', '.join(units)}."
        for index, draft in enumerate(self.drafts):
            if draft.heirs:
                yield self._tell_edit(index)
            elif draft.superseded_by is not None:
                yield self._tell_supersession(index, draft.superseded_by)
        apart = [pair for pair in self._pairs() if not self._agree(*pair)]
        for i, j in apart[:_DISAGREE]:
            yield (
                f"{self.name(i)} and {self.name(j)} cannot both be true, come from different sources, "
                "and neither supersedes the other."
            )
        if len(apart) > _DISAGREE:
            yield f"So do {say_number_of(len(apart) - _DISAGREE, 'other pair')} of readings."
        for i, j in [pair for pair in self._pairs() if self._agree(*pair)][:_DISAGREE]:
            yield f"{self.name(i)} and {self.name(j)} do not exclude each other."
        for index, draft in enumerate(self.drafts):
            if draft.claims and draft.modality in _HELD and len(self.drafts) > 1:
                held = _HELD[draft.modality]
                yield f"{self.name(index)} is {held}, so it is not held against what is asserted."

    def _pairs(self) -> Iterator[tuple[int, int]]:
        standing = [i for i, d in enumerate(self.drafts) if d.stands and d.modality in CONFLICTING][:50]
        for n, i in enumerate(standing):
            for j in standing[n + 1 :]:
                one, other = self.drafts[i], self.drafts[j]
                alone = len(one.sources) == 1 and one.sources.keys() == other.sources.keys()
                if one.unit == other.unit and one.modality == other.modality and not alone:
                    yield i, j

    def _agree(self, i: int, j: int) -> bool:
        return can_both_be_true(self.drafts[i].value, self.drafts[j].value, self.rule, self.cast)

    def _tell_edit(self, old: int) -> str:
        draft = self.drafts[old]
        told = sorted({claim.report for claim in draft.bearing})
        outlets = (self.scene.reports[report].outlet for report in told)
        who = ", ".join(sorted({outlet for outlet in outlets if outlet})) or "the report"
        now = f"{', '.join(told)} was edited and is now {', '.join(sorted(draft.heirs))}"
        lead = f"{self.name(old)} of {draft.first} is out of date: {who} no longer tells it ({now})"
        later = draft.superseded_by
        return f"{lead}." if later is None else f"{lead}; {self.name(later)} stands in its place."

    def _tell_supersession(self, old: int, new: int) -> str:
        before, after = self.drafts[old], self.drafts[new]
        witnesses = self.drafting.witnesses
        lead = f"{self.name(old)} of {before.first} is superseded by {self.name(new)} of {after.first}"
        shared = [s for s in before.sources if s in after.sources and after.sources[s] > before.sources[s]]
        if shared and not self.rule.many:
            return f"{lead}: {witnesses.name(min(shared))} gave both, the second later."
        if after.cue_day and before.first and after.cue_day > before.first:
            cues = (cue_in(c, self.scene.words[c.id]) for c in after.claims if c.id in self.scene.words)
            words = next((cue for cue in cues if cue), None)
            return f'{lead}: its words say that it changes the other ("{words}").'
        if self.rule.passes:
            return f"{lead}: {self.entry.slot} tells how things stand at the moment, and a later day counts."
        way = "rises" if self.rule.moves > 0 else "falls"
        return f"{lead}: {self.entry.slot} is a toll still open, which {way} with time, whoever gives it."

    def tell_status(self) -> str:
        """Tell what decided the status."""
        preferred = None if self.entry.preferred is None else self.entry.readings[self.entry.preferred]
        status = self.entry.status
        if status == "contested":
            return "Contested: two readings exclude each other, or another voice denies one."
        if status == "revised":
            return "Revised: a superseded reading exists and nothing that stands is disputed."
        if preferred is None:
            return "Single: no reading is affirmed as a fact and still stands."
        if status == "corroborated":
            origins = say_number_of(preferred.origins, "origin")
            sources = say_number_of(preferred.terminal_sources, "terminal source")
            return f"Corroborated: {origins} and {sources} stand behind the reading shown.{self._tell_hour()}"
        if status == "repeated":
            behind = "origin" if preferred.origins < 2 else "terminal source"
            reports = say_number_of(preferred.reports, "report")
            return f"Repeated: {reports}, but one {behind} stands behind them all."
        return "Single: one report carries the reading shown."

    def _tell_hour(self) -> str:
        """Tell who gives the hour of a day on which all agree; "" where all or none give it."""
        draft = self.drafts[self.entry.preferred or 0]
        hourly = [claim for claim in draft.claims if has_hour(claim.value)]
        reports = {claim.report for claim in hourly}
        if not has_hour(draft.value) or len(reports) == len({claim.report for claim in draft.claims}):
            return ""
        who = sorted({self.drafting.witnesses.name(self.drafting.witnesses.terminal(c)) for c in hourly})
        return f" They agree on the day; the hour is from {', '.join(who)}."

    def tell_preferred(self, policy: str) -> str:
        """Tell which reading the policy shows, and by which of its rules."""
        if self.entry.preferred is None:
            return f"The policy {policy} shows no reading."
        rivals = [
            i
            for i, draft in enumerate(self.drafts)
            if i != self.entry.preferred and draft.stands and draft.modality == "asserted"
        ]
        shown = self.name(self.entry.preferred)
        if not rivals:
            return f"Shown is {shown}, the only reading that is asserted and stands."
        if policy != "latest":
            return f"Shown is {shown} by the policy {policy}: {POLICIES[policy].rule}"
        return f"Shown is {shown}: {_why_latest(self.entry.readings, self.entry.preferred, rivals)}."


def _why_latest(readings: Sequence[Reading], shown: int, rivals: Sequence[int]) -> str:
    one = readings[shown]
    left = [readings[i] for i in rivals]
    tests = (
        ("it has more terminal sources", lambda r: r.terminal_sources),
        ("it has more origins", lambda r: r.origins),
        ("it was carried later", lambda r: r.last or ""),
        ("it is narrower", lambda r: tuple(-part for part in narrowness(r.value))),
    )
    for words, measure in tests:
        left = [reading for reading in left if measure(reading) == measure(one)]
        if not left:
            return words
    return "nothing sets it apart, and it came first"


def _between(low: int, high: int, word: str) -> str:
    return say_number_of(low, word) if low == high else f"{low} to {high} {word}s"

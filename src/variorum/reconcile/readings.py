"""Claims that agree on a value, drafted into readings with their witnesses."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal

from variorum.model.record import SURE, Claim, Reading
from variorum.model.value import Value
from variorum.reconcile.articles import Articles
from variorum.reconcile.cues import changes
from variorum.reconcile.denying import denies_any
from variorum.reconcile.sameness import Key, key_of, narrowness, unit_of
from variorum.reconcile.scene import Scene
from variorum.reconcile.slots import SlotRule
from variorum.reconcile.witnesses import Source, Witnesses, fold_outlet

UNDATED = "9999-99-99"  # sorts after every day, and is neither later nor earlier than any


@dataclass(slots=True)
class Draft:
    """A reading in the making.

    `at` is the day from which the reading has to be passed by a later one: its first day, or the day on
    which words of change brought it forward. `sources` gives each terminal source its first day with it;
    `denying` holds the terminal sources of the claims against it, but of those that only take it back.
    `bearing` holds the claims that are counted: all but those of an article's earlier states. Where `heirs`
    are given, their articles told it once and no longer do: they are the last states of these.
    """

    unit: str
    modality: str
    key: Key
    value: Value
    claims: list[Claim] = field(default_factory=list)
    against: list[Claim] = field(default_factory=list)
    bearing: list[Claim] = field(default_factory=list)
    heirs: frozenset[str] = frozenset()
    state: int = 0
    sources: dict[Source, str] = field(default_factory=dict)
    denying: list[Source] = field(default_factory=list)
    origins_doubtful: int = 0
    first: str | None = None
    last: str | None = None
    cue_day: str | None = None
    taken_back: bool = False
    superseded_by: int | None = None
    derived: Literal["sum", "count"] | None = None
    counted: tuple[int, int, int, int, int] | None = None

    @property
    def at(self) -> str | None:
        """The day from which a later reading can pass this one."""
        return max(self.first, self.cue_day) if self.first and self.cue_day else self.first

    @property
    def stands(self) -> bool:
        """Whether somebody affirms it and has not taken it back, and nothing has superseded it."""
        return self.is_told and not self.taken_back and self.superseded_by is None

    @property
    def is_told(self) -> bool:
        """Whether somebody affirms it, and not only in a text that was edited since and tells it no more."""
        return bool(self.claims) and not self.heirs

    @property
    def deniers(self) -> list[Source]:
        """Return those who deny it and do not hold it alone."""
        return [s for s in self.denying if s not in self.sources or len(self.sources) > 1]

    @property
    def order(self) -> tuple[str, int, str]:
        """Where the reading stands: by first day, by state of an edited article, by least claim id."""
        least = [claims[0].id for claims in (self.claims, self.against) if claims]  # they are sorted
        return self.first or UNDATED, self.state, min(least)


_id = attrgetter("id")


class Drafting:
    """Draft the readings of one scene; what is asked of a report or voice twice is looked up once."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.witnesses = Witnesses(scene)
        self.articles = Articles(scene)
        self._doubtful = doubtful_reports(scene)

    def draft(self, claims: Iterable[Claim], rule: SlotRule) -> list[Draft]:
        """Group the claims on one slot and one `of` into readings, in the order of the record."""
        claims = list(claims)
        publishers = self._publishers(claims)
        drafts: dict[tuple[str, Key], Draft] = {}
        keys: dict[Value, Key] = {}
        for claim in claims:
            key = keys.get(claim.value)
            if key is None:
                key = keys[claim.value] = key_of(claim.value, rule)
            draft = drafts.get((claim.modality, key))
            if draft is None:
                unit = unit_of(claim.value, rule)
                draft = drafts[claim.modality, key] = Draft(unit, claim.modality, key, claim.value)
            (draft.claims if claim.polarity == "affirmed" else draft.against).append(claim)
        told = _spread_denials(list(drafts.values()))
        for draft in told:
            self._complete(draft, publishers)
            if len(told) > 1 and draft.is_told:
                draft.cue_day = self._cue_day(draft.bearing)
        return sorted(told, key=attrgetter("order"))

    def _publishers(self, claims: Iterable[Claim]) -> frozenset[str]:
        """Return the outlets that speak in some claims themselves, by name."""
        own = {self.witnesses.outlet(claim.report, claim.origin) for claim in claims if not claim.chain}
        return frozenset(source.name for source in own if source.kind == "outlet")

    def _terminal(self, claim: Claim, publishers: frozenset[str]) -> Source:
        """Return the terminal source of a claim; a body that publishes too is one source with its outlet."""
        source = self.witnesses.terminal(claim)
        if source.kind == "voice" and publishers and not source.anonymous:
            name = fold_outlet(self.witnesses.name(source))
            return Source("outlet", name) if name in publishers else source
        return source

    def _complete(self, draft: Draft, publishers: frozenset[str]) -> None:
        draft.claims.sort(key=_id)
        draft.against.sort(key=_id)
        draft.bearing, against = draft.claims, draft.against
        if self.articles:
            draft.bearing, draft.heirs = self.articles.weigh(draft.claims)
            draft.state = self.articles.state(draft.claims or draft.against)
            against = [c for c in draft.against if self.articles.is_current(c)]
        telling = draft.bearing or draft.against
        carrying = draft.claims or draft.against
        days = [claim.published[:10] for claim in carrying if claim.published]
        if days:
            draft.first, draft.last = min(days), max(days)
        ranks = {value: narrowness(value) for value in {claim.value for claim in telling}}
        best = telling[0]
        if len(ranks) > 1:
            best = min(telling, key=lambda claim: (ranks[claim.value], claim.published or UNDATED, claim.id))
        draft.value = best.value
        sources = draft.sources
        for claim in draft.claims:
            source, day = self._terminal(claim, publishers), (claim.published or UNDATED)[:10]
            if day < sources.get(source, "~"):
                sources[source] = day
        if len(draft.bearing) < len(draft.claims):
            counted = {self._terminal(claim, publishers) for claim in draft.bearing}
            draft.sources = {source: day for source, day in sources.items() if source in counted}
        if self._doubtful:
            draft.origins_doubtful = len({c.report for c in draft.bearing if c.report in self._doubtful})
        draft.denying = [
            self._terminal(claim, publishers)
            for claim in against
            if not (claim.chain and claim.chain[-1].stance == "retracts")
        ]
        draft.taken_back = bool(against) and self._is_taken_back(draft, against)

    def _cue_day(self, claims: Sequence[Claim]) -> str | None:
        words = self.scene.words
        days = [c.published[:10] for c in claims if c.published and c.id in words and changes(c, words[c.id])]
        return min(days, default=None)

    def _is_taken_back(self, draft: Draft, against: Sequence[Claim]) -> bool:
        """Say whether each claim is taken back by one who made it, on the day it was first made or later."""
        takers: dict[Source, str] = {}
        for claim in against:
            source, day = self.witnesses.terminal(claim), (claim.published or UNDATED)[:10]
            takers[source] = max(takers.get(source, ""), day)
        return bool(draft.claims) and all(
            any(
                draft.sources.get(source, (c.published or UNDATED)[:10]) <= takers.get(source, "")
                for source in self._makers(c)
            )
            for c in draft.bearing
        )

    def _makers(self, claim: Claim) -> list[Source]:
        voices = [self.witnesses.voice(link.voice) for link in claim.chain]
        return [*voices, self.witnesses.outlet(claim.report, claim.origin)]


def _spread_denials(drafts: Sequence[Draft]) -> list[Draft]:
    """Set what denies any number against each that is told; return the drafts left."""
    left = []
    for draft in drafts:
        told = [] if draft.claims else [d for d in drafts if d.claims and is_denied_by(d, draft)]
        for other in told:
            other.against += draft.against
        if not told:
            left.append(draft)
    return left


def is_denied_by(draft: Draft, denial: Draft) -> bool:
    """Say whether a denial of any leaves nothing of what another reading tells."""
    is_alike = draft.modality == denial.modality
    return is_alike and denies_any(denial.value, denial.unit, draft.value, draft.unit)


def doubtful_reports(scene: Scene) -> frozenset[str]:
    """Return the reports that share an origin only by derivations that may be none."""
    best: dict[str, float] = {}
    articles = Articles(scene)
    for derivation in scene.derivations:
        if articles and articles.article(derivation.report) == articles.article(derivation.from_):
            continue  # what an article took from its own earlier state is no question of origins
        best[derivation.report] = max(best.get(derivation.report, 0.0), derivation.probability)
    return frozenset(report for report, probability in best.items() if probability < SURE)


def count_witnesses(draft: Draft) -> tuple[int, int, int, int, int]:
    """Count reports, origins, terminal sources (low), origins and terminal sources (high)."""
    if draft.counted is not None:
        return draft.counted
    reports = len({claim.report for claim in draft.bearing})
    origins = len({claim.origin for claim in draft.bearing})
    named = sum(not source.anonymous for source in draft.sources)
    unnamed = len(draft.sources) - named
    low = named or min(unnamed, 1)
    origins_max = min(reports, origins + draft.origins_doubtful)
    return reports, origins, low, max(origins, origins_max), named + unnamed


def finish(draft: Draft) -> Reading:
    """Make the reading that the record keeps."""
    reports, origins, low, origins_max, high = count_witnesses(draft)
    return Reading(
        value=draft.value,
        claims=tuple(claim.id for claim in draft.claims),
        against=tuple(claim.id for claim in draft.against),
        derived=draft.derived,
        reports=reports,
        origins=origins,
        terminal_sources=low,
        origins_max=origins_max,
        terminal_sources_max=high,
        superseded_by=draft.superseded_by,
        first=draft.first,
        last=draft.last,
    )

"""The numbers that may be a toll: told, counted, added up, or left where another is taken away.

Each has its clues; which of them is the toll the clues of the whole report decide together (see `choosing`).
"""

import bisect
import functools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from variorum.analyse.events.fates import Part
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.sentence_sums import differences, first_number, sum_counted, sum_told
from variorum.analyse.participants import Cast, Phrase
from variorum.analyse.participants.lexicon import people_words
from variorum.data import load_yaml
from variorum.model.analysis import Quantity
from variorum.model.span import Span

Clues = dict[str, float]
Words = tuple[tuple[int, Mention], ...]  # heads of phrases, each with the mention that tells their fate

LEAD = 4  # sentences, the title's with them
MOST = 60  # a number above this is never chosen: it counts something else
_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}


@dataclass(slots=True)
class Candidate:
    """A number that may be the toll: what speaks for it, and the words that add up to it.

    `beside` are words that stand by each other and give it, whatever the parse says of them.
    """

    value: int
    clues: Clues = field(default_factory=dict)
    words: Words = ()
    number: Quantity | None = None
    beside: tuple[Span, ...] = ()


@dataclass(slots=True)
class Toll:
    """Those a main happening is told to have killed, or hurt: the parts, and each phrase with a number."""

    slot: str
    parts: list[Part] = field(default_factory=list)
    told: list[tuple[int, Part, int, Mention]] = field(default_factory=list)


@functools.cache
def kinds_of_words() -> dict[str, frozenset[str]]:
    """Return the words that bear on a toll by their kind, see data/events/tolls.yaml."""
    return {key: frozenset(str(w) for w in value) for key, value in load_yaml("events/tolls.yaml").items()}


def gather(slot: str, parts: Sequence[Part], phrases: Mapping[int, Phrase]) -> Toll:
    """Collect who a happening is told to have killed or hurt; those told dead are not also hurt."""
    toll = Toll(slot)
    for part in parts:
        evidence = part.fates.get(slot, [])
        if not evidence or (slot == "injured" and any(m.is_told for _, m in part.fates.get("killed", ()))):
            continue
        toll.parts.append(part)
        for head, mention in evidence:
            phrase = phrases[head]
            if phrase.kind != "pronoun" and phrase.low is not None and phrase.low == phrase.high:
                toll.told.append((phrase.low, part, head, mention))
    return toll


def find_numbers(teller: Teller, cast: Cast, toll: Toll, other: Toll) -> dict[int, Candidate]:
    """Return the numbers that the words allow, each with what speaks for it; `other` is the other toll."""
    phrases, page = teller.phrases, teller.page
    found: dict[int, Candidate] = {0: Candidate(0), 1: Candidate(1)}

    def note(value: int, clue: str, by: float = 1.0, words: Words = ()) -> Candidate:
        candidate = found.setdefault(value, Candidate(value))
        candidate.clues[clue] = candidate.clues.get(clue, 0.0) + by
        candidate.words = candidate.words or words
        return candidate

    lead = Span(
        page.title_end, page.sentences[min(LEAD, len(page.sentences) - 1)].end if page.sentences else 0
    )
    doers = _find_doers(toll, cast, phrases)
    other_doers = _find_doers(other, cast, phrases)
    _note_told(note, toll, phrases, doers, lead)
    _note_counted(note, teller.found.quantities, toll.slot, lead)
    _add_up(note, toll, phrases, cast, doers)
    _add_up_sentences(note, teller, _without_doers(toll, doers), _without_doers(other, other_doers))
    for left, times, words in _differences(toll, other, phrases):
        note(left, "difference", float(times), words)
    others = any(not doers[part.index] for _, part, _, _ in toll.told)
    return {
        value: candidate
        for value, candidate in found.items()
        if value <= MOST and not (others and _is_of_doers(candidate))
    }


def _note_told(
    note: Callable[..., Candidate],
    toll: Toll,
    phrases: Mapping[int, Phrase],
    doers: Mapping[int, bool],
    lead: Span,
) -> None:
    """Note the numbers of the phrases for those it befell; `lead` is where the report's lead stands."""
    for value, part, head, mention in toll.told:
        start = phrases[head].span.start
        note(value, "told", 1.0, ((head, mention),))
        note(value, "told by number", float(phrases[head].number is not None))
        note(value, "told in title", float(start < lead.start))
        note(value, "told in lead", float(lead.start <= start < lead.end))
        note(value, "told as fact", float(mention.is_told))
        note(value, f"told {mention.type.name}")
        note(value, "told of state", float(mention.is_state))
        note(value, "told of member", float(part.member_of is not None))
        note(value, "told of more", float(bool(_others(phrases[head]))))
        note(value, "told of past", float(mention.is_history))
        note(value, "told of doer", float(doers[part.index]))
        first = note(value, "told of one named", float(phrases[head].name is not None)).clues
        first["told at"] = min(first.get("told at", 99.0), float(mention.sentence))


def _note_counted(
    note: Callable[..., Candidate], quantities: Sequence[Quantity], slot: str, lead: Span
) -> None:
    """Note the numbers that count for the slot, whatever the report tells of whom."""
    for number in quantities:
        if number.slot == slot and number.low is not None and number.low == number.high:
            candidate = note(int(number.low), "counted")
            candidate.number = candidate.number or number
            note(candidate.value, "counted in title", float(number.span.start < lead.start))
            note(candidate.value, "counted in lead", float(lead.start <= number.span.start < lead.end))
            note(candidate.value, "counted of some", float(number.scope is not None))
            note(candidate.value, "counted in sum", float(number.cumulative))


def _find_doers(toll: Toll, cast: Cast, phrases: Mapping[int, Phrase]) -> dict[int, bool]:
    """Say of each of those it befell, by index, whether they also did it (see `is_doer`)."""
    return {part.index: is_doer(part, cast, phrases) for part in toll.parts}


def _differences(toll: Toll, other: Toll, phrases: Mapping[int, Phrase]) -> list[tuple[int, int, Words]]:
    """Return what a number leaves without one of another toll, how often, and the first words for it.

    The injured are told apart from the dead; those who were shot or taken to hospital may hold them. What
    leaves more than `MOST` is passed over: the work grows with the numbers told, not with their pairs.
    """
    hurt = {n for n, *_, m in toll.told if m.type.name == "injure" and not m.is_state}
    hurt |= {n for n, _, head, _ in toll.told if _others(phrases[head])}  # "three others were shot"
    mine, yours = _by_number(toll), _by_number(other)
    return [
        (n - gone, times * yours[gone][0], (word, yours[gone][1]))
        for n, (times, word) in mine.items()
        if n not in hurt
        for gone in range(max(1, n - MOST), n)
        if gone in yours
    ]


def _by_number(toll: Toll) -> dict[int, tuple[int, tuple[int, Mention]]]:
    """Return how often each number is told and the words that tell it first, in text order."""
    found: dict[int, tuple[int, tuple[int, Mention]]] = {}
    for number, _, head, mention in toll.told:
        times, word = found.get(number, (0, (head, mention)))
        found[number] = times + 1, word
    return found


def _is_of_doers(candidate: Candidate) -> bool:
    """Say whether a number is told of several who did it, and of nobody else."""
    clues = candidate.clues
    return candidate.value > 1 and 0.0 < clues.get("told", 0.0) <= clues["told of doer"]


def _add_up(
    note: Callable[..., Candidate],
    toll: Toll,
    phrases: Mapping[int, Phrase],
    cast: Cast,
    doing: Mapping[int, bool],
) -> None:
    """Note the sums of those it befell: single persons, groups, with and without those who did it."""
    doers = [p for p in toll.parts if doing[p.index]]
    rest = [p for p in toll.parts if not doing[p.index] and p.member_of is None]
    # One who did it and died is among the dead; a band of attackers is counted apart.
    doers = [p for p in doers if size_of(p, phrases) == 1]
    single = [p for p in rest if p.size(phrases) == (1, 1)]
    note(len(rest) + 1, "one more", float(bool(rest)))
    note(len(doers), "doers", 1.0, _evidence(doers, toll))
    note(len(single), "persons", 1.0, _evidence(single, toll))
    note(len(single) + len(doers), "persons and doers", 1.0, _evidence([*single, *doers], toll))
    named = [p for p in single if any(cast.entities[e].names for e in p.entities)]
    note(len(named), "named", 1.0, _evidence(named, toll))
    sizes = {p.index: n for p in (*rest, *doers) if (n := size_of(p, phrases)) is not None}
    note(sum(sizes.get(p.index, 0) for p in rest), "sum", 1.0, _evidence(rest, toll))
    note(sum(sizes.values()), "sum with doers", 1.0, _evidence([*rest, *doers], toll))
    groups = [p for p in rest if sizes.get(p.index, 0) > 1]
    if groups:
        largest = max(groups, key=lambda p: (sizes[p.index], -p.index))
        size = sizes[largest.index]
        note(size, "largest", 1.0, _evidence([largest], toll))
        note(size + len(doers), "largest and doers", 1.0, _evidence([largest, *doers], toll))
        besides = [p for p in single if any(_others(phrases[h]) for h in p.heads)]
        note(size + len(besides), "largest and others", 1.0, _evidence([largest, *besides], toll))
    for total, words in together(toll, phrases):
        note(total, "together", 1.0, words)
    ages = {tuple(sorted(a)) for p in single for e in p.entities if (a := cast.entities[e].ages)}
    note(len(ages), "ages")
    ordinals = [_ORDINALS[w] for p in rest for h in p.heads for w in phrases[h].modifiers if w in _ORDINALS]
    if ordinals:
        note(max(ordinals), "ordinal")


def _without_doers(toll: Toll, doing: Mapping[int, bool]) -> Toll:
    """Leave out those told as having done it, where others are told of: they are counted apart."""
    rest = [row for row in toll.told if not doing[row[1].index]]
    return Toll(toll.slot, toll.parts, rest or toll.told)


def _add_up_sentences(note: Callable[..., Candidate], teller: Teller, toll: Toll, other: Toll) -> None:
    """Note what single sentences add up to, those of the title and of the lead apart."""
    page = teller.page
    title = bisect.bisect_left([s.start for s in page.sentences], page.title_end)
    told, rest = sum_told(toll.told), sum_told(other.told)
    sums = {
        "sentence": told,
        "counts": sum_counted(page, teller.found.quantities, toll.slot),
        "rest": differences(told, rest) if toll.slot == "injured" else [],
    }
    for kind, found in sums.items():
        for one in found:
            zone = "title" if one.sentence < title else "lead" if one.sentence < title + LEAD else "body"
            note(one.total, f"{kind} {zone}", 1.0, one.words)
            note(one.total, f"{kind} several", float(one.parts > 1))
        if found:
            note(found[0].total, f"first {kind}", 1.0, found[0].words)
            note(max(s.total for s in found), f"most {kind}")
    if (number := first_number(toll.told, teller.phrases)) is not None:
        note(number, "first number")


def together(toll: Toll, phrases: Mapping[int, Phrase]) -> list[tuple[int, Words]]:
    """Return the sums of those told in one breath ("a girl and her father were shot") with their words."""
    breaths: dict[int, dict[int, tuple[int, Mention]]] = {}
    for part in toll.parts:
        for head, mention in part.fates[toll.slot]:
            of_self = phrases[head].lemma.endswith("self")  # "shot himself and a woman"
            if mention.is_told and (of_self or phrases[head].kind != "pronoun"):
                breaths.setdefault(mention.token, {}).setdefault(part.index, (head, mention))
    sizes = {p.index: n for p in toll.parts if (n := size_of(p, phrases)) is not None}
    return [
        (sum(sizes[i] for i in told), tuple(told.values()))
        for told in breaths.values()
        if len(told) > 1 and all(i in sizes for i in told)
    ]


def size_of(part: Part, phrases: Mapping[int, Phrase]) -> int | None:
    """Return how many a part is, None where its words leave that open."""
    low, high = part.size(phrases)
    return low if low == high else None


def _evidence(parts: Sequence[Part], toll: Toll) -> Words:
    """Return the words that tell the fate of each part: the first phrase of each."""
    return tuple(part.fates[toll.slot][0] for part in parts)


def is_doer(part: Part, cast: Cast, phrases: Mapping[int, Phrase]) -> bool:
    """Say whether one it befell is also told as one who did it ("six of the attackers")."""
    lemmas = {m for e in part.entities for m in cast.entities[e].lemmas}
    wholes = (phrases[h].whole for h in part.heads)
    lemmas |= {phrases[whole].lemma for whole in wholes if whole is not None and whole in phrases}
    return bool(lemmas & people_words().doers) or "agent" in part.roles


def _others(phrase: Phrase) -> frozenset[str]:
    return kinds_of_words()["others"] & {*phrase.modifiers, phrase.lemma}

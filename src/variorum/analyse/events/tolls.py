"""How many a report's main happening killed and hurt: all numbers that its words allow, with their clues.

Rules give each phrase its number; which of them is that of all ("four were shot, one of them fatally", a
list of names, "another two") the clues of the whole report decide together (see `choosing`).
"""

import bisect
import functools
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from variorum.analyse.events.covering import Covering
from variorum.analyse.events.fates import Part
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.listed import list_persons
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.nearby import Beside, find_beside, is_who_says
from variorum.analyse.events.sentence_sums import differences, first_number, sum_counted, sum_told
from variorum.analyse.events.toll_words import SLOTS, fit_clues, read_words, weigh_words
from variorum.analyse.participants import Cast, Phrase
from variorum.analyse.participants.lexicon import people_words
from variorum.data import load_yaml
from variorum.model.analysis import Quantity
from variorum.model.span import Span

Clues = dict[str, float]
Words = tuple[tuple[int, Mention], ...]  # heads of phrases, each with the mention that tells their fate

LEAD = 4  # sentences, the title's with them
MOST = 60  # a number above this is never chosen: it counts something else
# How a clue begins that does not tell what became of those of a slot.
_OF_OTHERS = {"killed": ("beside hurt", "row hurt"), "injured": ("beside dead", "row dead")}
_OF_DOERS = ("beside sought", "row sought")
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
def _words() -> dict[str, frozenset[str]]:
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


@functools.cache
def _beside() -> dict[str, frozenset[str]]:
    return {key: frozenset(words) for key, words in load_yaml("events/beside.yaml").items()}


@functools.cache
def _body() -> frozenset[str]:
    return frozenset(load_yaml("events/fates.yaml")["body"])


def weigh_tolls(
    teller: Teller, cast: Cast, parts: Sequence[Part], rules: Mapping[str, Sequence[int]]
) -> dict[str, list[Candidate]]:
    """Return for each slot the numbers that may be the toll, least first, each with its clues.

    `rules` are the numbers that the rules alone give for all whom it befell, the most frequent first.
    """
    tolls = {slot: gather(slot, parts, teller.phrases) for slot in SLOTS}
    shared = _shared(teller, parts, tolls, rules)
    near = find_beside(teller.page, teller.tree, teller.found.quantities, teller.phrases, _beside())
    sources = Covering(a.source for a in teller.found.attributions.attributions if a.source is not None)
    beside = [one for one in near if not is_who_says(one, teller.page.text, sources)]
    listed = list_persons(teller.page, teller.tree, teller.found.quantities, _beside(), _body())
    shared |= {f"listed {one.kind} in all": float(one.count) for one in listed}
    odds = weigh_words(read_words(teller.page, teller.tree))
    found: dict[str, list[Candidate]] = {}
    for slot, toll in tolls.items():
        values = _values(teller, cast, toll, tolls["injured" if slot == "killed" else "killed"])
        _note_beside(values, teller, beside, slot)
        for one in listed:
            if one.count in values:
                values[one.count].clues[f"listed {one.kind}"] = 1.0
        first = next(iter(rules.get(slot, ())), 0)
        for value in rules.get(slot, ()):
            values.setdefault(value, Candidate(value))
        ranked = [values[v] for v in sorted(values) if v <= MOST]
        for n, candidate in enumerate(ranked):
            candidate.clues |= shared | fit_clues(odds, slot, candidate.value)
            candidate.clues |= {
                "value": float(candidate.value),
                "rank": float(n),
                "values": float(len(ranked)),
                "biggest": float(n == len(ranked) - 1),
                "rule": float(candidate.value in rules.get(slot, ())),
                "rule first": float(candidate.value == first),
            }
        found[slot] = ranked
    return found


def _values(teller: Teller, cast: Cast, toll: Toll, other: Toll) -> dict[int, Candidate]:
    """Return the numbers that the words allow, each with what speaks for it."""
    phrases, page = teller.phrases, teller.page
    found: dict[int, Candidate] = {0: Candidate(0), 1: Candidate(1)}

    def note(value: int, clue: str, by: float = 1.0, words: Words = ()) -> Candidate:
        candidate = found.setdefault(value, Candidate(value))
        candidate.clues[clue] = candidate.clues.get(clue, 0.0) + by
        candidate.words = candidate.words or words
        return candidate

    lead = page.sentences[min(LEAD, len(page.sentences) - 1)].end if page.sentences else 0
    doers = _find_doers(toll, cast, phrases)
    other_doers = _find_doers(other, cast, phrases)
    for value, part, head, mention in toll.told:
        start = phrases[head].span.start
        note(value, "told", 1.0, ((head, mention),))
        note(value, "told by number", float(phrases[head].number is not None))
        note(value, "told in title", float(start < page.title_end))
        note(value, "told in lead", float(page.title_end <= start < lead))
        note(value, "told as fact", float(mention.is_told))
        note(value, f"told {mention.type.name}")
        note(value, "told of state", float(mention.is_state))
        note(value, "told of member", float(part.member_of is not None))
        note(value, "told of more", float(bool(_others(phrases[head]))))
        note(value, "told of past", float(mention.is_history))
        note(value, "told of doer", float(doers[part.index]))
        first = note(value, "told of one named", float(phrases[head].name is not None)).clues
        first["told at"] = min(first.get("told at", 99.0), float(mention.sentence))
    for number in teller.found.quantities:
        if number.slot == toll.slot and number.low is not None and number.low == number.high:
            candidate = note(int(number.low), "counted")
            candidate.number = candidate.number or number
            note(candidate.value, "counted in title", float(number.span.start < page.title_end))
            note(candidate.value, "counted in lead", float(page.title_end <= number.span.start < lead))
            note(candidate.value, "counted of some", float(number.scope is not None))
            note(candidate.value, "counted in sum", float(number.cumulative))
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


def _note_beside(values: dict[int, Candidate], teller: Teller, beside: Sequence[Beside], slot: str) -> None:
    """Note the numbers told beside words for fates, and what is left of those hit without the dead.

    What is told of the hurt speaks for the number of the dead too, but does not tell that anybody died; nor
    do words for the dead tell of the hurt: "kills three" beside others in hospital is not three hurt.
    """
    page = teller.page
    title = bisect.bisect_left([s.start for s in page.sentences], page.title_end)

    def note(value: int, clue: str, words: tuple[Span, ...]) -> None:
        if 0 < value <= MOST:
            candidate = values.setdefault(value, Candidate(value))
            candidate.clues[clue] = candidate.clues.get(clue, 0.0) + 1.0
            if not clue.startswith((*_OF_DOERS, *_OF_OTHERS[slot])):
                candidate.beside = candidate.beside or words

    for one in beside:
        zone = "title" if one.sentence < title else "lead" if one.sentence < title + LEAD else "body"
        note(one.value, f"beside {one.kind} {zone}", one.words)
        note(one.value, f"beside {one.kind}", one.words)
        if one.parts > 1:
            note(one.value, f"row {one.kind}", one.words)
    dead = {1: (), **{one.value: one.words for one in reversed(beside) if one.kind == "dead"}}
    hit = {
        one.value: one.words
        for one in reversed(beside)
        if one.kind in ("shot", "victims") and not _tell_of_others(teller, one.words)
    }
    for everyone, gone in sorted((a, d) for a in hit for d in dead if d < a):
        note(everyone - gone, "hit less dead", hit[everyone] + dead[gone])
    hurt = {one.value: one.words for one in reversed(beside) if one.kind == "hurt"}
    for left, gone in sorted((h, d) for h in hurt for d in dead):
        note(left + gone, "hurt and dead", hurt[left] + dead[gone])


def _tell_of_others(teller: Teller, words: Sequence[Span]) -> bool:
    """Say whether words are of others than the dead: "three other people were struck"."""
    told = (word for span in words for word in span.of(teller.page.text).lower().split())
    return not _words()["others"].isdisjoint(told)


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
    doers = [p for p in doers if _size(p, phrases) == 1]
    single = [p for p in rest if p.size(phrases) == (1, 1)]
    note(len(rest) + 1, "one more", float(bool(rest)))
    note(len(doers), "doers", 1.0, _evidence(doers, toll))
    note(len(single), "persons", 1.0, _evidence(single, toll))
    note(len(single) + len(doers), "persons and doers", 1.0, _evidence([*single, *doers], toll))
    named = [p for p in single if any(cast.entities[e].names for e in p.entities)]
    note(len(named), "named", 1.0, _evidence(named, toll))
    sizes = {p.index: n for p in (*rest, *doers) if (n := _size(p, phrases)) is not None}
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
    for total, words in _together(toll, phrases):
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


def _together(toll: Toll, phrases: Mapping[int, Phrase]) -> list[tuple[int, Words]]:
    """Return the sums of those told in one breath ("a girl and her father were shot") with their words."""
    breaths: dict[int, dict[int, tuple[int, Mention]]] = {}
    for part in toll.parts:
        for head, mention in part.fates[toll.slot]:
            of_self = phrases[head].lemma.endswith("self")  # "shot himself and a woman"
            if mention.is_told and (of_self or phrases[head].kind != "pronoun"):
                breaths.setdefault(mention.token, {}).setdefault(part.index, (head, mention))
    sizes = {p.index: n for p in toll.parts if (n := _size(p, phrases)) is not None}
    return [
        (sum(sizes[i] for i in told), tuple(told.values()))
        for told in breaths.values()
        if len(told) > 1 and all(i in sizes for i in told)
    ]


def _size(part: Part, phrases: Mapping[int, Phrase]) -> int | None:
    low, high = part.size(phrases)
    return low if low == high else None


def _evidence(parts: Sequence[Part], toll: Toll) -> Words:
    """Return the words that tell the fate of each part: the first phrase of each."""
    return tuple(part.fates[toll.slot][0] for part in parts)


def _shared(
    teller: Teller, parts: Sequence[Part], tolls: Mapping[str, Toll], rules: Mapping[str, Sequence[int]]
) -> Clues:
    """Return what the whole report says that bears on its tolls."""
    page, tree = teller.page, teller.tree
    title = Counter(tree.lower[: bisect.bisect_left(tree.start, page.title_end)])
    body = Counter(tree.lower)
    size = max(1, tree.size)
    clues: Clues = {"length": float(min(2000, size)), "parts": float(len(parts))}
    for kind, words in _words().items():
        clues[f"{kind} in title"] = float(sum(title[w] for w in words & title.keys()))
        clues[f"{kind} in text"] = round(100.0 * sum(body[w] for w in words & body.keys()) / size, 3)
    for slot, toll in tolls.items():
        numbers = [v for v, *_ in toll.told]
        titled = [v for v, _, h, _ in toll.told if teller.phrases[h].span.start < page.title_end]
        clues[f"{slot} told"] = float(len(numbers))
        clues[f"{slot} most"] = float(max(numbers, default=0))
        clues[f"{slot} parts"] = float(len(toll.parts))
        together = [total for total, _ in _together(toll, teller.phrases)]
        clues[f"{slot} together"] = float(max(together, default=0))
        clues[f"{slot} breaths"] = float(len(together))
        clues[f"{slot} persons"] = float(sum(_size(p, teller.phrases) == 1 for p in toll.parts))
        ages = {a for _, _, h, _ in toll.told for a in teller.phrases[h].ages}
        clues[f"{slot} aged"] = float(len({a.low for a in ages}))
        clues[f"{slot} rule"] = float(next(iter(rules.get(slot, ())), 0))
        clues[f"{slot} titled"] = float(max(titled, default=0))
        clues[f"{slot} at"] = float(min((m.sentence for _, _, _, m in toll.told), default=99))
    return clues


def is_doer(part: Part, cast: Cast, phrases: Mapping[int, Phrase]) -> bool:
    """Say whether one it befell is also told as one who did it ("six of the attackers")."""
    lemmas = {m for e in part.entities for m in cast.entities[e].lemmas}
    wholes = (phrases[h].whole for h in part.heads)
    lemmas |= {phrases[whole].lemma for whole in wholes if whole is not None and whole in phrases}
    return bool(lemmas & people_words().doers) or "agent" in part.roles


def _others(phrase: Phrase) -> frozenset[str]:
    return _words()["others"] & {*phrase.modifiers, phrase.lemma}

"""How many a report's main happening killed and hurt: all numbers that its words allow, with their clues.

Rules give each phrase its number; which of them is that of all ("four were shot, one of them fatally", a
list of names, "another two") the clues of the whole report decide together (see `choosing`).
"""

import bisect
import functools
from collections import Counter
from collections.abc import Mapping, Sequence

from variorum.analyse.events.covering import Covering
from variorum.analyse.events.fates import Part
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.listed import list_persons
from variorum.analyse.events.nearby import Beside, find_beside, is_who_says
from variorum.analyse.events.toll_numbers import (
    LEAD,
    MOST,
    Candidate,
    Clues,
    Toll,
    find_numbers,
    gather,
    kinds_of_words,
    size_of,
    together,
)
from variorum.analyse.events.toll_words import SLOTS, fit_clues, read_words, weigh_words
from variorum.analyse.participants import Cast
from variorum.data import load_yaml
from variorum.model.span import Span

# How a clue begins that does not tell what became of those of a slot.
_OF_OTHERS = {"killed": ("beside hurt", "row hurt"), "injured": ("beside dead", "row dead")}
_OF_DOERS = ("beside sought", "row sought")


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
        values = find_numbers(teller, cast, toll, tolls["injured" if slot == "killed" else "killed"])
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
    return not kinds_of_words()["others"].isdisjoint(told)


def _shared(
    teller: Teller, parts: Sequence[Part], tolls: Mapping[str, Toll], rules: Mapping[str, Sequence[int]]
) -> Clues:
    """Return what the whole report says that bears on its tolls."""
    page, tree = teller.page, teller.tree
    title = Counter(tree.lower[: bisect.bisect_left(tree.start, page.title_end)])
    body = Counter(tree.lower)
    size = max(1, tree.size)
    clues: Clues = {"length": float(min(2000, size)), "parts": float(len(parts))}
    for kind, words in kinds_of_words().items():
        clues[f"{kind} in title"] = float(sum(title[w] for w in words & title.keys()))
        clues[f"{kind} in text"] = round(100.0 * sum(body[w] for w in words & body.keys()) / size, 3)
    for slot, toll in tolls.items():
        numbers = [v for v, *_ in toll.told]
        titled = [v for v, _, h, _ in toll.told if teller.phrases[h].span.start < page.title_end]
        clues[f"{slot} told"] = float(len(numbers))
        clues[f"{slot} most"] = float(max(numbers, default=0))
        clues[f"{slot} parts"] = float(len(toll.parts))
        breaths = [total for total, _ in together(toll, teller.phrases)]
        clues[f"{slot} together"] = float(max(breaths, default=0))
        clues[f"{slot} breaths"] = float(len(breaths))
        clues[f"{slot} persons"] = float(sum(size_of(p, teller.phrases) == 1 for p in toll.parts))
        ages = {a for _, _, h, _ in toll.told for a in teller.phrases[h].ages}
        clues[f"{slot} aged"] = float(len({a.low for a in ages}))
        clues[f"{slot} rule"] = float(next(iter(rules.get(slot, ())), 0))
        clues[f"{slot} titled"] = float(max(titled, default=0))
        clues[f"{slot} at"] = float(min((m.sentence for _, _, _, m in toll.told), default=99))
    return clues

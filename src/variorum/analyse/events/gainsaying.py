"""What is denied in a word: "the junta denied it", "the army rejected the accusation"."""

import bisect
from collections.abc import Mapping, Sequence

import msgspec

from variorum.analyse.events.denying import DENIES
from variorum.analyse.events.fillings import Teller
from variorum.data import load_yaml
from variorum.model.analysis import Attribution, Filling, LocalEvent
from variorum.model.span import Span
from variorum.model.value import Actor

_SHORT = 40  # characters of what only points back
_TOLD = frozenset({"asserts", "hedges"})


def find_gainsaid(teller: Teller, events: Mapping[int, LocalEvent]) -> dict[int, list[Filling]]:
    """Return what denials that only point back deny, by the index of the happening that was told before.

    Whoever is said to have done it denies that alone; anybody else denies that it happened.
    """
    told = teller.found.attributions.attributions
    said = sorted(
        ((words, one) for one in told if one.stance in _TOLD for words in one.content),
        key=lambda pair: pair[0],
    )
    found: dict[int, list[Filling]] = {}
    for one in told:
        if one.stance in DENIES and len(one.content) == 1 and _points_back(teller, one.content[0]):
            before = _told_before(teller, one, said)
            for index, filling in _denied(teller, events, one, before) if before is not None else ():
                found.setdefault(index, []).append(filling)
    return found


def _points_back(teller: Teller, words: Span) -> bool:
    known = load_yaml("events/denials.yaml")["pointing"]
    said = words.of(teller.page.text).casefold().split() if words.end - words.start <= _SHORT else []
    return bool(said) and said[-1] in known and all(word in known for word in said)


def _told_before(teller: Teller, one: Attribution, said: Sequence[tuple[Span, Attribution]]) -> Span | None:
    """Return the words that a denial points back at: what another voice said last, no further than the
    sentence before, or where none did what the outlet tells there itself."""
    start = min(span.start for span in (one.content[0], one.cue, one.source) if span is not None)
    page = teller.page
    sentence = page.sentence_at(start)
    before = page.sentence_at(max(0, sentence.start - 2))
    at = bisect.bisect_left(said, start, key=lambda pair: pair[0].start)
    words, other = said[at - 1] if at else (None, None)
    if words is not None and other is not None and (sentence.covers(words) or before.overlaps(words)):
        return words if other.voice != one.voice else None
    return before if sentence.start == start and before.end <= start else Span(sentence.start, start)


def _denied(
    teller: Teller, events: Mapping[int, LocalEvent], one: Attribution, before: Span
) -> list[tuple[int, Filling]]:
    """Return the claim of the words told before that a denial is of, with the index of its happening."""
    who = "" if one.source is None else one.source.of(teller.page.text).casefold().split()[-1]
    for index, event in sorted(events.items()):
        own = [f for f in event.fillings if f.polarity == "affirmed" and before.covers(f.span)]
        doers = [f for f in own if f.slot == "agent" and isinstance(f.value, Actor)]
        mine = [f for f in doers if isinstance(f.value, Actor) and f.value.name.casefold().endswith(who)]
        kinds = [f for f in own if f.slot == "type" and not _is_aside(teller, f)]
        if kinds:
            claim = (mine if who and mine else kinds)[0]
            denial = teller.fill(claim.slot, claim.value, one.content[0], more=(claim.span,))
            return [(index, msgspec.structs.replace(denial, polarity="denied", of=claim.of))]
    return []


def _is_aside(teller: Teller, filling: Filling) -> bool:
    """Say whether words only set what is told: "strafed the camp following a clash"."""
    at = teller.tree.at.get(filling.span.start)
    return at is not None and teller.tree.dep[at] == "pobj"

"""The toll that a report gives of its main happening, where its words allow several: the most probable."""

import bisect
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from variorum.analyse.events.chances import SMALL, SURE, toll_chance, weights_of
from variorum.analyse.events.fates import Part
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.toll_numbers import LEAD, Candidate, kinds_of_words
from variorum.analyse.events.toll_words import SLOTS
from variorum.analyse.events.tolls import weigh_tolls
from variorum.analyse.participants import Cast
from variorum.data.forest import load_forest
from variorum.model.analysis import Chance, Filling
from variorum.model.span import Span
from variorum.model.value import Count

FORESTS = {slot: f"events/{slot}.tsv" for slot in SLOTS}
FAMILIES = frozenset({"violence"})  # what the weights were trained on
_KNOWN = 12  # the largest toll of which they saw enough: shootings, no massacres
_MOST_HURT = 5  # by most of the shootings from which they were learnt
_LEADING = ("told in title", "told in lead", "counted in title", "counted in lead")


def choose_tolls(
    teller: Teller, cast: Cast, parts: Sequence[Part], first: int, fillings: Sequence[Filling]
) -> tuple[tuple[Filling, ...], tuple[Chance, ...]]:
    """Let one number stand for all whom the main happening killed, and one for all whom it hurt.

    Other numbers of the same voice go to those of whom they are told; what another voice says stays, since
    two voices may well disagree. The chances of all numbers are returned besides.
    """
    kept = list(fillings)
    chances: list[Chance] = []
    is_learnt = not kinds_of_words()["guns"].isdisjoint(teller.tree.vocabulary)
    for slot, numbers in weigh_tolls(teller, cast, parts, numbers_of(fillings)).items():
        forest = load_forest(FORESTS[slot])
        # The weights were learnt from shootings: of a bomb they choose among the numbers told, or none.
        candidates = [c for c in numbers if is_learnt or c.value == 0 or _is_told(c)]
        if forest.trees and candidates:
            odds = forest.all_odds([candidate.clues for candidate in candidates])
            best = candidates[odds.index(max(odds))]
            if slot == "injured" and best.value == 0 and not _tells_of_dead(kept):
                continue  # those thought dead, whom no word calls dead, are still hurt
            stands = not is_learnt and best.value == _largest(kept, slot)
            stands = stands or any(_is_beyond(candidate, best) for candidate in candidates)
            settled = None if stands else _settle(teller, parts, first, kept, slot, best)
            if settled is not None:
                weights = dict(zip([c.value for c in candidates], weights_of(odds), strict=True))
                chances += _rivals(teller, slot, candidates, weights, (kept, best.value))
            elif _largest(kept, slot):
                chances.append(_held(kept, slot))
            kept = kept if settled is None else settled
    return tuple(kept), tuple(chances)


def _is_beyond(told: Candidate, best: Candidate) -> bool:
    """Say whether words tell of more others than most shootings hurt, and none tell the number chosen.

    "Killed five and wounded twelve others": the twelve are those hurt, and hold none of the dead.
    """
    clues = told.clues
    is_told = clues.get("told injure") and clues.get("told of more") and clues.get("told as fact")
    is_more = clues.get("counted") and told.value > max(_MOST_HURT, best.value)
    return bool(is_told and is_more and not _is_told(best))


def _is_told(candidate: Candidate) -> bool:
    """Say whether words tell a number outright, or in one breath: "killed two soldiers and a civilian"."""
    return any(candidate.clues.get(clue) for clue in ("told", "counted", "together"))


def _largest(fillings: Sequence[Filling], slot: str) -> int:
    """Return the largest number that the rules give for all whom it befell, 0 where they give none."""
    return max((_exact(f) or 0 for f in fillings if _is_of_all(f, slot)), default=0)


def _held(fillings: Sequence[Filling], slot: str) -> Chance:
    """Return the chance of a number of the rules that stands."""
    return toll_chance(slot, _largest(fillings, slot), SURE, None)


def _tells_of_dead(fillings: Sequence[Filling]) -> bool:
    return any(f.slot == "killed" and not (_is_plain(f) and _exact(f) == 0) for f in fillings)


def _rivals(
    teller: Teller,
    slot: str,
    candidates: Sequence[Candidate],
    weights: Mapping[int, int],
    told: tuple[Sequence[Filling], int],
) -> list[Chance]:
    """Return the chances of the numbers, each with what its words would claim.

    `told` are the fillings before the choice and the number chosen.
    """
    fillings, held = told
    known = {candidate.value: candidate for candidate in candidates}
    found: list[Chance] = []
    for number, weight in sorted(weights.items()):
        if number == held:
            found.append(toll_chance(slot, number, weight, None))
        elif weight >= SMALL:
            claims = [f for f in fillings if _is_of_all(f, slot) and _exact(f) == number]
            if not claims and 0 < number <= _KNOWN:
                claims = _claim(teller, slot, known[number])
            found.append(toll_chance(slot, number, weight, claims))
    return found


def _is_of_all(filling: Filling, slot: str) -> bool:
    return filling.slot == slot and filling.of is None and _is_plain(filling)


def numbers_of(fillings: Sequence[Filling]) -> dict[str, list[int]]:
    """Return the exact numbers that fillings claim of all whom it befell, the most frequent first."""
    found: dict[str, Counter[int]] = {}
    for filling in fillings:
        if filling.slot in SLOTS and filling.of is None and (number := _exact(filling)) is not None:
            found.setdefault(filling.slot, Counter())[number] += 1
    return {slot: [n for n, _ in numbers.most_common()] for slot, numbers in found.items()}


def _settle(
    teller: Teller, parts: Sequence[Part], first: int, fillings: Sequence[Filling], slot: str, best: Candidate
) -> list[Filling] | None:
    """Return the fillings with one number for all; None where what the rules give stands."""
    mine = [f for f in fillings if f.slot == slot and _is_plain(f)]
    right = [f for f in mine if f.of is None and _exact(f) == best.value]
    told = [f for f in mine if not (_leads(best) and _is_of_others(teller, f))]
    largest = max((_exact(f) or 0 for f in told), default=0)
    if best.value == 0 and not right and _has_rest(teller, told):
        return None  # what is left of two who were shot when one of them died
    if largest > _KNOWN or (best.value == 0 and largest > 1):
        return None  # the weights may take "a man" away, but no number that is told
    if any(f.slot == slot and _least(f) > best.value for f in fillings):
        return None  # nor fewer than its words give at least
    if any(f.cumulative and f.of is None for f in told) and not any(f.cumulative for f in right):
        return None  # nor one that is called the total ("bringing the dead to five")
    whose = {teller.phrases[h].span: first + p.index for p in parts for h in p.heads}
    whose |= {
        n.span: first + p.index for p in parts for h in p.heads if (n := teller.phrases[h].number) is not None
    }
    claimed = _claim(teller, slot, best) if not right and 0 < best.value <= _KNOWN else []
    if not right and not claimed and best.value:
        return None
    right = right or claimed
    voices = {_voice(f) for f in right}
    kept: list[Filling] = []
    for filling in fillings:
        if (
            filling.slot != slot
            or not _is_plain(filling)
            or filling in claimed
            or (not claimed and filling.of is None and _exact(filling) == best.value)
        ):
            kept.append(filling)
        elif best.value == 0 or (_leads(best) and _is_of_others(teller, filling)):
            continue
        elif filling.of is not None or _disagrees(filling, voices):
            kept.append(filling)
        elif filling.span in whose:
            kept.append(_told_of(filling, whose[filling.span]))
    return kept + [f for f in claimed if f not in kept]


def _has_rest(teller: Teller, told: Sequence[Filling]) -> bool:
    """Say whether a number is what is left of a larger one that its words tell."""
    return any(f.of is None and _low_of(teller, f.span) > (_exact(f) or 0) > 0 for f in told)


def _low_of(teller: Teller, words: Span) -> int:
    """Return how many the phrase of these words speaks of at least, 0 where they are no phrase."""
    head = bisect.bisect_left(teller.tree.end, words.end)  # a phrase ends with its head
    phrase = teller.phrases.get(head)
    return phrase.low or 0 if phrase is not None and phrase.span == words else 0


def _leads(best: Candidate) -> bool:
    """Say whether the title or the lead tells the number chosen."""
    return best.value > 0 and any(best.clues.get(clue) for clue in _LEADING)


def _is_of_others(teller: Teller, filling: Filling) -> bool:
    """Say whether a number beyond what was learnt stands behind the lead: it is a town's or a year's sum."""
    sentences = teller.page.sentences
    lead_end = sentences[min(LEAD, len(sentences) - 1)].end
    return (_exact(filling) or 0) > _KNOWN and filling.span.start >= lead_end


def _claim(teller: Teller, slot: str, best: Candidate) -> list[Filling]:
    """Claim a number that no filling gives yet, from the words that state it or add up to it.

    Words that tell of dead alone ("killing three") give no number of hurt, however probable it be.
    """
    if slot == "injured" and _tells_of_dead_alone(best):
        return []
    if best.number is not None:
        mentions = [m for _, m in best.words]
        if mentions:
            return [teller.quantity(best.number, mentions[0], slot, None)]
    value = Count(low=best.value, high=best.value, unit="person")
    if not best.words:
        return [teller.fill(slot, value, best.beside[0], more=best.beside[1:])] if best.beside else []
    spans = [teller.phrases[head].span for head, _ in best.words]
    told = tuple(m.span for _, m in best.words)
    return [teller.fill(slot, value, spans[0], best.words[0][1], more=_apart(spans[0], (*spans[1:], *told)))]


def _tells_of_dead_alone(best: Candidate) -> bool:
    if best.number is not None and best.number.slot is not None:
        return best.number.slot == "killed"
    return bool(best.words) and all(m.fate == "killed" and m.type.is_outcome for _, m in best.words)


def _apart(own: Span, spans: Sequence[Span]) -> tuple[Span, ...]:
    return tuple(sorted({s for s in spans if s != own}))


def _told_of(filling: Filling, part: int) -> Filling:
    return msgspec.structs.replace(filling, of=part)


def _disagrees(filling: Filling, voices: set[int | None]) -> bool:
    """Say whether a number is another named voice's than the chosen one's."""
    voice = _voice(filling)
    return voice is not None and voices != {None} and voice not in voices


def _voice(filling: Filling) -> int | None:
    return filling.chain[-1].voice if filling.chain else None


def _is_plain(filling: Filling) -> bool:
    return filling.polarity == "affirmed" and filling.modality == "asserted" and _exact(filling) is not None


def _least(filling: Filling) -> int:
    """Return how many a filling that gives no exact number tells of at least."""
    value = filling.value
    told = filling.polarity == "affirmed" and filling.modality == "asserted"
    return int(value.low or 0) if told and isinstance(value, Count) and not value.is_exact else 0


def _exact(filling: Filling) -> int | None:
    value = filling.value
    return value.low if isinstance(value, Count) and value.is_exact and value.qualifier is None else None

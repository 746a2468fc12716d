"""Rival totals: a number that another voice gives of all ("the hospital says nine") is no part of it."""

from collections.abc import Sequence, Set

from variorum.analyse.attribution import chain_at
from variorum.analyse.events.fates import Part
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.mention import Mention
from variorum.analyse.participants.lexicon import people_words
from variorum.data import load_yaml

_PEOPLE = frozenset(load_yaml("events/words.yaml")["people"])
_MORE = frozenset({"more", "further", "additional"})
_Told = tuple[Part, list[tuple[int, Mention]]]


def find_rivals(told: Sequence[_Told], wholes: Set[int], beside: Set[int], teller: Teller) -> set[int]:
    """Return the participants whose number another voice than that of the whole gives of all as well.

    They are people of no kind, or of that of the whole, and no word makes them a share of it or sets them
    in another place or time; but those told first set the scene. `beside` are those told in one breath with
    others.
    """
    whole = [e for p, e in told if p.index in wholes and (p.size(teller.phrases)[0] or 0) > 1]
    if not whole:
        return set()
    voices = [_voice_of(e, teller) for e in whole]
    kinds = {teller.phrases[h].lemma for e in whole for h, _ in e} - _PEOPLE
    mentions = [m for e in whole for _, m in e]
    return {
        part.index
        for part, evidence in told
        if part.index not in wholes
        and part.index not in beside
        and part.member_of is None
        and _is_stated(part, evidence, teller, kinds)
        and (voice := _voice_of(evidence, teller)) is not None
        and all(other is not None and other != voice for other in voices)
        and (
            max(m.token for _, m in evidence) < min(m.token for m in mentions)
            or all(_is_of_one_setting(m, mentions) for _, m in evidence)
        )
    }


def _voice_of(evidence: Sequence[tuple[int, Mention]], teller: Teller) -> int | None:
    """Return the one voice that gives a number, None where several do, or the outlet does."""
    phrases, found = teller.phrases, teller.found.attributions
    chains = [chain_at(n.span if (n := phrases[h].number) else phrases[h].span, found) for h, _ in evidence]
    voices = {chain[-1].voice if chain else None for chain in chains}
    return voices.pop() if len(voices) == 1 else None


def _is_stated(part: Part, evidence: Sequence[tuple[int, Mention]], teller: Teller, kinds: Set[str]) -> bool:
    """Say whether a number is stated of several people of no kind, or of one of these kinds."""
    phrases = teller.phrases
    low, high = part.size(phrases)
    if low is None or low < 2 or low != high:
        return False
    words = people_words()
    return all(
        (p := phrases[h]).number is not None
        and p.whole is None
        and (words.another | _MORE).isdisjoint(p.modifiers)
        and (p.kind == "number" or p.lemma in _PEOPLE or p.lemma in words.collective or p.lemma in kinds)
        for h, _ in evidence
    )


def _is_of_one_setting(mention: Mention, others: Sequence[Mention]) -> bool:
    """Say whether a mention tells no place and no time that none of the others tells."""
    place = mention.toponym.place if mention.toponym else None
    time = mention.timex.time if mention.timex else None
    return (
        mention.site is None
        and (place is None or any(o.toponym and o.toponym.place == place for o in others))
        and (time is None or all(o.timex is None or o.timex.time == time for o in others))
    )

"""How many: the counts of a happening, told of all whom it befell or of some of them."""

from collections.abc import Mapping, Sequence, Set

from variorum.analyse.events.contesting import find_rivals
from variorum.analyse.events.fates import HARM, Part
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.mention import Mention
from variorum.analyse.participants import Cast, Phrase, agrees
from variorum.analyse.participants.lexicon import people_words
from variorum.data import load_yaml
from variorum.model.analysis import Filling
from variorum.model.span import Span
from variorum.model.value import Count, Value

_NONE: frozenset[str] = frozenset()
_MANY = 40  # descriptions of one person
_SHARE = tuple(load_yaml("events/words.yaml")["of_the_dead"])
_Evidence = tuple[int, Mention]


def count_fates(
    teller: Teller, cast: Cast, parts: Sequence[Part], first: int, sides: Set[str] = _NONE
) -> list[Filling]:
    """Claim for every fate how many it befell: `of` null for all, else those it befell or an attacker.

    `sides` are the nouns for groups that are counted apart from all, whose dead and hurt are no whole.
    """
    slots = sorted({slot for part in parts for slot in part.fates})
    apart = {
        p.index for p in parts if sides and any(sides & set(cast.entities[e].lemmas) for e in p.entities)
    }
    found: list[Filling] = []
    for slot in slots:
        found += _count(teller, cast, parts, slot, first, apart if slot in HARM else set())
    return found


def _count(
    teller: Teller, cast: Cast, parts: Sequence[Part], slot: str, first: int, sided: Set[int]
) -> list[Filling]:
    phrases = teller.phrases
    told: list[tuple[Part, list[_Evidence]]] = []
    died = [p for p in parts if "killed" in p.fates and p.size(phrases) == (1, 1)]
    for part in parts:
        evidence = _evidence(part, slot, phrases)
        if evidence and not (slot == "injured" and _is_among_dead(part, died, cast, phrases)):
            told.append((part, evidence))
    sufferers = [p for p in parts if _is_sufferer(p)]
    apart = {p.index for p, _ in told if _is_doer(p, sufferers, cast, phrases)}
    if len(told) == 1 and not _has_other_sufferers(told[0][0], parts):
        apart = set()
    apart |= sided - (_alone_of_crowd(told, cast) if slot == "killed" else set())
    whole = [(p, e) for p, e in told if p.index not in apart]
    wholes = _wholes(whole, phrases, cast)
    wholes |= find_rivals(whole, wholes, _coordinated(whole), teller)
    wholes |= {p.index for p, e in told if p.size(phrases) == (1, None) and all(m.is_disputed for _, m in e)}
    dead = [p for p in parts if _evidence(p, "killed", phrases)]
    found: list[Filling] = []
    known: set[tuple[Span, int | None, Value]] = set()
    for part, evidence in told:
        of = None if part.index in wholes else first + part.index
        rest = _survivors(part, dead, teller, evidence) if slot == "injured" and of is None else None
        own = [rest] if rest is not None else [teller.count(phrases[h], m, slot, of) for h, m in evidence]
        for filling in own:
            key = None if filling is None else (filling.span, filling.of, filling.value)
            if filling is not None and key is not None and (filling is rest or key not in known):
                found.append(filling)
                known.add(key)
    return found


def _alone_of_crowd(told: Sequence[tuple[Part, list[_Evidence]]], cast: Cast) -> set[int]:
    """Return the one group told of where it is of the crowd itself: "one protester was killed"."""
    if len(told) != 1:
        return set()
    part = told[0][0]
    crowd = frozenset(load_yaml("events/listings.yaml")["crowd"])
    return {part.index} if any(crowd & set(cast.entities[e].lemmas) for e in part.entities) else set()


def _evidence(part: Part, slot: str, phrases: Mapping[int, Phrase]) -> list[_Evidence]:
    """Return the words that give a fate, pronouns only where there are no others; no dead are also hurt."""
    own = part.fates.get(slot, [])
    if slot == "injured" and any(m.is_told for _, m in part.fates.get("killed", [])):
        return []
    if not own:
        return []
    named = [(h, m) for h, m in own if phrases[h].kind != "pronoun"]
    if not named:
        told = [h for h in part.heads if phrases[h].kind != "pronoun"]
        named = [(told[0], own[0][1])] if told else []
    return named or own[:1]


def _is_doer(part: Part, sufferers: Sequence[Part], cast: Cast, phrases: Mapping[int, Phrase]) -> bool:
    words = people_words()
    lemmas = {m for e in part.entities for m in cast.entities[e].lemmas}
    wholes = (phrases[h].whole for h in part.heads)
    lemmas |= {phrases[w].lemma for w in wholes if w is not None and w in phrases}  # "six of the attackers"
    return bool(lemmas & words.doers or "agent" in part.roles) and any(p is not part for p in sufferers)


def _is_sufferer(part: Part) -> bool:
    return "killed" in part.fates or "injured" in part.fates


def _has_other_sufferers(part: Part, parts: Sequence[Part]) -> bool:
    return any(_is_sufferer(p) for p in parts if p is not part)


def _is_among_dead(part: Part, died: Sequence[Part], cast: Cast, phrases: Mapping[int, Phrase]) -> bool:
    """Say whether the one hurt may be the one who died, told in other words: then no one is left hurt.

    `died` are the single persons told to have died.
    """
    if len(died) > 2:  # two of them are another than the one hurt
        return False
    if part.size(phrases) != (1, 1) or any(
        m.type.name == "injure" and not m.is_state for _, m in part.fates["injured"]
    ):
        return False
    dead = [p for p in died if p is not part]
    return len(dead) == 1 and may_be_one(part, dead[0], cast)


def may_be_one(one: Part, other: Part, cast: Cast) -> bool:
    """Say whether two persons may be one: no word, and no sentence that tells both, sets them apart."""
    another = people_words().another
    mine, yours = [cast.entities[e] for e in one.entities], [cast.entities[e] for e in other.entities]
    if any(another & e.modifiers for e in (*mine, *yours)):
        return False
    sentences = {m.sentence for told in one.fates.values() for _, m in told}
    if sentences & {m.sentence for told in other.fates.values() for _, m in told}:
        return False
    return all(agrees(a, b) for a in mine for b in yours)


def _wholes(told: list[tuple[Part, list[_Evidence]]], phrases: Mapping[int, Phrase], cast: Cast) -> set[int]:
    """Return the participants whose number is that of all: the largest group, or the only one there is."""
    zero = {p.index for p, _ in told if p.size(phrases) == (0, 0)}
    told = [(p, e) for p, e in told if p.index not in zero]
    if len(told) == 1:
        return zero | {told[0][0].index}
    sizes = {p.index: p.size(phrases) for p, _ in told}
    exact = {i: s[0] for i, s in sizes.items() if s[0] is not None and s[0] == s[1]}
    groups = {i: n for i, n in exact.items() if n > 1}
    vague = [i for i, s in sizes.items() if s[0] != s[1]]
    if not groups and not vague and _are_one(told, cast):
        return zero | {p.index for p, _ in told}
    if not groups:
        stated = [p.index for p, _ in told if p.index in vague and any(phrases[h].number for h in p.heads)]
        return zero | set(stated[:1])
    top = max(groups.values())
    beside = _coordinated(told)
    least = {p.index: s for p, e in told if (s := _stated_least(p, e, phrases)) and p.index not in beside}
    if any(low > top for low, _ in least.values()):
        return zero | {i for i, (low, _) in least.items() if low > top}
    singles = sum(1 for i, n in exact.items() if n == 1)
    if singles > top:
        return zero
    most = {i for i, n in groups.items() if n == top and i not in beside}
    own = {m.sentence for p, e in told if p.index in most for _, m in e}
    return zero | most | {i for i, (_, sentences) in least.items() if most and own.isdisjoint(sentences)}


def _stated_least(
    part: Part, evidence: Sequence[_Evidence], phrases: Mapping[int, Phrase]
) -> tuple[int, set[int]] | None:
    """Return how many a group of which no exact number is told has at least, and the sentences that tell it.

    Another sentence may give another number of all of them: "at least 20 civilians", then "32 died".
    """
    low, high = part.size(phrases)
    stated = any(phrases[h].number and phrases[h].whole is None for h, _ in evidence)
    if low is None or low < 2 or low == high or not stated or part.member_of is not None:
        return None
    return low, {m.sentence for _, m in evidence}


def _are_one(told: list[tuple[Part, list[_Evidence]]], cast: Cast) -> bool:
    """Say whether single sufferers told apart may all be one person, described several times.

    More than `_MANY` of them never are, whatever their words allow: not every pair is compared then.
    """
    parts = [p for p, _ in told]
    return len(parts) <= _MANY and all(
        may_be_one(a, b, cast) for n, a in enumerate(parts) for b in parts[n + 1 :]
    )


def _coordinated(told: list[tuple[Part, list[_Evidence]]]) -> set[int]:
    """Return those told in one breath with others ("his wife and two children"): neither is all."""
    by_mention: dict[int, set[int]] = {}
    for part, evidence in told:
        for _, mention in evidence:
            by_mention.setdefault(mention.token, set()).add(part.index)
    return {i for together in by_mention.values() if len(together) > 1 for i in together}


def _survivors(part: Part, dead: Sequence[Part], teller: Teller, evidence: list[_Evidence]) -> Filling | None:
    """Subtract the dead from those hit: "two were shot, one of them fatally" leaves one hurt."""
    phrases = teller.phrases
    low, high = part.size(phrases)
    if low is None or low != high or low < 2:
        return None
    if any(_is_of_others(phrases[head]) for head, _ in evidence):
        return None  # "three other people were struck": beside the dead
    shares = [o for o in dead if any(teller.tree.lower[m.token] in _SHARE for _, m in o.fates["killed"])]
    if not shares and any(m.type.name == "injure" and not m.is_state for _, m in evidence):
        return None  # the injured are told apart from the dead, but in "six were stabbed, one fatally"
    gone = 0
    words = []
    for other in dead:
        if other is part:
            continue
        size = other.size(phrases)
        if size[0] is None or size[0] != size[1]:
            return None
        gone += size[0]
        if gone >= low:
            return None
        words.append(phrases[other.fates["killed"][0][0]].span)
    if not 0 < gone < low:
        return None
    head, mention = evidence[0]
    value = Count(low=low - gone, high=low - gone, unit="person")
    return teller.fill("injured", value, phrases[head].span, mention, more=(mention.span, *words))


def _is_of_others(phrase: Phrase) -> bool:
    """Say whether a phrase is of others than those told of before."""
    return not people_words().another.isdisjoint((*phrase.modifiers, phrase.lemma))

"""Words that deny what was told before: they are of that happening, and whom they name are its people.

"Soldiers arrested three people, relatives said. The army denied that three people had been arrested": whoever
denies an arrest denies one that was told, however the words for those arrested begin.
"""

from collections.abc import Mapping, Sequence

from variorum.analyse.attribution import chain_at
from variorum.analyse.events.denying import DENIES
from variorum.analyse.events.findings import Findings
from variorum.analyse.events.happening import Happening, are_near, is_town, overlap
from variorum.analyse.events.mention import Mention
from variorum.analyse.participants import Cast, Phrase, Tree, agrees
from variorum.analyse.participants.lexicon import people_words
from variorum.data import load_words

_NEAR = 3  # sentences from what was told to its denial
_MANY = 60  # mentions before a denial, or of the happening denied; happenings before it
_PEOPLE = load_words("events/words.yaml", "people")
_ANYBODY = load_words("events/words.yaml", "anybody")


def mark_disputed(mentions: Sequence[Mention], phrases: Mapping[int, Phrase], found: Findings) -> None:
    """Note of every mention whether a voice denies it, rather than tells that it was not so.

    That nobody came to such harm denies it where another voice has just told of some who did.
    """
    for i, mention in enumerate(mentions):
        if mention.polarity != "denied" or mention.is_presupposed:
            continue
        chain = chain_at(mention.span, found.attributions)
        if chain and chain[-1].stance in DENIES:
            mention.is_disputed = True
        elif chain and mention.fate and mention.patients:
            is_none = all(phrases[h].high == 0 for h in mention.patients)
            mention.is_disputed = is_none and _is_told_by_another(
                mentions[max(0, i - _MANY) : i], mention, chain[-1].voice, found
            )


def _is_told_by_another(before: Sequence[Mention], mention: Mention, voice: int, found: Findings) -> bool:
    near = [m for m in before if m.fate == mention.fate and m.is_told]
    chains = [chain_at(m.span, found.attributions) for m in near if mention.sentence - m.sentence <= _NEAR]
    return any(chain and chain[-1].voice != voice for chain in chains)


def find_disputed(tree: Tree, groups: Sequence[Happening], mention: Mention) -> Happening | None:
    """Return the happening told last before a mention that denies it; None where its words name another."""
    if not mention.is_disputed or mention.is_another or mention.is_apart or mention.is_history:
        return None
    near = [g for g in groups[-_MANY:] if 0 < mention.sentence - g.mentions[-1].sentence <= _NEAR]
    told = [g for g in near if any(m.is_told for m in g.mentions)]
    fitting = [g for g in told if mention.type.name in g.seen.types and _may_be_of(tree, g, mention)]
    return max(fitting, key=lambda g: g.mentions[-1].token, default=None)


def _may_be_of(tree: Tree, group: Happening, mention: Mention) -> bool:
    """Say whether nothing in a denial names another day, another town or others than a happening befell."""
    time = mention.timex.time if mention.timex else None
    if time is not None and group.seen.times and not any(overlap(time, t) for t in group.seen.times):
        return False
    place = mention.toponym.place if mention.toponym else None
    towns = group.seen.towns if place is not None and is_town(place) else ()
    if place is not None and towns and not any(are_near(place, town) for town in towns):
        return False
    named = [h for h in mention.patients if tree.lower[h] not in _ANYBODY]
    befallen = [h for m in group.mentions[-_MANY:] for h in m.patients]
    known = {tree.lemma[h] for h in befallen}
    if not named or any(tree.lemma[h] in known for h in named):
        return True
    words = people_words()
    if not all(words.is_person(tree.lemma[h]) for h in named):
        return False
    # Nothing sets "three" apart from the people whom a denial names, nor "two children" from people.
    return any(tree.pos[h] == "NUM" for h in befallen) or (
        any(words.is_person(lemma) for lemma in known) and all(tree.lemma[h] in _PEOPLE for h in named)
    )


def take_people(tree: Tree, cast: Cast, group: Happening, mention: Mention) -> None:
    """Let those whom a denial names anew be those whom the happening befell, where their words agree."""
    for head in mention.patients:
        own = cast.entity(head)
        if own is None or own.index in group.patients or own.heads[0] != head:
            continue
        same = [
            other
            for m in group.mentions[-_MANY:]
            for h in m.patients
            if tree.lemma[h] == tree.lemma[head] and (other := cast.entity(h)) is not None
        ]
        known = next((other for other in same if agrees(own, other)), None)
        if known is not None:
            cast.of.update(dict.fromkeys(own.heads, known.index))
            known.heads = sorted({*known.heads, *own.heads})
            own.heads = []


def mark_partial(phrases: Mapping[int, Phrase], groups: Sequence[Happening], found: Findings) -> None:
    """Note of denials of what the report tells as fact whether they deny no more than a part of it.

    "He denied attacking Ana Pell" denies who did it, "a second man was not shot" one of those whom it befell;
    "there was no shooting, police said", "the army denied that three were arrested" and "it denied killing
    anybody" deny the whole.
    """
    for mention in (m for g in groups if g.told for m in g.mentions):
        if mention.polarity != "denied" or mention.is_presupposed:
            continue
        anybody = any(_is_anybody(phrases[h]) for h in mention.patients if h in phrases)
        if not anybody and any(phrases[h].high != 0 for h in mention.agents if h in phrases):
            mention.denies = "doer"
        elif not chain_at(mention.span, found.attributions) or (mention.patients and not mention.is_disputed):
            mention.denies = "part"


def _is_anybody(phrase: Phrase) -> bool:
    """Say whether a phrase means nobody in particular: "anyone", "any civilian", "no one"."""
    return phrase.high == 0 or phrase.is_any or phrase.lemma in _ANYBODY

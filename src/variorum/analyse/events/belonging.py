"""Those who belong to a happening though none of its verbs names them: listed, or told with their age.

"Among the dead were Ana Pol, 67, and her grandson" gives two of the dead; "Ben Ode, 33, the shift boss, had
kept the men together" gives one who was there.
"""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from variorum.analyse.events.consequences import may_follow
from variorum.analyse.events.fates import Part
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.happening import Happening
from variorum.analyse.events.mention import Mention
from variorum.analyse.participants import Cast, Entity, Tree
from variorum.data import load_yaml
from variorum.model.analysis import Filling, LocalParticipant
from variorum.model.span import Span
from variorum.model.value import Actor

_OPENING = 8  # words within which a sentence says that it lists
_HARMFUL = frozenset({"accident", "disaster", "violence"})  # what people are rescued from
_AFTER = frozenset({"rescue", "treatment"})


class Belonging(NamedTuple):
    """A person of a happening: a phrase for them, and the fate and words that list them, if any do."""

    group: int
    entity: int
    head: int
    fate: str | None = None
    words: Span | None = None


class Roll(NamedTuple):
    """Participants found so far, which event each happening became, and the phrases whose ages are given."""

    participants: list[LocalParticipant]
    local: Mapping[int, int]
    aged: set[int]


class _Listing(NamedTuple):
    """How a sentence lists people: their fate, and the words for it, before or after which they stand."""

    fate: str
    first: int
    last: int
    is_after: bool


class _Lists(NamedTuple):
    """The words by which people are listed, see data/events/listings.yaml."""

    fates: Mapping[str, str]
    openers: frozenset[str]
    verbs: frozenset[str]
    outstanding: frozenset[str]


@functools.cache
def _lists() -> _Lists:
    data = load_yaml("events/listings.yaml")
    fates = {word: fate for fate, words in data["whom"].items() for word in words}
    return _Lists(fates, *(frozenset(data[key]) for key in _Lists._fields[1:]))


def find_belonging(
    teller: Teller, cast: Cast, groups: Sequence[Happening], placed: Sequence[Part], main: int | None
) -> Iterator[Belonging]:
    """Yield the single persons who are no part of a happening yet and belong to one, in text order.

    Who only speaks belongs to none, unless listed. `groups` are the happenings kept, `placed` the
    participants of all of them.
    """
    known = {e for part in placed for e in part.entities}
    tree, page = teller.tree, teller.page
    mentions = sorted(
        ((m, g) for g in groups for m in g.mentions if not m.is_generic and m.modality != "hypothetical"),
        key=lambda told: told[0].token,
    )
    if not mentions:
        return
    sources = [a.source for a in teller.found.attributions.attributions if a.source is not None]
    speakers = {s.end for v in teller.found.attributions.voices for s in v.mentions}
    listings: dict[Span, _Listing | None] = {}
    for entity in cast.entities:
        if entity.index in known or not _is_one_person(entity):
            continue
        for head in entity.heads:
            phrase = teller.phrases[head]
            if phrase.kind == "pronoun" or any(s.covers(tree.word(head)) for s in sources):
                continue
            sentence = page.sentence_at(tree.start[head])
            if sentence not in listings:
                listings[sentence] = _find_listing(teller, sentence)
            listing = listings[sentence]
            if listing is not None and _is_listed(teller, head, listing):
                group, fate = _listed_of(mentions, head, listing, main)
                words = tree.span(listing.first, listing.last)
                yield Belonging(_origin_of(groups, group, main), entity.index, head, fate, words)
                break
            is_speaker = any(tree.end[h] in speakers for h in entity.heads)
            if phrase.ages and (not is_speaker or _stands_out(teller.tree, head)):
                group = _told_near(teller, mentions, head, main)
                yield Belonging(_origin_of(groups, group, main), entity.index, head)
                break


def _origin_of(groups: Sequence[Happening], index: int, main: int | None) -> int:
    """Return the main happening for those who were rescued or treated after it, else the one they are of."""
    by_index = {group.index: group for group in groups}
    whole, group = by_index.get(main if main is not None else -1), by_index[index]
    is_after = whole is not None and whole.family in _HARMFUL and group.family in _AFTER
    return whole.index if whole is not None and is_after and may_follow(group, whole) else index


def _stands_out(tree: Tree, head: int) -> bool:
    """Say whether a name stands beside what it is among others: "the youngest, Ida Morn, 19,"."""
    return tree.dep[head] == "appos" and tree.lower[tree.head[head]] in _lists().outstanding


def _is_one_person(entity: Entity) -> bool:
    return entity.is_person and (entity.low, entity.high) == (1, 1)


def _find_listing(teller: Teller, sentence: Span) -> _Listing | None:
    """Return how a sentence lists people, None where it does not: "Among the dead were", "was among them"."""
    by_word, openers, verbs, _ = _lists()
    tree = teller.tree
    first = tree.at.get(sentence.start)
    if first is None:
        return None
    fate = None
    for i in range(first, min(first + _OPENING, tree.size)):
        word = tree.lower[i]
        if word in by_word and fate in (None, "any"):
            fate = by_word[word]
        elif fate is not None and tree.lemma[i] in verbs:
            return _Listing(fate, first, i, is_after=True)
        elif word not in openers:
            break
    return _find_among(teller, first, sentence.end)


def _find_among(teller: Teller, first: int, end: int) -> _Listing | None:
    by_word, openers, verbs, _ = _lists()
    tree = teller.tree
    for i in range(first + 2, tree.size):
        if tree.start[i] >= end:
            return None
        if tree.lower[i] == "among" and tree.lemma[i - 1] in verbs:
            for j in range(i + 1, min(i + 4, tree.size)):
                if tree.lower[j] in by_word:
                    return _Listing(by_word[tree.lower[j]], i - 1, j, is_after=False)
                if tree.lower[j] not in openers:
                    return None
    return None


def _is_listed(teller: Teller, head: int, listing: _Listing) -> bool:
    tree = teller.tree
    if not listing.is_after:
        return head < listing.first and tree.dep[head] in ("nsubj", "conj", "appos")
    if head <= listing.last or tree.dep[head] == "poss":
        return False
    return not any(tree.dep[i] == "relcl" and i > listing.last for i in (head, *tree.ancestors(head)))


def _listed_of(
    mentions: Sequence[tuple[Mention, Happening]], head: int, listing: _Listing, main: int | None
) -> tuple[int, str | None]:
    """Return the happening that a list is of, and the fate of those listed."""
    before = [(m, g) for m, g in mentions if m.token < head and m.fate is not None]
    if listing.fate == "any":
        if before:
            mention, group = before[-1]
            return group.index, mention.fate
        return (main if main is not None else mentions[0][1].index), None
    fitting = [g for m, g in before if m.fate == listing.fate]
    own = [g for g in fitting if g.index == main] or fitting[-1:]
    if own:
        return own[0].index, listing.fate
    return (main if main is not None else mentions[0][1].index), listing.fate


def _told_near(
    teller: Teller, mentions: Sequence[tuple[Mention, Happening]], head: int, main: int | None
) -> int:
    """Return the happening of a phrase's sentence, else the last above in its paragraph, else the main."""
    page, start = teller.page, teller.tree.start[head]
    sentence, paragraph = page.sentence_at(start), page.paragraph_at(start)
    here = [(abs(m.token - head), m.token, g.index) for m, g in mentions if sentence.covers(m.span)]
    if here:
        return min(here)[2]
    above = [g.index for m, g in mentions if m.token < head and paragraph.covers(m.span)]
    if above:
        return above[-1]
    return main if main is not None else mentions[0][1].index


def join_others(
    teller: Teller, cast: Cast, roll: Roll, belonging: Iterable[Belonging]
) -> dict[int, list[Filling]]:
    """Make those who belong to happenings participants; return the claims of it, by happening.

    One listed is a patient and a member of the largest group with patients; ages go with both.
    """
    found: dict[int, list[Filling]] = {}
    for one in belonging:
        entity, words = cast.entities[one.entity], teller.phrases[one.head].span
        name = max(entity.names, key=len) if entity.names else words.of(teller.page.text)
        whole = largest_of(roll, roll.local[one.group]) if one.fate else None
        roll.participants.append(
            LocalParticipant(
                event=roll.local[one.group],
                name=name,
                type="person",
                roles=("patient",) if one.fate else (),
                mentions=tuple(sorted({teller.phrases[h].span for h in entity.heads})),
                size=1,
                member_of=whole,
            )
        )
        own = len(roll.participants) - 1
        fillings = found.setdefault(one.group, [])
        fillings += [
            teller.age(q, own) for h in entity.heads if h not in roll.aged for q in teller.phrases[h].ages
        ]
        roll.aged.update(entity.heads)
        if one.fate and one.words is not None:
            value = Actor(name=words.of(teller.page.text), participant=str(own))
            fillings.append(teller.fill("patient", value, words, more=(one.words,)))
    return found


def largest_of(roll: Roll, event: int) -> int | None:
    """Return the largest group with patients of one event, None where it has none."""
    sizes = [
        (p.size, -i)
        for i, p in enumerate(roll.participants)
        if p.event == event and "patient" in p.roles and (p.size or 0) > 1
    ]
    return -max(sizes)[1] if sizes else None

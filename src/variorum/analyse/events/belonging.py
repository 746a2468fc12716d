"""Those who belong to a happening though none of its verbs names them: listed, or told with their age.

"Among the dead were Ana Pol, 67, and her grandson" gives two of the dead; "Ben Ode, 33, the shift boss, had
kept the men together" gives one who was there.
"""

import bisect
import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from variorum.analyse.events.consequences import may_follow
from variorum.analyse.events.covering import Covering
from variorum.analyse.events.fates import Part
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.happening import Happening
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.taking_part import is_called_part, is_told_doing, joined_by
from variorum.analyse.participants import Cast, Entity, Phrase, Tree
from variorum.data import load_yaml
from variorum.model.analysis import Filling, LocalParticipant
from variorum.model.span import Span
from variorum.model.value import Actor

_OPENING = 8  # words within which a sentence says that it lists
_AMONG = 6  # words from "among" or "one" to the word for those listed
_BESIDE = 40  # mentions on either side of a phrase
_HARMFUL = frozenset({"accident", "disaster", "violence"})  # what people are rescued from
_AFTER = frozenset({"rescue", "treatment"})


class Belonging(NamedTuple):
    """A person of a happening: a phrase for them, and the fate and words that list them, if any do."""

    group: int
    entity: int
    head: int
    fate: str | None = None
    words: Span | None = None


@dataclass(slots=True)
class Roll:
    """Participants found so far, which event each happening became, and the phrases whose ages are given."""

    participants: list[LocalParticipant]
    local: Mapping[int, int]
    aged: set[int]
    _largest: dict[int, tuple[int, int]] = field(default_factory=dict)
    _read: int = 0

    def largest_of(self, event: int) -> int | None:
        """Return the largest group with patients of one event, None where it has none."""
        for i in range(self._read, len(self.participants)):
            one = self.participants[i]
            if "patient" in one.roles and one.size is not None and one.size > 1:
                known = self._largest.get(one.event, (0, 0))
                self._largest[one.event] = max(known, (one.size, -i))
        self._read = len(self.participants)
        return -self._largest[event][1] if event in self._largest else None


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
    persons: frozenset[str]


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
    mentions = sorted(
        (
            (m, g)
            for g in groups
            for m in g.mentions
            if not m.is_generic and m.modality != "hypothetical" and (g.index == main or not m.type.is_mild)
        ),
        key=lambda told: told[0].token,
    )
    if not mentions:
        return
    finder = _Finder(teller, groups, _Told(mentions, main), main)
    for entity in cast.entities:
        if entity.index not in known and _is_one_person(entity):
            found = (b for head in entity.heads if (b := finder.find(entity, head)) is not None)
            yield from itertools.islice(found, 1)


class _Finder:
    """What a page says of who belongs to its happenings, asked for one person's phrase after the other."""

    def __init__(self, teller: Teller, groups: Sequence[Happening], told: "_Told", main: int | None) -> None:
        voiced = teller.found.attributions
        self._teller, self._told, self._main = teller, told, main
        self._groups = {group.index: group for group in groups}
        self._sources = Covering(a.source for a in voiced.attributions if a.source is not None)
        self._speakers = {s.end for v in voiced.voices for s in v.mentions}
        self._listings: dict[Span, _Listing | None] = {}

    def find(self, entity: Entity, head: int) -> Belonging | None:
        """Return what somebody belongs to by one phrase: who took part, is listed or told with an age."""
        teller, tree, phrase = self._teller, self._teller.tree, self._teller.phrases[head]
        is_aged = bool(phrase.ages) and phrase.kind == "name"
        if is_aged and (part := self._part_taken(entity, phrase)) is not None:
            return Belonging(self._origin_of(part), entity.index, head)
        if phrase.kind == "pronoun" or self._sources.covers(tree.word(head)):
            return None
        listing = self._listing(teller.page.sentence_at(tree.start[head]))
        if listing is not None and _is_listed(teller, head, listing):
            group, fate = self._told.listed_of(head, listing)
            words = tree.span(listing.first, listing.last)
            return Belonging(self._origin_of(group), entity.index, head, fate, words)
        is_doing = _stands_out(tree, head) or (is_aged and is_told_doing(tree, head))
        if phrase.ages and (is_doing or not any(tree.end[h] in self._speakers for h in entity.heads)):
            return Belonging(self._origin_of(self._told.near(teller, head)), entity.index, head)
        return None

    def _listing(self, sentence: Span) -> _Listing | None:
        if sentence not in self._listings:
            self._listings[sentence] = _find_listing(self._teller, sentence)
        return self._listings[sentence]

    def _part_taken(self, entity: Entity, phrase: Phrase) -> int | None:
        """Return the happening that somebody took part in, by what they are called or did, if in any."""
        if is_called_part(self._teller.tree, phrase):
            return self._told.near(self._teller, phrase.head)
        joined = joined_by(self._teller.tree, entity.heads, self._told.by_token)
        return None if joined is None else joined.index

    def _origin_of(self, index: int) -> int:
        """Return the main happening for those rescued or treated after it, else the one that they are of."""
        if self._main not in self._groups:
            return index
        whole, group = self._groups[self._main], self._groups[index]
        is_after = whole.family in _HARMFUL and group.family in _AFTER
        return whole.index if is_after and may_follow(group, whole) else index


def _stands_out(tree: Tree, head: int) -> bool:
    """Say whether a name stands beside what it is among others: "the youngest, Ida Morn, 19,"."""
    return tree.dep[head] == "appos" and tree.lower[tree.head[head]] in _lists().outstanding


def _is_one_person(entity: Entity) -> bool:
    return entity.is_person and (entity.low, entity.high) == (1, 1)


def _find_listing(teller: Teller, sentence: Span) -> _Listing | None:
    """Return how a sentence lists people, None where it does not: "Among the dead were", "was among them"."""
    by_word, openers, verbs, *_ = _lists()
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
    """Return how a sentence counts somebody in: "was among the dead", "is one of the two people killed"."""
    by_word, openers, verbs, _, persons = _lists()
    tree = teller.tree
    for i in range(first + 2, tree.size):
        if tree.start[i] >= end:
            return None
        if tree.lemma[i - 1] in verbs and (
            tree.lower[i] == "among" or tree.lower[i : i + 2] == ["one", "of"]
        ):
            for j in range(i + 1, min(i + _AMONG, tree.size)):
                if tree.lower[j] in by_word:
                    return _Listing(by_word[tree.lower[j]], i - 1, j, is_after=False)
                if tree.lower[j] not in openers | persons and tree.pos[j] != "NUM":
                    return None
    return None


def _is_listed(teller: Teller, head: int, listing: _Listing) -> bool:
    tree = teller.tree
    if not listing.is_after:
        return head < listing.first and tree.dep[head] in ("nsubj", "conj", "appos")
    if head <= listing.last or tree.dep[head] == "poss":
        return False
    return not any(tree.dep[i] == "relcl" and i > listing.last for i in (head, *tree.ancestors(head)))


class _Told:
    """The mentions of a page in text order, each with its happening, to find those before or near a phrase.

    Of a sentence that tells more than `_BESIDE` before or behind a phrase the others are not looked at.
    """

    def __init__(self, mentions: Sequence[tuple[Mention, Happening]], main: int | None) -> None:
        self._mentions, self._main = mentions, main
        self._tokens = [m.token for m, _ in mentions]
        self.by_token = {m.token: group for m, group in mentions}
        self._fated: dict[str, list[tuple[int, Mention, Happening]]] = {"any": []}
        self._own: dict[str, int] = {}  # where the main happening first tells each fate
        for mention, group in mentions:
            for fate in ("any", mention.fate) if mention.fate is not None else ():
                self._fated.setdefault(fate, []).append((mention.token, mention, group))
                if group.index == main:
                    self._own.setdefault(fate, mention.token)

    def _else(self) -> int:
        return self._main if self._main is not None else self._mentions[0][1].index

    def listed_of(self, head: int, listing: _Listing) -> tuple[int, str | None]:
        """Return the happening that a list is of, and the fate of those listed."""
        fated = self._fated.get(listing.fate, [])
        at = bisect.bisect_left(fated, head, key=lambda told: told[0])
        if not at:
            return self._else(), None if listing.fate == "any" else listing.fate
        _, mention, group = fated[at - 1]
        if listing.fate == "any":
            return group.index, mention.fate
        if self._main is not None and self._own.get(listing.fate, head) < head:
            return self._main, listing.fate
        return group.index, listing.fate

    def near(self, teller: Teller, head: int) -> int:
        """Return the happening of a sentence, else the last told above in its paragraph, else the main."""
        page, start = teller.page, teller.tree.start[head]
        sentence, paragraph = page.sentence_at(start), page.paragraph_at(start)
        at = bisect.bisect_left(self._tokens, head)
        beside = self._mentions[max(0, at - _BESIDE) : at + _BESIDE]
        here = [(abs(m.token - head), m.token, g.index) for m, g in beside if sentence.covers(m.span)]
        if here:
            return min(here)[2]
        above = [g.index for m, g in beside if m.token < head and paragraph.covers(m.span)]
        return above[-1] if above else self._else()


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
        whole = roll.largest_of(roll.local[one.group]) if one.fate else None
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

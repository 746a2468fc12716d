"""Things that a happening befell: the embassy that was attacked, the bus that crashed, the burnt warehouse.

They take no part as people do, and so stand in no cast: nothing is counted of them, and no pronoun is theirs.
"""

import functools
from collections.abc import Iterator
from typing import Any, NamedTuple

from variorum.analyse.events.aiming import ends_of_aim
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.happening import Happening
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.sense_words import senses
from variorum.analyse.participants import Phrase
from variorum.data import load_yaml
from variorum.model.analysis import Filling, LocalParticipant
from variorum.model.span import Span
from variorum.model.value import Actor


class _Thing(NamedTuple):
    """Words for one thing, the mention that tells what befell it, and how many it is (None: open)."""

    span: Span
    lemma: str
    is_definite: bool
    size: int | None
    mention: Mention


@functools.cache
def _words() -> dict[str, Any]:
    words = load_yaml("events/things.yaml")
    known = senses()
    kinds = frozenset().union(*(known[k] for k in ("structures", "vessels", "vehicles", "ground")))
    return {**words, "things": (kinds | {*words["things"]}) - {*words["never"]}}


def find_things(
    teller: Teller, group: Happening, event: int, participants: list[LocalParticipant]
) -> list[Filling]:
    """Claim the things that a happening befell, and add each to the page's participants once.

    "The bus" is the bus told before; "another bus" and "two buses" are others.
    """
    text, known, found = teller.page.text, dict[str, int](), list[Filling]()
    seen: set[Span] = set()
    for thing in _things(teller, group):
        if thing.span in seen:
            continue
        seen.add(thing.span)
        name = " ".join(thing.span.of(text).split())
        if thing.lemma not in known or not thing.is_definite:
            known[thing.lemma] = len(participants)
            participants.append(
                LocalParticipant(
                    event=event,
                    name=name,
                    type="thing",
                    roles=("patient",),
                    mentions=(thing.span,),
                    size=thing.size,
                )
            )
        value = Actor(name=thing.span.of(text), participant=str(known[thing.lemma]))
        found.append(teller.fill("patient", value, thing.span, thing.mention, more=(thing.mention.span,)))
    return found


def _things(teller: Teller, group: Happening) -> Iterator[_Thing]:
    words, tree = _words(), teller.tree
    for mention in group.told:
        is_open = mention.type.name in words["open"]
        after = words["open" if is_open else "types"].get(mention.type.name)
        if after is None or mention.is_generic or mention.is_state:
            continue
        heads = [
            h
            for h in mention.patients
            if (is_open or not _is_whom(teller, mention))
            and (not mention.is_noun or tree.dep[h] != "pobj" or tree.lower[tree.head[h]] in after)
        ]
        for head in (*heads, *_hit(teller, mention), *_burning(teller, mention), *_before(teller, mention)):
            if _is_thing(teller, head) or (is_open and head in heads and _is_any_thing(teller, head)):
                phrase = teller.phrases.get(head)
                span = tree.word(head) if phrase is None else teller.whole_name(phrase)
                if mention.instrument is None or not mention.instrument.overlaps(span):
                    yield _thing(teller, head, phrase, span, mention)


def _thing(teller: Teller, head: int, phrase: Phrase | None, span: Span, mention: Mention) -> _Thing:
    size = phrase.low if phrase is not None and phrase.low == phrase.high else None
    is_definite = phrase is None or phrase.definite
    return _Thing(span, teller.tree.lemma[head], is_definite, size, mention)


def _is_thing(teller: Teller, head: int) -> bool:
    tree, phrase = teller.tree, teller.phrases.get(head)
    if phrase is not None and (phrase.type != "thing" or phrase.kind == "pronoun"):
        return False
    lemma = tree.lower[head] if tree.pos[head] == "PROPN" else tree.lemma[head]
    return lemma in _words()["things"]


def _is_any_thing(teller: Teller, head: int) -> bool:
    """Say whether words name a thing, whatever it is: "the bill", "40 kilos of cocaine"; no sum."""
    tree, phrase = teller.tree, teller.phrases.get(head)
    if phrase is None or phrase.type != "thing" or phrase.kind == "pronoun":
        return False
    is_sum = phrase.number is not None and phrase.number.kind == "measure"
    return tree.pos[head] in ("NOUN", "PROPN") and not is_sum and tree.lemma[head] not in _words()["empty"]


def _is_whom(teller: Teller, mention: Mention) -> bool:
    """Say whether it befell whoever "who" stands for, which the parse may give to a thing beside them."""
    tree = teller.tree
    return any(tree.lower[c] in ("who", "whom") for c in tree.children[mention.token])


def _hit(teller: Teller, mention: Mention) -> Iterator[int]:
    """Yield what was fired at, and what a verb says that the happening did: "the blast destroyed a house"."""
    words, tree, i = _words(), teller.tree, mention.token
    up, ends = tree.head[i], list[int]()
    if not mention.is_noun and not _hurts(teller, mention):
        ends = ends_of_aim(tree, i)
    elif mention.is_noun and tree.dep[i] == "nsubj" and tree.lemma[up] in words["ruins"]:
        ends = tree.all_children(up, "dobj")
    elif mention.is_noun and tree.dep[i] == "nsubj" and tree.lemma[up] in words["through"]:
        ends = _behind(teller, up, ("through",))
    elif mention.is_noun and tree.dep[i] == "pobj" and tree.lower[up] in ("by", "in"):
        verb = tree.head[up]
        if tree.lemma[verb] in words["ruins"] and tree.is_passive(verb):
            ends = tree.all_children(verb, "nsubjpass")
    for end in ends:
        yield from tree.conjuncts(end)


def _hurts(teller: Teller, mention: Mention) -> bool:
    """Say whether people were hit, so that what stands behind "at" is where ("shot at a club").

    So it is behind "dies in shooting at a club".
    """
    tree, phrases, i = teller.tree, teller.phrases, mention.token
    is_one = tree.dep[i] == "pcomp" and tree.lower[tree.head[i]] == "in"
    hits = is_one or tree.is_passive(i) or any(phrases[h].is_person for h in mention.patients)
    return tree.lemma[i] == "shoot" and hits


def _behind(teller: Teller, i: int, prepositions: list[str] | tuple[str, ...]) -> list[int]:
    tree = teller.tree
    return [
        w
        for c in tree.children[i]
        if tree.lower[c] in prepositions and (w := tree.child(c, "pobj")) is not None
    ]


def _burning(teller: Teller, mention: Mention) -> Iterator[int]:
    """Yield what a fire is at or in: "a blaze at a warehouse"."""
    words, tree = _words()["burning"], teller.tree
    if mention.is_noun and tree.lemma[mention.token] in words["nouns"]:
        for end in _behind(teller, mention.token, words["at"]):
            yield from tree.conjuncts(end)


def _before(teller: Teller, mention: Mention) -> Iterator[int]:
    """Yield what stands before the noun of a happening ("the embassy bombing"), no car it was done with."""
    words, tree = _words(), teller.tree
    if mention.is_noun and mention.type.name in words["before"]:
        for c in tree.all_children(mention.token, "compound"):
            if c < mention.token and tree.lemma[c] not in words["moving"]:
                yield c

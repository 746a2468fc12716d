"""What befell a number of people, told by words that are no trigger: "led away nine teachers".

The words for being taken or freed are without number; the reader of quantities knows many that tell nothing
by themselves but what befell those who are counted beside them.
"""

import functools
from collections.abc import Container, Mapping, Sequence

from variorum.analyse.events.gates import gate_words
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.ontology import EventType, load_ontology
from variorum.analyse.events.sense_words import senses
from variorum.analyse.participants import Phrase, Tree
from variorum.data import load_yaml
from variorum.model.analysis import Quantity

_NEAR = 15  # words from those counted to a trigger that already tells what befell them
_HELD = frozenset({"capture", "arrest", "release", "exchange"})  # families of those who can be freed
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "dobj"})
_HANGING = frozenset({"xcomp", "ccomp", "advcl", "acl", "relcl"})


@functools.cache
def _types() -> Mapping[str, EventType]:
    """Return what tells of those counted, by the slot of their number."""
    return {
        slot: load_ontology().types[name] for slot, name in load_yaml("events/counted.yaml")["types"].items()
    }


@functools.cache
def _verbs() -> Mapping[str, frozenset[str]]:
    return {slot: frozenset(verbs) for slot, verbs in load_yaml("events/counted.yaml")["verbs"].items()}


@functools.cache
def _takers() -> frozenset[str]:
    return frozenset(load_yaml("events/counted.yaml")["takers"])


def find_counted(
    tree: Tree, phrases: Mapping[int, Phrase], quantities: Sequence[Quantity], known: Sequence[Mention]
) -> list[Mention]:
    """Return mentions at the verbs that say what befell a number of people, where no mention tells it.

    `known` are the mentions found already, in text order.
    """
    kinds = _types()
    found: dict[int, Mention] = {}
    for quantity in quantities:
        slot = quantity.slot
        if slot is None or slot not in kinds or quantity.counted is None or (quantity.low or 0) <= 1:
            continue
        head = _head(tree, phrases, quantity)
        verb = None if head is None else _verb(tree, head, _tellers(slot))
        if head is None or verb is None or verb in found:
            continue
        slot = _slot(tree, verb, slot)
        is_swap = slot == "released" and tree.lemma[verb] in _verbs()["exchanged"]
        kind = load_ontology().types["exchange"] if is_swap else kinds[slot]
        if slot == "released" and not _is_of_captives(tree, verb, known):
            continue
        if slot != "released" and _is_by_others(tree, verb):
            continue
        if not _is_told(known, tree, verb, head, kind):
            found[verb] = Mention(token=verb, span=tree.word(verb), type=kind, fate=slot)
    return [found[verb] for verb in sorted(found)]


def _is_of_captives(tree: Tree, verb: int, known: Sequence[Mention]) -> bool:
    """Say whether those who come home or are let go were held: pupils are sent home too."""
    if any(mention.type.family in _HELD for mention in known):
        return True
    captives = senses()["captives"]
    return any(tree.lemma[j] in captives for j in range(max(0, verb - _NEAR), min(tree.size, verb + _NEAR)))


def _tellers(slot: str) -> frozenset[str]:
    """Return the verbs that tell of those whom a number has in a slot; captives are traded and come home."""
    verbs = _verbs()
    return verbs[slot] | verbs["released"] | verbs["exchanged"] if slot == "captured" else verbs[slot]


def _slot(tree: Tree, verb: int, slot: str) -> str:
    """Return what a verb says befell those counted: who are led away by gunmen are not arrested."""
    if slot == "arrested" and _is_by_takers(tree, verb):
        return "captured"
    is_freed = slot == "captured" and tree.lemma[verb] not in _verbs()["captured"]
    return "released" if is_freed else slot


def _head(tree: Tree, phrases: Mapping[int, Phrase], quantity: Quantity) -> int | None:
    """Return the head of the people whom a number counts."""
    end = quantity.counted.end if quantity.counted is not None else quantity.span.end
    first = tree.at.get(quantity.span.start)
    for i in () if first is None else range(first, min(first + _NEAR, tree.size)):
        if tree.start[i] >= end:
            break
        if i in phrases and (phrase := phrases[i]).number == quantity and phrase.is_person:
            return i
    return None


def _verb(tree: Tree, head: int, verbs: Container[str]) -> int | None:
    """Return which of some verbs tells what befell those whom a word means, None where none does.

    What says which people are meant goes before what is said of them: "that it held the nine who were taken".
    """
    behind = [c for c in tree.children[head] if tree.tag[c] == "VBN" and tree.dep[c] in ("acl", "relcl")]
    above = [tree.head[head]] if tree.dep[head] in _SUBJECTS else []
    return next((v for v in (*behind, *above) if tree.pos[v] == "VERB" and tree.lemma[v] in verbs), None)


def _is_told(known: Sequence[Mention], tree: Tree, verb: int, head: int, kind: EventType) -> bool:
    """Say whether a mention stands there, or one of the same clause tells what befell the same people."""
    word = tree.word(verb)
    clause = {head, *tree.children[head], *tree.children[verb]}
    if tree.dep[verb] in _HANGING:
        clause.add(tree.head[verb])
    for mention in known:
        if mention.token > max(verb, head) + _NEAR:
            break
        is_near = mention.token >= min(verb, head) - _NEAR
        if mention.span.overlaps(word) or mention.token == head:
            return True
        if is_near and mention.type.family == kind.family and mention.token in clause:
            return True
    return False


def _is_by_others(tree: Tree, verb: int) -> bool:
    """Say whether those who lead people away neither arrest nor kidnap anybody: guides, nurses."""
    words = load_yaml("events/counted.yaml")
    if tree.lemma[verb] not in words["mild"] or _is_by_takers(tree, verb):
        return False
    lists = gate_words()["lists"]
    rough = lists["police"] | lists["troops"] | frozenset(words["others"])
    return any(tree.tag[s] in ("NN", "NNS") and tree.lemma[s] not in rough for s in _subjects(tree, verb))


def _is_by_takers(tree: Tree, verb: int) -> bool:
    """Say whether a verb has those for doers whose taking of people is no arrest."""
    takers = _takers()
    return any(
        tree.lemma[s] in takers or any(tree.lower[c] in takers for c in tree.children[s])
        for s in _subjects(tree, verb)
    )


def _subjects(tree: Tree, verb: int) -> list[int]:
    """Return who does what a verb tells, also where it is joined to another."""
    subjects = tree.all_children(verb, "nsubj")
    return subjects or (tree.all_children(tree.head[verb], "nsubj") if tree.dep[verb] == "conj" else [])

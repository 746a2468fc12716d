"""How people are told to be: in critical condition, in good health, taken to hospital, expected to survive.

A condition is of one moment, so a later one takes the place of an earlier (see `ontology/slots.yaml`).
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from variorum.analyse.events.fates import Part
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.happening import Happening
from variorum.analyse.events.states import harmed, hospital_of, moved_by, subject_above
from variorum.analyse.events.subjects import subjects_of
from variorum.analyse.participants import Cast, Tree, agrees
from variorum.analyse.tags import SUBJECTS
from variorum.data import load_yaml
from variorum.model.analysis import Filling
from variorum.model.span import Span
from variorum.model.value import Text

_FATES = ("injured", "captured", "released", "rescued", "arrested", "trapped")
_MOST = 40  # entities of one participant that are held against a description
_AHEAD = 12  # words from a hurt to what is said of its threat to life
_TO_HOSPITAL = 14  # words from the verb to the hospital
_HIGHEST = 4  # verbs between "life-threatening" and what is said to be so


@dataclass(frozen=True, slots=True)
class Condition:
    """Words for how somebody is or where he was taken, and the heads of the phrases for whom they stand."""

    span: Span
    heads: tuple[int, ...]
    slot: str = "condition"


@functools.cache
def _words() -> dict[str, Any]:
    data = load_yaml("events/conditions.yaml")
    begin = {*data["states"], *data["described"]["as"], *data["outlook"]["words"], *data["under_way"]}
    carry = frozenset(load_yaml("events/fates.yaml")["carried"]["verbs"])
    begin |= {*data["hurts"], *data["alone"], *carry, *data["go"]}
    return {**data, "carry": carry, "begin": frozenset({"threatening", *begin})}


def tell_conditions(
    teller: Teller,
    cast: Cast,
    kept: Sequence[Happening],
    placed: Mapping[int, tuple[int, list[Part]]],
    main: int | None,
) -> dict[int, list[Filling]]:
    """Claim how those are whom the happenings befell, by the happening's index.

    Of several happenings of one person it is the one that harmed or held them, the main one first.
    """
    found: dict[int, list[Filling]] = {}
    conditions = list(find_conditions(teller.tree))
    if not conditions:
        return found
    where = _where(kept, placed, main)
    alone = _only_hurt(placed, main)
    for condition in conditions:
        for head in condition.heads:
            if head not in cast.of or not cast.entities[cast.of[head]].is_person:
                continue
            told = where.get(cast.of[head])
            if told is None and alone is not None and _may_be(teller, cast, head, alone[2]):
                told = alone[:2]
            if told is not None:
                value = Text(text=" ".join(condition.span.of(teller.page.text).split()))
                filling = teller.fill(condition.slot, value, condition.span, of=told[1])
                found.setdefault(told[0], []).append(filling)
    return found


def _only_hurt(
    placed: Mapping[int, tuple[int, list[Part]]], main: int | None
) -> tuple[int, int, Part] | None:
    """Return the main happening and the only participant hurt in it, None where there are several."""
    if main is None or main not in placed:
        return None
    first, parts = placed[main]
    hurt = [part for part in parts if "injured" in part.fates]
    return (main, first + hurt[0].index, hurt[0]) if len(hurt) == 1 else None


def _may_be(teller: Teller, cast: Cast, head: int, hurt: Part) -> bool:
    """Say whether a description means those told to be hurt: "the victims"."""
    phrase, entity = teller.phrases[head], cast.entities[cast.of[head]]
    if not phrase.definite or phrase.kind != "description":
        return False
    return all(agrees(entity, cast.entities[e]) for e in hurt.entities[:_MOST])


def _where(
    kept: Sequence[Happening], placed: Mapping[int, tuple[int, list[Part]]], main: int | None
) -> dict[int, tuple[int, int]]:
    """Return the happening and the participant that tells how somebody is, by entity."""
    ranked: dict[int, tuple[tuple[bool, bool, int], tuple[int, int]]] = {}
    for group in kept:
        first, parts = placed[group.index]
        for part in parts:
            if "patient" not in part.roles:
                continue
            rank = (not any(fate in part.fates for fate in _FATES), group.index != main, group.index)
            for entity in part.entities:
                told = rank, (group.index, first + part.index)
                ranked[entity] = min(ranked.get(entity, told), told)
    return {entity: told for entity, (_, told) in ranked.items()}


def find_conditions(tree: Tree) -> Iterator[Condition]:
    """Yield the words of a page for how people are, in text order."""
    words = _words()
    for i in range(tree.size):
        if tree.lower[i] not in words["begin"] and tree.lemma[i] not in words["begin"]:
            continue
        for read in (_in_state, _described, _life_threatening, _severe, _outlook, _under_way, _in_hospital):
            condition = read(tree, i, words)
            if condition is not None and condition.heads:
                yield condition
                break


def is_graded(tree: Tree, i: int) -> bool:
    """Say whether a noun is a hurt told by its threat to life: what is denied of it is the threat.

    "Does not have life-threatening injuries", "his injuries are not considered life-threatening"; so is the
    verb in "shot, but not fatally wounded".
    """
    if i > 1 and tree.lower[i - 2] == "not" and tree.lower[i - 1] in ("fatally", "mortally", "seriously"):
        return True
    if tree.lemma[i] not in _words()["hurts"]:
        return False
    if any(tree.lower[c] == "threatening" for c in tree.children[i]):
        return True
    ahead = range(i + 1, min(i + _AHEAD, tree.size))
    threat = next((j for j in ahead if tree.lower[j] == "threatening"), None)
    return threat is not None and tree.dep[i] in SUBJECTS and tree.head[i] in tree.ancestors(threat)


def _in_state(tree: Tree, i: int, words: dict[str, Any]) -> Condition | None:
    """Read "in critical but stable condition", "in good health", "on life support"."""
    rule = words["states"].get(tree.lemma[i])
    up = tree.head[i]
    if rule is None or tree.dep[i] != "pobj" or tree.lower[up] != rule["after"]:
        return None
    how = [c for c in tree.children[i] if c < i and tree.lower[c] in rule["words"]]
    if rule["words"] and not how:
        return None
    first = tree.first_below(min(how)) if how else i
    return _said(tree, up, tree.span(first, i), tuple(subject_above(tree, i)))


def _described(tree: Tree, i: int, words: dict[str, Any]) -> Condition | None:
    """Read "his condition was listed as serious", "he is stable"."""
    up = tree.head[i]
    if tree.lower[i] in words["described"]["as"] and tree.lower[up] == "as":
        verb = tree.head[up]
        if tree.lemma[verb] in words["described"]["verbs"]:
            return Condition(tree.word(i), tuple(_whose(tree, tree.all_children(verb, "nsubjpass"), words)))
    if tree.dep[i] == "acomp" and tree.lemma[up] in ("be", "remain"):
        subjects = tree.all_children(up, "nsubj")
        of_state = [s for s in subjects if tree.lemma[s] in words["states"]]
        known = words["described"]["as"] if of_state else words["alone"]
        if tree.lower[i] in known:
            return _said(tree, up, tree.word(i), tuple(_whose(tree, subjects, words)))
    return None


def _whose(tree: Tree, heads: Sequence[int], words: dict[str, Any]) -> list[int]:
    """Return whose a condition or a hurt is; who is no such thing stands for himself."""
    found: list[int] = []
    for head in heads:
        if tree.lemma[head] in words["states"] or tree.lemma[head] in words["hurts"]:
            owner = tree.child(head, "poss")
            of = next((c for c in tree.children[head] if tree.lower[c] in ("of", "to")), None)
            owner = owner if owner is not None or of is None else tree.child(of, "pobj")
            found += [] if owner is None else [owner]
        else:
            found.append(head)
    return found


def _life_threatening(tree: Tree, i: int, words: dict[str, Any]) -> Condition | None:
    """Read "non-life-threatening injuries", "his wounds are not believed to be life-threatening"."""
    if tree.lower[i] != "threatening" or "life" not in tree.lower[max(0, i - 2) : i]:
        return None
    first = i - 1 if tree.lower[i - 1] == "life" else i - 2
    while first and tree.lower[first - 1] in ("-", "non", "not", "\u2013"):
        first -= 1
    up = tree.head[i]
    if tree.dep[i] == "amod" and tree.lemma[up] in words["hurts"]:
        return _of_hurt(tree, up, first, words)
    verb, negated = up, first
    for _ in range(_HIGHEST):
        negated = min([negated, *(c for c in tree.children[verb] if tree.dep[c] == "neg")])
        subjects = tree.all_children(verb, "nsubj", "nsubjpass")
        if subjects or tree.head[verb] == verb:
            break
        verb = tree.head[verb]
    else:
        return None
    told = [tree.head[verb] if tree.dep[verb] == "relcl" and tree.pos[s] == "PRON" else s for s in subjects]
    if not any(tree.lemma[s] in words["hurts"] or tree.lemma[s] in words["states"] for s in told):
        return None
    whose = _whose(tree, told, words) or [h for s in told for h in _bearers(tree, s, words)]
    return Condition(tree.span(negated, i), tuple(whose))


def _severe(tree: Tree, i: int, words: dict[str, Any]) -> Condition | None:
    """Read "minor injuries"; what is not told of anybody's is none."""
    if tree.lemma[i] not in words["hurts"]:
        return None
    how = [c for c in tree.children[i] if c < i and tree.lower[c] in words["severe"]]
    return _of_hurt(tree, i, min(how), words) if how else None


def _of_hurt(tree: Tree, hurt: int, first: int, words: dict[str, Any]) -> Condition | None:
    return _said(tree, tree.head[hurt], tree.span(first, hurt), tuple(_bearers(tree, hurt, words)))


def _bearers(tree: Tree, hurt: int, words: dict[str, Any]) -> list[int]:
    """Return who has a hurt: whose it is, who suffered it, who was taken to hospital with it."""
    return harmed(tree, hurt, words["have"])


def _outlook(tree: Tree, i: int, words: dict[str, Any]) -> Condition | None:
    """Read "was expected to survive", "are likely to make a full recovery"."""
    rule = words["outlook"]
    if tree.lower[i] not in rule["words"]:
        return None
    verb = tree.child(i, "xcomp")
    if verb is None or verb < i:
        return None
    last = verb if tree.lemma[verb] in rule["verbs"] else None
    for c in tree.children[verb]:
        if (tree.lemma[verb], tree.dep[c]) == ("make", "dobj") and tree.lemma[c] in rule["nouns"]:
            last = c
        if (tree.lemma[verb], tree.dep[c]) == ("be", "acomp") and tree.lower[c] in rule["be"]:
            last = c
    if last is None:
        return None
    up = i if tree.pos[i] == "VERB" else tree.head[i]
    subjects = tree.all_children(up, "nsubjpass", "nsubj") or subject_above(tree, up)
    return _said(tree, up, tree.span(i, last), tuple(subjects))


def _under_way(tree: Tree, i: int, words: dict[str, Any]) -> Condition | None:
    """Read "is recovering in hospital"."""
    if tree.lemma[i] not in words["under_way"] or tree.tag[i] != "VBG":
        return None
    if not any(tree.dep[c] == "aux" and tree.lemma[c] == "be" for c in tree.children[i]):
        return None
    return _said(tree, i, tree.word(i), tuple(tree.all_children(i, "nsubj")))


def _in_hospital(tree: Tree, i: int, words: dict[str, Any]) -> Condition | None:
    """Read "was airlifted to a hospital", "drove himself to the Orle clinic": what has been done."""
    carries, goes = tree.lemma[i] in words["carry"], tree.lemma[i] in words["go"]
    if tree.pos[i] != "VERB" or tree.tag[i] not in ("VBN", "VBD", "VBG") or not (carries or goes):
        return None
    if any(tree.tag[c] in ("MD", "TO") for c in tree.children[i]):
        return None
    hospital = hospital_of(tree, i)
    if hospital is None or not 0 < hospital - i <= _TO_HOSPITAL:
        return None
    whom = moved_by(tree, i)
    if goes and (not whom or tree.lower[whom[0]] in words["selves"]):
        whom = subjects_of(tree, i)
    told = _said(tree, i, tree.span(i, hospital), tuple(w for h in whom for w in tree.conjuncts(h)))
    return told and replace(told, slot="hospital")


def _said(tree: Tree, verb: int, span: Span, heads: tuple[int, ...]) -> Condition | None:
    """Take the "not" of its verb into the words of a condition; what is further off, or asked, tells none."""
    for up in (verb, *tree.ancestors(verb, 1)):
        for c in tree.children[up]:
            if tree.dep[c] == "neg":
                return Condition(Span(tree.start[c], span.end), heads) if tree.start[c] < span.start else None
        if tree.pos[up] in ("VERB", "AUX"):
            break
    return Condition(span, heads)

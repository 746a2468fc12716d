"""The subjects of verbs, whom "by" names, and what stands behind a preposition: the grammar of who did it."""

import functools
from collections.abc import Sequence
from typing import Any

from variorum.analyse.participants import Tree
from variorum.analyse.participants.lexicon import people_words
from variorum.analyse.tags import FINITE_TAGS
from variorum.data import load_words, load_yaml

NO_ONE = frozenset({"DATE", "TIME"})
_MEANWHILE = frozenset({"by", "after", "before", "while", "since", "when", "upon"})
_DRESSED = 3  # words before a name that somebody is dressed as: "a man dressed as"
_RELATIVE = frozenset({"who", "whom", "that", "which"})
_CLAUSE = 6  # steps from a relative pronoun to the verb of its clause
_RECEIVES = load_words("events/words.yaml", "receiving")


@functools.cache
def nominal_words() -> dict[str, Any]:
    """Read `events/nominal.yaml`: the words by which a sentence says who did what a noun tells."""
    return {
        k: v if isinstance(v, dict) else frozenset(v) for k, v in load_yaml("events/nominal.yaml").items()
    }


def by_whom(tree: Tree, i: int) -> list[int]:
    """Return whom "by" names beside a word: nobody where it names a time."""
    for c in tree.children[i]:
        if tree.dep[c] == "agent" or (tree.dep[c] == "prep" and tree.lower[c] == "by"):
            who = tree.child(c, "pobj")
            if who is not None and (tree.entity[who] not in NO_ONE or tree.lower[who] == "old"):
                return [who]  # "by another 5-year-old" is no time
            if who is not None:  # "by the Veldars more than five years ago", parsed as the Veldars' years
                return [k for k in tree.children[who] if tree.dep[k] == "nmod" and tree.pos[k] == "PROPN"][:1]
    return []


def behind(tree: Tree, i: int, prepositions: Sequence[str]) -> list[int]:
    """Return what stands behind one of some prepositions that hang on a word."""
    return [
        w
        for c in tree.children[i]
        if tree.lower[c] in prepositions and (w := tree.child(c, "pobj")) is not None
    ]


def meant(tree: Tree, i: int) -> int:
    """Return the noun that a relative pronoun stands for, else the word itself."""
    if tree.lower[i] in _RELATIVE and tree.pos[i] == "PRON":
        return next((tree.head[up] for up in tree.ancestors(i, _CLAUSE) if tree.dep[up] == "relcl"), i)
    return i


def subjects_of(tree: Tree, i: int) -> list[int]:
    """Return who does what a verb tells: its subject, that of the verb it is joined to, whom it describes."""
    for _ in range(6):
        own = _own_subjects(tree, i)
        if own:
            return own
        if (clause := tree.child(i, "csubj")) is not None:
            return by_whom(tree, clause)  # "Shelling by the army killed nine, a hospital said"
        up, dep = tree.head[i], tree.dep[i]
        if up != i and (told := _subjects_of_told(tree, i, up)) is not None:
            return told
        is_verb = tree.pos[up] in ("VERB", "AUX", "ADJ") or tree.child(up, "nsubj") is not None  # "shot and"
        if dep in ("conj", "xcomp", "advcl", "ccomp") and up != i and is_verb:
            if dep == "xcomp" and (moved := tree.all_children(up, "dobj")):
                return moved
            i = up
            continue
        if dep == "acl" and (tree.tag[i] in ("VBG", "VB") or acts_with(tree, i)):
            return [up]
        if dep == "relcl" or (dep == "amod" and tree.tag[i] == "VBG"):
            return [] if tree.lemma[up] in nominal_words()["stands_by"] else [up]  # "protesting delegates"
        if dep == "pcomp" and tree.lower[up] in _MEANWHILE and tree.pos[tree.head[up]] in ("VERB", "AUX"):
            i = tree.head[up]  # "staged an attack by killing"
            continue
        return _accused(tree, up) if dep == "pcomp" else []
    return []


def _accused(tree: Tree, preposition: int) -> list[int]:
    """Return who is accused of what stands behind a preposition: "accused him of killing"."""
    i, lower = tree.head[preposition], tree.lower[preposition]
    if is_accused(tree, i, lower):
        return [i]
    accused = nominal_words()["accuses"].get(tree.lemma[i], ())
    if tree.pos[i] in ("VERB", "AUX") and lower in (*accused, "of", "from"):
        return tree.all_children(i, "dobj") or tree.all_children(i, "nsubj", "nsubjpass")
    return []


def _own_subjects(tree: Tree, i: int) -> list[int]:
    """Return the subjects that the parse hangs on a verb, less a home town and what is another verb's.

    "Pim Orlan, of Dell Street, Osk, was arrested" is of Orlan alone; in "the court found the man guilty of
    murder in a raid that left two dead and a third man wounded" the man found guilty is not the wounded one.
    """
    own = [_dressed_as(tree, s) for s in tree.all_children(i, "nsubj", "nsubjpass")]
    if len(own) < 2:
        return own
    mark = tree.child(i, "mark")  # "Child hurt after gunman opens fire": the gunman's verb alone
    if mark is not None and own[0] < mark < own[-1]:
        return own[-1:]
    first, last = own[0], own[-1]
    if tree.entity[first] == "PERSON" and tree.entity[last] != "PERSON" and tree.text[last - 1] == ",":
        return own[:1]
    between = range(first + 1, last)
    return own[-1:] if any(tree.dep[k] == "relcl" and tree.pos[k] == "VERB" for k in between) else own


def _dressed_as(tree: Tree, i: int) -> int:
    """Return who only looks like a name that the parse takes for a subject: "a man dressed as Orm Vandal"."""
    first = tree.first_below(i)
    if first < _DRESSED or tree.lower[first - 1] != "as":
        return i
    is_dressed = tree.lemma[first - 2] in nominal_words()["dressed"] and tree.tag[first - 3] in ("NN", "NNS")
    return first - 3 if is_dressed else i


def _subjects_of_told(tree: Tree, i: int, up: int) -> list[int] | None:
    """Return the subjects of a verb without one whose sentence the parse took for another; None for the rest.

    "Police reported that ten others were also hurt and killed": none of the police. "Free the hostages, Orlan
    said" names nobody who frees. "Approached a group standing by and opened fire" is of who approached it.
    """
    dep, says = tree.dep[i], nominal_words()["says"]
    if dep in ("ccomp", "xcomp") and tree.dep[up] == "relcl" and tree.lemma[up] in says:
        return _said_of(tree, i, up)
    if dep in ("conj", "advcl") and tree.dep[i - 1] == "relcl" and tree.lemma[i - 1] in says:
        return _said_of(tree, i, i - 1)  # "showed a man they say shot five", parsed as another clause
    if dep == "advcl" and tree.tag[i] in FINITE_TAGS and tree.child(i, "mark", "aux", "advmod") is None:
        return _behind_meanwhile(tree, i, up)
    if dep == "ccomp" and tree.lemma[up] in says and tree.child(up, "nsubj") is not None:
        return _subjects_of_said(tree, i, up)
    if dep != "conj":
        return None
    if tree.lemma[up] in says and tree.child(i, "auxpass") is not None:
        told = next((c for c in tree.children[up] if tree.dep[c] == "ccomp" and up < c < i), None)
        return None if told is None else _own_subjects(tree, told)
    if tree.tag[i] in FINITE_TAGS and tree.tag[up] == "VBG" and tree.dep[up] == "acl":
        verb = tree.head[tree.head[up]]
        if tree.dep[tree.head[up]] == "dobj" and tree.pos[verb] == "VERB" and not _has_aux(tree, up):
            return _own_subjects(tree, verb)
    return None


def _subjects_of_said(tree: Tree, i: int, says: int) -> list[int] | None:
    """Return the subjects of what is said, where its verb has none of its own."""
    if i < says:
        return [] if tree.tag[i] in ("VB", "VBP") else None
    has_tense = any(tree.tag[c] in FINITE_TAGS for c in tree.all_children(i, "aux", "auxpass"))
    return _before_told(tree, i, says) if has_tense else None


def _before_told(tree: Tree, i: int, says: int) -> list[int]:
    """Return the subject that the parse gave to another word between a verb of saying and what is said.

    "Police said three men in the club were fighting", "police say a man accused of theft has been shot": it
    is never of who says it.
    """
    for c in reversed([c for c in tree.children[says] if says < c < i]):
        if tree.dep[c] == "dobj":
            return [c]
        if tree.dep[c] == "ccomp" and tree.tag[c] == "VBN" and not _has_aux(tree, c):
            return _own_subjects(tree, c)
    return []


def _said_of(tree: Tree, i: int, says: int) -> list[int] | None:
    """Return of whom a clause is in which another only says who tells it: "the man they say shot five"."""
    teller = tree.child(says, "nsubj")
    is_put_in = teller is not None and tree.lower[teller] not in ("who", "that", "which")
    return [tree.head[says]] if is_put_in and tree.tag[i] not in ("VB", "VBG") else None


def _behind_meanwhile(tree: Tree, i: int, up: int) -> list[int] | None:
    """Return the subject that the parse hung on "after" before it: "faced a charge after Orlan, 23, died"."""
    for c in tree.children[up]:
        if up < c < i and tree.dep[c] == "prep" and tree.lower[c] in _MEANWHILE:
            whom = tree.child(c, "pobj")
            if whom is not None and whom < i and not _has_aux(tree, i):
                return [whom]
    return None


def _has_aux(tree: Tree, i: int) -> bool:
    return any(tree.dep[c] in ("aux", "auxpass") for c in tree.children[i])


def doer_before(tree: Tree, i: int, objects: Sequence[int]) -> int | None:
    """Return whose verb the parse took for a participle of a noun before it, though it has its own object.

    "Two men on a motorcycle gunned down a reporter", a sentence left without a verb: the men did.
    """
    whom = [o for o in objects if o > i and (tree.tag[o] == "PRP" or people_words().is_person(tree.lemma[o]))]
    if tree.tag[i] not in ("VBN", "VBD") or not whom:
        return None
    who = tree.head[i]
    while tree.dep[who] == "pobj" and tree.pos[tree.head[tree.head[who]]] in ("NOUN", "PROPN"):
        who = tree.head[tree.head[who]]
    return who if tree.dep[who] == "ROOT" else None


def is_accused(tree: Tree, i: int, preposition: str) -> bool:
    """Say whether a name is blamed for what the parse hung on the name itself."""
    accuses = nominal_words()["accuses"].get(tree.lemma[tree.head[i]], ())
    return tree.dep[i] == "dobj" and preposition in accuses


def acts_with(tree: Tree, i: int) -> bool:
    """Say whether a verb shares its subject with one behind it that has an object: "shot and killed her"."""
    return any(
        tree.child(c, "dobj") is not None
        and tree.child(c, "nsubj", "nsubjpass", "auxpass") is None
        and tree.lemma[c] not in _RECEIVES
        for c in tree.all_children(i, "conj")
    )

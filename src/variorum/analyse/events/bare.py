"""Participles without an auxiliary that say what befell their subject: "Woman shot, boy wounded".

English drops the auxiliary in headlines ("Two soldiers captured") and in clauses that only say who is meant
("The child shot on Sunday has died"); the parse then takes the participle for a verb of the past, and who was
shot for who shot.
"""

import functools

from variorum.analyse.events.sense_words import senses
from variorum.analyse.events.subjects import acts_with, nominal_words
from variorum.analyse.participants import Tree
from variorum.analyse.participants.lexicon import people_words
from variorum.analyse.tags import SUBJECTS
from variorum.data import load_words, load_yaml

_PAST = ("VBN", "VBD")
# Where a clause stands that is one in spite of the missing auxiliary.
_CLAUSES = frozenset({"ccomp", "nsubj", "csubj", "relcl", "parataxis", "advcl", "dep", "acl"})
_JOINED = 4  # verbs joined to one another of which the first is looked at
_DAYS = frozenset({"DATE", "TIME"})
_LINKS = frozenset({"be", "have", "die"})
_OF_OTHERS = load_words("events/words.yaml", "harming_others")
_INTO = frozenset({"in", "through", "into", "to"})
_HOW = 2  # adverbs between a participle and what goes on with it: "shot separately in"
_THERE = frozenset({"back", "out", "off", "away", "up"})


def is_bare(tree: Tree, i: int, *, is_done_by: bool) -> bool:
    """Say whether a verb without an object is a participle of its subject, which the words leave unsaid."""
    if (tree.tag[i] not in _PAST and not _is_shot(tree, i)) or not _has_no_aux(tree, i):
        return False
    dep = tree.dep[i]
    if _is_hit(tree, i) or _is_found_so(tree, i):
        return True
    if dep == "conj":
        return tree.tag[i] == "VBN" or _follows_bare(tree, i) or _is_left_so(tree, i)
    if acts_with(tree, i):
        return False
    if dep == "ROOT" or _is_behind_source(tree, i):
        return is_done_by or tree.tag[i] == "VBN" or _may_be_bare(tree, i)
    return dep in _CLAUSES and _has_own_subject(tree, i) and _may_be_bare(tree, i) and _is_no_clause(tree, i)


@functools.cache
def _body() -> frozenset[str]:
    return frozenset(load_yaml("events/fates.yaml")["body"])


def _is_shot(tree: Tree, i: int) -> bool:
    """Say whether a participle was taken for a noun that has a subject: "found Orlan shot to death"."""
    return tree.lower[i] == "shot" and tree.child(i, "nsubj") is not None


def _is_hit(tree: Tree, i: int) -> bool:
    """Say whether what follows tells where somebody was hit, or how often: "shot in the leg", "to death".

    "The man police shot in the leg" is hit too, but not as the subject of the verb.
    """
    befalls = tree.lemma[i] in nominal_words()["befalling"] or tree.lower[i] == "shot"
    if not befalls or acts_with(tree, i):
        return False
    subject = tree.child(i, "nsubj")
    if subject is not None and tree.dep[i] == "relcl" and tree.pos[subject] != "PRON":
        return False
    for c in tree.children[i]:
        if c > i and tree.lower[c] in _INTO and (where := tree.child(c, "pobj")) is not None:
            of = next((k for k in tree.children[where] if tree.lower[k] == "of"), None)
            whole = where if of is None else tree.child(of, "pobj") or where
            if tree.lower[where] == "death" or not _body().isdisjoint((tree.lemma[where], tree.lemma[whole])):
                return True
    is_put_in = tree.dep[i] in ("advcl", "acl") and subject is None and tree.text[i - 1] in ",–—"
    return is_put_in and any(tree.lower[c] in ("times", "once", "twice") for c in tree.children[i])


def _is_found_so(tree: Tree, i: int) -> bool:
    """Say whether a verb tells how somebody was found: "found three men and a woman shot"."""
    up, subject = tree.head[i], tree.child(i, "nsubj")
    if tree.dep[i] != "ccomp" or tree.lemma[up] not in nominal_words()["finds"] or subject is None:
        return False
    if tree.lemma[i] not in nominal_words()["befalling"] and tree.lower[i] != "shot":
        return False
    return up < subject < i and not any(tree.dep[c] == "mark" for c in tree.children[i])


def _is_behind_source(tree: Tree, i: int) -> bool:
    """Say whether a headline opens with who says it: "Sheriff: student shot, killed in Osta"."""
    up = tree.head[i]
    return tree.dep[i] in ("appos", "acl") and tree.dep[up] == "ROOT" and tree.text[up + 1 : up + 2] == [":"]


def _follows_bare(tree: Tree, i: int) -> bool:
    """Say whether a verb of the past goes on with a passive: "shot and killed", "was shot and pronounced"."""
    if tree.lemma[i] not in nominal_words()["befalling"] or tree.child(i, "nsubj") is not None:
        return False
    up = tree.head[i]
    for _ in range(_JOINED):
        up = tree.head[up] if tree.dep[up] == "conj" else up
    if tree.dep[up] == "conj":
        return False
    is_passive = tree.is_passive(up) and tree.tag[up] == "VBN"
    return is_passive or (tree.child(up, "dobj") is None and is_bare(tree, up, is_done_by=False))


def _is_left_so(tree: Tree, i: int) -> bool:
    """Say whether a clause goes on with how others were left: "left one dead and three others wounded"."""
    return tree.lemma[i] in _OF_OTHERS and _has_own_subject(tree, i) and _may_be_bare(tree, i)


def _may_be_bare(tree: Tree, i: int) -> bool:
    """Say whether what follows a verb goes on as after a participle: "shot in", "killed as", "wounded,"."""
    following = i + 1 if i + 1 < tree.size else i
    for _ in range(_HOW):
        is_how = tree.tag[following] == "RB" and tree.lower[following] not in _THERE
        following += is_how and following + 1 < tree.size
    if is_aimed(tree, following - 1):
        return False
    goes_on = tree.lower[following] in nominal_words()["after_bare"] or tree.entity[following] in _DAYS
    return tree.lemma[i] in nominal_words()["befalling"] and (goes_on or following == i)


def is_aimed(tree: Tree, i: int) -> bool:
    """Say whether people or vehicles stand behind a verb and "at": "a man shot at police" is of who shot."""
    at = i + 1
    whom = tree.child(at, "pobj") if at < tree.size and tree.lower[at] == "at" else None
    if whom is None:
        return False
    if tree.lemma[whom] in _vehicles():  # "the gunman shot at a bus": nobody is shot at one
        return tree.child(whom, "det", "poss", "nummod") is not None
    return (
        tree.tag[whom] == "PRP" or people_words().is_person(tree.lemma[whom]) or tree.lemma[whom] == "police"
    )


@functools.cache
def _vehicles() -> frozenset[str]:
    known = senses()
    return frozenset({*known["vehicles"], *known["vessels"]})


def _has_own_subject(tree: Tree, i: int) -> bool:
    subject = tree.child(i, "nsubj")
    return subject is not None and tree.pos[subject] != "PRON"


def _is_no_clause(tree: Tree, i: int) -> bool:
    """Say whether a clause can be none with a verb of the past: nothing opens it, and another follows.

    "The man police shot" is a clause, as is "police said the man shot at them": "Girl, woman shot" is none.
    """
    up, subject = tree.head[i], tree.child(i, "nsubj")
    if any(tree.dep[c] == "mark" for c in tree.children[i]) or subject is None:
        return False
    if tree.dep[i] == "relcl":
        first = tree.first_below(subject)
        return first > 0 and tree.text[first - 1] == ","
    if tree.dep[i] in SUBJECTS:
        return tree.lemma[up] in _LINKS or tree.pos[up] in ("VERB", "AUX")
    if tree.dep[i] == "ccomp":
        return i < up and tree.text[i + 1] in (",", ";")
    return tree.dep[i] in ("parataxis", "acl")


def _has_no_aux(tree: Tree, i: int) -> bool:
    return not any(tree.dep[c] in ("aux", "auxpass") for c in tree.children[i])

"""Participles without an auxiliary that say what befell their subject: "Woman shot, boy wounded".

English drops the auxiliary in headlines ("Two soldiers captured") and in clauses that only say who is meant
("The child shot on Sunday has died"); the parse then takes the participle for a verb of the past, and who was
shot for who shot.
"""

from variorum.analyse.events.subjects import acts_with, nominal_words
from variorum.analyse.participants import Tree
from variorum.analyse.tags import SUBJECTS

_PAST = ("VBN", "VBD")
# Where a clause stands that is one in spite of the missing auxiliary.
_CLAUSES = frozenset({"ccomp", "nsubj", "csubj", "relcl", "parataxis", "advcl", "dep"})
_JOINED = 4  # verbs joined to one another of which the first is looked at
_DAYS = frozenset({"DATE", "TIME"})
_LINKS = frozenset({"be", "have", "die"})
_OF_OTHERS = frozenset({"kill", "injure", "wound"})  # never without an object, unless it is their subject


def is_bare(tree: Tree, i: int, *, is_done_by: bool) -> bool:
    """Say whether a verb without an object is a participle of its subject, which the words leave unsaid."""
    if tree.tag[i] not in _PAST or not _has_no_aux(tree, i):
        return False
    dep = tree.dep[i]
    if dep == "conj":
        return tree.tag[i] == "VBN" or _follows_bare(tree, i) or _is_left_so(tree, i)
    if acts_with(tree, i):
        return False
    if dep == "ROOT" or _is_behind_source(tree, i):
        return is_done_by or tree.tag[i] == "VBN" or _may_be_bare(tree, i)
    return dep in _CLAUSES and _has_own_subject(tree, i) and _may_be_bare(tree, i) and _is_no_clause(tree, i)


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
    goes_on = tree.lower[following] in nominal_words()["after_bare"] or tree.entity[following] in _DAYS
    return tree.lemma[i] in nominal_words()["befalling"] and (goes_on or following == i)


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
    return i < up and tree.text[i + 1] in (",", ";") if tree.dep[i] == "ccomp" else tree.dep[i] == "parataxis"


def _has_no_aux(tree: Tree, i: int) -> bool:
    return not any(tree.dep[c] in ("aux", "auxpass") for c in tree.children[i])

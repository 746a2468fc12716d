"""What a clause takes for given, whatever it says itself: "will be charged after the shooting"."""

from variorum.analyse.events.mention import Mention
from variorum.analyse.events.triggers import contexts
from variorum.analyse.participants import Tree

# The families of types whose happenings nobody sets a day for: "the shooting" has been, "the summit" may be.
_DEEDS = frozenset({"violence", "accident", "disaster", "capture"})
_CLIMB = 5  # steps to the preposition or conjunction that a happening stands behind
_PAST = frozenset({"VBD", "VBN"})
_UNREAL = ("aims", "averts", "pleads", "joins")  # kinds of words under which even a definite deed may not be


def is_given(tree: Tree, mention: Mention) -> bool:
    """Say whether the words take a deed for given under another word's doubt, plan or condition.

    What stands behind "after" ("will be charged after the shooting"), a definite one that something is of or
    about ("information on the fire", "tried to flee the fire"), one of which something is said ("whether the
    shooting was an accident") and what somebody is named by ("the person who shot him") has happened; a
    doubt of its own ("after he may have shot") stays.
    """
    i = mention.token
    if any(tree.tag[c] == "MD" for c in tree.children[i]):
        return False
    if mention.type.family not in _DEEDS:  # "tried to find an inmate who escaped"
        return tree.pos[i] == "VERB" and tree.dep[i] == "relcl" and _names_somebody(tree, i)
    if _stands_behind(tree, i):
        return True
    if not mention.is_noun:
        return _names_somebody(tree, i)
    if _is_told_of(tree, i) or _has_past(tree, i):
        return True
    return mention.is_definite and _is_dealt_with(tree, i)


def _stands_behind(tree: Tree, i: int) -> bool:
    after = contexts()["after"]
    here = i
    for up in tree.ancestors(i, _CLIMB):
        if tree.lower[up] in after and tree.dep[here] in ("pobj", "pcomp", "dobj"):
            return True
        if tree.pos[here] == "VERB":
            break
        here = up
    if tree.dep[here] not in ("advcl", "ccomp", "relcl") or tree.pos[here] not in ("VERB", "AUX"):
        return False
    below = tree.children[here]
    # "When he was shooting" is of the past, "when he shoots" may be of any day.
    is_past = tree.tag[here] == "VBD" or any(tree.tag[c] == "VBD" for c in below)
    marks = {tree.lower[c] for c in below if tree.dep[c] in ("mark", "advmod")}
    return is_past and bool(marks & contexts()["once"]) and not any(tree.tag[c] == "MD" for c in below)


def _names_somebody(tree: Tree, i: int) -> bool:
    """Say whether a past deed says only who or what is meant: "trying to find the man who shot her"."""
    if tree.dep[i] == "amod":
        return tree.tag[i] in ("VBG", "VBN", "JJ")  # "tried to help his dying friend"
    while tree.dep[i] == "conj" and tree.pos[tree.head[i]] == "VERB":
        i = tree.head[i]
    below = tree.children[i]
    was = any(tree.tag[c] == "VBD" for c in below if tree.dep[c] in ("aux", "auxpass"))
    is_past = tree.tag[i] == "VBD" or (tree.tag[i] == "VBN" and was)
    return tree.dep[i] == "relcl" and is_past and not any(tree.tag[c] == "MD" for c in below)


def _is_told_of(tree: Tree, i: int) -> bool:
    """Say whether a clause says what kind of deed it was: "the fire may have been arson".

    What "would be the third" has not been.
    """
    up = tree.head[i]
    below = tree.children[up]
    auxiliaries = {tree.lower[c] for c in below if tree.dep[c] == "aux"}
    is_ahead = "have" not in auxiliaries and any(tree.tag[c] == "MD" for c in below)
    is_said = any(tree.dep[c] in ("acomp", "attr") for c in below)
    return tree.dep[i] == "nsubj" and tree.lemma[up] == "be" and is_said and not is_ahead


def _has_past(tree: Tree, i: int) -> bool:
    """Say whether a clause on a noun says that it has been: "a shooting that occurred last month"."""
    return any(
        tree.dep[c] == "relcl"
        and (tree.tag[c] == "VBD" or any(tree.tag[d] in ("VBD", "VBP", "VBZ") for d in tree.children[c]))
        and tree.tag[c] in _PAST
        for c in tree.children[i]
    )


def _is_dealt_with(tree: Tree, i: int) -> bool:
    """Say whether a definite deed is what something else is of or done about, none that is only feared."""
    known, up = contexts(), tree.head[i]
    if tree.dep[i] == "dobj":
        return tree.lemma[up] in known["meets"]
    if tree.dep[i] != "pobj":
        return False
    over = tree.lemma[tree.head[up]]
    return tree.lower[up] in known["of"] and not any(over in known[kind] for kind in _UNREAL)

"""What a clause takes for given, whatever it says itself: "will be charged after the shooting"."""

from variorum.analyse.events.mention import Mention
from variorum.analyse.events.subjects import nominal_words
from variorum.analyse.events.triggers import contexts
from variorum.analyse.participants import Tree
from variorum.analyse.tags import FINITE_TAGS, SUBJECTS

# The families of types whose happenings nobody sets a day for: "the shooting" has been, "the summit" may be.
_DEEDS = frozenset({"violence", "accident", "disaster", "capture"})
_CLIMB = 5  # steps to the preposition or conjunction that a happening stands behind
_PAST = frozenset({"VBD", "VBN"})
_UNREAL = ("aims", "averts", "pleads", "joins")  # kinds of words under which even a definite deed may not be
_CRIMES = frozenset({"violence", "theft", "capture"})
_LIVED_THROUGH = frozenset({"violence", "accident", "disaster"})
_CHARGED = frozenset({"with", "for", "of", "on", "in", "over", "to"})  # between a charge and the crime
_WITHIN = frozenset({"from", "in", "during"})


def is_given(tree: Tree, mention: Mention) -> bool:
    """Say whether the words take a deed for given under another word's doubt, plan or condition.

    What stands behind "after" ("will be charged after the shooting"), a definite one that something is of or
    about ("information on the fire", "tried to flee the fire"), one of which something is said ("whether the
    shooting was an accident") and what somebody is named by ("the person who shot him") has happened; a
    doubt of its own ("after he may have shot") stays. So has the crime that a charge to come is for ("will be
    tried for the murder") and what somebody came through ("escaped an attack").
    """
    i = mention.token
    if any(tree.tag[c] == "MD" for c in tree.children[i]):
        return False
    if _is_charged(tree, mention) or _is_come_through(tree, mention):
        return True
    if mention.type.family not in _DEEDS:  # "tried to find an inmate who escaped"
        return tree.pos[i] in ("VERB", "ADJ") and tree.dep[i] != "amod" and _names_somebody(tree, i)
    if _stands_behind(tree, i):
        return True
    if not mention.is_noun:
        return _names_somebody(tree, i)
    if _is_told_of(tree, i) or _has_past(tree, i):
        return True
    if mention.is_definite and (_is_asked_about(tree, i) or _is_of_motive(tree, i)):
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
    while _is_of_clause(tree, i):
        i = tree.head[i]
    below = tree.children[i]
    was = any(tree.tag[c] == "VBD" for c in below if tree.dep[c] in ("aux", "auxpass"))
    is_past = tree.tag[i] == "VBD" or (tree.tag[i] == "VBN" and was)
    return tree.dep[i] == "relcl" and is_past and not any(tree.tag[c] == "MD" for c in below)


def _is_of_clause(tree: Tree, i: int) -> bool:
    """Say whether a verb belongs to what the one above it tells: "that left one dead and another injured"."""
    up = tree.head[i]
    if tree.pos[up] not in ("VERB", "AUX") or up == i:
        return False
    is_left = tree.dep[i] in ("ccomp", "oprd", "xcomp", "acomp") and tree.lemma[up] == "leave"
    return tree.dep[i] == "conj" or (
        is_left and not any(tree.tag[c] in ("MD", "TO") for c in tree.children[i])
    )


def _is_charged(tree: Tree, mention: Mention) -> bool:
    """Say whether a deed is the crime of a charge, trial or arrest to come, unless it is anybody's."""
    i = mention.token
    if mention.modality not in ("planned", "possible") or mention.type.family not in _CRIMES:
        return False
    while tree.dep[i] == "conj" and tree.head[i] != i:  # "charged with burglary and assault"
        i = tree.head[i]
    known, by = contexts(), tree.head[i]
    over = tree.head[by]
    if tree.dep[i] not in ("pobj", "pcomp") or tree.lower[by] not in _CHARGED:
        return False
    if not any(tree.lemma[w] in known["charging"] for w in (over, *tree.all_children(over, "dobj", "acomp"))):
        return False  # "will stand trial for", "may face charges of"
    verb = next((up for up in (over, *tree.ancestors(over, _CLIMB)) if tree.pos[up] == "VERB"), over)
    subjects = tree.all_children(verb, "nsubj", "nsubjpass")
    return not any(tree.lower[c] in known["whoever"] for c in subjects)


def _is_come_through(tree: Tree, mention: Mention) -> bool:
    """Say whether somebody came through it: "escaped an attack", "avoided injury in a crash".

    Who escapes arrest or death was not arrested and lives.
    """
    i = mention.token
    if not mention.is_noun or mention.type.family not in _LIVED_THROUGH or mention.type.is_outcome:
        return False
    up = tree.head[i]
    if tree.dep[i] == "pobj" and tree.lower[up] in _WITHIN:
        over = tree.head[up]
        verb = tree.head[over] if tree.dep[over] == "dobj" else over
        return tree.tag[verb] == "VBD" and tree.lemma[verb] in contexts()["escapes"]
    is_one = any(tree.dep[c] in ("det", "nummod", "poss") for c in tree.children[i])
    # "Dodged an attack" leaves it open whether there was one.
    return tree.dep[i] == "dobj" and is_one and tree.tag[up] == "VBD" and tree.lemma[up] == "escape"


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


def _is_asked_about(tree: Tree, i: int) -> bool:
    """Say whether a condition or open question is about a definite deed: "if the fire was linked to her".

    One of which it is open whether it will be done or be confirmed may not have been.
    """
    up = tree.head[i]
    if tree.dep[i] not in SUBJECTS or tree.lemma[up] in contexts()["comes_about"]:
        return False
    return tree.lemma[up] not in nominal_words()["does"] and any(
        tree.dep[c] == "mark" and tree.lower[c] in ("if", "whether") for c in tree.children[up]
    )


def _is_of_motive(tree: Tree, i: int) -> bool:
    """Say whether a question is of why a definite deed was done: "whether robbery was the motive for it"."""
    by = tree.head[i]
    is_behind = tree.dep[i] == "pobj" and tree.lower[by] in ("for", "of", "behind", "in")
    return is_behind and tree.lemma[tree.head[by]] in contexts()["facets"]


def _has_past(tree: Tree, i: int) -> bool:
    """Say whether a clause on a noun says that it has been: "a shooting that occurred last month"."""
    return any(
        tree.dep[c] == "relcl"
        and (tree.tag[c] == "VBD" or any(tree.tag[d] in FINITE_TAGS for d in tree.children[c]))
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

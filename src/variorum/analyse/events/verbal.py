"""Who did what a verb tells, and whom it befell: its subject and object, or the noun it stands by."""

import functools

from variorum.analyse.events.bare import is_aimed, is_bare
from variorum.analyse.events.subjects import (
    acts_with,
    behind,
    by_whom,
    doer_before,
    nominal_words,
    subjects_of,
)
from variorum.analyse.participants import Tree
from variorum.analyse.participants.ages import is_old_one
from variorum.data import load_yaml

Parts = tuple[list[int], list[int]]
_SAID_OF = frozenset({"xcomp", "oprd", "ccomp", "advcl"})


@functools.cache
def argument_words() -> dict[str, frozenset[str]]:
    """Read `events/arguments.yaml`: the words by which who did a thing and whom it befell are told apart."""
    return {name: frozenset(words) for name, words in load_yaml("events/arguments.yaml").items()}


def verb_parts(tree: Tree, i: int) -> Parts:
    """Return who does and who suffers what a verb tells, as heads of phrases."""
    objects = [o for o in tree.all_children(i, "dobj", "dative") if not _is_far(tree, i, o)]
    objects = objects or [c for c in tree.all_children(i, "acomp") if is_old_one(tree, c)]
    # "Killed his parents, then himself", read as a manner of killing.
    objects += [c for c in tree.all_children(i, "npadvmod") if objects and tree.lower[c].endswith("self")]
    if tree.tag[i] == "VBG" and (sides := behind(tree, i, ("between",))):
        return sides, []  # "Fighting between the army and rebels killed seven"
    subjects = subjects_of(tree, i)
    by = by_whom(tree, i)
    if tree.is_passive(i):
        aux = tree.child(i, "auxpass") or 0
        if aux > i and not subjects:  # "also injured in the crash were two women"
            subjects = tree.all_children(aux, "attr", "nsubj")
        return by, [aux - 1] if aux and passive_behind(tree, aux - 1) == i else subjects
    participle = _participle_parts(tree, i, subjects, objects)
    if participle is not None:
        return participle
    meant = None if objects else _meant_before(tree, i) or _left_so(tree, i)
    if meant is not None:
        return by, [meant]
    held = tree.lemma[i] in argument_words()["held"] and tree.tag[i] in ("VBD", "VBN")
    # "Two were killed and nine others injured", a headline: "Two soldiers captured".
    suffers = held or tree.lemma[i] in argument_words()["suffers"] or is_bare(tree, i, is_done_by=bool(by))
    if (not objects and suffers) or tree.lemma[i] == "flee":
        return by, subjects
    if suffers and tree.text[tree.first_below(objects[0]) - 1] == ":":
        return by, objects  # "three have drowned: two children and a man": nobody drowned them
    if (
        tree.dep[i] == "relcl"
        and not objects
        and subjects
        and not any(tree.lower[s] in ("who", "that", "which") for s in subjects)
    ):
        return subjects, [tree.head[i]]  # "the man police shot"
    return subjects, objects


def _participle_parts(tree: Tree, i: int, subjects: list[int], objects: list[int]) -> Parts | None:
    """Return the parts of a verb that the parse hangs on a noun, or on a verb; None for the rest."""
    by, dep = by_whom(tree, i), tree.dep[i]
    if dep == "acl" and is_aimed(tree, i) and not objects:
        return [tree.head[i]], []
    if dep == "acl" and not by and (doer := doer_before(tree, i, objects)) is not None:
        return [doer], objects
    if tree.tag[i] == "VBN" and dep in ("acl", "amod") and not acts_with(tree, i):
        return by, _described(tree, i)
    is_past = tree.tag[i] == "VBD" and dep == "xcomp"  # "ordered Pim Orlan freed": no finite verb
    has_done = any(tree.lemma[c] == "have" for c in tree.all_children(i, "aux"))  # "that they had fired"
    if (is_past or tree.tag[i] == "VBN") and dep in _SAID_OF and not objects and not has_done:
        up, left = tree.head[i], _left_so(tree, i)
        told = [] if left is None else [left]
        return by, told or tree.all_children(up, "dobj") or subjects or subjects_of(tree, up)
    return None


def passive_behind(tree: Tree, i: int) -> int | None:
    """Return the passive that a noun is the subject of, though the parse hangs it on what is told before.

    "Police shot two men and 30 people were hurt": the 30 were not shot.
    """
    after = i + 1
    if tree.dep[i] != "conj" or after >= tree.size or tree.dep[after] != "auxpass":
        return None
    verb = tree.head[after]
    is_own = verb > after and tree.dep[verb] == "conj" and tree.child(verb, "nsubj", "nsubjpass") is None
    return verb if is_own else None


def _left_so(tree: Tree, i: int) -> int | None:
    """Return who was left as a verb tells, whatever the parse hangs it on: "left two officers injured"."""
    is_left = i > 0 and tree.tag[i] in ("VBD", "VBN") and tree.dep[i - 1] == "dobj"
    return i - 1 if is_left and tree.lemma[tree.head[i - 1]] == "leave" and tree.head[i - 1] != i else None


def _described(tree: Tree, i: int) -> list[int]:
    """Return whom a participle says more of: the noun that it hangs on, or the subject of its own clause."""
    own, who = tree.child(i, "nsubj", "nsubjpass"), tree.head[i]
    if own is not None:  # "Osta police: girl shot by boy"
        return [own]
    is_before = who + 1 < min(i, tree.size)  # a participle in front may hang on the last word of all
    if is_before and tree.pos[who] == "VERB" and tree.text[who + 1] == ",":  # "student shot, killed in Osta"
        return subjects_of(tree, who)
    while tree.dep[who] == "compound":  # "sentenced trader Pim Orlan": the name is the whole phrase
        who = tree.head[who]
    return [who]


def _meant_before(tree: Tree, i: int) -> int | None:
    """Return the noun that a participle says more of, though the parse takes it for what somebody tells.

    "Pim Orlan reports on the two people shot in a car": they were shot, and not by him.
    """
    i = tree.head[i] if tree.dep[i] == "conj" and tree.child(i, "nsubj") is None else i
    who = i - 1
    if tree.dep[i] != "ccomp" or tree.tag[i] not in ("VBD", "VBN") or who < 0:
        return None
    if tree.lemma[i] not in nominal_words()["befalling"] or tree.child(i, "nsubj", "aux", "mark") is not None:
        return None
    is_under = tree.dep[who] == "pobj" and tree.head[tree.head[who]] == tree.head[i]
    return who if is_under and tree.tag[who] in ("NN", "NNS") else None


def _is_far(tree: Tree, i: int, o: int) -> bool:
    """Say whether an object is none: the end of a broken name ("shot in the Orle Farm complex")."""
    return (
        tree.tag[o] == "NN"
        and any(tree.dep[c] == "prep" and i < c < o and tree.head[o - 1] == o for c in tree.children[i])
        and not any(tree.dep[c] in ("det", "poss", "nummod", "amod") for c in tree.children[o])
    )

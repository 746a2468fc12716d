"""What violence was done with: "with a rifle", "a rocket attack", "pulled a gun and shot"."""

import functools
from collections.abc import Iterator

from variorum.analyse.participants import Tree
from variorum.data import load_words, load_yaml
from variorum.model.span import Span

_WITH = frozenset({"with", "using"})
_JOINED = frozenset({"conj", "advcl", "xcomp", "ccomp"})
_BELOW = _JOINED | {"relcl", "acl"}
_IN = frozenset({"in", "for", "during"})
_USED = frozenset({"use", "fire"})
_PUT_TO_USE = load_words("events/words.yaml", "put_to_use")
_ASIDE = frozenset({"acl", "relcl", "pcomp"})  # "talks of using"
_UP = 2  # verbs above the one that tells it


@functools.cache
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(value) for key, value in load_yaml("events/weapons.yaml").items()}


def find_weapon(tree: Tree, i: int) -> Span | None:
    """Return the words for what the happening told at a token was done with, None where none are near.

    Its own "with" goes before a weapon that stands before its noun, acts in its place or is used beside it.
    """
    words = _words()
    if (means := _with(tree, i, words)) is not None:
        return means
    for c in tree.children[i]:
        if tree.pos[i] in ("NOUN", "PROPN"):
            if tree.dep[c] in ("compound", "nmod") and c < i and _is_weapon(tree, c, words, sure=True):
                return _phrase(tree, c) if tree.lemma[i] in words["happenings"] else None
        elif tree.dep[c] in ("dobj", "nsubjpass") and tree.lemma[i] in words["used"]:
            if tree.pos[c] == "NOUN" and _is_weapon(tree, c, words, sure=True):
                return _phrase(tree, c)
        elif tree.dep[c] in ("nsubj", "nsubjpass") and tree.lemma[i] in words["goes"]:
            if _is_weapon(tree, c, words, sure=False):
                return _phrase(tree, c)
        elif (
            tree.lower[c] == "by" and (by := tree.child(c, "pobj")) and _is_weapon(tree, by, words, sure=True)
        ):
            return _phrase(tree, by)
    return _beside(tree, i, words) or _used_in(tree, i, words)


def used_weapon(tree: Tree, verb: int) -> Span | None:
    """Return the weapon that a verb says is used, where it says no more: "police used tear gas".

    What is used to do something ("used a drone to search") did that, and may be of no happening told.
    """
    if tree.lemma[verb] not in _PUT_TO_USE or tree.pos[verb] != "VERB" or tree.dep[verb] in _ASIDE:
        return None
    if any(tree.dep[c] in ("xcomp", "advcl") for c in tree.children[verb]):
        return None
    words, slot = _words(), "nsubjpass" if tree.is_passive(verb) else "dobj"
    what = tree.child(verb, slot)
    if what is None:
        return None
    is_sure = any(tree.lower[c] in words["sure"] for c in tree.children[what] if c < what)  # "tear gas"
    if not _is_weapon(tree, what, words, sure=is_sure):
        return None
    named = _phrase(tree, what)
    that = next(
        (c for c in tree.children[what] if tree.lower[c] == "that" and tree.start[c] == named.start), None
    )
    return named if that is None else Span(tree.start[that + 1], named.end)  # "denied that tear gas was used"


def is_use_alone(tree: Tree, verb: int) -> bool:
    """Say whether a clause says that something was used and no more."""
    more = any(tree.dep[c] in ("prep", "advcl", "xcomp", "conj", "npadvmod") for c in tree.children[verb])
    return tree.lemma[verb] in _PUT_TO_USE and not more


def _used_in(tree: Tree, i: int, words: dict[str, frozenset[str]]) -> Span | None:
    """Return the weapon told to be that of a happening: "the gun used in the shooting"."""
    up = tree.head[i]
    verb = tree.head[up]
    if tree.dep[i] != "pobj" or tree.lower[up] not in _IN or tree.lemma[verb] not in _USED:
        return None
    whose = [tree.head[verb]] if tree.dep[verb] in ("acl", "relcl") else tree.all_children(verb, "nsubjpass")
    return next((_phrase(tree, w) for w in whose if _is_weapon(tree, w, words, sure=True)), None)


def _with(tree: Tree, i: int, words: dict[str, frozenset[str]]) -> Span | None:
    """Return the weapon that stands behind a word's own "with" or "using"; "with impunity" is none."""
    for c in tree.children[i]:
        if tree.dep[c] in ("prep", "advcl") and tree.lower[c] in _WITH:
            what = tree.child(c, "pobj", "dobj")
            if what is not None and tree.pos[what] == "NOUN" and _is_weapon(tree, what, words, sure=True):
                return _phrase(tree, what)
    return None


def _beside(tree: Tree, i: int, words: dict[str, frozenset[str]]) -> Span | None:
    """Return the weapon that a verb of the same sentence uses: "armed with", "pulled a gun and shot"."""
    for verb in _verbs_near(tree, i):
        for c in tree.children[verb]:
            what = c if tree.dep[c] in ("dobj", "nsubjpass") and tree.lemma[verb] in words["used"] else None
            if tree.dep[c] == "nsubj" and tree.lemma[verb] in words["goes"]:
                what = c  # "the rifle fired, striking the child"
            if tree.lower[c] in _WITH and tree.lemma[verb] in words["armed"]:
                what = tree.child(c, "pobj", "dobj")
            if what is not None and _is_weapon(tree, what, words, sure=True):
                return _phrase(tree, what)
    return None


def _verbs_near(tree: Tree, i: int) -> Iterator[int]:
    """Yield the verbs joined to one, by "and" or in a clause, and those that describe its subject."""
    up, steps = i, 0
    while True:
        if up != i:
            yield up
        whose = tree.all_children(up, "nsubj", "nsubjpass")
        for c in (*tree.children[up], *(k for subject in whose for k in tree.children[subject])):
            if tree.dep[c] in _BELOW and c != i and tree.pos[c] == "VERB":
                yield c
        if tree.dep[up] not in _JOINED or steps == _UP:
            return
        up, steps = tree.head[up], steps + 1


def _is_weapon(tree: Tree, w: int, words: dict[str, frozenset[str]], *, sure: bool) -> bool:
    """Say whether a noun is a weapon; without words that make it `sure`, none that is often another thing."""
    lemma = tree.lemma[w].lower()
    if lemma not in words["weapons"] or (not sure and lemma in words["doubtful"]):
        return False
    on = tree.lower[w + 1 : w + 2] == ["on"] and tree.lemma[tree.head[w]] in ("get", "lay")
    return not on and not any(tree.lower[c] in words["never"] for c in tree.children[w])  # "got his hands on"


def _phrase(tree: Tree, what: int) -> Span:
    """Return a noun with what stands before it, and before that: "9-mm pistols"."""
    first = min([what, *(k for k in tree.children[what] if k < what)])
    return tree.span(min(first, tree.first_below(first)), what)

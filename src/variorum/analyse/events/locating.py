"""Which names of places put something there: behind "in" or "near", and not of a home, a ward or an owner."""

import bisect
import itertools

from variorum.analyse.events.sites import site_words
from variorum.analyse.events.triggers import contexts
from variorum.analyse.participants import Tree
from variorum.analyse.participants.figures import head_of
from variorum.analyse.participants.lexicon import people_words
from variorum.model.analysis import Toponym
from variorum.model.span import Span

_STEPS = 8
_NAMED = 6  # words of the name of a hospital, before a place's or behind it
_INNER = frozenset({"the", "of", "and", "&", "'s", "\u2019s"})
_WAY = 6  # words from "from" to "to"
_AGED = 5  # words in which an age stands behind a name


def is_locative(tree: Tree, span: Span) -> bool:
    """Say whether a name stands behind a word that puts something there, and owns or does nothing itself."""
    locatives = site_words()["locatives"]
    last = bisect.bisect_left(tree.start, span.end) - 1
    first = bisect.bisect_right(tree.start, span.start) - 1
    if first < 0:
        return False
    head = last
    while first <= tree.head[head] <= last and tree.head[head] != head:
        head = tree.head[head]
    if stands_for_people(tree, span):
        return False
    if tree.dep[head] in ("compound", "nmod", "amod") and tree.pos[tree.head[head]] in ("NOUN", "PROPN"):
        head = tree.head[head]  # "the Kursk region"
    if tree.dep[head] in ("pobj", "appos", "npadvmod", "conj"):
        for up in (tree.head[head], tree.head[tree.head[head]]):
            if tree.lower[up] in locatives:
                return True
    if tree.dep[head] == "dobj" and tree.lemma[tree.head[head]] in site_words()["strikes"]:
        return True  # "the earthquake that shook Lima"
    return first > 0 and tree.lower[first - 1] in locatives


def stands_for_people(tree: Tree, span: Span) -> bool:
    """Say whether a place owns or does something: "Kyiv's involvement" puts nothing in Kyiv."""
    last = bisect.bisect_left(tree.start, span.end) - 1
    owns = last + 1 < tree.size and tree.lower[last + 1] in ("'s", "’s")
    return owns or (last >= 0 and tree.dep[last] in ("poss", "nsubj"))


def puts_nothing(tree: Tree, toponym: Toponym) -> bool:
    """Say whether a place is told of somebody or something, and its sentence puts nothing there."""
    span = toponym.span
    return (
        _is_of_ward(tree, span)
        or _is_left(tree, span)
        or _is_way_to(tree, span)
        or _is_dwelt_in(tree, span)
        or _is_of_owner(tree, toponym)
    )


def _is_of_ward(tree: Tree, span: Span) -> bool:
    """Say whether a town is that of the hospital where the hurt were taken or died."""
    words = site_words()
    if _is_in_ward(tree, span):
        return True
    head = head_of(tree, span)
    for up in (head, *tree.ancestors(head, _STEPS)):
        if tree.pos[up] in ("NOUN", "PROPN") and (
            tree.lower[up] in words["wards"]
            or any(tree.lower[c] in words["wards"] for c in tree.children[up])
        ):
            prep = tree.head[up]
            verb = tree.head[prep]
            return tree.lower[prep] in ("to", "into") or tree.lemma[verb] in words["cared"]
        if tree.pos[up] in ("VERB", "AUX"):
            return False
    return False


def _is_in_ward(tree: Tree, span: Span) -> bool:
    """Say whether a name begins that of a hospital to which somebody came, or where somebody died.

    Parsers hang the words of "University of Lima Medical Center" on one another as they like.
    """
    words = site_words()
    first, last = tree.at.get(span.start), bisect.bisect_left(tree.start, span.end) - 1
    behind = range(last + 1, min(tree.size, last + 1 + _NAMED))
    named = itertools.takewhile(lambda i: tree.text[i][:1].isupper(), behind)
    if first is None or not any(tree.lower[i] in words["wards"] for i in named):
        return False
    before = range(first - 1, max(-1, first - 1 - _NAMED), -1)
    prep = next((i for i in before if not tree.text[i][:1].isupper() and tree.lower[i] not in _INNER), None)
    if prep is None or tree.pos[prep] != "ADP":
        return False
    verb = tree.head[prep]
    return tree.lower[prep] in ("to", "into") or tree.lemma[verb] in words["cared"]


def _is_of_owner(tree: Tree, toponym: Toponym) -> bool:
    """Say whether a place's name only says whose somebody or something is.

    "Two U.S. missionaries", "Illinois politics" and "the Cali cartel" are put nowhere, "an Ohio prison" is.
    """
    wide = toponym.place.precision
    words = site_words()
    first, last = tree.at.get(toponym.span.start), bisect.bisect_left(tree.start, toponym.span.end) - 1
    noun = tree.head[last]
    if tree.dep[last] not in ("compound", "nmod", "amod") or noun <= last or first is None:
        return False
    behind = (tree.lower[noun], tree.lemma[noun])
    if wide not in ("country", "region"):
        return any(w in words["bodies"] for w in behind)
    is_there = any(w in words["lands"] for w in behind) or (
        wide == "region" and any(w in words["houses"] and w not in words["abroad"] for w in behind)
    )
    return tree.pos[noun] in ("NOUN", "PROPN") and not is_there


def is_home(tree: Tree, span: Span) -> bool:
    """Say whether a place is where a person is from: "Ana Pell, 26, of Troy", "a nurse from Troy"."""
    prep = tree.head[head_of(tree, span)]
    if tree.lower[prep] not in ("of", "from"):
        return False
    # Parsers hang "from" on the verb: who stands before it, and before an age, the order of words tells.
    before = range(prep - 1, max(-1, prep - _AGED), -1)
    who = next((i for i in before if tree.pos[i] not in ("PUNCT", "NUM")), None)
    if who is None or tree.entity[who] == "PERSON":
        return who is not None
    is_set_off = tree.lower[prep] == "from" or tree.text[prep - 1] == ","  # "the girl, of Troy, was shot"
    return is_set_off and people_words().is_person(tree.lemma[who])


def _is_dwelt_in(tree: Tree, span: Span) -> bool:
    """Say whether a place is where somebody lives or holds an office: "born in Lima", "the mayor of Lima"."""
    prep = tree.head[head_of(tree, span)]
    up = tree.lemma[tree.head[prep]]
    if tree.lower[prep] == "of":
        return up in site_words()["offices"]
    if tree.lower[prep] == "from" and up in ("be", "'s"):
        return True  # "Pell, who's from Lima"
    return tree.dep[prep] == "prep" and tree.pos[tree.head[prep]] == "VERB" and up in site_words()["dwells"]


def is_of_word(tree: Tree, span: Span) -> bool:
    """Say whether a place is where something was said: "it was reported in Lima", "said in Lima"."""
    prep = tree.head[head_of(tree, span)]
    verb = tree.head[prep]
    return verb < prep and tree.dep[prep] == "prep" and tree.lemma[verb] in contexts()["saying"]


def _is_left(tree: Tree, span: Span) -> bool:
    """Say whether somebody had come from a place: "he had been extradited from Canada", "a bus from Lima"."""
    prep = tree.head[head_of(tree, span)]
    if tree.lower[prep] != "from":
        return False
    behind = bisect.bisect_left(tree.start, span.end)
    if behind + 1 < tree.size and tree.lower[behind] == "to" and tree.text[behind + 1][:1].isupper():
        return True  # "passengers from Lima to Cusco"
    words, verb = site_words(), tree.head[prep]
    verb = tree.head[verb] if tree.dep[verb] in ("prt", "advmod", "prep") else verb  # "drove up from Lima"
    return tree.lemma[verb] in words["leaves"] or tree.lemma[max(0, prep - 1)] in words["rides"]


def _is_way_to(tree: Tree, span: Span) -> bool:
    """Say whether somebody was on the way to a place: "to Cusco", "bound for Lima", "a bus to Lima"."""
    prep = _joined_to(tree, tree.head[_joined_to(tree, head_of(tree, span))])
    words, up = site_words(), tree.head[prep]
    if tree.lower[prep] == "for":
        return tree.lemma[up] in words["makes_for"] or tree.lower[up] in words["makes_for"]
    if tree.lower[prep] not in ("to", "toward", "towards"):
        return False
    if any(tree.lemma[up] in words[kind] for kind in ("leaves", "goes_to", "rides")):
        return True
    before = range(prep - 1, max(-1, prep - _WAY), -1)
    first = next((i for i in before if not tree.text[i][:1].isupper()), None)
    return first is not None and first < prep - 1 and tree.lower[first] == "from"


def _joined_to(tree: Tree, i: int) -> int:
    """Return the first of words joined by "and": "flew to Lima and to Cusco"."""
    for _ in range(_STEPS):
        if tree.dep[i] != "conj" or tree.head[i] == i:
            break
        i = tree.head[i]
    return i

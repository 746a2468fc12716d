"""Places within a town, as a report words them: a block, an address, an intersection, a club by its name."""

import bisect
import functools
from collections.abc import Sequence

from variorum.analyse.events.covering import Covering
from variorum.analyse.events.triggers import contexts
from variorum.analyse.participants import Tree
from variorum.analyse.participants.lexicon import people_words
from variorum.analyse.participants.phrases import head_of
from variorum.data import load_yaml
from variorum.model.analysis import Toponym
from variorum.model.span import Span
from variorum.model.value import Place

_LONGEST = 12  # words of a site's name
_STEPS = 8
_AGED = 5  # words in which an age stands behind a name


@functools.cache
def _words() -> dict[str, frozenset[str]]:
    return {key: frozenset(value) for key, value in load_yaml("events/sites.yaml").items()}


def find_sites(tree: Tree, toponyms: Sequence[Toponym]) -> list[tuple[int, Span]]:
    """Return the sites that a page names, each with the token that heads it, in text order.

    A noun of the kind with a name or a number of its own; the name of a town alone makes none ("a Lisbon
    nightclub").
    """
    words = _words()
    towns = Covering(t.span for t in toponyms if t.place.lat is not None)
    found: list[tuple[int, Span]] = []
    for i in range(tree.size):
        if tree.dep[i] != "pobj" or tree.lower[tree.head[i]] not in words["before"]:
            continue
        first, last = _edges(tree, _named(tree, i, words))
        inside = [tree.lower[j] for j in range(first, last + 1)]
        if last - first >= _LONGEST or not _is_site(inside, words) or _is_ward(inside, words):
            continue
        if any(_is_own(tree, j, words, towns) for j in range(first, last + 1)):
            found.append((i, tree.span(first, last)))
    return found


def _named(tree: Tree, i: int, words: dict[str, frozenset[str]]) -> int:
    """Return what a word that names no place is of: the club in "the parking lot of", "the shelling of"."""
    if tree.lower[i] in words["streets"] | words["houses"] | words["parts"] - words["loose"]:
        return i
    of = next((c for c in tree.children[i] if tree.dep[c] == "prep" and tree.lower[c] == "of"), None)
    what = tree.child(of, "pobj") if of is not None else None
    return i if what is None else what


def _edges(tree: Tree, i: int) -> tuple[int, int]:
    """Return the first and last token of a site's words: without articles, with "of" and what is joined."""
    left = [c for c in tree.children[i] if c < i and tree.dep[c] in ("compound", "nummod", "amod", "nmod")]
    first = min(
        [i, *left, *(k for c in left for k in tree.children[c] if tree.dep[k] in ("compound", "nummod"))]
    )
    last = i
    for c in tree.children[i]:
        if tree.dep[c] == "prep" and tree.lower[c] == "of" and (what := tree.child(c, "pobj")) is not None:
            last = max(last, what, *tree.conjuncts(what))
        elif tree.dep[c] in ("conj", "nummod") and i < c <= i + 4:
            last = max(last, c)
    return first, last


def _is_site(inside: Sequence[str], words: dict[str, frozenset[str]]) -> bool:
    named = words["streets"] | words["houses"]
    return (
        any(w in named for w in inside)
        or (inside[0] in words["parts"] and "and" in inside)
        or "block" in inside
    )


def _is_ward(inside: Sequence[str], words: dict[str, frozenset[str]]) -> bool:
    return any(w in words["wards"] for w in inside)


def _is_own(tree: Tree, j: int, words: dict[str, frozenset[str]], towns: Covering) -> bool:
    """Say whether a word is a name or number of the site's own, no noun of a kind and no town's name."""
    known = words["streets"] | words["houses"] | words["parts"]
    if tree.lower[j] in known or not (tree.pos[j] in ("PROPN", "NUM") or tree.text[j][:1].isdigit()):
        return False
    return not towns.covers(tree.word(j))


def puts_nothing(tree: Tree, toponym: Toponym) -> bool:
    """Say whether a place is told of somebody or something, and its sentence puts nothing there."""
    span = toponym.span
    return (
        _is_of_ward(tree, span)
        or _is_left(tree, span)
        or _is_dwelt_in(tree, span)
        or _is_of_owner(tree, toponym)
    )


def _is_of_ward(tree: Tree, span: Span) -> bool:
    """Say whether a town is that of the hospital where the hurt were taken or died."""
    words = _words()
    head = head_of(tree, span)
    for up in (head, *tree.ancestors(head, _STEPS)):
        below = (tree.lower[up], *(tree.lower[c] for c in tree.children[up]))
        if tree.pos[up] in ("NOUN", "PROPN") and any(w in words["wards"] for w in below):
            prep = tree.head[up]
            verb = tree.head[prep]
            return tree.lower[prep] in ("to", "into") or tree.lemma[verb] in words["cared"]
        if tree.pos[up] in ("VERB", "AUX"):
            return False
    return False


def _is_of_owner(tree: Tree, toponym: Toponym) -> bool:
    """Say whether a place's name only says whose somebody or something is.

    "Two U.S. missionaries", "Illinois politics" and "the Cali cartel" are put nowhere, "an Ohio prison" is.
    """
    wide = toponym.place.precision
    words = _words()
    first, last = tree.at.get(toponym.span.start), bisect.bisect_left(tree.start, toponym.span.end) - 1
    noun = tree.head[last]
    if tree.dep[last] not in ("compound", "nmod", "amod") or noun <= last or first is None:
        return False
    behind = (tree.lower[noun], tree.lemma[noun])
    if wide not in ("country", "region"):
        return any(w in words["bodies"] for w in behind)
    is_there = any(w in words["lands"] for w in behind) or (
        wide == "region" and any(w in words["houses"] - words["abroad"] for w in behind)
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
    return tree.lower[prep] == "from" and people_words().is_person(tree.lemma[who])


def _is_dwelt_in(tree: Tree, span: Span) -> bool:
    """Say whether a place is where somebody lives or holds an office: "born in Lima", "the mayor of Lima"."""
    prep = tree.head[head_of(tree, span)]
    up = tree.lemma[tree.head[prep]]
    if tree.lower[prep] == "of":
        return up in _words()["offices"]
    return tree.dep[prep] == "prep" and tree.pos[tree.head[prep]] == "VERB" and up in _words()["dwells"]


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
    return tree.lemma[tree.head[prep]] in _words()["leaves"] or tree.lemma[prep - 1] in _words()["rides"]


def place_of(words: str, town: Place | None) -> Place:
    """Return a site as a place within a town, as near as the town's coordinates tell; nowhere without a town.

    >>> place_of("Club Tellin", Place(name="Osk", lat=1.0, lon=2.0)).within
    ('Osk',)
    """
    if town is None:
        return Place(name=" ".join(words.split()))
    return Place(
        name=" ".join(words.split()),
        country=town.country,
        admin1=town.admin1,
        lat=town.lat,
        lon=town.lon,
        precision="point",
        within=(town.name, *town.within),
    )

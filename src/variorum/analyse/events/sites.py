"""Places within a town, as a report words them: a block, an address, an intersection, a club by its name."""

import functools
from collections.abc import Sequence

from variorum.analyse.events.covering import Covering
from variorum.analyse.events.echoes import is_call
from variorum.analyse.participants import Tree
from variorum.data import load_yaml
from variorum.model.analysis import Toponym
from variorum.model.span import Span
from variorum.model.value import Place

_LONGEST = 12  # words of a site's name
_TITLES = frozenset({"dr", "dr."})  # before a name a doctor's
_BLOCK = "block"


@functools.cache
def site_words() -> dict[str, frozenset[str]]:
    """Load the nouns of sites and the words that put something somewhere, or nothing; the lists are sets."""
    return {key: frozenset(value) for key, value in load_yaml("events/sites.yaml").items()}


def find_sites(tree: Tree, toponyms: Sequence[Toponym]) -> list[tuple[int, Span]]:
    """Return the sites that a page names, each with the token that heads it, in text order.

    A noun of the kind with a name or a number of its own; the name of a town alone makes none ("a Lisbon
    nightclub").
    """
    words = site_words()
    if _nouns().isdisjoint(tree.lower) and _BLOCK not in tree.lower:  # every site has one of these
        return []
    towns = Covering(t.span for t in toponyms if t.place.lat is not None)
    found: list[tuple[int, Span]] = []
    for i in range(tree.size):
        if tree.dep[i] != "pobj" or not _puts_there(tree, tree.head[i]):
            continue
        first, last = _edges(tree, _named(tree, i))
        inside = [tree.lower[j] for j in range(first, last + 1)]
        if last - first >= _LONGEST or not _is_site(inside, words) or _is_ward(inside, words):
            continue
        if any(w in _TITLES and tree.pos[first + n + 1] == "PROPN" for n, w in enumerate(inside[:-1])):
            continue  # "in Lisbon, Dr Ana Pol said": a doctor and no drive
        if any(_is_own(tree, j, towns) for j in range(first, last + 1)):
            found.append((i, tree.span(first, last)))
    return found


def _puts_there(tree: Tree, prep: int) -> bool:
    """Say whether a preposition puts something there; who is called "to" a place finds it there."""
    if tree.lower[prep] in site_words()["before"]:
        return True
    return tree.lower[prep] == "to" and is_call(tree, tree.head[prep])


@functools.cache
def _houses() -> frozenset[str]:
    """The nouns of streets and houses, each of which makes a site."""
    return site_words()["streets"] | site_words()["houses"]


@functools.cache
def _nouns() -> frozenset[str]:
    """The nouns of sites and of their parts."""
    return _houses() | site_words()["parts"]


@functools.cache
def _placed() -> frozenset[str]:
    """The nouns of sites that are looked for no further: what is of them is no site of its own."""
    return _houses() | (site_words()["parts"] - site_words()["loose"])


def _named(tree: Tree, i: int) -> int:
    """Return what a word that names no place is of: the club in "the parking lot of", "the shelling of"."""
    if tree.lower[i] in _placed():
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
    return _trimmed(tree, first, last)


def _trimmed(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """Leave off what describes a site or happened there: "the upscale Ash Way", "the Ash Way shooting"."""
    while (
        first < last
        and tree.pos[first] == "ADJ"
        and tree.text[first].isalpha()
        and tree.text[first].islower()
    ):
        first += 1
    while first < last and tree.lower[last] in site_words()["happened"] and tree.text[last].islower():
        last -= 1
    return first, last


def _is_site(inside: Sequence[str], words: dict[str, frozenset[str]]) -> bool:
    is_part = inside[0] in words["parts"] and "and" in inside
    return is_part or not _houses().isdisjoint(inside) or _BLOCK in inside


def _is_ward(inside: Sequence[str], words: dict[str, frozenset[str]]) -> bool:
    return not words["wards"].isdisjoint(inside)


def _is_own(tree: Tree, j: int, towns: Covering) -> bool:
    """Say whether a word is a name or number of the site's own, no noun of a kind and no town's name."""
    if tree.lower[j] in _nouns() or not (tree.pos[j] in ("PROPN", "NUM") or tree.text[j][:1].isdigit()):
        return False
    if tree.pos[j] == "NUM" and tree.text[j + 1 : j + 2] == ["-"] and tree.text[j].isalpha():
        return False  # "a three-story building"
    return not towns.covers(tree.word(j))


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

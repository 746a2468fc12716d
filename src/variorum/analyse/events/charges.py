"""What people are accused or found guilty of: "charged with two counts of murder", "admitted arson"."""

import functools
from collections import deque
from collections.abc import Iterator, Sequence
from typing import Any

from variorum.analyse.events.fates import Part
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.happening import Happening
from variorum.analyse.participants import Tree
from variorum.analyse.participants.lexicon import people_words
from variorum.data import load_yaml
from variorum.model.analysis import Filling
from variorum.model.span import Span
from variorum.model.value import Text

_FAMILIES = frozenset({"arrest", "trial"})
_BEFORE = frozenset({"compound", "amod", "nmod", "nummod", "punct", "npadvmod"})
_BELOW = frozenset({"pobj", "dobj", "acl", "xcomp", "pcomp", "prt", "aux"})
_NEVER = frozenset({"DATE", "TIME", "GPE", "MONEY"})
_LONGEST = 16  # words
_NEAR = 60  # accusations told last among which one is looked for


@functools.cache
def _words() -> dict[str, Any]:
    data = load_yaml("events/charges.yaml")
    sets = {k: frozenset(v) for k, v in data.items() if k != "behind"}
    return {**sets, "behind": {verb: frozenset(v) for verb, v in data["behind"].items()}}


def find_charges(teller: Teller, group: Happening, parts: Sequence[Part], first: int) -> Iterator[Filling]:
    """Claim what those whom an arrest or a trial befell are accused of, each accusation of whom it is of.

    `first` is the index of the first of `parts` among the page's participants.
    """
    if group.family not in _FAMILIES:
        return
    whose = {h: part.index for part in parts for h in part.heads}
    seen: deque[Span] = deque(maxlen=_NEAR)
    for mention in group.mentions:
        if mention.is_generic:
            continue
        of = {whose[h] for h in mention.patients if h in whose}
        for span in _charges(teller.tree, mention.token):
            if not any(one.covers(span) for one in seen):
                seen.append(span)
                value = Text(text=" ".join(span.of(teller.page.text).split()))
                one = first + min(of) if len(of) == 1 else None
                yield teller.fill("charge", value, span, mention, of=one, more=(mention.span,))


def _charges(tree: Tree, i: int) -> Iterator[Span]:
    """Yield the words for each accusation that a verb or noun tells."""
    words = _words()
    if tree.pos[i] in ("NOUN", "PROPN") and tree.lemma[i] in words["accusations"]:
        yield from _accusation(tree, i)
        return
    told = [i, *(c for c in tree.children[i] if tree.lower[c] in words["states"])]
    before = words["behind"].get(tree.lemma[i], frozenset())
    for up in told:
        last: Span | None = None
        for c in tree.children[up]:
            if tree.lower[c] in before and tree.dep[c] in ("prep", "aux"):
                for what in tree.all_children(c, "pobj", "pcomp"):
                    if last is not None and tree.lemma[what] in _words()["means"]:
                        continue  # "with assault with a deadly weapon", hung on the verb; see `_last`
                    for last in _named(tree, what):
                        yield _with_means(tree, up, last)


def _with_means(tree: Tree, verb: int, crime: Span) -> Span:
    """Take into a crime the weapon that the parse hung on the verb: "assault with a deadly weapon"."""
    for c in tree.children[verb]:
        what = tree.child(c, "pobj") if tree.lower[c] == "with" and tree.start[c] == crime.end + 1 else None
        if what is not None and tree.lemma[what] in _words()["means"]:
            return Span(crime.start, tree.end[what])
    return crime


def _named(tree: Tree, what: int) -> Iterator[Span]:
    """Yield the accusations that words name, where they do not only say that there are some."""
    if tree.lemma[what] in _words()["accusations"] and tree.lemma[what] != "count":
        yield from _accusation(tree, what)
        return
    beside = tree.all_children(what, "appos") if tree.lemma[what] == "count" else []
    for one in (*tree.conjuncts(what), *beside):
        if (crime := _crime(tree, one)) is not None:
            yield crime
        if tree.lemma[one] == "count":  # "two counts of murder, arson and theft"
            for further in _of(tree, one):
                yield from (c for w in tree.conjuncts(further)[1:] if (c := _crime(tree, w)) is not None)


def _accusation(tree: Tree, i: int) -> Iterator[Span]:
    """Yield what a charge is of: "charges of theft and fraud", "first-degree murder charges"."""
    of = _of(tree, i)
    for what in of:
        yield from _named(tree, what)
    before = [c for c in tree.children[i] if c < i and tree.dep[c] in ("compound", "nmod")]
    if (
        not of
        and before
        and tree.pos[before[-1]] == "NOUN"
        and tree.lemma[before[-1]] not in _words()["never"]
    ):
        run = [c for c in tree.children[i] if c < i and tree.dep[c] in _BEFORE and tree.dep[c] != "nummod"]
        first = min(tree.first_below(c) for c in run)
        yield tree.span(first, before[-1])


def _of(tree: Tree, i: int) -> list[int]:
    return [
        w for c in tree.children[i] if tree.lower[c] == "of" for w in tree.all_children(c, "pobj", "pcomp")
    ]


def _crime(tree: Tree, what: int) -> Span | None:
    """Return the words for one crime, None where they name none."""
    is_noun = tree.pos[what] in ("NOUN", "PROPN")
    if any(tree.lower[c] == "other" for c in tree.children[what]):  # "other offenses"
        return None
    if {tree.lemma[what], tree.lower[what]} & _words()["never"] or tree.entity[what] in _NEVER:
        return None
    if not is_noun and tree.tag[what] != "VBG":
        return None
    first = min([what, *(c for c in tree.children[what] if c < what and tree.dep[c] in _BEFORE)])
    first, last = tree.first_below(first), _last(tree, what)
    return tree.span(first, last) if last - first < _LONGEST else tree.span(first, what)


def _last(tree: Tree, i: int) -> int:
    """Return the last word that belongs to a crime: "possession of a handgun by a minor"."""
    last = i
    for c in tree.children[i]:
        is_prep = tree.dep[c] == "prep" and (tree.lower[c] in _words()["goes_on"] or _is_result(tree, i, c))
        goes_on = tree.dep[c] in _BELOW or is_prep or (tree.dep[c] == "conj" and _are_victims(tree, i, c))
        if c > i and goes_on and not any(_is_never(tree, k) for k in tree.children[c]):
            last = max(last, _last(tree, c))
    return last


def _is_result(tree: Tree, i: int, preposition: int) -> bool:
    """Say whether a crime goes on with what came of it: "neglect resulting in serious injury"."""
    return tree.lower[i] == "resulting" and tree.lower[preposition] == "in" and preposition == i + 1


def _is_never(tree: Tree, i: int) -> bool:
    """Say whether a word is of a day or a place, and of nobody so old ("his 10-year-old sister")."""
    return tree.entity[i] in _NEVER and not people_words().is_person(tree.lemma[i]) and tree.lower[i] != "old"


def _are_victims(tree: Tree, i: int, joined: int) -> bool:
    """Say whether both words are of people behind "of": "the murder of his mother and sister"."""
    words = people_words()
    both = all(words.is_person(tree.lemma[w]) or tree.entity[w] == "PERSON" for w in (i, joined))
    return tree.dep[i] == "pobj" and tree.lower[tree.head[i]] == "of" and both

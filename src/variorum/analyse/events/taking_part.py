"""Speakers who took part in what they speak of: a striker, a survivor, whoever won the vote.

Who only speaks of a happening is no part of it; these are, by what they are called or what they did.
"""

import functools
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from variorum.analyse.events.happening import Happening
from variorum.analyse.participants import Phrase, Tree
from variorum.data import load_yaml

_MOST = 12  # words of a phrase, and words under a verb, that are looked at
_DOES = frozenset({"VBD", "VBN", "VBG"})


class _Words(NamedTuple):
    """The words that say that a speaker took part, see data/events/listings.yaml."""

    taking_part: frozenset[str]
    joining: frozenset[str]
    being: frozenset[str]


@functools.cache
def _words() -> _Words:
    data = load_yaml("events/listings.yaml")
    return _Words(*(frozenset(data[key]) for key in _Words._fields))


def is_called_part(tree: Tree, phrase: Phrase) -> bool:
    """Say whether a speaker is called one who took part: "striker Ana Pol", "Ana Pol, a survivor"."""
    named = range(max(phrase.first, phrase.head - _MOST), phrase.head)
    beside = (*named, *(c for c in tree.children[phrase.head][:_MOST] if tree.dep[c] == "appos"))
    return any(tree.lemma[i].lower() in _words().taking_part for i in beside)


def joined_by(tree: Tree, heads: Iterable[int], told: Mapping[int, Happening]) -> Happening | None:
    """Return the happening that somebody won, led or joined: "Ana Pol won Saturday's vote"."""
    for head in heads:
        verb = tree.head[head]
        if tree.dep[head] != "nsubj" or tree.lemma[verb] not in _words().joining:
            continue
        under = tree.children[verb][:_MOST]
        things = [c for c in under if tree.dep[c] == "dobj"]
        things += [w for c in under if tree.dep[c] == "prep" for w in tree.children[c][:_MOST]]
        here = next((told[w] for w in things if w in told), None)
        if here is not None:
            return here
    return None


def is_told_doing(tree: Tree, head: int) -> bool:
    """Say whether a sentence tells what somebody did, and not what is their trade or home."""
    verb = tree.head[head]
    return tree.dep[head] == "nsubj" and tree.tag[verb] in _DOES and tree.lemma[verb] not in _words().being

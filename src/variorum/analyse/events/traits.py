"""What words say beside numbers and names: of which country people are, which of its kind a happening is.

"Two Filipino sailors" are Filipino; "the first confirmed case" is the first confirmed.
"""

from collections.abc import Iterator, Sequence

from variorum.analyse.events.fates import Part
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.happening import Happening
from variorum.analyse.participants import Cast, Phrase
from variorum.analyse.participants.lexicon import demonyms
from variorum.data import load_yaml
from variorum.model.analysis import Filling
from variorum.model.span import Span
from variorum.model.value import Text

_PARTS = frozenset({"central", "north", "south", "latin"})  # before "American" or "African": of which part
_LONGEST = 2  # words of one demonym ("South Korean")


def find_traits(
    teller: Teller, cast: Cast, group: Happening, parts: Sequence[Part], first: int
) -> list[Filling]:
    """Claim the nationality of those who take part, and the rank of the happening, where words give them."""
    return [*_nationalities(teller, cast, parts, first), *_ranks(teller, group)]


def _nationalities(teller: Teller, cast: Cast, parts: Sequence[Part], first: int) -> Iterator[Filling]:
    for part in parts:
        seen: set[str] = set()
        for head in sorted({h for e in part.entities for h in cast.entities[e].heads}):
            span = _demonym(teller, teller.phrases[head])
            if span is not None and (words := span.of(teller.page.text)).lower() not in seen:
                seen.add(words.lower())
                yield teller.fill("nationality", Text(text=words), span, of=first + part.index)


def _demonym(teller: Teller, phrase: Phrase) -> Span | None:
    """Return the word for a people in a phrase that speaks of persons: its head or what stands before it."""
    if not phrase.is_person or phrase.kind not in ("description", "number"):
        return None
    tree = teller.tree
    for i in range(phrase.first, phrase.head + 1):
        for last in range(min(i + _LONGEST - 1, phrase.head), i - 1, -1):
            if " ".join(tree.lower[i : last + 1]) in demonyms() and not _owns(teller, i, phrase):
                wide = i > phrase.first and tree.lower[i - 1] in _PARTS  # "Central American", no American
                return tree.span(i - wide, last)
    return None


def _owns(teller: Teller, i: int, phrase: Phrase) -> bool:
    """Say whether a word belongs to another noun inside the phrase ("a Russian prison guard")."""
    tree = teller.tree
    return i != phrase.head and tree.head[i] != phrase.head


def _ranks(teller: Teller, group: Happening) -> Iterator[Filling]:
    tree, known = teller.tree, load_yaml("events/traits.yaml")
    ranks = frozenset(known["ranks"])
    for mention in group.told:
        if not mention.is_noun or not mention.is_definite:
            continue
        nearest = range(mention.token - 1, max(-1, mention.token - 2 - int(known["reach"])), -1)
        for i in nearest:
            if tree.lower[i] in ranks and tree.head[i] == mention.token:
                span = tree.span(i, mention.token - 1)
                yield teller.fill("rank", Text(text=span.of(teller.page.text)), span, mention)
                break

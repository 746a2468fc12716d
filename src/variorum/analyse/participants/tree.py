"""The parse of one page as plain lists, walked cheaply by every reader of events."""

import functools
from collections.abc import Iterator
from typing import cast

from variorum.analyse.participants.mending import mend
from variorum.analyse.words import Words
from variorum.model.span import Span

_AUX = frozenset({"aux", "auxpass"})
_COMPARATIVES = frozenset({"JJR", "RBR"})
_WIDEST = 200
_HIGHEST = 32  # steps up the parse; higher than that it is noise
_KEPT = "variorum.tree"  # where a document keeps its tree


def tree_of(doc: Words) -> "Tree":
    """Return the plain parse of a page, read once however many readers ask for it."""
    tree = doc.kept.get(_KEPT)
    if tree is None:
        tree = doc.kept[_KEPT] = Tree(doc)
    return cast("Tree", tree)


class Tree:
    """Words, lemmas, tags, heads and children of a page, by token index.

    A word keeps its first `_WIDEST` children: the parse of prose has none with more, and readers that look at
    all children of the word above would take the square of the time for a sentence parsed flat.
    """

    def __init__(self, doc: Words) -> None:
        self.size = len(doc)
        self.text = doc.spelled("ORTH")
        self.lower = doc.spelled("LOWER")
        lemmas = zip(doc.spelled("LEMMA"), self.lower, strict=True)
        self.lemma = [lemma.lower() or word for lemma, word in lemmas]
        self.tag = doc.spelled("TAG")
        self.pos = doc.spelled("POS")
        self.dep = doc.spelled("DEP")
        self.head = doc.heads
        self.entity = doc.spelled("ENT_TYPE")
        self.start = doc.starts
        self.end = doc.ends
        mend(self)
        self.children: list[list[int]] = [[] for _ in self.head]
        children = self.children
        for i, up in enumerate(self.head):
            if up != i and len(children[up]) < _WIDEST:
                children[up].append(i)

    def child(self, i: int, *deps: str) -> int | None:
        """Return the first child of `i` in one of the relations `deps`."""
        return next((c for c in self.children[i] if self.dep[c] in deps), None)

    def all_children(self, i: int, *deps: str) -> list[int]:
        """Return the children of `i` in one of the relations `deps`, in text order."""
        return [c for c in self.children[i] if self.dep[c] in deps]

    def conjuncts(self, i: int) -> list[int]:
        """Return `i` and what is joined to it by "and" or "or" to its right, in text order."""
        found, queue = [i], [i]
        while queue and len(found) < 50:  # a longer list names nobody that a reader could follow
            joined = [c for c in self.children[queue.pop()] if self.dep[c] == "conj"]
            found += joined
            queue += joined
        return sorted(found)

    def ancestors(self, i: int, limit: int = 12) -> list[int]:
        """Return the heads above `i`, nearest first, at most `limit` of them."""
        path: list[int] = []
        while self.head[i] != i and len(path) < limit:
            i = self.head[i]
            path.append(i)
        return path

    def climb(self, i: int) -> Iterator[int]:
        """Yield the heads above `i`, nearest first, as far up as a reader may have to look."""
        for _ in range(_HIGHEST):
            if self.head[i] == i:
                return
            i = self.head[i]
            yield i

    def first_below(self, i: int) -> int:
        """Return the first word of all that hangs on `i`."""
        first, edge = i, -1
        for _ in range(_HIGHEST):
            edge = self.children[first][0] if self.children[first] else first
            if edge >= first:
                break
            first = edge
        return first

    def is_bound(self, i: int) -> bool:
        """Say whether "no" or "not" only bounds a number and negates nothing: "no more than 40 marched"."""
        is_no = self.lower[i] in ("no", "not") and self.lower[i + 2 : i + 3] == ["than"]
        return is_no and self.tag[i + 1] in _COMPARATIVES

    def is_passive(self, i: int) -> bool:
        """Say whether the verb `i` is passive, by its own auxiliary or that of the verb it is joined to."""
        for j in (i, *self.climb(i)):
            if any(self.dep[c] in ("auxpass", "nsubjpass") for c in self.children[j]):
                return True
            if self.tag[j] != "VBN" or self.dep[j] != "conj":
                return False
            if any(self.dep[c] in _AUX or self.dep[c] == "dobj" for c in self.children[j]):
                return False
        return False

    def span(self, first: int, last: int) -> Span:
        """Return the words from token `first` to token `last`, both included."""
        return Span(self.start[first], self.end[last])

    def word(self, i: int) -> Span:
        """Return the word of one token."""
        return Span(self.start[i], self.end[i])

    @functools.cached_property
    def vocabulary(self) -> frozenset[str]:
        """The words of the page in small letters, and their lemmas."""
        return frozenset(self.lower).union(self.lemma)

    @functools.cached_property
    def of_age(self) -> list[int]:
        """Where "old" and "aged" stand."""
        return [i for i, word in enumerate(self.lower) if word in ("old", "aged")]

    @functools.cached_property
    def at(self) -> dict[int, int]:
        """Token index by the offset at which the token starts."""
        return {s: i for i, s in enumerate(self.start)}

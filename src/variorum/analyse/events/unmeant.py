"""Triggers that are only words: attacks in words, titles of works, examples, calls in quotation marks."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from variorum.analyse.participants import Phrase, Tree
from variorum.data import load_words

_QUOTES = frozenset("'\"\u2018\u201c`") | {"``"}
_NEAR = 8  # words between "identities of" and "released"
_PLACED = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP", "PERSON"})
_ANYBODY = load_words("events/words.yaml", "nobody_meant")
_WHOLE = frozenset({"GPE", "ORG", "NORP"})
_BARE = frozenset({"det", "nummod", "poss", "quantmod"})


class Unmeant:
    """What on one page is worded like a happening and tells none; its sentences begin at `starts`."""

    def __init__(
        self, tree: Tree, known: Mapping[str, Any], phrases: Mapping[int, Phrase], starts: Sequence[int]
    ) -> None:
        self._tree, self._known, self._phrases = tree, known, phrases
        self._opening = frozenset(starts)
        ending = [i for i, word in enumerate(tree.lower) if word.endswith("ing")]
        self._titles = {(tree.lower[i], tree.lower[i + 1]) for i in ending if self._is_title(i)}
        self._is_hard = any(lemma in known["hurting"] for lemma in tree.lemma)

    def holds(self, i: int) -> bool:
        """Say whether the trigger at a token is one of these."""
        tree, lemma = self._tree, self._tree.lemma[i].lower()
        if self._is_in_title(i) or self._is_called_for(i) or self._is_example(i):
            return True
        if lemma in self._known["by_words"]:
            return self._is_in_words(i)
        if lemma in ("hurt", "harm"):  # "the deal could hurt the country"
            objects = [c for c in tree.children[i] if tree.dep[c] == "dobj"]
            if tree.pos[i] == "VERB" and self._is_no_harm(i, objects):
                return True
            return any(tree.entity[o] in _WHOLE or tree.lemma[o] in self._known["abstract"] for o in objects)
        if lemma == "election":  # "every day until the election"
            up = tree.head[i]
            return tree.dep[i] == "pobj" and tree.lower[up] in ("until", "till")
        return lemma == "release" and any(
            tree.lemma[j] in self._known["labels"] and tree.lower[j + 1] == "of"
            for j in range(max(0, i - _NEAR), i)
        )

    def _is_no_harm(self, i: int, objects: list[int]) -> bool:
        # "It can't hurt", "we are not hurting anybody".
        tree = self._tree
        below = {tree.lower[c] for c in tree.children[i]}
        is_idle = not objects and bool(below & {"can", "could", "ca", "would", "wo", "might"})
        is_turn = tree.tag[i] == "VBG" and any(tree.lower[o] in _ANYBODY for o in objects)
        is_denied = any(tree.dep[c] == "neg" for c in tree.children[i])
        return is_denied and (is_turn or (is_idle and not tree.is_passive(i)))

    def _is_title(self, i: int) -> bool:
        """Say whether a word in "-ing" and the next are capitalised as a title in prose: "Breaking Dawn"."""
        tree = self._tree
        is_name = tree.entity[i] in _PLACED and tree.tag[i] != "VBG"
        if is_name or tree.start[i] in self._opening:
            return False
        if not 0 < i < tree.size - 2:
            return False
        before, first, second, behind = (tree.text[j] for j in range(i - 1, i + 3))
        is_alone = not before[:1].isupper() and not behind[:1].isupper()
        return is_alone and first.istitle() and second.istitle()

    def _is_in_title(self, i: int) -> bool:
        words = self._tree.lower
        behind = next((w for w in words[i + 1 : i + 3] if w.isalpha()), "")
        before = words[i - 1] if i else ""
        return (words[i], behind) in self._titles or (before, words[i]) in self._titles

    def _is_called_for(self, i: int) -> bool:
        # "'Deport him'": what opens a quotation and has no subject is a call.
        tree = self._tree
        return (
            i > 0
            and tree.tag[i] in ("VB", "VBP")
            and tree.text[i - 1] in _QUOTES
            and not any(tree.dep[c].startswith(("nsubj", "aux")) for c in tree.children[i])
        )

    def _is_example(self, i: int) -> bool:
        # "challenges such as droughts": kinds of happening, none of them.
        tree, up = self._tree, self._tree.head[i]
        return (
            tree.tag[i] == "NNS"
            and tree.dep[i] == "pobj"
            and tree.lower[up] == "as"
            and up > 0
            and tree.lower[up - 1] == "such"
            and not any(tree.dep[c] in _BARE for c in tree.children[i])
        )

    def _is_in_words(self, i: int) -> bool:
        """Say whether what is attacked is attacked in words, where nothing near or on the page hurts."""
        tree, known = self._tree, self._known
        near = range(max(0, i - _NEAR), min(tree.size, i + _NEAR))
        if any(tree.lemma[j] in known["hard"] for j in near):
            return False
        found = list(self._attacked(i))
        if any(tree.lemma[o].lower() in known["criticised"] for o in found):
            return True
        is_noun = tree.pos[i] in ("NOUN", "PROPN")
        return is_noun and not self._is_hard and any(self._is_named_person(o) for o in found)

    def _is_named_person(self, i: int) -> bool:
        is_person = i in self._phrases and self._phrases[i].is_person
        return self._tree.pos[i] == "PROPN" and (is_person or self._tree.entity[i] == "PERSON")

    def _attacked(self, i: int) -> Iterator[int]:
        tree = self._tree
        for c in tree.children[i]:
            if tree.dep[c] in ("dobj", "nsubjpass"):
                yield from tree.conjuncts(c)
            elif tree.lower[c] in ("on", "against", "upon"):
                yield from (o for w in tree.children[c] if tree.dep[w] == "pobj" for o in tree.conjuncts(w))

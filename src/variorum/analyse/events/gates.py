"""What must stand about a trigger for it to tell: whom it acts on, who acts, what the report is of."""

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from variorum.analyse.events.flights import is_flight
from variorum.analyse.events.ontology import Trigger, load_ontology
from variorum.analyse.events.subjects import behind, meant, subjects_of
from variorum.analyse.participants import Phrase, Tree
from variorum.data import load_yaml

_NEAR = 12  # words
_JOINED = 3  # words to a verb that shares an object: "struck and fatally hurt"
_MODELS = {"organisation": ("ORG",), "place": ("GPE", "LOC", "FAC", "NORP")}
_DAYS = frozenset({"DATE", "TIME", "ORDINAL"})
_AIMED = frozenset({"at", "on", "into", "upon", "toward", "towards", "with"})
_ON = frozenset({"on", "in"})
_SELVES = frozenset({"himself", "herself", "themselves", "itself"})

Case = Mapping[str, Any]


@functools.cache
def gate_words() -> dict[str, Any]:
    """Load `events/gates.yaml`: its lists as sets, its gates by the words of the trigger."""
    data = load_yaml("events/gates.yaml")
    return {**data, "lists": {name: frozenset(words) for name, words in data["lists"].items()}}


class Gates:
    """The gates of one page, which is of some `topics`; `objects` finds what a verb acts on."""

    def __init__(
        self,
        tree: Tree,
        phrases: Mapping[int, Phrase],
        known: Mapping[str, Any],
        topics: frozenset[str],
        objects: Callable[[int], list[int]],
    ) -> None:
        self._tree, self._phrases, self._known = tree, phrases, known
        self._topics, self._objects = topics, objects
        self._gates: Mapping[str, Sequence[Case]] = gate_words()["gates"]

    def otherwise(self, i: int, trigger: Trigger) -> Trigger | None:
        """Return the trigger of another type that a word is where a case says so: "fired the coach"."""
        tree, words = self._tree, self._words(i, trigger)
        if words == "flee" and tree.pos[i] == "VERB":
            return None if is_flight(tree, i, self._known) else self._type("escape")
        for name, cases in gate_words()["instead"].get(words, {}).items():
            if any(self._holds(i, case) for case in cases):
                return self._type(name)
        return None

    def opens(self, i: int, trigger: Trigger) -> bool:
        """Say whether a trigger is used in the sense in which it tells: any of its cases, if it has some."""
        words = self._words(i, trigger)
        if trigger.type.is_mild and self._tree.dep[i] == "amod":  # "a stolen car"
            return False
        return words not in self._gates or any(self._holds(i, case) for case in self._gates[words])

    def _type(self, name: str) -> Trigger:
        return Trigger(load_ontology().types[name])

    def _words(self, i: int, trigger: Trigger) -> str:
        tree = self._tree
        lemma = tree.lower[i] if tree.pos[i] == "PROPN" else tree.lemma[i]
        return " ".join((lemma, *trigger.rest))

    def _holds(self, i: int, case: Case) -> bool:
        return all(self._fits(i, key, wanted) for key, wanted in case.items())

    def _fits(self, i: int, key: str, wanted: Any) -> bool:
        """Say whether one demand of a case is met."""
        if key.startswith("not_"):
            return not self._fits(i, key.removeprefix("not_"), wanted)
        if key == "report":
            return wanted in self._topics
        if key == "near":
            return self._is_near(i, self._list(wanted))
        if key == "as":
            given = self._tree.all_children(i, "oprd", "attr", "dobj", "appos")
            return any(self._tree.lemma[c] in self._list(wanted) for c in given)
        if key == "is":
            return self._is(i, wanted)
        if key == "behind":
            return any(self._are(behind(self._tree, i, (to,)), kinds) for to, kinds in wanted.items())
        if key == "under":
            return self._is_under(i, wanted)
        return self._are(self._beside(i, key), wanted)

    def _is_near(self, i: int, words: frozenset[str]) -> bool:
        tree, near = self._tree, range(max(0, i - _NEAR), min(self._tree.size, i + _NEAR))
        return any(tree.lemma[j] in words or tree.lower[j] in words for j in near if j != i)

    def _is_under(self, i: int, wanted: Mapping[str, Sequence[str]]) -> bool:
        tree, up = self._tree, self._tree.head[i]
        return tree.dep[i] == "pobj" and tree.lemma[tree.head[up]] in wanted.get(tree.lower[up], ())

    def _beside(self, i: int, key: str) -> list[int]:
        """Return what a demand is made of: what a trigger acts on, who acts, what stands beside it."""
        tree = self._tree
        if key == "object":
            return self._objects(i)
        if key == "object_has":  # "two more bodies", "bodies of water"
            held = ((*range(tree.first_below(o), o), *behind(tree, o, ("of",))) for o in self._objects(i))
            return [w for words in held for w in words]
        if key == "subject":  # "police carried out a raid"
            subjects = subjects_of(tree, tree.head[i] if tree.dep[i] == "dobj" else i)
            return [*subjects, *(meant(tree, s) for s in subjects)]  # "marchers who had gathered"
        if key == "modifier":
            return tree.all_children(i, "compound", "amod", "poss")
        return [*tree.all_children(i, "poss"), *behind(tree, i, ("of",))]

    def _is_under_way(self, i: int) -> bool:
        """Say whether a noun is of what goes on: "is under investigation", "the inquiry continues"."""
        tree, words, up = self._tree, gate_words()["under_way"], self._tree.head[i]
        if tree.dep[i] == "pobj" and tree.lower[up] == "under":
            return True
        told = tree.dep[i] in ("nsubj", "nsubjpass") and (
            tree.lemma[up] in words["verbs"]
            or any(tree.lower[c] in words["words"] for c in tree.children[up])
        )
        return told or any(tree.lower[c] in words["words"] for c in tree.children[i])

    def _is_idle(self, i: int) -> bool:
        """Say whether a verb acts on nobody, nor one joined to it: "struck and killed"."""
        tree = self._tree
        if tree.pos[i] != "VERB" or tree.is_passive(i) or tree.dep[i] == "acl":
            return False
        shared = [c for c in tree.all_children(i, "conj") if c <= i + _JOINED]
        return all(tree.child(v, "dobj", "prt") is None for v in (i, *shared))

    def _list(self, name: str) -> frozenset[str]:
        words: frozenset[str] = gate_words()["lists"].get(name) or self._known[name]
        return words

    def _are(self, found: Sequence[int], kinds: Sequence[str]) -> bool:
        wide = [j for w in found for j in (w, *behind(self._tree, w, ("of",)))]  # "a majority of voters"
        return any(self._is_kind(j, kind) for w in wide for j in self._tree.conjuncts(w) for kind in kinds)

    def _is_kind(self, j: int, kind: str) -> bool:
        tree = self._tree
        if kind == "person":
            return j in self._phrases and self._phrases[j].is_person
        if kind == "animal":
            return tree.lemma[j] in load_yaml("quantities/nouns.yaml")["animal"]
        if kind == "name":
            return tree.pos[j] == "PROPN"
        if kind in _MODELS:
            return tree.entity[j] in _MODELS[kind]
        words = self._list(kind)
        return tree.lemma[j].lower() in words or tree.lower[j] in words

    def _is(self, i: int, what: str) -> bool:
        """Say whether a noun is of something held, or how a verb stands."""
        tree = self._tree
        below = tree.children[i]
        if what == "held":
            return tree.tag[i] == "NN" and any(
                tree.dep[c] in ("det", "poss", "nummod") or tree.entity[c] in _DAYS for c in below
            )
        if what == "dismissing":
            near = range(max(0, i - _NEAR), min(tree.size, i + _NEAR))
            after = [w for c in below if tree.lower[c] in _AIMED for w in tree.children[c]]
            aimed = any(tree.entity[w] not in _DAYS for w in after)
            return not aimed and not any(tree.lemma[j] in self._known["shots"] for j in near)
        return {
            "bare": tree.child(i, "xcomp", "ccomp") is None,
            "alone": tree.child(i, "dobj") is None,
            "idle": self._is_idle(i),
            "unshared": not any(tree.dep[c] == "prt" for c in below),  # "won out with 22 percent"
            "under_way": self._is_under_way(i),
            "verb": tree.pos[i] == "VERB",
            "unlinked": not any(tree.dep[c] == "mark" and tree.lower[c] == "as" for c in below),
            "passive": tree.is_passive(i),
            "active": not tree.is_passive(i),
            "told": tree.dep[i] != "acl",
            "head": tree.dep[i] not in ("compound", "amod"),
            "hanged": tree.lower[i] == "hanged",
            "past": tree.tag[i] in ("VBD", "VBN", "VBZ"),
            "to": any(tree.lower[c] in _ON or tree.dep[c] == "xcomp" for c in below),
            "reflexive": any(tree.lower[c] in _SELVES for c in tree.all_children(i, "dobj")),
        }[what]

"""In what sense a trigger word is used: by its subject, object, compound, and by what a report is about."""

import bisect
from collections.abc import Iterable, Mapping, Sequence

from variorum.analyse.events.becoming import read_otherwise
from variorum.analyse.events.figures import all_of, is_figure
from variorum.analyse.events.fires import is_blaze
from variorum.analyse.events.flights import is_flight
from variorum.analyse.events.gates import Gates
from variorum.analyse.events.ontology import Trigger
from variorum.analyse.events.sense_words import senses
from variorum.analyse.events.subjects import meant
from variorum.analyse.events.topics import find_topics
from variorum.analyse.events.unmeant import Unmeant
from variorum.analyse.participants import Phrase, Tree
from variorum.data import load_yaml

_AROUND = 18  # words
_NEWS = 25
_AIMED = frozenset({"at", "on", "upon", "into", "toward", "through", "towards"})


class Senses:
    """The triggers of one page, each taken at its word, as another type, or not at all.

    The sentences of the page begin at `starts`.
    """

    def __init__(self, tree: Tree, phrases: Mapping[int, Phrase], starts: Sequence[int]) -> None:
        self.tree, self.phrases, self.starts = tree, phrases, starts
        self.known = senses()
        topics = find_topics(tree)
        self.is_unlike_news, self.is_contest = "unlike news" in topics, "contest" in topics
        self._licensed: set[str] = set()
        self._unmeant = Unmeant(tree, self.known, phrases, starts)
        self._gates = Gates(tree, phrases, self.known, topics, self._objects)

    def read(self, i: int, trigger: Trigger) -> Trigger | None:
        """Return what the trigger at a token tells: the same, another type's, None where it tells nothing."""
        turned = self._gates.otherwise(i, trigger)
        if turned is None and not self._gates.opens(i, trigger):
            return None
        trigger = turned or trigger
        if trigger.type.is_mild:
            return trigger if self._is_news_told(i) else None
        if self.is_unlike_news and not self._is_news_still(i, trigger):
            return None
        if self._is_named_otherwise(i) or self._unmeant.holds(i):
            return None
        other = read_otherwise(self.tree, self.known, i, trigger)
        if other is not None:
            return other
        is_noun = self.tree.pos[i] in ("NOUN", "PROPN")
        if not (self._is_noun_meant(i, trigger) if is_noun else self._is_verb_meant(i, trigger)):
            return None
        return trigger if self._is_sure(i, is_noun) else None

    def _is_news_told(self, i: int) -> bool:
        """Say whether a trigger of mild news is no part of another name and no mere example."""
        if self._is_named_otherwise(i) or self._unmeant.holds(i):
            return False
        following = self.tree.lemma[i + 1] if i + 1 < self.tree.size else ""
        return following not in self.known["compounds"].get(self._lemma(i), ())

    def _is_named_otherwise(self, i: int) -> bool:
        """Say whether the word before makes a trigger another thing's name ("cock fighting")."""
        before = self.known["before"].get(self._lemma(i), ())
        return i > 0 and self.tree.pos[i - 1] == "NOUN" and self.tree.lower[i - 1] in before

    def _is_news_still(self, i: int, trigger: Trigger) -> bool:
        """Say whether a trigger in a report of sport, fiction or a life tells a happening all the same."""
        if trigger.is_weak:
            return False
        if trigger.type.family not in ("violence", "protest", "accident"):
            return True
        near = range(max(0, i - _NEWS), min(self.tree.size, i + _NEWS))
        cues = self.known["hard"]
        return sum(self.tree.lemma[j] in cues for j in near if j != i) >= 2

    def _is_sure(self, i: int, is_noun: bool) -> bool:
        """Ask for hard words near a doubted trigger: always of some, of others in a report on a contest."""
        lemma = self._lemma(i)
        doubted = self.is_contest and lemma in self.known["doubted"]
        if not doubted and lemma not in self.known["needs_hard"]["nouns" if is_noun else "verbs"]:
            return True
        if is_noun and lemma in self._licensed and self._is_definite(i):
            return True
        first, last = max(0, i - _AROUND), min(self.tree.size, i + _AROUND + 1)
        here = self._sentence(i)
        hard = self.known["armed_hard" if lemma in self.known["not_by_law"] else "hard"]
        sure = any(
            self.tree.lemma[j] in hard or self.tree.lower[j] in hard
            for j in range(first, last)
            if j != i and (not self.is_contest or self._sentence(j) == here)
        )
        if sure:
            self._licensed.add(lemma)
        return sure

    def _sentence(self, i: int) -> int:
        return bisect.bisect_right(self.starts, self.tree.start[i])

    def _is_definite(self, i: int) -> bool:
        return any(
            self.tree.lower[c] in ("the", "this", "that", "those", "these") for c in self.tree.children[i]
        )

    def _lemma(self, i: int) -> str:
        lemma = self.tree.lemma[i]
        return self.tree.lower[i] if self.tree.pos[i] == "PROPN" else lemma

    def _is_noun_meant(self, i: int, trigger: Trigger) -> bool:
        tree, known, lemma = self.tree, self.known, self._lemma(i)
        following = tree.lemma[i + 1] if i + 1 < tree.size else ""
        compounds = known["compounds"].get(lemma, ())
        if following in compounds or (i + 1 < tree.size and tree.lower[i + 1] in compounds):
            return False
        if tree.dep[i] == "dobj" and tree.lemma[tree.head[i]] in known["not_object_of"].get(lemma, ()):
            return False
        before = known["before"].get(lemma, ())
        if any(tree.lower[c] in before or tree.lemma[c] in before for c in tree.children[i] if c < i):
            return False
        if is_figure(tree, known, i, lemma):
            return False
        if lemma == "release" and self._has_captive(i):
            return True
        is_armed = trigger.type.name == "attack"  # "an air strike" needs no union near
        is_open = trigger.is_weak or (lemma in known["needs_near"] and not is_armed)
        return not is_open or self._is_weak_noun_meant(i, lemma)

    def _has_captive(self, i: int) -> bool:
        tree = self.tree
        owners = [c for c in tree.children[i] if tree.dep[c] in ("poss", "compound")]
        return any(
            (
                o in self.phrases
                and self.phrases[o].is_person
                and tree.lower[o] not in ("its", "our", "your", "my")
            )
            or tree.lemma[o] in self.known["captives"]
            for o in (*owners, *all_of(self.tree, i))
        )

    def _is_weak_noun_meant(self, i: int, lemma: str) -> bool:
        tree, known = self.tree, self.known
        if lemma not in known["needs_near"]:
            return True
        modifiers = [tree.lemma[c] for c in tree.children[i]]
        if lemma == "strike" and any(m in known["armed"] for m in modifiers):
            return False
        if lemma == "strike" and any(m in known["called"] for m in modifiers):
            return True
        if lemma == "charge" and (
            any(m in known["bombs"] for m in modifiers)
            or tree.lemma[tree.head[i]] in ("explode", "detonate", "go")
        ):
            return False
        if lemma == "fire" and (burns := is_blaze(tree, i, known)) is not None:
            return burns
        if lemma == "fight" and tree.lemma[tree.head[i]] not in known["breaks_out"]:
            return False
        within, words = known["needs_near"][lemma]
        return any(
            tree.lower[j] in words or tree.lemma[j] in words
            for j in range(max(0, i - within), min(tree.size, i + within))
            if j != i
        )

    def _is_verb_meant(self, i: int, trigger: Trigger) -> bool:
        tree, known, lemma = self.tree, self.known, self.tree.lemma[i]
        if lemma == "shoot" and self._downs_missiles(i):
            return False
        if trigger.rest:
            return not self._is_left(i, trigger.rest) and (lemma != "search" or self._is_sought(i))
        objects = self._objects(i)
        subjects = [c for c in tree.children[i] if tree.dep[c] in ("nsubj", "nsubjpass")]
        subjects += [meant(tree, c) for c in subjects if meant(tree, c) != c]  # "a hotel that collapsed"
        if lemma in known["needs_object"]:
            return self._has_wanted_object(i, lemma, [tree.lemma[o] for o in objects], subjects)
        if lemma in known["needs_context"]:
            wanted = known["needs_context"][lemma]
            if lemma == "charge" and self._is_accused(i, objects):
                return True
            return any(tree.lemma[j] in wanted for j in range(i + 1, min(tree.size, i + _NEWS)))
        if not self._has_right_parts(i, trigger, subjects, objects):
            return False
        return not trigger.is_weak or self._is_weak_verb_meant(i, lemma, subjects, objects)

    def _is_accused(self, i: int, objects: list[int]) -> bool:
        """Say whether people are charged with a deed ("with child neglect"), not with a task."""
        deeds = [
            w for c in self.tree.children[i] if self.tree.lower[c] == "with" for w in self.tree.children[c]
        ]
        told = [w for w in deeds if self.tree.lemma[w] not in self.known["tasks"]]
        is_by_law = self.tree.is_passive(i) or self._is_done_by(i, frozenset({"accusers"}))
        return is_by_law and bool(told) and self._has_people(objects)

    def _is_left(self, i: int, rest: tuple[str, ...]) -> bool:
        """Say whether who "walks out" only leaves a place: "walked out of the shaft alive"."""
        tree = self.tree
        of = next((j for j in range(i + 1, min(i + 4, tree.size)) if tree.lower[j] == "of"), None)
        place = tree.child(of, "pobj") if of is not None and rest == ("out",) else None
        return place is not None and tree.lemma[place] not in self.known["worked"]

    def _has_right_parts(self, i: int, trigger: Trigger, subjects: list[int], objects: list[int]) -> bool:
        """Say whether nothing in the kinds of subject and object speaks against a verb's plain meaning."""
        tree, known, lemma = self.tree, self.known, self.tree.lemma[i]
        if lemma in known["needs_no_object"] and self._has_object(i):
            is_driven = any(tree.lemma[o] in known["vehicles"] for o in objects)
            return is_driven and trigger.type.family == "accident"  # "slammed his car into a tree"
        if lemma in ("elect", "re-elect") and self._is_choice(i):
            return False
        kinds = known["needs_kind"].get(lemma)
        if kinds and not (self._has_kind(objects, kinds, i) if objects else not trigger.is_weak):
            return False
        if lemma in known["needs_doer"] and not self._is_done_by(i, known["needs_doer"][lemma]):
            return False
        if lemma in known["needs_subject"] and not objects:
            fit = [known[kind] for kind in known["needs_subject"][lemma]]
            if not any(tree.lemma[s] in words for s in subjects for words in fit):
                return False
        falls = trigger.is_weak or trigger.type.name in ("accident", "disaster", "explosion")
        if falls and any(tree.lemma[s] in known["sound"] for s in subjects):
            return False
        idle = known["never_ground" if self._is_armed(i, subjects) else "abstract"]
        return self._has_people(objects) or not any(tree.lemma[o] in idle for o in objects)

    def _is_choice(self, i: int) -> bool:
        """Say whether nobody is elected: "elected officials", "elected to stop", "Committee to Elect"."""
        tree = self.tree
        does = tree.all_children(i, "xcomp", "ccomp", "advcl")
        chooses = tree.child(i, "dobj", "nsubjpass") is None and any(tree.child(c, "aux") for c in does)
        is_name = tree.dep[i] in ("acl", "relcl") and tree.pos[tree.head[i]] == "PROPN"
        return chooses or tree.dep[i] == "amod" or (is_name and tree.tag[i] == "VB")

    def _is_armed(self, i: int, subjects: Iterable[int]) -> bool:
        """Say whether a verb tells of arms, or who does it bears them: they hit no market of shares."""
        known, lemma = self.known, self.tree.lemma
        return lemma[i] in known["by_arms"] or any(lemma[s] in known["armed"] for s in subjects)

    def _is_done_by(self, i: int, kinds: frozenset[str]) -> bool:
        """Say whether the one who does it, or what it is done by, is of some kinds."""
        tree = self.tree
        doers = [c for c in tree.children[i] if tree.dep[c] == "nsubj"]
        doers += [w for c in tree.children[i] if tree.lower[c] == "by" for w in tree.children[c]]
        return any(tree.lemma[d] in self.known[kind] for d in doers for kind in kinds)

    def _objects(self, i: int) -> list[int]:
        """Return what a verb acts on: objects, passive subjects, the noun that a participle stands by."""
        tree = self.tree
        objects = [c for c in tree.children[i] if tree.dep[c] in ("dobj", "nsubjpass")]
        if not objects and tree.tag[i] == "VBN" and tree.dep[i] in ("acl", "amod", "relcl"):
            objects = [tree.head[i]]
        if (
            not objects
            and tree.dep[i] == "relcl"
            and any(
                tree.dep[c] == "nsubj" and tree.lower[c] not in ("who", "that", "which")
                for c in tree.children[i]
            )
        ):
            objects = [tree.head[i]]
        if not objects and tree.dep[i] == "conj" and tree.tag[i] == "VBN":
            objects = [c for c in tree.children[tree.head[i]] if tree.dep[c] == "nsubjpass"]
        return [meant(tree, o) for o in objects]

    def _has_object(self, i: int) -> bool:
        tree = self.tree
        return any(tree.dep[c] in ("dobj", "nsubjpass", "ccomp") for c in tree.children[i])

    def _has_people(self, heads: Iterable[int]) -> bool:
        """Say whether any of some words, or what it is a number of ("scores of people"), is of people."""
        wider = [
            w
            for h in heads
            if self.tree.lemma[h] not in self.known["abstract"]
            for w in (h, *all_of(self.tree, h))
        ]
        return any(h in self.phrases and self.phrases[h].is_person for h in wider)

    def _has_kind(self, objects: list[int], kinds: frozenset[str], i: int) -> bool:
        tree = self.tree
        if any(tree.lemma[c] in ("tape", "camera", "video", "film", "footage") for c in self._under(i)):
            return False
        if "person" in kinds and self._has_people(objects):
            return True
        if "name" in kinds and any(tree.pos[o] == "PROPN" for o in objects):
            return True
        return any(
            tree.lemma[o] in (self.known["hard"] if kind == "force" else self.known[kind])
            for o in objects
            for kind in kinds
            if kind not in ("person", "name")
        )

    def _under(self, i: int) -> list[int]:
        tree = self.tree
        return [w for c in tree.children[i] if tree.dep[c] == "prep" for w in tree.children[c]]

    def _has_wanted_object(self, i: int, lemma: str, heads: list[str], subjects: list[int]) -> bool:
        tree, wanted = self.tree, self.known["needs_object"][lemma]
        if any(h in wanted for h in heads):
            return True
        names = [tree.lemma[s] for s in subjects]
        if lemma == "flood":
            return any(n in self.known["waters"] for n in names)
        if lemma == "sink":
            return not heads and any(n in self.known["vessels"] for n in names)
        if lemma != "fire" or heads:
            return False
        aimed = any(tree.lower[c] in _AIMED for c in tree.children[i])
        return aimed or any(n in wanted or n in ("he", "she") for n in names)

    def _is_weak_verb_meant(self, i: int, lemma: str, subjects: list[int], objects: list[int]) -> bool:
        tree, known = self.tree, self.known
        below = {tree.lower[c] for c in tree.children[i]}
        if (
            (lemma == "release" and self._is_sent_home(i))
            or (lemma == "treat" and below & {"as", "like", "with"})
            or (lemma in ("fight", "battle") and any(tree.dep[c] == "xcomp" for c in tree.children[i]))
            or (lemma == "march" and "under" in below)
            or (lemma == "flee" and not is_flight(tree, i, known))
            or (lemma == "burn" and (not objects or tree.dep[i] == "amod"))
        ):
            return False
        armed = any(tree.lemma[s] in known["missiles"] for s in subjects)
        if lemma == "blast":
            spoken = any(tree.lemma[o] in known["criticised"] for o in objects)
            return armed or not (spoken or self._has_people(objects))
        if lemma == "hold":
            return self._is_held(i, objects)
        if lemma in ("strike", "hit"):
            harms = load_yaml("events/fates.yaml")
            near = {tree.lemma[j] for j in range(i + 1, min(tree.size, i + 9))}
            wounding = near & ({*harms["hit"]["with"]} | {*harms["body"]})
            doers = [s for s in subjects if tree.dep[s] == "nsubj"] if subjects else [i]
            done = bool(objects) and any(self._is_force(d) for d in doers)
            targets = known["targets"] | known["structures"] | known["ground"]
            is_hit = any(tree.lemma[o] in targets for o in objects)
            done = done or (is_hit and any(tree.entity[d] == "GPE" for d in doers))
            return armed or done or (self._has_people(objects) and bool(wounding))
        return lemma not in ("beat",) or self._has_people(objects)

    def _downs_missiles(self, i: int) -> bool:
        """Say whether what flies to do harm is shot down: nobody is shot then."""
        tree = self.tree
        downed = any(tree.lower[c] == "down" for c in tree.children[i])
        return downed and any(tree.lemma[o] in self.known["missiles"] for o in self._objects(i))

    def _is_force(self, i: int) -> bool:
        """Say whether a word is of soldiers or their planes, or of what these say that they did not do."""
        tree, known = self.tree, self.known
        if tree.lower[i] in ("it", "its", "they") or tree.tag[i] == "VBG":  # "denied that it had struck"
            verb = tree.head[i] if tree.tag[i] != "VBG" else i
            speaker = tree.child(tree.head[verb], "nsubj")
            return tree.lemma[tree.head[verb]] == "deny" and speaker is not None and self._is_force(speaker)
        if tree.lemma[i] == "force":
            return tree.tag[i] == "NNS" or any(tree.lemma[c] in known["forces"] for c in tree.children[i])
        owner = tree.child(i, "poss")
        return tree.lemma[i] in known["under_arms"] or (
            tree.lemma[i] in known["war_planes"]
            and (owner is None or tree.lower[owner] not in ("its", "their") or self._is_force(owner))
        )

    def _is_sought(self, i: int) -> bool:
        """Say whether people are searched for, or their traces."""
        sought = [w for w in self._under(i) if self.tree.dep[w] == "pobj"]
        wanted = self.known["needs_object"]["search"]
        return self._has_people(sought) or any(self.tree.lemma[w] in wanted for w in sought)

    def _is_held(self, i: int, objects: list[int]) -> bool:
        """Say whether people are held against their will: as captives, in a camp, against a ransom."""
        tree = self.tree
        near = range(max(0, i - _AROUND), min(tree.size, i + _AROUND + 1))
        beside = self._under(i)
        return self._has_people(objects) and (
            any(tree.lemma[o] in ("hostage", "captive", "pow") for o in objects)
            or any(
                tree.lemma[w] in ("hostage", "captive", "prisoner", "captivity", "camp", "ransom")
                for w in beside
            )
            or any(tree.lemma[j] in ("kidnap", "hostage", "abduct", "kidnapper", "captor") for j in near)
        )

    def _is_sent_home(self, i: int) -> bool:
        """Say whether a hospital lets go ("treated and released") or a duty ("from having to")."""
        tree, under = self.tree, self._under(i)
        beside = [*under, *tree.children[i], tree.head[i], *(c for w in under for c in tree.children[w])]
        is_brought = tree.dep[i] == "conj" and tree.lemma[tree.head[i]] in self.known["brought"]
        if is_brought and not self.known["let_off"] & {tree.lemma[w] for w in (*tree.children[i], *under)}:
            beside += self._under(tree.head[i])  # "both were taken to hospital and released"
        is_from = any(tree.child(c, "pcomp") is not None for c in tree.children[i] if tree.lower[c] == "from")
        return is_from or any(tree.lemma[w] in self.known["cured"] for w in beside)

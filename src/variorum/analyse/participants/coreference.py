"""Which noun phrases of one report speak of the same person or group: names, descriptions, pronouns.

One pass in text order over the people of a page; each phrase looks back over a bounded window, so the cost
grows with the length of the report alone.
"""

from collections.abc import Sequence

from variorum.analyse.participants.befalling import fate_of, how_fitting, tellers_of
from variorum.analyse.participants.entities import Cast, Entity, may_be_named
from variorum.analyse.participants.lexicon import people_words, peoples
from variorum.analyse.participants.phrases import Phrase, Phrases
from variorum.analyse.participants.tree import Tree
from variorum.analyse.tags import SUBJECTS
from variorum.data import load_yaml
from variorum.model.span import Span

_WINDOW = 3  # sentences that a pronoun looks back over
_FAR = 40  # phrases that a description looks back over
_STEPS = 3  # verbs joined to one another whose subject is looked for
_RANKS = frozenset({"first", "second", "third", "fourth", "fifth"})
_FURTHEST = 200  # and a pronoun, in sentences without an end
_FIRST_SECOND = frozenset({"i", "me", "my", "we", "us", "our", "you", "your", "mine", "ours", "myself"})
_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "dative")
_NAMING = frozenset({"identify", "name", "know", "describe", "recognize"})


def find_cast(tree: Tree, phrases: Phrases, sentences: Sequence[Span]) -> Cast:
    """Group the phrases of a page that speak of one person, group or organisation."""
    return _Casting(tree, phrases, sentences).run()


class _Casting:
    def __init__(self, tree: Tree, phrases: Phrases, sentences: Sequence[Span]) -> None:
        self.tree = tree
        self.phrases = phrases
        self.words = people_words()
        self.entities: list[Entity] = []
        self.of: dict[int, int] = {}
        self.recent: list[int] = []  # heads of people, in text order
        self.by_surname: dict[str, list[int]] = {}
        self.by_given: dict[str, list[int]] = {}
        self.sentence = _sentence_numbers(tree, sentences)

    def run(self) -> Cast:
        for phrase in self.phrases.of_beings():
            head = phrase.head
            if self.tree.lower[head] in _FIRST_SECOND or self.words.pronouns.get(self.tree.lower[head]) in (
                "relative",
                "thing",
            ):
                continue
            entity = self._resolve(phrase)
            if entity is None:
                if phrase.kind == "pronoun":
                    continue
                entity = Entity(
                    len(self.entities),
                    sex=phrase.sex,
                    low=phrase.low,
                    high=phrase.high,
                    is_person=phrase.is_person,
                )
                self.entities.append(entity)
            self._join(entity, phrase)
        return Cast(self.entities, self.of)

    def _resolve(self, phrase: Phrase) -> Entity | None:
        if phrase.kind == "pronoun":
            return self._pronoun(phrase)
        if (said := self._said_to_be(phrase)) is not None:
            return said
        if phrase.kind == "name":
            return self._name(phrase)
        if phrase.kind == "description" and phrase.definite and phrase.whole is None:
            return self._definite(phrase)
        return None

    def _join(self, entity: Entity, phrase: Phrase) -> None:
        entity.heads.append(phrase.head)
        self.of[phrase.head] = entity.index
        if phrase.name:
            if phrase.name not in entity.names:
                entity.names.append(phrase.name)
            words = phrase.name.lower().split()
            first, last = words[0], words[-1]
            self.by_surname.setdefault(last, []).append(entity.index)
            if first != last and entity.index not in self.by_given.setdefault(first, []):
                self.by_given[first].append(entity.index)
        if phrase.kind in ("description", "name"):
            entity.modifiers.update(phrase.modifiers)
        if phrase.kind == "description" and phrase.lemma not in entity.lemmas:
            entity.lemmas.append(phrase.lemma)
        if (age := phrase.age) is not None:
            entity.ages.append(age)
        entity.sex = entity.sex or phrase.sex
        entity.origins |= self._origins(phrase) or self._origins_of_row(phrase)
        head = phrase.head
        if self.tree.dep[head] in ("dobj", "nsubjpass"):
            entity.suffered.add(self.tree.lemma[self.tree.head[head]])
        entity.is_person = entity.is_person or phrase.is_person
        if phrase.is_person or (entity.is_person and phrase.kind == "name"):
            self.recent.append(phrase.head)
            if (fate := fate_of(self.tree, head)) is not None:
                entity.fates.add(fate)

    def _origins(self, phrase: Phrase) -> set[str]:
        """Return the last words of the nationalities that a phrase names ("North Korean soldiers")."""
        if phrase.kind == "pronoun":
            return set()
        last = max(phrase.head, phrase.whole or 0)  # two of the North Koreans
        words = [self.tree.lower[c].rstrip("s") for c in range(phrase.first, last + 1)]
        return {word for word in words if word in peoples()}

    def _origins_of_row(self, phrase: Phrase) -> set[str]:
        """Return the nationalities of the group of whom a phrase names one by rank ("the third soldier")."""
        if phrase.is_plural or not _RANKS & set(phrase.modifiers):
            return set()
        for head in reversed(self.recent[-_FAR:]):
            group = self.entities[self.of[head]]
            if self.sentence[phrase.head] - self.sentence[head] > 1:
                break
            if group.is_plural and group.origins:
                return group.origins
        return set()

    def _said_to_be(self, phrase: Phrase) -> Entity | None:
        """Follow apposition, "X is a Y", "X, identified as Y" and "X and Y were identified as A and B"."""
        tree, head = self.tree, phrase.head
        place, first = 0, head
        while tree.dep[first] == "conj" and tree.head[first] != first:
            first, place = tree.head[first], place + 1
        other = self._named_after_age(phrase)
        if other is None and (other := self._named_as(first)) is not None and place:
            row = tree.conjuncts(other)
            other = row[place] if place < len(row) else None
        if other is None or other not in self.of:
            return None
        entity = self.entities[self.of[other]]
        return entity if entity.is_person == phrase.is_person and self._fits(entity, phrase) else None

    def _named_as(self, head: int) -> int | None:
        tree, up = self.tree, self.tree.head[head]
        if tree.dep[head] == "appos":  # "five were hurt, two fatally": the two are not the five
            return self.phrases.old.get(up, up) if tree.pos[head] != "NUM" else None
        if tree.dep[head] == "attr" and tree.lemma[up] == "be":
            return tree.child(up, "nsubj")
        if tree.dep[head] == "pobj" and tree.lower[up] == "as":
            up = tree.head[up]
        elif tree.dep[head] not in ("oprd", "dobj"):
            return None
        if tree.lemma[up] not in _NAMING:
            return None
        for c in tree.children[up]:
            if c != head and (
                tree.dep[c] == "nsubjpass" or (tree.dep[c] == "dobj" and tree.dep[head] != "dobj")
            ):
                return c
        return tree.head[up] if tree.dep[up] == "acl" else None

    def _named_after_age(self, phrase: Phrase) -> int | None:
        """Return who is named after their age ("a bride of 20, Maria Kolm,"): often parsed as a list."""
        lower, first, after = self.tree.lower, phrase.first, phrase.head + 1
        if phrase.kind != "name" or first < 2 or lower[first - 1] != ",":
            return None
        is_closed = after == self.tree.size or lower[after] in (",", ".", ";", "and")
        return self.phrases.old.get(first - 2) if is_closed else None

    def _fits(self, entity: Entity, phrase: Phrase) -> bool:
        if entity.is_plural != phrase.is_plural or (entity.sex and phrase.sex and entity.sex != phrase.sex):
            return False
        if (
            entity.is_plural
            and entity.high is not None
            and phrase.high is not None
            and entity.high != phrase.high
        ):
            return False
        if entity.ages and (age := phrase.age) is not None and age not in entity.ages:
            return False
        origins = self._origins(phrase)
        if origins and entity.origins and not origins & entity.origins:
            return False
        return not phrase.name or not entity.names or may_be_named(phrase.name, entity.names)

    def _name(self, phrase: Phrase) -> Entity | None:
        if not phrase.name:
            return None
        parts = phrase.name.split()
        for key in (parts[-1].lower(), parts[0].lower()):
            for index in reversed(self.by_surname.get(key, [])[-8:]):
                entity = self.entities[index]
                if self._fits(entity, phrase):
                    return entity
        return self._called(phrase) if len(parts) == 1 else None

    def _called(self, phrase: Phrase) -> Entity | None:
        """Return the one person of the report who bears a given name that stands alone."""
        known = self.by_given.get((phrase.name or "").lower(), [])
        borne = [entity for entity in map(self.entities.__getitem__, known[:2]) if entity.is_person]
        return borne[0] if len(known) == 1 and borne and self._fits(borne[0], phrase) else None

    def _definite(self, phrase: Phrase) -> Entity | None:
        """Find the latest entity with the same noun, then one that the noun may name again."""
        if any(m in self.words.another for m in phrase.modifiers if m not in _RANKS):
            return None
        seen: list[int] = []
        beside = self._beside(phrase.head)
        beside |= {self.of[teller] for teller in tellers_of(self.tree, phrase.head) if teller in self.of}
        for head in reversed(self.recent[-_FAR:]):
            index = self.of[head]
            if index not in seen and index not in beside:
                seen.append(index)
        own = set(phrase.modifiers)
        fates = {
            self.tree.lemma[c]
            for c in self.tree.children[phrase.head]
            if self.tree.tag[c] == "VBN" and self.tree.dep[c] == "amod"
        }
        for index in seen:
            entity = self.entities[index]
            if fates and not fates & entity.suffered:
                continue
            if fates and self._fits(entity, phrase):
                return entity
            same = phrase.lemma in entity.lemmas or phrase.lemma in entity.modifiers
            if same and self._fits(entity, phrase) and self._modifiers_fit(entity, own):
                return entity
        if phrase.is_plural or own & _RANKS:
            return None
        sentence = self.sentence[phrase.head]
        if (aged := self._of_age(phrase, seen)) is not None:
            return aged
        sex = self.words.sex_of(phrase.lemma) if phrase.lemma in self.words.people else None  # no trade
        for index in seen:
            entity = self.entities[index]
            near = sentence - self.sentence[entity.heads[-1]] <= 2
            if (
                near
                and (sex or phrase.age is not None)
                and self._fits(entity, phrase)
                and (entity.sex == sex or phrase.age in entity.ages)
                and not (self._relational(entity) or phrase.lemma in self.words.kin)
            ):
                return entity
        return None

    def _beside(self, head: int) -> set[int]:
        """Return those of whom the same verb tells: "someone shot the boy" is of two."""
        tree, verb = self.tree, self.tree.head[head]
        if tree.dep[head] not in _ARGUMENTS:
            return set()
        beside = tree.all_children(verb, *_ARGUMENTS)
        return {self.of[other] for other in beside if other != head and other in self.of}

    def _of_age(self, phrase: Phrase, seen: Sequence[int]) -> Entity | None:
        """Return whom a word for an age means again: "the teenager" was told as 15; None where two may be."""
        first, last = load_yaml("events/ages.yaml").get(phrase.lemma, (0, 0))
        if not last or self.tree.child(phrase.head, "poss") is not None:
            return None
        aged = [
            entity
            for entity in map(self.entities.__getitem__, seen)
            if any(first <= age <= last for age in entity.ages) and self._fits(entity, phrase)
        ]
        return aged[0] if len(aged) == 1 else None

    def _relational(self, entity: Entity) -> bool:
        return not entity.names and any(m in self.words.kin for m in entity.lemmas)

    @staticmethod
    def _modifiers_fit(entity: Entity, own: set[str]) -> bool:
        ordinals = _RANKS | {"other", "lone"}
        return not (own & ordinals) or bool(own & ordinals & entity.modifiers)

    def _pronoun(self, phrase: Phrase) -> Entity | None:
        here = self.sentence[phrase.head]
        best: tuple[float, int] | None = None
        verb = self._clause(phrase.head)
        barred = self._doer_of_relative(verb)
        reported = self._told_of(phrase.head)
        lower = self.tree.lower[phrase.head]
        reflexive = lower.endswith(("self", "selves"))
        if reflexive and (doer := self._doer(verb, phrase)) is not None:
            return doer
        possessive = self.tree.dep[phrase.head] == "poss"
        fate = fate_of(self.tree, phrase.head) if phrase.high != 0 else None  # "neither was hurt"
        for head in reversed(self.recent[-_FURTHEST:]):
            back = here - self.sentence[head]
            if back > _WINDOW:
                break
            entity = self.entities[self.of[head]]
            known = self._fits(entity, phrase) and (entity.sex or phrase.sex)
            if entity.index in reported or (not known and not (phrase.is_plural and entity.is_plural)):
                continue
            if (
                not reflexive
                and back == 0
                and not possessive
                and (self._clause(head) == verb or entity.index == barred)
            ):
                continue
            looked = _prominence_of_many if phrase.is_plural else _prominence
            score = looked(self.tree, head, self.phrases[head].kind, back)
            if entity.sex and not phrase.is_plural:
                score += 0.9
            score += how_fitting(entity, fate)
            if best is None or score > best[0]:
                best = score, entity.index
        return None if best is None else self.entities[best[1]]

    def _doer(self, verb: int, phrase: Phrase) -> Entity | None:
        """Return the subject of a verb, whom "himself" behind it means: "his son shot himself"."""
        for _ in range(_STEPS):
            subject = self.tree.child(verb, *SUBJECTS)
            if subject is not None:
                is_who = self.tree.lower[subject] in ("who", "that") and self.tree.dep[verb] == "relcl"
                index = self.of.get(self.tree.head[verb] if is_who else subject)
                return (
                    None
                    if index is None or not self._fits(self.entities[index], phrase)
                    else self.entities[index]
                )
            if self.tree.dep[verb] == "pcomp":  # "shot his son before killing himself"
                verb = self.tree.head[verb]
            elif self.tree.dep[verb] not in ("conj", "xcomp", "advcl") or self.tree.pos[verb] != "VERB":
                return None
            verb = self.tree.head[verb]
        return None

    def _told_of(self, head: int) -> set[int]:
        """Return whom the words of a speaker name who is a pronoun: "The oldest was Bo, she said"."""
        tree, verb = self.tree, self.tree.head[head]
        if tree.dep[head] not in SUBJECTS:
            return set()
        told = [c for c in tree.children[verb] if tree.dep[c] == "ccomp"]
        return {
            self.of[other]
            for other in self.recent[-_FAR:]
            if told
            and self.sentence[other] == self.sentence[head]
            and self.phrases[other].kind != "pronoun"
            and not {other, *tree.ancestors(other)}.isdisjoint(told)
        }

    def _doer_of_relative(self, verb: int) -> int:
        """Return the entity that "who" stands for above a verb: no object of that verb is the same one."""
        if self.tree.dep[verb] != "relcl" or not any(
            self.tree.lower[c] in ("who", "that") for c in self.tree.children[verb]
        ):
            return -1
        return self.of.get(self.tree.head[verb], -1)

    def _clause(self, head: int) -> int:
        up = self.tree.head[head]
        while (
            self.tree.dep[up] in ("conj", "prep", "pobj")
            and self.tree.head[up] != up
            and self.tree.pos[up] != "VERB"
        ):
            up = self.tree.head[up]
        return up


def _prominence(tree: Tree, head: int, kind: str, back: int) -> float:
    """Return how readily "he" or "she" takes up a phrase told `back` sentences before, as log odds.

    Fitted to 3,267 such pronouns of GUM (no news) and LitBank: the one taken up was the best of those told
    before in .824 of them (held-out texts), .791 by the weights that `_prominence_of_many` still has. Whose
    something is ("her mother said she") is taken up more readily than a subject.
    """
    dep = tree.dep[head]
    score = 2.2 if dep == "poss" else 1.55 if dep in SUBJECTS else 0.6 if dep in ("dobj", "dative") else 0.0
    score += 0.55 if kind == "pronoun" else 0.8 if kind == "name" else 0.0
    return score - (0.8 * back - 1.4 * (back == 0))


def _prominence_of_many(tree: Tree, head: int, kind: str, back: int) -> float:
    """Return how readily "they" takes up a phrase told `back` sentences before."""
    dep = tree.dep[head]
    score = 3.0 if dep in SUBJECTS else 2.0 if dep in ("dobj", "dative") else 0.6
    if dep in ("pobj", "attr", "conj", "appos"):
        score = 1.0
    return score - 2.0 * back + (0.7 if kind == "pronoun" else 0.0)


def _sentence_numbers(tree: Tree, sentences: Sequence[Span]) -> list[int]:
    numbers: list[int] = []
    at = 0
    for start in tree.start:
        while at + 1 < len(sentences) and sentences[at + 1].start <= start:
            at += 1
        numbers.append(at)
    return numbers

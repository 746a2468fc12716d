"""Which noun phrases of one report speak of the same person or group: names, descriptions, pronouns.

One pass in text order over the people of a page; each phrase looks back over a bounded window, so the cost
grows with the length of the report alone.
"""

from collections.abc import Mapping, Sequence

from variorum.analyse.participants.befalling import fate_of
from variorum.analyse.participants.descriptions import tell_again
from variorum.analyse.participants.entities import Cast, Entity
from variorum.analyse.participants.lexicon import ANYBODY
from variorum.analyse.participants.phrases import Phrase, Phrases
from variorum.analyse.participants.pronouns import take_up
from variorum.analyse.participants.told import FAR, RANKS, Told
from variorum.analyse.participants.tree import Tree
from variorum.data import load_words
from variorum.model.span import Span

_FIRST_SECOND = frozenset({"i", "me", "my", "we", "us", "our", "you", "your", "mine", "ours", "myself"})
_NAMING = load_words("events/words.yaml", "naming")


def find_cast(
    tree: Tree, phrases: Phrases, sentences: Sequence[Span], quoted: Mapping[int, int] | None = None
) -> Cast:
    """Group the phrases of a page that speak of one person, group or organisation.

    `quoted` has the heads of those who are quoted by the words that they say: "he" is none of them there.
    """
    return _Casting(tree, phrases, sentences, quoted or {}).run()


class _Casting:
    def __init__(
        self, tree: Tree, phrases: Phrases, sentences: Sequence[Span], quoted: Mapping[int, int]
    ) -> None:
        self.tree = tree
        self.quoted = quoted
        self.phrases = phrases
        self.told = Told(tree, phrases, sentences)
        self.by_surname: dict[str, list[int]] = {}
        self.by_given: dict[str, list[int]] = {}

    def run(self) -> Cast:
        for phrase in self.phrases.of_beings():
            word = self.tree.lower[phrase.head]
            if word in _FIRST_SECOND or self.told.words.pronouns.get(word) in ("relative", "thing"):
                continue
            if word in ANYBODY and phrase.kind == "pronoun":
                continue  # "if anyone was hurt" means nobody who was told of
            entity = self._resolve(phrase)
            if entity is None:
                if phrase.kind == "pronoun":
                    continue
                entity = Entity(
                    len(self.told.entities),
                    sex=phrase.sex,
                    low=phrase.low,
                    high=phrase.high,
                    is_person=phrase.is_person,
                )
                self.told.entities.append(entity)
            self._join(entity, phrase)
        return Cast(self.told.entities, self.told.of)

    def _resolve(self, phrase: Phrase) -> Entity | None:
        if phrase.kind == "pronoun":
            return take_up(self.told, phrase, self._speaker(phrase))
        if (said := self._said_to_be(phrase)) is not None:
            return said
        if phrase.kind == "name":
            return self._name(phrase)
        if phrase.kind == "description" and phrase.definite and phrase.whole is None:
            return tell_again(self.told, phrase)
        return None

    def _speaker(self, phrase: Phrase) -> Entity | None:
        """Return who is quoted with a pronoun, be he named behind his words: nobody calls himself "he"."""
        speaker = self.phrases.get(self.quoted.get(phrase.head, -1))
        if speaker is None or speaker.kind == "pronoun":
            return None
        known = self.told.of.get(speaker.head)
        return self.told.entities[known] if known is not None else self._resolve(speaker)

    def _join(self, entity: Entity, phrase: Phrase) -> None:
        entity.heads.append(phrase.head)
        self.told.of[phrase.head] = entity.index
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
        entity.origins |= self.told.origins(phrase) or self._origins_of_row(phrase)
        head = phrase.head
        if self.tree.dep[head] in ("dobj", "nsubjpass"):
            entity.suffered.add(self.tree.lemma[self.tree.head[head]])
        entity.is_person = entity.is_person or phrase.is_person
        if phrase.is_person or (entity.is_person and phrase.kind == "name"):
            self.told.recent.append(phrase.head)
            if (fate := fate_of(self.tree, head)) is not None:
                entity.fates.add(fate)

    def _origins_of_row(self, phrase: Phrase) -> set[str]:
        """Return the nationalities of the group of whom a phrase names one by rank ("the third soldier")."""
        if phrase.is_plural or not RANKS & set(phrase.modifiers):
            return set()
        for head in reversed(self.told.recent[-FAR:]):
            group = self.told.entities[self.told.of[head]]
            if self.told.sentence[phrase.head] - self.told.sentence[head] > 1:
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
        if other is None or other not in self.told.of:
            return None
        entity = self.told.entities[self.told.of[other]]
        return entity if entity.is_person == phrase.is_person and self.told.fits(entity, phrase) else None

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

    def _name(self, phrase: Phrase) -> Entity | None:
        if not phrase.name:
            return None
        parts = phrase.name.split()
        for key in (parts[-1].lower(), parts[0].lower()):
            for index in reversed(self.by_surname.get(key, [])[-8:]):
                entity = self.told.entities[index]
                if self.told.fits(entity, phrase):
                    return entity
        return self._called(phrase) if len(parts) == 1 else None

    def _called(self, phrase: Phrase) -> Entity | None:
        """Return the one person of the report who bears a given name that stands alone."""
        known = self.by_given.get((phrase.name or "").lower(), [])
        borne = [entity for entity in map(self.told.entities.__getitem__, known[:2]) if entity.is_person]
        return borne[0] if len(known) == 1 and borne and self.told.fits(borne[0], phrase) else None

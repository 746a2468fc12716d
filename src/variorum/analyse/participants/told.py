"""Those of whom a page has told so far, as each further phrase finds them."""

from collections.abc import Sequence

from variorum.analyse.participants.entities import Entity, may_be_named
from variorum.analyse.participants.lexicon import people_words, peoples
from variorum.analyse.participants.phrases import Phrase, Phrases
from variorum.analyse.participants.tree import Tree
from variorum.model.span import Span

FAR = 40  # phrases that one that describes or speaks of others looks back over
RANKS = frozenset({"first", "second", "third", "fourth", "fifth"})


class Told:
    """The entities told of so far, the phrases that spoke of them, and what the page says around those."""

    def __init__(self, tree: Tree, phrases: Phrases, sentences: Sequence[Span]) -> None:
        self.tree = tree
        self.phrases = phrases
        self.words = people_words()
        self.entities: list[Entity] = []
        self.of: dict[int, int] = {}
        self.recent: list[int] = []  # heads of people, in text order
        self._natives = {w: bare for w in set(tree.lower) if (bare := w.rstrip("s")) in peoples()}
        self.sentence = _sentence_numbers(tree, sentences)

    def fits(self, entity: Entity, phrase: Phrase) -> bool:
        """Say whether a phrase may speak of an entity: nothing that is known of both speaks against it."""
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
        origins = self.origins(phrase)
        if origins and entity.origins and not origins & entity.origins:
            return False
        return not phrase.name or not entity.names or may_be_named(phrase.name, entity.names)

    def origins(self, phrase: Phrase) -> set[str]:
        """Return the last words of the nationalities that a phrase names ("North Korean soldiers")."""
        if phrase.kind == "pronoun" or not self._natives:
            return set()
        last = max(phrase.head, phrase.whole or 0)  # two of the North Koreans
        words = self.tree.lower[phrase.first : last + 1]
        return {self._natives[word] for word in words if word in self._natives}


def _sentence_numbers(tree: Tree, sentences: Sequence[Span]) -> list[int]:
    numbers: list[int] = []
    at = 0
    for start in tree.start:
        while at + 1 < len(sentences) and sentences[at + 1].start <= start:
            at += 1
        numbers.append(at)
    return numbers

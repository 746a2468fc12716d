"""Go through a page's sentences and make quantities of their number phrases."""

from collections.abc import Sequence
from typing import Any, Final

import msgspec
from msgspec.structs import replace

from variorum.analyse.page import Page
from variorum.analyse.quantities.ages import read_age
from variorum.analyse.quantities.counts import CountReader
from variorum.analyse.quantities.dismissing import is_dismissed
from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.fates import FateReader
from variorum.analyse.quantities.lexicon import noun_words, number_words
from variorum.analyse.quantities.measuring import Refused, read_measure, repeat_measure
from variorum.analyse.quantities.persons import choose_persons, find_persons
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.qualifying import find_phrases
from variorum.analyse.quantities.refusing import is_refused
from variorum.analyse.quantities.respective import share_out
from variorum.analyse.quantities.scene import Scene
from variorum.analyse.quantities.sieve import Chosen, choose_sentences
from variorum.analyse.quantities.standing import follows_change, repeats
from variorum.analyse.quantities.tokens import Token, Tokens
from variorum.analyse.quantities.words import Line, cut
from variorum.model.analysis import Quantity
from variorum.model.span import Span

_FEW: Final = 20  # people whom one verb bowls over


def read_page(page: Page) -> tuple[Quantity, ...]:
    """Return the quantities of a page, in the order of their first character."""
    tokens = Tokens(page)
    found: list[Quantity] = []
    told: Quantity | None = None
    for chosen in choose_sentences(tokens):
        here = _read_sentence(tokens, chosen, told)
        told = next((q for q in reversed(here) if q.kind == "count"), told)
        found.extend(here)
    return tuple(sorted(found, key=lambda q: (q.span.start, q.span.end)))


def _read_sentence(tokens: Tokens, chosen: Chosen, told: Quantity | None) -> list[Quantity]:
    """Return the quantities of a sentence, opening it no further than the words call for.

    `told` is the last count of the sentences before, whose fate a bare figure may be of.
    """
    persons = choose_persons(tokens, chosen.persons) if chosen.told else ()
    if not chosen.may_count and not persons and (chosen.told or not chosen.persons):
        return []
    text = tokens.page.text
    line = Line(text, cut(text, chosen.sentence.start, chosen.sentence.end))
    phrases = _find_numbers(line) if chosen.may_count else []
    if not phrases and not chosen.persons:
        return []
    reader = SentenceReader(tokens, chosen, line, told)
    if chosen.persons and not chosen.told and reader.fates.tell_persons():
        persons = choose_persons(tokens, chosen.persons)
    return reader.read(phrases, persons) if phrases or persons else []


def _find_numbers(line: Line) -> list[Phrase]:
    """Return the number phrases of a sentence that its words alone do not show to be no quantity."""
    return [p for p in find_phrases(line.words, number_words()) if not is_dismissed(line, p)]


def without_particle(scene: Scene, phrase: Phrase) -> Phrase:
    """Give back to its verb the particle that looks like a qualifier: "handed over 25 prisoners"."""
    if phrase.first + 1 != phrase.core:
        return phrase
    if scene.token(phrase.first).dep_ != "prt" and not _runs_over(scene, phrase):
        return phrase
    return replace(phrase, first=phrase.core, bound=None, qualifier=None)


def _runs_over(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a verb of harm has "over" for its particle before a few people: "bowled over two"."""
    if phrase.first < 1 or scene.norm(phrase.first) != "over" or (phrase.low or 0) > _FEW:
        return False
    runs = fate_words().phrases.get(scene.lemma(phrase.first - 1), ())
    return any(words[1:] == ("over",) and meaning == "^injured" for words, meaning in runs)


class SentenceReader:
    """Reads one sentence; keeps the last age and the last count, which later numbers lean on."""

    def __init__(self, tokens: Tokens, chosen: Chosen, line: Line, told: Quantity | None) -> None:
        self.scene = Scene(tokens, line, chosen.first, chosen.end, chosen.runs)
        self.fates = FateReader(self.scene)
        self.last_measure: tuple[Quantity, int] | None = None
        self.last_age: tuple[int, Span | None] = (-1, None)
        self.counts = CountReader(self.scene, self.fates, told)

    def read(self, phrases: Sequence[Phrase], persons: Sequence[Any]) -> list[Quantity]:
        """Return the sentence's quantities, numbers first, then those of `persons` whom a fate befell."""
        scene = self.scene
        if not scene.words or scene.end <= scene.first:
            return []
        scene.phrases = [without_particle(scene, p) for p in phrases if not is_refused(scene, p)]
        found: list[Quantity] = []
        taken: list[Span] = []
        floor = 0
        for phrase in scene.phrases:
            if phrase.core < floor:
                continue
            quantity, end = self._read_phrase(phrase)
            floor = max(floor, end)
            if quantity is not None:
                found.append(quantity)
                if quantity.slot != "age":
                    taken += [quantity.span, *([quantity.counted] if quantity.counted else [])]
        found = share_out(scene, found)
        convicted = any(quantity.slot == "sentence" for quantity in found)
        singles = find_persons(scene, self.fates, persons, taken)
        found.extend(q for q in singles if not (convicted and q.slot == "arrested"))
        return found

    def _read_phrase(self, phrase: Phrase) -> tuple[Quantity | None, int]:
        age = read_age(self.scene, phrase, self.last_age)
        if age is not None:
            self.last_age = (age[1], age[0].counted)
            return age
        measure = read_measure(self.scene, phrase) or self._repeated_measure(phrase)
        if isinstance(measure, Refused):
            return None, phrase.end
        if measure is not None:
            end = self.scene.piece(self._token_at(measure.span.end - 1)) + 1
            self.last_measure = (measure, max(end, phrase.end))
            return self._with_share_fate(measure), max(end, phrase.end)
        if phrase.kind in ("share", "decade"):
            return None, phrase.end
        return self.counts.read(phrase), phrase.end

    def _repeated_measure(self, phrase: Phrase) -> Quantity | None:
        """Read a bare number without the unit of the measure before it: "up from 1,200", "twelve years for
        one and eight for the other"."""
        if self.last_measure is None or phrase.kind not in ("number", "range"):
            return None
        before, floor = self.last_measure
        if not (follows_change(self.scene, phrase, floor) or repeats(self.scene, phrase, floor)):
            return None
        return repeat_measure(self.scene, phrase, before)

    def _token_at(self, offset: int) -> Token:
        return self.scene.tokens[self.scene.page.index_at(offset)]

    def _with_share_fate(self, measure: Quantity) -> Quantity:
        """Say what happened to the thing that a share or weight is of."""
        if measure.counted is None:
            return measure
        noun = self._token_at(measure.counted.end - 1)
        groups = noun_words().groups.get(noun.lemma_.lower())
        known = groups or noun_words().unit_of(noun.lemma_.lower()) or "object"
        if noun.lower_ in fate_words().states:
            known = "person"
        slot = self.fates.read(noun, known, noun=noun.lower_ in fate_words().states)
        first = self._token_at(measure.span.start)
        if slot is None and first.head.i != first.i:
            slot = self.fates.read(first, known, noun=False)
        return msgspec.structs.replace(measure, slot=slot)

"""Go through a page's sentences and make quantities of their number phrases."""

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from variorum.analyse.page import Page
from variorum.analyse.quantities.ages import read_age
from variorum.analyse.quantities.counting import Counted, find_counted
from variorum.analyse.quantities.fates import FateReader
from variorum.analyse.quantities.lexicon import fate_words, noun_words, number_words
from variorum.analyse.quantities.measuring import Refused, read_measure
from variorum.analyse.quantities.persons import find_persons
from variorum.analyse.quantities.phrases import Phrase, find_phrases, match_at
from variorum.analyse.quantities.refusing import is_one_refused, is_refused
from variorum.analyse.quantities.scene import Scene, noun_span
from variorum.analyse.quantities.sieve import Chosen, choose_sentences, token_starts
from variorum.analyse.quantities.totals import find_scope, is_total, toll_slot
from variorum.analyse.quantities.words import cut
from variorum.model.analysis import Quantity
from variorum.model.span import Span

_THINGS_OF_NONE: Final = frozenset(
    {"reason", "thing", "way", "day", "time", "hand", "side", "point", "problem", "question"}
)


def read_page(page: Page) -> tuple[Quantity, ...]:
    """Return the quantities of a page, in the order of their first character."""
    starts = token_starts(page).tolist()
    found: list[Quantity] = []
    for chosen in choose_sentences(page):
        found.extend(SentenceReader(page, chosen, starts).read())
    return tuple(sorted(found, key=lambda q: (q.span.start, q.span.end)))


class SentenceReader:
    """Reads one sentence; keeps the last age and the last count, which later numbers lean on."""

    def __init__(self, page: Page, chosen: Chosen, starts: Sequence[int]) -> None:
        words = cut(page.text, chosen.sentence.start, chosen.sentence.end)
        self.scene = Scene(page, words, starts, chosen.first, chosen.end)
        self.chosen = chosen
        self.fates = FateReader(self.scene)
        self.last_age: tuple[int, Span | None] = (-1, None)
        self.last_count: Quantity | None = None

    def read(self) -> list[Quantity]:
        """Return the sentence's quantities, numbers first, then single persons."""
        scene = self.scene
        if not scene.words or scene.end <= scene.first:
            return []
        numbers = number_words()
        phrases = find_phrases(scene.words, numbers) if self.chosen.may_count else ()
        scene.phrases = [p for p in phrases if not is_refused(scene, p)]
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
                if quantity.kind == "count":
                    taken += [quantity.span, *([quantity.counted] if quantity.counted else [])]
                if quantity.kind == "count":
                    self.last_count = quantity
        if self.chosen.may_befall:
            found.extend(find_persons(scene, self.fates, taken))
        return found

    def _read_phrase(self, phrase: Phrase) -> tuple[Quantity | None, int]:
        age = read_age(self.scene, phrase, self.last_age)
        if age is not None:
            self.last_age = (age[1], age[0].counted)
            return age
        measure = read_measure(self.scene, phrase)
        if isinstance(measure, Refused):
            return None, phrase.end
        if measure is not None:
            end = self.scene.piece(self.scene.page.doc[self.scene.token_index(measure.span.end - 1)]) + 1
            return self._with_share_fate(measure), max(end, phrase.end)
        if phrase.kind in ("share", "decade"):
            return None, phrase.end
        return self._read_count(phrase), phrase.end

    def _with_share_fate(self, measure: Quantity) -> Quantity:
        """Say what happened to the thing that a share or weight is of."""
        if measure.counted is None:
            return measure
        noun = self.scene.page.doc[self.scene.token_index(measure.counted.end - 1)]
        people = noun_words().unit_of(noun.lemma_.lower()) == "person"
        slot = self.fates.read(noun, "person" if people else "object", noun=False)
        first = self.scene.page.doc[self.scene.token_index(measure.span.start)]
        if slot is None and first.head.i != first.i:
            slot = self.fates.read(first, "person" if people else "object", noun=False)
        return msgspec.structs.replace(measure, slot=slot)

    def _read_count(self, phrase: Phrase) -> Quantity | None:
        scene = self.scene
        is_one = (
            phrase.kind == "number"
            and scene.norm(phrase.core) == "one"
            and phrase.core_end == phrase.core + 1
        )
        if phrase.low is not None and phrase.low.denominator != 1:
            return None
        if is_one and not phrase.qualifier and is_one_refused(scene, phrase):
            return None
        counted = find_counted(scene, phrase)
        if counted.noun is None and phrase.qualifier == "a couple":
            return None
        slot = self._fate_of(phrase, counted)
        unit = counted.unit
        if counted.noun is None and unit is None:
            unit = self._unit_without_noun(slot)
        if not self._is_kept(phrase, counted, slot, is_one=is_one):
            return None
        if phrase.kind == "ordinal":
            return self._make(phrase, counted, unit, slot, cumulative=True)
        return self._make(phrase, counted, unit, slot, cumulative=is_total(self.scene, phrase))

    def _make(
        self, phrase: Phrase, counted: Counted, unit: str | None, slot: str | None, *, cumulative: bool
    ) -> Quantity:
        low, high = phrase.bounds(counts=True)
        return Quantity(
            span=self.scene.span(phrase.first, phrase.end), kind="count", low=low, high=high, unit=unit or "object",
            qualifier=phrase.qualifier, counted=noun_span(self.scene, counted.noun) if counted.noun is not None else None,
            slot=slot, cumulative=cumulative, scope=find_scope(self.scene, phrase),
        )  # fmt: skip

    def _is_kept(self, phrase: Phrase, counted: Counted, slot: str | None, *, is_one: bool) -> bool:
        """Say whether a number counts anything: it has its noun, a fate, or leans on a count before it."""
        noun = counted.noun
        if phrase.kind == "ordinal":
            return (
                slot is not None
                and (counted.unit in ("person", "case", None))
                and (noun is None or noun.tag_ == "NN" or slot is not None)
            )
        if phrase.kind == "zero":
            return slot is not None and noun is not None
        if phrase.kind == "fixed" and (noun is None or counted.unit != "person"):
            return slot is not None
        if noun is not None and noun.lemma_.lower() in ("time", "chance") and noun.tag_[:2] == "NN":
            return False
        if is_one and noun is not None and noun.lemma_.lower() in _THINGS_OF_NONE:
            return False
        if is_one and self.scene.norm(phrase.end) == "of":
            return slot is not None
        if is_one and counted.back and slot is None:
            return False
        if noun is not None:
            return noun.ent_type_ not in ("DATE", "TIME") or noun.tag_ == "NNS"
        if slot is not None:
            return True
        token = self.scene.token(phrase.core_end - 1)
        if (
            token.dep_ in ("nsubj", "nsubjpass")
            and phrase.kind in ("number", "vague", "range")
            and not is_one
        ):
            if (
                token.head.i > token.i
                and token.head.tag_ in ("VBD", "VBN", "VBP", "VB", "VBG")
                and phrase.low != 1
            ):
                return bool(token.head.lemma_ != "be")
        leans = self.last_count is not None and phrase.kind in ("number", "vague", "range")
        return (
            leans
            and self.scene.token(phrase.core_end - 1).dep_ in ("nsubj", "nsubjpass", "pobj", "dobj")
            and (
                not phrase.in_figures
                or is_total(self.scene, phrase)
                or self.scene.norm(phrase.first - 1) == "the"
            )
        )

    def _unit_without_noun(self, slot: str | None) -> str:
        if slot == "cases":
            return "case"
        if (
            self.last_count is not None
            and self.last_count.unit
            and (slot is None or slot == self.last_count.slot or slot in fate_words().for_things)
        ):
            return self.last_count.unit
        return "person"

    def _fate_of(self, phrase: Phrase, counted: Counted) -> str | None:
        scene, noun, unit = self.scene, counted.noun, counted.unit
        number = scene.token(phrase.core_end - 1)
        after = phrase.end
        while scene.norm(after) in ("more", "others", "other", "people", "were", "are"):
            after += 1
        if self._is_whole(phrase):
            return None
        if noun is None or counted.back:
            slot = self.fates.state_at(after, unit) or self.fates.phrase_at(after, unit)
            if (
                slot is None
                and scene.norm(after) == "of"
                and scene.norm(after + 1) in ("the", "those", "them")
            ):
                slot = None
            slot = (
                slot
                or self._own_noun_fate(counted)
                or self.fates.read(number, unit, noun=False)
                or self._toll_fate(phrase)
            )
            if slot is None and noun is not None:
                slot = self.fates.read(noun, unit, noun=True)
            return slot or self.fates.nearest(phrase.first, phrase.end, unit) if noun is not None else slot
        partitive = scene.norm(phrase.end) == "of" and scene.piece(noun) > phrase.end
        slot = self.fates.read(number if partitive else noun, unit, noun=not partitive)
        if slot is None and partitive:
            slot = self.fates._governed(number, unit)
        if slot is None and scene.first <= noun.i < scene.end:
            slot = self.fates.state_at(scene.piece(noun) + 1, unit) or self.fates.before_colon(
                phrase.first, unit
            )
        if slot is None and phrase.kind not in ("zero", "ordinal"):
            slot = (
                self.fates.nearest(phrase.first, scene.piece(noun) + 1, unit) if not _is_doer(noun) else None
            )
        return slot

    def _own_noun_fate(self, counted: Counted) -> str | None:
        if counted.noun is None:
            return None
        lemma = counted.noun.lemma_.lower()
        return (
            fate_words().nouns.get(lemma)
            if lemma
            in (
                "death",
                "arrest",
                "injury",
                "case",
                "infection",
                "loss",
                "fatality",
                "casualty",
                "murder",
                "killing",
            )
            else None
        )

    def _is_whole(self, phrase: Phrase) -> bool:
        """Say whether the number is the whole that an earlier part was taken of: "two of the five"."""
        return (
            self.scene.norm(phrase.first - 1) in ("the", "these", "those")
            and self.scene.norm(phrase.first - 2) == "of"
            and any(p.end == phrase.first - 2 for p in self.scene.phrases)
        )

    def _toll_fate(self, phrase: Phrase) -> str | None:
        total = is_total(self.scene, phrase)
        if not total and self.scene.norm(phrase.first - 1) != "from":
            return None
        slot = toll_slot(self.scene, phrase)
        if slot is None and total and self.last_count is not None:
            return self.last_count.slot
        return slot


def _is_doer(noun: Any) -> bool:
    return noun.lemma_.lower() in ("police", "gunman", "attacker", "assailant", "official", "detective")

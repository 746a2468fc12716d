"""Make a count of a number phrase: what it counts, what happened, whether it counts anything at all."""

from typing import Any, Final

import msgspec

from variorum.analyse.quantities.counting import acts_alone, find_counted
from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.fates import FateReader
from variorum.analyse.quantities.grammar import has_object, is_verb
from variorum.analyse.quantities.leaning import is_gapped, leans, stands_alone
from variorum.analyse.quantities.lexicon import noun_words, number_words
from variorum.analyse.quantities.lone_one import is_one_refused
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.qualifying import qualify_after
from variorum.analyse.quantities.reaching import Counted
from variorum.analyse.quantities.refusing import is_capacity, is_denied
from variorum.analyse.quantities.scene import Scene, noun_span
from variorum.analyse.quantities.slots import fit_slot
from variorum.analyse.quantities.standing import identified, of_opening
from variorum.analyse.quantities.totals import find_scope, is_total, toll_slot
from variorum.analyse.quantities.whereabouts import fate_where
from variorum.analyse.quantities.wholes import fate_of_whole, is_whole
from variorum.analyse.tags import PLURAL_TAGS
from variorum.data import load_words
from variorum.model.analysis import Quantity

# Fates that a bare figure in a later sentence may be of.
BEFALLING: Final = frozenset(
    ["killed", "injured", "missing", "arrested", "displaced", "cases", "affected", "participants", "captured",
     "released", "rescued", "trapped", "aboard", "cancelled"]
)  # fmt: skip
_NOT_COUNTED: Final = frozenset({"time", "chance"})
# Units of things that are there or not: "no trains ran".
_CONCRETE: Final = frozenset(["household", "home", "building", "vehicle", "flight", "animal", "case"])
_NOT_ONE: Final = load_words("quantities/words.yaml", "not_one")
_ENDING: Final = frozenset({"", ".", ",", ";", "so", "by", "and", "as", "in", "on", "at", "while", "but"})
_WHOLES: Final = frozenset({"the", "its", "their", "his", "her", "these", "those"})
_SPEAKING: Final = load_words("quantities/words.yaml", "speaking")
_SURVIVING: Final = load_words("quantities/words.yaml", "surviving")
_BETWEEN: Final = frozenset(
    ["more", "others", "other", "people", "were", "are", "is", "was", "remain", "remains", "of", "those",
     "still", "now", "already", "also"]
)  # fmt: skip


_ROLES: Final = {"dobj": "object", "nsubjpass": "object", "nsubj": "subject"}


class CountReader:
    """Reads the counts of one sentence; `last` is the count before, which later numbers lean on, `told` the
    last one of the sentences before."""

    def __init__(self, scene: Scene, fates: FateReader, told: Quantity | None = None) -> None:
        self.scene = scene
        self.fates = fates
        self.told = told
        self.last: Quantity | None = None
        self.last_end = 0

    def read(self, phrase: Phrase) -> Quantity | None:
        """Return the count that a number phrase gives, None where it counts nothing."""
        scene = self.scene
        is_one = (
            phrase.kind == "number"
            and phrase.core_end == phrase.core + 1
            and scene.norm(phrase.core) == "one"
        )
        if phrase.low is not None and phrase.low.denominator != 1:
            return None
        if scene.norm(phrase.end) in ("fewer", "less") and scene.norm(phrase.end + 1) == "than":
            return None  # "two fewer than on Sunday"
        if is_denied(scene, phrase) or (is_one and not phrase.qualifier and is_one_refused(scene, phrase)):
            return None
        counted = find_counted(scene, phrase)
        if phrase.qualifier == "a couple" and (counted.noun is None or scene.norm(phrase.first - 1) == ":"):
            return None
        slot = self._fate(phrase, counted) or self._fate_of_thing(phrase, counted)
        if slot == "aboard" and is_capacity(scene.token(phrase.core_end - 1)):
            return None
        if slot is None and scene.norm(phrase.first - 1) == "including" and self.last is not None:
            slot = fit_slot((self.last.slot,), counted.unit) if self.last.slot else None
        gapped = slot is None and counted.noun is None and is_gapped(scene, phrase, self.last, self.last_end)
        if gapped and self.last is not None:
            slot = self.last.slot
        if slot is None and counted.noun is None and self._is_bare_sum(phrase):
            slot, counted = self._told_before(counted)
        kept = self._one_counts(phrase, counted, slot) if is_one else self._counts(phrase, counted, slot)
        if not kept:
            return None
        self.last = self._make(self._qualified(phrase, counted), counted, slot)
        self.last_end = phrase.end
        return self.last

    def _qualified(self, phrase: Phrase, counted: Counted) -> Phrase:
        """Take in the qualifier after the noun, unless the next number has it: "21 people at least"."""
        if counted.noun is None or counted.back or phrase.kind not in ("number", "range"):
            return phrase
        at = self.scene.piece(counted.noun) + 1
        if any(p.first <= at < p.end for p in self.scene.phrases):
            return phrase
        return qualify_after(self.scene.words, phrase, at, number_words().after_noun)

    def _make(self, phrase: Phrase, counted: Counted, slot: str | None) -> Quantity:
        is_sum = phrase.kind == "ordinal" or is_total(self.scene, phrase)
        if is_sum and phrase.bound is None and self.scene.norm(phrase.first - 1) in fate_words().exceeding:
            phrase = msgspec.structs.replace(phrase, bound="more_than", qualifier="more than")
        low, high = phrase.bounds(counts=True)
        noun, unit = counted.noun, counted.unit
        is_toll = noun is not None and noun.lemma_.lower() in fate_words().toll_nouns  # "turnout was 800"
        if unit is None or (is_toll and unit == "object"):
            unit = self._unit_without_noun(slot) if noun is None or is_toll else "object"
        return Quantity(
            span=self.scene.span(phrase.first, phrase.end),
            kind="count",
            low=low,
            high=high,
            unit=unit,
            qualifier=phrase.qualifier,
            counted=None if noun is None or noun.lower_ == "ones" else noun_span(self.scene, noun),
            slot=slot,
            cumulative=is_sum,
            scope=find_scope(self.scene, phrase),
        )

    def _one_counts(self, phrase: Phrase, counted: Counted, slot: str | None) -> bool:
        """Say whether "one" is a number: "one of the climbers fell", not "one of the reasons"."""
        noun = counted.noun
        if noun is not None and (noun.lemma_.lower() in _NOT_ONE | _NOT_COUNTED | noun_words().limbs):
            return False
        if self._is_excepted(phrase):
            return True
        if noun is not None and not counted.back and self.scene.holds(noun) and self._is_any(noun):
            return False
        if self.scene.norm(phrase.end) == "of" or counted.back:
            qualified = phrase.qualifier is not None and noun is not None
            return slot is not None or qualified or self._is_part(phrase)
        return self._counts(phrase, counted, slot)

    def _counts(self, phrase: Phrase, counted: Counted, slot: str | None) -> bool:
        """Say whether a number has its noun, a fate, or leans on a verb or on the count before it."""
        noun = counted.noun
        if phrase.kind == "zero":
            return self._zero_counts(phrase, counted, slot)
        outcome = noun is not None and noun.lemma_.lower() in noun_words().outcomes
        if phrase.kind == "ordinal":
            token = self.scene.token(phrase.core_end - 1)
            if token.tag_ == "RB" or (noun is None and token.dep_ == "npadvmod"):
                return False  # "children were let out first", "a march, the first since May"
            if self._tells_which(phrase, noun):
                return False
            return (slot is not None or outcome) and counted.unit in ("person", "case", None)
        if phrase.kind == "fixed" and (noun is None or self.scene.norm(phrase.core) in ("a", "both")):
            return self._fixed_counts(phrase, counted, slot)
        if noun is not None:
            if noun.lemma_.lower() in _NOT_COUNTED:
                return False
            return noun.ent_type_ not in ("DATE", "TIME") or noun.tag_ == "NNS"
        alone = slot is not None or stands_alone(self.scene, phrase)
        alone = alone or leans(self.scene, phrase, self.last, self.last_end)
        return alone or self._is_bare_sum(phrase)

    def _tells_which(self, phrase: Phrase, noun: Any) -> bool:
        """Say whether an ordinal tells which or what sort: "the tenth homicide in 2017", "a sixth grader"."""
        words = noun_words()
        if self.scene.norm(phrase.core_end) in words.ranked:
            return True
        return noun is not None and noun.lemma_.lower() in words.own_crimes

    def _fixed_counts(self, phrase: Phrase, counted: Counted, slot: str | None) -> bool:
        """Say whether "both", "a pair", "none", "nobody" counts anything here: not "broke both his legs"."""
        noun, number = counted.noun, self.scene.token(phrase.core_end - 1)
        if noun is not None and self.scene.norm(phrase.core) == "both":
            return noun.lemma_.lower() not in noun_words().limbs
        whole = self.scene.norm(phrase.core) == "none" and self.scene.norm(phrase.end) == "of"
        if noun is not None and noun.tag_ in PLURAL_TAGS:
            return noun.lemma_.lower() not in noun_words().worn_in_pairs
        survives = number.head.lemma_ in _SURVIVING  # "nobody survived"
        suffers = number.dep_ == "nsubjpass" or survives
        return slot is not None or whole or suffers or counted.unit == "person"

    def _zero_counts(self, phrase: Phrase, counted: Counted, slot: str | None) -> bool:
        """Say whether "no" tells of things that are there or not, of a fate or of those who lack."""
        noun = counted.noun
        if noun is None:  # "no dead"
            return slot is not None and self.scene.norm(phrase.end) in fate_words().states
        concrete = noun.tag_ == "NNS" and counted.unit in _CONCRETE
        return concrete or slot is not None or noun.lemma_.lower() in noun_words().lacks

    def _is_bare_sum(self, phrase: Phrase) -> bool:
        scene = self.scene
        if scene.norm(phrase.first - 1) == "from" and scene.norm(phrase.end) == "to":  # "rose from 7 to 9"
            return any(p.first == phrase.end + 1 and is_total(scene, p) for p in scene.phrases)
        return is_total(scene, phrase) or self._is_reported(phrase)

    def _told_before(self, counted: Counted) -> tuple[str | None, Counted]:
        """Return the fate and unit of what was counted before: "it puts the number at 2,500"."""
        told = self.last or self.told
        if told is None or told.slot not in BEFALLING:
            return None, counted
        return told.slot, Counted(None, told.unit)

    def _is_reported(self, phrase: Phrase) -> bool:
        """Say whether a verb of counting has the bare number at its end: "officials counted 304"."""
        token = self.scene.token(phrase.core_end - 1)
        ends = self.scene.norm(phrase.end) in _ENDING
        spoken = token.dep_ == "pobj" and token.head.lower_ == "of"
        if spoken and phrase.in_figures and token.head.head.lemma_ in _SPEAKING:
            return ends  # "the bishops spoke of 9,000"
        said = self.last is not None and token.head.lemma_ in fate_words().saying
        return ends and token.dep_ == "dobj" and (said or token.head.lemma_ in fate_words().counting)

    def _unit_without_noun(self, slot: str | None) -> str:
        if slot == "cases":
            return "case"
        things = fate_words().for_things
        if self.last is not None and self.last.unit and (slot in (None, self.last.slot) or slot in things):
            return self.last.unit
        return "person"

    def _fate(self, phrase: Phrase, counted: Counted) -> str | None:
        slot = self._own_fate(phrase, counted)
        return self._befell_crew(phrase, counted.unit) or slot if slot == "aboard" else slot

    def _befell_crew(self, phrase: Phrase, unit: str | None) -> str | None:
        """Read what befell those aboard: "shot down a helicopter, killing its crew of three"."""
        of = self.scene.token(phrase.core_end - 1).head
        crew = of.head
        if of.lower_ != "of" or crew.dep_ not in _ROLES or not is_verb(crew.head):
            return None
        return self.fates.verbs.read(crew.head, _ROLES[crew.dep_], unit)

    def _own_fate(self, phrase: Phrase, counted: Counted) -> str | None:
        if is_whole(self.scene, phrase):
            return fate_of_whole(self.fates, phrase, counted)
        if self._is_excepted(phrase):
            return None
        if counted.noun is None or counted.back:
            return self._fate_of_number(phrase, counted)
        return self._fate_of_noun(phrase, counted)

    def _fate_of_thing(self, phrase: Phrase, counted: Counted) -> str | None:
        """Read "five boats sank and three were damaged": a number without a noun may be of things too."""
        if counted.noun is not None or self.last is None or self.last.kind != "count":
            return None
        if self.last.unit in (None, "person", "household") or self.last.slot not in fate_words().for_things:
            return None
        return self._fate(phrase, Counted(None, self.last.unit))

    def _fate_of_number(self, phrase: Phrase, counted: Counted) -> str | None:
        """Read the fate of a number that stands without its noun: "12 dead", "the toll rose to 61"."""
        scene, noun, unit, fates = self.scene, counted.noun, counted.unit, self.fates
        after = phrase.end
        while scene.norm(after) in _BETWEEN:
            after += 1
        if counted.back and scene.norm(after) in ("them", "whom"):
            after += 1  # "two of them critically"
        acts = after < len(scene.words) and has_object(scene.token(after))  # "the two shot a man"
        slot = None if acts else fates.state_at(after, unit) or fates.phrase_at(after, unit)
        if slot == "injured":  # "4 shot dead", "4 shot to death"
            died = "killed" in (fates.state_at(after + 1, unit), fates.phrase_at(after + 1, unit))
            died = died or self._dies(after + 1, unit)
            slot = "killed" if died else slot
        if slot is None and noun is not None and noun.lemma_.lower() in fate_words().telling_nouns:
            slot = fate_words().nouns[noun.lemma_.lower()]
        slot = slot or self._participle(phrase, unit) or fate_where(scene, after, unit)
        slot = slot or fates.read(scene.token(phrase.core_end - 1), unit, noun=False)
        slot = (
            slot
            or self._cue_before(phrase, unit)
            or self._toll_fate(phrase)
            or self._of_opening(phrase, unit)
        )
        parted = scene.norm(phrase.first - 1) == "whom"  # what befell all need not have befallen the part
        if slot is None and noun is not None and not parted:
            slot = fates.read(noun, unit, noun=True) or fates.nearest(phrase.first, phrase.end, unit)
        return slot or self._headline_fate(phrase, unit) or fates.before_colon(phrase.first, unit)

    def _dies(self, piece: int, unit: str | None) -> bool:
        """Say whether a finite verb of dying stands at a piece: "two more wounded died"."""
        if piece >= len(self.scene.words):
            return False
        verb = self.scene.token(piece)
        return (
            verb.tag_ == "VBD" and self.fates.verbs.of_words(verb, unit) == "killed" and not has_object(verb)
        )

    def _participle(self, phrase: Phrase, unit: str | None) -> str | None:
        """Read the participle right after a number: "10 treated with gunshot wounds"."""
        if phrase.end >= len(self.scene.words):
            return None
        verb = self.scene.token(phrase.end)
        follows = verb.tag_ == "VBN" and verb.dep_ == "acl" and verb.head.i == verb.i - 1
        return self.fates.verbs.read(verb, "object", unit) if follows else None

    def _of_opening(self, phrase: Phrase, unit: str | None) -> str | None:
        """Read the fate of the whole that a part is said of: "of the dead, three were policemen"."""
        scene = self.scene
        if scene.norm(0) not in ("of", "among") or identified(scene, phrase) is None:
            return None
        whole = of_opening(scene, phrase)
        return self.fates.state_at(2, unit) or (whole and self.fates.read(whole, unit, noun=True))

    def _cue_before(self, phrase: Phrase, unit: str | None) -> str | None:
        """Read the run of words that a lone number is the object of: "the army let go 31"."""
        cues = (c for c in self.fates.verbs.phrasings if c.end == phrase.first and c.side in ("^", "*"))
        return fit_slot((cue.slot for cue in cues), unit)

    def _headline_fate(self, phrase: Phrase, unit: str | None) -> str | None:
        """Read a verb that the tagger takes for a noun: "Crash injures 21", "Hundreds flee"."""
        scene, known = self.scene, fate_words()
        before = scene.norm(phrase.first - 1)
        slots: tuple[str, ...] = ()
        if before.endswith("s") and scene.token(phrase.first - 1).tag_[:2] == "NN":
            verb = f"{before[:-3]}y" if before.endswith("ies") else before[:-1]
            lone = (m[1:] for words, m in known.phrases.get(verb, ()) if len(words) == 1 and m[0] == "^")
            slots = (*known.objects.get(verb, ()), *lone)
        elif phrase.end < len(scene.words) and acts_alone(phrase, scene.token(phrase.end)):
            after = scene.norm(phrase.end)
            verb = known.irregular.get(after, after)
            slots = known.subjects.get(verb, ()) or known.objects.get(verb, ())
        return fit_slot(slots, unit)

    def _fate_of_noun(self, phrase: Phrase, counted: Counted) -> str | None:
        scene, noun, unit, fates = self.scene, counted.noun, counted.unit, self.fates
        more = phrase.end + (scene.norm(phrase.end) in ("more", "others", "other"))
        partitive = scene.norm(more) == "of" and scene.piece(noun) > more
        number = scene.token(phrase.core_end - 1)
        slot = fates.read(number if partitive else noun, unit, noun=not partitive)
        if slot is None and partitive:
            slot = fates.above(number, unit) or fate_words().nouns.get(noun.lemma_.lower())
            slot = slot or fates.of_sick(noun, unit)
        if slot is None and scene.holds(noun):
            slot = self._state_after(noun, unit) or fates.before_colon(phrase.first, unit)
            slot = slot or fates.far_relative(noun, unit) or self._verb_before(phrase, noun, unit)
        if slot is None and phrase.kind not in ("zero", "ordinal"):
            # "rebels who hold two men", "an attack carried out by three men"
            acts = (noun.dep_ == "nsubj" and has_object(noun.head)) or noun.head.dep_ == "agent"
            slot = fates.nearest(phrase.first, scene.piece(noun) + 1, unit, acts=acts)
            hunted = slot == "missing" and fates.is_hunted(noun)
            slot = slot if self._may_meet(noun, slot) and not hunted else None
        return slot

    def _verb_before(self, phrase: Phrase, noun: Any, unit: str | None) -> str | None:
        """Read a verb right before the number whose object the parser gave to a later verb:
        "a blast that killed two guards and injured one other person led to arrests"."""
        if phrase.first < 1 or noun.dep_ not in ("nsubj", "nsubjpass"):
            return None
        verb = self.scene.token(phrase.first - 1)
        is_own = verb.tag_ in ("VBD", "VBN") and not has_object(verb) and noun.head.i != verb.i
        return self.fates.verbs.read(verb, "object", unit) if is_own else None

    def _may_meet(self, noun: Any, slot: str | None) -> bool:
        """Say whether a fate told nearby may be that of a noun: doers meet none but an arrest."""
        known, lemma = fate_words(), noun.lemma_.lower()
        return lemma not in known.doers or (slot == "arrested" and lemma not in known.police)

    def _state_after(self, noun: Any, unit: str | None) -> str | None:
        """Read a state right after the noun ("60 monks dead"), unless it is a verb with an object there."""
        piece = self.scene.piece(noun) + 1
        if piece >= len(self.scene.words):
            return None
        state = self.scene.token(piece)
        return None if state.tag_ == "VBD" or has_object(state) else self.fates.state_at(piece, unit)

    def _is_excepted(self, phrase: Phrase) -> bool:
        """Say whether what is told befell all others: "all but three of the crew were saved"."""
        before = self.scene.norms[max(0, phrase.first - 2) : phrase.first]
        return before[-1:] == ["but"] and before[0] in ("all", "everyone", "everybody", "nobody", "none")

    def _is_any(self, noun: Any) -> bool:
        """Say whether "one candidate or another" goes on after a noun: any of them is meant."""
        at = self.scene.piece(noun) + 1
        return self.scene.norms[at : at + 2] in (["or", "another"], ["or", "other"], ["after", "another"])

    def _is_part(self, phrase: Phrase) -> bool:
        """Say whether the whole that a number is a part of is a number too: "one of the two boxes"."""
        at, scene = phrase.end, self.scene
        if scene.norm(at) != "of" or scene.norm(at + 1) not in _WHOLES:
            return False
        return any(p.first == at + 2 and p.kind == "number" for p in scene.phrases)

    def _toll_fate(self, phrase: Phrase) -> str | None:
        total = is_total(self.scene, phrase)
        if not total and self.scene.norm(phrase.first - 1) != "from":
            return None
        slot = toll_slot(self.scene, phrase)
        if slot is None and total and self.last is not None:
            return self.last.slot
        return slot

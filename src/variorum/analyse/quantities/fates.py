"""Tell what befell those who are counted, from the words at, before and above their noun."""

from collections.abc import Iterator
from typing import Any, Final

from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.grammar import (
    among_them,
    has_object,
    has_relative,
    has_subject,
    is_part,
    is_passive,
    is_verb,
    relative_role,
)
from variorum.analyse.quantities.harm import has_disease, has_wounds
from variorum.analyse.quantities.reaching import unit_of
from variorum.analyse.quantities.scene import Scene
from variorum.analyse.quantities.sieve import PERSONAL
from variorum.analyse.quantities.slots import fit_slot
from variorum.analyse.quantities.turned import Turned
from variorum.analyse.quantities.verbs import VerbReader
from variorum.analyse.tags import NOUN_TAGS, PLURAL_TAGS
from variorum.data import load_words

_TAKING: Final = load_words("quantities/words.yaml", "taking")
_TOGETHER: Final = frozenset({"along", "together"})
_DETECTIVES: Final = load_words("quantities/words.yaml", "detectives")
_DID_IT: Final = load_words("quantities/words.yaml", "did_it")
_HUNTING: Final = load_words("quantities/words.yaml", "hunting")
_SEARCHING: Final = load_words("quantities/words.yaml", "searching")
_FAR_RELATIVE: Final = 9  # tokens between a noun and the "who" that a place stands before
_LONGEST_CLIMB: Final = 8  # nouns and prepositions between a noun and its verb
_BELIEVING: Final = load_words("quantities/words.yaml", "believing")
_CLAUSE_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})  # "a man thought to be 50 was found hanged"
_GOVERNING: Final = frozenset({"of", "for", "to"})
_SICK: Final = load_words("quantities/words.yaml", "sick")
_LISTING: Final = frozenset({"including", "among"})
_OBJECTS: Final = frozenset(
    {"dobj", "nsubjpass", "oprd", "attr", "npadvmod", "dative", "appos", "dep", "nummod", "acomp", "advmod"}
)


class FateReader:
    """Reads the fates of the nouns and lone numbers of one sentence."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.words = fate_words()
        self.verbs = VerbReader(scene)
        self._turned = Turned(scene, self.verbs)

    def read(self, token: Any, unit: str | None, *, noun: bool, attributes: bool = True) -> str | None:
        """Return what befell the noun (or lone number) at a token; where two fates meet, the verb's.

        Without `attributes` an adjective before the noun tells nothing ("the drowned man"). A noun that is
        itself a fate ("deaths") tells it, at once or where nothing else does.
        """
        nouns = self.words.nouns
        named = nouns.get(token.lemma_.lower()) or nouns.get(token.lower_) if noun else None
        if named is not None and token.lemma_.lower() in self.words.telling_nouns:
            return named
        if token.dep_ in _OBJECTS and token.lemma_ in fate_words().captives and token.head.lemma_ in _TAKING:
            return fit_slot(("captured",), unit)  # "took 14 prisoners"
        self.verbs.target = self.scene.piece(token) if self.scene.holds(token) else -1
        told = self._turned.fate(token, unit)
        if told is not None:
            return told
        told = self._along(token, unit) or self.above(token, unit) or self._of_searched(token, unit)
        if told is None or told == "injured" or (token.dep_ == "conj" and is_verb(token.head)):
            own = self._modified(token, unit, attributes=attributes)
            apart = told != "injured" or own in ("killed", "cases")  # "six others wounded", "one who died"
            told = own if own is not None and apart else told
        if told is None and token.dep_ == "dobj" and token.head.lemma_ == "include":
            told = self._of_including(token.head, unit)
        if told == "missing" and self.is_hunted(token):
            return None
        return told or named or self._turned.fate_of_late(token, unit) or self._among_them(token, unit)

    def _along(self, token: Any, unit: str | None) -> str | None:
        """Read "he was killed along with two girls": what befell the verb's subject."""
        along = token.head.head
        if token.dep_ != "pobj" or token.head.lower_ != "with" or along.lower_ not in _TOGETHER:
            return None
        if not is_verb(along.head):
            return None
        return self.verbs.read(along.head, "object" if has_object(along.head) else "subject", unit)

    def _of_searched(self, token: Any, unit: str | None) -> str | None:
        """Read "divers dragged the canal for a bargee"."""
        above = token.head.head
        if token.dep_ != "pobj" or token.lemma_.lower() in self.words.doers:
            return None
        if token.head.lower_ != "for" or above.lemma_ not in _SEARCHING or not has_object(above):
            return None
        hunted = any(c.dep_ == "nsubj" and c.lemma_.lower() in self.words.police for c in above.children)
        hauled = any(c.lower_ in ("to", "into") for c in above.children)  # "dragged him into court for"
        return None if hunted or hauled else fit_slot(("missing",), unit)

    def of_whole(self, noun: Any, unit: str | None) -> str | None:
        """Return what befell all that a noun is of, by the noun itself and what modifies it."""
        named = self.words.nouns.get(noun.lemma_.lower())
        return named or self._modified(noun, unit, attributes=True)

    def of_sick(self, noun: Any, unit: str | None) -> str | None:
        """Return "cases" where a noun's own words tell an illness: "hundreds of typhoid patients"."""
        told = self._modified(noun, unit, attributes=True)
        return told if told == "cases" else None

    def _of_including(self, verb: Any, unit: str | None) -> str | None:
        """Read "the seven who burned to death include an acrobat": the fate of all."""
        subjects = (c for c in verb.children if c.dep_ == "nsubj")
        told = (self._modified(subject, unit, attributes=True) for subject in subjects)
        return next(filter(None, told), None)

    def is_hunted(self, token: Any) -> bool:
        """Say whether the police look for the one who did it: "police are looking for a man who fled"."""
        verb = token.head.head
        if token.dep_ != "pobj" or verb.lemma_ not in _HUNTING:
            return False
        if token.lemma_.lower() in self.words.doers:
            return True
        before = self.scene.tokens[self.scene.first : verb.i]
        hunters = {t.lemma_.lower() for t in before if t.dep_ in ("nsubj", "ROOT")} & self.words.police
        if not hunters or verb.lemma_ != "search":
            return bool(hunters)
        # Police search for the missing too; detectives, and whoever looks for one who fired, for the guilty.
        did_it = any(c.dep_ in ("relcl", "acl") and c.lemma_ in _DID_IT for c in token.children)
        return did_it or bool(hunters & _DETECTIVES) or token.lemma_.lower() in self.words.doers

    def _among_them(self, token: Any, unit: str | None) -> str | None:
        """Read "four climbers, among them a priest, fell to their deaths": the fate of all."""
        first = among_them(self.scene.tokens, token)
        before = (self.scene.tokens[i] for i in range(first - 1, self.scene.first - 1, -1))
        many = next((t for t in before if t.tag_ in PLURAL_TAGS or t.tag_ == "CD"), None)
        return None if many is None else self.above(many, unit) or self._modified(many, unit, attributes=True)

    def tell_persons(self) -> bool:
        """Say whether a run of words in the sentence tells a fate that single persons are listed for."""
        if any(cue.slot in PERSONAL for cue in self.verbs.phrasings):
            return True
        near = (self.scene.tokens[i] for i in self.scene.runs)
        verbs = (token.head.head if token.dep_ == "pobj" else token for token in near)
        return any(self.verbs.with_particle(verb, verb.children, "person") in PERSONAL for verb in verbs)

    def state_at(self, piece: int, unit: str | None) -> str | None:
        """Return the fate that the word at a piece is, as in "12 dead" and "nine injured"."""
        norm, states = self.scene.norm(piece), self.words.states
        return fit_slot(states.get(norm, ()) or states.get(norm.removesuffix("s"), ()), unit)

    def phrase_at(self, piece: int, unit: str | None) -> str | None:
        """Return the fate of the run of words that begins at a piece, as in "seven on board"."""
        return fit_slot((cue.slot for cue in self.verbs.phrasings if cue.first == piece), unit)

    def before_colon(self, piece: int, unit: str | None) -> str | None:
        """Return the fate that opens the sentence before a colon: "Driven out: 640 villagers"."""
        words, last = self.scene.words, len(self.scene.words) - 1
        colons = (i for i in range(min(piece, last)) if words[i].norm == ":" and not words[i + 1].glued)
        colon = next(colons, 0)
        if not colon:
            return None
        told = (cue.slot for cue in self.verbs.phrasings if cue.first <= 1 and cue.end <= colon)
        return fit_slot(told, unit) or self.verbs.of_words(self.scene.token(0), unit)

    def nearest(self, first: int, end: int, unit: str | None, *, acts: bool = False) -> str | None:
        """Return the fate told nearest to the pieces `first:end` in their clause, whoever meets it there.

        Where the noun `acts` on an object, words that tell the object's fate are passed over.
        """
        cues = sorted(self._cues_around(first, end))
        sides = ("", "*") if acts else ("", "*", "^", ">")
        told = (
            slot
            for _, at, slot, side in cues
            if side in sides
            and (side != ">" or at < first)
            and fit_slot((slot,), unit)
            and (slot != "deployed" or side == ">" or unit == "vehicle" or self.verbs.is_soldier())
        )
        return next(told, None)

    def _cues_around(self, first: int, end: int) -> Iterator[tuple[int, int, str, str]]:
        """Yield how far the telling runs of words are, unless another number or a break stands between."""
        cores = [p.core for p in self.scene.phrases]
        for cue in self.verbs.phrasings:
            if cue.end == cue.first + 1 and self._is_named(cue.first):
                continue  # "neither of the hostages ... both families"
            start, stop = (end, cue.first) if cue.first >= end else (cue.end, first)
            if start > stop or any(start <= core < stop for core in cores) or self._breaks(start, stop):
                continue
            yield stop - start, cue.first, cue.slot, cue.side

    def _is_named(self, piece: int) -> bool:
        token = self.scene.token(piece)
        return token.tag_ in NOUN_TAGS and token.dep_ in ("nsubj", "nsubjpass", "pobj")

    def _breaks(self, start: int, stop: int) -> bool:
        words = self.scene.words
        return any(words[i].norm in (";", "-") and not words[i].glued for i in range(start, stop))

    def _modified(self, token: Any, unit: str | None, *, attributes: bool) -> str | None:
        """Read what modifies a noun: "wounded men", "men killed by fire", "men who drowned"."""
        for child in token.children:
            slot = None
            if child.dep_ in ("amod", "compound", "nmod") and child.i < token.i:
                slot = attributes and fit_slot(self._of_attribute(child, token), unit)
            elif child.dep_ == "acl":
                slot = self.verbs.read(child, "object" if child.tag_ == "VBN" else "subject", unit)
            elif child.dep_ == "relcl":
                verb = self._under_saying(child)
                slot = self.verbs.read(verb, relative_role(verb), unit)
            elif child.lower_ == "with" and has_wounds((child,)):
                slot = fit_slot(("injured",), unit)
            elif child.lower_ == "with" and has_disease((child,)):
                slot = fit_slot(("cases",), unit)
            elif child.dep_ in ("advmod", "acomp", "oprd") and child.i > token.i:
                slot = fit_slot(self.words.states.get(child.lemma_.lower(), ()), unit)
            if slot:
                return slot
        return None

    def _of_attribute(self, word: Any, noun: Any) -> tuple[str, ...]:
        """Return what a word before a noun tells: "wounded men", "typhoid patients"."""
        told = self.words.states.get(word.lower_, ())
        sick = not told and noun.lemma_ in _SICK and word.lower_ in self.words.diseases
        return ("cases",) if sick else told

    def _under_saying(self, verb: Any) -> Any:
        """Return the verb said of the noun in "a victim that police said was grazed"."""
        if verb.lemma_ not in self.words.saying:
            return verb
        said = (c for c in verb.children if c.dep_ == "ccomp" and has_relative(c))
        return next(said, verb)

    def far_relative(self, noun: Any, unit: str | None) -> str | None:
        """Read "found four people on the scene who had been shot": "who" is said of no place."""
        tokens = self.scene.tokens
        for i in range(noun.i + 1, min(self.scene.end, noun.i + _FAR_RELATIVE)):
            if tokens[i].tag_ in NOUN_TAGS and unit_of(tokens[i]) == "person":
                return None
            if tokens[i].lower_ == "who":
                verb = tokens[i].head
                far = verb.dep_ == "relcl" and noun.i < verb.head.i < i
                return self.verbs.read(verb, relative_role(verb), unit) if far else None
        return None

    def above(self, token: Any, unit: str | None) -> str | None:
        """Climb from a noun to the verb or fate noun that governs it and read the fate there."""
        for _ in range(_LONGEST_CLIMB):
            head = token.head
            if head.i == token.i:
                return self._of_root(token, unit)
            if token.dep_ in ("pobj", "pcomp"):
                governor = head.head
                if self._is_of_number(head):
                    return self._of_ranged(head, governor, unit)
                passes = head.lower_ in _LISTING or (head.lower_ in ("of", "like") and is_part(governor))
                slot = self._of_governor(head, governor, unit)
                if slot or not passes or governor.tag_ not in (*NOUN_TAGS, "CD"):
                    return slot
                token = governor
                continue
            if is_verb(head):
                slot = self._late(token, unit) or self.verbs.read(head, _role(token), unit)
                slot = slot or self._of_let(head, unit)
                if slot is None and _is_believed(head) and not has_subject(head.head):
                    return self.verbs.read(head.head, "subject", unit)  # "A boy, believed to be 5, was shot"
                if slot or head.dep_ not in _CLAUSE_SUBJECTS:
                    return slot
            elif token.dep_ == "conj" and self.scene.holds(head):
                self.verbs.target = self.scene.piece(head)
            token = head
        return None

    def _is_of_number(self, preposition: Any) -> bool:
        """Say whether a preposition belongs to a number: "trapped from a dozen to twenty skiers"."""
        if not self.scene.holds(preposition):
            return False
        at = self.scene.piece(preposition)
        return any(p.first <= at < p.core_end for p in self.scene.phrases)

    def _of_ranged(self, preposition: Any, governor: Any, unit: str | None) -> str | None:
        """Read what governs a number that begins with a preposition as if there were none."""
        verb = governor if is_verb(governor) else governor.head
        if not is_verb(verb):
            return None
        return self.verbs.read(verb, "object" if preposition.i > verb.i else "subject", unit)

    def _late(self, token: Any, unit: str | None) -> str | None:
        """Read "six died and nineteen others were hurt", whose second subject the parser ties to "died": the
        verb behind it that has no other subject."""
        if token.dep_ != "conj" or token.tag_ not in (*NOUN_TAGS, "CD") or token.i < token.head.i:
            return None
        verbs = (c for c in token.head.children if c.dep_ == "conj" and c.i > token.i and is_verb(c))
        verb = next(verbs, None)
        if verb is None or has_subject(verb) or not is_passive(verb):
            return None
        return self.verbs.read(verb, "object", unit)

    def _of_let(self, verb: Any, unit: str | None) -> str | None:
        """Read "let the beekeeper go", whose object is the subject of the second verb."""
        lets = verb.dep_ == "ccomp" and verb.head.lemma_ == "let"
        return self.verbs.with_particle(verb.head, (verb,), unit) if lets else None

    def _of_root(self, token: Any, unit: str | None) -> str | None:
        """Read a root; of a list of nouns the last one's participle tells what befell all of them:
        "four oarsmen, a cox and a coach drowned"."""
        if token.tag_[:2] == "VB":
            return self.verbs.read(token, "object", unit)
        for _ in range(_LONGEST_CLIMB):
            verb = next((c for c in token.children if c.dep_ == "acl" and c.tag_ == "VBN"), None)
            if verb is not None:
                return self.verbs.read(verb, "object", unit) or self.verbs.read(verb, "subject", unit)
            listed = (c for c in token.children if c.dep_ in ("conj", "appos") and c.tag_ in NOUN_TAGS)
            token = next(listed, None)
            if token is None:
                return None
        return None

    def _of_governor(self, preposition: Any, governor: Any, unit: str | None) -> str | None:
        """Read "the death of three", "a search for six", "five died, including two": noun or verb above."""
        if preposition.lower_ == "by":
            return None
        if preposition.lower_ == "as" and governor.lemma_ in self.words.naming:
            return self._of_named(governor, unit)
        if governor.tag_[:2] == "VB":
            role = "oblique"
            if preposition.lower_ == "including":
                role = "object" if has_object(governor) else "subject"
            return self.verbs.read(governor, role, unit)
        if governor.tag_ not in NOUN_TAGS or preposition.lower_ not in _GOVERNING | _LISTING | {"like"}:
            return None
        at = self.scene.piece(governor)
        told = fit_slot((c.slot for c in self.verbs.phrasings if c.first <= at < c.end), unit)
        if told is None and preposition.lower_ in _GOVERNING:
            named = self.words.nouns.get(governor.lemma_.lower())
            told = fit_slot((named,), unit) if named else None
        if told == "cases" and governor.lemma_.lower() == "case":
            return None  # "the case of the nurse"
        return told

    def _of_named(self, verb: Any, unit: str | None) -> str | None:
        """Read "the dead were named as ...": the fate of those who are named there."""
        named = (c.lower_ for c in verb.children if c.dep_ in ("nsubjpass", "nsubj", "dobj"))
        return fit_slot((slot for word in named for slot in self.words.states.get(word, ())), unit)


def _is_believed(verb: Any) -> bool:
    """Say whether "believed to be 5" stands between a subject and its verb."""
    between = verb.dep_ in ("advcl", "ccomp") and verb.i < verb.head.i and verb.lemma_ in _BELIEVING
    return between and any(c.dep_ == "xcomp" for c in verb.children)


def _role(token: Any) -> str:
    """Return what a noun is to the verb above it."""
    if token.dep_ == "nsubj" or (token.dep_ == "conj" and token.tag_ in NOUN_TAGS):
        return "subject"
    return "object" if token.dep_ in _OBJECTS else "oblique"

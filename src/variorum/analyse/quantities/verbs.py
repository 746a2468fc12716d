"""Read the fate that a verb tells of its subject or object, from the verb and the words in its company."""

from collections.abc import Sequence
from typing import Any, Final

from variorum.analyse.quantities.doers import fate_by_doer, is_leaving_home
from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.grammar import (
    has_object,
    has_subject,
    is_bare_participle,
    is_negated,
    is_passive_or_linking,
    is_perfect,
    verb_forms,
)
from variorum.analyse.quantities.harm import has_wounds, is_harmed, is_sickened
from variorum.analyse.quantities.scene import Scene
from variorum.analyse.quantities.slots import Phrasing, find_phrasings, fit_slot
from variorum.analyse.quantities.whereabouts import fate_of_place
from variorum.data import load_words

_DEEPEST: Final = 3  # verbs that one verb may lead on to
_REACH: Final = 9  # pieces after a verb within which words belong to its company
_COMPANY: Final = frozenset(
    {"acomp", "oprd", "attr", "advmod", "xcomp", "prt", "ccomp", "dobj", "advcl", "amod"}
)
_PARTICLES: Final = frozenset({"prt", "advmod", "ccomp", "xcomp", "prep", "oprd", "acomp"})
_NOUN_REACH: Final = 4  # pieces between a preposition and its noun
_GOVERNING: Final = frozenset({"with", "of", "on", "for"})
_BLAMED: Final = load_words("quantities/words.yaml", "blamed")
_LEADING: Final = frozenset({"to", "into", "in", "along", "near", "on", "across"})
_KEEPING: Final = load_words("quantities/words.yaml", "keeping")
_HOLDING_ON: Final = load_words("quantities/words.yaml", "holding_on")
_NEVER: Final = frozenset({"not", "never", "n't", "no"})


class VerbReader:
    """Reads fates at the verbs of one sentence; the runs of words that tell one are looked up once.

    `target` is the piece of the noun in question, which is no part of its verb's company.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.words = fate_words()
        self.target = -1
        self._phrasings: list[Phrasing] | None = None

    @property
    def phrasings(self) -> list[Phrasing]:
        """Return the runs of words in this sentence that tell a fate."""
        if self._phrasings is None:
            self._phrasings = find_phrasings(self.scene)
        return self._phrasings

    def read(self, verb: Any, role: str, unit: str | None, depth: int = 0) -> str | None:
        """Return the fate of a verb's `subject`, `object` or `oblique`, or of what it goes on to.

        Of two fates the verb's company tells the narrower ("found dead"), and death outweighs a wound.
        """
        children = list(verb.children)
        if role == "subject" and (
            any(c.dep_ in ("auxpass", "nsubjpass") for c in children) or is_bare_participle(verb, children)
        ):
            role = "object"
        own = None if is_negated(children) else self._own_fate(verb, children, role, unit)
        slot = own if own == "killed" else self._of_company(verb, children, role, unit) or own
        if (own, slot) in (("damaged", "trapped"), ("injured", "displaced")):
            slot = own  # "buried 30 houses", "was shot while sleeping in a barn"
        if slot != "killed" and not is_negated(children) and is_harmed(verb, children, role):
            slot = fit_slot(("injured",), unit) or slot
        if slot in (None, "injured") and not is_negated(children) and is_sickened(verb, children, role):
            slot = fit_slot(("cases",), unit) or slot
        if slot is None and role == "object" and self._deploys(verb, children):
            slot = fit_slot(("deployed",), unit)
        if slot == "injured" and depth == 0 and self._further(verb, children, role, unit, 1) == "killed":
            return "killed"
        if role == "object" and not is_negated(children):
            slot = fate_by_doer(self.scene, slot, verb, children, unit)
        elif slot is None and role == "subject" and is_leaving_home(verb, children):
            slot = fit_slot(("displaced",), unit)
        if slot is None and verb.lemma_ == "be" and role != "oblique":
            slot = self._among(children, unit)
        return slot or (self._further(verb, children, role, unit, depth) if depth < _DEEPEST else None)

    def object_slots(self, verb: Any) -> tuple[str, ...]:
        """Return the fates that a participle tells of what it is said of."""
        lone = (m for phrase, m in self.words.phrases.get(verb.lemma_, ()) if len(phrase) == 1)
        told = tuple(m[1:] for m in lone if m[0] in ("^", "*"))
        return (*told, *(slot for form in verb_forms(verb) for slot in self.words.objects.get(form, ())))

    def of_words(self, token: Any, unit: str | None) -> str | None:
        """Return the fate that a word by itself tells, as verb or as adjective."""
        forms = verb_forms(token)
        slots = [slot for form in forms for slot in self.words.objects.get(form, ())]
        slots += [slot for form in forms for slot in self.words.subjects.get(form, ())]
        return fit_slot([*slots, *self.words.states.get(token.lower_, ())], unit)

    def _own_fate(self, verb: Any, children: Sequence[Any], role: str, unit: str | None) -> str | None:
        if role not in ("object", "subject"):
            return None
        if verb.lemma_ == "include" and role == "object":
            return self._of_listed(children, unit)
        if role == "subject" and verb.lemma_ == "flee" and self._acts(children):
            return None  # "both gunmen fled"
        if verb.lemma_ in ("hold", "find") and (_is_blaming(children) or _holds_on(verb, children)):
            return None  # "held her responsible"
        if role == "subject" and _acts_on_self(children):
            role = "object"  # "hanged himself"
        table = self.words.objects if role == "object" else self.words.subjects
        forms = verb_forms(verb)
        slot = fit_slot((s for form in forms for s in table.get(form, ())), unit)
        if slot == "deployed" and verb.lemma_ in self.words.sending and not self.is_soldier():
            slot = None
        if slot in (None, "aboard") and role == "object" and self._costs_lives(verb):
            slot = fit_slot(("killed", "damaged"), unit)
        if slot is None and role == "object" and verb.lemma_ == "take" and self._is_taken(children):
            slot = fit_slot(("captured",), unit)
        if (
            slot
            and role == "subject"
            and any(form in self.words.objects for form in forms)
            and has_object(verb)
        ):
            return None  # "the juggler burned his assistant"
        if slot == "injured" and any(c.lower_ in ("fatally", "mortally") for c in children):
            return "killed"
        is_state = verb.tag_ == "VBG" and not has_object(verb)
        if slot is None and (role == "object" or is_state):  # the tagger's verb of "are still missing"
            return fit_slot(self.words.states.get(verb.lower_, ()), unit)
        return self._as_arrest(slot, verb, children)

    def is_soldier(self) -> bool:
        """Say whether the noun in question is of those who are deployed; a bare number may be."""
        if self.target < 0:
            return False
        lemma = self.scene.lemma(self.target)
        bare = self.scene.token(self.target).tag_ == "CD" or lemma in self.words.numbers_of_people
        return bare or lemma in self.words.soldiers

    def _deploys(self, verb: Any, children: Sequence[Any]) -> bool:
        """Say whether soldiers are moved somewhere: "brought 2,400 marines to the strait"."""
        if verb.lemma_ not in self.words.moving or self.target < 0:
            return False
        led = any(c.dep_ == "prep" and c.lower_ in _LEADING and c.i > verb.i for c in children)
        return led and self.scene.lemma(self.target) in self.words.soldiers

    def _costs_lives(self, verb: Any) -> bool:
        """Say whether lives are the object of a verb of cost, "the blast took 23 lives", or a calamity took
        somebody: "the flood took a miller"."""
        carries = verb.lemma_ == "carry" and any(c.lower_ == "off" for c in verb.children)
        if verb.lemma_ not in self.words.costing and not carries:
            return False
        subjects = (c.lemma_.lower() for c in verb.children if c.dep_ == "nsubj")
        lives = self.target >= 0 and self.scene.lemma(self.target) == "life"
        takes = carries or verb.lemma_ == "take"
        return lives or (takes and any(s in self.words.calamities for s in subjects))

    def _of_listed(self, children: Sequence[Any], unit: str | None) -> str | None:
        """Read "the dead included three men": the fate of those whom the list is of."""
        subjects = [c for c in children if c.dep_ == "nsubj"]
        tolls = self.words.toll_nouns
        told = [slot for c in subjects for slot in self.words.states.get(c.lower_, ())]
        told += [tolls[c.lower_] for c in subjects if c.lower_ in tolls]
        return fit_slot(told, unit)

    def _acts(self, children: Sequence[Any]) -> bool:
        return any(c.dep_ == "nsubj" and c.lemma_.lower() in self.words.doers for c in children)

    def _as_arrest(self, slot: str | None, verb: Any, children: Sequence[Any]) -> str | None:
        """Make an arrest of a capture by the police, or of suspects."""
        lemma = verb.lemma_.lower()
        if lemma == "surrender" and self._gives_up(children):
            return "arrested"
        if slot != "captured" or lemma not in ("hold", "seize", "take", "capture", "snatch"):
            return slot
        police = self.words.police
        if any(word.norm in self.words.custody for word in self.scene.words):
            return "arrested"
        if lemma == "hold" and self._is_held_over(children):
            return "arrested"
        if verb.dep_ in ("conj", "dep", "advcl") and not has_subject(verb):
            children = (*children, *(c for c in verb.head.children if c.dep_ == "nsubj"))  # "squad holds 14"
        for child in children:
            named = child.lemma_.lower()
            if child.dep_ in ("nsubj", "nsubjpass") and (named in police or named == "suspect"):
                return "arrested"
            if child.dep_ == "dobj" and named == "suspect":
                return "arrested"
            if child.dep_ == "agent" and any(c.lemma_.lower() in police for c in child.children):
                return "arrested"
        return slot

    def _is_taken(self, children: Sequence[Any]) -> bool:
        """Say whether those who take people are such as keep them: "the gunmen took 15 villagers"."""
        return any(c.dep_ == "nsubj" and c.lemma_.lower() in self.words.takers for c in children)

    def _by_captors(self, children: Sequence[Any]) -> bool:
        """Say whether a verb's subject is of those whose holding is no arrest."""
        return any(c.dep_ == "nsubj" and c.lemma_.lower() in self.words.captors for c in children)

    def _is_held_over(self, children: Sequence[Any]) -> bool:
        """Say whether people are held for something done, by nobody named: "41 held after derby riot"."""
        if not any(c.dep_ in ("prep", "mark") and c.lower_ in ("over", "after") for c in children):
            return False
        return self.words.captors.isdisjoint(self.scene.lemma(i) for i in range(len(self.scene.words)))

    def _gives_up(self, children: Sequence[Any]) -> bool:
        """Say whether one surrenders to the police: "three surrendered to authorities"."""
        police = self.words.police
        return any(c.lemma_.lower() in police for w in children if w.lower_ == "to" for c in w.children)

    def _of_company(self, verb: Any, children: Sequence[Any], role: str, unit: str | None) -> str | None:
        """Read what stands by the verb: "found dead", "went missing", "taken hostage", "took part"."""
        # Soldiers who pour in are deployed; all others take part.
        for cue in sorted(self._near(verb, role), key=lambda cue: cue.slot != "deployed"):
            if self._befalls(cue, verb, children, role) and fit_slot((cue.slot,), unit):
                held = cue.slot == "arrested" and verb.lemma_ in _KEEPING and self._by_captors(children)
                return "captured" if held else cue.slot
        if is_negated(children):
            return None
        if role == "object":
            slot = self.with_particle(verb, children, unit)
            if slot is None and has_wounds(children):
                slot = fit_slot(("injured",), unit)
            if slot:
                return slot
        where = fate_of_place(verb, children, role, unit)
        if where or (role != "object" and verb.lemma_.lower() not in self.words.linking):
            return where
        listed = (c for w in children if w.lower_ == "as" for c in w.children)  # "listed as missing"
        for child in (*children, *listed):
            told = child.dep_ in _COMPANY and not (child.dep_ == "advcl" and has_subject(child))
            told = told or child.head.lower_ == "as"
            if child.i > verb.i and (told or child.lower_ == "aboard"):
                slot = fit_slot(self.words.states.get(child.lower_, ()), unit)
                if slot:
                    return slot
        return None

    def _near(self, verb: Any, role: str) -> list[Phrasing]:
        """Return the telling runs of words that hang on a verb, with no other number in between."""
        start = self.scene.piece(verb)
        cores = [p.core for p in self.scene.phrases if p.core > start]
        crossed = cores[1:] if role == "object" else cores
        return [
            cue
            for cue in self.phrasings
            if start - 1 < cue.end
            and cue.first <= start + _REACH
            and not cue.first <= self.target < cue.end
            and not any(core < cue.first for core in crossed)
            and self._belongs(cue, verb)
        ]

    def _befalls(self, cue: Phrasing, verb: Any, children: Sequence[Any], role: str) -> bool:
        """Say whether a run of words by the verb is said of the noun in this role."""
        if cue.slot == "deployed" and cue.side != ">" and not self.is_soldier():
            return False
        if cue.slot == "displaced" and cue.side == "^" and self._deploys(verb, children):
            return False
        if cue.side == "^" and role == "object" and self._takes_other(cue, verb, children):
            return False
        if role == "oblique":
            return self._governs(cue) and cue.first <= self.scene.piece(verb) + 3
        if cue.side == ">" or (
            is_negated(children) and _NEVER.isdisjoint(self.scene.norms[cue.first : cue.end])
        ):
            return False
        if cue.side == "*":
            return role == "object" or not any(c.dep_ == "dobj" for c in children)
        if (role == "object") == (cue.side == "^"):
            return True
        return role == "object" and cue.side == "" and is_passive_or_linking(verb, children)

    def _takes_other(self, cue: Phrasing, verb: Any, children: Sequence[Any]) -> bool:
        """Say whether a run of words goes on to an object of its own: "bit two campers and made off with the
        ham"; and whether the house that "took in" people is no prison."""
        if is_passive_or_linking(verb, children):
            return False
        if self.scene.norms[cue.first + 1 : cue.end] == ["in"] and cue.slot == "arrested":
            return any(c.dep_ == "nsubj" and c.lemma_.lower() not in self.words.police for c in children)
        return self.scene.norm(cue.end - 1) == "with" and 0 <= self.target < cue.first

    def _governs(self, cue: Phrasing) -> bool:
        """Say whether a run of words governs the noun in question: "search for", "make off with"."""
        if cue.side == ">":
            return True
        near = 0 <= self.target - cue.end <= _NOUN_REACH
        return cue.side == "^" and near and self.scene.norm(cue.end - 1) in _GOVERNING

    def _belongs(self, cue: Phrasing, verb: Any) -> bool:
        """Say whether a run of words hangs on a verb and not on another one that has its own subject."""
        if cue.first < self.scene.piece(verb) < cue.end:
            return True  # "go" in "let go of"
        token = self.scene.token(cue.first)
        for _ in range(6):
            if token.i == verb.i:
                return True
            if token.head.i == token.i or (token.tag_[:2] == "VB" and has_subject(token)):
                return False
            token = token.head
        return False

    def with_particle(self, verb: Any, children: Sequence[Any], unit: str | None) -> str | None:
        """Read a verb parted from its particle by the object: "got the toddler out", "let the women go"."""
        lemma = verb.lemma_.lower()
        rows = self.words.phrases.get(lemma, ())
        for child in children if rows else ():
            if child.dep_ in _PARTICLES and child.i > verb.i + 1:
                runs = ((lemma, child.lower_), self._with_noun(lemma, child))
                told = (m[1:] for phrase, m in rows if phrase in runs and m[0] in ("^", "*"))
                slot = fit_slot(told, unit)
                if slot:
                    return slot
        return None

    def _with_noun(self, lemma: str, preposition: Any) -> tuple[str, ...]:
        """Return "tear to pieces" of "tore a shepherd to pieces"."""
        nouns = (c for c in preposition.children if c.dep_ == "pobj" and c.i == preposition.i + 1)
        noun = next(nouns, None)
        return (lemma, preposition.lower_, noun.lower_) if noun is not None else ()

    def _among(self, children: Sequence[Any], unit: str | None) -> str | None:
        """Read "were among the nine killed": the fate of those named there is the subject's."""
        told = (self.of_words(word, unit) for c in children if c.lower_ == "among" for word in c.subtree)
        return next(filter(None, told), None)

    def _further(
        self, verb: Any, children: Sequence[Any], role: str, unit: str | None, depth: int
    ) -> str | None:
        """Read the verbs that share this verb's subject or object: "thought to have drowned"."""
        said_of_subject = role == "subject" or is_passive_or_linking(verb, children)
        commands = role == "subject" and has_object(verb)
        for child in children:
            if has_subject(child) or (commands and child.dep_ == "xcomp"):
                continue  # "a judge ordered Burke to be held": not the judge
            slot = None
            participle = "object" if child.tag_ == "VBN" and not is_perfect(child) else "subject"
            if child.dep_ in ("xcomp", "ccomp", "acomp"):
                slot = self.read(child, participle, unit, depth + 1)
            elif child.dep_ == "conj" and role in ("subject", "object"):
                if said_of_subject or not has_object(child):
                    shared = "subject" if said_of_subject else "object"
                    slot = self.read(child, shared, unit, depth + 1)
            elif child.dep_ == "prep" and child.lower_ == "after" and role == "subject":
                slot = self._after_being(child, unit, depth)
            elif child.dep_ == "advcl" and child.i < verb.i and said_of_subject and role != "oblique":
                if verb.lemma_ in self.words.saying:
                    continue
                slot = self.read(child, participle, unit, depth + 1)
            if slot:
                return slot
        return None

    def _after_being(self, preposition: Any, unit: str | None, depth: int) -> str | None:
        """Read "took herself to hospital after being shot"."""
        suffered = (c for c in preposition.children if c.dep_ == "pcomp" and c.tag_ == "VBN")
        told = (self.read(verb, "object", unit, depth + 1) for verb in suffered)
        return next(filter(None, told), None)


def _is_blaming(children: Sequence[Any]) -> bool:
    """Say whether "responsible" is said of a verb's object: "hold the mayor responsible"."""
    own = (c for noun in children if noun.dep_ == "dobj" for c in noun.children if c.i > noun.i)
    return any(c.lower_ in _BLAMED for c in (*children, *own))


def _holds_on(verb: Any, children: Sequence[Any]) -> bool:
    """Say whether "held" goes on to a word that makes it no holding: "held forth", "held up for"."""
    after = (c for c in children if c.i > verb.i and c.dep_ != "prep")
    return any(c.lower_ in _HOLDING_ON for c in after)


def _acts_on_self(children: Sequence[Any]) -> bool:
    """Say whether the object is the subject again: "shot himself"."""
    return any(c.dep_ == "dobj" and c.lower_.endswith(("self", "selves")) for c in children)

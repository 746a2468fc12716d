"""Find the noun that a number standing alone reaches back to: "a family of seven", "deaths stood at 203"."""

from typing import Any, Final, NamedTuple

from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.lexicon import noun_words, number_words
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.scene import Scene, noun_after
from variorum.analyse.quantities.standing import (
    BRINGING,
    apposed,
    brought,
    brought_to,
    first_of_many,
    headed,
    identified,
    of_opening,
)
from variorum.analyse.tags import NOUN_TAGS, PLURAL_TAGS
from variorum.data import load_words

_FEW: Final = 20
_NUMBERING: Final = load_words("quantities/words.yaml", "numbering")
_CROWDING: Final = (["in", "their"], ["by", "the"], ["in", "the"])
_PARTING: Final = frozenset(
    {"with", "in", "on", "for", "among", "including", "like", "under", "over", "near"}
)
_MOSTLY: Final = frozenset({"mostly", "mainly", "largely", "chiefly"})
_PROVING: Final = load_words("quantities/words.yaml", "proving")
_PUTTING: Final = load_words("quantities/words.yaml", "putting")


class Counted(NamedTuple):
    """The counted noun's token (None where the words leave it out), its unit, whether it stands before."""

    noun: Any
    unit: str | None
    back: bool = False


def unit_of(token: Any) -> str | None:
    """Return the unit of a noun, "object" where no list tells."""
    known = noun_words()
    unit = known.unit_of(token.lemma_.lower()) or known.unit_of(token.lower_)
    if (unit is None and token.tag_ in ("NNPS",)) or token.ent_type_ == "NORP":
        unit = "person"
    return unit or "object"


def antecedent(scene: Scene, phrase: Phrase, *, subject: bool = False) -> Counted:
    """Return the noun that "of them" reaches back to: the nearest plural before, counted nouns first."""
    doc = scene.tokens
    start = scene.token(phrase.first).i
    if subject:
        for i in range(start - 1, max(-1, start - 60), -1):
            apposed_to = i > 0 and doc[i - 1].lower_ in _MOSTLY  # "guards, mostly clerks; they number 6"
            if doc[i].dep_ in ("nsubj", "nsubjpass") and doc[i].tag_ in PLURAL_TAGS and not apposed_to:
                return Counted(doc[i], unit_of(doc[i]), back=True)
    for i in range(start - 1, max(-1, start - 60), -1):
        token = doc[i]
        if _is_number_of_hurt(scene, token):
            return Counted(token, "person", back=True)  # "212 wounded, 31 of them gravely"
        if token.tag_ in PLURAL_TAGS or (token.tag_ == "NN" and token.lemma_ in noun_words().groups):
            if token.ent_type_ in ("DATE", "TIME") or unit_of(token) == "event":
                continue
            token = _counted_before(scene, phrase, token)
            return Counted(token, unit_of(token), back=True)
    return Counted(None, None)


def _is_number_of_hurt(scene: Scene, token: Any) -> bool:
    """Say whether a word of fate stands for those whom the number before it counts, with no noun after."""
    if token.lower_ not in fate_words().states or token.i <= scene.first or token.i + 1 >= scene.end:
        return False
    ends = scene.tokens[token.i + 1].tag_ in (",", ".", "CC", "IN", ":")
    return ends and scene.tokens[token.i - 1].tag_ == "CD" and token.dep_ in ("dobj", "pobj", "nsubj")


def _counted_before(scene: Scene, phrase: Phrase, nearest: Any) -> Any:
    """Return the persons that the number before counts, where the nearest plural is of no persons, or of some
    that nothing counts: "350 squatters were driven out of the barracks, and 40 of them were hurt"."""
    numbers = (p for p in scene.phrases if p.end <= phrase.first and p.kind != "zero")
    number = max(numbers, key=lambda p: p.first, default=None)
    noun = noun_after(scene, number.end) if number is not None else None
    if noun is None or noun.tag_ not in PLURAL_TAGS or noun.i >= nearest.i or unit_of(noun) != "person":
        return nearest
    return noun


def reach_back(scene: Scene, phrase: Phrase) -> Counted:
    """Find the noun before a number that stands alone: "a family of seven", "deaths stood at 203"."""
    before = scene.norm(phrase.first - 1)
    if before in ("of", "whom") and phrase.first >= 2:
        found = _of_group(scene, phrase) if before == "of" else _of_whom(scene, phrase)
        if found is not None:
            return found
    if phrase.kind == "vague" and scene.norms[max(0, phrase.first - 2) : phrase.first] in _CROWDING:
        crowd = _crowd(scene.token(phrase.first))
        return Counted(crowd, unit_of(crowd), back=True) if crowd is not None else Counted(None, None)
    if before in ("now", ":") and scene.norm(phrase.first - 2) in noun_words().tallies:
        return Counted(None, None)  # "total now seven"
    if scene.norm(phrase.end) == "strong" and phrase.first >= 2:
        at = phrase.first - (2 if before == "," else 1)
        group = scene.token(at)
        if group.tag_ in NOUN_TAGS:
            return Counted(group, "person", back=True)
    noun = (
        _before_change(scene, phrase)
        or identified(scene, phrase)
        or of_opening(scene, phrase)
        or apposed(scene, phrase)
        or brought_to(scene, phrase)
        or brought(scene, phrase)
        or headed(scene, phrase)
        or _equated(scene, phrase)
    )
    if noun is not None:
        if noun.lemma_.lower() in noun_words().tallies:
            noun = _of_tally(noun)
            if noun is None:
                return Counted(None, None)
        state = noun.tag_ not in NOUN_TAGS and noun.lower_ in fate_words().states
        return Counted(noun, "person" if state else unit_of(noun), back=True)
    asked = _from_question(scene) if scene.norm(phrase.end) in ("", ".", ",") else None
    return Counted(None, None) if asked is None else Counted(asked, unit_of(asked), back=True)


def _of_group(scene: Scene, phrase: Phrase) -> Counted | None:
    """Read "a family of seven", "a town of less than 1,000"; the children of "a mother of three" are in no
    other word."""
    group, known = scene.token(phrase.first - 2), noun_words()
    lemma = group.lemma_.lower()
    if lemma in known.parents:
        return Counted(None, None)
    if lemma in known.settlements and (phrase.high or phrase.low or 0) > _FEW:
        return Counted(group, "person", back=True)
    return Counted(group, known.groups[lemma], back=True) if lemma in known.groups else None


def _of_whom(scene: Scene, phrase: Phrase) -> Counted | None:
    """Read "the warders, of whom three were hurt": parts of those right before the comma."""
    if scene.norm(phrase.first - 2) != "of":
        return None
    near = scene.token(phrase.first - 4) if phrase.first > 3 and scene.norm(phrase.first - 3) == "," else None
    if near is not None and near.tag_ in PLURAL_TAGS:
        return Counted(near, unit_of(near), back=True)
    return antecedent(scene, phrase)


def _before_change(scene: Scene, phrase: Phrase) -> Any:
    """Return the plural that the number before counts: "20 people are missing, down from 150"."""
    if scene.norm(phrase.first - 1) != "from" or scene.norm(phrase.first - 2) not in ("up", "down"):
        return None
    numbers = [p for p in scene.phrases if p.end < phrase.first]
    noun = noun_after(scene, numbers[-1].end) if numbers else None
    many = noun is not None and noun.tag_ in PLURAL_TAGS and noun.i < scene.token(phrase.first).i
    return noun if many else None


def _crowd(number: Any) -> Any:
    """Return the subject in "farmers came in their thousands", "storks fell by the hundreds"."""
    verb = number.head.head
    if verb.tag_ in PLURAL_TAGS and verb.i < number.i:
        return verb  # "farmers in their thousands"
    subjects = (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass"))
    return next((c for c in subjects if c.tag_ in PLURAL_TAGS), None)


def _of_tally(noun: Any) -> Any:
    """Return the noun in "the number of deaths"; None for "the toll"."""
    for child in noun.children if noun.lemma_.lower() != "toll" else ():  # "the toll of the tunnel"
        if child.lower_ == "of":
            for grand in child.children:
                states = fate_words().states
                if grand.tag_ in NOUN_TAGS or grand.lower_ in states:
                    return grand
                told = (c for c in grand.children if c.lower_ in states and c.i > grand.i)
                if (state := next(told, None)) is not None:
                    return state  # "the number of confirmed dead"
    return None


def _equated(scene: Scene, phrase: Phrase) -> Any:
    """Return the subject that a verb equates with the number: "deaths stood at 203"."""
    number = scene.token(phrase.core_end - 1)
    for _ in range(3):
        if number.head.i == number.i or number.head.tag_[:2] == "VB":
            break
        if number.head.lower_ in _PARTING:
            return None
        number = number.head
    verb = number.head
    before = scene.norm(phrase.first - 1)
    if before == "at" and (listed := _listed_with_number(scene.token(phrase.first - 1).head)) is not None:
        return listed
    if before == "as" and scene.token(phrase.first - 1).head.tag_[:2] == "VB":
        objects = [
            c for c in scene.token(phrase.first - 1).head.children if c.dep_ == "dobj" and c.tag_ in NOUN_TAGS
        ]
        return objects[0] if objects else None
    if before == "to" and any(p.end == phrase.first - 2 for p in scene.phrases):
        return None  # "51 votes to 49"
    if before in _NUMBERING and scene.token(phrase.first - 1).tag_ != "NNP":
        verb = scene.token(phrase.first - 1)
    subject = _subject_of(scene, phrase, verb, before)
    if subject is None and before in _NUMBERING and scene.norm(phrase.first - 2) not in ("the", "a", "its"):
        subject = first_of_many(scene, phrase)
    return subject


def _listed_with_number(noun: Any) -> Any:
    """Return the second noun in "put the number of injured at 45 and the number of arrests at 17"."""
    if noun.dep_ != "conj" or noun.tag_ not in NOUN_TAGS:
        return None
    return noun if noun.head.head.lemma_ in _PUTTING else None


def _subject_of(scene: Scene, phrase: Phrase, verb: Any, before: str) -> Any:
    lemma, number = verb.lemma_.lower(), scene.token(phrase.first).i
    if before == "there" or (lemma == "be" and any(c.dep_ == "expl" for c in verb.children)):
        return None if any(c.tag_ in PLURAL_TAGS for c in verb.children) else _from_question(scene)
    if before == "at" and lemma in _PUTTING and scene.norm(phrase.end) not in fate_words().states:
        roles = ("nsubjpass",) if any(c.dep_ == "auxpass" for c in verb.children) else ("dobj",)
        return next((c for c in verb.children if c.dep_ in roles and c.i < number), None)
    if lemma in BRINGING:
        between = (c for c in verb.children if verb.i < c.i < number and c.dep_ in ("dobj", "nsubj"))
        past = "past" in (before, scene.norm(phrase.first))
        nouns = [c for c in between if (before == "to" or past) and c.tag_ in NOUN_TAGS]
        told = nouns[-1] if nouns else None  # "bringing his season total to 43" has two objects
        return told if told is None else _own_dead(scene, told)
    if lemma not in fate_words().equating and verb.lower_ not in number_words().changes:
        return None
    if lemma == "be" and before != "at" and scene.norm(phrase.end) not in ("", ".", ",", ";"):
        return None
    changed = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < number), None)
    if changed is not None and changed.tag_ in NOUN_TAGS and before in ("to", "from", "at"):
        return changed  # "officials revised the toll from 56 to 49"
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and child.i < number:
            found = _stands_for(scene, phrase, verb, child)
            if found is not None:
                return found
    return _who_proved(verb.head) if verb.dep_ == "xcomp" else _modified_by(verb)


def _modified_by(verb: Any) -> Any:
    return verb.head if verb.dep_ == "acl" and verb.head.tag_ in NOUN_TAGS else None


def _who_proved(verb: Any) -> Any:
    """Return those of "the wounded proved to be 47"; the boys who turned out to be 17 are of that age."""
    if verb.lemma_ not in _PROVING:
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    return subject if subject is not None and subject.lower_ in fate_words().states else None


def _own_dead(scene: Scene, owner: Any) -> Any:
    """Return the dead of "brings the prison's dead to 14", any other noun as it is."""
    after = scene.tokens[owner.i + 1 : owner.i + 3]
    owns = len(after) == 2 and after[0].tag_ == "POS" and after[1].lower_ in fate_words().states
    return after[1] if owns else owner


def _stands_for(scene: Scene, phrase: Phrase, verb: Any, subject: Any) -> Any:
    """Return the noun that a subject is, or that its pronoun reaches back to."""
    if subject.lower_ in ("they", "these", "those"):
        return antecedent(scene, phrase, subject=True).noun
    if subject.lower_ in ("which", "that"):
        return verb.head if verb.head.tag_ in NOUN_TAGS else None
    return subject if subject.tag_ in NOUN_TAGS else None


def _from_question(scene: Scene) -> Any:
    """Return the noun of a question just before: "Hostages? By last count there were eighteen"."""
    doc = scene.tokens
    for i in range(scene.first, max(0, scene.first - 4), -1):
        if (
            doc[i].lower_ == "?"
            and i > 0
            and doc[i - 1].tag_ in PLURAL_TAGS
            and (i < 2 or doc[i - 1].is_sent_start)
        ):
            return doc[i - 1]
    for i in range(scene.first, min(scene.end, scene.first + 3)):
        if doc[i].lower_ == "?" and i > 0 and doc[i - 1].tag_ in PLURAL_TAGS:
            return doc[i - 1]
    return None

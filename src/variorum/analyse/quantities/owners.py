"""Find whose age a number tells: the person before or after it, or the subject of its clause."""

from typing import Any, Final

from variorum.analyse.quantities.lexicon import noun_words
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.scene import Scene, noun_after, noun_span
from variorum.analyse.tags import NOUN_TAGS
from variorum.data import load_words
from variorum.model.span import Span

_YOUNG: Final = load_words("quantities/words.yaml", "children")
_AGES_OF_YOUNG: Final = range(3, 20)
ANYONE: Final = load_words("quantities/words.yaml", "anyone")
_BETWEEN: Final = frozenset(
    {"both", "all", "each", "mostly", "mainly"}
)  # "the suspects, both in their twenties"
BELIEVED: Final = load_words("quantities/words.yaml", "believed")
_BELIEVING: Final = BELIEVED | {"to", "be", "have", "been", "aged"}
AGED: Final = frozenset({"aged", "age", "ages"})
NAMED: Final = frozenset({"PERSON", "", "ORG", "GPE", "FAC", "NORP", "PRODUCT"})
_LONGEST_NAME: Final = 5  # words of a name and of what stands before it without a comma


def is_person(token: Any) -> bool:
    """Say whether a noun is of a person."""
    return noun_words().unit_of(token.lemma_.lower()) == "person"


def is_name(scene: Scene, at: int) -> bool:
    """Say whether a piece ends a person's name."""
    token = scene.token(at) if at >= 0 else None
    return token is not None and token.tag_ == "NNP" and token.ent_type_ == "PERSON"


def person_before(scene: Scene, piece: int) -> Span | None:
    """Return the noun or name of the person that ends at or shortly before a piece."""
    left, at = 3, piece
    while at >= 0 and left:
        token = scene.token(at)
        if token.lower_ in ANYONE:
            return None
        if token.tag_ in NOUN_TAGS and token.lower_ not in AGED:  # "the victims' ages range from"
            return name_span(scene, token)
        left -= token.lower_ not in _BETWEEN
        at -= 1
    return None


def person_after(scene: Scene, piece: int) -> Span | None:
    """Return the person that a clause begins with: "At 83, the former president is too frail"."""
    noun = noun_after(scene, piece)
    if noun is None or not (is_person(noun) or noun.ent_type_ == "PERSON"):
        return None
    return name_span(scene, noun)


def believed_before(scene: Scene, phrase: Phrase) -> Span | None:
    """Return the person right before the comma in "of the suspect, believed to be about 25 years old"."""
    at = phrase.first - 1
    while at > 0 and scene.norm(at) in _BELIEVING:
        at -= 1
    if at == phrase.first - 1 or at < 1 or scene.norm(at) != "," or scene.norm(at + 1) not in BELIEVED:
        return None
    person = scene.token(at - 1)
    return name_span(scene, person) if person.tag_ == "NNP" or is_person(person) else None


def subject_of(scene: Scene, phrase: Phrase) -> Span | None:
    """Return the subject of the clause that an age is said in, where it is a noun."""
    token = scene.token(phrase.core)
    for _ in range(6):
        for child in reversed(list(token.children)):  # "the novelist Ann Sill turns 90" has two
            if child.dep_ in ("nsubj", "nsubjpass") and child.i < scene.token(phrase.core).i:
                if child.tag_ == "PRP":
                    return None
                noun = _of_part(_who_is_meant(child))
                if noun.tag_ in NOUN_TAGS:
                    return name_span(scene, noun)
        is_before = token.tag_ in NOUN_TAGS and token.i < scene.token(phrase.first).i
        if is_before and token.dep_ != "npadvmod" and token.lower_ not in AGED and not is_named_place(token):
            return name_span(scene, token)
        if token.head.i == token.i:
            break
        token = token.head
    return None


def is_named_place(token: Any) -> bool:
    """Say whether a name is of the place where it happened: "died in Osk, Kestria, at the age of 91"."""
    return token.ent_type_ in ("GPE", "LOC", "FAC") and token.dep_ in ("pobj", "appos", "conj")


def _who_is_meant(token: Any) -> Any:
    """Return the noun of a subject parsed as a clause: "the child shot on Sunday was six years old"."""
    if token.tag_ not in ("VBD", "VBN"):
        return token
    return next((c for c in token.children if c.dep_ == "nsubj" and c.tag_ in NOUN_TAGS), token)


def _of_part(token: Any) -> Any:
    """Return the noun that a part is of: "most of the trainees", "two of the victims"."""
    if token.tag_ not in ("JJS", "CD", "DT", "NN"):
        return token
    of = next((c for c in token.children if c.lower_ == "of"), None)
    many = (c for c in (of.children if of is not None else ()) if c.tag_ == "NNS" and is_person(c))
    return next(many, token)


def is_title(token: Any) -> bool:
    """Say whether the first word of a name is a title or a calling: "Sister", "Firefighter"."""
    word = token.lower_.rstrip(".")
    return word in noun_words().titles or noun_words().units.get(word) == "person"


def name_span(scene: Scene, token: Any) -> Span:
    """Return a noun, or the whole of the name that a token is the last word of, without its title."""
    if token.tag_ not in ("NNP", "NNPS"):
        return noun_span(scene, token)
    doc = scene.tokens
    last = token.i
    while last + 1 < scene.end and doc[last + 1].tag_ == "NNP" and doc[last + 1].ent_type_ == token.ent_type_:
        last += 1
    first = token.i
    while first - 1 >= scene.first and doc[first - 1].tag_ in ("NNP", "HYPH") and first > token.i - 5:
        first -= 1
    while first < last and is_title(doc[first]):
        first += 1
    return Span(doc[first].idx, doc[last].end)


def is_young(persons: Any, age: Any) -> bool:
    """Say whether many children may be of an age: "two boys of twelve"."""
    return persons.lower_ in _YOUNG and (age or 0) in _AGES_OF_YOUNG


def is_full_name(scene: Scene, last: int) -> bool:
    """Say whether two or more capitalised words without an article end here ("Guide Ula Bern was 34")."""
    first = last
    while first >= 0 and last - first <= _LONGEST_NAME and scene.token(first).tag_ == "NNP":
        if scene.token(first).ent_type_ not in NAMED:
            break
        first -= 1
    return 2 <= last - first <= _LONGEST_NAME and scene.norm(first) not in ("the", "a", "an", "'s")


def is_persons_name(scene: Scene, last: int) -> bool:
    """Say whether a full name ends here that is taken for no town's: the comma behind the age is left out."""
    return scene.token(last).ent_type_ in ("PERSON", "") and is_full_name(scene, last)

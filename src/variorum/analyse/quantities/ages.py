"""Read ages: "a 27-year-old nurse", "aged 20 and 26", "Hedda Morn, 38,", "in her late 50s"."""

from typing import Any, Final

from msgspec.structs import replace

from variorum.analyse.quantities.decades import POSSESSIVE, may_be_lived, whose_decade
from variorum.analyse.quantities.dismissing import is_age_group
from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.lexicon import noun_words
from variorum.analyse.quantities.old_things import is_in_a_title, is_old_thing
from variorum.analyse.quantities.owners import (
    AGED,
    ANYONE,
    BELIEVED,
    NAMED,
    believed_before,
    is_full_name,
    is_name,
    is_named_place,
    is_person,
    is_persons_name,
    is_young,
    name_span,
    person_after,
    person_before,
    subject_of,
)
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.reaching import antecedent, unit_of
from variorum.analyse.quantities.scene import Scene, noun_after, noun_span
from variorum.analyse.quantities.several_ages import is_bare, joins_another, listed_persons, of_opened
from variorum.analyse.quantities.standing import those_after
from variorum.analyse.tags import NOUN_TAGS, PLURAL_TAGS
from variorum.model.analysis import Quantity
from variorum.model.span import Span

_OLDEST: Final = 125
_LIMITS: Final = {"under": "fewer_than", "over": "more_than"}
_COMPARED: Final = {"younger": "fewer_than", "older": "more_than"}
_SUPERLATIVES: Final = frozenset({"eldest", "oldest", "youngest"})
_FOUND: Final = frozenset({"found", "was", "is", "lay"})
_THEN: Final = frozenset({"now", "then", "just", "only", "aged", "barely", "also"})
_BE: Final = frozenset({"is", "was", "am"})
_WERE: Final = frozenset({"were", "are"})
_BEING: Final = frozenset({"be", "are", "is", "were", "was"})
_STOPS: Final = frozenset({",", ".", "", ";", ")", "and", "when"})
_LIMITING: Final = frozenset({"fewer_than", "more_than", "up_to"})
_CLOSING: Final = {",": (",", ".", ";", "and"), "(": (")", ",", ";")}
_ONES: Final = frozenset({"was", "is", "has"})  # verbs of one person: "Ann Lee, 24 was shot"
_TURN: Final = frozenset({"turned", "turns", "turning", "turn"})
_UNITS: Final = {"year": "year", "years": "year", "yr": "year", "month": "month", "months": "month",
                 "week": "week", "weeks": "week", "day": "day", "days": "day"}  # fmt: skip


def read_age(scene: Scene, phrase: Phrase, last: tuple[int, Span | None]) -> tuple[Quantity, int] | None:
    """Return the age that a phrase gives, with the piece after it; `last` is where the
    age before it ends and whose it is."""
    if phrase.kind in ("ordinal", "zero", "vague", "fixed", "share") or phrase.currency:
        return None
    if "s" in scene.norms[phrase.end - 1 : phrase.end + 1] and is_age_group(scene, phrase):
        return _read_group(scene, phrase)
    if phrase.kind == "decade":
        lived = may_be_lived(scene, phrase)
        return _make(scene, phrase, phrase.end, whose_decade(scene, phrase)) if lived else None
    if phrase.high is None or not 0 < phrase.high <= _OLDEST:
        return None
    old = _read_old(scene, phrase) or _read_joined(scene, phrase)
    if old is not None or phrase.high.denominator != 1:
        return old
    return (
        _read_aged(scene, phrase, last)
        or _read_from_words(scene, phrase)
        or _read_plain(scene, phrase)
        or _read_several(scene, phrase)
        or _read_apposed(scene, phrase)
    )


def _read_group(scene: Scene, phrase: Phrase) -> tuple[Quantity, int]:
    """Read "the under-16s", whose figures may have been taken for a decade."""
    first = phrase.core - 2
    limit = replace(
        phrase, first=first, high=phrase.low, bound=_LIMITS[scene.norm(first)], qualifier=scene.norm(first)
    )
    return _make(scene, limit, phrase.end + (scene.norm(phrase.end) == "s"), None)


def _read_from_words(scene: Scene, phrase: Phrase) -> tuple[Quantity, int] | None:
    """Read "children as young as six", "a boy younger than 12" and "Riley Spitler, then 16,"."""
    if scene.norm(phrase.first - 1) == "than" and scene.norm(phrase.first - 2) in _COMPARED:
        if scene.token(phrase.end).tag_ in NOUN_TAGS or scene.norm(phrase.first - 3) in ("not", "no"):
            return None  # "older than twelve others", "no older than nine"
        words = scene.norm(phrase.first - 2)
        limit = replace(
            phrase, first=phrase.first - 2, high=phrase.low, bound=_COMPARED[words], qualifier=words
        )
        return _make(scene, limit, phrase.end, person_before(scene, phrase.first - 3))
    if phrase.qualifier in ("as young as", "as old as"):
        return _make(scene, phrase, phrase.end, person_before(scene, phrase.first - 1))
    if phrase.first == 1 and scene.norm(0) == "at" and scene.norm(phrase.end) in ("he", "she"):
        return _make(scene, phrase, phrase.end, None)  # "at ninety-one she keeps bees"
    opening = scene.norm(phrase.first - 2)
    if scene.norm(phrase.first - 1) in _THEN and scene.norm(phrase.end) in _CLOSING.get(opening, ()):
        return _make(scene, phrase, phrase.end, person_before(scene, phrase.first - 3))
    return None


def _read_plain(scene: Scene, phrase: Phrase) -> tuple[Quantity, int] | None:
    """Read "the eldest was 81", "he is 19", "a boy of 12", "the pair, both 17", "at 44, she"."""
    before, end = scene.norm(phrase.first - 1), phrase.end
    if not is_bare(scene, phrase) or phrase.first < 1:
        return None
    near = [scene.norm(i) for i in range(max(0, phrase.first - 6), phrase.first)]
    if before in _SUPERLATIVES or (before in _BE and not _SUPERLATIVES.isdisjoint(near)):
        return _make(scene, phrase, end, _ranked(scene, phrase))
    if before in ("be", "been") and phrase.bound == "about" and scene.norm(end) in _STOPS:
        return _read_guessed(scene, phrase)
    if before == "be" and (scene.norm(end) in _STOPS or scene.token(end).tag_ in ("VBD", "VBZ", "MD")):
        return _read_believed(scene, phrase)
    verb = phrase.first - (2 if before in _THEN else 1)
    if scene.norm(verb) in _BE and verb >= 1 and scene.norm(end) in _STOPS:
        return _read_said(scene, phrase, verb)
    if before == "of" and phrase.first >= 2 and scene.norm(phrase.end) != "of":  # "a friend of one of them"
        person = scene.token(phrase.first - 2)
        many = (*noun_words().groups, *noun_words().parents)
        paired = person.tag_ == "NNS" and joins_another(scene, phrase)  # "boys of nine and ten"
        one = person.tag_ == "NN" or paired or is_young(person, phrase.high)
        if one and is_person(person) and person.lemma_.lower() not in many:
            return _make(scene, phrase, end, noun_span(scene, person))
    many_are = before in _WERE and scene.norm(phrase.first - 2) == "who" and joins_another(scene, phrase)
    if many_are or (
        before == "both" and scene.norm(phrase.first - 2) in (",", "(") and scene.norm(end) in _STOPS
    ):
        return _make(scene, phrase, end, person_before(scene, phrase.first - 3))
    return _read_at(scene, phrase) if before == "at" else None


def _read_several(scene: Scene, phrase: Phrase) -> tuple[Quantity, int] | None:
    """Read "the sisters were nine and six" and "barely eighteen, the boy was lost"."""
    whose = listed_persons(scene, phrase) if scene.norm(phrase.first - 1) in _WERE else None
    whose = whose or (of_opened(scene, phrase) if scene.norm(phrase.end) == "," else None)
    return _make(scene, phrase, phrase.end, noun_span(scene, whose)) if whose is not None else None


def _ranked(scene: Scene, phrase: Phrase) -> Span | None:
    """Return the person in "the youngest victim was 6", "the oldest of the accused is 78"."""
    at = next(i for i in range(phrase.first - 1, -1, -1) if scene.norm(i) in _SUPERLATIVES) + 1
    if at >= phrase.first:
        return None
    of = scene.norm(at) == "of"
    person = noun_after(scene, at + 1 if of else at) or (those_after(scene, at + 1) if of else None)
    if person is None or not scene.holds(person) or scene.piece(person) >= phrase.first:
        return None
    return name_span(scene, person) if not of or is_person(person) or person.tag_ not in NOUN_TAGS else None


def _read_believed(scene: Scene, phrase: Phrase) -> tuple[Quantity, int] | None:
    """Read "the girl, believed to be 14 or 15," and "she is thought to be 30": said of one person."""
    if scene.norm(phrase.first - 2) != "to" or scene.norm(phrase.first - 3) not in BELIEVED:
        return None
    counted = subject_of(scene, phrase)
    person = scene.tokens[scene.page.index_at(counted.end - 1)] if counted is not None else None
    if person is not None and (person.tag_ in PLURAL_TAGS or not (is_person(person) or person.tag_ == "NNP")):
        return None
    if person is None and not any(scene.norm(i) in ("he", "she") for i in range(phrase.first)):
        return None
    return _make(scene, phrase, phrase.end, counted)


def _read_guessed(scene: Scene, phrase: Phrase) -> tuple[Quantity, int] | None:
    """Read "the drowned man may have been about thirty"."""
    verb = scene.token(phrase.first - 1)
    person = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if person is None or not (person.lower_ in ("he", "she") or (person.tag_ == "NN" and is_person(person))):
        return None
    return _make(scene, phrase, phrase.end, None if person.tag_ == "PRP" else noun_span(scene, person))


def _read_at(scene: Scene, phrase: Phrase) -> tuple[Quantity, int] | None:
    """Read "at 44, she", "he died at 84"."""
    after = scene.norm(phrase.end)
    if phrase.first == 1:
        return _make(scene, phrase, phrase.end, person_after(scene, phrase.end + 1)) if after == "," else None
    was_dead = scene.norm(phrase.first - 2) == "dead" and scene.norm(phrase.first - 3) in _FOUND
    if after in _STOPS and (was_dead or scene.lemma(phrase.first - 2) in fate_words().lives):
        return _make(scene, phrase, phrase.end, subject_of(scene, phrase))
    return None


def _read_said(scene: Scene, phrase: Phrase, verb: int) -> tuple[Quantity, int] | None:
    """Read "he is 19", "Nana Orlo, who is 101", "the pilot, Ann Lee, was 61": said of one person."""
    subject = scene.token(verb - 1)
    if subject.lower_ in ("he", "she"):
        return _make(scene, phrase, phrase.end, None)
    if subject.lower_ == "who" or (subject.lower_ == "," and is_name(scene, verb - 2)):
        return _make(scene, phrase, phrase.end, person_before(scene, verb - 2))
    if is_name(scene, verb - 1):
        return _make(scene, phrase, phrase.end, name_span(scene, subject))
    named = verb - 2 if subject.lower_ == "," else verb - 1
    if phrase.in_figures and is_full_name(scene, named):
        return _make(scene, phrase, phrase.end, name_span(scene, scene.token(named)))
    if subject.tag_ == "NN" and is_person(subject) and subject.lemma_.lower() not in noun_words().masses:
        return _make(scene, phrase, phrase.end, noun_span(scene, subject))
    return None


def _make(
    scene: Scene, phrase: Phrase, end: int, counted: Span | None, unit: str = "year"
) -> tuple[Quantity, int]:
    low, high = phrase.bounds(counts=False)
    quantity = Quantity(
        span=scene.span(phrase.first, max(end, phrase.end)), kind="measure", low=low, high=high, unit=unit,
        qualifier=phrase.qualifier, counted=counted, slot="age",
    )  # fmt: skip
    return quantity, max(end, phrase.end)


def _read_old(scene: Scene, phrase: Phrase) -> tuple[Quantity, int] | None:
    """Read "27-year-old", "forty years old", "nine months of age"."""
    at = phrase.end
    if scene.norm(at) == "-":
        at += 1
    unit = _UNITS.get(scene.norm(at))
    if unit is None:
        return None
    at += 1
    if scene.norm(at) == "-":
        at += 1
    spelled = scene.norm(at)
    if spelled == "of" and scene.norm(at + 1) == "age":
        return _make(scene, phrase, at + 2, subject_of(scene, phrase), unit)
    if scene.norm(phrase.first - 1) in ("aged", "age"):
        return _make(scene, phrase, at, person_before(scene, phrase.first - 2), unit)
    if spelled not in ("old", "olds", "old's"):
        return None
    hyphened = scene.norm(at - 1) == "-" or scene.norm(phrase.end) == "-"
    noun: Any = None
    if spelled == "old" and at + 1 < len(scene.words):
        following = scene.token(at + 1)
        if hyphened or following.tag_ in NOUN_TAGS:
            noun = (
                noun_after(scene, at + 1, owner_first=True)
                if following.tag_ not in ("VBD", "VBZ", "VBP", "CC")
                else None
            )
            if noun is not None and following.tag_ == "VBN" and following.dep_ == "ROOT":
                noun = None
    if (noun is not None and is_old_thing(noun)) or is_in_a_title(scene, phrase, at):
        return None
    counted = name_span(scene, noun) if noun is not None else None
    if counted is None and not hyphened:
        counted = believed_before(scene, phrase) or subject_of(scene, phrase)
    return _make(scene, phrase, at + 1, counted, unit)


def _read_joined(scene: Scene, phrase: Phrase) -> tuple[Quantity, int] | None:
    """Read the first of "13 and 14 years of age"."""
    if scene.norm(phrase.end) not in ("and", "or", ","):
        return None
    second = next((p for p in scene.phrases if p.first == phrase.end + 1 and p.kind == "number"), None)
    old = _read_old(scene, second) if second is not None else None
    if old is None or scene.norm(phrase.end + 1) == "-":
        return None
    return _make(scene, phrase, phrase.end, old[0].counted, old[0].unit or "year")


def _read_aged(scene: Scene, phrase: Phrase, last: tuple[int, Span | None]) -> tuple[Quantity, int] | None:
    before = scene.norm(phrase.first - 1)
    at = phrase.first - 1
    if before in ("of", "at", "just", "only", "as", "between") and scene.norm(at - 1) in AGED:
        at, before = at - 1, scene.norm(at - 1)
    if before in AGED:
        person = at - 1
        if before == "age" and scene.norm(person) in ("at", "of", "the", "under", "over"):
            while scene.norm(person) in ("at", "of", "the", "under", "over", ","):
                if scene.norm(person) in _LIMITS:
                    bound, qualifier = _LIMITS[scene.norm(person)], scene.norm(person)
                    phrase = replace(phrase, first=person, bound=bound, qualifier=qualifier)
                person -= 1
            if scene.norm(person + 1) in ("at", ",") and scene.lemma(person) not in fate_words().lives:
                # "Died in Osk, at the age of": neither Osk nor Monday is that old.
                return _make(scene, phrase, phrase.end, subject_of(scene, phrase))
        is_where = scene.norm(person) == "," and person > 0 and is_named_place(scene.token(person - 1))
        whose = subject_of(scene, phrase) if is_where else None  # "died in Osk, aged 85"
        return _make(scene, phrase, phrase.end, whose or person_before(scene, person))
    if before in _TURN and not scene.norm(phrase.end):
        return _make(scene, phrase, phrase.end, subject_of(scene, phrase))
    if before in _TURN and scene.token(phrase.end).tag_ not in NOUN_TAGS:
        return _make(scene, phrase, phrase.end, subject_of(scene, phrase))
    last_age, whose = last
    if last_age >= 0 and phrase.in_figures and (other := _other_person(scene, phrase, last_age)) is not None:
        return _make(scene, phrase, phrase.end, other)
    one_of = scene.norm(phrase.first) == "one" and scene.norm(phrase.end) == "of"  # "Orlan, 41, one of five"
    joined = before in ("and", ",", "or") and last_age >= 0 and not one_of
    if joined and last_age in (phrase.first - 1, phrase.first - 2) and is_bare(scene, phrase):
        return _make(scene, phrase, phrase.end, whose)
    return None


def _other_person(scene: Scene, phrase: Phrase, last_age: int) -> Span | None:
    """Return the groom in "the bride is 84 and the groom 79", where the verb is not said again.

    And whoever is named so: "Ada was 23, Kira 19".
    """
    if phrase.first < 3 or scene.norm(phrase.end) not in _STOPS:
        return None
    person, at = scene.token(phrase.first - 1), phrase.first - 3
    is_beside = last_age >= 2 and scene.norm(last_age - 2) in _BE and last_age >= phrase.first - 3
    if is_beside and person.tag_ == "NNP" and scene.norm(phrase.first - 2) in (",", "and", ";"):
        return name_span(scene, person)
    owned = scene.norm(at + 1) in POSSESSIVE | {"the"} and scene.norm(at) in ("and", ",", "but")
    return noun_span(scene, person) if owned and person.tag_ == "NN" and is_person(person) else None


def _read_apposed(scene: Scene, phrase: Phrase) -> tuple[Quantity, int] | None:
    """Read "Hedda Morn, 38," and "(38)", "the sisters, nine and eleven", "children under five"."""
    limits = phrase.bound in _LIMITING and 0 < phrase.first == phrase.core - 1
    if limits or (scene.norm(phrase.first) == "between" and is_bare(scene, phrase)):
        return _read_limit(scene, phrase)
    if phrase.first < 2 or phrase.qualifier:
        return None
    owner = _owner(scene, phrase)
    return None if owner is None else _make(scene, phrase, phrase.end, owner[0])


def _owner(scene: Scene, phrase: Phrase) -> tuple[Span | None] | None:
    """Return whose age stands between commas or brackets: a name, persons, nobody named ("the eldest, 9,");
    None where the number is no age."""
    before, after, at = scene.norm(phrase.first - 1), scene.norm(phrase.end), phrase.first - 2
    if before == "," and after in _ONES and phrase.in_figures and is_persons_name(scene, at):
        return (person_before(scene, at),)
    if after not in _CLOSING.get(before, ()):
        return None
    token = scene.token(at)
    if token.tag_ in ("NNP", "NNPS") and token.ent_type_ in NAMED:
        told = scene.words[phrase.core].kind == "figure" and (after != "." or _ends_name(scene, token))
        return (person_before(scene, at),) if told else None
    if token.lower_ in _SUPERLATIVES and after == ",":
        return (None,)
    if (
        token.tag_ not in ("NN", "NNS")
        or not is_person(token)
        or (after == "and" and _follows_fate(scene, phrase))
    ):
        return None
    return (noun_span(scene, token),)


def _read_limit(scene: Scene, phrase: Phrase) -> tuple[Quantity, int] | None:
    """Read "children under five", "pensioners over 80", "men between 18 and 60": a limit of age right after
    persons."""
    if phrase.first < 1:
        return None
    person = scene.token(phrase.first - 1)
    if person.lower_ in _BEING and scene.norm(phrase.end) in _STOPS:
        return _read_required(scene, phrase)
    plausible = phrase.high is None or phrase.high <= 21 or (phrase.low or 0) >= 50 or phrase.kind == "range"
    if plausible and person.lower_ in ANYONE:
        return _make(scene, phrase, phrase.end, None)
    if plausible and person.lower_ in ("them", "whom") and scene.norm(phrase.first - 2) == "of":
        them = antecedent(scene, phrase).noun  # "boys, three of them under ten"
        is_theirs = them is not None and unit_of(them) == "person"
        return _make(scene, phrase, phrase.end, noun_span(scene, them)) if is_theirs else None
    if not plausible or scene.norm(phrase.end) == "strong" or person.tag_ not in NOUN_TAGS:
        return None
    if noun_words().unit_of(person.lemma_.lower()) != "person":
        return None
    return _make(scene, phrase, phrase.end, noun_span(scene, person))


def _read_required(scene: Scene, phrase: Phrase) -> tuple[Quantity, int] | None:
    """Read "recruits must be over 18", "most of them are under 16": a limit of age said of persons."""
    verb = scene.token(phrase.first - 1)
    person = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    plausible = phrase.in_figures and (
        (phrase.high or 0) in range(5, 22) or (phrase.low or 0) in range(12, 100)
    )
    if person is None or not plausible or noun_words().unit_of(person.lemma_.lower()) != "person":
        return None
    return _make(scene, phrase, phrase.end, noun_span(scene, person)) if person.tag_ in NOUN_TAGS else None


def _ends_name(scene: Scene, token: Any) -> bool:
    return bool(token.ent_type_ in ("PERSON", "")) or (
        token.i > 0 and scene.tokens[token.i - 1].tag_ == "NNP"
    )


def _follows_fate(scene: Scene, phrase: Phrase) -> bool:
    """Say whether "nine and eleven" goes on as a list of counts and not of ages."""
    at = phrase.end + 1
    return at + 1 < len(scene.words) and scene.token(at).tag_ != "CD"

"""Find what a number counts: the noun after it, the noun it reaches back to, and the unit of that noun."""

from typing import Any, Final, NamedTuple

from variorum.analyse.quantities.lexicon import fate_words, noun_words, number_words
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.scene import NOUN_TAGS, PLURAL_TAGS, Scene, noun_after
from variorum.analyse.quantities.standing import (
    BRINGING,
    apposed,
    brought_to,
    first_of_many,
    headed,
    of_opening,
)
from variorum.analyse.quantities.tokens import Token

_THEM: Final = frozenset({"them", "whom", "those", "these", "which"})
_WHOLES: Final = frozenset(
    ["the", "its", "their", "his", "her", "our", "these", "those", "an", "a", "all", "at", "about", "some"]
)
_NUMBERING: Final = frozenset(
    {"number", "numbered", "numbering", "totalled", "totaled", "totalling", "totaling"}
)
_PARTING: Final = frozenset(
    {"with", "in", "on", "for", "among", "including", "like", "under", "over", "near"}
)
_PUTTING: Final = frozenset({"put", "estimate", "reckon", "set", "place", "count", "give", "assess"})
_EQUATING: Final = frozenset(
    {
        "number",
        "stand",
        "total",
        "reach",
        "rise",
        "climb",
        "grow",
        "be",
        "exceed",
        "hit",
        "top",
        "pass",
        "come",
        "jump",
        "fall",
        "drop",
    }
)


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


def find_counted(scene: Scene, phrase: Phrase) -> Counted:
    """Return what a number phrase counts."""
    at = phrase.end
    fates = fate_words()
    if scene.norm(at) == "-" and scene.norm(at + 1) in noun_words().members:
        return Counted(noun_after(scene, at + 1), "person")
    while scene.norm(at) in (
        "more",
        "other",
        "others",
        "further",
        "additional",
        "of",
        "-",
        "such",
        "so",
        "far",
        "fewer",
    ):
        if scene.norm(at) in ("so", "far") and scene.norm(phrase.end) not in ("so", "far"):
            break
        if scene.norm(at) == "of":
            return _count_of(scene, phrase, at + 1)
        at += 1
    if at < len(scene.words):
        word = scene.token(at)
        goes_on = word.tag_ in NOUN_TAGS or word.tag_ in (
            "JJ",
            "VBN",
            "VBG",
            "RBS",
            "JJS",
            "JJR",
            "CD",
            "AFX",
            "``",
            "VBD",
            "RB",
            "NN",
            "PRP$",
        )
        if scene.norm(at) in fates.states and not _modifies(scene, word):
            goes_on = False
        if word.tag_ == "RB" and word.lower_ in (
            "more",
            "also",
            "later",
            "still",
            "on",
            "so",
            "now",
            "dead",
            "together",
        ):
            goes_on = False
        if (
            phrase.kind == "vague"
            and word.tag_ in ("VBN", "VBD")
            and scene.norm(at - 1) in ("more", "others")
        ):
            goes_on = False
        noun = noun_after(scene, at) if goes_on else None
        if noun is not None and not _is_tally(scene, noun) and not _starts_clause(word, noun):
            if _shares_noun(scene, noun):
                return Counted(None, _unit_of_next(scene, phrase))
            acts = noun.i == word.i and acts_alone(phrase, noun)
            return reach_back(scene, phrase) if acts else Counted(noun, unit_of(noun))
    return reach_back(scene, phrase)


def _shares_noun(scene: Scene, noun: Token) -> bool:
    """Say whether an adjective leaves its noun to the next number: "nine Polish and two Czech climbers"."""
    if noun.ent_type_ != "NORP" or noun.lower_.endswith("s"):
        return False
    at = scene.piece(noun) + 1
    return scene.norm(at) in (",", "and", "or") and any(at < p.first <= at + 2 for p in scene.phrases)


def _unit_of_next(scene: Scene, phrase: Phrase) -> str | None:
    following = [p for p in scene.phrases if p.first > phrase.first]
    nouns = (noun_after(scene, p.end) for p in following)
    return next((unit_of(noun) for noun in nouns if noun is not None and noun.ent_type_ != "NORP"), None)


def acts_alone(phrase: Phrase, noun: Token) -> bool:
    """Say whether a "noun" right after a number of many is a verb, as in headlines: "Hundreds flee".

    A number of two or more takes a plural; a singular there that tells a fate as a verb is that verb.
    """
    if noun.tag_ not in ("NN", "NNP") or (phrase.high or phrase.low or 0) < 2 or noun.lower_.endswith("s"):
        return False
    fates, form = fate_words(), noun.lower_
    is_verb = form in fates.subjects or fates.irregular.get(form) in fates.subjects or form in fates.pasts
    return is_verb and form not in noun_words().units


def _modifies(scene: Scene, word: Any) -> bool:
    """Say whether a fate word goes on to a noun: "four injured soldiers", not "four injured"."""
    if word.tag_ in NOUN_TAGS and word.lemma_.lower() not in (
        "dead",
        "wounded",
        "injured",
        "missing",
        "hurt",
    ):
        return True
    following = word.i + 1
    if following >= scene.end:
        return False
    after = scene.tokens[following]
    if after.tag_ in NOUN_TAGS and after.ent_type_ not in ("DATE", "TIME"):
        return word.dep_ in ("amod", "compound", "nmod") or after.tag_ in PLURAL_TAGS
    return after.tag_ in ("JJ", "VBN") and word.dep_ == "amod"


def _is_tally(scene: Scene, noun: Any) -> bool:
    return noun.lemma_.lower() in noun_words().tallies


def _starts_clause(word: Any, noun: Any) -> bool:
    """Say whether a verb stands between a number and the noun: "two took pictures" counts nothing there."""
    if word.tag_ == "VBN" and word.dep_ in ("ROOT", "conj", "ccomp", "advcl", "relcl", "acl"):
        return True
    return word.tag_ in ("VBD", "VBG") and word.dep_ not in ("amod", "compound", "nmod") and noun.i > word.i


def _has_noun(scene: Scene, piece: int) -> bool:
    """Say whether a noun phrase goes on at a piece: "these three men", not "those killed"."""
    if piece >= len(scene.words) or scene.norm(piece) in fate_words().states:
        return False
    tag = scene.token(piece).tag_
    return tag in NOUN_TAGS or tag in ("JJ", "CD")


def _count_of(scene: Scene, phrase: Phrase, at: int) -> Counted:
    """Find what stands after "of": "two of the climbers", "five of them", "scores of gravestones"."""
    norm = scene.norm(at)
    if norm in _THEM and (norm not in ("those", "these") or not _has_noun(scene, at + 1)):
        if norm == "those" and scene.norm(at + 1) in fate_words().states:
            return Counted(None, "person")
        if (
            at + 1 < len(scene.words)
            and (own := scene.token(at + 1)).tag_ == "NNS"
            and norm in ("them", "whom")
        ):
            return Counted(own, unit_of(own))  # "three of them children"
        return _antecedent(scene, phrase)
    if norm in _WHOLES or phrase.kind != "number" or any(p.first == at for p in scene.phrases):
        number = next((p for p in scene.phrases if at <= p.first <= at + 1 or at <= p.core <= at + 1), None)
        if number is not None:
            inner = find_counted(scene, number) if number.end > at else Counted(None, None)
            return Counted(inner.noun if not inner.back else None, inner.unit or "person")
        people = scene.token(at + 1) if at + 1 < len(scene.words) else None
        if (
            people is not None
            and people.tag_[:2] in ("VB", "JJ")
            and people.dep_ != "amod"
            and noun_words().units.get(people.lower_) == "person"
        ):
            return Counted(people, "person")
        noun = noun_after(scene, at)
        if noun is not None:
            return Counted(noun, unit_of(noun))
    elif scene.norm(phrase.core_end - 1) in number_words().scale_words:  # "a hundred of", "a score of"
        noun = noun_after(scene, at)
        if noun is not None:
            return Counted(noun, unit_of(noun))
    return Counted(None, None)


def _antecedent(scene: Scene, phrase: Phrase, *, subject: bool = False) -> Counted:
    """Return the noun that "of them" reaches back to: the nearest plural before, counted nouns first."""
    doc = scene.tokens
    start = scene.token(phrase.first).i
    if subject:
        for i in range(start - 1, max(-1, start - 60), -1):
            if doc[i].dep_ in ("nsubj", "nsubjpass") and doc[i].tag_ in PLURAL_TAGS:
                return Counted(doc[i], unit_of(doc[i]), back=True)
    for i in range(start - 1, max(-1, start - 60), -1):
        token = doc[i]
        if token.tag_ in PLURAL_TAGS or (token.tag_ == "NN" and token.lemma_ in noun_words().groups):
            if token.ent_type_ in ("DATE", "TIME") or unit_of(token) == "event":
                continue
            return Counted(token, unit_of(token), back=True)
    return Counted(None, None)


def reach_back(scene: Scene, phrase: Phrase) -> Counted:
    """Find the noun before a number that stands alone: "a family of seven", "deaths stood at 203"."""
    before = scene.norm(phrase.first - 1)
    if before == "of" and phrase.first >= 2:
        group = scene.token(phrase.first - 2)
        if group.lemma_.lower() in noun_words().parents:
            return Counted(None, None)  # the children of "a mother of three" are in no other word
        if group.lemma_.lower() in noun_words().groups:
            return Counted(group, noun_words().groups[group.lemma_.lower()], back=True)
    if before in ("now", ":") and scene.norm(phrase.first - 2) in noun_words().tallies:
        return Counted(None, None)  # "total now seven"
    if scene.norm(phrase.end) == "strong" and phrase.first >= 2:
        at = phrase.first - (2 if before == "," else 1)
        group = scene.token(at)
        if group.tag_ in NOUN_TAGS:
            return Counted(group, "person", back=True)
    noun = (
        of_opening(scene, phrase)
        or apposed(scene, phrase)
        or brought_to(scene, phrase)
        or headed(scene, phrase)
        or _equated(scene, phrase)
    )
    if noun is not None:
        if noun.lemma_.lower() in noun_words().tallies:
            noun = _of_tally(noun)
            if noun is None:
                return Counted(None, None)
        return Counted(noun, unit_of(noun), back=True)
    return Counted(None, None)


def _of_tally(noun: Any) -> Any:
    """Return the noun in "the number of deaths"; None for "the toll"."""
    for child in noun.children:
        if child.lower_ == "of":
            for grand in child.children:
                if grand.tag_ in NOUN_TAGS or grand.lower_ in fate_words().states:
                    return grand
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


def _subject_of(scene: Scene, phrase: Phrase, verb: Any, before: str) -> Any:
    lemma, number = verb.lemma_.lower(), scene.token(phrase.first).i
    if before == "there" or (lemma == "be" and any(c.dep_ == "expl" for c in verb.children)):
        return None if any(c.tag_ in PLURAL_TAGS for c in verb.children) else _from_question(scene)
    if before == "at" and lemma in _PUTTING and scene.norm(phrase.end) not in fate_words().states:
        roles = ("nsubjpass",) if any(c.dep_ == "auxpass" for c in verb.children) else ("dobj",)
        return next((c for c in verb.children if c.dep_ in roles and c.i < number), None)
    if lemma in BRINGING:
        between = (c for c in verb.children if verb.i < c.i < number and c.dep_ in ("dobj", "nsubj"))
        return next((c for c in between if before == "to" and c.tag_ in NOUN_TAGS), None)
    if lemma not in _EQUATING:
        return None
    if lemma == "be" and before != "at" and scene.norm(phrase.end) not in ("", ".", ",", ";"):
        return None
    for child in verb.children:
        if child.dep_ in ("nsubj", "nsubjpass") and child.i < number:
            found = _stands_for(scene, phrase, verb, child)
            if found is not None:
                return found
    return verb.head if verb.dep_ == "acl" and verb.head.tag_ in NOUN_TAGS else None


def _stands_for(scene: Scene, phrase: Phrase, verb: Any, subject: Any) -> Any:
    """Return the noun that a subject is, or that its pronoun reaches back to."""
    if subject.lower_ in ("they", "these", "those"):
        return _antecedent(scene, phrase, subject=True).noun
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

"""Find what a number counts: the noun after it, the noun it reaches back to, and the unit of that noun."""

from typing import Any, Final

from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.lexicon import noun_words, number_words
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.reaching import Counted, antecedent, reach_back, unit_of
from variorum.analyse.quantities.scene import Scene, noun_after
from variorum.analyse.quantities.standing import identified
from variorum.analyse.quantities.tokens import Token
from variorum.analyse.tags import NOUN_TAGS, PLURAL_TAGS
from variorum.data import load_words

_NEAR: Final = 4  # tokens between "no reports" and what they are of
_THEM: Final = frozenset({"them", "whom", "those", "these", "which"})
_WHOLES: Final = frozenset(
    ["the", "its", "their", "his", "her", "our", "these", "those", "an", "a", "all", "at", "about", "some"]
)
# Words between a number and its noun, and the tags of those that describe it.
_BEFORE_NOUN: Final = frozenset(
    {"more", "other", "others", "further", "additional", "of", "-", "such", "so", "far", "fewer"}
)
_DESCRIBING: Final = frozenset(
    {"JJ", "VBN", "VBG", "RBS", "JJS", "JJR", "CD", "AFX", "``", "VBD", "RB", "PRP$"}
)
_NEVER_DESCRIBING: Final = frozenset(
    {"more", "also", "later", "still", "on", "so", "now", "dead", "together", "not"}
)
_AFTER_NOUN: Final = frozenset({"VBD", "VBZ", "VBP", "VBN", "MD", "IN", ".", ",", "CC", "WP"})
# Those of whom there are none: "no dead, no wounded".
_FALLEN: Final = load_words("quantities/words.yaml", "fallen")
_STATES_AS_NOUNS: Final = load_words("quantities/words.yaml", "states_as_nouns")
_AFTER_FALLEN: Final = frozenset({"", ",", ".", ";", "and", "or", "in", "among"})
# What opens a noun phrase after "eight of them", and what ends it.
_OPENING: Final = frozenset({"NNS", "NNPS", "JJ", "NNP", "NN"})
_CLOSING: Final = frozenset({",", ".", ":", "-RRB-", "CC", "IN"})
_MARKS: Final = load_words("quantities/words.yaml", "marks")
_TIME_BEGINS: Final = frozenset({"last", "this", "next", "each", "every", "per", "yesterday", "overnight"})


def find_counted(scene: Scene, phrase: Phrase) -> Counted:
    """Return what a number phrase counts."""
    at = phrase.end
    if phrase.kind == "zero" and scene.norm(at) in _FALLEN and scene.norm(at + 1) in _AFTER_FALLEN:
        return Counted(scene.token(at), "person")
    if scene.norm(at) == "-" and scene.norm(at + 1) in noun_words().members:
        return Counted(noun_after(scene, at + 1), "person")
    while scene.norm(at) in _BEFORE_NOUN:
        if scene.norm(at) in ("so", "far") and scene.norm(phrase.end) not in ("so", "far"):
            break
        if scene.norm(at) == "of":
            return _count_of(scene, phrase, at + 1)
        at += 1
    return (
        _of_part_or_age(scene, phrase, at)
        or _of_noun(scene, phrase, at)
        or (_of_doubt(scene, phrase) or reach_back(scene, phrase))
    )


def _of_part_or_age(scene: Scene, phrase: Phrase, at: int) -> Counted | None:
    """Read "nineteen out of the 40 ballots", "two 14-year-olds"."""
    if "olds" in scene.norms[at + 3 : at + 6] and scene.norm(at + 1) == "-":
        return Counted(None, "person")
    if scene.norm(at) == "out" and scene.norm(at + 1) == "of" and scene.norm(at + 2) in _WHOLES:
        return _count_of(scene, phrase, at + 2)
    return None


def _of_noun(scene: Scene, phrase: Phrase, at: int) -> Counted | None:
    """Read the noun phrase that begins at a piece after the number."""
    if at >= len(scene.words):
        return None
    word = scene.token(at)
    noun = noun_after(scene, at) if _goes_on(scene, phrase, at, word) else None
    if noun is not None and word.lower_ == "left" and noun.tag_ == "NN" and (phrase.low or 0) > 1:
        noun = None  # "the two left school"
    if phrase.kind == "zero" and noun is not None:
        noun = _told_of(scene, noun) or noun
    if noun is not None and phrase.kind != "ordinal" and _is_taken(phrase, noun):
        return Counted(None, "person")  # "took nine hostage"
    if noun is not None and not _is_tally(noun) and not _starts_clause(word, noun):
        if _shares_noun(scene, noun):
            return Counted(None, _unit_of_next(scene, phrase))
        if noun.lower_ in _MARKS or (noun.i == word.i and acts_alone(phrase, noun)):
            return reach_back(scene, phrase)  # "cases passed the 10,000 mark"
        listed = _end_of_list(scene, phrase, _given_to(scene, phrase, noun))
        noun = _agreeing(scene, phrase, at, _of_heads(scene, listed))
        return Counted(noun, unit_of(noun))
    if phrase.kind == "fixed" and not phrase.low and _is_untagged_person(scene, at):
        return Counted(word, "person")
    if word.tag_ == "VBZ" and word.dep_ in ("dobj", "pobj") and noun_words().units.get(word.lower_[:-1]):
        return Counted(word, noun_words().units[word.lower_[:-1]])  # "hauled off a dozen squatters"
    return None


def _is_taken(phrase: Phrase, noun: Token) -> bool:
    """Say whether a singular after a number of many says what they were taken: "took nine hostage"."""
    return noun.tag_ == "NN" and noun.lower_ in fate_words().captives and (phrase.high or phrase.low or 0) > 1


def _given_to(scene: Scene, phrase: Phrase, noun: Any) -> Any:
    """Return the persons of "handed 15 activists terms of three years", any other noun as it is."""
    taker = scene.tokens[noun.i - 1]
    if phrase.first < 1 or noun.i <= scene.indices[phrase.end] or taker.tag_ != "NNS":
        return noun
    gives = scene.lemma(phrase.first - 1) in fate_words().giving
    return taker if gives and unit_of(taker) == "person" else noun


def _end_of_list(scene: Scene, phrase: Phrase, noun: Any) -> Any:
    """Return the troops of "thousands of Army, Navy and Air Force troops", any other noun as it is."""
    if noun.tag_ != "NNP" or (phrase.high or phrase.low or 0) < 2 or noun.i + 1 >= scene.end:
        return noun
    if scene.tokens[noun.i + 1].lower_ not in (",", "and", "or"):
        return noun
    last = noun
    for _ in range(_NEAR):
        last = next((c for c in last.children if c.dep_ == "conj" and c.i > last.i), None)
        if last is None or last.tag_ in PLURAL_TAGS:
            break
    return noun if last is None or last.tag_ != "NNS" else last


def _of_heads(scene: Scene, noun: Any) -> Any:
    """Return the cattle of "sixty head of cattle", the life of "no loss of life", any other noun as it is."""
    if noun.lower_ not in ("head", "loss") or not scene.holds(noun):
        return noun
    at = scene.piece(noun) + 1
    told = noun_after(scene, at + 1) if scene.norm(at) == "of" else None
    counts = told is not None and (
        unit_of(told) == "animal" if noun.lower_ == "head" else told.lemma_ == "life"
    )
    return told if counts else noun


def _agreeing(scene: Scene, phrase: Phrase, at: int, noun: Any) -> Any:
    """Return the plural that a number of many takes, the verb after it no noun: "3 of 40 lifts work".

    A participle that the tagger took for a noun is none either: "one child shot".
    """
    before = scene.tokens[noun.i - 1]
    if fate_words().irregular.get(noun.lower_) in fate_words().objects and noun.i > scene.indices[at]:
        return before if unit_of(before) == "person" else noun
    if noun.tag_ != "NN" or (phrase.high or phrase.low or 0) < 2 or not scene.holds(noun):
        return noun
    ends = scene.piece(noun) + 1 >= len(scene.words) or scene.token(scene.piece(noun) + 1).tag_ in (".", ",")
    return before if ends and before.tag_ == "NNS" and before.i >= scene.indices[at] else noun


def _is_untagged_person(scene: Scene, piece: int) -> bool:
    """Say whether a word that the tagger took for an adjective is a person: "not one orderly was hurt"."""
    word = scene.token(piece)
    known = noun_words().units.get(word.lower_) == "person" and word.lower_ not in fate_words().states
    ends = piece + 1 >= len(scene.words) or scene.token(piece + 1).tag_ in _AFTER_NOUN
    return known and ends and word.tag_ in ("JJ", "RB", "VB", "VBP")


def _goes_on(scene: Scene, phrase: Phrase, at: int, word: Token) -> bool:
    """Say whether the word after a number may begin the noun phrase that it counts."""
    norm = scene.norm(at)
    if word.tag_ not in NOUN_TAGS and word.tag_ not in _DESCRIBING:
        return False
    if norm in _TIME_BEGINS or norm == "aged" or (norm in fate_words().states and not _modifies(scene, word)):
        return False
    if word.tag_ == "RB" and word.lower_ in _NEVER_DESCRIBING:
        return False
    acts = phrase.kind == "vague" and word.tag_ in ("VBN", "VBD")
    return not (acts and scene.norm(at - 1) in ("more", "others"))


def _of_doubt(scene: Scene, phrase: Phrase) -> Counted | None:
    """Read the noun that a number shares with one in doubt beside it: "seven, possibly eight, men"."""
    if scene.norm(phrase.end) != ",":
        return None
    near = [p for p in scene.phrases if p is not phrase and _is_beside(scene, p, phrase)]
    last = max((phrase, *near), key=lambda p: p.first)
    if not near or scene.norm(last.end) != ",":
        return None
    noun = noun_after(scene, last.end + 1)
    if noun is None or not scene.holds(noun) or noun.tag_ not in PLURAL_TAGS:
        return None
    return Counted(noun, unit_of(noun))


def _is_beside(scene: Scene, one: Phrase, other: Phrase) -> bool:
    first, second = (one, other) if one.first < other.first else (other, one)
    between = scene.norms[first.end : second.core]
    return 1 < len(between) < 5 and between[0] == "," and not fate_words().hedges.isdisjoint(between)


def _told_of(scene: Scene, noun: Token) -> Any:
    """Return the fate in "no reports of casualties", "no sign of survivors", where nothing is told of it."""
    if noun.lemma_.lower() not in noun_words().tidings or not scene.holds(noun):
        return None
    at = scene.piece(noun) + 1
    told = noun_after(scene, at + 1) if scene.norm(at) in ("of", "on", "about") else None
    if told is None or told.i - noun.i > _NEAR:
        return None
    lemma = told.lemma_.lower()
    return told if lemma in noun_words().outcomes or lemma in fate_words().telling_nouns else None


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
    verb = fates.irregular.get(form)
    if verb in fates.objects:
        return True
    is_verb = form in fates.subjects or verb in fates.subjects or form in fates.pasts
    return is_verb and (form not in noun_words().units or noun.dep_ in ("ROOT", "npadvmod"))


def _modifies(scene: Scene, word: Any) -> bool:
    """Say whether a fate word goes on to a noun: "four injured soldiers", not "four injured"."""
    if word.tag_ in NOUN_TAGS and word.lower_ not in _STATES_AS_NOUNS:
        return True
    following = word.i + 1
    if following >= scene.end:
        return False
    after = scene.tokens[following]
    if after.lemma_ in fate_words().suffering and after.tag_ in ("VBD", "VBN", "VBP"):
        return False  # "3 injured suffered gunshot wounds"
    if after.tag_ in NOUN_TAGS and after.ent_type_ not in ("DATE", "TIME"):
        return word.dep_ in ("amod", "compound", "nmod") or after.tag_ in PLURAL_TAGS
    return after.tag_ in ("JJ", "VBN") and word.dep_ == "amod"


def _is_tally(noun: Any) -> bool:
    return noun.tag_ != "NNS" and noun.lemma_.lower() in noun_words().tallies


def _starts_clause(word: Any, noun: Any) -> bool:
    """Say whether a verb stands between a number and the noun: "two took pictures" counts nothing there."""
    if word.tag_ == "VBN" and word.dep_ in ("ROOT", "conj", "ccomp", "advcl", "relcl", "acl"):
        return True
    if word.tag_ == "VBG" and noun.i == word.i + 1 and unit_of(noun) == "person":
        return False  # "eleven paying guests"
    return word.tag_ in ("VBD", "VBG") and word.dep_ not in ("amod", "compound", "nmod") and noun.i > word.i


def _has_noun(scene: Scene, piece: int) -> bool:
    """Say whether a noun phrase goes on at a piece: "these three men", not "those killed"."""
    if piece >= len(scene.words) or scene.norm(piece) in fate_words().states:
        return False
    tag = scene.token(piece).tag_
    return tag in NOUN_TAGS or tag in ("JJ", "CD")


def _is_state(scene: Scene, piece: int) -> bool:
    if piece >= len(scene.words):
        return False
    return scene.norm(piece) in fate_words().states or scene.token(piece).tag_ == "VBN"


def _own_noun(scene: Scene, piece: int) -> Any:
    """Return the plural that parts of a whole are said to be: "eight of them Chinese engineers"."""
    if piece >= len(scene.words) or scene.token(piece).tag_ not in _OPENING:
        return None
    noun = noun_after(scene, piece)
    if noun is None or noun.tag_ not in PLURAL_TAGS or noun.i + 1 >= scene.end:
        return None
    first = scene.token(piece)
    ends = first.i == noun.i or scene.tokens[noun.i + 1].tag_ in _CLOSING
    return noun if ends else None


def _count_of(scene: Scene, phrase: Phrase, at: int) -> Counted:
    """Find what stands after "of": "two of the climbers", "five of them", "scores of gravestones"."""
    norm = scene.norm(at)
    if norm in _THEM and (norm not in ("those", "these") or not _has_noun(scene, at + 1)):
        if norm == "those" and _is_state(scene, at + 1):
            return Counted(identified(scene, phrase), "person")  # "three of those hurt are children"
        own = _own_noun(scene, at + 1) if norm in ("them", "whom") else None
        if own is not None:
            return Counted(own, unit_of(own))  # "three of them children"
        return antecedent(scene, phrase)
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
            noun = _end_of_list(scene, phrase, noun)
            return Counted(noun, unit_of(noun))
    elif scene.norm(phrase.core_end - 1) in number_words().scale_words:  # "a hundred of", "a score of"
        noun = noun_after(scene, at)
        if noun is not None:
            return Counted(noun, unit_of(noun))
    return Counted(None, None)

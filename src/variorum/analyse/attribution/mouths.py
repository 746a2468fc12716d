"""Who can stand as a voice: a person, a body, a paper or a word for such, and hearsay that tells something.

A happening, a tool, a street or a state of things says nothing, whatever verb stands with it; and without a
source only hearsay is a voice ("it was reported that", "is believed to be"), not what is done ("called 911"),
named ("dubbed"), asked, or left untold ("was not specified", "no word on").
"""

import functools
from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues, load_source_words
from variorum.analyse.page import Page
from variorum.analyse.tags import CLAUSE_TAGS
from variorum.data import load_yaml

_HAPPENING = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", None})
_NEGATIONS = frozenset({"no", "not", "n't", "n\u2019t", "nor", "never", "little", "yet"})
_BE = frozenset({"'re", "’re", "'s", "’s", "got"})
_SAYING_OF = frozenset({"of", "about"})


def is_thing(page: Page, find: Find) -> bool:
    """Say whether a source is a happening, an act, a tool or a street: none of these says anything."""
    if find.source is None or find.cue is None:
        return False
    words = page.tokens(find.source)
    if words is None or not len(words):
        return False
    head = words.root
    if head.pos_ == "PROPN" or head.ent_type_ in ("PERSON", "ORG", "NORP", "GPE"):
        return is_street(words)
    forms = {head.lemma_.lower(), head.lower_}
    listed = load_cues().data["voiceless"]
    if forms & {*listed["norms"]}:
        # "The law says" quotes it; what it allows or demands is nobody's remark.
        verbs = {t.lemma_.lower() for t in page.tokens(find.cue) if t.pos_ in ("VERB", "AUX")}
        return bool(verbs) and not verbs & {*listed["norms_say"]}
    if head.pos_ not in ("NOUN", "VERB") or not forms & _things():
        return False
    # "The raid's commander" and "police on the case" have another head; "the attack, officials said," none.
    return not is_able_to_speak(head) and not any(
        t.pos_ == "PROPN" or (t.pos_ == "NOUN" and t.dep_ in ("conj", "appos") and is_able_to_speak(t))
        for t in words
    )


def is_street(words: Any) -> bool:
    """Say whether a name is that of a street: "Palm Ave", "Harwick Road"; not "the High Court"."""
    named = [t for t in words if t.is_alpha]
    last = named[-1].lower_ if len(named) > 1 else ""
    bodies = load_source_words().organisations
    is_way = last in _streets() and last not in bodies
    is_way = is_way and " ".join(t.lower_ for t in named[-2:]) not in bodies  # "the Red Crescent"
    return is_way and named[-1].text[:1].isupper() and not any(t.ent_type_ == "PERSON" for t in named)


def is_unvoiced(page: Page, find: Find) -> bool:
    """Say whether a find without a source is no hearsay, so that nobody's word stands behind it."""
    if find.source is not None or find.cue is None or find.label is not None:
        return False
    if find.by in ("headline", "continued", "phrase", "quotation"):
        return False
    cue = [t for t in page.tokens(find.cue) or () if not t.is_space]
    if any(t.lower_ in load_cues().adverbs for t in cue) or _is_told_noun(page, find, cue):
        return False
    verbs = (t for t in cue if t.pos_ in ("VERB", "AUX") and t.lemma_.lower() not in ("be", "have"))
    verb = next(verbs, None)
    is_passive = verb is not None and (
        verb.tag_ == "VBN" or (verb.tag_ == "VBD" and any(t.lemma_ == "be" or t.lower_ in _BE for t in cue))
    )
    return verb is None or not is_passive or not _is_hearsay(page, find, verb, cue)


def _is_hearsay(page: Page, find: Find, verb: Any, cue: list[Any]) -> bool:
    data, lemma = load_cues().data["hearsay"], verb.lemma_.lower()
    if _is_negated(verb, cue):
        return lemma in data["held"]
    if lemma in data["told"]:
        return _tells(page, find)
    return lemma in data["said"] or lemma in data["held"]


def _is_negated(verb: Any, cue: list[Any]) -> bool:
    return any(t.lower_ in _NEGATIONS for t in (*cue, *verb.children))


def _is_told_noun(page: Page, find: Find, cue: list[Any]) -> bool:
    # "Reports that", "reports of gunfire", "there was talk of": not "questions about", "no reports of".
    if any(t.lower_ in _NEGATIONS for t in cue):
        return False
    nouns = {*load_cues().data["hearsay"]["nouns"], *load_cues().rumours}
    told = next(
        (t for t in reversed(cue) if {t.lemma_.lower(), t.lower_, t.lower_.rstrip("s")} & nouns), None
    )
    if told is None or (told.pos_ in ("VERB", "AUX") and told.i > cue[0].i):
        return False
    if told.tag_ in ("VBD", "VBN", "VBG"):
        return False
    return cue[-1].lower_ in _SAYING_OF or _tells(page, find)


def _tells(page: Page, find: Find) -> bool:
    # A clause of its own in what is told: not "of the call", "to the scene", "the winner".
    for piece in find.content:
        words = page.tokens(piece)
        if words is None or len(words) > 2 * len(load_cues().signs):
            return True
        if words[0].lower_ in ("to", "that") or any(
            t.tag_ in CLAUSE_TAGS and t.dep_ != "relcl" for t in words
        ):
            return True
        if any(c.dep_ == "nsubj" for t in words if t.tag_ == "VBN" for c in t.children):
            return True  # "their permits lapsed", taken for a participle
    return False


@functools.cache
def _things() -> frozenset[str]:
    types = load_yaml("ontology/events.yaml")["types"].values()
    nouns = {n for t in types if t.get("frame") in _HAPPENING for n in t.get("nouns", ()) if " " not in n}
    senses, weapons = load_yaml("events/senses.yaml"), load_yaml("events/weapons.yaml")
    # A stone or a board may bear words.
    tools = {*senses["vehicles"], *senses["vessels"], *(set(weapons["weapons"]) - set(weapons["doubtful"]))}
    listed = load_cues().data["voiceless"]
    return frozenset({*nouns, *tools, *listed["acts"], *listed["states"]}) | load_source_words().happenings


@functools.cache
def _streets() -> frozenset[str]:
    return frozenset(load_yaml("events/sites.yaml")["streets"])

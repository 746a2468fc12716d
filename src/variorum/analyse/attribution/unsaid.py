"""Finds behind which nobody stands: what seems so, what is done or sought and not said, "if you want to"."""

import functools
import re
from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.governing import is_person
from variorum.analyse.attribution.lexicon import load_cues, load_source_words
from variorum.analyse.attribution.mouths import is_unvoiced
from variorum.analyse.attribution.quotes import MARKS, QuoteMap
from variorum.analyse.page import Page
from variorum.analyse.tags import CLAUSE_TAGS, FINITE_TAGS
from variorum.data import load_words, load_yaml

_TALES = load_words("attribution/words.yaml", "tales")
_CLOCK = re.compile(
    r"\s{1,3}(?:just |shortly )?(?:at|about|around|after|before) (?:about |around )?(?:\d|noon|midnight)"
)
_US = frozenset({"us", "'s", "\u2019s"})
_OPENING = 6  # words at the start of a content that say whether it is a clause or a claim
_LONGEST = 120  # words of a content in which a clause is looked for
_DOING = 8  # words of who is remembered doing what
_RECALLING = load_words("attribution/words.yaml", "recalling")
_WORDS = frozenset({"VERB", "AUX", "NOUN", "PROPN", "ADJ"})


def is_nobodys_word(page: Page, find: Find) -> bool:
    """Say whether no voice stands behind a find, though the tagger takes it for an attribution.

    "The pilot appears to have turned", "it was not clear whether", "police are searching for a man",
    "the film will cover the attack", "it means admitting that". Footage that appears to show is a voice.
    """
    if _is_deed(page, find) or is_unvoiced(page, find) or _is_call(page, find):
        return True
    if find.cue is None or (find.by != "tagger" and not _is_anybody(page, find)):
        return False
    if _is_anybody(page, find) or is_unknown(page, find) or _is_naming(page, find):
        return True
    cue = page.tokens(find.cue)
    verb = verb_of(cue)
    if verb is not None and verb.lemma_.lower() in load_cues().data["appearing"] and verb.tag_ in FINITE_TAGS:
        return _seems(find, verb)
    is_plain = find.cue.of(page.text).endswith((":", "]")) or _is_quoted(page, find) or _is_rumour(page, find)
    if is_plain or not any(t.pos_ in _WORDS for t in cue):
        return False
    if not any(_speaks(token) for token in cue) and not _is_longer_verb(cue):
        feels = find.source is not None and any(t.lower_ in load_cues().signs for t in cue)
        return not (feels and _has_clause(page, find)) and not _is_told(page, find, cue)
    is_deed = find.source is None and verb is not None and _is_nobodys_deed(page, find, verb)
    return is_deed or _is_impersonal(page, find, cue) or _is_topic(page, find, cue)


def is_own_word(page: Page, find: Find, quotes: QuoteMap) -> bool:
    """Say whether the writer of the report speaks: "we just learned that", outside every quotation."""
    if find.source is None or find.by in ("headline", "continued"):
        return False
    is_first = find.source.of(page.text).lower() in load_cues().data["writer"]
    return is_first and quotes.around(find.source.start) is None and not _is_quoted(page, find)


def is_unknown(page: Page, find: Find) -> bool:
    """Say whether a find tells what nobody knows: "it was not clear whether"."""
    if find.source is not None or find.cue is None:
        return False
    tokens = page.tokens(find.cue)
    unknown = load_cues().data["unknown"]
    held = any(t.lower_ in unknown and t.dep_ in ("acomp", "ROOT", "oprd") for t in tokens)
    negated = any(t.dep_ == "neg" or t.lower_ == "unclear" for t in tokens)
    if negated and tokens[-1].lower_ in ("known", "clear") and tokens[-1].tag_ in ("VBN", "JJ", "VBD"):
        return True  # "who gave the order is not known"
    return held and all(t.pos_ != "VERB" or t.lemma_ in ("remain", "become") for t in tokens)


def _is_naming(page: Page, find: Find) -> bool:
    # "The man his neighbours know as the Cobbler": a name and no statement.
    cue = page.tokens(find.cue) if find.cue is not None else ()
    return find.by == "tagger" and [t.lemma_.lower() for t in cue[-2:]] == ["know", "as"]


def verb_of(tokens: Any) -> Any | None:
    """Return the first verb of a cue that is no auxiliary."""
    verbs = (t for t in tokens if t.pos_ in ("VERB", "AUX"))
    return next((t for t in verbs if t.lemma_.lower() not in ("be", "have")), None)


def _is_anybody(page: Page, find: Find) -> bool:
    # "Anyone with information can call", "if you want to receive alerts".
    source = find.source
    if source is None:
        return False
    first = source.of(page.text).split(maxsplit=1)[:1]
    return bool(first) and first[0].lower() in load_cues().data["anybody"]


def _is_call(page: Page, find: Find) -> bool:
    # "Let us hope that": a call to all, by whoever speaks already.
    words = page.tokens(find.source) if find.source is not None else None
    if words is None or not len(words) or words[-1].lower_ not in _US:
        return False
    first = words[0]
    return bool(first.lower_ == "let" or (first.i > 0 and first.nbor(-1).lower_ == "let"))


def _is_told(page: Page, find: Find, cue: Any) -> bool:
    """Say whether a tagged cue that no lexicon has governs what can only be said: "that" and a clause, or a
    claim ("has abandoned the claim of", "swatted aside a report that", "evidence was given that").
    """
    head = page.tokens(find.source).root if find.source is not None else None
    if head is not None and not is_able_to_speak(head):
        return False
    worded = [t for t in cue if t.pos_ in ("VERB", "NOUN") and t.lemma_ != "be"]
    if not worded or any(t.lemma_.lower() in load_cues().data["bringing_about"] for t in cue):
        return False
    for piece in find.content:
        words = page.tokens(piece)
        if piece.start < cue[0].idx or words is None or not len(words):
            continue
        if words[0].lower_ == "that" and words[0].dep_ == "mark":
            return True
        noun = next((t for t in words[:_OPENING] if t.pos_ == "NOUN"), None)
        if noun is None or noun.lemma_.lower() not in load_cues().nouns or noun.head.idx >= piece.start:
            continue
        if any(t.lower_ in ("that", "of", "by") for t in noun.doc[noun.i + 1 : noun.i + 2]):
            return find.source is not None and noun.lemma_.lower() not in load_cues().data["shown"]
    return False


def _is_deed(page: Page, find: Find) -> bool:
    """Say whether a verb that can tell is a deed here: "claimed three lives", "responded to the shooting"."""
    verb = verb_of(page.tokens(find.cue)) if find.cue is not None else None
    objects = load_cues().data["deeds"].get(verb.lemma_.lower()) if verb is not None else None
    if verb is None or _is_quoted(page, find):
        return False
    if _is_attack(page, find, verb) or _is_finding(find, verb):
        return True
    if verb.lemma_.lower() in load_cues().data["holding_people"] and not _has_clause(page, find):
        # "Cops are questioning a man".
        return any(c.dep_ == "dobj" and is_person(c) for c in verb.children)
    if objects is None:
        return False
    held = [c for c in verb.children if c.dep_ == "dobj"]
    if any(c.lemma_.lower() in objects for c in held):
        return True
    return "to" in objects and is_gone_to(verb)


def is_gone_to(verb: Any) -> bool:
    """Say whether a verb tells what somebody went to, and none of their words: "responded to the call"."""
    to = next((c for c in verb.children if c.lower_ == "to" and c.dep_ == "prep"), None)
    what = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    return what is not None and what.pos_ != "PRON" and not is_person(what)


def _is_attack(page: Page, find: Find, verb: Any) -> bool:
    # "The rebels attacked the garrison": not "attacked the plan", nor a person by name.
    if verb.lemma_.lower() not in load_cues().data["attacking"] or _has_clause(page, find):
        return False
    hit = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if hit is None or hit.ent_type_ == "PERSON" or hit.pos_ == "PRON":
        return False
    return hit.lemma_.lower() not in load_yaml("events/senses.yaml")["criticised"] and not is_person(hit)


def _is_finding(find: Find, verb: Any) -> bool:
    # "Officers identified a suspect", "experts called to the scene": not "identified the man as Rudd".
    if verb.lemma_.lower() == "call" and verb.tag_ == "VBN" and find.source is not None:
        return bool(verb.dep_ == "acl" and verb.nbor(1).lower_ == "to" and verb.nbor(2).tag_ != "VB")
    if verb.lemma_.lower() not in load_cues().data["finding"]:
        return False
    found = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if found is None or not is_person(found) or any(c.lower_ == "as" for c in verb.children):
        return False
    return any(c.dep_ == "det" and c.lower_ in ("a", "an", "another", "any") for c in found.children)


def _is_longer_verb(cue: Any) -> bool:
    # "Took issue with", "made clear".
    if len(cue) == 1:
        return False
    lemmas = f" {' '.join(t.lemma_.lower() for t in cue)} "
    return any(verb in lemmas for verb in _longer_verbs())


@functools.cache
def _longer_verbs() -> tuple[str, ...]:
    return tuple(f" {verb} " for verb in load_cues().verbs if " " in verb)


def _is_impersonal(page: Page, find: Find, cue: Any) -> bool:
    # "It is revealing that": it says nothing.
    is_it = find.source is not None and find.source.of(page.text).lower() == "it"
    plain = any(t.lemma_ == "be" for t in cue[:1]) and not any(t.tag_ == "VBN" for t in cue)
    return is_it and plain and any(t.pos_ == "ADJ" or t.tag_ == "VBG" for t in cue[1:])


def _is_rumour(page: Page, find: Find) -> bool:
    # "Rumour has it that".
    words = page.tokens(find.source) if find.source is not None else ()
    return any(t.lower_ in load_cues().rumours for t in words)


def _seems(find: Find, verb: Any) -> bool:
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is not None and subject.lemma_.lower() in load_source_words().documents:
        return False
    source = find.source
    return source is None or (subject is not None and source.start <= subject.idx < source.end)


def _is_quoted(page: Page, find: Find) -> bool:
    around = "".join(page.text[max(0, p.start - 1) : p.end + 1] for p in find.content)
    single = any("'" in page.text[max(0, p.start - 1) : p.start + 1] for p in find.content)
    return single or any(mark in around for mark in (*MARKS, "\u2018"))


@functools.cache
def _speaking() -> frozenset[str]:
    cues = load_cues()
    kinds = cues.data["adjectives"]
    phrases = (phrase[0] for phrase in cues.phrases if phrase[0].endswith("ing"))
    verbs = (verb for verb in cues.verbs if " " not in verb)
    listed = (*kinds["asserts"], *kinds["hedges"], *cues.data["speaking"], *cues.citing)
    return frozenset({*verbs, *cues.nouns, *cues.adverbs, *cues.rumours, *listed, *phrases, "per"})


def _speaks(token: Any) -> bool:
    # The lemma of a verb that is taken for an auxiliary is left as it stands: "recalled".
    word = token.lower_
    forms = (
        token.lemma_.lower(),
        word,
        word.removesuffix("ed"),
        word.removesuffix("d"),
        word.removesuffix("s"),
    )
    return any(form in _speaking() for form in forms)


def _is_nobodys_deed(page: Page, find: Find, verb: Any) -> bool:
    # Without a source: "it means admitting that", "to endorse him", "callers are asked to", "the fire was
    # reported at 3:33 a.m.".
    if verb.lemma_.lower() in load_cues().data["calling_in"] and _CLOCK.match(page.text, find.anchor.end):
        return not _has_clause(page, find)
    if any(c.dep_ == "auxpass" for c in verb.children) or verb.tag_ == "VBN":
        return verb.lemma_.lower() in load_cues().data["bidding"] and not _has_clause(page, find)
    return verb.tag_ == "VBG" or (verb.tag_ == "VB" and find.anchor.of(page.text)[:3].lower() == "to ")


def _has_clause(page: Page, find: Find) -> bool:
    # A clause, and no noun with a clause of its own ("operators who risked their lives").
    for piece in find.content:
        tokens = page.tokens(piece)
        if tokens is None or len(tokens) > _LONGEST:
            return True
        root = tokens.root
        held = (root, *(c for c in root.children if c.dep_ in ("aux", "auxpass", "cop")))
        if root.dep_ != "relcl" and any(t.tag_ in CLAUSE_TAGS for t in held):
            return True
    return False


def _has_doing(page: Page, find: Find) -> bool:
    # "Remembers the doctor whispering that": somebody, and what he does.
    words = page.tokens(find.content[-1])[:_DOING]
    return any(t.tag_ == "VBG" and t.nbor(-1).pos_ in ("NOUN", "PROPN", "PRON") for t in words[1:])


def _has_frame(page: Page, find: Find) -> bool:
    # "Remembered the man as quiet": somebody, and what he was.
    return any(" as " in piece.of(page.text) for piece in find.content)


def _is_topic(page: Page, find: Find, cue: Any) -> bool:
    """Say whether a cue names only what is dealt with: "discussed the raid", "learned about the shooting"."""
    verbs = [t for t in cue if t.pos_ == "VERB"]
    dealing = load_cues().data["dealing"]
    about = cue[-1].lower_ == "about" or find.content[0].of(page.text)[:6].lower() == "about "
    about = about or (cue[-1].lower_ == "of" and len(cue) > 1 and cue[-2].lemma_.lower() in _TALES)
    if (
        verbs
        and verbs[-1].lemma_.lower() in _RECALLING
        and (_has_doing(page, find) or _has_frame(page, find))
    ):
        return False
    return bool(verbs) and not _has_clause(page, find) and (about or verbs[-1].lemma_.lower() in dealing)

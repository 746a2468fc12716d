"""Whose word a passive gives: the doer's, nobody's who only hears, is held or is told of."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.phrase import agent_of, noun_phrase, passive_subject
from variorum.analyse.page import Page
from variorum.data import load_words
from variorum.model.span import Span, hull

_QUOTING = load_words("attribution/words.yaml", "quoted_by")


def without_hearer(page: Page, find: Find) -> Find:
    """Take the source from a passive whose subject only hears or is "it": "dancers were told"."""
    if find.source is None or find.cue is None or find.passed_on_by:
        return find
    words = list(page.tokens(find.cue))
    if find.by in ("verb", "tagger", "aside") and len(words) == 1 and is_held_of(words[0], find.source):
        return replace(find, source=None)
    if find.by not in ("tagger", "aside"):
        return find
    verb = next((t for t in words if t.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in t.children)), None)
    if _is_others_agent(page, find.source, words) or (verb is not None and _is_others(find, verb)):
        return replace(find, source=None)
    beside = 0 <= find.cue.start - find.source.end <= 1
    if verb is None or not beside:
        return find
    if (doer := agent_of(verb)) is not None:
        return _of_doer(find, find.source, verb, doer)
    if find.source.of(page.text).lower() == "it":
        return replace(find, source=None, label=hull([find.source, find.cue]))
    hears = verb.lemma_.lower() in load_cues().data["hearers"]
    return replace(find, source=None) if hears else _told_of(find, verb)


def _of_doer(find: Find, source: Span, verb: Any, doer: Any) -> Find:
    # "The plan was attacked by the union": the union says it, whatever the tagger took.
    subject = passive_subject(verb)
    if subject is None or not source.start <= subject.idx < source.end or verb.lemma_.lower() in _QUOTING:
        return find
    if not is_able_to_speak(doer) or doer.idx < verb.idx:
        return find
    spoken = noun_phrase(doer)
    after = tuple(piece for piece in find.content if not piece.overlaps(spoken) and piece.start >= source.end)
    return replace(find, source=spoken, content=(source, *after))


def _is_others(find: Find, verb: Any) -> bool:
    # "He writes of it. The book is described on its cover as": he describes nothing.
    source, subject = find.source, passive_subject(verb)
    if source is None or subject is None or find.by != "tagger" or source.end >= subject.left_edge.idx:
        return False
    quoting = verb.lemma_.lower() in ("quote", "cite") or any(c.dep_ == "agent" for c in verb.children)
    return not quoting and source.end < verb.sent.start_char


def _told_of(find: Find, verb: Any) -> Find:
    """Give a passive's subject back to what is told: "there was no fire, but damage is reported"."""
    cues, source = load_cues(), find.source
    subject = passive_subject(verb)
    said = verb.lemma_.lower() in cues.verbs and verb.lemma_.lower() not in cues.data["feeling"]
    if not said or source is None or subject is None or any(c.lower_ == "as" for c in verb.children):
        return find
    if find.by != "tagger" or not source.start <= subject.idx < source.end:
        return find
    after = tuple(piece for piece in find.content if piece.start >= source.end)
    return replace(find, source=None, content=(source, *after))


def _is_others_agent(page: Page, source: Span, cue: Sequence[Any]) -> bool:
    # "Was reported at dawn and is under investigation by the police": the police investigate.
    if not any(t.pos_ == "VERB" for t in cue) or source.start < cue[-1].idx:
        return False
    before = page.doc[page.tokens(source).start - 1]
    held = before.head
    return before.lower_ == "by" and held.i > cue[-1].i and held.pos_ in ("NOUN", "VERB")


def is_held_of(participle: Any, source: Span) -> bool:
    """Say whether a source is what a participle tells of: "the group, believed to be an arm of a cartel"."""
    after = [t.lower_ for t in participle.doc[participle.i + 1 : participle.i + 3]]
    is_held = participle.tag_ in ("VBN", "VBD") and after[:1] == ["to"] and after[1:] in (["be"], ["have"])
    if is_held and 0 <= participle.idx - source.end <= 1 and participle.text.lower().endswith("ed"):
        return True
    if participle.tag_ != "VBN" or participle.dep_ not in ("acl", "advcl") or participle.i == 0:
        return False
    held = participle.head if participle.dep_ == "acl" else participle.nbor(-1)
    infinitive = any(c.dep_ in ("xcomp", "oprd") for c in participle.children)
    return infinitive and (source.start <= held.idx < source.end or participle.nbor(-1).text == ",")

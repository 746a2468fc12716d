"""The tagger's finds brought back to what their words can hold: sources, crumbs, a second predicate."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from variorum.analyse.attribution.describing import describe, is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.governing import is_person
from variorum.analyse.attribution.lexicon import load_cues, load_source_words
from variorum.analyse.attribution.nearby import Nearby
from variorum.analyse.attribution.phrase import agent_of, cue_span, passive_subject, tidy
from variorum.analyse.attribution.quotes import MARKS
from variorum.analyse.attribution.unsaid import verb_of
from variorum.analyse.attribution.voiceless import is_voiceless
from variorum.analyse.page import Page
from variorum.analyse.tags import FINITE_TAGS
from variorum.model.span import Span

_BY = "by "
_BRACKET = 80  # characters of a bracket before a source in it
_STOPS = frozenset(".!?")
_LONGEST = 120  # words of a content in which a second predicate is looked for


def is_unheard(page: Page, find: Find) -> bool:
    """Say whether a find is nobody's saying: a hearer alone, a fear that nobody has, "no group said"."""
    if find.cue is None:
        return is_nobody(page, find)
    return any(says(page, find) for says in _UNSAID)


def is_hearing(page: Page, find: Find) -> bool:
    """Say whether a find has only a hearer: "the court heard that"."""
    if find.source is None or find.cue is None or not any(c.isalnum() for c in find.source.of(page.text)):
        return False
    if "hear" not in find.cue.of(page.text).lower():
        return False
    heard = any(t.lemma_.lower() == "hear" for t in page.tokens(find.cue))
    return heard and describe(page, find.source).head in load_cues().hearing


def is_empty_fear(page: Page, find: Find) -> bool:
    """Say whether a find is a fear without anybody who fears: "there were fears that", "are feared dead"."""
    if find.source is not None or find.cue is None:
        return False
    fearing = load_cues().data["factuality"]["fearing"]
    tokens = page.tokens(find.cue)
    if find.by == "tagger" and any(t.lemma_.lower() in fearing and t.pos_ == "NOUN" for t in tokens):
        return True
    return any(
        t.lemma_.lower() in fearing and t.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in t.children)
        for t in tokens
    )


def is_deed(page: Page, find: Find) -> bool:
    """Say whether a find tells what was done, not said: "a court sentenced him", "the march recalled it"."""
    if find.cue is None or find.source is None:
        return False
    verbs = [t for t in page.tokens(find.cue) if t.pos_ == "VERB"]
    if len(verbs) == 1 and verbs[0].lemma_.lower() in load_cues().data["performing"]:
        return True
    if len(verbs) == 1 and verbs[0].lemma_.lower() in load_cues().data["doing"]:
        thing = next((c for c in verbs[0].children if c.dep_ == "dobj"), None)
        is_other = thing is not None and not find.source.start <= thing.idx < find.source.end
        if (
            thing is not None
            and is_other
            and is_person(thing)
            and not any(c.dep_ == "relcl" or (c.dep_ == "acl" and c.tag_ == "VBG") for c in thing.children)
        ):
            return True  # "the ministry dismissed 435 nurses"
    source = page.tokens(find.source)
    head = source.root
    return head.pos_ == "NOUN" and head.lemma_.lower() in load_source_words().happenings


def is_nobody(page: Page, find: Find) -> bool:
    """Say whether the source is nobody: "no group has said that it carried out the attack"."""
    if find.source is None:
        return False
    first = find.source.of(page.text).split(maxsplit=1)[:1]
    return bool(first) and first[0].lower() in load_cues().data["nobody"]


def is_undergone(page: Page, find: Find) -> bool:
    """Say whether a find tells what befell somebody: "was found", "were called to the scene"."""
    if find.source is not None or find.cue is None or find.by not in ("tagger", "verb", "clause"):
        return False
    verb = verb_of(page.tokens(find.cue))
    if verb is None or verb.tag_ != "VBN":
        return False
    after = verb.nbor(1).lower_ if verb.i + 1 < len(verb.doc) else ""
    lemma = verb.lemma_.lower()
    if (lemma == "declare" and after == "dead") or (lemma == "know" and after == "for"):
        return True  # "was declared dead at the scene", "known for his songs"
    if lemma not in load_cues().data["undergone"]:
        return False
    if verb.lemma_ in ("see", "call") and (after == "as" or any(c.dep_ == "oprd" for c in verb.children)):
        return False  # "is seen as": a view
    is_passive = any(c.dep_ == "auxpass" for c in verb.children)
    return is_passive or verb.dep_ in ("acl", "conj", "advcl", "ROOT")


def is_fact(page: Page, find: Find) -> bool:
    """Say whether a passive without a doer tells a fact or a name: "was called Ida"."""
    if find.source is not None or find.cue is None:
        return False
    tokens = page.tokens(find.cue)
    verb = verb_of(tokens)
    if verb is None or verb.tag_ not in ("VBN", "VBD") or agent_of(verb) is not None:
        return False
    is_passive = any(c.dep_ == "auxpass" for c in verb.children) or any(t.lemma_ == "be" for t in tokens)
    if not is_passive or any(t.dep_ == "neg" for t in tokens):
        return False
    lemma = verb.lemma_.lower()
    if lemma == "know":
        return any(t.lower_ == "to" and t.pos_ == "PART" for t in verb.doc[verb.i + 1 : verb.i + 3])
    return lemma in load_cues().data["plain"]


_UNSAID = (is_hearing, is_empty_fear, is_nobody, is_deed, is_undergone, is_fact, is_voiceless)


def without_crumbs(page: Page, find: Find) -> Find:
    """Drop the pieces of a content that are neither quoted nor whole and stand in another sentence.

    The tagger now and then takes the sentence before without its last words.
    """
    if find.by != "tagger" or find.cue is None or len(find.content) < 2:
        return find
    home = page.sentence_at(find.cue.start)
    kept = tuple(piece for piece in find.content if piece.overlaps(home) or not _is_crumb(page, piece))
    return replace(find, content=kept) if kept and len(kept) < len(find.content) else find


def within_sentence(page: Page, find: Find) -> Find:
    """End what a tagged cue governs with its sentence, where nothing is quoted.

    "The ministry said that he was paid. Two others are being questioned": the tagger runs on now and then.
    """
    cue = find.cue
    if cue is None or cue.of(page.text).endswith(":"):
        return find
    sentence = page.sentence_at(cue.start)
    last = find.content[-1]
    runs_on = cue.end <= last.start < sentence.end < last.end and page.text[sentence.end - 1] in _STOPS
    if not runs_on or _is_quoted(page, last):
        return find
    return replace(find, content=(*find.content[:-1], tidy(page.text, Span(last.start, sentence.end))))


def over_brackets(page: Page, find: Find) -> Find:
    """Let what stops at a bracket run on to the end of its sentence: "by the Front [FMLN] in the hills"."""
    last = find.content[-1]
    if find.cue is None or page.text[last.end : last.end + 2].strip()[:1] != "[":
        return find
    closed = page.text.find("]", last.end, last.end + _BRACKET)
    sentence = page.sentence_at(closed) if closed > 0 else last
    rest = page.text[closed + 1 : sentence.end].strip(" .\n") if closed > 0 else ""
    if not rest or find.cue.start >= last.end:
        return find
    return replace(find, content=(*find.content[:-1], tidy(page.text, Span(last.start, sentence.end))))


def within_paragraph(page: Page, find: Find) -> Find:
    """Begin what stands before a tagged cue with its paragraph, where nothing is quoted.

    The tagger takes a heading or the line of a picture above it along now and then.
    """
    if find.cue is None or find.cue.of(page.text).endswith(":"):
        return find
    home = page.paragraph_at(find.cue.start)
    kept = []
    for piece in find.content:
        if piece.start >= home.start or _is_quoted(page, piece):
            kept.append(piece)
        elif piece.end > home.start:
            kept.append(tidy(page.text, Span(home.start, piece.end)))
    return replace(find, content=tuple(kept)) if kept and tuple(kept) != find.content else find


def within_description(page: Page, find: Find) -> Find:
    """Leave to those by whom somebody is described what they say of him: "by kin | as sweet and kind"."""
    source, cue = find.source, find.cue
    if source is None or cue is None or source.start < cue.end or page.tokens(cue)[-1].lower_ != "by":
        return find
    at = page.text.find(" as ", source.start, source.end)
    if at < 0:
        return find
    said = tidy(page.text, Span(at, source.end))
    return replace(find, source=Span(source.start, at), content=(said,))


def _is_quoted(page: Page, piece: Span) -> bool:
    around = page.text[max(0, piece.start - 1) : piece.end + 1]
    return any(mark in around for mark in (*MARKS, "'", "\u2018"))


def _is_crumb(page: Page, piece: Span) -> bool:
    text = page.text
    if _is_quoted(page, piece):
        return False
    sentence = page.sentence_at(piece.start)
    return bool(text[piece.end : sentence.end].strip(" .!?\n")) or bool(
        text[sentence.start : piece.start].strip()
    )


def without_factive(page: Page, finds: Sequence[Find]) -> list[Find]:
    """Drop what somebody sees or knows inside what another says: "she said he saw that the door was open".

    Who says so takes it for true; that a third one knows it adds no voice.
    """
    factive = load_cues().data["factive"]
    pieces = [(piece, find) for find in finds for piece in find.content]
    near = Nearby([piece for piece, _ in pieces])

    def is_factive(find: Find) -> bool:
        if find.by != "verb" or find.cue is None:
            return False
        verb = page.tokens(find.cue)[-1]
        if verb.pos_ != "VERB" or verb.lemma_.lower() not in factive or passive_subject(verb) is not None:
            return False
        around = (pieces[j] for j in near.overlapping(find.anchor))
        return any(outer is not find and piece.covers(find.anchor) for piece, outer in around)

    return [find for find in finds if not is_factive(find)]


def take_second(page: Page, find: Find) -> list[Find]:
    """End a content before a second verb of saying that the speaker does, which is a find of its own.

    "Said homes were under water and promised money": homes promise nothing.
    """
    if find.cue is None or find.source is None:
        return [find]
    said = next((t for t in page.tokens(find.cue) if t.tag_ in FINITE_TAGS), None)
    last = find.content[-1]
    if said is None or last.start < find.cue.end:
        return [find]
    for verb in itertools.islice(page.tokens(last) or (), _LONGEST):
        if not _is_second(verb, said) or not (last.start < verb.head.idx < verb.idx < last.end):
            continue
        joiner = verb.nbor(-1)
        first = (*find.content[:-1], tidy(page.text, Span(last.start, joiner.idx)))
        cue = cue_span(verb)
        rest = tidy(page.text, Span(cue.end, last.end))
        if not rest.start < rest.end:
            break
        return [replace(find, content=first), replace(find, cue=cue, content=(rest,))]
    return [find]


def _is_second(verb: Any, said: Any) -> bool:
    if verb.dep_ != "conj" or verb.tag_ != said.tag_ or verb.lemma_.lower() not in load_cues().verbs:
        return False
    if verb.i == 0 or verb.nbor(-1).lower_ != "and" or any(c.dep_ == "nsubj" for c in verb.children):
        return False
    subject = next((c for c in verb.head.children if c.dep_ in ("nsubj", "nsubjpass")), None)
    return subject is not None and not is_able_to_speak(subject)


def without_citing(page: Page, tagged: Iterable[Find], ruled: Sequence[Find]) -> list[Find]:
    """Drop a tagged "citing" whose source has a verb of its own: "the paper reported, citing two people"."""
    own = {find.source: find for find in ruled if find.source is not None and find.passed_on_by is None}

    def is_doubled(find: Find) -> bool:
        other = own.get(find.source) if find.source is not None else None
        if other is None or other.cue is None or find.cue is None or other.cue.overlaps(find.cue):
            return False
        words = page.tokens(find.cue)
        citing = len(words) == 1 and words[0].tag_ == "VBG" and words[0].lemma_.lower() in load_cues().citing
        return citing and other.cue.end <= find.cue.start

    return [find for find in tagged if not is_doubled(find)]

"""Attributions read off the parse: verbs and nouns of saying with their subject and clause."""

import bisect
import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from variorum.analyse.attribution.citing import is_citable, refuses
from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.governing import find_contents, is_clause, takes_back_words
from variorum.analyse.attribution.lexicon import Cues, load_cues, load_source_words
from variorum.analyse.attribution.phrase import (
    agent_of,
    cited_phrase,
    cue_span,
    noun_phrase,
    passive_subject,
    span_of,
    subject_of,
    tidy,
)
from variorum.analyse.attribution.quoted_as import is_said_by_quoted, read_as_saying, saying_of
from variorum.analyse.attribution.verb_stances import REFUSING, verb_stance
from variorum.analyse.page import Page
from variorum.analyse.picking import Picker, pick_any
from variorum.analyse.tags import CLAUSE_TAGS
from variorum.data import load_words
from variorum.model.analysis import Stance
from variorum.model.span import Span

_TARGETS = load_words("attribution/words.yaml", "accusing")
_BEHIND = 9  # words behind a teller in which "that" opens what was told


_VERBS = (
    Picker("POS", frozenset({"VERB", "AUX"}).__contains__),
    Picker("TAG", lambda tag: tag.startswith("VB")),
)


def read_verbs(page: Page, sentences: Iterable[Any]) -> Iterator[Find]:
    """Yield the attributions whose cue is a verb with a clause, or with an object that is what is said."""
    cues = load_cues()
    verbs = pick_any(_VERBS, page.doc)
    for sentence in sentences:
        for i in verbs[bisect.bisect_left(verbs, sentence.start) : bisect.bisect_left(verbs, sentence.end)]:
            yield from _read_verb(page, page.doc[i], cues)


def _read_verb(page: Page, verb: Any, cues: Cues) -> Iterator[Find]:
    saying = saying_of(verb)
    if saying is not None:
        yield from read_as_saying(page, verb, saying)
        return
    stance = verb_stance(verb, cues)
    if stance is None or _is_no_cue(verb, stance, cues):
        return
    content = tuple(find_contents(page, verb, cues))
    if (teller := _teller(verb, cues)) is not None:
        yield from _read_heard(page, verb, teller, content)
    elif content:
        yield from _read_said(page, verb, stance, content, cues)


def _read_heard(page: Page, verb: Any, teller: Any, content: tuple[Span, ...]) -> Iterator[Find]:
    """Yield what is heard or learnt from a teller: "she learnt from the vet that the dog was blind"."""
    if not content:
        if teller.i + 1 == len(verb.doc):
            return
        after = verb.doc[teller.i + 1 : teller.i + _BEHIND]
        that = next((t for t in after if t.lower_ == "that"), teller.nbor(1))
        content = (tidy(page.text, Span(that.idx, page.sentence_at(verb.idx).end)),)
    by = next(c for c in verb.children if c.lower_ == "from")
    yield Find(noun_phrase(teller), span_of(verb, by), content, stance="asserts", by="clause")


def _read_said(
    page: Page, verb: Any, stance: Stance, content: tuple[Span, ...], cues: Cues
) -> Iterator[Find]:
    """Yield what a verb governs as said by its subject, or by nobody named ("it was alleged that")."""
    source = _source(verb)
    if source is not None and verb.lemma_.lower() == "hear" and source.lemma_.lower() in cues.hearing:
        return  # "the court heard that": it says nothing itself
    passive = passive_subject(verb)
    if source is None and not passive and verb.tag_ not in ("VBN", "VBG"):
        return
    named = None
    if source is not None:
        named = span_of(source, source) if source.pos_ == "PRON" else noun_phrase(source)
        if any(piece.overlaps(named) for piece in content):
            content = tuple(_without(page.text, content, named))
    if not content:
        return
    cue, label = _whole_cue(verb), None
    if named is None and passive is not None and passive.lower_ == "it" and passive.idx < cue.start:
        label = Span(passive.idx, _with_hall(verb, cue).end)
    yield Find(
        named,
        cue,
        content,
        stance=stance,
        label=label,
        hearer=_hearer(verb),
        by="clause" if label is not None or _is_plain_speech(verb, cues) else "verb",
    )
    yield from _read_citing(page, verb, cue, content)


def _is_no_cue(verb: Any, stance: Stance, cues: Cues) -> bool:
    if verb.dep_ in ("amod", "compound") or _is_tail(verb):
        return True
    if verb.lower_ == "writing" and verb.i > 0 and verb.nbor(-1).lower_ == "in":
        return True  # "had confirmed in writing that"
    if stance == "retracts" and not takes_back_words(verb):
        return True  # "most were taken back", "renounced the position of armed struggle"
    if verb.lemma_.lower() in cues.citing and verb.tag_ == "VBG":
        return True  # handed on: see _read_citing
    return bool(verb.lemma_.lower() == "say" and is_said_by_quoted(verb))


def _teller(verb: Any, cues: Cues) -> Any | None:
    # "He had heard from herders that": the herders told him.
    if verb.lemma_.lower() not in cues.data["told_by"]:
        return None
    origin = next((c for c in verb.children if c.lower_ == "from" and c.i == verb.i + 1), None)
    who = next((c for c in origin.children if c.dep_ == "pobj"), None) if origin is not None else None
    if not any(c.dep_ == "ccomp" for c in verb.children) and not (who is not None and _is_that_behind(who)):
        return None
    named = who is not None and who.pos_ in ("NOUN", "PROPN") and who.lower_ not in ("others", "people")
    return who if named and is_able_to_speak(who) else None


def _is_that_behind(noun: Any) -> bool:
    # "From the ferrymen that two boats had": no clause about the ferrymen.
    # Nor "from a member of the board that the bank had".
    behind = noun.doc[noun.i + 1 : noun.i + _BEHIND]
    past = itertools.dropwhile(
        lambda t: t.lower_ == "of" or t.pos_ in ("DET", "NOUN", "PROPN", "ADJ"), behind
    )
    words = list(itertools.islice(past, 2))
    return len(words) == 2 and words[0].lower_ == "that" and words[1].tag_ not in CLAUSE_TAGS


def _is_tail(verb: Any) -> bool:
    # "The surgeon boasted of it, alleges a memoir.": what looks like the object is who speaks; see asides.
    if verb.tag_ not in ("VBZ", "VBP") or verb.i == 0 or verb.nbor(-1).text not in (",", "\u201d", '"'):
        return False
    if any(c.dep_ in ("nsubj", "nsubjpass", "ccomp", "xcomp") for c in verb.children):
        return False
    before = verb.doc[verb.sent.start : verb.i]
    if not any(t.tag_ in CLAUSE_TAGS for t in before):
        return False
    thing = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    words = load_source_words()
    known = (words.persons, words.documents, words.organisations, words.outlets, words.titles, words.trades)
    lemma = thing.lemma_.lower() if thing is not None and thing.pos_ == "NOUN" else ""
    return any(lemma in group for group in known)


def _is_let_know(verb: Any) -> bool:
    # "Has let the paper know that": who lets know speaks.
    return bool(verb.lemma_.lower() == "know" and verb.head.lemma_.lower() == "let" and verb.head.i < verb.i)


def _with_hall(verb: Any, cue: Span) -> Span:
    # "It was said in evidence that": where it was said, as a bare noun, is a part of nobody's name.
    words = verb.doc[verb.i + 1 : verb.i + 4]
    if (
        len(words) < 3
        or [words[0].lower_, words[2].lower_] != ["in", "that"]
        or words[1].pos_ != "NOUN"
        or words[1].ent_type_
    ):
        return cue
    return Span(cue.start, words[1].idx + len(words[1].text))


def _hearer(verb: Any) -> Span | None:
    passive = passive_subject(verb)
    if passive is None or verb.lemma_.lower() not in _TARGETS.union(load_cues().data["hearers"]):
        return None
    return noun_phrase(passive)


def _is_plain_speech(verb: Any, cues: Cues) -> bool:
    # A verb of saying and no other, with a clause that says what.
    lemma = verb.lemma_.lower()
    has_clause = any(c.dep_ == "ccomp" and is_clause(c) for c in verb.children)
    if _is_set_off(verb):
        return True  # "Two coaches were turned back, he continued, after the tar began to melt"
    if cues.framing.get(lemma) == "at":
        at = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "at"), None)
        return at is not None and any(t.like_num for t in at.subtree)  # "puts the dead at 40"
    if lemma == "understand":
        return has_clause and passive_subject(verb) is not None
    if _is_on_paper(verb):
        return True
    return has_clause and lemma not in cues.clause_only and lemma not in cues.attitudes


def _is_on_paper(verb: Any) -> bool:
    # "A log obtained by the paper records that": what a document does with "that" is saying.
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    written = load_source_words().documents
    if (
        subject is None
        or not {subject.lemma_.lower(), subject.lower_} & written
        or verb.i + 1 >= len(verb.doc)
    ):
        return False
    return verb.nbor(1).lower_ in ("that", "how", "whether") and verb.tag_ != "VBG"


def _is_set_off(verb: Any) -> bool:
    # Subject and verb alone between commas, after the clause that says what.
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i < verb.i), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if clause is None or subject is None or verb.i + 1 >= len(verb.doc) or subject.left_edge.i == 0:
        return False
    return subject.left_edge.nbor(-1).text == "," and verb.nbor(1).text in (",", ".", ";")


def _whole_cue(verb: Any) -> Span:
    span = cue_span(verb)
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in REFUSING and verb.head.i < verb.i:
        return Span(verb.head.idx, span.end)
    if _is_let_know(verb):
        return Span(verb.head.idx, span.end)
    if verb.i > 1 and verb.nbor(-1).lower_ == "longer" and verb.nbor(-2).lower_ == "no":
        return Span(verb.nbor(-2).idx, span.end)
    return span


def _source(verb: Any) -> Any | None:
    is_passive = passive_subject(verb) is not None or any(c.dep_ == "auxpass" for c in verb.children)
    if is_passive or (verb.tag_ == "VBN" and verb.dep_ == "acl"):
        return agent_of(verb)
    source = subject_of(verb.head) if _is_let_know(verb) else subject_of(verb)
    if source is None or (
        source.lower_ in ("it", "there", "which", "that", "what") and source.dep_ == "expl"
    ):
        return None
    return source


def _without(text: str, content: Iterable[Span], hole: Span) -> Iterator[Span]:
    for piece in content:
        for part in (
            Span(piece.start, min(piece.end, hole.start)),
            Span(max(piece.start, hole.end), piece.end),
        ):
            if part.start < part.end and (kept := tidy(text, part)).start < kept.end:
                yield kept


def _read_citing(page: Page, verb: Any, cue: Span, content: tuple[Span, ...]) -> Iterator[Find]:
    cues = load_cues()
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    places = [*verb.children, *(subject.children if subject is not None else ())]
    for child in places:
        if child.lemma_.lower() not in cues.citing or child.dep_ not in (
            "advcl",
            "acl",
            "prep",
            "ccomp",
            "xcomp",
        ):
            continue
        if child.tag_ == "VBG":
            cited = next((c for c in child.children if c.dep_ in ("dobj", "pobj")), None)
            if cited is not None and is_citable(child, cited, refused=refuses(page, cue)):
                yield Find(cited_phrase(cited), span_of(child, child), content, passed_on_by=cue)

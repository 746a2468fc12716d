"""Verbs that only tell, read where nothing else was: "two cleaners tell of a man", "the log records it".

Whatever the tagger leaves out, a paper that records or lists says so, and who tells of a thing says it.
"""

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import Cues, load_cues, load_source_words
from variorum.analyse.attribution.nearby import Nearby
from variorum.analyse.attribution.phrase import cue_span, noun_phrase, span_of, tidy, walk_up
from variorum.analyse.page import Page
from variorum.analyse.picking import Picker
from variorum.analyse.tags import CLAUSE_TAGS, FINITE_TAGS
from variorum.model.span import Span

_LONGEST = 120  # words of a sentence
_STOPS = frozenset({".", "!", '"', "\u201d"})
_TAKEN = frozenset({"NN", "NNS", "NNP", "JJ", "VB"})  # what the parser takes a lost verb for
_UP = 4  # steps from an open question to the verb of who leaves it open
_WHETHER = Picker("LOWER", "whether".__eq__)
_VERBS = Picker("TAG", frozenset({"VBD", "VBZ", "VBP", "VBN", "VB"}).__contains__)


def read_missed(page: Page, finds: Sequence[Find]) -> Iterator[Find]:
    """Yield the finds of verbs that only tell and that no find has for its cue."""
    cues = load_cues()
    cued = Nearby([find.anchor for find in finds])
    pieces = [piece for find in finds for piece in find.content]
    around = Nearby(pieces)
    for i in _VERBS.pick(page.doc):
        verb = page.doc[i]
        lemma = verb.lemma_.lower()
        if lemma not in cues.data["papers_do"] and lemma not in cues.data["telling_of"]:
            continue
        if cued.overlapping(span_of(verb, verb)) or not _is_finite(verb):
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
        if subject is None or subject.tag_ in ("WP", "WDT", "PRP"):
            continue
        told = _written(page, verb, subject, cues) or _told_of(page, verb, subject, cues)
        if told is not None:
            # "The film shows two men at the door, police said": not what the police said it in.
            ends = [
                pieces[j].end for j in around.overlapping(cue_span(verb)) if pieces[j].start <= subject.idx
            ]
            told = Span(told.start, min([told.end, *(end for end in ends if end > told.start)]))
            yield Find(noun_phrase(subject), cue_span(verb), (told,), stance="asserts", by="verb")


def read_lost(page: Page, sentences: Iterable[Any], finds: Sequence[Find]) -> Iterator[Find]:
    """Yield what is said by a verb that the parser took for a noun: "a busker with a view tells of a man"."""
    cues = load_cues()
    cued = Nearby([find.anchor for find in finds])
    for sentence in sentences:
        root = sentence.root
        if len(sentence) > _LONGEST or root.pos_ == "AUX" or root.tag_ in (*FINITE_TAGS, "VB", "MD"):
            continue
        if any(c.dep_ in ("aux", "auxpass", "cop") for c in root.children):
            continue
        if sentence[-1].text not in _STOPS or page.title_end > sentence.start_char:
            continue
        found = _lost(page, sentence, cues)
        if found is not None and not cued.overlapping(found.anchor):
            yield found


def read_whether(page: Page, finds: Sequence[Find]) -> Iterator[Find]:
    """Yield who leaves a question open: "the office would not be drawn on whether the mine was ours"."""
    cues = load_cues()
    held = Nearby([span for find in finds for span in (find.anchor, *find.content)])
    for i in _WHETHER.pick(page.doc):
        whether = page.doc[i]
        clause = whether.head
        if held.overlapping(span_of(whether, whether)) or whether.dep_ != "mark" or clause.tag_ == "VB":
            continue
        found = _left_open(page, whether, clause, cues)
        if found is not None and not any(held.overlapping(piece) for piece in (found.anchor, *found.content)):
            yield found


def _left_open(page: Page, whether: Any, clause: Any, cues: Cues) -> Find | None:
    told = tidy(page.text, span_of(clause.left_edge, clause.right_edge))
    for verb in itertools.islice(walk_up(clause), _UP):
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")), None)
        if verb.pos_ not in ("VERB", "AUX") or subject is None or told.start <= subject.idx < told.end:
            continue
        if (
            verb.lemma_.lower() in cues.data["weighing"]
            or subject.pos_ == "PRON"
            or not is_able_to_speak(subject)
        ):
            return None
        forms = (subject.lemma_.lower(), subject.lower_)
        if subject.pos_ != "PROPN" and not any(form in words for words in _people() for form in forms):
            return None
        before = told.start - 1 if verb.i < whether.i else page.sentence_at(verb.idx).end
        first = next(
            (c for c in verb.children if c.dep_ in ("aux", "auxpass", "neg") and c.i > subject.i), verb
        )
        first = first if first.i < verb.i else verb
        cue = tidy(page.text, Span(first.idx, max(before, verb.idx + len(verb.text))))
        if told.start >= told.end or cue.start >= cue.end or cue.overlaps(told) or "," in cue.of(page.text):
            return None
        return Find(noun_phrase(subject), cue, (told,), stance="hedges", by="verb")
    return None


def _people() -> tuple[frozenset[str], ...]:
    words = load_source_words()
    return (words.persons, words.organisations, words.titles, words.speakers, words.trades, words.outlets)


def _lost(page: Page, sentence: Any, cues: Cues) -> Find | None:
    for word in sentence[2:-2]:
        form = next((f for f in (word.lower_, word.lower_.removesuffix("s")) if f in cues.verbs), None)
        after = word.nbor(1).lower_
        if form is None or not word.text.islower() or word.tag_ not in _TAKEN or after not in ("that", "of"):
            continue
        if after == "of" and form not in cues.data["telling_of"]:
            continue
        if any(c.dep_ in ("det", "poss") for c in word.children) and after == "that":
            continue  # "the claim that"
        if any(t.tag_ in CLAUSE_TAGS and t.dep_ != "relcl" for t in page.doc[sentence.start : word.i]):
            return None
        told = tidy(page.text, Span(word.nbor(1).idx, sentence.end_char))
        who = list(itertools.takewhile(lambda t: t.tag_ not in ("WP", "WDT") and t.text != ",", sentence))
        who = [t for t in who if t.i < word.i]
        head = next((t for t in who if t.pos_ in ("NOUN", "PROPN") and is_able_to_speak(t)), None)
        if (
            head is None
            or who[0].pos_ not in ("DET", "NOUN", "PROPN", "NUM", "ADJ")
            or told.start >= told.end
        ):
            return None
        return Find(span_of(who[0], who[-1]), span_of(word, word), (told,), stance="asserts", by="verb")
    return None


def _is_finite(verb: Any) -> bool:
    before = [c for c in verb.children if c.i < verb.i]
    if any(c.dep_ in ("auxpass", "neg") or c.tag_ == "TO" for c in before):
        return False
    return verb.tag_ in FINITE_TAGS or any(c.dep_ == "aux" for c in before)


def _written(page: Page, verb: Any, subject: Any, cues: Cues) -> Span | None:
    # "The visitors' book records two hangings", "a till receipt placed him at a station".
    if verb.lemma_.lower() not in cues.data["papers_do"]:
        return None
    if not {subject.lemma_.lower(), subject.lower_} & (load_source_words().documents - cues.nouns.keys()):
        return None
    governed = [c for c in verb.children if c.i > verb.i and c.dep_ in ("dobj", "ccomp", "dative", "nsubj")]
    return _behind(page, verb) if governed else None


def _told_of(page: Page, verb: Any, subject: Any, cues: Cues) -> Span | None:
    # "Tell of a man vaulting the rails", "had warned of cracks".
    if verb.lemma_.lower() not in cues.data["telling_of"] or not is_able_to_speak(subject):
        return None
    of = next((c for c in verb.children if c.lower_ == "of" and c.i > verb.i), None)
    thing = next((c for c in of.children if c.dep_ in ("pobj", "pcomp")), None) if of is not None else None
    return _behind(page, of) if thing is not None else None


def _behind(page: Page, word: Any) -> Span | None:
    sentence = page.sentence_at(word.idx)
    start = word.idx + len(word.text)
    stop = page.text.find(";", start, sentence.end)
    told = tidy(page.text, Span(start, stop if stop > 0 else sentence.end))
    tokens = page.tokens(told) if told.start < told.end else None
    return told if tokens is not None and len(tokens) <= _LONGEST else None

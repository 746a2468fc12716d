"""What papers do with words: "rents rose, figures by the league show, and", "the log has the mate asking".

Both are read word by word, since the parser takes "show" for a noun and a clause behind "has" for an object.
"""

import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues, load_source_words
from variorum.analyse.attribution.nearby import Nearby
from variorum.analyse.attribution.phrase import cue_span, noun_phrase, span_of, tidy
from variorum.analyse.attribution.verb_stances import verb_stance
from variorum.analyse.page import Page
from variorum.analyse.picking import Picker, pick_any
from variorum.analyse.tags import CLAUSE_TAGS
from variorum.data import load_words
from variorum.model.span import Span

_LONGEST_SENTENCE = 120  # words
_ASIDE = 18  # words between the comma and "show"
_PHRASE = 7  # words of whom a paper "has" doing something
_LEAST = 3  # words of a clause
_SEEN = load_words("attribution/words.yaml", "carrying_on")
_OPENING = frozenset({'"', "\u201c", "``", "\u2018"})
_SHOWS = Picker("LOWER", lambda word: _shown(word) is not None)
_HAS = Picker(
    "LOWER",
    frozenset(
        {"has", "have", "had", "show", "shows", "showed", "record", "records", "recorded"}
    ).__contains__,
)
_BEFORE = 12  # words of a paper and what it is about before "show"


def _shown(word: str) -> str | None:
    # The verb of showing of which a word is a form, whatever the parser takes it for.
    verbs = load_cues().data["showing"]
    forms = (word, word.removesuffix("s"), word.removesuffix("ed"), word.removesuffix("d"))
    return next((form for form in forms if form in verbs), None)


def read_papers(page: Page, sentences: Iterable[Any]) -> Iterator[Find]:
    """Yield what papers show behind a comma and whom they have saying or doing something."""
    picked = pick_any((_SHOWS, _HAS), page.doc)
    for sentence in sentences:
        if len(sentence) > _LONGEST_SENTENCE:
            continue
        here = picked[bisect.bisect_left(picked, sentence.start) : bisect.bisect_left(picked, sentence.end)]
        for i in here:
            verb = page.doc[i]
            found = (
                _showing(page, sentence, verb)
                or _having(page, sentence, verb)
                or _telling(page, sentence, verb)
            )
            if found is not None:
                yield found


def _showing(page: Page, sentence: Any, verb: Any) -> Find | None:
    if _shown(verb.lower_) is None or verb.i + 1 >= sentence.end or verb.nbor(1).text not in (",", ".", ";"):
        return None
    first = verb.i - 1
    while first > sentence.start and verb.i - first <= _ASIDE and page.doc[first].text != ",":
        first -= 1
    words = page.doc[first + 1 : verb.i]
    if (
        page.doc[first].text != ","
        or len(words) == 0
        or not verb.text.islower()
        or words[0].dep_ == "cc"
        or first - sentence.start < _LEAST
    ):
        return None
    written = load_source_words().documents
    paper = next((t for t in words if {t.lemma_.lower(), t.lower_} & written), None)
    head = next((t for t in words if t.pos_ in ("ADP", "VERB") and paper is not None and t.i > paper.i), None)
    is_head = paper is not None and (
        paper.i + 1 == verb.i or (head is not None and head.i == paper.i + 1) or _is_out(paper)
    )
    told = page.doc[sentence.start : first]
    is_said = any(t.tag_ in CLAUSE_TAGS for t in told) and told[0].tag_ not in ("WRB", "IN", "WP")
    if not is_head or not is_said or any(t.tag_ in CLAUSE_TAGS and paper and t.i != paper.i for t in words):
        return None
    content = tidy(page.text, span_of(told[0], told[-1]))
    return Find(span_of(words[0], words[-1]), span_of(verb, verb), (content,), stance="asserts", by="clause")


def _is_out(paper: Any) -> bool:
    return str(paper.nbor(1).lower_) in ("out", "released", "published")


def _having(page: Page, sentence: Any, verb: Any) -> Find | None:
    held = (*verb.children, *(verb.head.children if verb.dep_ == "aux" else ()))
    subject = next((c for c in held if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is None or verb.lemma_ != "have" or verb.tag_ not in CLAUSE_TAGS:
        return None
    if not {subject.lemma_.lower(), subject.lower_} & load_source_words().documents:
        return None
    after = page.doc[verb.i + 1 : min(verb.i + 2 + _PHRASE, sentence.end)]
    doing = next((t for t in after[1:] if t.tag_ == "VBG" or t.text in _OPENING), None)
    if doing is None or any(
        t.tag_ in CLAUSE_TAGS or (t.is_punct and t.text != "-") for t in page.doc[verb.i + 1 : doing.i]
    ):
        return None
    if not any(t.pos_ in ("NOUN", "PROPN", "PRON") for t in page.doc[verb.i + 1 : doing.i]):
        return None
    told = tidy(page.text, Span(after[0].idx, sentence.end_char))
    return Find(noun_phrase(subject), span_of(verb, verb), (told,), stance="asserts", by="phrase")


def _telling(page: Page, sentence: Any, verb: Any) -> Find | None:
    # "Minutes of the meeting show a councillor asking whether": whatever the parser takes "show" for.
    paper = page.doc[max(sentence.start, verb.i - _BEFORE) : verb.i]
    if verb.lemma_.lower() == "have" or not len(paper) or not verb.text.islower():
        return None
    after = page.doc[verb.i + 1 : min(verb.i + 2 + _PHRASE, sentence.end - 1)]
    said = next((t for t in after[1:] if t.tag_ == "VBG"), None)
    if said is None or said.lemma_.lower() not in load_cues().verbs or not is_able_to_speak(said.nbor(-1)):
        return None
    between = page.doc[verb.i + 1 : said.i]
    if any(t.tag_ in CLAUSE_TAGS or t.is_punct for t in between) or said.lemma_.lower() in _SEEN:
        return None
    written = load_source_words().documents
    head = next((t for t in paper if {t.lemma_.lower(), t.lower_} & written), None)
    if head is None or any(t.tag_ in CLAUSE_TAGS or t.text == "," for t in page.doc[head.i + 1 : verb.i]):
        return None
    told = tidy(page.text, Span(verb.idx + len(verb.text), sentence.end_char))
    first = phrase_before(head, sentence.start)
    return Find(span_of(first, verb.nbor(-1)), span_of(verb, verb), (told,), stance="asserts", by="clause")


def phrase_before(head: Any, start: int) -> Any:
    """Return the first word of the noun phrase that a noun ends."""
    first = head
    while first.i > start and (
        first.nbor(-1).pos_ in ("DET", "ADJ", "NOUN", "PROPN", "NUM")
        or first.nbor(-1).tag_ in ("POS", "PRP$")
    ):
        first = first.nbor(-1)
        if first.tag_ in ("DT", "PRP$"):
            break
    return first


def hang_in_papers(page: Page, finds: Sequence[Find], papers: Sequence[Find]) -> list[Find]:
    """Return the finds with those of papers that nothing read, and who tells in them hung on them.

    "An affidavit by a porter, in which he sets out what the maids reported, has the count howling": the
    porter and the maids stand behind what it has.
    """
    cued = Nearby([find.anchor for find in finds])
    new = [find for find in papers if find.cue is not None and not cued.overlapping(find.cue)]
    out = list(finds)
    for paper in new:
        if paper.by != "phrase" or paper.cue is None or paper.source is None:
            continue
        between = Span(paper.source.end, paper.cue.start)
        if " which " not in between.of(page.text):
            continue
        outer = paper.cue
        for teller in _tellers(page, between, paper.content):
            out = [find for find in out if find.cue is None or not find.cue.overlaps(teller.anchor)]
            out.append(replace(teller, passed_on_by=outer))
            outer = teller.anchor
    return [*out, *new]


def _tellers(page: Page, between: Span, content: tuple[Span, ...]) -> Iterator[Find]:
    # "In which he sets out what the maids reported to him": he, and the maids.
    for verb in page.tokens(between) or ():
        if verb.tag_ not in CLAUSE_TAGS or verb_stance(verb, load_cues()) is None:
            continue
        subject = next(
            (c for c in verb.children if c.dep_ == "nsubj" and between.start <= c.idx < verb.idx), None
        )
        if subject is not None and subject.tag_ not in ("WP", "WDT"):
            source = span_of(subject, subject) if subject.pos_ == "PRON" else noun_phrase(subject)
            yield Find(source, cue_span(verb), content, by="phrase")

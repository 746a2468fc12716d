"""The words taken for a source brought back to who speaks: no time, no bracket, nobody who only hears."""

import itertools
import re
from dataclasses import replace
from typing import Any

from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues, load_source_words
from variorum.analyse.attribution.phrase import noun_phrase, span_of, tidy
from variorum.analyse.page import Page
from variorum.analyse.tags import FINITE_TAGS
from variorum.model.span import Span

_BY = "by "
_COMMA = 2  # characters between a description and the cue behind its comma
_BRACKET = 80  # characters of a bracket before a source in it
_LONGEST = 120  # words of a source in which "citing" is looked for
_DATELINE_DASH = re.compile(r" ?(?:\u2014|\u2013|--?) ")
_DATELINE = 60  # characters of a dateline
_APPEARING = 5  # words of "what appeared to be a team"
_DAYS = 8  # words of a day before who acts on it


def trim_source(page: Page, find: Find) -> Find:
    """End a source before its own cue, where the tagger ran over it ("the bureau announced on Monday").

    "By the union" is the union.
    """
    cue = find.cue
    source = find.source
    if source is not None and cue is not None and (doer := _before_own_cue(page, find, source)) is not None:
        return replace(find, source=doer)
    find = _who_denies(page, _before_clause(page, find))
    source = find.source
    for trimmed in (
        _after_dateline,
        _after_day,
        _before_bracket,
        _described,
        _appearing,
        _relative,
        _before_time,
        _after_what,
        _before_citing,
        _bare,
        _after_by,
        _after_noun,
    ):
        source = trimmed(page, find, source) if source is not None else None
    if source != find.source:
        find = replace(find, source=source)
    if source is None or cue is None or not source.start < cue.start < source.end:
        return find
    kept = page.text[source.start : cue.start].rstrip(" ,\n")
    return replace(find, source=Span(source.start, source.start + len(kept))) if kept else find


def _before_own_cue(page: Page, find: Find, source: Span) -> Span | None:
    # "The owners have made it known": not "it", which is a part of the cue.
    if find.cue is None or not find.cue.covers(source) or source.of(page.text).lower() != "it":
        return None
    verb = page.tokens(source)[0].nbor(-1) if page.tokens(source).start > 0 else None
    if verb is None or verb.pos_ != "VERB" or verb.idx < find.cue.start:
        return None
    subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i), None)
    if subject is None:
        return None
    return span_of(subject, subject) if subject.pos_ == "PRON" else noun_phrase(subject)


def _after_dateline(page: Page, find: Find, source: Span) -> Span:
    # "HARWICK, Va. \u2014 Officials say": the officials.
    words = source.of(page.text)
    dash = _DATELINE_DASH.search(words)
    if dash is None or dash.end() >= len(words):
        return source
    before = page.text[page.paragraph_at(source.start).start : source.start + dash.start()]
    opened = before.split(maxsplit=1)[:1]
    is_dateline = len(before) <= _DATELINE and bool(opened) and opened[0].strip(",").isupper()
    return Span(source.start + dash.end(), source.end) if is_dateline and "," in before else source


def _after_day(page: Page, find: Find, source: Span) -> Span:
    # "Decreed on 30 August by the city": the city.
    words = page.tokens(source)
    by = next((t for t in words[1:_DAYS] if t.lower_ == "by"), None)
    if by is None or words[0].lower_ not in ("on", "in", "at", "last", "this") or by.idx + 3 >= source.end:
        return source
    timed = [t for t in words.doc[words.start + 1 : by.i] if not t.is_space]
    named = all(t.ent_type_ in ("DATE", "TIME") or t.pos_ == "NUM" or t.lower_ == "the" for t in timed)
    return Span(by.idx + len(_BY), source.end) if timed and named else source


def _before_clause(page: Page, find: Find) -> Find:
    """Give back the clause that a source after "according to" has swallowed for want of a comma.

    "According to the police the bomb was in a bag": a second article opens the clause.
    """
    source, cue = find.source, find.cue
    if source is None or cue is None or not 0 <= source.start - cue.end <= 1:
        return find
    if cue.of(page.text).lower() not in ("according to", "per"):
        return find
    words = page.tokens(source)
    second = next((t for t in words[1:] if t.tag_ == "DT" and t.i > 0 and _ends_name(t.nbor(-1))), None)
    if second is None or any(piece.end <= cue.start for piece in find.content):
        return find
    first = find.content[0]
    told = (Span(second.idx, first.end), *find.content[1:])
    return replace(find, source=tidy(page.text, Span(source.start, second.idx)), content=told)


def _who_denies(page: Page, find: Find) -> Find:
    """Take for the source who denies and not whose charges they are: "the army today denied charges by"."""
    source, cue = find.source, find.cue
    if (
        source is None
        or cue is None
        or not 0 <= source.start - cue.end <= 1
        or page.tokens(cue)[-1].lower_ != "by"
    ):
        return find
    words = page.tokens(cue)
    verb = next((t for t in words if t.pos_ == "VERB" and t.tag_ in FINITE_TAGS), None)
    thing = words[-1].head
    if verb is None or load_cues().verbs.get(verb.lemma_.lower()) != "denies" or thing.head.i != verb.i:
        return find
    before = [
        t
        for t in verb.doc[max(verb.sent.start, verb.i - _DAYS) : verb.i]
        if t.ent_type_ not in ("DATE", "TIME")
    ]
    said = before[-1] if before and before[-1].pos_ in ("NOUN", "PROPN") else None
    return replace(find, source=noun_phrase(said)) if said is not None else find


def _ends_name(word: Any) -> bool:
    return word.pos_ in ("NOUN", "PROPN") and word.ent_type_ not in ("DATE", "TIME")


def _described(page: Page, find: Find, source: Span) -> Span:
    # "The accused, a retired notary, denied": what he is, between commas, is not he.
    words = page.tokens(source)
    if find.by != "tagger" or find.cue is None or words is None or words[0].lower_ not in ("a", "an"):
        return source
    head = words.root
    if head.dep_ != "appos" or head.pos_ != "NOUN" or not 0 <= find.cue.start - source.end <= _COMMA:
        return source
    verb = next((t for t in page.tokens(find.cue) if t.pos_ == "VERB"), None)
    subject = head.head
    is_subject = verb is not None and subject.head.i == verb.i and subject.dep_ == "nsubj"
    return noun_phrase(subject) if is_subject and subject.i < words.start else source


def _appearing(page: Page, find: Find, source: Span) -> Span:
    # "What appeared to be a tactical team": the team.
    words = page.tokens(source)[:_APPEARING]
    if len(words) < _APPEARING or words[0].lower_ != "what":
        return source
    if words[1].lemma_.lower() not in load_cues().data["appearing"]:
        return source
    last = next((t for t in words[2:] if t.lower_ in ("be", "like")), None)
    return source if last is None else tidy(page.text, Span(last.idx + len(last.text), source.end))


def _relative(page: Page, find: Find, source: Span) -> Span:
    # "Which groups seven bodies": which.
    first = page.tokens(source)[:2]
    is_clause = len(first) > 1 and first[0].tag_ == "WDT" and first[1].pos_ != "ADV"
    return Span(first[0].idx, first[0].idx + len(first[0].text)) if is_clause else source


def _after_what(page: Page, find: Find, source: Span) -> Span:
    # "Hours before what the paper went on to call": the paper.
    at = page.text.find(" what ", source.start, source.end)
    return Span(at + len(" what "), source.end) if at > 0 else source


def _bare(page: Page, find: Find, source: Span) -> Span | None:
    # Without a comma or dash before it.
    if page.text[source.start] not in ",;-\u2013\u2014 ":
        return source
    kept = tidy(page.text, source)
    return kept if kept.start < kept.end else None


def _after_by(page: Page, find: Find, source: Span) -> Span:
    # "By the union", "made by a former clerk": the union, the clerk.
    if find.by != "tagger":
        return source
    words = page.tokens(source)
    openers = (t for t in words[:2] if t.lower_ == "by")
    by = next((t for t in openers if t.i == words.start or t.nbor(-1).tag_ == "VBN"), None)
    if by is None or by.idx + len(_BY) >= source.end:
        return source
    return Span(by.idx + len(_BY), source.end)


def _after_noun(page: Page, find: Find, source: Span) -> Span:
    """Return who speaks, without the noun of a phrase before: "before the magistrate | its skipper did not".

    Of a document all words count: "issued by the command" says which communique spoke.
    """
    words = page.tokens(source)
    if find.by != "tagger" or find.cue is None or not len(words) or source.end > find.cue.start:
        return source
    for token in words[1:4]:
        if token.tag_ == "PRP$" and token.nbor(-1).pos_ in ("NOUN", "PROPN") and token.head.i > token.i:
            return Span(token.idx, source.end)
    verb = next((t for t in page.tokens(find.cue) if t.pos_ == "VERB"), None)
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None) if verb is not None else None
    if subject is not None and (whole := _whole_subject(words, subject)) is not None:
        return whole
    if subject is None or subject.lemma_.lower() not in load_source_words().documents:
        return source
    issued = next((c for c in subject.children if c.dep_ == "acl" and c.tag_ == "VBN"), None)
    by = words[0].nbor(-1) if words[0].i > 0 else words[0]
    if issued is None or by.lower_ != "by" or not issued.i <= by.head.i <= by.i or source.start < subject.idx:
        return source
    return noun_phrase(subject)


def _whole_subject(words: Any, subject: Any) -> Span | None:
    # "A letter found in his desk after | his death speaks of": the letter.
    first = next((t for t in words if not words.start <= t.head.i < words.end), words[0])
    if (
        first.dep_ != "pobj"
        or not subject.left_edge.i <= words.start <= words.end - 1 <= subject.right_edge.i
    ):
        return None
    within = subject.i < words.start and subject.pos_ == "NOUN" and subject.text[:1].islower()
    commas = any(t.text in (",", "(", ";") for t in subject.doc[subject.i : words.start])
    return noun_phrase(subject) if within and not commas else None


def _before_bracket(page: Page, find: Find, source: Span) -> Span:
    """Return the noun before the bracket that holds a source and closes before its cue: "the ADO [formerly
    the MAO] said".
    """
    text = page.text
    opened = text.rfind("[", max(0, source.start - _BRACKET), source.start + 1)
    closed = text.find("]", source.start, find.cue.start) if find.cue is not None else -1
    if opened < 1 or closed < source.end - 1 or text.find("]", opened, source.start) >= 0:
        return source
    before = [t for t in page.doc[: page.tokens(Span(opened, opened + 1)).start][-2:] if not t.is_space]
    noun = before[-1] if before and before[-1].pos_ in ("NOUN", "PROPN") else None
    whole = noun_phrase(noun) if noun is not None else source
    return Span(whole.start, min(whole.end, opened)) if whole.start < opened else source


def _before_time(page: Page, find: Find, source: Span) -> Span:
    # Without a time right before its cue: "the experts this morning urged", "police Tuesday said".
    if find.cue is None:
        return source
    if not 0 <= find.cue.start - source.end <= 1:
        return _before_occasion(page, find.cue, source)
    words = source.of(page.text).lower().split()
    if (timed := _before_day(page, source)) is not None:
        return timed
    times = load_cues().data["times"]
    last = next((n for n in (2, 1) if len(words) > n and " ".join(words[-n:]) in times), 0)
    tokens = [t for t in page.tokens(source) if not t.is_space]
    if not 0 < last < len(tokens) or tokens[-last - 1].pos_ == "ADP":  # "The Mail on Sunday"
        return source
    return Span(source.start, tokens[-last - 1].idx + len(tokens[-last - 1].text))


def _before_occasion(page: Page, cue: Span, source: Span) -> Span:
    # Behind its cue, without when and where it was said: "according to police today", "said councillor Rafa
    # Verga during a news conference held in Orn".
    if source.start < cue.end:
        return source
    words = load_cues().data
    tokens = [t for t in page.tokens(source) if not t.is_space]
    for at, token in enumerate(tokens[1:], 1):
        if token.lower_ in ("in", "at", "during", "after") and token.head.i <= token.i:
            thing = next((c for c in token.children if c.dep_ == "pobj"), None)
            if thing is not None and thing.lemma_.lower() in words["occasions"]:
                return Span(source.start, tokens[at - 1].idx + len(tokens[at - 1].text))
    last = tokens[-1]
    if len(tokens) > 1 and last.lower_ in words["times"] and tokens[-2].pos_ in ("NOUN", "PROPN"):
        return Span(source.start, tokens[-2].idx + len(tokens[-2].text))
    return source


def _before_day(page: Page, source: Span) -> Span | None:
    # "Police on Thursday dismissed": not of a document "issued on Thursday".
    tokens = [t for t in page.tokens(source) if not t.is_space]
    last = len(tokens)
    while last > 0 and tokens[last - 1].ent_type_ in ("DATE", "TIME"):
        last -= 1
    if not 1 < last < len(tokens) or tokens[last - 1].lower_ not in ("on", "in", "at", "late", "early"):
        return None
    before = tokens[: last - 1]
    if any(t.tag_ in ("VBN", "VBG") for t in before) or before[-1].pos_ not in ("NOUN", "PROPN"):
        return None
    return Span(source.start, before[-1].idx + len(before[-1].text))


def _before_citing(page: Page, find: Find, source: Span) -> Span:
    cited = _citing_in(page, source)
    return tidy(page.text, Span(source.start, cited)) if cited is not None else source


def _citing_in(page: Page, source: Span) -> int | None:
    # "The website Klarion, relying on a clerk": whom it relies on is a source of his own.
    if page.text.find(",", source.start, source.end) < 0:
        return None
    for token in itertools.islice(page.tokens(source), _LONGEST):
        is_citing = token.tag_ == "VBG" and token.lemma_.lower() in load_cues().citing
        if is_citing and token.idx > source.start and token.nbor(-1).text == ",":
            return int(token.idx)
    return None

"""Who speaks before a colon or a dash: "the warden, at the gate: the wing was never searched".

Before the mark stands somebody with nothing done but speaking, a noun of saying with whose word it is ("her
verdict on the inquiry: it was over"), or how somebody put it. Behind it stands a clause or a quotation.
"""

import bisect
import itertools
from collections.abc import Iterable, Iterator
from typing import Any

from variorum.analyse.attribution.apart import whose_word
from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues, load_source_words
from variorum.analyse.attribution.phrase import span_of, tidy
from variorum.analyse.page import Page
from variorum.analyse.picking import Picker
from variorum.analyse.tags import CLAUSE_TAGS, FINITE_TAGS
from variorum.model.span import Span

_LONGEST = 20  # words before the mark
_LEAST = 3  # words behind it
_DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
_MARKS = Picker("LOWER", (_DASHES | {":"}).__contains__)
_QUOTES = frozenset("\"'\u2018\u201c`")
_SOFT = frozenset({"and", "but", "then", "or", "so"})
_NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
_THIS = 4  # words from "is" to the colon: "is this:", "is much simpler:"


def read_colons(page: Page, sentences: Iterable[Any]) -> Iterator[Find]:
    """Yield who says what stands behind the first colon or spaced dash of a sentence."""
    marks = _MARKS.pick(page.doc)
    for sentence in sentences:
        here = marks[bisect.bisect_left(marks, sentence.start) : bisect.bisect_left(marks, sentence.end)]
        mark = next((page.doc[i] for i in here if _parts(page.doc[i], sentence)), None)
        if mark is None or sentence.start_char < page.title_end:
            continue
        first = sentence.start
        while first < mark.i and (page.doc[first].is_space or page.doc[first].lower_ in _SOFT):
            first += 1
        left, right = page.doc[first : mark.i], page.doc[mark.i + 1 : sentence.end]
        if not 0 < len(left) <= _LONGEST or not _says(right, mark):
            continue
        told = tidy(page.text, Span(right[0].idx, sentence.end_char))
        found = _speaker(left, told) or _worded(left, told) or _put(left, told)
        if found is not None:
            yield found


def _parts(mark: Any, sentence: Any) -> bool:
    # Not the hyphen of a word, nor the colon of a time.
    if not sentence.start < mark.i < sentence.end - _LEAST:
        return False
    spaced = bool(mark.whitespace_) and (mark.text == ":" or bool(mark.nbor(-1).whitespace_))
    return spaced and not any(t.is_quote or t.text in "()[]" for t in mark.doc[sentence.start : mark.i])


def _says(right: Any, mark: Any) -> bool:
    quoted = right[0].text[:1] in _QUOTES
    if mark.text != ":":
        return quoted
    opens = right[0].pos_ in ("DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ", "ADV", "ADP", "SCONJ", "AUX")
    return quoted or (opens and any(t.tag_ in CLAUSE_TAGS for t in right))


def _speaker(left: Any, told: Span) -> Find | None:
    # "Coach Ivo Kral at half-time", "a guard at the depot, not for attribution", "the bailiff, wearily".
    if any(t.pos_ in ("VERB", "AUX") or t.tag_ in FINITE_TAGS for t in left):
        return None
    phrase = list(itertools.takewhile(lambda t: t.pos_ in _NAMING or t.tag_ == "POS", left))
    rest = left[len(phrase) :]
    if not phrase or not len(rest) or not _is_person(phrase[-1]):
        return None
    if rest[0].text != "," and rest[0].pos_ != "ADP":
        return None
    last = phrase[-1]
    if phrase[-1].pos_ == "NOUN" and rest[0].pos_ == "ADP":
        place = list(itertools.takewhile(lambda t: t.pos_ in _NAMING or t.pos_ == "ADP", rest))
        timed = any(t.ent_type_ in ("DATE", "TIME") for t in place)
        if rest[0].lower_ in ("to", "after", "before", "during", "about", "over", "vs", "v"):
            return None
        last = last if timed or place[-1].pos_ == "ADP" else place[-1]
    return Find(span_of(phrase[0], last), None, (told,), stance="asserts", by="phrase")


def _is_person(noun: Any) -> bool:
    words = load_source_words()
    if noun.pos_ == "PROPN":
        before = noun.nbor(-1) if noun.i > 0 else noun
        beside = (before.lower_, noun.left_edge.lower_)
        titled = any(b in group for b in beside for group in (words.titles, words.persons, words.courtesy))
        return bool(noun.ent_type_ == "PERSON" or titled)
    forms = {noun.lemma_.lower(), noun.lower_}
    known = (words.persons, words.titles, words.speakers)
    return any(forms & group for group in known) and not forms & words.documents


def _worded(left: Any, told: Span) -> Find | None:
    # "The mayor's answer to the farmers", "the ferryman's account is this".
    cues = load_cues()
    noun = next((t for t in left if t.pos_ == "NOUN" and t.lemma_.lower() in cues.nouns), None)
    if noun is None or noun.lemma_.lower() in cues.data["labels"]:
        return None  # "Editor's note:"
    owned = whose_word(noun, left.start, left.end)
    before = left[: noun.i - left.start]
    if owned is None or any(t.pos_ in ("VERB", "AUX") or t.text == "," for t in before):
        return None
    behind = [t for t in left if t.i > noun.i and t.tag_ in CLAUSE_TAGS]
    if behind and (len(behind) > 1 or behind[0].lemma_ != "be" or left[-1].i - behind[0].i > _THIS):
        return None
    return Find(owned[0], span_of(noun, noun), (told,), stance=cues.nouns[noun.lemma_.lower()], by="phrase")


def _put(left: Any, told: Span) -> Find | None:
    # "Dr Pask put it differently".
    verb = next((t for t in left if t.lemma_.lower() == "put" and t.tag_ in CLAUSE_TAGS), None)
    if (
        verb is None
        or verb.i + 2 >= left.end
        or verb.nbor(1).lower_ not in ("it", "this", "things", "matters")
    ):
        return None
    who = left[: verb.i - left.start]
    named = [t for t in who if t.pos_ in ("NOUN", "PROPN", "PRON")]
    if (
        not named
        or any(t.pos_ not in (*_NAMING, "PRON", "ADV") for t in who)
        or not is_able_to_speak(named[-1])
    ):
        return None
    words = [t for t in who if t.pos_ != "ADV"]
    return Find(span_of(words[0], words[-1]), span_of(verb, verb), (told,), stance="asserts", by="clause")

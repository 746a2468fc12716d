"""How a source knows, and why it is not named, where the report says so."""

import bisect
import itertools
from collections.abc import Sequence
from typing import Any

from variorum.analyse.attribution.describing import Description
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.phrase import tidy
from variorum.analyse.page import Page
from variorum.model.analysis import Basis
from variorum.model.span import Span

_MOST = 50  # notices weighed in one paragraph
_AROUND = 300  # characters round a cue that are looked at
_WORDS = 200  # words of a content looked at for "I saw"
_NEAR = 2  # sentences after the one that holds the source in which its anonymity may be explained


class Notices:
    """The places where a page says that it withholds names, found once."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.sentences = [s.start for s in page.sentences]
        self.found: dict[Span, list[tuple[int, str]]] = {}
        for paragraph in page.paragraphs:
            lowered = page.text[paragraph.start : paragraph.end].lower()
            for phrase in load_cues().data["withheld"]["asked"]:
                at = lowered.find(phrase)
                while at >= 0 and len(self.found.setdefault(paragraph, [])) < _MOST:
                    self.found[paragraph].append((paragraph.start + at, phrase))
                    at = lowered.find(phrase, at + len(phrase))

    def withheld(self, find: Find) -> tuple[bool, Span | None]:
        """Return whether the report says that it withholds this source's name, and the words that say why.

        Looks in the sentence of the source and in the next ones of its paragraph; a notice that names were
        withheld counts for the whole paragraph it stands in.
        """
        anchor = find.source or find.anchor
        paragraph = self.page.paragraph_at(anchor.start)
        home = bisect.bisect_right(self.sentences, anchor.start)
        for start, phrase in self.found.get(paragraph, ()):
            after = bisect.bisect_right(self.sentences, start) - home
            if phrase.startswith("name") or 0 <= after <= _NEAR:
                return True, _reason(self.page, start + len(phrase), paragraph)
        return False, None


def _reason(page: Page, start: int, paragraph: Span) -> Span | None:
    sentence = page.sentence_at(start)
    rest = page.text[start : min(sentence.end, paragraph.end)]
    lowered = rest.lower()
    found: list[tuple[int, int]] = []
    for word in load_cues().data["withheld"]["because"]:
        at = lowered.find(f" {word} ")
        if at >= 0:
            found.append((at, at + len(word) + 2))
    if not found:
        return None
    begin = start + min(found)[1]
    end = begin
    while end < sentence.end and page.text[end] not in ',;\u201d"\u2014':
        end += 1
    reason = tidy(page.text, Span(begin, end))
    return reason if reason.start < reason.end else None


def read_basis(page: Page, find: Find, about: Description | None) -> Basis | None:
    """Say how the source knows: it saw, is a paper, passes on hearsay, or speaks by its office.

    One who says "I saw", or of whom it is told that he saw, is a witness.
    """
    data = load_cues().data["basis"]
    if about is not None and about.type == "document":
        return "document"
    sentence = page.sentence_at(find.anchor.start)
    sentence = Span(
        max(sentence.start, find.anchor.start - _AROUND), min(sentence.end, find.anchor.end + _AROUND)
    )
    around = _outside(page, find, sentence).lower()
    if about is not None and about.head in data["rumours"]:
        return "hearsay"
    if _has_any(around, data["hearsay_phrases"]):
        return "hearsay"
    source_words = {t.lower_ for t in page.tokens(find.source)} if find.source is not None else set()
    if source_words & set(data["witness_nouns"]) or _has_any(
        sentence.of(page.text).lower(), data["witness_phrases"]
    ):
        return "witness"
    if _saw(page, find, data["witness_verbs"]):
        return "witness"
    hidden = about is not None and about.anonymous
    if not hidden and _is_official(page, find, _outside(page, find, sentence), data["official_words"]):
        return "official"
    return None


def _outside(page: Page, find: Find, sentence: Span) -> str:
    parts = []
    at = sentence.start
    for piece in find.content[:_MOST]:
        if piece.overlaps(sentence):
            parts.append(page.text[at : max(at, piece.start)])
            at = max(at, piece.end)
    parts.append(page.text[at : max(at, sentence.end)])
    return " ".join(parts)


def _has_any(text: str, phrases: Sequence[str]) -> bool:
    return any(phrase in text for phrase in phrases)


def _saw(page: Page, find: Find, verbs: Sequence[str]) -> bool:
    for piece in find.content[:_MOST]:
        for token in itertools.islice(page.tokens(piece) or (), _WORDS):
            if token.lemma_.lower() in verbs and token.pos_ == "VERB" and _is_own(token):
                return True
    return False


def _is_own(verb: Any) -> bool:
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    negated = any(c.dep_ == "neg" for c in verb.children)
    return subject is not None and not negated and subject.lower_ in ("i", "we", "he", "she", "they")


def _is_official(page: Page, find: Find, around: str, words: Sequence[str]) -> bool:
    # With a capital it is part of a name.
    plain = {w.strip(".,;:()") for w in around.split()} | {w.lower() for w in around.split()[:2]}
    if any(word in plain for word in words):
        return True
    before = page.text[max(0, find.anchor.start - 60) : find.anchor.start].lower()
    return any(word in before for word in words if word.startswith("communiqu"))

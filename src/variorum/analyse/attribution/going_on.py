"""Accounts that go on without a cue: "He was 21, the soldier said. He had come from a village."""

import bisect
import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.quotes import QuoteMap
from variorum.analyse.page import Page
from variorum.analyse.tags import PLURAL_TAGS
from variorum.model.span import Span, hull

_SUBJECTS = frozenset({"he", "she", "they", "it", "i", "we"})
_PERSONS = frozenset({"he", "she"})
_LONGEST = 120  # words of a sentence that may belong to an account
_MOST = 12  # sentences that an account may go on for
_PARAGRAPHS = 2  # paragraphs after the first that it may reach into


def go_on(page: Page, finds: Sequence[Find], voice_of: Sequence[int], quotes: QuoteMap) -> list[Find]:
    """Return finds for the sentences in which somebody's account goes on without a cue of its own.

    Two ways are read. In the same paragraph the tense stands back as far as in the content ("said he had
    locked it. He had checked twice"), with the speaker's pronoun for subject. Or the speaker's story runs on
    in plain past and the speaker is cued again right after it; what others answer the speaker inside it is
    told by the speaker.
    """
    return _Accounts(page, finds, voice_of, quotes).read()


class _Accounts:
    """The finds of a page by sentence."""

    def __init__(self, page: Page, finds: Sequence[Find], voice_of: Sequence[int], quotes: QuoteMap) -> None:
        self.page, self.finds, self.voice_of, self.quotes = page, finds, voice_of, quotes
        self.starts = [s.start for s in page.sentences]
        self.paragraphs = [p.start for p in page.paragraphs]
        self.here: dict[int, list[int]] = {}
        for i, find in enumerate(finds):
            self.here.setdefault(self._number(find.anchor.start), []).append(i)

    def read(self) -> list[Find]:
        """Read every account that goes on."""
        added = []
        taken: set[int] = set()
        for i, find in enumerate(self.finds):
            first = self._number(find.anchor.start) + 1
            subject = self._opens(find)
            if subject is None or first in taken:
                continue
            run = self._same_tense(i, subject, first) or self._story(i, subject, first)
            if run:
                taken.update(run)
                added.append(replace(find, content=self._pieces(run), by="continued"))
        return added

    def _number(self, offset: int) -> int:
        return bisect.bisect_right(self.starts, offset) - 1

    def _opens(self, find: Find) -> Any | None:
        # A past cue with a source, no quotation mark in its sentence, a pronoun for subject of the content.
        if find.cue is None or find.source is None or find.by in ("headline", "continued"):
            return None
        sentence = self.page.sentence_at(find.cue.start)
        if self.quotes.within(sentence) or not any(t.tag_ == "VBD" for t in self.page.tokens(find.cue)):
            return None
        words = itertools.islice(self.page.tokens(find.content[0]) or (), _LONGEST)
        subject = next((t for t in words if t.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None:
            return None
        owned = any(c.dep_ == "poss" and c.pos_ == "PRON" for c in subject.children)
        return subject if subject.lower_ in _SUBJECTS or owned else None

    def _sentence(self, number: int, paragraph: Span) -> Any | None:
        if not 0 <= number < len(self.starts):
            return None
        span = self.page.sentences[number]
        if not paragraph.covers(span) or self.quotes.within(span):
            return None
        tokens = self.page.tokens(span)
        return tokens if tokens is not None and len(tokens) <= _LONGEST else None

    def _same_tense(self, i: int, subject: Any, first: int) -> list[int]:
        paragraph = self.page.paragraph_at(self.finds[i].anchor.start)
        run: list[int] = []
        told = _tense(subject.head)
        for number in range(first, first + _MOST):
            tokens = self._sentence(number, paragraph)
            if tokens is None or any(self.voice_of[j] != self.voice_of[i] for j in self.here.get(number, ())):
                break
            follows = _main_subject(tokens)
            if follows is None or not _goes_back(told, _tense(follows.head)) or not _agrees(subject, follows):
                break
            run.append(number)
        return run

    def _story(self, i: int, subject: Any, first: int) -> list[int]:
        if subject.lower_ not in _PERSONS or self.finds[i].by == "quotation":
            return []
        home = self._paragraph(self.finds[i].anchor.start)
        run: list[int] = []
        asked = False
        for number in range(first, min(first + _MOST, len(self.starts))):
            at = self._paragraph(self.starts[number])
            found = self.here.get(number, [])
            if any(self._is_cued_again(i, j) for j in found):
                return run
            tokens = self._sentence(number, self.page.paragraphs[at])
            if tokens is None or at - home > _PARAGRAPHS:
                return []
            follows = _main_subject(tokens)
            own = follows is not None and follows.lower_ == subject.lower_
            others = [j for j in found if self.voice_of[j] != self.voice_of[i]]
            if not (own and not others) and not (others and asked and self._answers(others)):
                return []
            asked = own and any(t.lemma_.lower() in load_cues().data["asking"] for t in tokens)
            run.append(number)
        return []

    def _paragraph(self, offset: int) -> int:
        return bisect.bisect_right(self.paragraphs, offset) - 1

    def _is_cued_again(self, i: int, j: int) -> bool:
        # By a name or description, not by the pronoun of the story itself.
        source = self.finds[j].source
        if source is None or self.voice_of[j] != self.voice_of[i]:
            return False
        return source.of(self.page.text).lower() not in _SUBJECTS

    def _answers(self, others: Sequence[int]) -> bool:
        # "He asked the soldier's age. The soldier said": somebody without a name in the story.
        sources = [self.finds[j].source for j in others]
        return all(
            source is not None and source.of(self.page.text)[:4].lower() in ("the ", "his ", "her ")
            for source in sources
        )

    def _pieces(self, run: Sequence[int]) -> tuple[Span, ...]:
        by_paragraph: dict[Span, list[Span]] = {}
        for number in run:
            sentence = self.page.sentences[number]
            by_paragraph.setdefault(self.page.paragraph_at(sentence.start), []).append(sentence)
        return tuple(hull(sentences) for sentences in by_paragraph.values())


def _main_subject(tokens: Any) -> Any | None:
    root = tokens.root
    return next((c for c in root.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < root.i), None)


def _tense(verb: Any) -> str:
    auxiliaries = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if auxiliaries & {"would", "'d", "could", "might"}:
        return "would"
    if verb.tag_ in ("VBN", "VBD") and auxiliaries & {"had", "'d"}:
        return "had"
    return "past" if verb.tag_ == "VBD" or auxiliaries & {"was", "were", "did"} else ""


def _goes_back(told: str, follows: str) -> bool:
    return follows == "would" == told or (follows == "had" and told in ("had", "past"))


def _agrees(subject: Any, follows: Any) -> bool:
    if follows.lower_ not in _SUBJECTS:
        return False
    if subject.lower_ in _SUBJECTS:
        return bool(subject.lower_ == follows.lower_)
    return bool(follows.lower_ == "they" and subject.tag_ in PLURAL_TAGS)

"""Persons, bodies and papers that a page names or describes: what pronouns and short names can point to."""

import bisect
import functools
from dataclasses import dataclass
from typing import Any

from variorum.analyse.attribution.describing import Description, describe
from variorum.analyse.attribution.lexicon import load_source_words
from variorum.analyse.attribution.mouths import is_street
from variorum.analyse.attribution.phrase import noun_phrase
from variorum.analyse.page import Page
from variorum.analyse.participants.lexicon import Sex, people_words
from variorum.analyse.picking import Picker
from variorum.analyse.tags import PLURAL_TAGS, SUBJECTS
from variorum.data import load_words
from variorum.model.span import Span

_CALLED_UPON = load_words("attribution/words.yaml", "called_upon")


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase that may be pointed back to."""

    span: Span
    head: Any
    about: Description
    sentence: int
    is_subject: bool

    @property
    def is_person(self) -> bool:
        """Whether it can be a "he" or a "she"."""
        return self.about.type in ("person", "role") and not self.is_plural

    @property
    def may_be_person(self) -> bool:
        """Whether a two-word subject may be a person: the tagger takes many a rare name for a body."""
        return self.is_subject and self.is_bare_name

    @property
    def is_bare_name(self) -> bool:
        """Whether it is one or two words of a name without a word that bodies have."""
        words = load_source_words()
        bodies = (words.organisations, words.outlets, words.documents)
        return (
            self.about.is_named
            and not self.is_plural
            and len(self.about.key) <= 2
            and not any(part in group for group in bodies for part in self.about.key)
            and self.head.dep_ != "pobj"
        )

    @property
    def is_plural(self) -> bool:
        """Whether it means several: "Brad Sellers" does not, whatever he looks like."""
        if self.about.is_named and self.about.type == "person":
            return any(c.dep_ == "conj" for c in self.head.children)
        number = self.head.tag_ == "CD" and self.head.lower_ not in ("one", "1")  # "the last two died"
        return number or self.head.tag_ in PLURAL_TAGS or any(c.dep_ == "conj" for c in self.head.children)

    @property
    def sex(self) -> Sex | None:
        """The sex, where a title, a noun or a given name says it, also of whom it is said to be."""
        doc, head = self.head.doc, self.head
        first = next((i for i in range(max(0, head.i - 6), head.i) if doc[i].idx >= self.span.start), head.i)
        own = _sex_of(head, first)
        if own is None and head.dep_ == "attr":  # "her father was one of the dead"
            subject = next((c for c in head.head.lefts if c.dep_ in SUBJECTS), None)
            return None if subject is None else _sex_of(subject, max(subject.i - 6, subject.left_edge.i))
        return own


def _sex_of(head: Any, first: int) -> Sex | None:
    known = people_words()
    words = [head.doc[i].lower_.strip(".") for i in range(first, head.i + 1)]
    is_name = head.pos_ == "PROPN"
    said = words[:-1] if is_name else words  # "Newman" ends as "postman" does
    sex = next((sex for word in reversed(said) if (sex := known.sex_of(word)) is not None), None)
    if sex is not None or not is_name:
        return sex
    given = next((w for w in words if w not in known.titles), "")
    return known.given.get(given) if head.lower_ != given else None


_NOMINALS = Picker("POS", frozenset({"NOUN", "PROPN", "NUM", "ADJ"}).__contains__)


@functools.cache
def _nouns() -> frozenset[str]:
    words = load_source_words()
    return words.persons | words.organisations | words.outlets | words.documents | words.trades


def find_mentions(page: Page) -> list[Mention]:
    """Return the mentions of a page in order: names and person, body, paper and outlet nouns."""
    words = load_source_words()
    nouns = _nouns()
    starts = [s.start for s in page.sentences]
    found: dict[int, Mention] = {}
    for i in _NOMINALS.pick(page.doc):
        token = page.doc[i]
        if token.dep_ in ("compound", "nmod", "nummod", "amod", "quantmod"):
            continue
        if page.dateline is not None and page.dateline.start <= token.idx < page.dateline.end:
            continue  # "BOGOTA, 23 Oct (EFE)": the agency is nobody's "the group"
        is_name = token.pos_ == "PROPN" and token.ent_type_ in (
            "PERSON",
            "ORG",
            "NORP",
            "GPE",
            "PRODUCT",
            "FAC",
            "WORK_OF_ART",
        )
        is_noun = token.lemma_.lower() in nouns or token.lower_ in nouns
        if token.lower_ in _CALLED_UPON:
            continue
        if not is_noun and token.pos_ == "NOUN" and token.lemma_.lower() in words.titles:
            is_noun = token.text.islower() and _is_subject(token)  # "a commissioner set bail. He said"
        if not (is_name or is_noun) and (token.pos_ != "PROPN" or token.ent_type_ in ("DATE", "TIME")):
            continue
        span = _phrase(token)
        if token.pos_ == "PROPN" and is_street(page.tokens(span)):
            continue
        found[token.i] = Mention(
            span, token, describe(page, span), bisect.bisect_right(starts, token.idx) - 1, _is_subject(token)
        )
    return [found[i] for i in sorted(found)]


def _phrase(token: Any) -> Span:
    bare = _without_other(token, noun_phrase(token))
    if any(c.dep_ == "appos" and c.pos_ == "PROPN" for c in token.children) and bare.start > token.idx:
        # The description keeps its own words; the name after the comma is a mention of its own.
        return Span(token.left_edge.idx, token.idx + len(token.text))
    return bare


def _without_other(token: Any, span: Span) -> Span:
    # "The union and the health ministry": each is a mention of its own.
    joiner = next((c for c in token.children if c.dep_ == "cc" and c.lower_ in ("and", "or")), None)
    if joiner is None or not span.start < joiner.idx < span.end or joiner.i + 1 >= len(token.doc):
        return span
    other = joiner.nbor(1)
    if other.dep_ not in ("det", "poss"):
        return span
    return Span(span.start, joiner.nbor(-1).idx + len(joiner.nbor(-1).text))


def _is_subject(token: Any) -> bool:
    if token.dep_ in SUBJECTS:
        return True
    return token.dep_ in ("appos", "conj") and token.head.dep_ in SUBJECTS

"""Whom a pronoun points back to, among those who spoke and those who were mentioned."""

import bisect
from collections.abc import Sequence
from typing import Any

from variorum.analyse.attribution.describing import Description
from variorum.analyse.attribution.lexicon import load_source_words
from variorum.analyse.attribution.mentions import Mention
from variorum.analyse.attribution.quotes import find_all_quotes
from variorum.analyse.page import Page
from variorum.model.span import Span

Spoken = tuple[int, Span, Description, bool]
_FAR = 8  # sentences back that a pronoun may reach
_MALE, _FEMALE = frozenset({"he", "him", "his", "himself"}), frozenset({"she", "her", "hers", "herself"})


def point_back(
    page: Page, pronoun: Any, mentions: Sequence[Mention], spoken: Sequence[Spoken]
) -> int | Mention | None:
    """Return the find whose speaker the pronoun means, or the mention it points to, or None.

    Sentence by sentence backwards, a speaker first, then a subject, then any fitting mention. Inside a
    quotation the one who is quoted is never "he"; a lawyer's "she" is the client.
    """
    kind = load_source_words().pronouns.get(pronoun.lower_, "person")
    if pronoun.tag_ in ("WP", "WDT", "WP$"):
        return next(
            (m for m in reversed(mentions) if m.span.end <= pronoun.idx and pronoun.idx - m.span.end < 60),
            None,
        )
    sentences = [s.start for s in page.sentences]
    home = bisect.bisect_right(sentences, pronoun.idx) - 1
    quote = _quote_round(page, pronoun.idx)
    fits = [
        m
        for m in mentions
        if m.span.end <= pronoun.idx and home - m.sentence <= _FAR and _fits(m, kind, pronoun)
    ]
    if quote is None:
        fits = [m for m in fits if _quote_round(page, m.span.start) is None] or fits
    else:
        inside = [m for m in fits if quote.start <= m.span.start]
        if inside:
            return _pick(inside)
    said = [x for x in spoken if x[1].end <= pronoun.idx and _suits(x[2], kind, pronoun)]
    if quote is not None:
        said = [x for x in said if not x[3]]
        around = {x[1] for x in spoken if x[3]}
        fits = [m for m in fits if not any(m.span.overlaps(a) for a in around)]
    for back in range(home, max(-1, home - _FAR) - 1, -1):
        here_said = [x for x in said if bisect.bisect_right(sentences, x[1].start) - 1 == back]
        here = [m for m in fits if m.sentence == back]
        client = next((m for m in here if _is_client(m)), None)
        if client is not None and here_said and here_said[-1][1].start <= client.span.start:
            return client
        if here_said:
            outer = [x for x in here_said if x[3]] or here_said
            return outer[-1][0] if back != home else _same_sentence(outer, here)
        if here:
            return _pick(here)
    return None


def _same_sentence(said: Sequence[Spoken], here: Sequence[Mention]) -> int | Mention:
    return said[-1][0]


def _pick(here: Sequence[Mention]) -> Mention:
    subjects = [m for m in here if m.is_subject]
    named = [m for m in subjects if m.about.is_named]
    return (
        (named or subjects or list(here))[-1]
        if subjects
        else next((m for m in here if m.about.is_named), here[-1])
    )


def _is_client(mention: Mention) -> bool:
    owner = mention.head
    return bool(
        owner.dep_ == "poss"
        and mention.is_person
        and owner.head.lemma_.lower()
        in {"barrister", "lawyer", "solicitor", "attorney", "spokesman", "spokeswoman", "agent", "counsel"}
    )


def _fits(mention: Mention, kind: str, pronoun: Any) -> bool:
    if kind == "thing":
        return not mention.is_plural and mention.about.type in ("organisation", "outlet", "document")
    if kind == "many":
        return mention.is_plural or mention.about.type in ("organisation", "outlet")
    if not mention.is_person and not _may_be_person(mention):
        return False
    return mention.sex in (None, _sex(pronoun))


def _may_be_person(mention: Mention) -> bool:
    # The tagger takes many a rare name for a body; a two-word name without a body's word may be a person.
    words = load_source_words()
    return (
        mention.about.is_named
        and mention.is_subject
        and not mention.is_plural
        and len(mention.about.key) == 2
        and not set(mention.about.key) & (words.organisations | words.outlets | words.documents)
    )


def _suits(about: Description, kind: str, pronoun: Any) -> bool:
    if kind == "thing":
        return about.type in ("organisation", "outlet", "document", "unknown")
    if kind == "many":
        return about.type != "document"
    return about.type in ("person", "role", "unknown")


def _sex(pronoun: Any) -> str | None:
    if pronoun.lower_ in _FEMALE:
        return "f"
    return "m" if pronoun.lower_ in _MALE else None


def _quote_round(page: Page, offset: int) -> Span | None:
    paragraph = page.paragraph_at(offset)
    return next((q for q in find_all_quotes(page.text, paragraph) if q.start <= offset < q.end), None)

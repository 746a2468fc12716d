"""Give a source the description before its name."""

from dataclasses import replace
from typing import Any

from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.offices import is_person_noun
from variorum.analyse.attribution.phrase import tidy
from variorum.analyse.page import Page
from variorum.model.span import Span


def with_description(page: Page, find: Find) -> Find:
    """Give a source the description before its name that the tagger left with the content.

    "23 fighters were freed, a spokesman for the forces, Major Jarallah, said": the spokesman is the major.
    """
    source = find.source
    if find.by != "tagger" or source is None:
        return find
    described = page.tokens(source)
    unnamed = all(t.pos_ != "PROPN" or t.dep_ == "compound" for t in described)
    for k, piece in enumerate(find.content):
        comma = page.text.rfind(", ", piece.start, piece.end)
        if comma > 0 and unnamed and piece.end <= source.start and _is_name(page, comma + 2, piece.end):
            # "Shots were fired, Sgt. Ana Vell, a police spokeswoman, said": the name comes first.
            told = (*find.content[:k], tidy(page.text, Span(piece.start, comma)), *find.content[k + 1 :])
            return replace(find, source=Span(comma + 2, source.end), content=told)
        if comma < 0 or page.text[piece.end : source.start].strip() not in ("", ","):
            continue
        tail = page.tokens(Span(comma + 2, piece.end))
        heads = [t for t in tail if t.pos_ == "NOUN" and is_person_noun(t)]
        if piece.end > source.start or not heads or tail[0].pos_ != "DET" or _has_verb(tail):
            continue
        told = (*find.content[:k], tidy(page.text, Span(piece.start, comma)), *find.content[k + 1 :])
        return replace(find, source=Span(comma + 2, source.end), content=told)
    return find


def _is_name(page: Page, start: int, end: int) -> bool:
    words = [t for t in page.tokens(Span(start, end)) or () if not t.is_punct]
    return len(words) > 1 and all(t.pos_ == "PROPN" and t.ent_type_ not in ("GPE", "DATE") for t in words)


def _has_verb(tokens: Any) -> bool:
    return any(t.pos_ in ("VERB", "AUX") for t in tokens)

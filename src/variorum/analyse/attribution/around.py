"""What a set phrase leaves of its sentence: the clause that its source vouches for."""

from collections.abc import Iterator
from typing import Any

from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.phrase import span_of, tidy, walk_up
from variorum.analyse.page import Page
from variorum.model.span import Span


def rest_of(page: Page, sentence: Any, token: Any, hole: Span) -> Iterator[Span]:
    """Yield the clause that a phrase hangs on without the phrase, the sentence where that is the main one."""
    head = next(
        (t for t in walk_up(token) if t.pos_ in ("VERB", "AUX") and not hole.start <= t.idx < hole.end),
        sentence.root,
    )
    if head.tag_ == "VBG" and head.i < token.i and (main := _behind_comma(head, sentence)) is not None:
        hole, head = (
            Span(head.idx, hole.end),
            main,
        )  # "a report found, resting its case on the word of a cook"
    start, end = head.left_edge.idx, span_of(head, head.right_edge).end
    if head.dep_ in ("ROOT", "conj"):
        start, end = sentence.start_char, sentence.end_char
    for part in (Span(start, hole.start), Span(min(hole.end, end), end)):
        if part.start < part.end and (kept := tidy(page.text, part)).start < kept.end:
            yield kept


def with_relative(page: Page, sentence: Any, hole: Span) -> Span:
    """Return a phrase with the clause that tells more of its source.

    "On the authority of the chief, who had walked a day to say so": what he did is the reporter's to tell.
    """
    after = page.tokens(Span(hole.end, min(hole.end + 2, sentence.end_char)))
    comma = next((t for t in after or () if t.text == ","), None)
    who = comma.nbor(1) if comma is not None and comma.i + 1 < sentence.end else None
    if who is None or who.tag_ not in ("WP", "WP$", "WDT"):
        return hole
    clause = next((t for t in walk_up(who) if t.dep_ == "relcl"), None)
    last = clause.right_edge if clause is not None else who
    return Span(hole.start, last.idx + len(last.text)) if last.i > who.i else hole


def _behind_comma(participle: Any, sentence: Any) -> Any | None:
    # The main verb of a participle that a comma sets off.
    if (
        participle.lemma_.lower() not in load_cues().data["basing"]
        or participle.dep_ != "advcl"
        or participle.i <= sentence.start
        or participle.nbor(-1).text != ","
    ):
        return None
    return participle.head if participle.head.pos_ in ("VERB", "AUX") else None

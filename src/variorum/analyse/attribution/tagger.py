"""The model reading: paragraphs that may hold an attribution, tagged, decoded and linked."""

import bisect
import functools
import re
from collections.abc import Iterator, Sequence

from variorum.analyse.attribution.decode import Piece, best_labels, pieces_of
from variorum.analyse.attribution.encoder import Encoder, load_encoder
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.linking import Linked, link
from variorum.analyse.attribution.quotes import MARKS
from variorum.analyse.attribution.windows import Window, cut, read_words
from variorum.analyse.page import Page
from variorum.analyse.picking import Picker, pick_any
from variorum.model.span import Span

_SURROGATE = re.compile("[\ud800-\udfff]")


def read_by_model(page: Page, encoder: Encoder | None = None) -> list[Find]:
    """Return the attributions that the tagger finds; paragraphs without a sign of one are not read."""
    encoder = encoder or load_encoder()
    text = page.cased or page.text
    # Lone surrogates cannot be encoded; one character for one keeps every offset.
    text = _SURROGATE.sub("\ufffd", text)
    signs = [page.doc[i].idx for i in pick_any(_pickers(), page.doc)]
    chosen = [p for p in page.paragraphs if may_hold(page, p, signs)]
    windows = [w for w in cut(read_words(text, p, encoder.tokenizer) for p in chosen) if w.words]
    return list(_read(windows, encoder))


def may_hold(page: Page, paragraph: Span, signs: Sequence[int]) -> bool:
    """Say whether a paragraph has a quotation mark, a colon or a word of the cue lexicon (at `signs`)."""
    at = bisect.bisect_left(signs, paragraph.start)
    if at < len(signs) and signs[at] < paragraph.end:
        return True
    worded = paragraph.of(page.text)
    return any(mark in worded for mark in (*MARKS, "\u2018", ":"))


@functools.cache
def _pickers() -> tuple[Picker, ...]:
    cues = load_cues()
    return (
        Picker("LEMMA", lambda lemma: lemma.lower() in cues.verbs or lemma.lower() in cues.nouns),
        Picker("LOWER", lambda word: word in cues.signs),
    )


def _read(windows: Sequence[Window], encoder: Encoder) -> Iterator[Find]:
    encoded = encoder.encode(windows)
    labels = best_labels([one.emit + encoder.bias for one in encoded], encoder.step, encoder.begin)
    for window, path, one in zip(windows, labels, encoded, strict=True):
        for linked in link(window, pieces_of(path), one, encoder.tables):
            yield _find(window, linked)


def _find(window: Window, linked: Linked) -> Find:
    def span(piece: Piece) -> Span:
        return Span(window.words[piece.start].span.start, window.words[piece.end - 1].span.end)

    return Find(
        source=span(linked.source) if linked.source is not None else None,
        cue=span(linked.cue),
        content=tuple(span(piece) for piece in linked.content),
        by="tagger",
    )

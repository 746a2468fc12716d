"""Denials of what was put to somebody: "Nonsense, replied the mayor, to the charge that he lied"."""

from collections.abc import Iterable, Iterator
from typing import Any

from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import Cues, load_cues
from variorum.analyse.attribution.phrase import span_of, tidy
from variorum.analyse.page import Page
from variorum.analyse.tags import FINITE_TAGS
from variorum.model.span import Span

_LONGEST_REPLY = 6  # words and marks before the cue
_LONGEST_SPEAKER = 16  # words between the cue and what was put to the speaker
_PUT = 14  # words from "to the charge" to "that"
_MARKS = frozenset({",", '"', "\u201d", "!", "\u201c", "''", "``"})


def read_replies(page: Page, sentences: Iterable[Any]) -> Iterator[Find]:
    """Yield the denials by which somebody answers a charge that the same sentence gives."""
    cues = load_cues()
    for sentence in sentences:
        cue = _cue(sentence, cues)
        if cue is None or cue.i + 1 >= sentence.end:
            continue
        put = _put_to(cue, sentence, cues)
        if put is None:
            continue
        speaker = span_of(cue.nbor(1), page.doc[put[0] - 1])
        clause = tidy(page.text, Span(page.doc[put[1]].idx, sentence.end_char))
        if clause.start < clause.end:
            yield Find(tidy(page.text, speaker), span_of(cue, cue), (clause,), stance="denies", by="phrase")


def _cue(sentence: Any, cues: Cues) -> Any | None:
    # The verb after a whole reply that denies and a mark.
    for token in sentence[1:_LONGEST_REPLY]:
        if token.lemma_.lower() in cues.verbs and token.tag_ in FINITE_TAGS and token.nbor(-1).text in _MARKS:
            said = token.doc[sentence.start : token.i]
            words = " ".join(t.lower_ for t in said if t.text not in _MARKS)
            return token if words in cues.data["contradictions"] else None
    return None


def _put_to(cue: Any, sentence: Any, cues: Cues) -> tuple[int, int] | None:
    # Where "to the charge that" begins, and the first word behind "that".
    for token in cue.doc[cue.i + 2 : min(cue.i + _LONGEST_SPEAKER, sentence.end)]:
        if token.lower_ not in ("to", "of", "when"):
            continue
        after = cue.doc[token.i + 1 : min(token.i + _PUT, sentence.end)]
        noun = next((t for t in after if t.pos_ == "NOUN"), None)
        that = next((t for t in after if t.lower_ == "that"), None)
        told = noun is not None and noun.lemma_.lower() in cues.nouns
        if told and that is not None and that.i + 1 < sentence.end:
            first = token.i - 1 if token.nbor(-1).text == "," else token.i
            return (first, that.i + 1) if first > cue.i + 1 else None
    return None

"""What comes out by nobody's mouth: "it emerged that", "it came to light that", "evidence was given that"."""

import functools
from typing import Any

from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.phrase import agent_of, span_of, tidy
from variorum.analyse.page import Page
from variorum.model.span import Span

_NEAR = 10  # words between the verb and "that"
_LONGEST = 4  # words of a verb such as "come to light"
_BE = 4  # words between a noun and its passive verb


def read_impersonal(page: Page, sentence: Any, token: Any) -> Find | None:
    """Return the attribution to nobody whose verb or noun stands at one word; these words name its voice."""
    verb = _coming_out(token) or _put_forward(token)
    if verb is None:
        return None
    label, after = verb
    that = next((t for t in token.doc[after : min(after + _NEAR, sentence.end)] if t.lower_ == "that"), None)
    if that is None or that.i + 2 >= sentence.end or that.nbor(1).is_punct or that.tag_ == "WDT":
        return None
    if any(t.text in (",", ";", ":") for t in token.doc[after : that.i]):
        return None
    told = tidy(page.text, Span(that.idx, sentence.end_char))
    return (
        Find(None, label, (told,), stance="asserts", label=label, by="phrase")
        if told.start < told.end
        else None
    )


def _coming_out(token: Any) -> tuple[Span, int] | None:
    # "It emerged", "it has come to light": the label, and the word behind it.
    words: tuple[str, ...] = (token.lemma_.lower(),)
    for other in token.doc[token.i + 1 : token.i + _LONGEST]:
        words = (*words, other.lower_)
    length = next((n for n in range(_LONGEST, 0, -1) if words[:n] in _out()), 0)
    if not length:
        return None
    before = token.i - 1
    while before >= 0 and (token.doc[before].pos_ == "AUX" or token.doc[before].tag_ == "RB"):
        before -= 1
    if before < 0 or token.doc[before].lower_ != "it":
        return None
    return span_of(token.doc[before], token.doc[token.i + length - 1]), token.i + length


def _put_forward(noun: Any) -> tuple[Span, int] | None:
    # "Evidence was given", "claims have been made": a noun of saying and a passive without a doer.
    cues = load_cues()
    if noun.lemma_.lower() not in cues.nouns and noun.lemma_.lower() not in cues.data["told_things"]:
        return None
    verb = next(
        (t for t in noun.doc[noun.i + 1 : noun.i + _BE] if t.tag_ in ("VBN", "VBD") and t.lemma_ != "be"),
        None,
    )
    if verb is None or verb.lemma_.lower() not in cues.data["put_forward"] or agent_of(verb) is not None:
        return None
    between = noun.doc[noun.i + 1 : verb.i]
    if not any(t.lemma_ == "be" for t in between) or any(t.pos_ not in ("AUX", "ADV") for t in between):
        return None
    return span_of(noun, verb), verb.i + 1


@functools.cache
def _out() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(words.split()) for words in load_cues().data["coming_out"])


@functools.cache
def impersonal_words() -> frozenset[str]:
    """Return the lemmas at which such an attribution can be read."""
    cues = load_cues()
    return frozenset({*(words[0] for words in _out()), *cues.nouns, *cues.data["told_things"]})

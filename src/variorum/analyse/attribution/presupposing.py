"""What a denial takes for granted: "denied arrests over the blast" leaves the blast standing."""

from typing import Any

from variorum.analyse.attribution.chains import Attributions, attribution_at
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.phrase import walk_up
from variorum.analyse.page import Page
from variorum.model.span import Span

_DENIES = frozenset({"denies", "retracts"})


def is_presupposed(page: Page, span: Span, found: Attributions) -> bool:
    """Say whether a denial that holds the words at `span` takes what they tell for granted.

    What stands behind a preposition ("over the blast", "in the killing") or in a clause of time ("before it
    collapsed") is not what is denied; what stands behind "a report of" or "by" is.
    """
    at = attribution_at(span, found)
    if at is None or found.attributions[at].stance not in _DENIES:
        return False
    tokens = page.tokens(span)
    if tokens is None or not len(tokens):
        return False
    content = found.attributions[at].content
    for token in (tokens.root, *walk_up(tokens.root)):
        if not any(piece.start <= token.idx < piece.end for piece in content):
            return False
        if _stands_aside(token):
            return True
    return False


def _stands_aside(token: Any) -> bool:
    words = load_cues().data["factuality"]
    if token.dep_ == "pobj":
        preposition = token.head
        told = preposition.lower_ == "of" and preposition.head.lemma_.lower() in words["telling"]
        return preposition.dep_ != "agent" and not told
    if token.dep_ == "advcl":
        return any(c.lower_ in words["when"] for c in token.children if c.dep_ in ("mark", "advmod"))
    return token.dep_ == "relcl" and not _says_what(token)


def _says_what(clause: Any) -> bool:
    # "A warning that the slipway was unsafe": the parser takes the clause for a relative one.
    said = clause.head.lemma_.lower() in load_cues().nouns
    first = clause.left_edge
    own = any(c.dep_ in ("nsubj", "nsubjpass") and c.i > first.i for c in clause.children)
    return said and first.lower_ == "that" and own

"""Polarity and modality of the clause that holds some words."""

from typing import Any

from variorum.analyse.attribution.chains import Attributions, chain_at
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.phrase import walk_up
from variorum.analyse.page import Page
from variorum.model.analysis import Modality, Polarity
from variorum.model.span import Span

_NO = frozenset({"no", "none", "nobody", "nothing", "neither", "never", "nowhere", "nor"})
_MAY = frozenset(
    {"may", "might", "could", "perhaps", "possibly", "probably", "likely", "apparently", "maybe"}
)
_IF = frozenset({"if", "unless", "whether", "should", "had"})


def read_factuality(page: Page, span: Span, found: Attributions) -> tuple[Polarity, Modality]:
    """Return whether the happening told at `span` is affirmed or denied, and how certain it is said to be.

    Negation inside the content ("no one was killed") and denial by the last link both deny; denying what is
    negated is taken as a denial too. Modality is read off the clause first, then off the cue.
    """
    tokens = page.tokens(span)
    if tokens is None or not len(tokens):
        return "affirmed", "asserted"
    clause = _clause_head(tokens)
    chain = chain_at(span, found)
    denied = _is_negated(tokens, clause) or (bool(chain) and chain[-1].stance in ("denies", "retracts"))
    cue = page.tokens(chain[-1].cue) if chain and chain[-1].cue is not None else None
    return ("denied" if denied else "affirmed"), _modality(clause, cue)


def _clause_head(tokens: Any) -> Any:
    root = tokens.root
    for token in (root, *walk_up(root)):
        if token.pos_ in ("VERB", "AUX"):
            return token
    return root


def _is_negated(tokens: Any, clause: Any) -> bool:
    near = [clause, *clause.children]
    if any(t.dep_ == "neg" or t.lower_ in _NO for t in near):
        return True
    return any(
        t.lower_ in _NO or (t.lower_ == "not" and t.dep_ in ("neg", "preconj"))
        for child in clause.children
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr")
        for t in child.subtree
    )


def _modality(clause: Any, cue: Any) -> Modality:
    words = {t.lower_ for t in clause.children if t.dep_ in ("aux", "advmod", "mark")}
    if words & {"if", "unless", "whether"}:
        return "hypothetical"
    lemma = cue[-1].lemma_.lower() if cue is not None and len(cue) else ""
    named = load_cues().modality.get(lemma)
    if named is not None:
        return named
    if words & _MAY:
        return "possible"
    if words & {"will", "shall", "'ll"}:
        return "planned"
    return "asserted"

"""Polarity and modality of the clause that holds some words."""

import functools
import itertools
from typing import Any

from variorum.analyse.attribution.chains import Attributions, attribution_at, chain_at
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.phrase import walk_up
from variorum.analyse.attribution.presupposing import is_presupposed
from variorum.analyse.page import Page
from variorum.model.analysis import Attribution, Modality, Polarity
from variorum.model.span import Span

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "pobj", "dep", "ROOT"})
_WORDS = 60  # words of a clause looked at
_BY_CLAUSE = frozenset({"ccomp", "acl", "csubj", "csubjpass", "xcomp", "advcl"})


@functools.cache
def _words() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words) for kind, words in load_cues().data["factuality"].items()}


def read_factuality(page: Page, span: Span, found: Attributions) -> tuple[Polarity, Modality]:
    """Return whether the happening told at `span` is affirmed or denied, and how certain it is said to be.

    Negation inside the content ("no one was killed") and denial by the last link both deny. Questions and
    conditions are hypothetical whoever speaks; then the cue's own force counts, then the clause's.
    """
    tokens = page.tokens(span)
    if tokens is None or not len(tokens):
        return "affirmed", "asserted"
    clause = _clause_head(tokens)
    at = attribution_at(span, found)
    inner = found.attributions[at] if at is not None else None
    chain = chain_at(span, found)
    denied = bool(chain) and chain[-1].stance in ("denies", "retracts")
    denied = denied and not is_presupposed(page, span, found)
    denied = denied or _is_negated(tokens, clause) or _is_negated_above(clause, inner) or _doubts(page, inner)
    return ("denied" if denied else "affirmed"), _modality(page, tokens.root, clause, inner)


def _clause_head(tokens: Any) -> Any:
    root = tokens.root
    for token in (root, *walk_up(root)):
        if token.pos_ in ("VERB", "AUX"):
            # "was able to go", "is to go": the happening is the inner verb.
            return token
    return root


def _is_negated(tokens: Any, clause: Any) -> bool:
    words = _words()
    no = words["no"]
    for child in clause.children:
        if child.dep_ == "neg" or (
            child.lower_ in no and child.dep_ in ("advmod", "preconj", "det", "nsubj", "nsubjpass")
        ):
            return True
    holds_verb = any(t.i == clause.i for t in tokens)
    for child in clause.children:
        if child.dep_ not in _ARGUMENTS or not (holds_verb or any(t.i == child.i for t in tokens)):
            continue
        if child.dep_ not in ("nsubj", "nsubjpass") and not holds_verb and not _starts_no(child, no):
            continue
        if _starts_no(child, no):
            return True
    if clause.pos_ not in ("VERB", "AUX") and any(t.lower_ in no for t in tokens):
        return True  # "Harbour not for sale"
    first = tokens[0]
    if first.lower_ in no or (
        first.i > 0 and first.nbor(-1).lower_ in no and first.nbor(-1).head.i == tokens.root.i
    ):
        return True
    return clause.dep_ == "xcomp" and clause.head.lemma_.lower() in words["failing"]


def _starts_no(phrase: Any, no: frozenset[str]) -> bool:
    return phrase.lower_ in no or any(
        t.lower_ in no or (t.lower_ == "not" and t.i < phrase.i) for t in phrase.lefts
    )


def _is_negated_above(clause: Any, inner: Attribution | None) -> bool:
    # "It is not true that ...", "there is no evidence that ...", up to the cue.
    words = _words()
    at = clause
    for up in walk_up(clause):
        if inner is not None and inner.cue is not None and inner.cue.start <= up.idx < inner.cue.end:
            return False
        if at.dep_ not in _BY_CLAUSE:
            at = up
            continue
        plain = {c.lower_ for c in up.children}
        if "never" in plain and up.lemma_.lower() in load_cues().verbs:
            return True  # "she had never said that she would abdicate"
        if up.lemma_.lower() in words["unlikely"]:
            return True
        if up.lemma_.lower() in words["truth"] and (plain & {"no", "not", "n't", "little"}):
            return True
        if any(c.lower_ in words["truth"] for c in up.children) and plain & {"not", "n't"}:
            return True
        if any(c.lower_ in words["unlikely"] for c in up.children):
            return True
        at = up
    return False


def _doubts(page: Page, inner: Attribution | None) -> bool:
    cue = page.tokens(inner.cue) if inner is not None and inner.cue is not None else ()
    words = _words()
    negated = any(t.lower_ in ("not", "n't", "no", "never") for t in cue or ())
    return not negated and any(
        t.lemma_.lower() in words["doubting"] or t.lower_ in words["unlikely"] for t in cue or ()
    )


def _modality(page: Page, root: Any, clause: Any, inner: Attribution | None) -> Modality:
    words = _words()
    auxiliaries = {c.lower_ for c in clause.children if c.dep_ in ("aux", "auxpass")}
    told = _cue_modality(page, clause, inner)
    if _is_open(clause, auxiliaries, page) or _is_bidden(clause, inner) or _is_kept_back(page, clause, inner):
        return "hypothetical"
    if told == "feared" or _is_feared(clause, words["fearing"]):
        return "feared"
    hedged = inner is not None and inner.stance == "hedges" and "would" in auxiliaries
    if _may_be(clause, words) or told == "possible" or hedged:
        return "possible"
    would = inner is not None and bool(auxiliaries & {"would", "'d"})
    if auxiliaries & words["will"] or _is_planned(clause, words) or would:
        return "planned"
    return told or "asserted"


def _may_be(clause: Any, words: Any) -> bool:
    may = {c.lower_ for c in clause.children if c.dep_ in ("aux", "advmod")} & words["may"]
    # "could see nothing" is ability, and denied.
    unable = "could" in may and any(
        c.dep_ == "neg" or c.lower_ == "no" for c in itertools.islice(clause.subtree, _WORDS)
    )
    return (bool(may) and not unable) or _seems(clause, words)


def _cue_modality(page: Page, clause: Any, inner: Attribution | None) -> Modality | None:
    if inner is None or inner.cue is None:
        return None
    table = load_cues().modality
    for token in reversed(page.tokens(inner.cue) or ()):
        if token.lemma_.lower() == "advise" and clause.tag_ in ("VBZ", "VBP", "VBD"):
            continue  # "advised that the water is unfit": told
        if token.lemma_.lower() == "plead" and _is_plea(token):
            continue  # "pleaded guilty to killing two": what the court holds against them
        if (named := table.get(token.lemma_.lower())) is not None:
            return named
    return None


def _is_plea(verb: Any) -> bool:
    """Say whether a verb answers a charge ("pleaded not guilty") and asks for nothing."""
    return any(t.lower_ in ("guilty", "innocent", "contest") for t in itertools.islice(verb.subtree, _WORDS))


def _is_open(clause: Any, auxiliaries: set[str], page: Page) -> bool:
    """Say whether the clause is a question, a condition or what follows from one."""
    sentence = page.sentence_at(clause.idx)
    if "?" in page.text[max(sentence.start, sentence.end - 3) : sentence.end]:
        return True
    for token in (clause, *walk_up(clause)):
        marks = {c.lower_ for c in token.children if c.dep_ in ("mark", "advmod")}
        if marks & {"if", "unless", "whether"} and not any(
            c.lower_ == "as" and c.dep_ == "advmod" for c in token.children
        ):
            return True
        for child in token.children:
            if child.dep_ in ("advcl", "ccomp") and child.i != clause.i and _is_condition(child):
                return True
        if token.dep_ in ("ROOT", "ccomp", "relcl"):
            break
    return {"would", "have"} <= auxiliaries


def _is_condition(clause: Any) -> bool:
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in clause.children):
        return True
    first = clause.left_edge
    # "Had the sluice been opened", "Should it be wet": the verb stands before its subject.
    return bool(
        first.lower_ in ("had", "should", "were")
        and first.dep_ in ("aux", "auxpass", "ROOT")
        and any(c.dep_ in ("nsubj", "nsubjpass") and c.i > first.i for c in clause.children)
    )


def _is_feared(clause: Any, fearing: frozenset[str]) -> bool:
    at = clause
    for up in walk_up(clause):
        if at.dep_ in ("acl", "ccomp", "xcomp", "relcl") and up.lemma_.lower() in fearing:
            return True
        if at.dep_ in ("ccomp", "acl") and any(
            c.dep_ == "nsubj" and c.lemma_.lower() in fearing for c in up.children
        ):
            return True
        if at.dep_ not in ("acl", "ccomp", "xcomp", "conj", "relcl"):
            return False
        at = up
    return False


def _seems(clause: Any, words: Any) -> bool:
    if clause.dep_ in ("xcomp", "ccomp", "advcl") and clause.head.lemma_.lower() in words["seeming"]:
        return True
    if clause.lemma_.lower() in words["seeming"]:
        return any(c.dep_ in ("xcomp", "oprd", "acomp") for c in clause.children)
    return any(c.lower_ in words["likely"] for c in clause.children)


def _is_bidden(clause: Any, inner: Attribution | None) -> bool:
    # "Ask my wife", "do not stop": nobody has done it.
    if (
        inner is None
        or inner.manner == "indirect"
        or clause.tag_ != "VB"
        or clause.dep_ not in ("ROOT", "ccomp", "conj")
    ):
        return False
    if clause.i > 0 and clause.nbor(-1).lower_ == "to":
        return False
    bare = not any(
        c.dep_ in ("nsubj", "nsubjpass", "expl") or c.tag_ in ("MD", "TO") for c in clause.children
    )
    return bare and (clause.dep_ != "conj" or _is_bidden(clause.head, inner))


def _is_kept_back(page: Page, clause: Any, inner: Attribution | None) -> bool:
    # "Did not say what had caused it", "declined to say who was there": open.
    if inner is None or inner.cue is None or inner.stance != "hedges":
        return False
    words = load_cues()
    refused = any(t.lemma_.lower() in words.unwilling for t in page.tokens(inner.cue))
    first = clause.left_edge
    return refused and first.tag_ in ("WP", "WRB", "WDT", "WP$") and clause.idx >= inner.cue.end


def _is_broached(root: Any, words: Any) -> bool:
    """Say whether a happening told by a noun is yet to come: "to discuss an exchange of prisoners", "talks on
    a truce", "the planned handover".
    """
    if root.pos_ != "NOUN":
        return False
    if any(c.dep_ == "amod" and c.lower_ in words["coming"] for c in root.lefts):
        return True
    up = root.head
    if root.dep_ == "dobj":
        return up.pos_ == "VERB" and up.lemma_.lower() in words["broaching"]
    if root.dep_ != "pobj" or up.lower_ not in ("on", "for", "about", "over", "of"):
        return False
    return up.head.pos_ == "NOUN" and up.head.lemma_.lower() in words["broached"]


def _is_planned(clause: Any, words: Any) -> bool:
    held = {c.lemma_.lower() for c in clause.children if c.dep_ in ("acomp", "xcomp")}
    if clause.lemma_ == "be" and "due" in held:
        return True
    meant = clause.lemma_.lower() in words["meaning"] and clause.tag_ != "VBN"
    if meant and any(c.dep_ == "xcomp" for c in clause.children):
        return True
    if clause.dep_ == "xcomp" and clause.head.lemma_.lower() in words["planning"]:
        return True
    if clause.dep_ == "xcomp" and clause.head.lemma_ == "be" and clause.tag_ == "VB":
        return True
    if clause.dep_ == "acl" and clause.tag_ == "VB" and clause.head.lemma_.lower() in words["planning"]:
        return True
    bare = clause.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in clause.children)
    return (
        bare
        and clause.dep_ in ("ROOT", "relcl", "acl")
        and not any(t.tag_ in ("VBD", "VBZ", "VBP", "MD") for t in clause.sent)
    )

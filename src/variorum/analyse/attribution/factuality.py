"""Polarity and modality of the clause that holds some words."""

import functools
import itertools
from typing import Any

from variorum.analyse.attribution.chains import Attributions, attribution_at, chain_at
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.presupposing import is_presupposed
from variorum.analyse.page import Page
from variorum.analyse.participants import Tree, tree_of
from variorum.analyse.tags import CLAUSE_TAGS, FINITE_TAGS
from variorum.model.analysis import Attribution, Modality, Polarity
from variorum.model.span import Span

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "pobj", "dep", "ROOT"})
_WORDS = 60  # words of a clause looked at
_SOUGHT = frozenset({"for", "in", "by", "over"})
_DOES_NOT = frozenset({"do", "does", "did"})  # who cannot believe it is amazed
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
    tree = tree_of(page.doc)
    first, last = tokens.start, tokens.end
    root = first if last == first + 1 else tokens.root.i
    clause = _clause_head(tree, root)
    at = attribution_at(span, found)
    inner = found.attributions[at] if at is not None else None
    chain = chain_at(span, found)
    denied = bool(chain) and chain[-1].stance in ("denies", "retracts")
    denied = denied and not is_presupposed(page, span, found)
    denied = (
        denied
        or _is_negated(tree, range(first, last), root, clause)
        or _is_negated_above(tree, clause, inner)
        or _doubts(page, inner)
    )
    return ("denied" if denied else "affirmed"), _modality(page, tree, clause, inner)


def _clause_head(tree: Tree, root: int) -> int:
    for i in (root, *tree.climb(root)):
        if tree.pos[i] in ("VERB", "AUX"):
            # "was able to go", "is to go": the happening is the inner verb.
            return i
    return root


def _is_negated(tree: Tree, words: range, root: int, clause: int) -> bool:
    no = _words()["no"]
    if _befell(tree, clause):
        return False
    for child in tree.children[clause]:
        dep = tree.dep[child]
        if dep == "neg" or (
            tree.lower[child] in no and dep in ("advmod", "preconj", "det", "nsubj", "nsubjpass")
        ):
            return True
        if dep in ("prep", "agent") and _is_at_no_time(tree, child, no):
            return True
    holds_verb = clause in words
    for child in tree.children[clause]:
        dep = tree.dep[child]
        if dep not in _ARGUMENTS or not (holds_verb or child in words):
            continue
        if _starts_no(tree, child, no):
            return True
    if tree.pos[clause] not in ("VERB", "AUX") and any(tree.lower[i] in no for i in words):
        return True  # "Harbour not for sale"
    first = words[0]
    if tree.lower[first] in no:
        return True
    if first > 0 and tree.lower[first - 1] in no and tree.head[first - 1] == root:
        return True
    return tree.dep[clause] == "xcomp" and tree.lemma[tree.head[clause]] in _words()["failing"]


def _is_at_no_time(tree: Tree, preposition: int, no: frozenset[str]) -> bool:
    # "At no time did we fire", "on no account", "by no means"; "in no time" is soon.
    if tree.lower[preposition] == "in" and any(tree.lemma[c] == "time" for c in tree.children[preposition]):
        return False
    held = (c for c in tree.children[preposition] if tree.dep[c] == "pobj")
    return any(tree.lemma[c] in _words()["no_time"] and _starts_no(tree, c, no) for c in held)


def _befell(tree: Tree, clause: int) -> bool:
    """Say whether a negation means only how it befell: "he did not die of the cold", "instantly"."""
    words = _words()
    negated = any(tree.dep[c] == "neg" and tree.lower[c] != "never" for c in tree.children[clause])
    if not negated or tree.lemma[clause] not in words["befalling"]:
        return False
    return any(tree.lower[c] in words["how_it_befell"] for c in tree.children[clause] if c > clause)


def _starts_no(tree: Tree, phrase: int, no: frozenset[str]) -> bool:
    return tree.lower[phrase] in no or any(
        i < phrase and (tree.lower[i] in no or tree.lower[i] == "not") for i in tree.children[phrase]
    )


def _is_negated_above(tree: Tree, clause: int, inner: Attribution | None) -> bool:
    # "It is not true that ...", "there is no evidence that ...", up to the cue.
    words = _words()
    at = clause
    for up in tree.climb(clause):
        if inner is not None and inner.cue is not None and inner.cue.start <= tree.start[up] < inner.cue.end:
            return False
        if tree.dep[at] not in _BY_CLAUSE:
            at = up
            continue
        plain = {tree.lower[c] for c in tree.children[up]}
        if "never" in plain and tree.lemma[up] in load_cues().verbs:
            return True  # "she had never said that she would abdicate"
        if tree.lemma[up] in words["unlikely"]:
            return True
        if tree.lemma[up] in words["believing"] and plain & {"not", "n't", "n’t"} and plain & _DOES_NOT:
            return True  # "police do not think that he was killed in the attack"
        if tree.lemma[up] in words["truth"] and (plain & {"no", "not", "n't", "little"}):
            return True
        if plain & words["truth"] and plain & {"not", "n't"}:
            return True
        if plain & words["unlikely"]:
            return True
        at = up
    return False


def is_disbelieved(page: Page, one: Attribution | None) -> bool:
    """Say whether a source says that it does not hold something to be so: "do not believe that"."""
    cue = page.tokens(one.cue) if one is not None and one.cue is not None else None
    if cue is None or _DOES_NOT.isdisjoint(t.lower_ for t in cue):
        return False
    negated = any(t.lower_ in ("not", "n't", "n’t") for t in cue)
    return negated and any(t.lemma_.lower() in _words()["believing"] and t.pos_ == "VERB" for t in cue)


def _doubts(page: Page, inner: Attribution | None) -> bool:
    cue = page.tokens(inner.cue) if inner is not None and inner.cue is not None else ()
    words = _words()
    if is_disbelieved(page, inner):
        return True
    negated = any(t.lower_ in ("not", "n't", "no", "never") for t in cue or ())
    if negated and any(t.lemma_.lower() in words["truth"] and t.pos_ == "NOUN" for t in cue or ()):
        return True  # "police had no evidence that"
    return not negated and any(
        t.lemma_.lower() in words["doubting"] or t.lower_ in words["unlikely"] for t in cue or ()
    )


def _modality(page: Page, tree: Tree, clause: int, inner: Attribution | None) -> Modality:
    words = _words()
    auxiliaries = {tree.lower[c] for c in tree.children[clause] if tree.dep[c] in ("aux", "auxpass")}
    told = _cue_modality(page, tree, clause, inner)
    if (
        _is_open(page, tree, clause, auxiliaries)
        or _is_bidden(tree, clause, inner)
        or (_is_wished(tree, clause) and not auxiliaries & words["will"])
        or _is_kept_back(page, tree, clause, inner)
    ):
        return "hypothetical"
    if told == "feared" or _is_feared(tree, clause, words["fearing"]):
        return "feared"
    hedged = inner is not None and inner.stance == "hedges" and "would" in auxiliaries
    if _may_be(page, tree, clause) or told == "possible" or hedged:
        return "possible"
    would = inner is not None and bool(auxiliaries & {"would", "'d"})
    if auxiliaries & words["will"] or _is_planned(page, tree, clause) or would:
        return "planned"
    return told or "asserted"


def _may_be(page: Page, tree: Tree, clause: int) -> bool:
    below = tree.children[clause]
    may = {tree.lower[c] for c in below if tree.dep[c] in ("aux", "advmod")} & _words()["may"]
    # "could see nothing" is ability, and denied.
    unable = "could" in may and any(
        c.dep_ == "neg" or c.lower_ == "no" for c in itertools.islice(page.doc[clause].subtree, _WORDS)
    )
    return (bool(may) and not unable) or _seems(tree, clause) or _is_called_possible(tree, clause)


def _is_called_possible(tree: Tree, clause: int) -> bool:
    """Say whether a clause is what is said to be possible: "it is possible they were targeted"."""
    up = tree.head[clause]
    if tree.dep[clause] not in ("ccomp", "csubj") or up == clause:
        return False
    said = {tree.lower[up]} | {tree.lower[c] for c in tree.children[up] if tree.dep[c] == "acomp"}
    return bool(said & _words()["chancy"])


def _cue_modality(page: Page, tree: Tree, clause: int, inner: Attribution | None) -> Modality | None:
    if inner is None or inner.cue is None:
        return None
    table = load_cues().modality
    for token in reversed(page.tokens(inner.cue) or ()):
        if token.lemma_.lower() in ("advise", "agree") and tree.tag[clause] in FINITE_TAGS:
            continue  # "advised that the water is unfit": told
        if token.lemma_.lower() == "plead" and _is_plea(token):
            continue  # "pleaded guilty to killing two": what the court holds against them
        if is_sought(tree, token.i):
            continue
        if (named := table.get(token.lemma_.lower())) is not None:
            return named
    return None


def is_sought(tree: Tree, i: int) -> bool:
    """Say whether a verb tells that somebody is looked for: "wanted for murder"."""
    return tree.lemma[i] == "want" and any(tree.lower[c] in _SOUGHT for c in tree.children[i])


def _is_plea(verb: Any) -> bool:
    """Say whether a verb answers a charge ("pleaded not guilty") and asks for nothing."""
    return any(t.lower_ in ("guilty", "innocent", "contest") for t in itertools.islice(verb.subtree, _WORDS))


def _is_open(page: Page, tree: Tree, clause: int, auxiliaries: set[str]) -> bool:
    """Say whether the clause is a question, a condition or what follows from one."""
    sentence = page.sentence_at(tree.start[clause])
    asks = "?" in page.text[max(sentence.start, sentence.end - 3) : sentence.end]
    if asks and not _asks_past(tree, tree.at.get(sentence.start, clause), clause):
        return True
    for i in (clause, *tree.climb(clause)):
        below = tree.children[i]
        marks = {tree.lower[c] for c in below if tree.dep[c] in ("mark", "advmod")}
        if marks & {"if", "unless", "whether"} and not any(
            tree.lower[c] == "as" and tree.dep[c] == "advmod" for c in below
        ):
            return True
        for child in below:
            if tree.dep[child] in ("advcl", "ccomp") and child != clause and _is_condition(tree, child):
                return True
        if tree.dep[i] in ("ROOT", "ccomp", "relcl"):
            break
    return {"would", "have"} <= auxiliaries


def _asks_past(tree: Tree, first: int, clause: int) -> bool:
    """Say whether a question is who, how or why of what has been: "Who was the man shot in Osk?"."""
    if tree.tag[first] not in ("WP", "WRB", "WP$"):
        return False
    verbs = (clause, *tree.climb(clause))
    auxiliaries = (c for i in verbs for c in tree.children[i] if tree.dep[c] in ("aux", "auxpass"))
    return any(tree.tag[i] == "VBD" for i in (*verbs, *auxiliaries))


def _is_condition(tree: Tree, clause: int) -> bool:
    below = tree.children[clause]
    if any(tree.dep[c] == "mark" and tree.lower[c] in ("if", "unless") for c in below):
        return True
    first = tree.first_below(clause)
    # "Had the sluice been opened", "Should it be wet": the verb stands before its subject.
    return bool(
        tree.lower[first] in ("had", "should", "were")
        and tree.dep[first] in ("aux", "auxpass", "ROOT")
        and any(tree.dep[c] in ("nsubj", "nsubjpass") and c > first for c in below)
    )


def _is_feared(tree: Tree, clause: int, fearing: frozenset[str]) -> bool:
    at = clause
    for up in tree.climb(clause):
        dep = tree.dep[at]
        if dep in ("acl", "ccomp", "xcomp", "relcl") and tree.lemma[up] in fearing:
            return True
        if dep in ("ccomp", "acl") and any(
            tree.dep[c] == "nsubj" and tree.lemma[c] in fearing for c in tree.children[up]
        ):
            return True
        if dep not in ("acl", "ccomp", "xcomp", "conj", "relcl"):
            return False
        at = up
    return False


def _is_wished(tree: Tree, clause: int) -> bool:
    """Say whether somebody wishes for what a clause tells: "praying that nobody died", "my hope is that"."""
    words = _words()
    if any(tree.lower[c] in words["hopefully"] for c in tree.children[clause]):
        return True
    at = clause
    for up in tree.climb(clause):
        dep = tree.dep[at]
        wishes = tree.lemma[up] in words["wishing"] or any(
            tree.dep[c] == "nsubj" and tree.lemma[c] in words["wishing"] for c in tree.children[up]
        )
        if wishes and dep in ("ccomp", "acl"):
            return True
        if dep not in ("ccomp", "xcomp", "conj"):
            return False
        at = up
    return False


def _seems(tree: Tree, clause: int) -> bool:
    words = _words()
    if tree.dep[clause] in ("xcomp", "ccomp", "advcl") and tree.lemma[tree.head[clause]] in words["seeming"]:
        return True
    if tree.lemma[clause] in words["seeming"]:
        return any(tree.dep[c] in ("xcomp", "oprd", "acomp") for c in tree.children[clause])
    return any(tree.lower[c] in words["likely"] for c in tree.children[clause])


def _is_bidden(tree: Tree, clause: int, inner: Attribution | None) -> bool:
    # "Ask my wife", "do not stop": nobody has done it.
    if inner is None or inner.manner == "indirect":
        return False
    for i in (clause, *tree.climb(clause)):
        if tree.tag[i] != "VB" or tree.dep[i] not in ("ROOT", "ccomp", "conj"):
            return False
        if i > 0 and tree.lower[i - 1] == "to":
            return False
        if any(
            tree.dep[c] in ("nsubj", "nsubjpass", "expl") or tree.tag[c] in ("MD", "TO")
            for c in tree.children[i]
        ):
            return False
        if tree.dep[i] != "conj":
            return True
    return False


def _is_kept_back(page: Page, tree: Tree, clause: int, inner: Attribution | None) -> bool:
    # "Did not say what had caused it", "declined to say who was there": open.
    if inner is None or inner.cue is None or inner.stance != "hedges":
        return False
    words = load_cues()
    refused = any(t.lemma_.lower() in words.unwilling for t in page.tokens(inner.cue))
    first = tree.first_below(clause)
    asks = refused and tree.tag[first] in ("WP", "WRB", "WDT", "WP$")
    return asks and tree.start[clause] >= inner.cue.end and not _asks_how(tree, first, clause)


def _asks_how(tree: Tree, first: int, clause: int) -> bool:
    """Say whether a clause asks only how, why, when or where something has been: "how the two died"."""
    if tree.tag[first] != "WRB" or tree.head[first] != clause:  # "how many were hurt" hangs on its number
        return False
    return any(tree.tag[i] == "VBD" for i in (clause, *tree.children[clause]))


def _is_planned(page: Page, tree: Tree, clause: int) -> bool:
    words, below = _words(), tree.children[clause]
    dep, tag, up = tree.dep[clause], tree.tag[clause], tree.head[clause]
    held = {tree.lemma[c] for c in below if tree.dep[c] in ("acomp", "xcomp")}
    if tree.lemma[clause] == "be" and "due" in held:
        return True
    meant = tree.lemma[clause] in words["meaning"] and tag != "VBN"
    if meant and any(tree.dep[c] == "xcomp" for c in below):
        return True
    if dep == "xcomp" and (tree.lemma[up] in words["planning"] or (tree.lemma[up] == "be" and tag == "VB")):
        return True
    if dep == "acl" and tag == "VB" and tree.lemma[up] in words["planning"]:
        return True
    bare = tag == "VB" and any(tree.lower[c] == "to" and tree.dep[c] == "aux" for c in below)
    return (
        bare
        and dep in ("ROOT", "relcl", "acl")
        and not any(t.tag_ in CLAUSE_TAGS for t in page.doc[clause].sent)
    )

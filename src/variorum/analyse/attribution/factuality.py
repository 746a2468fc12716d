"""Polarity and modality of the clause that holds some words."""

from variorum.analyse.attribution.chains import Attributions, attribution_at, chain_at
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.modality import read_modality, words_for
from variorum.analyse.attribution.presupposing import is_presupposed
from variorum.analyse.page import Page
from variorum.analyse.participants import Tree, tree_of
from variorum.model.analysis import Attribution, Modality, Polarity
from variorum.model.span import Span

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "pobj", "dep", "ROOT"})
_DOES_NOT = frozenset({"do", "does", "did"})  # who cannot believe it is amazed
_BY_CLAUSE = frozenset({"ccomp", "acl", "csubj", "csubjpass", "xcomp", "advcl"})


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
        or _is_called_false(tree, root, clause)
        or _is_negated_above(tree, clause, inner)
        or _doubts(page, inner)
    )
    return ("denied" if denied else "affirmed"), read_modality(page, tree, clause, inner)


def _clause_head(tree: Tree, root: int) -> int:
    for i in (root, *tree.climb(root)):
        if tree.pos[i] in ("VERB", "AUX"):
            # "was able to go", "is to go": the happening is the inner verb.
            return i
    return root


def _is_negated(tree: Tree, words: range, root: int, clause: int) -> bool:
    no = words_for()["no"]
    if _befell(tree, clause) or _calls_false(tree, root, clause):
        return False  # "reports of 20 deaths were not false"
    for child in tree.children[clause]:
        dep = tree.dep[child]
        if tree.is_bound(child):
            continue
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
    if tree.pos[clause] not in ("VERB", "AUX") and any(
        tree.lower[i] in no and not tree.is_bound(i) for i in words
    ):
        return True  # "Harbour not for sale"
    first = words[0]
    if tree.lower[first] in no and not tree.is_bound(first):
        return True
    if first > 0 and tree.lower[first - 1] in no and tree.head[first - 1] == root:
        return True
    return tree.dep[clause] == "xcomp" and tree.lemma[tree.head[clause]] in words_for()["failing"]


def _is_called_false(tree: Tree, root: int, clause: int) -> bool:
    """Say whether what is told of something is called false: "reports of 20 deaths were baseless".

    Those "impossible to verify" may be true, and so may those that are "not false".
    """
    if any(tree.dep[c] == "neg" or tree.lower[c] == "never" for c in tree.children[clause]):
        return False
    if not _calls_false(tree, root, clause):
        return False
    above = (root, *tree.climb(root))
    told = (up for up in above if tree.dep[up] == "nsubj" and tree.head[up] == clause)
    return any(tree.lemma[up] in load_cues().nouns for up in told)


def _calls_false(tree: Tree, root: int, clause: int) -> bool:
    """Say whether the verb of a clause calls false what stands before it."""
    said = (c for c in tree.children[clause] if tree.dep[c] in ("acomp", "attr") and c > root)
    return any(tree.lower[c] in words_for()["unlikely"] and tree.child(c, "xcomp") is None for c in said)


def _is_at_no_time(tree: Tree, preposition: int, no: frozenset[str]) -> bool:
    # "At no time did we fire", "on no account", "by no means"; "in no time" is soon.
    if tree.lower[preposition] == "in" and any(tree.lemma[c] == "time" for c in tree.children[preposition]):
        return False
    held = (c for c in tree.children[preposition] if tree.dep[c] == "pobj")
    return any(tree.lemma[c] in words_for()["no_time"] and _starts_no(tree, c, no) for c in held)


def _befell(tree: Tree, clause: int) -> bool:
    """Say whether a negation means only how it befell: "he did not die of the cold", "instantly"."""
    words = words_for()
    negated = any(tree.dep[c] == "neg" and tree.lower[c] != "never" for c in tree.children[clause])
    if not negated or tree.lemma[clause] not in words["befalling"]:
        return False
    return any(tree.lower[c] in words["how_it_befell"] for c in tree.children[clause] if c > clause)


def _starts_no(tree: Tree, phrase: int, no: frozenset[str]) -> bool:
    return tree.lower[phrase] in no or any(
        i < phrase and (tree.lower[i] in no or tree.lower[i] == "not") and not tree.is_bound(i)
        for i in tree.children[phrase]
    )


def _is_negated_above(tree: Tree, clause: int, inner: Attribution | None) -> bool:
    # "It is not true that ...", "there is no evidence that ...", up to the cue.
    at = clause
    for up in tree.climb(clause):
        if inner is not None and inner.cue is not None and inner.cue.start <= tree.start[up] < inner.cue.end:
            return False
        if tree.dep[at] in _BY_CLAUSE:
            if _denies_below(tree, up):
                return True
        elif tree.dep[at] == "nsubj" and _is_called_false(tree, at, up):
            return True  # "claims that 20 died are untrue"
        at = up
    return False


def _denies_below(tree: Tree, up: int) -> bool:
    """Say whether a word above a clause denies what it tells."""
    words, plain = words_for(), {tree.lower[c] for c in tree.children[up]}
    if "never" in plain and tree.lemma[up] in load_cues().verbs:
        return True  # "she had never said that she would abdicate"
    if tree.lemma[up] in words["unlikely"] or plain & words["unlikely"]:
        return True
    if tree.lemma[up] in words["believing"] and plain & {"not", "n't", "n\u2019t"} and plain & _DOES_NOT:
        return True  # "police do not think that he was killed in the attack"
    if tree.lemma[up] in words["truth"] and (plain & {"no", "not", "n't", "little"}):
        return True
    return bool(plain & words["truth"] and plain & {"not", "n't"})


def is_disbelieved(page: Page, one: Attribution | None) -> bool:
    """Say whether a source says that it does not hold something to be so: "do not believe that"."""
    cue = page.tokens(one.cue) if one is not None and one.cue is not None else None
    if cue is None or _DOES_NOT.isdisjoint(t.lower_ for t in cue):
        return False
    negated = any(t.lower_ in ("not", "n't", "n’t") for t in cue)
    return negated and any(t.lemma_.lower() in words_for()["believing"] and t.pos_ == "VERB" for t in cue)


def _doubts(page: Page, inner: Attribution | None) -> bool:
    cue = page.tokens(inner.cue) if inner is not None and inner.cue is not None else ()
    words = words_for()
    if is_disbelieved(page, inner):
        return True
    negated = any(t.lower_ in ("not", "n't", "no", "never") for t in cue or ())
    if negated and any(t.lemma_.lower() in words["truth"] and t.pos_ == "NOUN" for t in cue or ()):
        return True  # "police had no evidence that"
    return not negated and any(
        t.lemma_.lower() in words["doubting"] or t.lower_ in words["unlikely"] for t in cue or ()
    )

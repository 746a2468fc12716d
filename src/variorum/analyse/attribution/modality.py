"""How surely a clause tells what it tells: as fact, or as open, planned, feared, wished, only possible."""

import functools
import itertools
from typing import Any

from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.page import Page
from variorum.analyse.participants import Tree
from variorum.analyse.tags import CLAUSE_TAGS, FINITE_TAGS
from variorum.model.analysis import Attribution, Modality

_WORDS = 60  # words of a clause looked at
_SOUGHT = frozenset({"for", "in", "by", "over"})


@functools.cache
def words_for() -> dict[str, frozenset[str]]:
    """Return the words that tell of polarity and modality, by their kind."""
    return {kind: frozenset(words) for kind, words in load_cues().data["factuality"].items()}


def read_modality(page: Page, tree: Tree, clause: int, inner: Attribution | None) -> Modality:
    """Return how surely a clause tells its happening, by its verbs and by the attribution around it."""
    words = words_for()
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
    may = {tree.lower[c] for c in below if tree.dep[c] in ("aux", "advmod")} & words_for()["may"]
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
    return bool(said & words_for()["chancy"])


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
    words = words_for()
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
    words = words_for()
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
    words, below = words_for(), tree.children[clause]
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

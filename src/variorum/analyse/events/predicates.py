"""What a negated clause denies of a happening that it takes for given: its kind, its links, a word on it."""

from variorum.analyse.events.mention import Mention
from variorum.analyse.events.triggers import contexts
from variorum.analyse.participants import Tree

_SUBJECTS = ("nsubj", "nsubjpass")
_NOBODY = frozenset({"nobody", "none", "neither", "nothing"})
_UP = 4  # steps from a noun to what is said or asked about it
_PASSED = ("pobj", "conj", "prep", "dobj", "appos", "nmod")


def is_spoken_of(tree: Tree, mention: Mention) -> bool:
    """Say whether a clause denies something of a happening, and not that it happened.

    "The shooting did not appear to be random", "this was not just an accident", "declined to comment on the
    shooting": only a noun that stands for a happening known already is taken for given.
    """
    i = mention.token
    if not mention.is_noun:
        return False
    if _is_merely(tree, i):
        return True
    return mention.is_definite and (_is_subject_of_more(tree, i) or _is_topic(tree, i))


def befell_nobody(tree: Tree, i: int) -> bool:
    """Say whether a verb has nobody for its subject: "no one else was hurt", "no passengers died"."""
    return any(
        tree.lower[c] in _NOBODY
        or any(tree.lower[d] == "no" and not tree.is_bound(d) for d in tree.children[c] if d < c)
        for c in tree.all_children(i, *_SUBJECTS)
    )


def _is_subject_of_more(tree: Tree, i: int) -> bool:
    """Say whether a clause goes on to say of its subject more than that it was: "was not related to"."""
    up = tree.head[i]
    if tree.dep[i] not in _SUBJECTS or tree.pos[up] not in ("VERB", "AUX"):
        return False
    if not any(tree.dep[c] == "neg" for c in tree.children[up]):
        return False
    occurs = contexts()["occurs"]
    verbs = [up, *(c for c in tree.children[up] if tree.dep[c] == "xcomp")]
    if any(tree.lemma[verb] in occurs for verb in verbs):
        return False
    # A bare "was not" denies; "was not random", "was not a surprise" do not.
    return tree.lemma[up] != "be" or any(tree.dep[c] in ("acomp", "attr", "prep") for c in tree.children[up])


def _is_merely(tree: Tree, i: int) -> bool:
    """Say whether only how common a happening is is denied: "not just a random shooting"."""
    up, words = tree.head[i], contexts()
    if tree.dep[i] != "attr" or not any(tree.dep[c] == "neg" for c in tree.children[up]):
        return False
    beside = [*tree.children[i], *tree.children[up]]
    return any(
        tree.lower[c] in words["merely"] for c in beside if tree.dep[c] in ("advmod", "amod", "predet")
    )


def _is_topic(tree: Tree, i: int) -> bool:
    """Say whether somebody says nothing about a happening: "declined to comment on the shooting"."""
    words, about, here = contexts(), False, i
    for _ in range(_UP):
        if tree.dep[here] not in _PASSED:
            return False
        about = about or tree.lower[here] in words["about"]
        here = tree.head[here]
        if about and tree.lemma[here] in words["remarks_on"]:
            return True
    return False

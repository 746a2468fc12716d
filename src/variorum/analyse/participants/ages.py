"""Whose age a number is: the word that names or describes whoever is so old."""

from variorum.analyse.participants.lexicon import people_words
from variorum.analyse.participants.tree import Tree
from variorum.data import load_words

_ACTED_ON = frozenset({"dobj", "pobj", "nsubj", "nsubjpass", "dative"})
_DASHES = frozenset({"-", "--", "–", "—"})
# Verbs behind which an age says how old their subject is.
_IS = load_words("events/words.yaml", "being")


def is_old_one(tree: Tree, i: int) -> bool:
    """Say whether an age stands for whoever is so old behind a verb: "video shows clerk hit 9-year-old"."""
    is_told = tree.dep[i] == "acomp" and tree.lower[i] == "old" and i > 0 and tree.lower[i - 1] == "-"
    return is_told and tree.lemma[tree.head[i]] not in _IS


def bearer_of(tree: Tree, i: int) -> int:
    """Return the name that "Jr." belongs to, or "Sr." that its point does, else the word itself."""
    if i and not tree.text[i][0].isalnum() and tree.lower[i - 1] in people_words().suffixes:
        i -= 1
    is_apart = i > 1 and tree.text[i - 1] == "," and tree.lower[i] in people_words().suffixes
    return i - 2 if is_apart and tree.pos[i - 2] == "PROPN" else i


def both_of(tree: Tree, head: int, own: int) -> list[int]:
    """Return those besides the last whose age a number is: "Ann Lee and Bob Ode, both 24"."""
    if own == 0 or tree.lower[own - 1] not in ("both", "all", "each") or tree.dep[head] != "conj":
        return []
    first = head
    while tree.dep[first] == "conj":
        first = tree.head[first]
    return [i for i in tree.conjuncts(first) if i < head]


def is_of_many(tree: Tree, i: int) -> bool:
    """Say whether a word is for several, who may be of ages far apart."""
    return tree.tag[i] in ("NNS", "NNPS") or tree.lower[i] in ("both", "all", "they")


def is_so_old(tree: Tree, i: int) -> bool:
    """Say whether an age stands for whoever is so old: "her 2-year-old", "the shooter of 9-year-old"."""
    if tree.lower[i] != "old":
        return False
    if tree.dep[i] in _ACTED_ON or tree.dep[i] == "conj":
        is_joined = (
            tree.dep[i] == "conj" and tree.lower[tree.head[i]] == "old"
        )  # "a 15-year-old and 16-year-old"
        is_closed = tree.lower[i - 1] == "-" and (tree.dep[i] in ("pobj", "dobj") or is_joined)
        return is_closed or any(tree.dep[c] in ("det", "poss") for c in tree.children[i])
    up = tree.head[i]
    if tree.dep[i] == "appos" and up < i:  # "OSTA - A 16-year-old who was shot": behind a dateline
        return not _DASHES.isdisjoint(tree.text[up + 1 : i]) and tree.entity[up] != "PERSON"
    return tree.entity[up] in ("DATE", "TIME") and up > i  # "shot an 11-year-old last Friday"


def end_of_age(tree: Tree, i: int) -> int:
    """Return the last word of an age behind which a verb was taken for a noun: "17-year-old fatally shot"."""
    last = i
    if tree.lower[i] in people_words().befell:
        last -= 1
        while last and tree.tag[last] == "RB":
            last -= 1
    return last if last and tree.lower[last] == "old" else i


def of_being(tree: Tree, i: int) -> int | None:
    """Return whose an age is that the parse gives to what has none: "died in jail, aged 77"."""
    if (
        tree.tag[i] not in ("NN", "NNS")
        or tree.lemma[i] not in people_words().ageless
        or end_of_age(tree, i) != i
    ):
        return i
    for up in tree.ancestors(i):
        if tree.pos[up] == "VERB":
            subject = tree.child(up, "nsubj", "nsubjpass")
            is_name = subject is not None and tree.pos[subject] == "PROPN"
            return subject if is_name or (subject is not None and tree.tag[subject] == "PRP") else None
    return None


def whose_age(tree: Tree, i: int) -> int:
    """Return the head of the phrase whose age a number is ("he was 21 years old", "Smith, 32,")."""
    if is_so_old(tree, i):
        return i  # "shot the 16-year-old", "as well as a 14-year-old": whoever is so old, not who shot
    if tree.lower[i] == "olds" or is_old_one(tree, i) or _is_described(tree, i):
        return i
    if tree.lower[i] == "old" and i + 1 < tree.size and tree.tag[i + 1] == "POS":
        return i  # "the 7-year-old's death"
    for up in (i, *tree.ancestors(i, 6)):
        if tree.pos[up] in ("VERB", "AUX") and tree.dep[up] != "acl":
            subject = tree.child(up, "nsubj", "nsubjpass")
            is_one = subject is not None and is_of_many(tree, subject) and tree.child(i, "det") is not None
            return i if subject is None or is_one else subject  # "the victims are a 20-year-old and"
        if (
            up != i
            and tree.pos[up] in ("NOUN", "PROPN", "PRON")
            and tree.lemma[up] not in ("year", "age", "month")
        ):
            return up
    return i


def _is_described(tree: Tree, i: int) -> bool:
    """Say whether what is done to whoever is so old follows: "a report of a 15-year-old being shot"."""
    up = tree.head[i]
    is_one = tree.lower[i] == "old" and tree.lower[i - 1] == "-" and tree.dep[i] == "amod"
    return is_one and up == i + 1 and tree.tag[up] in ("VBG", "VBN", "VBD", "NN") and tree.pos[up] != "NOUN"

"""Mend what the parser takes for something else, and every reader of the parse would be led astray by."""

from typing import Protocol

from variorum.data import load_words

# What somebody is made, or something set, by words that the parse takes for one name with theirs.
_MADE_SO = load_words("events/words.yaml", "made_so")
_BEFORE = 8  # words of one object


class Parsed(Protocol):
    """The lists of a parse that are mended."""

    size: int
    text: list[str]
    lower: list[str]
    tag: list[str]
    pos: list[str]
    dep: list[str]
    head: list[int]


def mend(tree: Parsed) -> None:
    """Mend a parse before its children are listed; pages without the words in question cost nothing."""
    if not _MADE_SO.isdisjoint(tree.lower):
        _take_apart(tree)
    if "intj" in tree.dep:
        _give_subject(tree)


def _take_apart(tree: Parsed) -> None:
    """Make two of an object and what it was made: "took 12 villagers hostage", "set two houses alight"."""
    head, dep = list(tree.head), list(tree.dep)
    for i in range(1, tree.size):
        if tree.lower[i] not in _MADE_SO or dep[i] != "dobj" or tree.tag[i - 1] != "NNS":
            continue
        verb = head[i]
        if dep[i - 1] != "compound" or head[i - 1] != i or tree.pos[verb] != "VERB":
            continue
        for c in range(max(0, i - _BEFORE), min(tree.size, i + _BEFORE)):
            if head[c] == i:
                head[c] = i - 1 if c < i else verb
        head[i - 1], dep[i - 1], dep[i] = verb, "dobj", "oprd"
    tree.head, tree.dep = head, dep


def _give_subject(tree: Parsed) -> None:
    """Give a headline's verb the one whose age it tells, taken for a call: "Boy, 6, dies after a fall"."""
    tag, pos, dep, head = list(tree.tag), list(tree.pos), list(tree.dep), list(tree.head)
    for i in range(tree.size - 4):
        verb = i + 4
        if dep[i] != "intj" or tree.text[i + 1] != "," or tree.text[i + 3] != ",":
            continue
        if not tree.text[i + 2].isdigit() or tree.head[i] != verb or tree.pos[verb] != "VERB":
            continue
        tag[i], pos[i], dep[i] = "NN", "NOUN", "nsubj"
        head[i + 2], dep[i + 2] = i, "appos"
    tree.tag, tree.pos, tree.dep, tree.head = tag, pos, dep, head

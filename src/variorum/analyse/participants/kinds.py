"""What a noun phrase is: a name, a pronoun, a description or a number; of whom; of how many."""

import bisect
from typing import Literal

from variorum.analyse.participants.lexicon import people_words
from variorum.analyse.participants.tree import Tree
from variorum.analyse.tags import PLURAL_TAGS, SUBJECTS
from variorum.model.analysis import ParticipantType, Quantity

Kind = Literal["name", "pronoun", "description", "number"]
_ORGANISED = frozenset({"ORG", "GPE", "NORP"})
_LONGEST = 40  # words of a phrase that may say an age
_BEINGS = _ORGANISED | {"PERSON"}
_PRONOUNS: dict[str, ParticipantType] = {"thing": "thing", "plural": "group"}


_LEFT = frozenset(
    {
        "det",
        "amod",
        "nummod",
        "compound",
        "poss",
        "nmod",
        "quantmod",
        "advmod",
        "predet",
        "neg",
        "npadvmod",
        "punct",
        "case",
        "appos",
    }
)

_OF_ONE = frozenset({"his", "her", "my", "your"})
_PEOPLE = frozenset({"one", "another", "someone", "somebody", "everyone", "nobody"})  # that describe


def kind_of(tree: Tree, i: int) -> Kind:
    """Return whether a head stands for a name, a pronoun, a description or a number."""
    if tree.pos[i] == "PRON" and tree.lemma[i] not in _PEOPLE:
        return "pronoun"
    if tree.pos[i] == "NUM":
        return "number"
    if tree.entity[i] == "PERSON" or (tree.pos[i] == "PROPN" and tree.lemma[i] not in people_words().people):
        return "name"
    return "description"


def type_of(
    tree: Tree, i: int, kind: Kind, high: int | None, *, is_people: bool, is_aged: bool
) -> ParticipantType:
    """Return of whom a phrase speaks: a person, a group, an organisation, or no one (a thing)."""
    words, lemma = people_words(), tree.lemma[i]
    plural = high is None or high > 1
    if kind == "pronoun":
        return _PRONOUNS.get(words.pronouns.get(tree.lower[i], ""), "person")
    if tree.entity[i] == "PERSON":
        return "person"
    if lemma in words.groups and lemma not in words.people:
        return "group"
    if (
        is_people
        or _is_persons(tree, i)
        or (kind == "number" and tree.entity[i] not in ("DATE", "TIME", "MONEY", "PERCENT"))
    ):
        return "group" if plural else "person"
    if is_aged or (tree.entity[i] == "NORP" and tree.tag[i] in ("NNPS", "NNS")):
        return "group" if plural else "person"
    if kind == "name" and (_stands_beside_a_person(tree, i) or _befalls_people(tree, i)):
        return "group" if tree.tag[i] == "NNPS" else "person"
    return "organisation" if tree.entity[i] in _ORGANISED or lemma in words.bodies else "thing"


def _stands_beside_a_person(tree: Tree, i: int) -> bool:
    """Say whether a name stands by what somebody is, be it taken for a firm: "the driver, Pim Orlan,"."""
    beside = [c for c in tree.children[i] if tree.dep[c] == "compound"]
    if tree.dep[i] == "appos":
        beside.append(tree.head[i])
    return any(tree.tag[w] == "NN" and _is_persons(tree, w) for w in beside)


def _befalls_people(tree: Tree, i: int) -> bool:
    """Say whether only people do or suffer what is told of a name, whatever it is: "Orlan was sentenced"."""
    words, up = people_words(), tree.head[i]
    if tree.pos[i] != "PROPN" or tree.entity[i]:
        return False
    if tree.dep[i] == "pobj" and tree.dep[up] == "agent":
        return tree.lemma[tree.head[up]] in words.undergone  # "kidnapped by the Veldars"
    if tree.pos[up] != "VERB":
        return False
    if tree.dep[i] in ("dobj", "nsubjpass"):
        return tree.lemma[up] in words.undergone
    return tree.dep[i] == "nsubj" and tree.lemma[up] in words.outlived


def _is_persons(tree: Tree, i: int) -> bool:
    """Say whether a noun says what somebody is; a surname in "man" says nothing."""
    words, lemma = people_words(), tree.lemma[i]
    if lemma == "head" and tree.pos[i] == "NOUN":
        return _leads(tree, i)
    return words.is_person(lemma) if tree.pos[i] == "NOUN" else lemma in words.people


def _leads(tree: Tree, i: int) -> bool:
    """Say whether a head is of a body and no part of one: "killed the deputy head of the commission"."""
    whole = next((tree.child(c, "pobj") for c in tree.children[i] if tree.lower[c] == "of"), None)
    if whole is None or tree.dep[i] not in ("nsubj", "nsubjpass", "dobj", "appos", "conj", "attr"):
        return False
    return tree.entity[whole] != "PERSON" and not people_words().is_person(tree.lemma[whole])


def may_be_a_being(tree: Tree, i: int) -> bool:
    """Say whether a noun may be of people, groups or organisations, by a look at its own word; see `type_of`.

    What has an age is of people too, and is known by its ages or by the words before the noun.
    """
    words = people_words()
    if tree.pos[i] in ("PRON", "NUM") or tree.entity[i] in _BEINGS:
        return True
    if tree.lemma[i] in words.groups or tree.lemma[i] in words.bodies or _is_persons(tree, i):
        return True
    if _stands_beside_a_person(tree, i) or _befalls_people(tree, i):
        return True
    at = bisect.bisect_right(tree.of_age, i)
    if not at or tree.of_age[at - 1] < i - _LONGEST:
        return False
    return tree.of_age[at - 1] >= left_edge(tree, i)


def size_of(tree: Tree, i: int, kind: Kind, number: Quantity | None) -> tuple[int | None, int | None]:
    """Return the least and the most that a phrase speaks of; None where the words leave it open."""
    words = people_words()
    if any(tree.lower[c] == "no" and tree.dep[c] == "det" for c in tree.children[i]) or tree.lower[i] in (
        "nobody",
        "none",
    ):
        return 0, 0
    if number is not None:
        low = None if number.low is None else int(number.low)
        return low, None if number.high is None else int(number.high)
    if kind == "pronoun":
        plural = words.pronouns.get(tree.lower[i]) == "plural"
        return (2, None) if plural else (1, 1)
    if tree.lower[i] == "parents" and any(tree.lower[c] in _OF_ONE for c in tree.children[i]):
        return 2, 2
    if tree.lemma[i] in words.sized:
        return words.sized[tree.lemma[i]], words.sized[tree.lemma[i]]
    several = (
        tree.lemma[i] in words.groups
        or tree.tag[i] in PLURAL_TAGS
        or tree.lower[i] in ("people", "several", "many", "dozens", "others")
        or tree.lower[i] in words.collective
        or (kind == "number" and tree.lower[i] not in ("one", "1"))
        or (tree.pos[i] == "ADJ" and not any(tree.lower[c] == "year" for c in tree.children[i]))
    )  # the last: "the wounded"
    return (2, None) if several else (1, 1)


def left_edge(tree: Tree, i: int) -> int:
    """Return the first word of the phrase that a noun heads."""
    first = i
    for c in reversed(tree.children[i]):
        if c > i or tree.pos[c] == "SPACE":  # the line break of hard-wrapped copy
            continue
        if tree.dep[c] not in _LEFT or (tree.dep[c] == "punct" and tree.text[c] not in "-“\"‘'"):
            break
        if tree.dep[c] == "amod" and any(tree.dep[k] in SUBJECTS for k in tree.children[c]):
            break  # a verb taken for an adjective: "the court sentenced trader Pim Orlan"
        if tree.pos[c] == "ADJ" and tree.pos[c + 1] in ("NUM", "DET") and tree.pos[c - 1] == "VERB":
            break  # what the verb made of them: "shot dead six protesters"
        edge = c
        stack = [c]
        while stack:
            edge_of = stack.pop()
            edge = min(edge, edge_of)
            stack += [k for k in tree.children[edge_of] if k < edge_of]
        first = min(first, edge)
    first = _after_others(tree, first, i)
    while first < i and tree.pos[first] == "PUNCT":
        first += 1
    return first


def _after_others(tree: Tree, first: int, i: int) -> int:
    """Return the first word of a phrase without the end of another that the parse took into it.

    "Told 7 News two people": the two are nobody's news. "Shot four: police Pim Orlan, 38": the police are the
    source of the headline before the name. "Strangely Orlan": an adverb is no part of a name.
    """
    if first == i:
        return i
    if tree.entity[i] == "PERSON" and tree.pos[i] == "PROPN":
        if (
            tree.lower[first] in people_words().cited
            and tree.text[first - 1] in (":", ";", "-")
            and first > 0
        ):
            return first + 1
        is_adverb = tree.tag[first] == "NNP" and tree.lower[first].endswith("ly") and not tree.entity[first]
        return first + 1 if is_adverb and tree.text[first - 1] in (".", "\n", "\n\n") else first
    if tree.tag[i] not in PLURAL_TAGS:
        return first
    if tree.lower[first] == "arrival" and tree.lower[first - 1] in ("on", "upon"):
        return first + 1  # "Upon arrival officers found"
    for k in range(i - 1, first, -1):
        if tree.dep[k] == "nummod" and tree.head[k] == i and tree.tag[k - 1] in ("NNP", "NNPS"):
            return k
    return first

"""Who answers for a happening: who claims or denies it, is blamed for it, or had a part in it.

Whether they did it is told by the word that says so, not by the happening: "the group denied that it was
behind the attack" takes the attack for given.
"""

import bisect
from collections.abc import Container, Iterable, Mapping, Sequence

from variorum.analyse.events.happening import Happening
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.ontology import EventType
from variorum.analyse.events.subjects import behind, by_whom, is_accused, nominal_words, subjects_of
from variorum.analyse.participants import Phrase, Tree
from variorum.analyse.participants.lexicon import people_words
from variorum.data import load_words

Answer = tuple[list[int], int | None]
NOBODY: Answer = ([], None)
_ANSWER = EventType("", "", 0)
_NEITHER = frozenset({"neither", "nor"})
_MEMBERS = load_words("events/words.yaml", "members")
_BACK = 5  # words before a responsibility
_PARTS = 5  # steps from the last word of a name to its head
_JOINED = 3  # words for it joined by "or"
_ITS = ("for", "in", "to", "with", "behind")
# The families of types for which somebody is held to answer.
_DEEDS = frozenset({"violence", "capture", "accident", "disaster"})


def find_answerable(tree: Tree, i: int) -> Answer:
    """Return who claims, denies or is held to have done what a noun tells, and the word that says so."""
    claimed = _claimants(tree, i)
    return claimed if claimed[0] else _accused(tree, i)


def find_answers(tree: Tree, phrases: Mapping[int, Phrase], told: Container[int]) -> list[Mention]:
    """Return the words for responsibility that name no happening: "the group denied any involvement".

    `told` are the tokens of happenings. Each comes as a mention without a type, as an echo does.
    """
    found, words = [], nominal_words()["responsibility"]
    for i in range(tree.size):
        if tree.lemma[i] in _MEMBERS:
            agents = [a for a in _body_of_doers(tree, i) if a in phrases]
        elif tree.lemma[i] not in words or any(t in told for t in _of(tree, i)):
            continue
        else:
            agents = [a for a in _owners(tree, i) if a in phrases]
        if agents:
            echo = Mention(token=i, span=tree.word(i), type=_ANSWER, is_noun=True, agents=agents, answering=i)
            found.append(echo)
    return found


def _body_of_doers(tree: Tree, i: int) -> list[int]:
    """Return whom those who did it are said to be of: "the attackers belonged to", "were members of"."""
    verb, to = (i, "to") if tree.pos[i] == "VERB" else (tree.head[i], "of")
    if tree.pos[i] != "VERB" and (tree.dep[i] != "attr" or tree.lemma[verb] != "be"):
        return []
    doers = people_words().doers | people_words().captors
    if not any(tree.lemma[s] in doers for s in tree.all_children(verb, "nsubj")):
        return []
    return behind(tree, i, (to,))


def join_answers(groups: Sequence[Happening], answers: Iterable[Mention]) -> None:
    """Give every word for responsibility to the latest deed told as fact before it, in its report's words."""
    deeds = [(g.told[0].token, n) for n, g in enumerate(groups) if g.told and g.family in _DEEDS]
    deeds = sorted((t, n) for t, n in deeds if not groups[n].is_history)
    for answer in answers:
        at = bisect.bisect_left(deeds, (answer.token, 0))
        if at:
            groups[deeds[at - 1][1]].answers.append(answer)


def _claimants(tree: Tree, i: int) -> Answer:
    """Return who claims what a noun tells ("the group claimed responsibility for the attack")."""
    up = tree.head[i]
    if tree.dep[i] in ("dobj", "nsubjpass") and tree.lemma[up] == "claim":
        return (by_whom(tree, up) if tree.is_passive(up) else subjects_of(tree, up)), up
    if tree.dep[i] != "pobj" or tree.lower[up] not in _ITS:
        return NOBODY
    over = tree.head[up]
    if tree.lemma[over] in nominal_words()["responsibility"]:
        return _owners(tree, over), over
    # "took part in the raid", "denied any role in it": the preposition hung on the verb
    work = tree.child(over, "dobj")
    if work is not None and tree.lemma[work] in nominal_words()["responsibility"]:
        return _owners(tree, work), work
    return NOBODY


def _of(tree: Tree, i: int) -> list[int]:
    """Return what a word for responsibility is for, hung on it or on its verb."""
    return [*behind(tree, i, _ITS), *behind(tree, tree.head[i], _ITS)]


def _owners(tree: Tree, i: int) -> list[int]:
    """Return who claims or denies a responsibility, or has it."""
    words, verb = nominal_words(), tree.head[i]
    for _ in range(_JOINED):  # "denied any role or involvement"
        if tree.dep[i] == "conj":
            i, verb = verb, tree.head[verb]
    lemma = tree.lemma[verb]
    if not _NEITHER.isdisjoint(tree.lower[max(0, i - _BACK) : i]):
        return []
    if lemma not in words["claims"] and lemma not in words["denies"]:
        return []
    if lemma in words["has"] and not behind(tree, i, _ITS) and not behind(tree, verb, _ITS):
        return []  # "played a part", "had a hand"
    if tree.dep[i] in ("dobj", "nsubjpass"):
        return by_whom(tree, verb) if tree.is_passive(verb) else subjects_of(tree, verb)
    return []


def _named_above(tree: Tree, i: int, preposition: str) -> int:
    """Return the name that a word is a part of, where that is blamed: "blamed the Army of Orm (AO) for"."""
    for up in tree.ancestors(i, _PARTS):
        if tree.dep[i] == "dobj" or tree.dep[up] not in ("dobj", "appos", "prep", "pobj"):
            return i
        if is_accused(tree, up, preposition):
            return up
    return i


def _accused(tree: Tree, i: int) -> Answer:
    """Return whom somebody blames for what a noun tells, on whom it is blamed, or who answers for it."""
    words, up = nominal_words(), tree.head[i]
    if tree.dep[i] in ("dobj", "nsubjpass") and tree.lemma[up] in words["attributes"]:
        return behind(tree, up, words["attributes"][tree.lemma[up]]), up
    if tree.dep[i] == "nsubj":
        work = tree.child(up, "attr")
        is_work = work is not None and tree.lemma[work] in words["works"]
        return (behind(tree, work, ("of",)), up) if work is not None and is_work else NOBODY
    if tree.dep[i] != "pobj":
        return NOBODY
    over = _named_above(tree, tree.head[up], tree.lower[up])
    if tree.lower[up] == "behind" or (tree.lower[up] == "for" and tree.lower[over] in words["answers"]):
        verb = over if tree.lower[up] == "behind" else tree.head[over]
        return (tree.all_children(verb, "nsubj"), verb) if tree.lemma[verb] == "be" else NOBODY
    if tree.lower[up] not in words["accuses"].get(tree.lemma[over], ()):
        return ([over], tree.head[over]) if is_accused(tree, over, tree.lower[up]) else NOBODY
    if tree.dep[over] in ("acl", "amod") and tree.tag[over] == "VBN":
        return [tree.head[over]], over
    return tree.all_children(over, "dobj") or tree.all_children(over, "nsubjpass"), over

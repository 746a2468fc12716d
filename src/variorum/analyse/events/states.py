"""How people are told to be: dead, in critical condition, taken to hospital, shot to death."""

import functools
from collections.abc import Container, Mapping
from typing import Any

from variorum.analyse.events.mention import Mention
from variorum.analyse.events.ontology import load_ontology
from variorum.analyse.participants import Phrase, Tree
from variorum.data import load_yaml
from variorum.model.span import Span

_NEAR = 8  # words from a verb to the hospital that its words go on to
_TO_DEATH = 8  # words from a verb to what it comes to: "beat an old inmate of the jail nearly to death"
_UNDERGOING = frozenset({"pobj", "dobj", "nsubj", "nsubjpass", "conj"})


def find_states(tree: Tree, phrases: Mapping[int, Phrase]) -> list[Mention]:
    """Return the mentions that tell how a person is: dead, in critical condition, taken to hospital."""
    known = _fates()["known"]
    hits = (
        _state(tree, phrases, i)
        for i, (lower, lemma) in enumerate(zip(tree.lower, tree.lemma, strict=True))
        if lemma in known or lower in known
    )
    return [hit for hit in hits if hit is not None]


@functools.cache
def _fates() -> dict[str, Any]:
    data = load_yaml("events/fates.yaml")
    adjectives = {word: fate for fate, words in data["adjectives"].items() for word in words}
    return {
        "known": frozenset(
            {
                "survive",
                "condition",
                "fatally",
                "mortally",
                *adjectives,
                *data["carried"]["verbs"],
                *data["harms"],
            }
        ),
        "adjectives": adjectives,
        "conditions": frozenset(data["conditions"]["words"]),
        "carried": frozenset(data["carried"]["verbs"]),
        "to": frozenset(data["carried"]["to"]),
        "barely": frozenset(data["barely"]),
        "come_upon": frozenset(data["come_upon"]),
        "harms": frozenset(data["harms"]),
        "harm_verbs": frozenset(data["harm_verbs"]),
        "deadly": frozenset(data["deadly"]),
        "fells": frozenset(data["fells"]),
        "body": frozenset(data["body"]),
    }


def _state(tree: Tree, phrases: Mapping[int, Phrase], i: int) -> Mention | None:
    read = _read_state(tree, i)
    if read is None:
        return None
    fate, patients, span = read
    patients = [p for p in patients if p in phrases and phrases[p].is_person and not _is_source(tree, p)]
    if not patients:
        return None
    kind = load_ontology().types["kill" if fate == "killed" else "injure"]
    return Mention(token=i, span=span, type=kind, fate=fate, patients=patients, is_state=True)


def _read_state(tree: Tree, i: int) -> tuple[str, list[int], Span] | None:
    """Return the fate that a word tells, the heads of whom it befell, and its words."""
    fates, word = _fates(), tree.word(i)
    lower, lemma, dep, pos = tree.lower[i], tree.lemma[i], tree.dep[i], tree.pos[i]
    if lower in fates["adjectives"] and pos in ("ADJ", "VERB", "NOUN", "PROPN") and tree.tag[i] != "NNS":
        if pos == "VERB" and lemma in load_ontology().verbs and dep != "amod":
            return None
        return fates["adjectives"][lower], _said_of(tree, i), word
    if lower in ("fatally", "mortally") and tree.pos[head := tree.head[i]] == "NUM":
        return "killed", [head], word  # "four were shot, one fatally"
    if lemma == "survive" and any(tree.dep[c] == "neg" for c in tree.children[i]):
        return "killed", tree.all_children(i, "nsubj"), word
    if lemma == "condition" and any(tree.lower[c] in fates["conditions"] for c in tree.children[i]):
        first = min(c for c in tree.children[i] if tree.lower[c] in fates["conditions"])
        return "injured", subject_above(tree, i), tree.span(min(first, i), max(first, i))
    if lemma in fates["carried"] and pos == "VERB":
        goal = hospital_of(tree, i)
        near = goal is not None and 0 < goal - i <= _NEAR
        return None if goal is None else ("injured", moved_by(tree, i), tree.span(i, goal) if near else word)
    if lemma in fates["harms"] and pos == "NOUN" and dep in _UNDERGOING:
        is_fatal = any(tree.lower[c] in ("fatal", "deadly") for c in tree.children[i])
        return "killed" if is_fatal else "injured", harmed(tree, i, fates["harm_verbs"]), word
    return None


def _is_source(tree: Tree, i: int) -> bool:
    """Say whether a word only says whom a headline is by: "Police: manhunt ends with suspect dead"."""
    return i + 1 < tree.size and tree.text[i + 1] == ":"


def _said_of(tree: Tree, i: int) -> list[int]:
    dep, head = tree.dep[i], tree.head[i]
    if i > 1 and tree.dep[i - 1] == "pobj" and tree.lower[tree.head[i - 1]] == "with" and dep == "advcl":
        return [i - 1]  # "ends with suspect dead"
    if dep == "amod":
        return [head]
    if dep in ("acomp", "oprd", "attr", "xcomp", "ccomp", "conj", "advcl", "ROOT", "acl"):
        up = head if dep != "ROOT" else i
        if dep == "conj" and tree.dep[head] in ("acomp", "oprd"):
            up = tree.head[head]
        subjects = tree.all_children(up, "nsubj", "nsubjpass")
        # "Deputies found Pim Orlan, 20, dead", "officers shot the man dead"
        is_found = dep == "advcl" and tree.lemma[up] in _fates()["come_upon"]
        is_found |= dep in ("advcl", "acomp") and tree.lemma[up] in load_ontology().verbs
        objects = tree.all_children(up, "dobj") if dep in ("oprd", "xcomp", "ccomp") or is_found else []
        own = tree.all_children(i, "nsubj", "nsubjpass")
        if dep == "acl":
            return [head]
        return own or objects or subjects
    if dep in ("nsubj", "nsubjpass", "dobj", "pobj"):
        return [i]
    return []


def subject_above(tree: Tree, i: int) -> list[int]:
    """Return those of whom words are said that hang on a preposition: "a man in critical condition"."""
    for up in tree.ancestors(i, 4):
        if tree.dep[up] == "pobj" or tree.pos[up] == "ADP":
            continue
        if tree.pos[up] in ("VERB", "AUX"):
            objects = tree.all_children(up, "dobj")
            if objects and (tree.lemma[up] in _fates()["come_upon"] or tree.lemma[up] in _fates()["carried"]):
                return objects  # "paramedics took the girl to a hospital in grave condition"
            subjects = tree.all_children(up, "nsubjpass", "nsubj")
            if subjects or not tree.dep[up].startswith(("conj", "xcomp", "advcl")):
                return subjects
        elif tree.pos[up] in ("NOUN", "PROPN", "NUM", "PRON"):
            return [up]
    return []


def hospital_of(tree: Tree, i: int) -> int | None:
    """Return the hospital that a verb brings somebody to, None where it brings nobody to one."""
    goals = _fates()["to"]
    for c in tree.children[i]:
        if tree.dep[c] in ("prep", "dative") and tree.lower[c] in ("to", "into", "at", "in", "for"):
            goal = tree.child(c, "pobj")
            if goal is not None and (
                tree.lower[goal] in goals
                or any(
                    tree.lower[k] in goals or tree.lower[k] in ("medical", "trauma")
                    for k in tree.children[goal]
                )
                or tree.lemma[goal] in goals
            ):
                return goal
    return None


def moved_by(tree: Tree, i: int) -> list[int]:
    """Return whom a verb brings somewhere."""
    if tree.is_passive(i):
        own = tree.all_children(i, "nsubjpass", "nsubj")
        if not own and tree.dep[i] == "conj":
            own = tree.all_children(tree.head[i], "nsubjpass", "nsubj")
        return own
    objects = tree.all_children(i, "dobj")
    if not objects and tree.tag[i] == "VBN" and tree.dep[i] in ("acl", "relcl"):
        return [tree.head[i]]
    return objects


def harmed(tree: Tree, i: int, verbs: Container[str]) -> list[int]:
    """Return who has the hurt that a noun names; `verbs` are those whose object it may be."""
    owner = tree.child(i, "poss")
    if owner is not None:
        return [owner]
    up = tree.head[i]
    if tree.dep[i] == "dobj" and tree.lemma[up] in verbs:
        return tree.all_children(up, "nsubj") or ([tree.head[up]] if tree.dep[up] in ("acl", "relcl") else [])
    if tree.dep[i] == "pobj" and tree.lower[up] in ("with", "from", "of", "for"):
        return subject_above(tree, up)
    return []


def is_deadly(tree: Tree, i: int) -> bool:
    """Say whether words beside the trigger make it one that killed ("fatally shot", "stabbed to death")."""
    deadly = _fates()["deadly"]
    if _is_barely(tree, i):
        return False
    if any(
        tree.lower[c] in deadly
        and tree.dep[c] in ("advmod", "amod", "oprd", "acomp", "advcl", "compound")
        and (c == 0 or tree.lower[c - 1] != "not")
        for c in tree.children[i]
    ):
        return True
    if tree.dep[i] in ("compound", "amod") and tree.lemma[tree.head[i]] in ("death", "homicide"):
        return True
    if tree.lower[i + 1 : i + 2] == ["down"] and tree.lemma[i] in _fates()["fells"]:
        return True
    after = [tree.lower[j] for j in range(i + 1, min(tree.size, i + 4))]
    if after[:2] == ["to", "death"] or after[:1] == ["dead"] or after[1:3] == ["to", "death"]:
        return True
    objects = tree.all_children(i, "dobj")  # "beat an inmate to death"
    beside = (c for w in (i, *objects) for c in tree.children[w])
    return any(tree.lower[c : c + 2] == ["to", "death"] for c in beside)


def _is_barely(tree: Tree, i: int) -> bool:
    """Say whether somebody came near to death and lived: "almost beat him to death", "nearly to death"."""
    barely = _fates()["barely"]
    if any(tree.lower[c] in barely for c in tree.all_children(i, "advmod")):
        return True
    near = range(i + 1, min(tree.size - 1, i + _TO_DEATH))
    return any(tree.lower[j : j + 2] == ["to", "death"] and tree.lower[j - 1] in barely for j in near)

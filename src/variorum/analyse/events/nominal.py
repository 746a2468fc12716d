"""Who did what a noun tells, and whom it befell: its owner, its "by" and "of", the verbs that carry it."""

from variorum.analyse.events.answering import find_answerable
from variorum.analyse.events.subjects import NO_ONE, behind, by_whom, nominal_words, subjects_of
from variorum.analyse.participants import Tree
from variorum.analyse.participants.lexicon import people_words

_ITS = frozenset({"its", "their"})  # whose they are is told by the verb: "carried out its worst attack"
_CALLED = 12  # words in which what a happening is called stands behind it
Parts = tuple[list[int], list[int]]
NounParts = tuple[list[int], list[int], int | None]


def noun_parts(tree: Tree, i: int) -> NounParts:
    """Return who acts and who suffers in what a noun tells, as heads of phrases, and the word that says so.

    Its own words go before those of the verb above it; a doer is looked for there only where it names none.
    """
    agents, patients = _own_parts(tree, i)
    agents += _before_whom(tree, i, "agent")
    patients += _before_whom(tree, i, "patient")
    patients += _suffering(tree, i)
    patients += _covered(tree, i)
    if agents and tree.lemma[i] in nominal_words()["mutual"]:
        return [*agents, *(a for a in _carriers(tree, i) if a not in agents)], patients, None
    if agents and not all(tree.lower[a] in _ITS for a in agents):
        return agents, patients, None
    answerable, by = find_answerable(tree, i)
    if answerable:
        return answerable, patients, by
    return _carriers(tree, i) or _done_by(tree, i) or agents, patients, None


def _covered(tree: Tree, i: int) -> list[int]:
    """Return those whom a verb of scope gives to its subject: "the exchange covered 40 prisoners"."""
    verb = tree.head[i]
    is_scope = tree.dep[i] == "nsubj" and tree.lemma[verb] in nominal_words()["covers"]
    objects = tree.all_children(verb, "dobj") if is_scope else []
    return [o for o in objects if tree.lemma[o] in nominal_words()["captives"]]


def _own_parts(tree: Tree, i: int) -> Parts:
    words = nominal_words()
    agents, patients = by_whom(tree, i) or _by_whom_joined(tree, i), list[int]()
    for c in tree.children[i]:
        if tree.dep[c] == "poss" and tree.entity[c] not in ("EVENT", *NO_ONE):
            is_borne = tree.lemma[i] in words["owner_suffers"] and tree.lemma[c] not in words["accusers"]
            (patients if is_borne else agents).append(c)
        elif tree.dep[c] == "prep":
            what = tree.child(c, "pobj")
            if what is None or tree.entity[what] in NO_ONE:
                continue
            is_aimed = tree.lower[c] in words["aimed"] and not _is_where(tree, i, what)
            if tree.lower[c] == "of" or is_aimed:
                patients.append(what)
            elif tree.lower[c] in ("between", "with") and tree.lemma[i] in words["mutual"]:
                agents.append(what)
    return agents, patients


def _is_where(tree: Tree, i: int, what: int) -> bool:
    """Say whether "on" or "at" says where it was, not at whom it was aimed: "a shooting at Orle Park"."""
    if nominal_words()["where"].isdisjoint((tree.lemma[i], tree.lower[i])):
        return False
    is_name = tree.entity[what] in ("PERSON", "NORP") and tree.tag[what] != "NN"  # "at Orle Center mall"
    return not is_name and not people_words().is_person(tree.lemma[what])


def _by_whom_joined(tree: Tree, i: int) -> list[int]:
    """Return whom "by" names beside the noun that this one is joined to: "threats and attacks by rebels"."""
    up = tree.head[i]
    return by_whom(tree, up) if tree.dep[i] == "conj" and tree.pos[up] == "NOUN" and up < i else []


def _before_whom(tree: Tree, i: int, role: str) -> list[int]:
    """Return the noun that a trigger stands before, where that noun has the role ("the shooting victim")."""
    up = tree.head[i]
    if tree.dep[i] not in ("compound", "nmod"):
        return []
    found = nominal_words()["stands_by"].get(tree.lemma[up])
    if found == "of" and role == "patient":
        return [
            w for c in tree.children[up] if tree.lower[c] == "of" and (w := tree.child(c, "pobj")) is not None
        ]
    return [up] if found == role else []


def _suffering(tree: Tree, i: int) -> list[int]:
    """Return whom it befell by the verb above: "the post came under attack", "was the target of a raid"."""
    words, up = nominal_words(), tree.head[i]
    if tree.dep[i] == "dobj" and tree.lemma[up] in words["suffers"]:
        return subjects_of(tree, up)
    if tree.dep[i] != "pobj":
        return []
    over = tree.head[up]
    if tree.lower[up] == "of" and tree.lemma[over] in words["marks"]:
        verb = tree.head[over]
        if tree.dep[over] == "attr":
            return subjects_of(tree, verb)
        named = tree.child(verb, "attr") if tree.dep[over] == "nsubj" else None
        return [] if named is None else [named]
    return subjects_of(tree, over) if tree.lower[up] in words["undergone"].get(tree.lemma[over], ()) else []


def _carriers(tree: Tree, i: int) -> list[int]:
    """Return the subject of a verb that carries the noun ("rebels launched the raid", "got into a fight")."""
    words, i = nominal_words(), _one_of(tree, i)
    up = tree.head[i]
    does = words["does"] | words["signs"] if tree.lemma[i] in words["accords"] else words["does"]
    if tree.dep[i] == "dobj" and tree.lemma[up] in does and not _is_called_so(tree, i):
        return by_whom(tree, up) if tree.is_passive(up) else subjects_of(tree, up)
    if tree.dep[i] == "nsubjpass" and tree.lemma[up] in does:
        return by_whom(tree, up)
    if tree.dep[i] == "pobj":
        over = tree.head[up]
        held = tree.child(over, "dobj")
        told = tree.lemma[over] if held is None else f"{tree.lemma[over]} {tree.lemma[held]}"
        mutual = words["embroils"].get(told, ()) if tree.lemma[i] in words["mutual"] else ()
        if tree.lower[up] in (*words["engages"].get(told, ()), *mutual):
            return subjects_of(tree, tree.head[over] if tree.pos[over] == "NOUN" else over)
    return []


def _is_called_so(tree: Tree, i: int) -> bool:
    """Say whether somebody only gives a happening a name: "called the protests treasonous"."""
    verb = tree.head[i]
    if tree.lemma[verb] != "call":
        return False
    if any(tree.dep[c] in ("oprd", "acomp", "ccomp") and c > i for c in tree.children[verb]):
        return True
    # Behind "the protests in Osk on Monday" parsers hang "treasonous" on the day.
    behind = range(i + 1, min(i + _CALLED, tree.size))
    end = next((j for j in behind if tree.pos[j] in ("PUNCT", "VERB", "SCONJ")), i)
    is_named = any(tree.lower[j] in ("a", "an") and tree.pos[j - 1] != "ADP" for j in range(i + 1, end))
    return is_named or tree.pos[end - 1] == "ADJ"


def _one_of(tree: Tree, i: int) -> int:
    """Return the number that stands for a noun in its clause: "carried out one of its worst attacks"."""
    of = tree.head[i]
    one = tree.head[of]
    return one if tree.dep[i] == "pobj" and tree.lower[of] == "of" and tree.pos[one] == "NUM" else i


def _done_by(tree: Tree, i: int) -> list[int]:
    """Return by whom a clause that hangs on the noun says it was done ("an attack carried out by gunmen")."""
    words = nominal_words()
    for c in tree.all_children(i, "acl", "relcl"):
        if tree.tag[c] == "VBN" and tree.lemma[c] in (*words["does"], *words["claims"], "attribute", "blame"):
            found = by_whom(tree, c) or behind(tree, c, words["attributes"].get(tree.lemma[c], ()))
            if found:
                return found
    return []

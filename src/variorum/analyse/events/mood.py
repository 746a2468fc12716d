"""The mood that a word by the trigger gives a telling: an aim, a wish, a plan, something only asked for."""

from variorum.analyse.attribution import is_sought
from variorum.analyse.events.ahead import is_joined_to_come
from variorum.analyse.events.mention import Mention
from variorum.analyse.participants import Tree
from variorum.model.analysis import Modality


def mood(tree: Tree, i: int, mention: Mention, known: dict[str, frozenset[str]]) -> Modality:
    """Read the mood that a word by the trigger gives ("to avoid capture", "a possible attack")."""
    if _is_unreal(tree, i, mention, known):
        return "possible"
    if not mention.is_noun and is_joined_to_come(tree, i):
        return "planned"
    if mention.is_noun and _is_ahead(tree, i, known["ahead"]):
        return "planned"
    if mention.is_noun and _is_asked_for(tree, mention, known):
        return "hypothetical"
    while mention.is_noun and tree.dep[i] == "conj" and tree.head[i] != i:  # "any rallies or marches"
        i = tree.head[i]
    here = i
    for up in tree.ancestors(i, 3):
        if _is_past_clause(tree, here) or _is_joined_as_past(tree, here) or _is_joined_beside(tree, here):
            break  # "was trying to unload it when it went off"
        here = up
        if tree.lemma[up] in known["averts"] and not is_sought(tree, up):
            return "hypothetical"
        if tree.pos[up] == "ADJ" and tree.dep[i] == "xcomp" and tree.head[i] == up:
            return "hypothetical"  # "ready to die"
        if tree.dep[up] in ("ROOT", "ccomp", "advcl") and tree.pos[up] == "VERB":
            break
    if (
        mention.is_weak
        and mention.type.name == "clash"
        and tree.dep[i] in ("acl", "xcomp", "advcl", "pcomp", "relcl")
    ):
        mention.is_generic = True  # "fighting alongside", "sent to fight": a state of war, no one clash
    return "asserted"


def _is_unreal(tree: Tree, i: int, mention: Mention, known: dict[str, frozenset[str]]) -> bool:
    """Say whether a word before it leaves open whether it was, not what sort it is.

    "A possible accidental shooting" and "an apparent gunshot wound" were a shooting and a wound.
    """
    for c in tree.children[i]:
        if tree.dep[c] not in ("amod", "advmod") or tree.lower[c] not in known["unreal"]:
            continue
        is_seen = tree.lower[c] in known["seen"]
        sorts = known["sorts"] | known["sorts_seen"] if is_seen else known["sorts"]
        is_of_sort = c + 1 < i and (tree.lemma[c + 1] in sorts or tree.lower[c + 1] in sorts)
        is_told = tree.lower[c] in known["guessed"] and (is_of_sort or (is_seen and mention.type.is_outcome))
        if c > i or not is_told:
            return True
    return False


def _is_joined_as_past(tree: Tree, i: int) -> bool:
    """Say whether what is told as past is joined to an aim or wish: "asked for keys and opened fire"."""
    is_told = tree.dep[i] == "conj" and tree.tag[i] == "VBD"
    return is_told and tree.tag[tree.head[i]] in ("VB", "VBD", "VBZ", "VBP")


def _is_joined_beside(tree: Tree, i: int) -> bool:
    """Say whether a verb goes on beside one that has its object: "had foiled a coup and detained 16"."""
    up = tree.head[i]
    if tree.dep[i] != "conj" or tree.tag[i] not in ("VBN", "VBD") or tree.tag[up] != "VBN":
        return False
    return tree.child(i, "dobj") is not None and tree.child(up, "dobj") is not None


def _is_past_clause(tree: Tree, i: int) -> bool:
    """Say whether a verb heads a clause of time or ground that is told as past."""
    if tree.dep[i] != "advcl":
        return False
    return tree.tag[i] == "VBD" or any(
        tree.tag[c] == "VBD" for c in tree.children[i] if tree.dep[c] in ("aux", "auxpass")
    )


def _is_asked_for(tree: Tree, mention: Mention, known: dict[str, frozenset[str]]) -> bool:
    """Say whether a noun is what somebody pleads for or deals about: "called for the release of 40"."""
    i = mention.token
    up = tree.head[i]
    if tree.dep[i] == "pobj" and tree.lower[up] == "for":
        return tree.lemma[tree.head[up]] in known["pleads"]
    return tree.dep[i] == "dobj" and mention.type.name in known["dealt"] and tree.lemma[up] in known["weighs"]


def _is_ahead(tree: Tree, i: int, ahead: frozenset[str]) -> bool:
    """Say whether a noun is of what is to come: "the planned march", "a summit scheduled for May"."""
    if any(tree.lower[c] in ahead for c in tree.children[i] if tree.dep[c] in ("amod", "acl", "relcl")):
        return True
    up = tree.head[i]
    if tree.dep[i] == "dobj":
        return tree.lemma[up] == "await"
    return tree.dep[i] == "nsubjpass" and tree.lower[up] in ahead

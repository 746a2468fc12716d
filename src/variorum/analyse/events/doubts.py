"""What the words around a happening leave open: "a reward for information leading to an arrest"."""

from variorum.analyse.events.mention import Mention
from variorum.analyse.events.triggers import contexts
from variorum.analyse.participants import Tree
from variorum.model.analysis import Modality, Polarity

_MAY = frozenset({"may", "might", "could"})
_CLIMB = 4  # steps from a happening to the clause that it stands in
_FREE = frozenset({"whoever", "whomever", "whichever"})


def read_doubt(tree: Tree, mention: Mention) -> Modality | None:
    """Return how surely a mention is told by the words that it hangs on, None where they leave no doubt.

    What is "supposed to" be, whom "voters elect" in time to come, and what "until" waits for are planned;
    what there is enough of something for, or information leading to, is hypothetical.
    """
    i = mention.token
    if mention.is_noun and _is_one_possible(tree, i):
        return "possible"
    if _is_bound(tree, i) or _is_chosen_yet(tree, i):
        return "planned"
    if _is_awaited(tree, i) or _is_led_to(tree, i) or _is_enough(tree, i):
        return "hypothetical"
    return None


def read_denial(tree: Tree, mention: Mention) -> Polarity:
    """Return whether a mention is denied once the noun that it belongs to is looked at.

    "There are no hostages being held" denies it; "election fraud is not common" denies no election.
    """
    i = mention.token
    up = tree.head[i]
    if mention.is_noun and tree.dep[i] == "compound":
        is_same = tree.lemma[up] in contexts()["same"]
        if mention.polarity == "denied":
            return "denied" if is_same else "affirmed"
        return "denied" if is_same and _is_none(tree, up) else "affirmed"
    if mention.polarity == "affirmed" and tree.dep[i] == "acl" and tree.lemma[tree.head[up]] == "be":
        return (
            "denied" if _is_none(tree, up) and tree.child(tree.head[up], "expl") is not None else "affirmed"
        )
    return mention.polarity


def is_idea(tree: Tree, mention: Mention) -> bool:
    """Say whether a bare noun is of talks as such, none in particular: "a basis for negotiation"."""
    i = mention.token
    is_bare = not any(tree.dep[c] in ("det", "poss", "nummod", "amod", "prep") for c in tree.children[i])
    return (
        mention.type.name == "negotiation" and tree.tag[i] == "NN" and is_bare and tree.dep[i] != "compound"
    )


def _is_none(tree: Tree, i: int) -> bool:
    return any(tree.lower[c] == "no" and tree.dep[c] == "det" for c in tree.children[i])


def _is_one_possible(tree: Tree, i: int) -> bool:
    """Say whether a noun is of a possible case, called likely or unlikely, or one that might be held."""
    up = tree.head[i]
    known = contexts()
    if tree.dep[i] == "pobj" and tree.lower[up] == "of" and tree.lemma[tree.head[up]] in known["instances"]:
        case = tree.head[up]
        return any(tree.lower[c] in known["unreal"] for c in tree.all_children(case, "amod"))
    if tree.dep[i] == "nsubj" and tree.lemma[up] == "be":
        said = tree.all_children(up, "acomp", "oprd")
        return any(tree.lower[c] in known["chancy"] and not _is_of_more(tree, c) for c in said)
    return any(
        tree.lower[a] in _MAY for c in tree.all_children(i, "relcl") for a in tree.all_children(c, "aux")
    )


def _is_of_more(tree: Tree, chancy: int) -> bool:
    """Say whether what is likely is something else of it: "the vote is unlikely to change much"."""
    verbs = tree.all_children(chancy, "xcomp")
    return any(tree.lemma[v] not in contexts()["comes_about"] for v in verbs)


def _is_bound(tree: Tree, i: int) -> bool:
    """Say whether a verb is what somebody is supposed, set or about to do."""
    up = tree.head[i]
    is_infinitive = any(tree.tag[c] == "TO" for c in tree.children[i])
    return is_infinitive and tree.dep[i] in ("xcomp", "ccomp") and tree.lower[up] in contexts()["bound"]


def _is_chosen_yet(tree: Tree, i: int) -> bool:
    """Say whether a verb of the present has an open object: "whomever voters elect"."""
    return tree.tag[i] in ("VBP", "VB") and any(tree.lower[c] in _FREE for c in tree.all_children(i, "dobj"))


def _is_awaited(tree: Tree, i: int) -> bool:
    """Say whether it stands in a clause of the present that "until" opens."""
    if tree.pos[i] == "NOUN" and tree.dep[i] not in ("dobj", "nsubj", "nsubjpass"):
        return False
    for up in (i, *tree.ancestors(i, _CLIMB)):
        if tree.dep[up] == "advcl":
            below = tree.children[up]
            is_open = any(tree.lower[c] in ("until", "till") for c in below)
            finite = {tree.tag[c] for c in below if tree.dep[c] in ("aux", "auxpass")} | {tree.tag[up]}
            return is_open and not finite & {"VBD"} and bool(finite & {"VBZ", "VBP", "MD"})
        if tree.pos[up] == "VERB" and up != i:
            return False
    return False


def _is_led_to(tree: Tree, i: int) -> bool:
    """Say whether information is asked for that leads to it, alone or beside another."""
    while tree.dep[i] == "conj" and tree.head[i] != i:
        i = tree.head[i]
    up = tree.head[i]
    if tree.dep[i] != "pobj" or tree.lower[up] not in ("to", "in"):
        return False
    verb = tree.head[up]
    above = tree.head[verb]
    if tree.dep[verb] not in ("acl", "relcl") or tree.lower[verb] not in contexts()["leading"]:
        return False
    return tree.lemma[above] in contexts()["rewarded"]


def _is_enough(tree: Tree, i: int) -> bool:
    """Say whether something suffices for it: "enough gas to cause an explosion"."""
    verb = tree.head[i] if tree.dep[i] == "dobj" else i
    if not any(tree.tag[c] == "TO" for c in tree.children[verb]):
        return False
    near = (tree.head[verb], *tree.children[tree.head[verb]])
    # "Was angry enough to shoot him" tells the shot.
    is_thing = any(
        tree.pos[w] == "NOUN" for w in near if any(tree.lower[c] == "enough" for c in tree.children[w])
    )
    return is_thing and tree.dep[verb] in ("acl", "relcl", "xcomp", "advcl")

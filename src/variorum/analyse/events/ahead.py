"""What is yet to be: what a later day is set for, "before the vote", "should be freed"."""

from collections.abc import Sequence

from variorum.analyse.events.happening import Happening
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.triggers import contexts
from variorum.analyse.participants import Tree

# The types of happening for which somebody sets a day, and those that are over on it.
_SET = frozenset({"election", "negotiation", "trial", "protest", "strike"})
_HELD = _SET - {"trial"}
_NOW = frozenset({"VBZ", "VBP", "MD"})
_WILL = frozenset({"will", "shall", "would", "'ll", "wo"})
_DUTY = frozenset({"should", "must", "ought"})
_BEHIND = frozenset({"before", "until", "once"})
_FORMS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
_CLIMB = 4  # steps from a noun to the preposition it stands behind


def is_to_come(tree: Tree, mention: Mention, published: str | None) -> bool:
    """Say whether a mention told as fact is of a time to come.

    Its own day lies after the report's, it stands behind "before" in words of the present, or it is what
    somebody will go somewhere for.
    """
    start = mention.timex.time.start if mention.timex and mention.timex.time else None
    if (
        published
        and start
        and start[:10] > published[:10]
        and (mention.is_noun or not _is_past(tree, mention))
    ):
        return True
    if mention.is_noun:
        return mention.type.name in _SET and _stands_ahead(tree, mention.token)
    return _is_awaited(tree, mention.token) or _is_purpose_of_plan(tree, mention.token)


def is_joined_to_come(tree: Tree, i: int) -> bool:
    """Say whether a verb is joined to one that will be: "we will burn and blow up trucks"."""
    if tree.dep[i] != "conj" or tree.tag[i] != "VB" or tree.all_children(i, "aux", "nsubj", "nsubjpass"):
        return False
    first = tree.head[i]
    return any(tree.lower[c] in ("will", "shall", "'ll") for c in tree.all_children(first, "aux"))


def is_wanted(tree: Tree, i: int) -> bool:
    """Say whether a verb tells only what ought to be, or what somebody is called on to do."""
    below, up = tree.children[i], tree.head[i]
    if any(tree.lower[c] in _DUTY for c in below):
        # "It is unacceptable that a child should be killed": she was.
        is_deplored = tree.dep[i] != "ROOT" and tree.child(up, "acomp") is not None
        return not is_deplored and not any(tree.lower[c] == "have" and tree.dep[c] == "aux" for c in below)
    is_infinitive = any(tree.tag[c] == "TO" for c in below)
    is_under = tree.dep[i] in ("xcomp", "ccomp", "advcl")
    return is_infinitive and is_under and tree.lemma[up] in contexts()["pleads"]


def put_ahead(groups: Sequence[Happening], published: str | None) -> None:
    """Plan every mention of a happening for which a day after the report's is set, and none before it.

    "They oppose the elections" is of those that another sentence sets for the 19th.
    """
    for group in groups:
        times = [m.timex.time for m in group.mentions if m.timex and m.timex.time and m.timex.time.start]
        planned = any(m.modality == "planned" for m in group.mentions)
        if not published or not planned or not times or group.mentions[0].type.name not in _HELD:
            continue
        if all((t.start or "")[:10] > published[:10] for t in times):
            for mention in group.mentions:
                if mention.is_noun and mention.modality in ("asserted", "hypothetical"):
                    mention.modality = "planned"


def _is_past(tree: Tree, mention: Mention) -> bool:
    verb = next(
        (u for u in (mention.token, *tree.ancestors(mention.token)) if tree.pos[u] in ("VERB", "AUX")), None
    )
    if verb is None or tree.tag[verb] not in ("VBD", "VBN"):
        return False
    # "When he is arraigned next month" is of no past, whatever the form of the verb.
    return not any(tree.dep[c] == "auxpass" and tree.tag[c] in _NOW for c in tree.children[verb])


def _stands_ahead(tree: Tree, i: int) -> bool:
    """Say whether a noun stands behind "before" or "ahead of" in a clause of the present, or draws near."""
    if i + 1 < tree.size and tree.lemma[i + 1] in contexts()["nearing"]:
        return tree.tag[i + 1] not in ("VBD", "VBN")
    here = i
    for up in tree.ancestors(i, _CLIMB):
        is_ahead = tree.lower[up] == "of" and tree.lower[tree.head[up]] == "ahead"
        if tree.dep[here] == "pobj" and (is_ahead or tree.lower[up] == "before"):
            said = next((u for u in tree.ancestors(up) if tree.pos[u] in ("VERB", "AUX")), None)
            return said is not None and _is_now(tree, said)
        if tree.pos[up] in ("VERB", "AUX"):
            break
        here = up
    return False


def _is_now(tree: Tree, verb: int) -> bool:
    return tree.tag[verb] in _NOW or any(
        tree.tag[c] in _NOW for c in tree.children[verb] if tree.dep[c] == "aux"
    )


def _is_awaited(tree: Tree, i: int) -> bool:
    """Say whether a verb of the present stands behind "before": "changed the rules before Pell takes office".

    Where what it follows is told in the present too, all of it may be over: a headline, a film described.
    """
    up = tree.head[i]
    if tree.dep[i] not in ("advcl", "pcomp") or not _is_now(tree, i) or up == i:
        return False
    marks = {tree.lower[c] for c in tree.children[i] if tree.dep[c] in ("mark", "advmod")}
    if tree.dep[i] == "pcomp":
        marks, up = {tree.lower[up]}, tree.head[up]
    if _BEHIND.isdisjoint(marks):
        return False
    while tree.tag[up] not in _FORMS and tree.head[up] != up:
        up = tree.head[up]
    return tree.tag[up] in ("VBD", "VBN", "VBG", "VB")


def _is_purpose_of_plan(tree: Tree, i: int) -> bool:
    """Say whether a verb tells what somebody will go or come for: "will leave to negotiate the release"."""
    up = tree.head[i]
    is_infinitive = tree.tag[i] == "VB" and any(tree.tag[c] == "TO" for c in tree.children[i])
    return (
        is_infinitive
        and tree.dep[i] in ("advcl", "xcomp")
        and any(tree.lower[c] in _WILL for c in tree.children[up] if tree.dep[c] == "aux")
    )

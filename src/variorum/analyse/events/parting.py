"""Words that set a happening apart from others of its report: "meanwhile", "12 hours after", "to avenge".

Reports that tell several happenings say so: they begin the next with a word of adding, put one before the
other by a span of time, tell what one was to avenge, or add many up over months.
"""

from collections.abc import Iterable, Mapping, Sequence

from variorum.analyse.events.apart import mark_apart
from variorum.analyse.events.happening import is_town
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.triggers import contexts
from variorum.analyse.participants import Phrase, Tree
from variorum.model.span import Span

_OPENING = 5  # words within which a sentence says that it tells something more
_MOST = 20  # mentions of one sentence that are told apart
_STEPS = 5  # steps up the parse at which what is avenged hangs on the vengeance
_FAMILIES = frozenset({"violence", "capture", "accident"})  # whose happenings reports list
_UNITS = frozenset({"month", "year", "decade"})


def mark_parting(
    tree: Tree, phrases: Mapping[int, Phrase], mentions: Sequence[Mention], sentences: Sequence[Span]
) -> None:
    """Note of every mention whether it tells something more, adds up months, and what it is told beside."""
    mark_apart(tree, mentions)
    told: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.type.family in _FAMILIES:
            told.setdefault(mention.sentence, []).append(mention)
    for number, here in told.items():
        first = tree.at.get(sentences[number].start) if sentences else None
        opens = first is not None and _opens_with_more(tree, first)
        for mention in here:
            begins = opens and (_is_set(mention) or not mention.type.is_outcome)
            is_known = mention.is_noun and mention.is_definite and _is_bare(tree, mention.token)
            mention.is_more = (begins and not is_known) or _is_also(tree, mention)
            mention.is_tally = _adds_up(tree, phrases, mention)
            under = _set_off(tree, mention)
            if under is not None and len(here) <= _MOST:
                _set_beside(tree, here, under)


def _opens_with_more(tree: Tree, first: int) -> bool:
    """Say whether a sentence begins with "meanwhile", "in addition to" or "in a separate attack"."""
    known = contexts()
    for i in range(first, min(first + _OPENING, tree.size)):
        if tree.lower[i] in known["adding"] and (i == first or tree.lower[i] != "also"):
            return True
        if tree.lower[i] in known["again"] and tree.dep[tree.head[i]] == "pobj":
            return tree.head[tree.head[i]] in range(first, i) and tree.lower[tree.head[tree.head[i]]] == "in"
        if tree.pos[i] == "VERB":
            return False
    return False


def _is_bare(tree: Tree, i: int) -> bool:
    """Say whether a definite noun need mean no other than was told: "in the raid", "the raids went on"."""
    return tree.dep[i] == "pobj" or not any(tree.dep[c] == "prep" for c in tree.children[i])


def _is_set(mention: Mention) -> bool:
    """Say whether a mention has a day or town of its own."""
    return mention.timex is not None or (mention.toponym is not None and is_town(mention.toponym.place))


def _is_also(tree: Tree, mention: Mention) -> bool:
    """Say whether "also" stands by what was done at a day or place, or by who reports what was done.

    "They also reported that a bus burned"; "he was also shot" tells no more than another sufferer.
    """
    i = mention.token
    if mention.is_noun:
        return _is_looked_into_too(tree, mention) or _is_another_told(tree, mention)
    if mention.is_state or mention.type.is_outcome:
        return False
    if _is_set(mention) and any(tree.lower[c] == "also" for c in tree.children[i]):
        return True
    up = tree.head[i]
    is_told = tree.dep[i] == "ccomp" and tree.lemma[up] in contexts()["saying"]
    return is_told and any(tree.lower[c] == "also" for c in tree.children[up])


def _is_looked_into_too(tree: Tree, mention: Mention) -> bool:
    """Say whether what a noun tells for the first time is looked into beside the rest.

    "Police are also investigating a shooting that happened at noon".
    """
    up = tree.head[mention.token]
    if mention.is_definite or tree.dep[mention.token] != "dobj" or mention.type.is_outcome:
        return False
    is_also = any(tree.lower[c] == "also" for c in tree.children[up])
    return is_also and tree.lemma[up] in contexts()["looking_into"]


def _is_another_told(tree: Tree, mention: Mention) -> bool:
    """Say whether a noun for one more is what a sentence tells: "another explosion took place"."""
    i = mention.token
    if not mention.is_another or mention.is_definite or mention.type.is_outcome or not mention.is_told:
        return False
    return tree.tag[i] in ("NN", "NNP") and tree.dep[i] in ("nsubj", "nsubjpass")


def _set_off(tree: Tree, mention: Mention) -> int | None:
    """Return the word above a mention that sets it off from the rest of its sentence ("hours after")."""
    path = (mention.token, *tree.ancestors(mention.token, _STEPS))
    for here in path:
        if here != mention.token and tree.lemma[here] in contexts()["avenging"]:
            return here
        if tree.dep[here] == "prep" and tree.lower[here] in ("after", "before") and _is_measured(tree, here):
            return here
        if tree.dep[here] == "advcl":
            mark = next((c for c in tree.children[here] if tree.lower[c] in ("after", "before")), None)
            if mark is not None and (_is_measured(tree, mark) or _is_measured(tree, here)):
                return here
    return None


def _is_measured(tree: Tree, i: int) -> bool:
    """Say whether a span of time says how long after or before: "12 hours after"."""
    return any(
        tree.dep[c] == "npadvmod" and tree.lemma[c] in contexts()["spans"] and c < i for c in tree.children[i]
    )


def _set_beside(tree: Tree, here: Iterable[Mention], under: int) -> None:
    """Keep the mentions under a word and the others of its sentence apart."""
    is_avenged = tree.lemma[under] in contexts()["avenging"]
    inside: list[Mention] = []
    outside: list[Mention] = []
    for mention in here:
        is_in = under in (mention.token, *tree.ancestors(mention.token))
        is_in = is_in or _is_told_behind(tree, mention.token, under)
        (inside if is_in else outside).append(mention)
    for these, those in ((inside, outside), (outside, inside)):
        for mention in these:
            apart = [m.token for m in those if is_avenged or not _points_back(tree, m, mention)]
            mention.beside = (*mention.beside, *apart)
    if tree.lower[under] == "after" or any(tree.lower[c] == "after" for c in tree.children[under]):
        _set_last_beside(tree, inside, outside)


def _set_last_beside(tree: Tree, inside: Iterable[Mention], outside: Sequence[Mention]) -> None:
    """Keep apart a death that something came a while after: "the shooting came a day after a boy died"."""
    nouns = [m for m in outside if m.is_noun and tree.lemma[tree.head[m.token]] in contexts()["befalls"]]
    for mention in inside:
        if tree.lemma[mention.token] in contexts()["dying"]:
            mention.beside = (*mention.beside, *(m.token for m in nouns))
            for noun in nouns:
                noun.beside = (*noun.beside, mention.token)


def _is_told_behind(tree: Tree, i: int, under: int) -> bool:
    """Say whether a verb is what something came after: "it came a week after a fire in Osta killed two"."""
    verb = tree.head[under]
    if i < under or tree.pos[i] != "VERB" or tree.lemma[verb] not in contexts()["befalls"]:
        return False
    is_advcl = tree.dep[i] == "advcl" and tree.head[i] == verb
    return is_advcl or (tree.dep[verb] == "ccomp" and tree.head[verb] == i)


def _points_back(tree: Tree, one: Mention, other: Mention) -> bool:
    """Say whether the later of two is a noun that means the earlier, or one tells a death of the other.

    "Weeks after a boy was shot, a man was charged over the death"; "died four days after a shooting".
    """
    later = max(one, other, key=lambda m: m.token)
    if later.is_noun and later.is_definite:
        return True
    return any(tree.lemma[m.token] in contexts()["dying"] for m in (one, other))


def _adds_up(tree: Tree, phrases: Mapping[int, Phrase], mention: Mention) -> bool:
    """Say whether a mention counts the victims of months ("have been killed during the last 6 months")."""
    i = mention.token
    if mention.is_noun or not any(h in phrases and phrases[h].is_plural for h in mention.patients):
        return False
    if not any(tree.lower[c] in ("have", "has") and tree.dep[c] == "aux" for c in tree.children[i]):
        return False
    for c in tree.children[i]:
        if tree.dep[c] == "prep" and (what := tree.child(c, "pobj")) is not None:
            is_long = tree.lemma[what] in _UNITS or (
                tree.lemma[what] in contexts()["spans"]
                and any(tree.lower[k] == "less" for k in range(c, what))
            )
            if is_long and tree.lower[c] in ("in", "within", "during", "over", "since", "for"):
                return True
    return any(tree.lower[c] == "far" and tree.lower[c - 1] == "so" for c in tree.children[i] if c)

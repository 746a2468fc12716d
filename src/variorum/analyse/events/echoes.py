"""Words that point back to a happening told before: "it happened", "the incident", "police were called"."""

import bisect
import itertools
from collections.abc import Sequence

from variorum.analyse.events.echo_words import echo_words
from variorum.analyse.events.happening import Happening
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.ontology import EventType
from variorum.analyse.events.series import find_passages
from variorum.analyse.participants import Tree

_ECHO = EventType("", "", 0)


def find_echoes(tree: Tree) -> list[Mention]:
    """Return the words that may point back to a happening, in text order."""
    words = echo_words()
    found = []
    for i in range(tree.size):
        lemma = tree.lemma[i]
        if (
            tree.pos[i] == "VERB"
            and (
                lemma in words["verbs"]
                or (lemma == "take" and i + 1 < tree.size and tree.lower[i + 1] == "place")
            )
        ) or (tree.pos[i] == "NOUN" and lemma in words["nouns"] and _is_definite(tree, i)):
            found.append(_echo(tree, i))
        elif is_call(tree, i):
            echo = _echo(tree, i)
            echo.is_call = True
            found.append(echo)
    return found


def _echo(tree: Tree, i: int) -> Mention:
    return Mention(token=i, span=tree.word(i), type=_ECHO, is_echo=True, is_noun=tree.pos[i] == "NOUN")


def _is_definite(tree: Tree, i: int) -> bool:
    return any(tree.lower[c] in ("the", "this", "that") for c in tree.children[i])


def is_call(tree: Tree, i: int) -> bool:
    """Say whether a verb tells that police or medics were called: "officers responded", "crews were sent"."""
    words = echo_words()
    if tree.pos[i] != "VERB" or tree.lemma[i] not in words["calls"]:
        return False
    return any(tree.lemma[c] in words["callers"] for c in tree.all_children(i, "nsubj", "nsubjpass"))


def join_echoes(groups: Sequence[Happening], echoes: Sequence[Mention]) -> None:
    """Give every echo to the latest happening told before it that is no mere sequel.

    What opens a passage of a series ("The second occurred") is of the happening that this passage tells.
    """
    open_to = [g for g in groups if g.told and not all(m.type.follows for m in g.told) and not g.is_history]
    if not open_to:
        return
    by_token = {m.token: g for g in reversed(open_to) for m in g.mentions}
    tokens = sorted(by_token)
    by_first = sorted((g.mentions[0].token, n) for n, g in enumerate(open_to))
    firsts = [token for token, _ in by_first]
    begun = list(itertools.accumulate((n for _, n in by_first), min))
    parts = find_passages(open_to)
    for echo in echoes:
        at = bisect.bisect_left(firsts, echo.token)
        if not at or (echo.polarity, echo.modality) != ("affirmed", "asserted"):
            continue
        nearest = by_token[tokens[bisect.bisect_left(tokens, echo.token) - 1]]
        chosen: Happening | None = nearest if not echo.is_call else open_to[begun[at - 1]]
        if echo.passage:
            chosen = parts.get(echo.passage)
        if chosen is None:
            continue
        echo.type = chosen.mentions[0].type
        chosen.echoes.append(echo)

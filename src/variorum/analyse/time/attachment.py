"""How a time expression hangs on an event mention in spaCy's parse."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

_CLIMB = 20  # steps up the parse; a longer way is no attachment
_DIRECT, _SAME_CLAUSE, _JOINED_CLAUSE, _OTHER_CLAUSE = range(4)
_FINITE: Final = ("VB", "MD")


def clause_of(token: Any) -> Any:
    """Return the nearest verb at or above a token; None where there is none."""
    for _ in range(_CLIMB):
        if token.tag_[:2] in _FINITE:
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def distance_of(event: Any, timex: Any, cues: Mapping[str, Sequence[str]]) -> int | None:
    """Return how far an expression hangs from an event, 0 the closest; None where it dates another.

    It dates another where its verb is one of saying that is not the event, or where a word such as "after"
    ties it to another noun ("arrested after the raid on Monday").
    """
    way = _way_up(timex)
    if event.i in way:
        return None if _is_detached(way[: way.index(event.i)], timex.doc, cues) else _DIRECT
    own, other = clause_of(event), clause_of(timex)
    if own is None or other is None:
        return _SAME_CLAUSE if own is other else _OTHER_CLAUSE
    if other.i == own.i:
        return None if _is_detached(way[: way.index(own.i)], timex.doc, cues) else _SAME_CLAUSE
    if other.lemma_ in cues["saying"]:
        return None
    if own.dep_ == "conj" and own.head.i == other.i:
        return _JOINED_CLAUSE
    if own.dep_ == "relcl" and own.head.i in way:
        return _JOINED_CLAUSE  # "the attack on Monday, which killed five"
    if own.i in way or other.i in _way_up(own):
        # One clause lies inside the other: a relative or adverbial clause has a time of its own.
        return _OTHER_CLAUSE if own.dep_ in ("xcomp", "ccomp", "pcomp") else None
    return None


def _way_up(token: Any) -> list[int]:
    way = [token.i]
    for _ in range(_CLIMB):
        if token.head.i == token.i:
            break
        token = token.head
        way.append(token.i)
    return way


def _is_detached(way: list[int], doc: Any, cues: Mapping[str, Sequence[str]]) -> bool:
    """Say whether a preposition on the way, with a noun of its own below it, ties the date to that noun."""
    return any(
        doc[i].lower_ in cues["detaches"] and at > 1 and doc[way[at - 1]].ent_type_ not in ("DATE", "TIME")
        for at, i in enumerate(way)
    )

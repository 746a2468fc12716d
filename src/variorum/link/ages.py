"""People of one event whom reports know by their age: "an 8-year-old girl", "her friend, 8", a name."""

import functools
import re
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

from variorum.data import load_yaml
from variorum.link.events.naming import is_same_person
from variorum.link.fates import Fates, Local
from variorum.model.analysis import Analysis, LocalParticipant

_WORD = re.compile(r"[a-z]+")
_PARTS = ("patient", "agent")
_LEAST = 1.0  # years: "a baby" has months, which reports round as they like


def join_of_one_age(
    groups: list[list[Local]],
    analyses: Mapping[str, Analysis],
    fates: Fates,
    is_named: Callable[[LocalParticipant], bool],
) -> None:
    """Make one of the persons of one age and part, where every report tells of no more than one such.

    One must bear a name: two are not one because their descriptions agree. They stay apart where two bear
    names that are not one, where descriptions tell different things ("a barber", "a soldier"), where words
    for men meet words for women, where one has another age besides, and where what befell one is told to be
    another thing.
    """
    alike: dict[tuple[float, str], list[list[Local]]] = {}
    for group in groups:
        ages = {age for local in group for age in fates.ages(local)}
        people = _people(group, analyses)
        if len(ages) != 1 or min(ages) < _LEAST or not all(_is_one(p) for p in people):
            continue
        for part in _PARTS:
            if all(part in p.roles for p in people):
                alike.setdefault((min(ages), part), []).append(group)
    joined: set[int] = set()
    for together in alike.values():
        told = [group for group in together if id(group) not in joined]
        if len(told) > 1 and _may_be_one(told, analyses, fates, is_named):
            told[0] += [local for group in told[1:] for local in group]
            joined.update(map(id, told[1:]))
    groups[:] = [group for group in groups if id(group) not in joined]


def _is_one(person: LocalParticipant) -> bool:
    """Say whether words are for one person: not "three women", nor "an 18 and 15 year old"."""
    words = _WORD.findall(person.name.casefold())
    many = load_yaml("link/cast.yaml")["numbers"]
    is_many = any(word in many[: many.index("a")] for word in words[:1]) or "and" in words
    return person.type == "person" and person.size in (None, 1) and not is_many


def _people(group: Sequence[Local], analyses: Mapping[str, Analysis]) -> list[LocalParticipant]:
    return [analyses[report].participants[index] for report, index in group]


def _may_be_one(
    told: Sequence[Sequence[Local]],
    analyses: Mapping[str, Analysis],
    fates: Fates,
    is_named: Callable[[LocalParticipant], bool],
) -> bool:
    reports = [report for group in told for report in {report for report, _ in group}]
    if len(reports) != len(set(reports)):
        return False
    people = [person for group in told for person in _people(group, analyses)]
    names = sorted({p.name for p in people if is_named(p)})
    if not names or not all(is_same_person(one, other) for one, other in combinations(names, 2)):
        return False
    tellings = {_telling_words(person.name, is_named(person)) for person in people}
    if not all(one <= other or other <= one for one, other in combinations(tellings, 2)):
        return False
    words = {word for p in people for word in _WORD.findall(p.name.casefold())}
    if not any(words.isdisjoint(_of_sex(sex)) for sex in ("male", "female")):
        return False
    befell = {fate for group in told if (fate := frozenset[str]().union(*map(fates.of, group)))}
    return all(not one.isdisjoint(other) for one, other in combinations(befell, 2))


def _telling_words(name: str, is_name: bool) -> frozenset[str]:
    """Return the words that say what somebody is besides age and sex; of a name only those before it.

    >>> sorted(_telling_words("a 20-year-old barber", False)), sorted(_telling_words("Judge Ivo Tarn", True))
    (['barber'], ['judge'])
    """
    words = frozenset(_WORD.findall(name.casefold()))
    if is_name:
        return words & frozenset(load_yaml("events/people.yaml")["either"])
    cast = load_yaml("link/cast.yaml")
    empty = {*cast["anybody"], *cast["numbers"], *cast["of_age"]}
    return words - empty - _of_sex("male") - _of_sex("female")


@functools.cache
def _of_sex(sex: str) -> frozenset[str]:
    return frozenset(load_yaml("events/people.yaml")[sex])

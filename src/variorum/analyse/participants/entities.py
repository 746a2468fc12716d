"""The people, groups and organisations of one report, and whether two of them may be one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from variorum.analyse.participants.lexicon import people_words
from variorum.data import load_words

_GROWN = load_words("events/words.yaml", "grown")
_YOUNG = load_words("events/words.yaml", "young")
_OF_AGE = 13  # whoever is younger is called no man


@dataclass(slots=True)
class Entity:
    """One person, group or organisation of a report, with all phrases that speak of it."""

    index: int
    heads: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    modifiers: set[str] = field(default_factory=set)
    ages: list[float] = field(default_factory=list)
    sex: str | None = None
    low: int | None = 1
    high: int | None = 1
    is_person: bool = True
    origins: set[str] = field(default_factory=set)
    suffered: set[str] = field(default_factory=set)
    fates: set[str] = field(default_factory=set)

    @property
    def is_plural(self) -> bool:
        """Whether it is more than one."""
        return self.high is None or self.high > 1


@dataclass(slots=True)
class Cast:
    """The people of a page: entities, and the entity that each phrase speaks of."""

    entities: list[Entity]
    of: dict[int, int]

    def entity(self, head: int) -> Entity | None:
        """Return the entity that the phrase with this head speaks of."""
        index = self.of.get(head)
        return None if index is None else self.entities[index]


def agrees(one: Entity, other: Entity) -> bool:
    """Say whether two entities may be one: nothing that their words say speaks against it.

    >>> a, b = Entity(0, sex="male", ages=[32]), Entity(1, sex="male", ages=[45])
    >>> agrees(a, b)
    False
    """
    if one.sex and other.sex and one.sex != other.sex:
        return False
    if one.is_plural != other.is_plural or _is_grown(one, other) or _is_grown(other, one):
        return False
    if one.is_plural and None not in (one.high, other.high) and one.high != other.high:
        return False
    if one.ages and other.ages and set(one.ages).isdisjoint(other.ages):
        return False
    if one.origins and other.origins and not one.origins & other.origins:
        return False
    return not (one.names and other.names) or all(may_be_named(name, other.names) for name in one.names)


def _is_grown(one: Entity, other: Entity) -> bool:
    """Say whether one is called a man or a woman, and the other a boy, a girl or of a child's age."""
    if _GROWN.isdisjoint(one.lemmas) or one.is_plural:
        return False
    return not _YOUNG.isdisjoint(other.lemmas) or any(age < _OF_AGE for age in other.ages)


def may_be_named(name: str, names: Sequence[str]) -> bool:
    """Say whether a name may be of one who has these names: a full name is held against full names alone.

    >>> may_be_named("Ann Lee", ["Bob Lee", "Lee"]), may_be_named("Lee", ["Bob Lee"])
    (False, True)
    """
    full = [n for n in names if " " in n]
    return any(same_name(name, n) for n in (full if full and " " in name else names))


def same_name(one: str, other: str) -> bool:
    """Say whether two names may be one person's: the shorter is the other's ending or both ends agree.

    >>> same_name("Didorchuk", "Maksym Didorchuk"), same_name("Ann Lee", "Bob Lee")
    (True, False)
    """
    skip = people_words().suffixes
    a = [w.strip(".").lower() for w in one.split() if w.lower() not in skip]
    b = [w.strip(".").lower() for w in other.split() if w.lower() not in skip]
    if not a or not b:
        return False
    short, long = sorted((a, b), key=len)
    if len(short) == 1:
        return short[0] == long[-1] or (short[0] == long[0] and len(long) > 1)
    if long[-len(short) :] == short:  # two surnames: "Ruiz Porta", "Ana Ruiz Porta"
        return True
    return short[-1] == long[-1] and (
        short[0] == long[0] or short[0][:1] == long[0] or long[0][:1] == short[0]
    )

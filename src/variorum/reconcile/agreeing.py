"""Whether two different values can both be true."""

import functools
from collections.abc import Mapping

from variorum.data import load_yaml
from variorum.model.record import Participant
from variorum.model.value import Actor, Count, Measure, Place, Text, Time, Value
from variorum.reconcile.means import means_agree
from variorum.reconcile.numbers import named_number, range_of
from variorum.reconcile.places import contains, places_agree
from variorum.reconcile.sameness import are_variants, last_word, plain
from variorum.reconcile.slots import SlotRule

Bounds = tuple[float, float] | tuple[str, str]


def bounds_of(value: Value) -> Bounds | None:
    """Return the least and greatest number or day that a value allows; None where it has no range.

    >>> bounds_of(Time(start="2025-01-09T14:30", end=None, timex=None))
    ('2025-01-09', '9999-99-99')
    """
    if isinstance(value, Count | Measure):
        return range_of(value)
    if isinstance(value, Time):
        return (value.start or "0000")[:10], (value.end or "9999-99-99")[:10]
    return None


def can_both_be_true(one: Value, other: Value, rule: SlotRule, cast: Mapping[str, Participant]) -> bool:
    """Say whether two different values of one slot and unit leave each other possible.

    `cast` holds the participants by id; a group and its member, or two wordings of one name, agree. What
    passes says nothing of another moment.
    """
    if rule.many or rule.passes:
        return True
    left, right = bounds_of(one), bounds_of(other)
    if left is not None and right is not None:
        return not (left[1] < right[0] or right[1] < left[0])  # type: ignore[operator]
    if isinstance(one, Place) and isinstance(other, Place):
        return places_agree(one, other)
    if isinstance(one, Actor) and isinstance(other, Actor):
        return _actors_agree(one, other, cast)
    if isinstance(one, Text) and isinstance(other, Text):
        if rule.agrees == "family":
            return _types_agree(plain(one.text), plain(other.text))
        if rule.agrees == "means" and means_agree(plain(one.text), plain(other.text)):
            return True
        return are_variants(one.text, other.text)
    return True


def is_wider(wide: Value, narrow: Value) -> bool:
    """Say whether one value merely allows the other: a month its day, a region its town, "dozens" 35.

    A number that is named is never merely wider: "at least 7" after 9 is another number.
    """
    if isinstance(wide, Count | Measure) and named_number(wide, 1) is not None:
        return False
    outer, inner = bounds_of(wide), bounds_of(narrow)
    if outer is not None and inner is not None:
        return outer[0] <= inner[0] and inner[1] <= outer[1]  # type: ignore[operator]
    if isinstance(wide, Place) and isinstance(narrow, Place):
        return contains(wide, narrow)
    return False


def _actors_agree(one: Actor, other: Actor, cast: Mapping[str, Participant]) -> bool:
    left, right = cast.get(one.participant), cast.get(other.participant)
    if left is not None and right is not None:
        if left.member_of == right.id or right.member_of == left.id:
            return True
        if left.member_of is not None and left.member_of == right.member_of:
            return True
        if left.type == right.type == "person" and (_is_described(left) or _is_described(right)):
            return True
        if any(_is_anybody(a) and _may_be_of(a, b) for a, b in ((left, right), (right, left))):
            return True
    return are_variants(left.name if left else one.name, right.name if right else other.name)


def _is_described(person: Participant) -> bool:
    """Say whether somebody is described and not named: "an 18-year-old man" may be anybody."""
    return last_word(person.name)[:1].islower()


def _is_anybody(some: Participant) -> bool:
    """Say whether nothing in the words for people tells them from others: "masked men", "the suspects".

    A headline writes them as it does a name: "Man", "Gunman".
    """
    words = plain(some.name).split()
    own = next((i for i, word in enumerate(words) if word in ("of", "in", "who", "with", "from")), len(words))
    return some.type in ("person", "group") and own > 0 and words[own - 1] in _anybody()


def _may_be_of(some: Participant, others: Participant) -> bool:
    """Say whether people described may be those others, or some of them; as many groups of them are."""
    if others.type not in ("person", "group"):
        return False
    sizes = {some.size, others.size} - {None, 1}
    return len(sizes) < 2  # two groups of different sizes are not one


@functools.cache
def _anybody() -> frozenset[str]:
    return frozenset(load_yaml("reconcile/anybody.yaml")["anybody"])


@functools.cache
def _types_agree(one: str, other: str) -> bool:
    types = load_yaml("ontology/events.yaml")["types"]
    left, right = types.get(one), types.get(other)
    if left is None or right is None:
        return one == other
    if any(kind.get("outcome") or kind.get("follows") for kind in (left, right)):
        return True
    return left.get("family") is not None and left.get("family") == right.get("family")

"""Denials of any number: "nobody was captured" stands against every number of captives that others tell."""

from variorum.model.value import Count, Measure, Value
from variorum.reconcile.agreeing import bounds_of


def denies_any(value: Value, unit: str, told: Value, told_unit: str) -> bool:
    """Say whether a denied value leaves nothing of one that is told: "at least one" of two, "any money" of 5.

    Money denied without a currency is denied in each.

    >>> one, two = Count(low=1, high=None, unit="person"), Count(low=2, high=2, unit="person")
    >>> denies_any(one, "person", two, "person"), denies_any(two, "person", one, "person")
    (True, False)
    """
    if not isinstance(value, Count | Measure) or value.low is None or value.high is not None:
        return False
    if unit not in ("", told_unit):
        return False
    outer, inner = bounds_of(value), bounds_of(told)
    return outer is not None and inner is not None and inner[0] >= outer[0]  # type: ignore[operator]

"""The words that say in what sense a trigger is used, loaded once from `events/senses.yaml`."""

import functools
from typing import Any

from variorum.data import load_yaml


@functools.cache
def senses() -> dict[str, Any]:
    """Load `events/senses.yaml`; its lists become sets, the words of `hard` one set."""
    data = load_yaml("events/senses.yaml")
    near = {k: (v["within"], frozenset(v["words"])) for k, v in data["needs_near"].items()}
    known = {key: _frozen(value) for key, value in data.items() if key != "needs_near"}
    known["hurting"] = known["hard"]["harm"] | known["hard"]["weapon"] | known["hard"]["law"]
    known["armed_hard"] = known["hard"]["harm"] | known["hard"]["weapon"] | known["hard"]["force"]
    known["hard"] = frozenset().union(*known["hard"].values())
    known["never_ground"] = known["abstract"] - known["ground_too"]
    known["armed"] = known["under_arms"] | known["missiles"]
    known["topics"] = {k: v - known["hard"] for k, v in known["topics"].items()}
    return {**known, "needs_near": near, "becomes": data["becomes"], "becomes_of": data["becomes_of"]}


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _frozen(inner) for key, inner in value.items()}
    return frozenset(value) if isinstance(value, list) else value

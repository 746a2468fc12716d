"""Which numbers of an entry go into a table that has room for one, or for a low, a best and a high.

The rules are those of the policies of the record (`latest`, `ucdp`, `acled`, `ibc`). They choose among the
readings that stand: affirmed and asserted by somebody, not superseded, not taken back. A value that a
person decided (a reading without claims) is chosen under every policy.
"""

from collections.abc import Sequence
from typing import NamedTuple

from variorum.formats.lookup import Known
from variorum.model.record import Entry, Reading
from variorum.model.value import Count, Measure

POLICIES = ("latest", "ucdp", "acled", "ibc")
Number = int | float | None


class Bounds(NamedTuple):
    """The lowest, the best and the highest number that stands; None where no source gives one."""

    low: Number
    best: Number
    high: Number


def is_decided(reading: Reading) -> bool:
    """Say whether a person gave the value: no claim stands behind it, the record's decisions say who did."""
    return not reading.claims and not reading.against


def standing(entry: Entry, known: Known) -> list[Reading]:
    """Return the readings that a table may show."""
    found = []
    for reading in entry.readings:
        claims = [known.claims[i] for i in reading.claims if i in known.claims]
        asserted = is_decided(reading) or any(
            c.polarity == "affirmed" and c.modality == "asserted" for c in claims
        )
        if asserted and reading.superseded_by is None and not _is_taken_back(reading, known):
            found.append(reading)
    return found


def choose_reading(entry: Entry, known: Known, policy: str) -> Reading | None:
    """Return the reading that a policy puts in a table, or None where nothing stands.

    Where the record was made with the same policy, or the slot holds no numbers, it is the record's own
    preferred reading.
    """
    preferred = entry.readings[entry.preferred] if entry.preferred is not None else None
    if preferred is None or policy in (known.record.header.policy, "latest") or is_decided(preferred):
        return preferred
    if not isinstance(preferred.value, Count | Measure):
        return preferred
    candidates = _of_one_unit(standing(entry, known), preferred)
    if policy == "ucdp":
        return min(candidates, key=lambda r: (-r.terminal_sources, -r.origins, r.bounds), default=preferred)
    agreed = [r for r in candidates if r.terminal_sources >= 2 and r.origins >= 2]
    return min(
        (agreed if policy == "ibc" and agreed else candidates), key=lambda r: r.bounds, default=preferred
    )


def bounds_of(entry: Entry, known: Known, policy: str) -> Bounds:
    """Return low, best and high of a slot that holds numbers.

    An open side is not filled with a guess: of "at least 3" the best number is 3, and it is the high one
    too unless another reading goes higher; of "fewer than 50" there is no low and no best.
    """
    chosen = choose_reading(entry, known, policy)
    if chosen is None or not isinstance(chosen.value, Count | Measure):
        return Bounds(None, None, None)
    values = [r.value for r in _of_one_unit(standing(entry, known), chosen)] or [chosen.value]
    numbers = [v for v in values if isinstance(v, Count | Measure)]
    lows = [v.low for v in numbers if v.low is not None]
    highs = [v.high if v.high is not None else v.low for v in numbers]
    return Bounds(
        min(lows, default=None), chosen.value.low, max((h for h in highs if h is not None), default=None)
    )


def most_of(entry: Entry, known: Known, policy: str) -> Number:
    """Return the highest number that a reading gives for sure: of "at least 3" 3, of "fewer than 50" none."""
    chosen = choose_reading(entry, known, policy)
    if chosen is None:
        return None
    values = [r.value for r in (chosen, *_of_one_unit(standing(entry, known), chosen))]
    lows = [v.low for v in values if isinstance(v, Count | Measure) and v.low is not None]
    return max(lows, default=None)


def _of_one_unit(readings: Sequence[Reading], like: Reading) -> list[Reading]:
    unit = getattr(like.value, "unit", None)
    return [r for r in readings if isinstance(r.value, Count | Measure) and r.value.unit == unit]


def _is_taken_back(reading: Reading, known: Known) -> bool:
    """Say whether everyone who gave the value has retracted it."""
    against = [known.claims[i] for i in reading.against if i in known.claims]
    retracting = {c.chain[-1].voice for c in against if c.chain and c.chain[-1].stance == "retracts"}
    supporting = [known.claims[i] for i in reading.claims if i in known.claims]
    return bool(retracting) and all(c.chain and c.chain[-1].voice in retracting for c in supporting)

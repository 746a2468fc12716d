"""What keeps a mention out of a happening told before: another time, other people, words of setting apart."""

import datetime
from collections.abc import Iterable

from variorum.analyse.events.happening import SINGLY, Happening, Seen, is_later, overlap
from variorum.analyse.events.mention import Mention
from variorum.analyse.participants import Cast, agrees

_SEASON = 25  # days


def conflicts(cast: Cast, group: Happening, mention: Mention, patients: set[int], shared: set[int]) -> bool:
    """Say whether something in its words keeps a mention out of a happening.

    `patients` are the mention's, `shared` those of them whom the happening befell too.
    """
    if mention.cause_of in group.seen.tokens or not group.seen.tokens.isdisjoint(mention.beside):
        return True
    if mention.is_another and mention.is_noun and not shared:
        return True
    if mention.is_entry and mention.paragraph != group.mentions[-1].paragraph and not shared:
        return True
    if mention.is_history != group.is_history and not shared:
        return True
    adds_up = _is_of_year(cast, mention, patients) or (mention.is_tally and group.family == "violence")
    if adds_up and not shared:
        return True
    outcome = mention.type.is_outcome or mention.is_state
    if not shared and _is_of_another_name(cast, group, mention, patients):
        return True
    if mention.timex and mention.timex.time and not (outcome and shared):
        times = group.seen.times
        if times and not any(overlap(mention.timex.time, t) for t in times):
            return not (
                outcome
                and is_later(mention.timex.time, times)
                and mention.paragraph in group.seen.paragraphs
                and not (patients and _are_others(cast, patients, group.seen.named))
            )
    return (
        mention.type.singly
        and bool(patients and group.patients)
        and not shared
        and not any(_may_be(cast, a, b) for a in patients for b in group.seen.plural)
    )


def _is_of_another_name(cast: Cast, group: Happening, mention: Mention, patients: set[int]) -> bool:
    """Say whether a murder or kidnapping is of one who is named, and the happening of others who are.

    "The murder of Ana Pell" is not that of Milo Tarn, told in another sentence; where the happening befell
    several, its victims may be named one by one.
    """
    if mention.type.fate not in SINGLY or mention.sentence == group.mentions[-1].sentence:
        return False
    return bool(patients) and not group.seen.plural and _are_others(cast, patients, group.seen.named)


def is_told_of_another(cast: Cast, one: Seen, other: Seen) -> bool:
    """Say whether two happenings tell murders or kidnappings of different people, each named."""
    if any(cast.entities[i].is_plural for i in other.taken):
        return False
    named = [i for i in other.taken if cast.entities[i].names]
    return bool(one.taken) and _are_others(cast, set(one.taken), named)


def _are_others(cast: Cast, some: set[int], known: Iterable[int]) -> bool:
    """Say whether people that names tell apart: each of some has a name that none of those known bears."""
    named = [cast.entities[i] for i in known]
    return bool(named) and all(
        (one := cast.entities[i]).names and not any(agrees(one, other) for other in named)
        for i in sorted(some)
    )


def _may_be(cast: Cast, one: int, other: int) -> bool:
    """Say whether two groups may be one, told twice: at least one of them without a number."""
    a, b = cast.entities[one], cast.entities[other]
    vague = a.low != a.high or b.low != b.high
    return a.is_plural and b.is_plural and vague and agrees(a, b)


def _is_of_year(cast: Cast, mention: Mention, patients: set[int]) -> bool:
    """Say whether a mention counts a season's or a year's victims, not those of one day."""
    time = mention.timex.time if mention.timex else None
    if (
        time is None
        or not time.start
        or not time.end
        or not any(cast.entities[p].is_plural for p in patients)
    ):
        return False
    first, last = datetime.date.fromisoformat(time.start[:10]), datetime.date.fromisoformat(time.end[:10])
    return (last - first).days >= _SEASON

"""What keeps a mention out of a happening told before: another time, other people, words of setting apart."""

import datetime
from collections.abc import Iterable

from variorum.analyse.events.happening import SINGLY, Happening, Seen, is_later, is_long_before, overlap
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.series import counts_others, is_of_other_passage
from variorum.analyse.events.unlike import is_unlike
from variorum.analyse.participants import Cast, agrees
from variorum.model.value import Time

_SEASON = 25  # days
_WOUNDED = 300  # days in which somebody may die of what befell them
_FEW = 40  # mentions of a happening whose places are looked at, and of its people those told last


def conflicts(cast: Cast, group: Happening, mention: Mention, patients: set[int], agents: set[int]) -> bool:
    """Say whether something in its words keeps a mention out of a happening; its people are entities."""
    shared = patients & group.patients
    if is_of_other_passage(group, mention) or is_unlike(cast, group, mention, patients, agents):
        return True
    if _is_of_other_days(group, mention, shared) or _is_told_beside(cast, group, mention, patients, shared):
        return True
    if is_earlier_deed(group, mention, patients, agents):
        return True
    outcome = mention.type.is_outcome or mention.is_state
    if not shared and _is_of_another_name(cast, group, mention, patients):
        return True
    if not shared and _is_of_another_arrest(cast, group, mention, patients):
        return True
    if mention.timex and mention.timex.time and not (outcome and shared):
        times = group.seen.times
        if times and not any(overlap(mention.timex.time, t) for t in times):
            return not (
                outcome
                and is_later(mention.timex.time, times)
                and not _is_long_after(mention.timex.time, times)
                and mention.paragraph in group.seen.paragraphs
                and not (patients and _are_others(cast, patients, group.seen.named))
            )
    return (
        mention.type.singly
        and bool(patients and group.patients)
        and not shared
        and not any(_may_be(cast, a, b) for a in patients for b in group.seen.plural)
        and not names_all(cast, patients, group.patients)
    )


def _is_long_after(time: Time, others: Iterable[Time]) -> bool:
    """Say whether what befell somebody came too long after to be of it: "wanted for the 2011 raid"."""
    day = time.start
    return day is not None and all(is_long_before(t, day, _WOUNDED) for t in others)


def is_earlier_deed(group: Happening, mention: Mention, patients: set[int], agents: set[int]) -> bool:
    """Say whether a sentence goes back to what those had done before who suffer in it, to others.

    "Police shot a man after he stabbed two shoppers" tells two deeds; in a fight both sides do both.
    """
    if mention.type.family != "violence" or "clash" in {*group.seen.types, mention.type.name}:
        return False
    if not patients or not group.agents or agents & group.agents or patients & group.patients:
        return False
    return mention.sentence == group.mentions[-1].sentence and bool(agents & group.patients)


def _is_told_beside(
    cast: Cast, group: Happening, mention: Mention, patients: set[int], shared: set[int]
) -> bool:
    """Say whether its words keep a mention apart: what it led to, another one, one of the past."""
    if mention.cause_of in group.seen.tokens or not group.seen.tokens.isdisjoint(mention.beside):
        return True
    if shared:
        return False
    is_of_year = _is_of_year(cast, mention, patients) and not _is_told_with(group, mention)
    adds_up = is_of_year or (mention.is_tally and group.family == "violence")
    is_entry = mention.is_entry and mention.paragraph != group.mentions[-1].paragraph
    return (
        (mention.is_another and mention.is_noun)
        or counts_others(group, mention)
        or (mention.is_raid and group.family == "violence" and not group.seen.is_raid)
        or is_entry
        or _is_recalled_apart(group, mention)
        or adds_up
        or _stands_apart(group, mention)
        or _is_done_beside(cast, group, mention)
    )


def _is_told_with(group: Happening, mention: Mention) -> bool:
    """Say whether a sentence puts both in one year: "in the outbreak of 2016 49 people died"."""
    last = group.mentions[-1]
    time = mention.timex.time if mention.timex else None
    return last.sentence == mention.sentence and time in group.seen.times


def _is_recalled_apart(group: Happening, mention: Mention) -> bool:
    """Say whether one of a mention and a happening is recalled, and no time of the other is long ago."""
    if mention.is_history == group.is_history:
        return False
    return not (group.seen.is_old if mention.is_history else mention.is_old)


def _stands_apart(group: Happening, mention: Mention) -> bool:
    """Say whether the words of a mention, or of what begins a happening, set it apart from all else told."""
    first = group.mentions[0]
    if mention.is_new and is_placed_apart(group, mention):
        return True
    if not (mention.is_apart or first.is_apart):
        return False
    is_again = mention.is_noun and mention.is_definite and mention.type is first.type
    if mention.is_apart:
        return not (first.is_apart and is_again)
    comes_of = mention.type.is_outcome and mention.sentence == group.mentions[-1].sentence
    return not (is_again or comes_of)


def is_placed_apart(group: Happening, mention: Mention) -> bool:
    """Say whether a bomb exploded at a place, told paragraphs after another explosion and no place of it."""
    if mention.paragraph <= group.mentions[0].paragraph + 1:
        return False
    if "explosion" not in group.seen.types and not group.seen.is_outcome:
        return False
    places = [m.toponym.place.name for m in group.mentions[:_FEW] if m.toponym]
    return mention.toponym is None or mention.toponym.place.name not in places


def _is_done_beside(cast: Cast, group: Happening, mention: Mention) -> bool:
    """Say whether a mention tells, as fact, what others suffer or do than in what is planned or supposed.

    What a crowd does is none of what others did before it.
    """
    if not mention.is_told or mention.sentence == group.mentions[-1].sentence:
        return False
    if mention.is_by_crowd and not mention.type.is_outcome and not group.seen.is_by_crowd:
        return True
    if not mention.patients:
        return False
    is_first_told = mention.is_noun and not mention.is_definite
    if group.seen.is_ahead and (group.patients or is_first_told):
        return True
    agents = {cast.of[h] for h in mention.agents if h in cast.of}
    if group.seen.is_unreal and agents and group.agents:
        return not agents & group.agents
    return False


def _is_of_other_days(group: Happening, mention: Mention, shared: set[int]) -> bool:
    """Say whether vague words put one of a mention and a happening years back: "an attack a while ago"."""
    if mention.is_bygone == group.mentions[0].is_bygone:
        return False
    if mention.is_bygone:
        return not shared or (mention.is_noun and not mention.is_definite)
    return mention.paragraph != group.mentions[-1].paragraph or not shared


def _is_of_another_name(cast: Cast, group: Happening, mention: Mention, patients: set[int]) -> bool:
    """Say whether a murder or kidnapping is of one who is named, and the happening of others who are.

    "The murder of Ana Pell" is not that of Milo Tarn, told in another sentence; where the happening befell
    several, its victims may be named one by one.
    """
    if mention.type.fate not in SINGLY or _is_listed_with(group, mention):
        return False
    if mention.is_noun:  # "the murder of Ana Pell and her brother"
        patients = {i for i in patients if cast.entities[i].names}
    return bool(patients) and not group.seen.plural and _are_others(cast, patients, group.seen.named)


def _is_of_another_arrest(cast: Cast, group: Happening, mention: Mention, patients: set[int]) -> bool:
    """Say whether one is arrested whom age, sex or name tell from all, or as first told from one, arrested.

    "A man of 45 was arrested for drunken driving", paragraphs after a woman of 42 was for theft; whom one
    sentence lists, and several who are counted, one arrest may have taken.
    """
    if mention.type.family != "arrest" or mention.sentence == group.mentions[-1].sentence:
        return False
    some, known = ([cast.entities[i] for i in sorted(those)[-_FEW:]] for those in (patients, group.patients))
    if not some or not known or any(e.is_plural for e in (*some, *known)):
        return False
    is_first_told = all(e.heads[0] in mention.patients and not e.names for e in some)
    held = [not agrees(a, b) for a in some for b in known]
    return any(held) if is_first_told else all(held)


def _is_listed_with(group: Happening, mention: Mention) -> bool:
    """Say whether a sentence tells of a mention's victims beside others whom the happening killed or took."""
    sentence = [m for m in group.mentions[-_FEW:] if m.sentence == mention.sentence]
    return any(m.type.fate in SINGLY for m in sentence) or bool(sentence and not mention.is_noun)


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


def names_all(cast: Cast, some: set[int], known: set[int]) -> bool:
    """Say whether one of two lists names the members of the other: "two men", "Ana Pell and Milo Tarn"."""
    for few, many in ((some, known), (known, some)):
        if len(few) != 1 or len(many) == 1:
            continue
        counted = cast.entities[next(iter(few))]
        if counted.low == counted.high == len(many):
            named = [cast.entities[i] for i in many]
            if all(e.names and e.low == e.high == 1 for e in named):
                return True
    return False


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

"""Which mentions of one report tell one happening."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from variorum.analyse.events.mention import Mention
from variorum.analyse.participants import Cast, Tree, agrees
from variorum.model.analysis import Toponym
from variorum.model.value import Place, Time

# Families whose deaths and injuries may come of one another.
_CAUSES = frozenset({"violence", "accident", "disaster", "protest", "capture", "rescue"})
# Families that reports return to for years ("the killing of 2015"): the time alone sets none apart.
_RETOLD = frozenset({"violence", "capture", "trial", "arrest", "release"})
_FLIGHT = "displacement"
_NEAR = 2  # paragraphs
_JOIN = 1.2
_MORE = 2.0  # what words of adding speak for another happening
_SEASON = 25  # days
# A time that ends so many days before another is of another happening.
_LONG_AGO = 40
_MORNING = frozenset({"00", "01", "02", "03", "04", "05"})
_KM = 60.0  # two named towns nearer than this may be one place, told twice


@dataclass(slots=True)
class Happening:
    """Mentions of one happening, with what they say of its time, place and people."""

    index: int
    family: str
    mentions: list[Mention] = field(default_factory=list)
    patients: set[int] = field(default_factory=set)
    agents: set[int] = field(default_factory=set)
    echoes: list[Mention] = field(default_factory=list)
    lead_place: Toponym | None = None
    part_of: int | None = None
    is_history: bool = False
    is_secondary: bool = False

    @property
    def told(self) -> list[Mention]:
        """Its mentions that tell it as fact."""
        return [m for m in self.mentions if m.is_told]

    def times(self) -> list[Time]:
        """Return the times that mentions of the happening give; those of its outcomes where no others do."""
        told = [
            m
            for m in (*self.mentions, *self.echoes)
            if m.timex and m.timex.time and m.modality != "hypothetical"
        ]
        for tier in (False, True):
            own = [m.timex.time for m in told if m.timex and m.timex.time and _is_indirect(m) == tier]
            if own:
                return own
        return []

    def towns(self) -> list[Place]:
        """Return the located places of its mentions that are no wider than a city."""
        return [
            m.toponym.place for m in (*self.mentions, *self.echoes) if m.toponym and is_town(m.toponym.place)
        ]


def _is_indirect(mention: Mention) -> bool:
    """Whether the mention's time may be later than the happening's: that of a death, a rescue, a call."""
    return mention.type.is_outcome or mention.is_state or mention.is_call


def is_town(place: Place) -> bool:
    """Say whether a place is located and no wider than a city."""
    return place.lat is not None and place.precision in ("point", "city", "district")


def group_mentions(
    tree: Tree, cast: Cast, mentions: Sequence[Mention], published: str | None = None
) -> list[Happening]:
    """Put the mentions of one happening together, in text order; `published` is the day of the report.

    A mention joins the happening that it shares most with, among those that nothing in its words
    contradicts; an indefinite one with people, day or town of its own begins another.
    """
    groups: list[Happening] = []
    for mention in mentions:
        patients = _entities(cast, mention.patients)
        agents = _entities(cast, mention.agents)
        best: tuple[float, int] | None = None
        for group in groups[-60:]:
            if _is_recalled_beside(group, mention, patients, published):
                continue
            score = _score(cast, group, mention, patients, agents)
            if score is not None and (best is None or score > best[0]):
                best = score, group.index
        if best is not None and best[0] >= _JOIN:
            chosen = groups[best[1]]
        else:
            chosen = Happening(len(groups), mention.type.family, is_history=mention.is_history)
            groups.append(chosen)
        if _names_better(chosen, mention):
            chosen.family = mention.type.family
        chosen.mentions.append(mention)
        chosen.patients |= patients
        chosen.agents |= agents
        chosen.is_history = chosen.is_history and mention.is_history
    return groups


def _names_better(group: Happening, mention: Mention) -> bool:
    """Say whether a mention names what a group of outcomes came of: the crash before the dead, the dead
    before those who fled."""
    if not all(m.type.is_outcome for m in group.mentions):
        return False
    return not mention.type.is_outcome or group.family == _FLIGHT


def _is_recalled_beside(
    group: Happening, mention: Mention, patients: set[int], published: str | None
) -> bool:
    """Say whether a mention is of long ago, its time says, and the group of today, by having no time.

    "In a cyclone five years ago" is not the flood that the lead tells.
    """
    time = mention.timex.time if mention.timex else None
    if published is None or time is None or not is_long_before(time, published):
        return False
    same = patients & group.patients or (mention.is_definite and mention.type.family in _RETOLD)
    return not (group.times() or same)


def join_fragments(cast: Cast, groups: list[Happening], main: int | None) -> int | None:
    """Give the fragments of a violent main happening back to it; return its index in what is left.

    A report that returns to its story after other matter tells it in words that share nobody with the lead;
    unless a day, town, person or word sets them apart, they are of the happening that the report is about.
    """
    if main is None or groups[main].family != "violence":
        return main
    first = groups[main]
    for group in groups:
        if group is not first and group.family == "violence" and _is_fragment(cast, group, first):
            first.mentions += group.mentions
            first.patients |= group.patients
            first.agents |= group.agents
            group.mentions = []
    first.mentions.sort(key=lambda m: m.token)
    groups[:] = [g for g in groups if g.mentions]
    for index, group in enumerate(groups):
        group.index = index
    return first.index


def _is_fragment(cast: Cast, group: Happening, first: Happening) -> bool:
    if group.is_history or not group.told or any(m.is_another or m.is_tally for m in group.mentions):
        return False
    if group.mentions[0].is_more or _are_beside(group, first):
        return False
    days, known = group.times(), first.times()
    if days and known and not any(_overlap(a, b) for a in days for b in known):
        return False
    if is_apart(group, first):
        return False
    return not _is_told_apart(cast, group, first)


def _are_beside(group: Happening, first: Happening) -> bool:
    apart = {token for m in group.mentions for token in m.beside}
    return any(m.token in apart for m in first.mentions)


def is_apart(group: Happening, other: Happening) -> bool:
    """Say whether a town of a happening is none of those of another that names some."""
    towns = other.towns()
    return bool(towns) and any(not any(_near(t, o) for o in towns) for t in group.towns())


def _is_told_apart(cast: Cast, group: Happening, first: Happening) -> bool:
    """Say whether a fragment has people of its own: groups of another size, or other named sufferers."""
    if group.patients & first.patients or group.patients & first.agents or not group.patients:
        return False
    mine = [cast.entities[i] for i in sorted(group.patients)]
    known = [cast.entities[i] for i in sorted(first.patients)]
    if not known:
        return False
    return not any(agrees(a, b) for a in mine for b in known) and len(group.mentions) > 2


def _entities(cast: Cast, heads: Sequence[int]) -> set[int]:
    return {cast.of[h] for h in heads if h in cast.of}


def _score(
    cast: Cast, group: Happening, mention: Mention, patients: set[int], agents: set[int]
) -> float | None:
    if not _same_kind(group, mention):
        return None
    shared = patients & group.patients
    if _conflicts(cast, group, mention, patients, shared):
        return None
    if mention.type.is_outcome and group.family == "capture" and not shared:
        return None
    if not (mention.is_told or shared or (mention.is_noun and mention.is_definite)) and not _is_denied_again(
        group, mention, patients
    ):
        return None
    return (
        _share_people(cast, group, mention, patients, agents)
        + _share_setting(group, mention)
        + _share_words(group, mention)
        - _told_more(group, mention, bool(shared or agents & group.agents))
        - (
            1.0
            if mention.type.singly and not shared and not (mention.is_definite and mention.is_noun)
            else 0.0
        )
    )


def _is_denied_again(group: Happening, mention: Mention, patients: set[int]) -> bool:
    """Say whether a denial denies what was denied before ("no arrest", "that he had been arrested")."""
    denials = all(m.polarity == "denied" and m.type.name == mention.type.name for m in group.mentions)
    return mention.polarity == "denied" and denials and not (patients and group.patients)


def _share_people(
    cast: Cast, group: Happening, mention: Mention, patients: set[int], agents: set[int]
) -> float:
    score = 0.0
    if patients & group.patients:
        score += 3.0
    elif patients and group.patients and mention.paragraph != group.mentions[-1].paragraph:
        score -= 1.0
    if agents & group.agents:
        score += 1.0
    elif agents and group.agents:
        score -= 0.5
    if not patients & group.patients and any(
        _same_size(cast, a, b) for a in patients for b in group.patients
    ):
        score += 1.0
    return score


def _share_words(group: Happening, mention: Mention) -> float:
    score = 1.0 if any(m.type.name == mention.type.name for m in group.mentions) else 0.0
    gap = mention.paragraph - group.mentions[-1].paragraph
    score += 1.5 if gap == 0 else 1.0 if gap <= _NEAR else 0.3
    if mention.sentence == group.mentions[-1].sentence:
        score += 1.0
    score += 0.8 if mention.is_definite or not mention.is_noun else 0.0
    return score + (0.5 if group.index == 0 else 0.0)


def _told_more(group: Happening, mention: Mention, is_shared: bool) -> float:
    """Return what speaks against a group told before the words that introduce something more."""
    is_before = group.mentions[-1].sentence < mention.sentence
    return _MORE if mention.is_more and is_before and not is_shared else 0.0


def _share_setting(group: Happening, mention: Mention) -> float:
    score = 1.0 if _times_meet(group, mention) else 0.0
    if mention.toponym and is_town(mention.toponym.place) and not mention.type.is_outcome:
        towns = group.towns()
        if towns and not any(_near(mention.toponym.place, t) for t in towns):
            score -= 1.5
    return score


def _same_kind(group: Happening, mention: Mention) -> bool:
    if group.family == mention.type.family:
        return True
    if mention.type.is_outcome:
        return group.family in _CAUSES
    return (
        group.mentions[0].type.is_outcome
        and group.family in ("violence", "displacement")
        and mention.type.family
        in (
            "accident",
            "disaster",
        )
        and all(m.type.is_outcome for m in group.mentions)
    )


def _conflicts(cast: Cast, group: Happening, mention: Mention, patients: set[int], shared: set[int]) -> bool:
    if (apart := {mention.cause_of, *mention.beside} - {None}) and any(
        m.token in apart for m in group.mentions
    ):
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
    if mention.timex and mention.timex.time and not (outcome and shared):
        times = group.times()
        if times and not any(_overlap(mention.timex.time, t) for t in times):
            return not (
                outcome
                and _later(mention.timex.time, times)
                and mention.paragraph == group.mentions[0].paragraph
                and not (patients and _are_others(cast, patients, group.patients))
            )
    return (
        mention.type.singly
        and bool(patients and group.patients)
        and not shared
        and not any(_may_be(cast, a, b) for a in patients for b in group.patients)
    )


def _are_others(cast: Cast, some: set[int], known: set[int]) -> bool:
    """Say whether people that names tell apart: each of some has a name that none of those known bears."""
    named = [e for i in sorted(known) if (e := cast.entities[i]).names]
    return bool(named) and all(
        (one := cast.entities[i]).names and not any(agrees(one, other) for other in named)
        for i in sorted(some)
    )


def _same_size(cast: Cast, one: int, other: int) -> bool:
    a, b = cast.entities[one], cast.entities[other]
    return a.low is not None and a.low == a.high == b.low == b.high and a.low > 1


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


def _times_meet(group: Happening, mention: Mention) -> bool:
    return bool(
        mention.timex and mention.timex.time and any(_overlap(mention.timex.time, t) for t in group.times())
    )


def _overlap(one: Time, other: Time) -> bool:
    first = max((one.start or "")[:10], (other.start or "")[:10])
    last = min(_last_day(one, other), _last_day(other, one))
    return first <= last


def _last_day(time: Time, other: Time) -> str:
    """Return the last day of a time; of a night beside an hour of the next morning, the day after."""
    end = (time.end or "9999")[:10]
    if time.timex and time.timex.endswith("TNI") and (other.start or "")[11:13] in _MORNING:
        return (datetime.date.fromisoformat(end) + datetime.timedelta(1)).isoformat()
    return end


def _later(one: Time, others: Sequence[Time]) -> bool:
    return all((one.start or "")[:10] >= (t.end or "")[:10] for t in others)


def is_long_before(time: Time, day: str) -> bool:
    """Say whether a time is over long before a day, given as ISO.

    >>> is_long_before(Time(start="1998-01-01", end="1998-12-31", timex="1998"), "2024-03-11")
    True
    """
    if not time.end or len(day) < len("2024-01-01"):
        return False
    end, news = (datetime.date.fromisoformat(d[:10]) for d in (time.end, day))
    return (news - end).days > _LONG_AGO


def _near(one: Place, other: Place) -> bool:
    if one.name == other.name or one.geonameid == other.geonameid:
        return True
    if None in (one.lat, one.lon, other.lat, other.lon):
        return True
    north = abs(float(one.lat or 0) - float(other.lat or 0)) * 111.0
    east = abs(float(one.lon or 0) - float(other.lon or 0)) * 80.0
    return north * north + east * east < _KM * _KM

"""Which mentions of one report tell one happening."""

from collections.abc import Sequence

from variorum.analyse.events.contradicting import (
    conflicts,
    is_earlier_deed,
    is_placed_apart,
    is_told_of_another,
    names_all,
)
from variorum.analyse.events.disputing import find_disputed, take_people
from variorum.analyse.events.happening import (
    SINGLY,
    Happening,
    are_near,
    is_apart,
    is_long_before,
    is_town,
    overlap,
)
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.sides import is_of_another_side
from variorum.analyse.events.triggers import contexts
from variorum.analyse.participants import Cast, Tree, agrees
from variorum.analyse.tags import PLURAL_TAGS

# Families whose deaths and injuries may come of one another.
_CAUSES = frozenset({"violence", "accident", "disaster", "protest", "capture", "rescue"})
# Families that reports return to for years ("the killing of 2015"): the time alone sets none apart.
_RETOLD = frozenset({"violence", "capture", "trial", "arrest", "release"})
_FLIGHT = "displacement"
# What one told as the frame of another is made of: "in the last exchange 34 prisoners were released".
_HOLDS = frozenset({("exchange", "release"), ("exchange", "capture")})
_NEAR = 2  # paragraphs
_JOIN = 1.2
_SURE = 99.0  # what words that put one mention within another speak for one happening
_FAR_OFF = 2.5  # what a town of its own, of none told before, speaks for another happening
_MORE = 2.5  # what words of adding speak for another happening
_BEGUN = 1.0  # what standing in the paragraph that begins one beside the rest speaks for that one
_MANY = 60  # people of one happening who are held against those of another


def group_mentions(
    tree: Tree, cast: Cast, mentions: Sequence[Mention], published: str | None = None
) -> list[Happening]:
    """Put the mentions of one happening together, in text order; `published` is the day of the report.

    A mention joins the happening that it shares most with, among those that nothing in its words
    contradicts; an indefinite one with people, day or town of its own begins another.
    """
    groups: list[Happening] = []
    crowds: set[int] = set()
    for mention in mentions:
        patients = _entities(cast, mention.patients)
        agents = _entities(cast, mention.agents)
        disputed = find_disputed(tree, groups, mention)
        if disputed is not None:
            take_people(tree, cast, disputed, mention)
            patients = _entities(cast, mention.patients)
        if mention.is_by_crowd:
            crowds |= agents
        mention.is_by_crowd = mention.is_by_crowd or bool(agents & crowds)
        best: tuple[float, int] | None = None
        last = _told_last(tree, groups, mention)
        for group in groups[-60:]:
            is_beside = _is_recalled_beside(group, mention, patients, published)
            if is_beside or is_of_another_side(tree, cast, group, mention, patients):
                continue
            score = _score(cast, group, mention, patients, agents)
            is_within = mention.within in group.seen.tokens and mention.passage == group.seen.passage
            if is_within and _same_kind(group, mention):
                score = _SURE
            if (score is not None and group.index == last) or group is disputed:
                score = _SURE
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
        chosen.seen.note(mention, [cast.entities[i] for i in sorted(patients - chosen.patients)])
        if mention.type.fate in SINGLY:
            chosen.seen.take(sorted(patients))
        chosen.patients |= patients
        chosen.agents |= agents
        chosen.is_history = chosen.is_history and mention.is_history
    return groups


def _told_last(tree: Tree, groups: Sequence[Happening], mention: Mention) -> int | None:
    """Return the happening told last just before a mention, where that is the one it means.

    "That shooting" is the last of its kind; what "it" did is of what the sentence before tells; "the
    shooting" is what that sentence begins to tell beside all else ("meanwhile, a man was shot").
    """
    reach = 2 if mention.is_that else 1
    near = [g for g in groups[-_MANY:] if 1 <= mention.sentence - g.mentions[-1].sentence <= reach]
    if mention.is_its:
        near = [g for g in near if _same_kind(g, mention) and not g.seen.is_outcome]
    elif mention.is_that or (mention.is_noun and mention.is_definite and not mention.is_more):
        near = [g for g in near if g.family == mention.type.family]
    else:
        return None
    last = max(near, key=lambda g: g.mentions[-1].token, default=None)
    if last is None or mention.is_that or mention.is_its:
        return last.index if last is not None else None
    begins = last.mentions[0].is_more and mention.sentence - last.mentions[0].sentence == 1
    return last.index if begins and _is_one(tree, mention.token) else None


def _is_one(tree: Tree, i: int) -> bool:
    """Say whether a noun may mean one told last: no plural, and none that is counted ("the first blast")."""
    ordinals = contexts()["ordinals"]
    return tree.tag[i] not in PLURAL_TAGS and not any(tree.lower[c] in ordinals for c in tree.children[i])


def _names_better(group: Happening, mention: Mention) -> bool:
    """Say whether a mention names what a group of outcomes came of: the crash before the dead, the dead
    before those who fled."""
    if not group.seen.is_outcome:
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
    return not (group.seen.times or group.seen.is_recalled or same)


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
            first.take_in(group, [cast.entities[i] for i in sorted(group.patients - first.patients)])
    groups[:] = [g for g in groups if g.mentions]
    for index, group in enumerate(groups):
        group.index = index
    return first.index


def _is_fragment(cast: Cast, group: Happening, first: Happening) -> bool:
    if group.is_history or not group.told or any(_stands_alone(m) for m in group.mentions):
        return False
    if _kind_of(group) != _kind_of(first):
        return False
    if group.mentions[0].many > 1 and not first.seen.many:
        return False
    told = group.mentions[0]
    if told.is_more or first.mentions[0].is_more or first.mentions[0].is_apart or _are_beside(group, first):
        return False
    if any(m.is_new and is_placed_apart(first, m) for m in group.mentions):
        return False
    days, known = group.seen.times, first.seen.times
    if days and known and not any(overlap(a, b) for a in days for b in known):
        return False
    if is_apart(group.seen.towns, first.seen.towns):
        return False
    return not is_earlier_deed(first, told, group.patients, group.agents) and not _is_told_apart(
        cast, group, first
    )


def _kind_of(group: Happening) -> tuple[int, bool, bool]:
    return group.seen.passage, group.seen.is_raid, group.seen.is_sexual


def _stands_alone(mention: Mention) -> bool:
    is_set = mention.is_apart or mention.is_bygone or mention.is_by_crowd
    return is_set or mention.is_another or mention.is_tally


def _are_beside(group: Happening, first: Happening) -> bool:
    return any(token in first.seen.tokens for m in group.mentions for token in m.beside)


def _is_told_apart(cast: Cast, group: Happening, first: Happening) -> bool:
    """Say whether a fragment has people of its own: groups of another size, or other named sufferers."""
    if group.patients & first.patients or group.patients & first.agents or not group.patients:
        return False
    if is_told_of_another(cast, group.seen, first.seen):
        return True
    if not first.patients or len(group.mentions) <= 2:
        return False
    mine = [cast.entities[i] for i in sorted(group.patients)[:_MANY]]
    known = [cast.entities[i] for i in sorted(first.patients)[:_MANY]]
    return not any(agrees(a, b) for a in mine for b in known)


def _entities(cast: Cast, heads: Sequence[int]) -> set[int]:
    return {cast.of[h] for h in heads if h in cast.of}


def _score(
    cast: Cast, group: Happening, mention: Mention, patients: set[int], agents: set[int]
) -> float | None:
    if not _same_kind(group, mention):
        return None
    shared = patients & group.patients
    if conflicts(cast, group, mention, patients, agents):
        return None
    if mention.type.is_outcome and group.family == "capture" and not shared:
        return None
    if mention.family_around not in (None, group.family) and not group.seen.is_outcome:
        return None
    if mention.type.family == "statement" and mention.agents and not agents & group.agents:
        return None
    is_far = mention.paragraph != group.mentions[-1].paragraph
    if mention.type.family == _FLIGHT and group.family == "violence" and not shared and is_far:
        return None
    is_known = mention.is_told or shared or (mention.is_noun and mention.is_definite)
    is_known = is_known or (mention.is_named and mention.type.name in group.seen.types)
    is_known = is_known or _is_spared(group, mention)
    if not is_known and not _is_told_again(group, mention, patients, agents):
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


def _is_spared(group: Happening, mention: Mention) -> bool:
    """Say whether a mention denies that what was just told harmed anybody: "no injuries were reported"."""
    is_none = mention.type.is_outcome and mention.polarity == "denied" and not mention.patients
    return is_none and bool(group.told) and mention.paragraph - group.mentions[-1].paragraph <= _NEAR


def _is_told_again(group: Happening, mention: Mention, patients: set[int], agents: set[int]) -> bool:
    """Say whether what is denied or supposed was so before ("no arrest", "that he had been arrested").

    So is what somebody was said to have done and says to have never done.
    """
    if group.seen.types != {mention.type.name} or (patients and group.patients):
        return False
    if mention.polarity == "denied":
        return group.seen.is_denied or (bool(agents & group.agents) and not patients)
    return mention.modality == "possible" and all(
        m.modality == "possible" and m.polarity == "affirmed" for m in group.mentions[-_MANY:]
    )


def _share_people(
    cast: Cast, group: Happening, mention: Mention, patients: set[int], agents: set[int]
) -> float:
    score = 0.0
    if patients & group.patients or names_all(cast, patients, group.patients):
        score += 3.0
    elif patients and group.patients and mention.paragraph != group.mentions[-1].paragraph:
        score -= 1.0
    if agents & group.agents:
        score += 1.0
    elif agents and group.agents:
        score -= 0.5
    if not patients & group.patients and any(_size(cast, a) in group.seen.sizes for a in patients):
        score += 1.0
    return score


def _share_words(group: Happening, mention: Mention) -> float:
    score = 1.0 if mention.type.name in group.seen.types else 0.0
    gap = mention.paragraph - group.mentions[-1].paragraph
    score += 1.5 if gap == 0 else 1.0 if gap <= _NEAR else 0.3
    if group.mentions[0].is_more and mention.paragraph == group.mentions[0].paragraph:
        score += _BEGUN
    if mention.sentence == group.mentions[-1].sentence:
        score += 1.0
    score += 0.8 if mention.is_definite or not mention.is_noun else 0.0
    if mention.is_told and group.seen.is_generic:
        score -= 0.3
    if mention.is_told and group.seen.is_unreal and mention.sentence != group.mentions[-1].sentence:
        score -= 0.6
    return score + (0.5 if group.index == 0 else 0.0)


def _told_more(group: Happening, mention: Mention, is_shared: bool) -> float:
    """Return what speaks against a group told before the words that introduce something more."""
    is_before = group.mentions[-1].sentence < mention.sentence
    return _MORE if mention.is_more and is_before and not is_shared else 0.0


def _share_setting(group: Happening, mention: Mention) -> float:
    score = 1.0 if _times_meet(group, mention) else 0.0
    if mention.toponym and is_town(mention.toponym.place) and not mention.type.is_outcome:
        towns = group.seen.towns
        if towns and not any(are_near(mention.toponym.place, t) for t in towns):
            is_new = mention.sentence != group.mentions[-1].sentence and not mention.is_definite
            score -= _FAR_OFF if is_new else 1.5
    return score


def _same_kind(group: Happening, mention: Mention) -> bool:
    if group.family == mention.type.family:
        return True
    if mention.within in group.seen.tokens:
        kinds = group.family, mention.type.family
        if kinds in _HOLDS or (
            kinds[::-1] in _HOLDS and not any(m.agents for m in group.mentions)
        ):  # "freed in the exchange"
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
        and group.seen.is_outcome
    )


def _size(cast: Cast, index: int) -> int | None:
    entity = cast.entities[index]
    return entity.low if entity.low == entity.high else None


def _times_meet(group: Happening, mention: Mention) -> bool:
    return bool(
        mention.timex and mention.timex.time and any(overlap(mention.timex.time, t) for t in group.seen.times)
    )

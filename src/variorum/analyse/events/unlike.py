"""What kind of happening it is keeps a mention out of one told before: a rape, another game or trial."""

from variorum.analyse.events.happening import Happening
from variorum.analyse.events.mention import Mention
from variorum.analyse.participants import Cast, agrees

_LISTED = 3  # paragraphs within which those accused of one thing are told one after the other
_FEW = 40  # people of a happening who are looked at


def is_unlike(cast: Cast, group: Happening, mention: Mention, patients: set[int], agents: set[int]) -> bool:
    """Say whether a mention is of another kind than a happening, or of a kind of which it is another one."""
    if mention.type.family == "violence":
        return _is_of_other_violence(group, mention, patients)
    if mention.type.family == "contest":
        return _is_of_other_sides(cast, group, mention, patients, agents)
    if mention.type.family == "trial":
        return _is_of_another_accused(cast, group, mention, patients)
    return False


def _is_of_other_violence(group: Happening, mention: Mention, patients: set[int]) -> bool:
    """Say whether one of the two is sexual violence and the other is not, and they share nobody.

    "The man who shot a judge was to be tried for rape": neither tells the other.
    """
    if patients & group.patients or group.family != "violence":
        return False
    if mention.is_sexual:
        return not group.seen.is_sexual
    if not group.seen.is_sexual or not group.seen.is_sexual_only or mention.type.is_outcome:
        return False
    return not (mention.is_noun and mention.is_definite)


def _is_of_other_sides(
    cast: Cast, group: Happening, mention: Mention, patients: set[int], agents: set[int]
) -> bool:
    """Say whether a contest has other sides: "Osta, which beat Ely", or who lost one has won the other."""
    if not mention.patients or not mention.agents:
        return False
    if not any(m.patients and m.agents for m in group.mentions[-_FEW:]):
        return False
    sides = group.patients | group.agents
    known = [e for i in sorted(sides)[:_FEW] if (e := cast.entities[i]).names]
    named = [e for i in sorted(patients | agents) if (e := cast.entities[i]).names]
    others = [not any(agrees(one, other) for other in known) for one in named]
    is_turned = bool(agents & group.patients - group.agents or patients & group.agents - group.patients)
    if not (patients and agents) or (is_turned and any(others)):
        return is_turned
    return bool(known) and bool(others) and mention.is_aside and all(others)


def _is_of_another_accused(cast: Cast, group: Happening, mention: Mention, accused: set[int]) -> bool:
    """Say whether, paragraphs on, one is tried who is named, and those tried before bear other names."""
    if mention.is_noun or mention.paragraph - group.mentions[-1].paragraph <= _LISTED:
        return False
    some = [cast.entities[i] for i in sorted(accused)]
    known = [cast.entities[i] for i in sorted(group.patients)[:_FEW]]
    named = [e for e in known if e.names]
    if not some or not named or any(e.is_plural for e in (*some, *known)):
        return False
    return all(e.names and not any(agrees(e, other) for other in named) for e in some)

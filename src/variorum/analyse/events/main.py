"""The happening that a report's lead tells as news."""

from collections.abc import Sequence

from variorum.analyse.events.happening import Happening, is_long_before
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.ontology import load_ontology
from variorum.model.value import Time

_OLD, _OLD_BEHIND, _FOLLOWS = 2.0, 6.0, 12.0
_ANSWERS = frozenset({"trial", "protest"})
_BEFALL = frozenset({"accident", "disaster"})
_MILD = 4.0  # what news in which nobody is harmed loses to a harm beside it
_DEEP = 12  # sentences after the title behind which no news begins
_PASSING = 6.0  # what a happening first told there loses
_LEAD = 3  # sentences after the title that a lead may take
# Days after which a trial or march is the news, and no more the deed or the disaster that it is about.
_BYGONE, _YEAR = 730, 365


def choose_main(
    groups: Sequence[Happening], title_sentences: int, published: str | None = None
) -> int | None:
    """Return the index of the main happening, None where none is told.

    What follows a happening (an arrest, a statement) is main only where the lead tells no happening itself;
    of a whole and its parts it is the whole.
    """
    told = [g for g in groups if _telling(g)]
    if not any(g.told for g in told):
        return None
    judged = _is_judged(told, title_sentences, published)
    best = max(
        told,
        key=lambda g: (
            _weight(g, title_sentences)
            - (_age(g, title_sentences, published) if not judged else _FOLLOWS * (not _is_answer(g))),
            -g.index,
        ),
    )
    if best.part_of is not None:
        return best.part_of
    return best.index


def _is_answer(group: Happening) -> bool:
    """Say whether it is what people do about a deed years later: a trial, a march of remembrance."""
    return all(m.type.name in _ANSWERS for m in _telling(group))


def _is_judged(told: Sequence[Happening], title_sentences: int, published: str | None) -> bool:
    """Say whether the lead tells of a trial or march now, and whatever else it tells happened years ago."""
    lead = [g for g in told if min(m.sentence for m in _telling(g)) < title_sentences + _LEAD]
    answers = [g for g in lead if _is_answer(g)]
    deeds = [g for g in lead if not _is_answer(g) and not all(m.type.follows for m in _telling(g))]
    if not published or not answers or not deeds:
        return False
    end = title_sentences + _LEAD
    if any(g.times() and _are_bygone(g.times(), published) for g in answers):
        return False
    return all(g.is_history or _is_bygone_in(g, end, published) for g in deeds)


def _is_bygone_in(group: Happening, end: int, published: str) -> bool:
    if group.family in _BEFALL:
        return bool(group.times()) and _are_bygone(group.times(), published, _YEAR)
    times = [m.timex.time for m in _telling(group) if m.sentence < end and m.timex and m.timex.time]
    return bool(times) and _are_bygone(times, published)


def _are_bygone(times: Sequence[Time], published: str, days: int = _BYGONE) -> bool:
    return all(is_long_before(t, published, days) for t in times)


def _telling(group: Happening) -> list[Mention]:
    """Return the mentions that tell a happening as news: as fact, else as something planned."""
    return group.told or [
        m for m in group.mentions if m.modality == "planned" and m.polarity == "affirmed" and not m.is_generic
    ]


def _age(group: Happening, title_sentences: int, published: str | None) -> float:
    """Return what a happening loses that is over long before the day of the report.

    One of which the lead does not speak is only what the news goes back to: the killing behind a verdict.
    """
    times = group.times()
    if not published or not times or not all(is_long_before(t, published) for t in times):
        return 0.0
    first = min(m.sentence for m in _telling(group))
    return _OLD if first < title_sentences + _LEAD else _OLD_BEHIND


def _weight(group: Happening, title_sentences: int) -> float:
    types = load_ontology().types
    told = _telling(group)
    firm = [m for m in told if not m.is_aside] or told
    first = min(m.sentence for m in firm)
    lead = sum(m.sentence < title_sentences + _LEAD for m in firm)
    weight = min(lead, 4) * 0.7 + min(len(told), 8) * 0.4
    weight += max(0.0, 6.0 - 1.5 * max(0, first - title_sentences))
    ranks = max(types[m.type.name].rank for m in told)
    weight += 0.3 * ranks
    if all(m.type.follows for m in told):
        weight -= 6.0
    if all(m.type.is_mild for m in told):
        weight -= _MILD
    if group.is_history:
        weight -= 4.0
    if not group.told:
        weight -= 2.5
    if all(m.is_aside for m in told):
        weight -= 2.0
    if all(m.is_noun and not m.is_definite and not m.timex for m in told):
        weight -= 1.0
    if first >= title_sentences + _DEEP:
        weight -= _PASSING
    return weight

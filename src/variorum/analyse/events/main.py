"""The happening that a report's lead tells as news."""

from collections.abc import Sequence

from variorum.analyse.events.grouping import Happening
from variorum.analyse.events.ontology import load_ontology

_LEAD = 3  # sentences after the title that a lead may take


def choose_main(groups: Sequence[Happening], title_sentences: int) -> int | None:
    """Return the index of the main happening, None where none is told.

    What follows a happening (an arrest, a statement) is main only where the lead tells no happening itself;
    of a whole and its parts it is the whole.
    """
    told = [g for g in groups if g.told]
    if not told:
        return None
    best = max(told, key=lambda g: (_weight(g, title_sentences), -g.index))
    if best.part_of is not None:
        return best.part_of
    return best.index


def _weight(group: Happening, title_sentences: int) -> float:
    types = load_ontology().types
    told = group.told
    first = min(m.sentence for m in told)
    lead = sum(m.sentence < title_sentences + _LEAD for m in told)
    weight = min(lead, 4) * 0.7 + min(len(told), 8) * 0.4
    weight += max(0.0, 6.0 - 1.5 * max(0, first - title_sentences))
    ranks = max(types[m.type.name].rank for m in told)
    weight += 0.3 * ranks
    if all(m.type.follows for m in told):
        weight -= 6.0
    if group.is_history:
        weight -= 4.0
    if all(m.is_noun and not m.is_definite and not m.timex for m in told):
        weight -= 1.0
    return weight

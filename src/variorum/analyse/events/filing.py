"""Where a report was filed from: a dateline's town that need not be where its happening was.

Agencies file from a country's capital what happened anywhere in it, and from abroad what was told there.
"""

import functools
from collections.abc import Iterable

from variorum.analyse.events.happening import Happening
from variorum.data import load_yaml
from variorum.model.value import Place

# Families of what befalls people wherever they are; states act in their capitals, and speak there.
_ANYWHERE = frozenset({"violence", "accident", "disaster", "capture", "rescue", "displacement", "deployment"})


@functools.cache
def _capitals() -> frozenset[tuple[str, str]]:
    known = load_yaml("places/capitals.yaml")
    return frozenset((country, name.casefold()) for country, names in known.items() for name in names)


def is_filed_from(town: Place, group: Happening) -> bool:
    """Say whether the town of a dateline is only where the report of a happening was filed from.

    So it is where the happening's own words put it in another country or region, and where it is a capital
    of which the happening's own words say nothing, not even by a street or building.
    """
    if group.family not in _ANYWHERE:
        return False
    if any(_lies_elsewhere(town, place) for place in _wider(group)):
        return True
    is_placed = any(m.site is not None for m in (*group.mentions, *group.echoes))
    return not is_placed and _is_capital(town)


def _is_capital(town: Place) -> bool:
    names = {n.casefold() for n in (town.name, town.gazetteer_name) if n}
    return any((town.country, name) in _capitals() for name in names)


def _wider(group: Happening) -> Iterable[Place]:
    """Yield the countries and regions that the mentions of a happening put it in."""
    for mention in (*group.mentions, *group.echoes):
        site = mention.site  # "the 700 block of Tennessee" names a street
        if mention.toponym is None or not mention.is_told or (site and site.covers(mention.toponym.span)):
            continue
        place = mention.toponym.place
        if place.precision in ("country", "region") and place.lat is not None:
            yield place


def _lies_elsewhere(town: Place, wide: Place) -> bool:
    if town.country is None or wide.country is None:
        return False
    if town.country != wide.country:
        return True
    return (
        wide.precision == "region" and None not in (town.admin1, wide.admin1) and town.admin1 != wide.admin1
    )

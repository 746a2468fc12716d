"""Which tellings are worth comparing: those that share a name, a rare word, a town and week, or a story.

They are of one family of types, but for the main ones of a story and those of one past day: a report may tell
only what came of it.

Every list of tellings that share something is cut to a fixed length of neighbours in time, so the number of
pairs grows no faster than the number of tellings.
"""

import datetime
from array import array
from collections.abc import Iterator, Sequence

from variorum.link.events.profile import Profile
from variorum.link.events.scorer import load_causes

_NEIGHBOURS = 16  # tellings to either side, in order of publication, that one key brings together
_RARE = 12  # words of a report that may bring it together with others


def find_candidates(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of tellings, by index, that share at least one key; each pair once, in order.

    Only where each telling stands on its shelves is held, not the pairs: there are hundreds a telling.
    """
    shelves: dict[tuple[str, ...], array[int]] = {}
    places: list[tuple[tuple[array[int], ...], array[int]]] = []
    for i, profile in enumerate(profiles):
        mine = tuple(shelves.setdefault(key, array("i")) for key in set(keys_of(profile)))
        places.append((mine, array("i", (len(shelf) + 1 for shelf in mine))))
        for shelf in mine:
            shelf.append(i)
    for i, profile in enumerate(profiles):
        later = {j for shelf, at in zip(*places[i], strict=True) for j in shelf[at : at + _NEIGHBOURS]}
        for j in sorted(later):
            if profiles[j].report != profile.report:
                yield i, j


def pair_shelf(shelf: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pair the tellings that share one key, in founding order, each with its next neighbours."""
    for at, i in enumerate(shelf):
        for j in shelf[at + 1 : at + 1 + _NEIGHBOURS]:
            yield i, j


def keys_of(profile: Profile) -> Iterator[tuple[str, ...]]:
    """Yield what a telling may share with another of the same happening: a key may come twice."""
    family = profile.family
    for name in profile.names:
        yield "name", family, name[0], name[-1]
    if profile.story:
        yield "story", family, profile.story
    for lat, lon in profile.towns:
        for week in _weeks(profile):
            yield "town", family, str(round(lat * 2)), str(round(lon * 2)), week
    if profile.is_main and profile.story and profile.family in load_causes():
        yield "main", profile.story
    elif profile.story and profile.start and profile.family in load_causes():
        yield "day", profile.story, profile.start, profile.end or ""  # "the storm of 2000", "four died then"
    if profile.is_main:
        top = sorted(profile.words.items(), key=lambda item: (-item[1], item[0]))[:_RARE]
        for word, _ in top:
            yield "word", family, word
        if profile.start:
            yield "news", family, profile.start  # one may name no town, nor share a rare word


def _weeks(profile: Profile) -> Iterator[str]:
    days = [d for d in (profile.start, profile.end) if d] or [profile.published[:10]]
    for day in days:
        if not day:
            continue
        number = datetime.date.fromisoformat(day).toordinal()
        yield str(number // 7)
        yield str((number + 3) // 7) + "h"

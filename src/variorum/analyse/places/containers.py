"""Which country, division or county the words put around a name: behind a comma, or as its owner."""

import re
from dataclasses import dataclass

from variorum.analyse.places.distance import distance
from variorum.analyse.places.entry import Candidate
from variorum.analyse.places.finding import Naming
from variorum.analyse.places.gazetteer import Gazetteer
from variorum.analyse.places.lexicon import Lexicon
from variorum.analyse.places.naming import fold
from variorum.model.span import Span

WORD = re.compile(r"[^\W\d_][\w.'\u2019-]{0,30}")
REACH = 45  # characters before a name in which an adjective or possessive may stand
_AFTER = re.compile(r"\s{0,2}(?:, in\b|,|\(|\bin\b)\s{0,2}")
# "Osk, a small village in the north of Velm": what follows is the place around it.
_DESCRIBED = re.compile(
    r"an? (?:[a-z-]{2,15} ){0,2}([a-z]{3,13}) (?:in|of) (?:the )?(?:[a-z-]{3,12} (?:of )?)?"
)
_OWNER = re.compile(r"((?:[^\W\d_][\w.-]{1,20} ){0,2}[^\W\d_][\w.-]{1,20})['\u2019]s (?=[^\W\d_])")
_DEEPEST = 2  # containers around a container: a county, a state, a country
_OWNED = 3  # words of an owner's name
_WIDE = frozenset({"country", "state", "county", "area"})


@dataclass(frozen=True, slots=True)
class Container:
    """A place that the words put around another: a country, a division, or a county with its point.

    `chain` lists it and what the words put around it in turn, narrow to wide.
    """

    words: str
    places: tuple[Candidate, ...]
    chain: tuple[str, ...] = ()

    def holds(self, place: Candidate) -> bool:
        """Say whether the place lies in the container, as far as the gazetteer can tell."""
        return any(_holds(wide, place) for wide in self.places)


def _holds(wide: Candidate, place: Candidate) -> bool:
    if place.row == wide.row:
        return False
    if wide.kind == "country":
        return place.country == wide.country
    if wide.kind == "state":
        return (place.country, place.admin1) == (wide.country, wide.admin1)
    reach = 80 if wide.kind in {"county", "city"} else 400
    return place.country in {wide.country, ""} and distance(wide, place) < reach


def find_container(
    text: str, name: Naming, gazetteer: Gazetteer, lexicon: Lexicon, depth: int = 0
) -> Container | None:
    """Return the country, division or county that stands behind a name after a comma or in brackets.

    A word for what it is may stand between ("Osk, a village in Velm"), and the owner of the other before it.
    """
    match = _AFTER.match(text, name.span.end)
    if match is None:
        return None
    words = []
    at = _skip_kind(text, match.end(), lexicon)
    owner = _OWNER.match(text, at)
    owners = wide_places(owner[1], gazetteer, lexicon) if owner is not None else ()
    if owner is not None and owners:
        at = owner.end()
    for _ in range(4):
        found = WORD.match(text, at)
        if found is None or not (found[0][0].isupper() or found[0] in {"of", "the"}):
            break
        words.append((found.start(), found.end()))
        at = found.end() + 1
        if text[found.end() : at] not in {" ", "\u00a0"}:
            break
    for start, end in reversed([(words[0][0], end) for _, end in words] if words else []):
        stop = end - 1 if text[end - 1] == "." and text[start:end] not in lexicon.short_states else end
        places = wide_places(text[start:stop], gazetteer, lexicon)
        if places and fold(text[start:stop]) != name.key:
            wider = _wider(text, Span(start, stop), depth, gazetteer, lexicon)
            if owner is not None and owners:
                wider = (*wider, owner[1])
            return Container(text[start:stop], places, (text[start:stop], *wider))
    return None


def find_owner(text: str, span: Span, gazetteer: Gazetteer, lexicon: Lexicon) -> Container | None:
    """Return the country or division whose possessive stands before a name: "Velmia's Osk zone"."""
    before = text[max(0, span.start - REACH) : span.start]
    if not before.endswith(("'s ", "\u2019s ")):
        return None
    words = before[:-3].split()[-_OWNED:]
    for at in range(len(words)):
        name = " ".join(words[at:])
        if name[:1].isupper() and (places := wide_places(name, gazetteer, lexicon)):
            return Container(name, places, (name,))
    return None


def _skip_kind(text: str, at: int, lexicon: Lexicon) -> int:
    """Return where the name begins behind a word for what a place is: "a village in"."""
    match = _DESCRIBED.match(text, at)
    return match.end() if match is not None and match[1] in lexicon.words["kinds"] else at


def _wider(text: str, span: Span, depth: int, gazetteer: Gazetteer, lexicon: Lexicon) -> tuple[str, ...]:
    if depth >= _DEEPEST:
        return ()
    name = Naming(span, span.of(text), fold(span.of(text)))
    container = find_container(text, name, gazetteer, lexicon, depth + 1)
    return container.chain if container is not None else ()


def wide_places(words: str, gazetteer: Gazetteer, lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Return the countries, divisions and counties of a name."""
    if words in lexicon.short_states:
        key = fold(lexicon.short_states[words])
        return tuple(c for c in gazetteer.look_up(key) if c.kind == "state" and c.country == "US")
    return tuple(c for c in gazetteer.look_up(fold(words)) if c.kind in _WIDE)

"""What a report says about where its places lie: containers, demonyms, its dateline and its outlet's home."""

import math
import re
from collections import Counter
from dataclasses import dataclass, field

from variorum.analyse.page import Page
from variorum.analyse.places.entry import Candidate
from variorum.analyse.places.finding import Naming
from variorum.analyse.places.gazetteer import Gazetteer
from variorum.analyse.places.homes import Home, find_home, is_in_outlet
from variorum.analyse.places.lexicon import Lexicon
from variorum.analyse.places.naming import fold
from variorum.model.span import Span

_WORD = re.compile(r"[^\W\d_][\w.'\u2019-]{0,30}")
_CAPITAL = re.compile(r"[A-Z][a-z]{2,20}")
_AFTER = re.compile(r"\s{0,2}(?:, in\b|,|\(|\bin\b)\s{0,2}")
# "Osk, a small village in the north of Velm": what follows is the place around it.
_DESCRIBED = re.compile(
    r"an? (?:[a-z-]{2,15} ){0,2}([a-z]{3,13}) (?:in|of) (?:the )?(?:[a-z-]{3,12} (?:of )?)?"
)
_OWNER = re.compile(r"((?:[^\W\d_][\w.-]{1,20} ){0,2}[^\W\d_][\w.-]{1,20})['\u2019]s (?=[^\W\d_])")
# Kursk border region; the Kursk and Belgorod regions
_REGION = re.compile(
    r"(?:[ \u00a0](?:border|frontier))?[ \u00a0]([a-z]{5,12})\b"
    r"|(?:(?:,| and|, and) [A-Z][\w\u2019-]{2,25}){1,4} ([a-z]{5,12}s)\b"
)
_DIVISION = "(division)"  # no container bears such a name
_NEIGHBOUR = 700  # kilometres between the middles of a small country and one beside it
_DEEPEST = 2  # containers around a container: a county, a state, a country
_TOWNS = tuple(f"{kind} of " for kind in ("city", "town", "port", "capital"))
_OWNED = 3  # words of an owner's name
_REACH = 45  # characters before a name in which an adjective or possessive may stand
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


@dataclass(slots=True)
class Group:
    """All mentions of one name that mean one place: its candidates and what was said of where it lies.

    `is_part` says that it is named as part of a town, `in_outlet` that the outlet's address holds the name;
    `worded` is the country that an adjective tied to the name puts it in.
    """

    key: str
    options: tuple[Candidate, ...]
    container: Container | None = None
    countries: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    members: list[int] = field(default_factory=list)
    worded: str | None = None
    is_part: bool = False
    is_division: bool = False
    in_outlet: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What holds for the whole report: how often countries and American states are named, and its home."""

    countries: Counter[str]
    states: Counter[tuple[str, str]]
    home: Home | None


def distance(a: Candidate | Home, b: Candidate | Home) -> float:
    """Return roughly how many kilometres lie between two places."""
    return measure((a.lat, a.lon), (b.lat, b.lon))


def measure(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return roughly the kilometres between two points, latitude first (equirectangular, 1% off near by)."""
    width = abs(a[1] - b[1])
    width = min(width, 360 - width) * math.cos(math.radians((a[0] + b[0]) / 2))
    return 111.2 * math.hypot(a[0] - b[0], width)


def gather(
    page: Page, names: list[Naming], gazetteer: Gazetteer, lexicon: Lexicon
) -> tuple[list[Group], Evidence]:
    """Group the names of a page and gather what tells where they lie."""
    groups = group_names(page, names, gazetteer, lexicon)
    countries: Counter[str] = Counter()
    states: Counter[tuple[str, str]] = Counter()
    for word in _CAPITAL.findall(page.text):
        code = lexicon.demonyms.get(word)
        if code is not None:
            countries[code] += 1
    for group in groups:
        for place in group.options:
            if place.kind == "country" and place.own | (len(group.key) < 4):
                countries[place.country] += len(group.members)
            elif place.kind == "state":
                states[place.country, place.admin1] += len(group.members)
        if group.container is not None:
            for wide in group.container.places:
                if wide.kind == "state":
                    states[wide.country, wide.admin1] += 1
    short = [g for g in groups if g.key in lexicon.short_countries and g.container is None]
    for group in short:
        country = lexicon.countries[lexicon.short_countries[group.key]]
        _read_as_country(group, groups, countries, gazetteer.look_up(country))
    for group in groups:
        group.in_outlet = is_in_outlet(group.key, page.outlet)
    home = find_home(page.outlet, gazetteer)
    return groups, Evidence(countries, states, home)


def _read_as_country(
    group: Group, groups: list[Group], named: Counter[str], found: tuple[Candidate, ...]
) -> None:
    """Let "Salvador" mean the country where the report tells of it, of its people or of a neighbour, and
    oftener than of the country of the greatest city of that name."""
    country = next((c for c in found if c.kind == "country"), None)
    city = max(group.options, key=lambda c: c.population, default=None)
    if country is None:
        return
    others = {c for g in groups if g is not group for c in g.options if c.kind == "country"}
    beside = [c for c in others if named[c.country] and distance(c, country) < _NEIGHBOUR]
    abroad = named[city.country] if city is not None else 0
    if max(named[country.country], len(beside)) > abroad:
        group.options = (country,)
        named[country.country] += len(group.members)


def group_names(page: Page, names: list[Naming], gazetteer: Gazetteer, lexicon: Lexicon) -> list[Group]:
    """Put mentions of one name together; two that are said to lie in different places stay apart.

    So do a division that its words call one and the town that bears its name: the Kursk region, Kursk.
    """
    groups: dict[tuple[str, str], Group] = {}
    first: dict[str, Group] = {}
    later = []
    for index, name in enumerate(names):
        container = find_container(page.text, name, gazetteer, lexicon)
        if container is None:
            divisions = named_divisions(page.text, name, gazetteer, lexicon)
            if divisions:
                group = groups.setdefault((name.key, _DIVISION), Group(name.key, divisions))
                group.members.append(index)
            else:
                later.append(index)
            continue
        key = (name.key, container.words)
        if key not in groups:
            groups[key] = Group(name.key, options_for(name, gazetteer, lexicon), container)
            first.setdefault(name.key, groups[key])
        groups[key].members.append(index)
    for index in later:
        name = names[index]
        if name.key not in first:
            first[name.key] = groups[name.key, ""] = Group(name.key, options_for(name, gazetteer, lexicon))
        first[name.key].members.append(index)
    for group in groups.values():
        for index in group.members:
            _hint(page.text, names[index], group, lexicon)
        if any(_is_called_town(page.text, names[index].span) for index in group.members):
            group.options = _own_seats(group.options)
    return list(groups.values())


def named_divisions(text: str, name: Naming, gazetteer: Gazetteer, lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Return the divisions of a name that a town bears too, where the words behind it call it a division."""
    match = _REGION.match(text, name.span.end)
    if match is None or not lexicon.words["divisions"] & set(match.groups()):
        return ()
    options = options_for(name, gazetteer, lexicon)
    divisions = tuple(c for c in options if c.kind == "state")
    return divisions if divisions and any(c.kind == "city" for c in options) else ()


def options_for(name: Naming, gazetteer: Gazetteer, lexicon: Lexicon) -> tuple[Candidate, ...]:
    """Return every place that a name may mean; a demonym means its country."""
    code = lexicon.demonyms.get(name.words)
    if code is not None:
        return tuple(c for c in gazetteer.look_up(lexicon.countries[code]) if c.kind == "country")
    if name.words in lexicon.short_states:
        return tuple(c for c in gazetteer.look_up(name.key) if c.kind == "state" and c.country == "US")
    found = gazetteer.look_up(name.key)
    if found or not name.key:
        return found
    for variant in variants(name.key, lexicon):
        found = gazetteer.look_up(variant)
        if found:
            return found
    return ()


def _is_called_town(text: str, span: Span) -> bool:
    return text[max(0, span.start - _REACH) : span.start].endswith(_TOWNS)


def _own_seats(found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Take the name of a province for its seat's own, where the gazetteer spells the town another way."""
    named = {(c.country, c.admin1) for c in found if c.kind == "state" and c.own}
    seats = [
        n for n, c in enumerate(found) if c.kind == "city" and not c.own and (c.country, c.admin1) in named
    ]
    seat = max(seats, key=lambda n: found[n].population, default=None)
    if seat is None:
        return found
    return (*found[:seat], found[seat]._replace(own=True), *found[seat + 1 :])


def variants(key: str, lexicon: Lexicon) -> list[str]:
    """Return what is left of an unknown name without the words that may stand around one.

    >>> from variorum.analyse.places.lexicon import load_lexicon
    >>> variants("city of orvel", load_lexicon())
    ['orvel']
    """
    words = key.split()
    found = []
    for size in (2, 1):
        if len(words) > size and " ".join(words[:size]) in lexicon.words["prefixes"]:
            found.append(" ".join(words[size:]))
        if len(words) > size and " ".join(words[-size:]) in lexicon.words["suffixes"]:
            found.append(" ".join(words[:-size]))
    if len(words) == 1 and key.endswith("s"):
        found.append(key[:-1])
    return found


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
        found = _WORD.match(text, at)
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
    before = text[max(0, span.start - _REACH) : span.start]
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


def _hint(text: str, name: Naming, group: Group, lexicon: Lexicon) -> None:
    """Note what stands close to a name: that it is part of a town, and the adjectives before it.

    The Iraqi city of X, Ohio's X.
    """
    match = _WORD.match(text, name.span.end + 1)
    after = match[0].rstrip(".") if match is not None else ""
    is_county = group.key.endswith((" county", " parish"))
    if group.key in lexicon.words["sides"] or (after in lexicon.words["parts"] and not is_county):
        group.is_part = True
    if after in lexicon.words["regions"]:
        group.is_division = True
    group.worded = group.worded or country_worded(text, name.span, lexicon)
    before = text[max(0, name.span.start - _REACH) : name.span.start]
    for stop in ".!?;\n":
        before = before.rpartition(f"{stop} " if stop == "." else stop)[2]
    for word in _WORD.findall(before)[-5:]:
        bare = word.removesuffix("'s").removesuffix("\u2019s")
        code = lexicon.demonyms.get(bare) or lexicon.country_codes.get(fold(bare))
        if code is not None:
            group.countries[code] += 1
        if fold(bare) in lexicon.states and fold(bare) != group.key:
            group.states[fold(bare)] += 1


def country_worded(text: str, span: Span, lexicon: Lexicon) -> str | None:
    """Return the country whose adjective the words tie to a name; None where none is.

    >>> from variorum.analyse.places.lexicon import load_lexicon
    >>> country_worded("The Spanish port of Orvel burned.", Span(20, 25), load_lexicon())
    'ES'
    >>> country_worded("A bus fell at Orvel, Costa Rican police said.", Span(14, 19), load_lexicon())
    'CR'
    """
    before = text[max(0, span.start - _REACH) : span.start].split()
    if len(before) > 2 and before[-1] == "of" and before[-2] in lexicon.words["seats"]:
        for at in range(len(before) - 3, max(-1, len(before) - 6), -1):
            code = lexicon.demonyms.get(before[at]) or lexicon.demonyms.get(" ".join(before[at - 1 : at + 1]))
            if code is not None:
                return code
            if not before[at].islower():
                return None
    after = text[span.end + 2 : span.end + _REACH].split() if text.startswith(", ", span.end) else []
    for size in (1, 2):
        code = lexicon.demonyms.get(" ".join(after[:size]))
        if code is not None and len(after) > size and after[size] in lexicon.words["offices"]:
            return code
    return None

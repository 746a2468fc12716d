"""A full GeoNames dump as entries to be compiled."""

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from variorum.analyse.places.entry import Entry
from variorum.analyse.places.naming import fold, is_usable
from variorum.errors import DataError

_COLUMNS = 19
_KINDS = {"PCLI": "country", "ADM1": "state", "ADM2": "county", "CONT": "continent", "PPLX": "district"}
_CLASSES = {"P": "city", "H": "water", "A": "county", "T": "mountain", "L": "area"}
_LAND = {"ISL": "island", "ISLS": "island", "PRK": "park"}


def read_dump(source: Path) -> Iterator[Entry]:
    """Yield the places of a GeoNames dump (tab-separated, or the zip that holds it).

    First-order divisions get their names from the dump's own ADM1 lines, which are read in a first pass.
    Raises `DataError` (E313) where the file is not there or not a dump.
    """
    divisions = {(row[8], row[10]): row[1] for row in _rows(source) if row[7] == "ADM1" and row[10]}
    for row in _rows(source):
        kind = _KINDS.get(row[7]) or _LAND.get(row[7]) or _CLASSES.get(row[6])
        if kind is None or row[7].endswith("H"):  # H: historical
            continue
        try:
            lat, lon, people = float(row[4]), float(row[5]), int(row[14] or 0)
        except ValueError:
            continue
        others = tuple(fold(n) for n in row[3].split(",") if is_usable(n))
        admin1 = divisions.get((row[8], row[10]), "")
        yield Entry(row[1], kind, row[8], admin1, lat, lon, max(0, people), int(row[0]), others)


def _rows(source: Path) -> Iterator[list[str]]:
    try:
        with _opened(source) as lines:
            for line in lines:
                row = line.rstrip("\n").split("\t")
                if len(row) != _COLUMNS or not row[0].isdigit():
                    raise DataError(
                        "E313",
                        "not a GeoNames dump",
                        where=str(source),
                        do="give allCountries.txt or its zip",
                    )
                yield row
    except (OSError, UnicodeDecodeError, zipfile.BadZipFile, StopIteration) as error:
        raise DataError(
            "E313", f"dump cannot be read: {error}", where=str(source), do="download it again"
        ) from error


def _opened(source: Path) -> io.TextIOWrapper:
    if source.suffix != ".zip":
        return source.open(encoding="utf-8")
    archive = zipfile.ZipFile(source)
    name = max(archive.infolist(), key=lambda info: info.file_size).filename
    return io.TextIOWrapper(archive.open(name), encoding="utf-8")

"""The compiled gazetteer on disk: one file of plain arrays that is mapped into memory, not read.

Layout: magic, the length of the header (8 bytes), a JSON header (`sections`: name to [offset, length in
bytes]; `strings`: the countries and divisions), then the sections, each aligned to eight bytes.
"""

import json
import os
import sys
import tempfile
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

from variorum.analyse.places.entry import KINDS, Entry
from variorum.analyse.places.naming import fold, number
from variorum.errors import DataError

MAGIC = b"VARGAZ01"
FORMAT = 1
_LOOSE = frozenset({"city", "state", "county"})  # their other names come from many hands
OWN = 1  # lowest bit of a posting: the name is the place's own

# Section name to array type code.
SECTIONS = {
    "keys": "Q",
    "starts": "I",
    "postings": "I",
    "lat": "f",
    "lon": "f",
    "population": "I",
    "geonameid": "I",
    "country": "H",
    "admin1": "H",
    "kind": "B",
    "name_starts": "I",
    "names": "B",
}


def write_compiled(entries: Iterable[Entry], target: Path) -> None:
    """Compile entries into the file `target`, which appears whole or not at all.

    Two processes may build the same file at once: each writes its own and the last to finish stays.
    Raises `DataError` (E312) where the folder cannot be written.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sections, strings = _pack(entries)
        handle, part = tempfile.mkstemp(dir=target.parent, prefix=".gazetteer-", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as out:
                _write(out, sections, strings)
            Path(part).replace(target)
        except BaseException:
            Path(part).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise DataError(
            "E312",
            f"gazetteer cannot be written: {error.strerror}",
            where=str(target),
            do="set VARIORUM_CACHE",
        ) from error


def _write(out: BinaryIO, sections: dict[str, Any], strings: list[str]) -> None:
    offset = 0
    table = {}
    for name, section in sections.items():
        size = len(section) * section.itemsize
        table[name] = (offset, size)
        offset += size + -size % 8
    header = json.dumps(
        {"format": FORMAT, "order": sys.byteorder, "sections": table, "strings": strings}
    ).encode()
    header += b" " * (-len(header) % 8)
    write = out.write
    write(MAGIC + len(header).to_bytes(8, "little") + header)
    for section in sections.values():
        raw = section.tobytes()
        write(raw + b"\0" * (-len(raw) % 8))


def _pack(entries: Iterable[Entry]) -> tuple[dict[str, Any], list[str]]:
    sections: dict[str, Any] = {n: array(code) for n, code in SECTIONS.items()}
    strings: dict[str, int] = {"": 0}
    keys, postings = array("Q"), array("I")
    names = bytearray()
    kinds = {kind: i for i, kind in enumerate(KINDS)}
    for index, entry in enumerate(entries):
        own = fold(entry.name)
        keys.append(number(own))
        postings.append(index << 1 | OWN)
        for key in dict.fromkeys(entry.keys):
            if key and key != own:
                keys.append(number(key))
                postings.append(index << 1 | (entry.kind not in _LOOSE))
        sections["name_starts"].append(len(names))
        names += entry.name.encode()
        sections["lat"].append(entry.lat)
        sections["lon"].append(entry.lon)
        sections["population"].append(min(entry.population, 0xFFFFFFFF))
        sections["geonameid"].append(entry.geonameid)
        sections["country"].append(strings.setdefault(entry.country, len(strings)))
        sections["admin1"].append(strings.setdefault(entry.admin1, len(strings)))
        sections["kind"].append(kinds[entry.kind])
    sections["name_starts"].append(len(names))
    sections["names"] = array("B", bytes(names))
    sections.update(_sort(keys, postings))
    return sections, list(strings)


def _sort(keys: Any, postings: Any) -> dict[str, Any]:
    """Return the different keys in ascending order, and for each its postings in ascending order."""
    import numpy as np

    numbers, rows = np.frombuffer(keys, "Q"), np.frombuffer(postings, "I")
    order = np.lexsort((rows, numbers))
    different, starts = np.unique(numbers[order], return_index=True)
    return {
        "keys": array("Q", different.tobytes()),
        "starts": array("I", np.append(starts, len(order)).astype("I").tobytes()),
        "postings": array("I", rows[order].tobytes()),
    }

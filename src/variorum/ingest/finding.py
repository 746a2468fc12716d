"""From what the user names to the inputs meant: files, folders, patterns, standard input, addresses."""

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from variorum.errors import InputError
from variorum.ingest.source import Source, read_capped
from variorum.settings import Settings

# What systems and Variorum itself leave in a folder; a record is told by what every SQLite file begins with.
_SKIPPED_NAMES = ("Thumbs.db", "desktop.ini", "variorum.toml", "rejects.jsonl")
_RECORD = b"SQLite format 3\0"
_BESIDE_RECORD = ("-wal", "-shm", "-journal")


def find_sources(inputs: Sequence[str | Path], settings: Settings) -> Iterator[Source | InputError]:
    """Yield one source a file, in the order of names, whatever order the folder has on disk.

    A name that exists is never read as a pattern. Hidden files in a folder are passed over, as are records,
    their settings and lists of rejects; a link that
    leads nowhere is an error of its own and the rest goes on. "-" is standard input.
    """
    for name in inputs:
        text = str(name)
        if text == "-":
            yield _standard_input(settings)
        elif is_address(text):
            yield Source(text, media_type="address")
        else:
            yield from _files(text)


def is_address(name: str) -> bool:
    """Say whether a name is a web address (any scheme with `//`), not a path.

    >>> is_address("https://example.org/a"), is_address("reports/a.txt")
    (True, False)
    """
    scheme, sep, _ = name.partition("://")
    return bool(sep) and scheme.isalnum()


def _files(name: str) -> Iterator[Source | InputError]:
    path = Path(name)
    try:
        if path.is_dir():
            yield from _folder(path)
            return
        if os.path.lexists(path):
            yield _file(path)
            return
    except (OSError, ValueError):
        yield InputError("E101", "is not a usable path", where=name, do="check the name")
        return
    # Path.glob cannot take a pattern that begins at the root
    matches = sorted(glob.glob(name, recursive=True)) if glob.has_magic(name) else []  # noqa: PTH207
    if not matches:
        yield InputError("E101", "no such file or folder", where=name, do="check the name")
    for match in matches:
        found = Path(match)
        if not found.is_dir():
            yield _file(found)


def _folder(folder: Path) -> Iterator[Source | InputError]:
    failed: list[InputError] = []

    def note(error: OSError) -> None:
        where = str(error.filename or folder)
        failed.append(InputError("E102", "folder cannot be read", where=where, do="check its rights"))

    found = 0
    for base, folders, files in os.walk(folder, onerror=note):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(files):
            if name.startswith(".") or name in _SKIPPED_NAMES or _is_record(Path(base) / name):
                continue
            found += 1
            yield _file(Path(base) / name)
    yield from failed
    if not found and not failed:
        yield InputError("E103", "holds no files", where=str(folder), do="name another folder")


def _is_record(path: Path) -> bool:
    """Say whether a file is a record, or one of those that the database keeps beside it."""
    for ending in _BESIDE_RECORD:
        if path.name.endswith(ending):
            path = path.with_name(path.name.removesuffix(ending))
    if not path.name.endswith((".db", ".sqlite", ".sqlite3")):
        return False
    try:
        with path.open("rb") as stream:
            return stream.read(len(_RECORD)) == _RECORD
    except OSError:
        return False


def _file(path: Path) -> Source | InputError:
    if path.is_file():
        return Source(str(path), path=path)
    if path.is_symlink() and not path.exists():
        return InputError(
            "E102", "is a link that leads nowhere", where=str(path), do="mend or remove the link"
        )
    return InputError("E102", "is not a regular file", where=str(path), do="name a file")


def _standard_input(settings: Settings) -> Source | InputError:
    try:
        data = read_capped(sys.stdin.buffer, settings.largest_input, "<stdin>")
    except InputError as error:
        return error
    return Source("<stdin>", data=data)

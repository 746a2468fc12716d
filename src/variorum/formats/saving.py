"""An export put into a file or folder: under another name first, so that half of one is never seen."""

import os
import shutil
import tempfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from variorum.errors import ExportError

# In every folder that an export has written, so that the next may take its place and nothing else is touched.
MARK = ".made-by-variorum"


def save_export(pieces: Iterable[bytes], to: str | Path, *, is_folder: bool = False) -> Path:
    """Write the pieces of an export to a file, or unpack them as a folder; return its path.

    A file that is there is replaced; a folder only where it is empty or an earlier export made it. Raises
    `ExportError`: E509 where it cannot be written (nothing is left), E510 for a folder of other things.
    """
    path = Path(to)
    try:
        return _save_folder(pieces, path) if is_folder else _save_file(pieces, path)
    except OSError as error:
        what = f"cannot be written ({error.strerror or error})"
        do = "name a place with room that you may write to"
        raise ExportError("E509", what, where=str(path), kept="nothing was written", do=do) from error


def _save_file(pieces: Iterable[bytes], path: Path) -> Path:
    if path.is_dir():
        raise ExportError("E509", "is a folder", where=str(path), do="name a file")
    # Beside the target: a rename within one file system is whole or nothing.
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        part.chmod(0o666 & ~_mask())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def _save_folder(pieces: Iterable[bytes], path: Path) -> Path:
    if path.exists() and not (path.is_dir() and _is_ours(path)):
        what = "holds other things" if path.is_dir() else "is a file"
        raise ExportError("E510", what, where=str(path), do="name a folder that is new or empty")
    with tempfile.TemporaryDirectory(dir=path.absolute().parent, prefix=".variorum-") as name:
        room = Path(name)
        packed, fresh = room / "packed", room / "fresh"
        with packed.open("wb") as file:
            file.writelines(pieces)
        _unpack(packed, fresh)
        if path.exists():
            path.rename(room / "old")
        fresh.rename(path)
    return path


def _unpack(packed: Path, folder: Path) -> None:
    """Put the members of a ZIP of ours into a folder, without the folder that they stand in there."""
    folder.mkdir()
    (folder / MARK).write_text(
        "An export of Variorum; the next one to this place replaces it.\n", encoding="utf-8"
    )
    with zipfile.ZipFile(packed) as archive:
        for member in archive.infolist():
            target = folder.joinpath(*Path(member.filename).parts[1:])
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(member) as source, target.open("wb") as file:
                shutil.copyfileobj(source, file)


def _is_ours(folder: Path) -> bool:
    return (folder / MARK).is_file() or not any(folder.iterdir())


def _mask() -> int:
    """Return the rights that new files of this process do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask

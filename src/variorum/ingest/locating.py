"""Where on this machine a document was read, so that a file edited in place is known again."""

import hashlib
from pathlib import Path

from variorum.model.report import Document


def place_of(document: Document) -> str | None:
    """Return a mark for the file that a document was read from, and its row or member; None where none is.

    The file is told by its full path: one of the same name in another folder is another. A row is told by
    the id that the table gives it, never by its number, which moves when rows come in above it. The mark is
    a hash, so that no record says how somebody's folders are called.
    """
    file, within = document.where, ""
    if not _is_file(file):
        file, _, within = document.where.partition("!")
        if not within or not _is_file(file):
            file = document.where.rpartition(":")[0]
            within = f"#{id_}" if isinstance(id_ := document.given.get("id"), str) and id_ else ""
            if not within or not _is_file(file):
                return None
    mark = f"{Path(file).resolve()}\0{within}"
    return f"file:{hashlib.sha256(mark.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def _is_file(name: str) -> bool:
    try:
        return bool(name) and Path(name).is_file()
    except (OSError, ValueError):
        return False

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
    where = document.where
    # A folder may have a "!" in its name, before the one that parts an archive from its member.
    members = (
        (where[:at], where[at + 1 :]) for at, sign in enumerate(where) if sign == "!" and where[at + 1 :]
    )
    if _is_file(where):
        file, within = where, ""
    elif (member := next((m for m in members if _is_file(m[0])), None)) is not None:
        file, within = member
    else:
        file, id_ = where.rpartition(":")[0], document.given.get("id")
        if not isinstance(id_, str) or not id_ or not _is_file(file):
            return None
        within = f"#{id_}"
    mark = f"{Path(file).resolve()}\0{within}"
    return f"file:{hashlib.sha256(mark.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"


def _is_file(name: str) -> bool:
    try:
        return bool(name) and Path(name).is_file()
    except (OSError, ValueError):
        return False

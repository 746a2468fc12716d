"""What a database says when something is wrong, and what that means to a user."""

import contextlib
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from variorum.errors import StoreError


class Trouble(NamedTuple):
    """One kind of trouble: the words that tell it, in lower case; our code and what we say."""

    words: tuple[str, ...]
    code: str
    what: str
    kept: str
    do: str


_WRITABLE = "make it and its folder writable, or copy the record"

# Phrases rather than words: a message may hold a user's path or the name of a database.
_TROUBLES = (
    Trouble(
        ("disk is full", "no space left", "disk full"),
        "E404",
        "no space left on the disk",
        "everything before this batch was kept",
        "free some space and run again",
    ),
    Trouble(("readonly database", "read-only transaction"), "E405", "it cannot be written", "", _WRITABLE),
    Trouble(("permission denied for",), "E405", "this user may not write to it", "", "ask for the rights"),
    Trouble(
        ("database is locked", "table is locked", "lock timeout"),
        "E406",
        "another program is writing to the record",
        "everything before this batch was kept",
        "wait and run again",
    ),
)


@contextlib.contextmanager
def store_errors(where: str) -> Iterator[None]:
    """Turn what the database says into a `StoreError` that says what to do."""
    try:
        yield
    except DatabaseError as error:
        raise _explain(error, where) from error


def _explain(error: DatabaseError, where: str) -> StoreError:
    said = str(error.orig).strip()
    for trouble in _TROUBLES:
        if any(words in said.lower() for words in trouble.words):
            return StoreError(trouble.code, trouble.what, where=where, kept=trouble.kept, do=trouble.do)
    if isinstance(error, OperationalError):
        what, do = f"cannot open the record: {said}", "check the path or address and its rights"
        return StoreError("E401", what, where=where, do=do)
    if isinstance(error, IntegrityError):
        return StoreError("E407", f"the batch contradicts the record: {said}", where=where, do="run again")
    what, do = f"not a record of Variorum: {said}", "name another with --record"
    return StoreError("E403", what, where=where, do=do)

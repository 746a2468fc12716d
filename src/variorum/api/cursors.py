"""Where a list goes on: opaque words that stay good while reports are added."""

import binascii
from base64 import b64decode, urlsafe_b64encode

from variorum.errors import RequestError


def write_cursor(after: str) -> str:
    """Return the cursor of what comes after a key.

    >>> read_cursor(write_cursor("e-1"))
    'e-1'
    """
    return urlsafe_b64encode(after.encode()).decode().rstrip("=")


def read_cursor(cursor: str | None) -> str | None:
    """Return the key that a cursor stands for; raises `RequestError` E707 for words that are none."""
    if not cursor:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        return b64decode(padded.encode("ascii"), altchars=b"-_", validate=True).decode()
    except (binascii.Error, UnicodeError, ValueError) as error:
        raise RequestError(
            "E707", "the cursor is none that this server gave", do="begin without one"
        ) from error

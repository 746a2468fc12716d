"""One input on its way in: where it came from, how to open it, how much of it may be read."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

from variorum.errors import InputError
from variorum.ingest.expanding import open_expanded
from variorum.model.report import Document, Reject
from variorum.settings import Settings

Given = dict[str, str | list[str]]
Item = Document | Reject
_HEAD = 8192
_STEP = 512  # small, so that damage further on costs no more than the last step


@dataclass(frozen=True)
class Source:
    """A file, or bytes taken out of a container or off the net; opened, they are expanded by `codec`.

    `depth` counts the containers around it: members of a ZIP have depth 1, and a container inside a
    container is never opened. `given` is what the surroundings said of it (an address, a feed's title).
    """

    where: str
    path: Path | None = None
    data: bytes = b""
    depth: int = 0
    given: Given = field(default_factory=dict)
    media_type: str | None = None
    codec: str | None = None

    def open(self) -> BinaryIO:
        """Open the bytes for reading; raises `InputError` (E102) where the file cannot be read."""
        try:
            raw = io.BytesIO(self.data) if self.path is None else self.path.open("rb")
        except OSError as error:
            raise unreadable(self.where, error) from error
        return open_expanded(raw, self.codec, self.where) if self.codec else raw

    def head(self) -> bytes:
        """Return the first bytes, for telling the format; as many as there are before a damage."""
        head = b""
        with self.open() as stream:
            read = getattr(stream, "read1", stream.read)  # what is there, without waiting for more
            try:
                while len(head) < _HEAD and (chunk := read(_STEP)):
                    head += chunk
            except OSError as error:
                raise unreadable(self.where, error) from error
            except InputError:
                if not head:
                    raise
        return head

    def read(self, settings: Settings) -> bytes:
        """Return all bytes; raises `InputError` (E111) beyond `largest_input`."""
        with self.open() as stream:
            return read_capped(stream, settings.largest_input, self.where)

    def member(self, name: str, data: bytes, **given: str) -> "Source":
        """Return the source for one part of this container; `name` only names it, it is never a path."""
        return replace(
            self,
            where=f"{self.where}!{name}",
            path=None,
            data=data,
            depth=self.depth + 1,
            given={**self.given, **given},
            media_type=None,
            codec=None,
        )


def read_capped(stream: BinaryIO, limit: int, where: str) -> bytes:
    """Read a stream to its end; raises `InputError` (E111) beyond `limit` bytes, (E102) on a failing disk."""
    try:
        data = stream.read(limit + 1)
    except OSError as error:
        raise unreadable(where, error) from error
    if len(data) > limit:
        raise too_large(where, limit)
    return data


def too_large(where: str, limit: int) -> InputError:
    """Make the error for an input beyond the cap."""
    return InputError(
        "E111",
        f"larger than {limit:,} bytes",
        where=where,
        do="raise the setting largest_input if you trust it",
    )


def nested(where: str) -> InputError:
    """Make the error for an archive inside an archive."""
    return InputError("E114", "is an archive inside an archive", where=where, do="unpack the outer one first")


def unreadable(where: str, error: OSError) -> InputError:
    """Make the error for a file that the system does not let us read."""
    return InputError("E102", f"cannot be read ({error.strerror or error})", where=where, do="check the file")


def rejected(error: InputError, *, where: str | None = None, offset: int | None = None) -> Reject:
    """Turn an error into the line that names it for the user.

    >>> rejected(InputError("E104", "is empty", where="a.txt", do="fill it")).reason
    'is empty'
    """
    reason = f"{error.what}; {error.kept}" if error.kept else error.what
    return Reject(where or error.where, error.code, reason, error.do, offset)


def guarded(items: Iterator[Item], where: str) -> Iterator[Item]:
    """Yield what a reader gives; where it fails, yield the reject that names the failure and stop."""
    try:
        yield from items
    except InputError as error:
        yield rejected(error, where=error.where or where)

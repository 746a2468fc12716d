"""Compressed bytes are opened a piece at a time, under a cap on size and on ratio: a bomb stops, we go on."""

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from variorum.errors import InputError

_CHUNK = 1 << 16
# News compresses 3 to 25 times, a bomb a thousand. Small inputs may be as regular as they like.
_RATIO = 200
_FREE = 1 << 22
_GZIP_OR_ZLIB = 47  # zlib's window code for "gzip or zlib, tell by the header"


class Expanded(io.RawIOBase):
    """A readable stream over compressed bytes; reading raises `InputError` (E113 bomb, E115 damaged).

    `kind` is gzip, deflate, br or zstd. Concatenated gzip members are read as one.
    """

    def __init__(self, raw: BinaryIO, kind: str, where: str) -> None:
        super().__init__()
        self._raw = raw
        self._where = where
        self._taken = self._given = 0
        self._rest = b""
        self._chunks = (_zlib if kind in ("gzip", "deflate") else _arrow)(self, kind)

    def readable(self) -> bool:
        """Say that the stream can be read."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]
        """Fill `buffer` with expanded bytes; 0 at the end."""
        if not self._rest:
            self._rest = next(self._chunks, b"")
        count = min(len(buffer), len(self._rest))
        buffer[:count] = self._rest[:count]
        self._rest = self._rest[count:]
        return count

    def pull(self) -> bytes:
        """Return the next compressed bytes."""
        chunk = self._raw.read(_CHUNK)
        self._taken += len(chunk)
        return chunk

    def passed(self, chunk: bytes) -> bytes:
        """Count expanded bytes; raises `InputError` (E113) where they outgrow what any text could."""
        self._given += len(chunk)
        if self._given > _FREE and self._given > _RATIO * max(self._taken, 1):
            raise InputError(
                "E113",
                f"expands more than {_RATIO} times",
                where=self._where,
                kept=f"stopped after {self._given:,} bytes",
                do="unpack it yourself if you trust it",
            )
        return chunk

    def damaged(self, why: str) -> InputError:
        """Make the error for compressed bytes that end early or are no such thing."""
        return InputError("E115", f"is damaged ({why})", where=self._where, do="fetch or copy it again")

    def close(self) -> None:
        """Close the compressed stream with this one."""
        self._raw.close()
        super().close()


def open_expanded(raw: BinaryIO, kind: str, where: str) -> BinaryIO:
    """Return a buffered stream of what `raw` expands to.

    >>> import gzip
    >>> open_expanded(io.BytesIO(gzip.compress(b"Rain fell.")), "gzip", "a.gz").read()
    b'Rain fell.'
    """
    return io.BufferedReader(Expanded(raw, kind, where), _CHUNK)


def _zlib(stream: Expanded, kind: str) -> Iterator[bytes]:
    engine = zlib.decompressobj(_GZIP_OR_ZLIB)
    begun = False
    data = stream.pull()
    while data:
        try:
            out = engine.decompress(data, _CHUNK)
        except zlib.error as error:
            if kind == "deflate" and not begun:
                engine, begun = zlib.decompressobj(-zlib.MAX_WBITS), True  # some servers send it bare
                continue
            raise stream.damaged(str(error)) from error
        begun = True
        if out:
            yield stream.passed(out)
        data = engine.unconsumed_tail or engine.unused_data or stream.pull()
        if engine.eof and data.strip(b"\0"):
            engine = zlib.decompressobj(_GZIP_OR_ZLIB)
    if not engine.eof:
        raise stream.damaged("ends in the middle")


def _arrow(stream: Expanded, kind: str) -> Iterator[bytes]:
    import pyarrow as pa

    codec = {"br": "brotli", "zstd": "zstd"}[kind]
    try:
        with pa.CompressedInputStream(pa.PythonFile(_Pulled(stream), mode="r"), codec) as source:
            while chunk := source.read(_CHUNK):
                yield stream.passed(chunk)
    except (OSError, pa.ArrowException) as error:
        raise stream.damaged(str(error)) from error


class _Pulled(io.RawIOBase):
    """The compressed side as a file object, so that what is taken is counted."""

    def __init__(self, stream: Expanded) -> None:
        super().__init__()
        self._stream = stream

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        return self._stream.pull()

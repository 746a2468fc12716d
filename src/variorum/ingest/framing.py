"""WARC records cut out of a byte stream, their lengths checked, damage passed over and counted."""

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_CHUNK = 1 << 16
_GZIP = b"\x1f\x8b\x08"
_HEADER_END = b"\r\n\r\n"
_MOST_HEADER = 1 << 16
_START = re.compile(rb"(?=WARC/[01]\.[0-9]\r\n)")
_NEXT = re.compile(rb"\r\n\r\n(?=WARC/[01]\.[0-9]\r\n)")
_LENGTH = re.compile(rb"^content-length:[ \t]{0,9}([0-9]{1,15})[ \t]{0,9}\r?$", re.IGNORECASE | re.MULTILINE)
_AHEAD = 12  # four bytes of line ends and the eight of "WARC/1.0"
_KEEP = 32  # bytes kept when looking for a marker across two chunks


@dataclass(frozen=True)
class Record:
    """One whole record, header and block, with the offset of the input at which it begins."""

    data: bytes
    offset: int


@dataclass(frozen=True)
class Damage:
    """A stretch that gave no record: why, where it begins, how many bytes were passed over."""

    why: str
    offset: int
    lost: int
    too_large: bool = False


def cut_records(stream: BinaryIO, largest: int) -> Iterator[Record | Damage]:
    """Yield every record whose length is right, and a damage for every stretch that is not one.

    Memory stays under about two records of `largest` bytes. Offsets of gzipped input are those of the
    member that holds the record's begin.
    """
    head = stream.read(3)
    chunks = _members(stream, head) if head == _GZIP else _plain(stream, head)
    yield from _Cutter(chunks, largest).run()


@dataclass(frozen=True)
class _Chunk:
    data: bytes
    offset: int
    exact: bool = False  # whether the offset is that of the first byte, not of the member around it
    broken: str = ""  # why the bytes before this chunk are not continued by the next


def _plain(stream: BinaryIO, data: bytes) -> Iterator[_Chunk]:
    offset = 0
    while data:
        yield _Chunk(data, offset, exact=True)
        offset += len(data)
        data = stream.read(_CHUNK)


def _members(stream: BinaryIO, data: bytes) -> Iterator[_Chunk]:
    """Expand gzip members one after another; behind a broken one, go on at the next that begins."""
    at = start = 0
    engine = zlib.decompressobj(31)
    while data or (data := stream.read(_CHUNK)):
        try:
            out = engine.decompress(data, _CHUNK)
        except zlib.error as error:
            data, skipped = _next_member(stream, data[1:] if at == start else data)
            at += skipped + (1 if at == start else 0)
            yield _Chunk(b"", start, broken=f"damaged gzip member: {error}")
            engine, start = zlib.decompressobj(31), at
            continue
        rest = engine.unused_data if engine.eof else engine.unconsumed_tail
        at += len(data) - len(rest)
        if out:
            yield _Chunk(out, start)
        data = rest
        if engine.eof:
            data = data or stream.read(_CHUNK)
            engine, start = zlib.decompressobj(31), at
    if not engine.eof and at > start:
        yield _Chunk(b"", start, broken="the file ends in the middle of a gzip member")


def _next_member(stream: BinaryIO, data: bytes) -> tuple[bytes, int]:
    skipped = 0
    while True:
        found = data.find(_GZIP)
        if found >= 0:
            return data[found:], skipped + found
        more = stream.read(_CHUNK)
        if not more:
            return b"", skipped + len(data)
        skipped += max(0, len(data) - 2)
        data = data[-2:] + more


class _Cutter:
    """A buffer over chunks from which records are cut."""

    def __init__(self, chunks: Iterator[_Chunk], largest: int) -> None:
        self._chunks = chunks
        self._largest = largest
        self._buffer = bytearray()
        self._at = 0  # where the unread part of the buffer begins
        self._marks: list[tuple[int, _Chunk]] = []  # where in the buffer each chunk begins
        self._broken = ""
        self._ended = False

    def run(self) -> Iterator[Record | Damage]:
        while True:
            self._skip_blank()
            if self._left():
                yield self._next()
            elif self._broken:
                yield self._lose("")
            elif self._ended:
                return

    def _next(self) -> Record | Damage:
        self._fill(_AHEAD)
        if not _START.match(self._buffer, self._at):
            return self._resync(0, _START, "bytes that are no record")
        end = self._find_header_end()
        if end is None:
            return self._resync(1, _START, "a record's header has no end")
        length = _LENGTH.search(self._buffer, self._at, end)
        if not length:
            return self._resync(1, _START, "a record's header names no length")
        return self._cut(end - self._at, int(length.group(1)))

    def _cut(self, header: int, length: int) -> Record | Damage:
        size = header + length
        if length > self._largest:
            damage = self._resync(header - len(_HEADER_END), _NEXT, "a record is larger than the cap")
            return Damage(damage.why, damage.offset, damage.lost, too_large=True)
        self._fill(size + _AHEAD)
        if self._ends_at(size):
            record = Record(bytes(self._buffer[self._at : self._at + size]), self._offset())
            self._at += size
            return record
        body = self._at + header - len(_HEADER_END)
        if self._left() < size and not _NEXT.search(self._buffer, body):
            return self._lose("the last record is cut off")
        return self._resync(header - len(_HEADER_END), _NEXT, "a record's length is wrong")

    def _ends_at(self, size: int) -> bool:
        """Say whether the line ends that close a record, or nothing more, follow `size` bytes further on."""
        if self._left() < size:
            return False
        tail = bytes(self._buffer[self._at + size : self._at + size + _AHEAD])
        if tail.startswith(_HEADER_END):
            return True
        # Some writers leave the last line ends out.
        return not tail.strip(b"\r\n") and not self._broken

    def _resync(self, skip: int, marker: re.Pattern[bytes], why: str) -> Damage:
        """Pass over bytes up to the next record, in constant memory; say how many were lost."""
        offset, lost = self._offset(), skip
        self._at += skip
        while not (found := marker.search(self._buffer, self._at)):
            passed = max(0, self._left() - _KEEP)
            lost += passed
            self._at += passed
            if not self._more():
                damage = self._lose(why)
                return Damage(damage.why, offset, lost + damage.lost)
        lost += found.end() - self._at
        self._at = found.end()
        return Damage(why, offset, lost)

    def _lose(self, why: str) -> Damage:
        """Give up what is left before the end or the break."""
        damage = Damage(self._broken or why, self._offset(), self._left())
        self._at = len(self._buffer)
        self._broken = ""
        return damage

    def _find_header_end(self) -> int | None:
        searched = 0  # from the begin of the record: taking a chunk moves the buffer
        while True:
            found = self._buffer.find(_HEADER_END, self._at + searched)
            if found >= 0:
                return found + len(_HEADER_END)
            searched = max(0, self._left() - len(_HEADER_END))
            if self._left() > _MOST_HEADER or not self._more():
                return None

    def _skip_blank(self) -> None:
        while True:
            while self._at < len(self._buffer) and self._buffer[self._at] in b"\r\n":
                self._at += 1
            if self._left() or not self._more():
                return

    def _fill(self, size: int) -> None:
        while self._left() < size and self._more():
            pass

    def _more(self) -> bool:
        """Take one chunk; False at the end, and at a break until the break was told."""
        if self._ended or self._broken:
            return False
        self._forget()
        chunk = next(self._chunks, None)
        if chunk is None:
            self._ended = True
            return False
        self._marks.append((len(self._buffer), chunk))
        self._buffer += chunk.data
        self._broken = chunk.broken
        return not chunk.broken

    def _left(self) -> int:
        return len(self._buffer) - self._at

    def _offset(self) -> int:
        """Return the offset in the input of the next unread byte, or of the member that holds it."""
        known = [mark for mark in self._marks if mark[0] <= self._at]
        if not known:
            return 0
        begin, chunk = known[-1]
        return chunk.offset + (self._at - begin if chunk.exact else 0)

    def _forget(self) -> None:
        """Give back the part of the buffer that was read."""
        if self._at < _CHUNK:
            return
        del self._buffer[: self._at]
        moved = [(begin - self._at, chunk) for begin, chunk in self._marks]
        old = [mark for mark in moved if mark[0] <= 0]
        self._marks = [*old[-1:], *(mark for mark in moved if mark[0] > 0)]
        self._at = 0

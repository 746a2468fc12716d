"""The pages of a site in their order, and the one file that holds them."""

import io
import zipfile
from collections.abc import Iterator

from variorum.model.record import Record
from variorum.site.book import Book, file_name
from variorum.site.events import write_event
from variorum.site.front import write_overview, write_reading, write_reports
from variorum.site.reports import write_report, write_voices
from variorum.site.stories import write_stories

# A page is the same bytes whenever it is packed: the earliest day that the format knows.
_DAY = (1980, 1, 1, 0, 0, 0)


def pages_of(record: Record) -> Iterator[tuple[str, bytes]]:
    """Return the name and content of every page, front page first; the record is checked at once."""
    return _pages(Book(record))


def _pages(book: Book) -> Iterator[tuple[str, bytes]]:
    yield "index.html", write_overview(book)
    yield "stories.html", write_stories(book)
    yield "reports.html", write_reports(book)
    yield "voices.html", write_voices(book)
    yield "reading.html", write_reading(book)
    for event in book.record.events:
        yield f"events/{file_name(event.id)}.html", write_event(book, event)
    for report in book.record.reports:
        yield f"reports/{file_name(report.id)}.html", write_report(book, report)


def write_site(record: Record, codebook: object = None) -> Iterator[bytes]:
    """Return the pages packed as one ZIP, page after page, in a folder `site/`."""
    del codebook
    return _pack(pages_of(record))


def _pack(pages: Iterator[tuple[str, bytes]]) -> Iterator[bytes]:
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in pages:
            info = zipfile.ZipInfo(f"site/{name}", _DAY)
            info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, data)
            yield sink.take()
    yield sink.take()


class _Sink(io.RawIOBase):
    """A file that is read while it is written; it cannot go back, so that nothing need be kept."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self._pieces.append(piece)
        return len(piece)

    def take(self) -> bytes:
        data = b"".join(self._pieces)
        self._pieces.clear()
        return data

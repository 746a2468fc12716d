"""Every input becomes documents or rejects: the front door of the first stage."""

import importlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from variorum.errors import InputError, UsageError
from variorum.ingest.finding import find_sources
from variorum.ingest.sniffing import sniff
from variorum.ingest.source import Item, Source, guarded, nested, rejected
from variorum.model.report import Document, Input, Reject
from variorum.settings import Settings

_CONTAINERS = ("zip", "gzip", "zstd")

Reader = Callable[[Source, Settings], Iterator[Item]]

# The module that reads a format is imported only when such an input comes.
READERS = {
    "text": "variorum.ingest.reading:read_text",
    "jsonl": "variorum.ingest.jsonl:read",
    "json": "variorum.ingest.jsonl:read_list",
    "html": "variorum.ingest.saved:read_html",
    "mhtml": "variorum.ingest.saved:read_mhtml",
    "pdf": "variorum.ingest.saved:read_pdf",
    "feed": "variorum.ingest.feed:read",
    "opml": "variorum.ingest.feed:read_opml",
    "warc": "variorum.ingest.warc:read",
    "csv": "variorum.ingest.table:read_csv",
    "parquet": "variorum.ingest.parquet:read",
    "zip": "variorum.ingest.zipped:read",
    "wacz": "variorum.ingest.zipped:read",
    "address": "variorum.ingest.fetch:read_address",
}
# Kinds that are told apart to say what they are, not to be read.
_UNREAD = {"binary": "is not text", "office": "is an office document", "rtf": "is an RTF document"}
_NAME_IT = "name its format with --format if that is wrong"


def read_documents(
    inputs: Sequence[Input],
    *,
    format: str | None,  # noqa: A002 - the name of the flag
    settings: Settings,
) -> Iterator[Item]:
    """Yield one document a report-to-be and one reject a bad input; nothing is passed over in silence.

    What is a document or a reject already, as a poll of feeds gives them, is yielded as it is.

    `format` overrides what the bytes look like; raises `UsageError` (E001) where there is none of that name.
    Documents with equal bytes are all yielded: what is the same report, or a revision, the store decides.
    """
    if format is not None and format not in READERS:
        raise UsageError("E001", f'no format "{format}"', do=f"choose one of {', '.join(sorted(READERS))}")
    return _read_all(inputs, format, settings)


def _read_all(inputs: Sequence[Input], format: str | None, settings: Settings) -> Iterator[Item]:  # noqa: A002
    for given in inputs:
        if isinstance(given, Document | Reject):
            yield given
            continue
        for source in find_sources([given], settings):
            if isinstance(source, InputError):
                yield rejected(source)
            else:
                yield from guarded(read_source(source, format, settings), source.where)


def read_source(source: Source, format: str | None, settings: Settings) -> Iterator[Item]:  # noqa: A002
    """Read one input by its format; raises `InputError` where it has none that we know.

    What is compressed is told by what it expands to; a container inside a container is refused.
    """
    if source.media_type == "address":
        yield from _reader("address")(source, settings)
        return
    kind = sniff(source.head(), source.where)
    if kind in ("gzip", "zstd"):
        source = replace(source, codec=kind)
        kind = sniff(source.head(), source.where.removesuffix(".gz").removesuffix(".zst"))
        if kind in _CONTAINERS:
            raise nested(source.where)
        if kind == "warc" and source.codec == "gzip":
            source = replace(source, codec=None)  # the reader of WARC opens its own members, one by one
    if kind == "empty":
        raise InputError("E104", "is empty", where=source.where, do="remove it or fill it")
    kind = format or kind
    if source.depth and kind in ("warc", *_CONTAINERS):
        raise nested(source.where)
    if kind not in READERS:
        what = _UNREAD.get(kind, f"is of a kind that is not read ({kind})")
        do = "save it as text, HTML or PDF" if kind in ("office", "rtf") else _NAME_IT
        raise InputError("E105", what, where=source.where, do=do)
    yield from _reader(kind)(source, settings)


def _reader(kind: str) -> Reader:
    module, _, name = READERS[kind].partition(":")
    reader: Reader = getattr(importlib.import_module(module), name)
    return reader


def read_text(source: Source, settings: Settings) -> Iterator[Item]:
    """Yield the one document of a plain text file."""
    yield Document(source.read(settings), source.where, "text/plain", dict(source.given))

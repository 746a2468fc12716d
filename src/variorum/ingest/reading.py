"""Every input becomes documents or rejects: the front door of the first stage."""

import importlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from variorum.errors import InputError, UsageError
from variorum.ingest.finding import find_sources
from variorum.ingest.sniffing import sniff
from variorum.ingest.source import Item, Source, guarded, rejected
from variorum.model.report import Document
from variorum.settings import Settings

Reader = Callable[[Source, Settings], Iterator[Item]]

# The module that reads a format is imported only when such an input comes.
READERS = {
    "text": "variorum.ingest.reading:read_text",
    "jsonl": "variorum.ingest.jsonl:read",
}


def read_documents(
    inputs: Sequence[str | Path],
    *,
    format: str | None,  # noqa: A002 - the name of the flag
    settings: Settings,
) -> Iterator[Item]:
    """Yield one document a report-to-be and one reject a bad input; nothing is passed over in silence.

    `format` overrides what the bytes look like; raises `UsageError` (E001) where there is none of that name.
    Documents with equal bytes are all yielded: what is the same report, or a revision, the store decides.
    """
    if format is not None and format not in READERS:
        raise UsageError("E001", f'no format "{format}"', do=f"choose one of {', '.join(sorted(READERS))}")
    return _read_all(inputs, format, settings)


def _read_all(inputs: Sequence[str | Path], format: str | None, settings: Settings) -> Iterator[Item]:  # noqa: A002
    for source in find_sources(inputs, settings):
        if isinstance(source, InputError):
            yield rejected(source)
        else:
            yield from guarded(read_source(source, format, settings), source.where)


def read_source(source: Source, format: str | None, settings: Settings) -> Iterator[Item]:  # noqa: A002
    """Read one input by its format; raises `InputError` where it has none that we know."""
    kind = format or sniff(source.head(), source.where)
    if kind == "empty":
        raise InputError("E104", "is empty", where=source.where, do="remove it or fill it")
    if kind not in READERS:
        raise InputError(
            "E105", f"is not text ({kind})", where=source.where, do="name its format with --format if it is"
        )
    yield from _reader(kind)(source, settings)


def _reader(kind: str) -> Reader:
    module, _, name = READERS[kind].partition(":")
    reader: Reader = getattr(importlib.import_module(module), name)
    return reader


def read_text(source: Source, settings: Settings) -> Iterator[Item]:
    """Yield the one document of a plain text file."""
    yield Document(source.read(settings), source.where, "text/plain", dict(source.given))

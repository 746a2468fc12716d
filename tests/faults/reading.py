"""Shared by the faults of the first two stages: read inputs, take documents and rejects apart."""

from pathlib import Path

from variorum.clean import make_report
from variorum.ingest import read_documents
from variorum.model.report import Document, Reject, Report
from variorum.settings import Settings

NOW = "2026-11-22T05:00:00+00:00"
SMALL = Settings(largest_input=1_000_000)


def read(
    *inputs: str | Path, settings: Settings = SMALL, kind: str | None = None
) -> tuple[list[Document], list[Reject]]:
    items = list(read_documents(inputs, format=kind, settings=settings))
    return [i for i in items if isinstance(i, Document)], [i for i in items if isinstance(i, Reject)]


def report_of(data: bytes | str, media_type: str = "text/plain", **given: str | list[str]) -> Report:
    raw = data.encode() if isinstance(data, str) else data
    return make_report(Document(raw, "input", media_type, dict(given)), NOW, Settings())

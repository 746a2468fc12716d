"""Stage one: files, feeds, pages and archives become documents; the bytes are never altered."""

from variorum.ingest.reading import read_documents

__all__ = ["read_documents"]

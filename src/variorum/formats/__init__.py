"""The record in other people's formats."""

from variorum.formats.jsonl import export_jsonl, gather, lines_of
from variorum.formats.schema import make_schema, write_schema

__all__ = ["export_jsonl", "gather", "lines_of", "make_schema", "write_schema"]

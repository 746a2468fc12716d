"""The data of a page: what its address gives with `.json` or `.csv` at its end."""

from collections.abc import Iterable, Sequence
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from variorum.api.asking import encode
from variorum.errors import RequestError
from variorum.formats.cells import write_csv


def number_of(words: str | None) -> int:
    """Return the page that an address asks for, the first where it asks for none."""
    if not words:
        return 1
    if not (words.isascii() and words.removeprefix("-").isdecimal() and len(words) < 10):
        raise RequestError("E707", f"{words[:40]!r} is not the number of a page", do="write page=2")
    return int(words)


def data(kind: str, answer: Any, columns: Iterable[str], rows: Iterable[Sequence[Any]]) -> Response:
    """Give the data of a page as JSON or as CSV with guarded cells."""
    if kind == "json":
        return encode(answer)
    if kind == "csv":
        body = b"".join(write_csv(list(columns), rows))
        return Response(body, media_type="text/csv; charset=utf-8")
    what = f"there is no data as {kind[:20]!r}" if kind else "this page has no data"
    raise RequestError("E712", what, do="add .json or .csv to the address of a list or of one thing")


def data_address(path: str, request: Request) -> tuple[str, str]:
    """Return where the data of a page are, as JSON and as CSV."""
    query = f"?{request.url.query}" if request.url.query else ""
    return f"{path}.json{query}", f"{path}.csv{query}"

"""Writes WARC files for the faults, as warcio does."""

import io

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter


class Writer(WARCWriter):
    """The writer, with its scratch file in memory: its own leaves one open on disk."""

    @staticmethod
    def _create_temp_file() -> io.BytesIO:
        return io.BytesIO()


def warc(pages: list[tuple[str, bytes]], *, packed: bool = False) -> bytes:
    out = io.BytesIO()
    writer = Writer(out, gzip=packed)
    for url, html in pages:
        headers = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
        )
        writer.write_record(
            writer.create_warc_record(url, "response", payload=io.BytesIO(html), http_headers=headers)
        )
    return out.getvalue()


def pages(count: int) -> list[tuple[str, bytes]]:
    return [
        (
            f"https://osk.example/{n}",
            f"<html><title>Day {n}</title><p>The river rose {n} cm.</p></html>".encode(),
        )
        for n in range(count)
    ]

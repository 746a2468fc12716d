"""Shards in a bucket: storage that speaks as Amazon's S3 does, listed by folder and read by key."""

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, urlsplit
from xml.sax.saxutils import escape

import pytest

pytest.importorskip("daft", reason="needs the extra: pip install 'variorum[scale]'")

import variorum
from tests.scale.conftest import record_alone
from tests.scale.shards import make_rows, write_shards
from variorum.scale.shards import find_shards, patient
from variorum.settings import Settings

_PAGE = 2  # keys in one answer of a list, so that a listing takes several


def _listing(keys: list[str], asked: dict[str, list[str]]) -> bytes:
    prefix, after = asked.get("prefix", [""])[0], asked.get("continuation-token", [""])[0]
    delimiter = asked.get("delimiter", [""])[0]
    found = sorted(key for key in keys if key.startswith(prefix) and key > after)
    shown = found[:_PAGE]
    rows = "".join(
        f"<Contents><Key>{escape(key)}</Key><Size>1</Size><ETag>&quot;x&quot;</ETag></Contents>"
        for key in shown
        if not (delimiter and delimiter in key[len(prefix) :])
    )
    more = f"<NextContinuationToken>{escape(shown[-1])}</NextContinuationToken>" if found[_PAGE:] else ""
    return (
        '<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
        f"<Name>news</Name><Prefix>{escape(prefix)}</Prefix><KeyCount>{len(shown)}</KeyCount>"
        f"<IsTruncated>{str(bool(more)).lower()}</IsTruncated>{rows}{more}</ListBucketResult>"
    ).encode()


@contextmanager
def bucket(objects: dict[str, bytes], refused: set[str]) -> Iterator[str]:
    """Serve a bucket called news on loopback: lists in pages of two, objects whole or by range."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            key = asked.path.removeprefix("/news").lstrip("/")
            if not key:
                self.answer(200, _listing(list(objects), parse_qs(asked.query)), "application/xml")
            elif key in refused:
                self.answer(403, b"<Error><Code>AccessDenied</Code></Error>", "application/xml")
            elif key not in objects:
                self.answer(404, b"<Error><Code>NoSuchKey</Code></Error>", "application/xml")
            else:
                self.answer(200, objects[key])

        do_HEAD = do_GET  # noqa: N815 - the name that the server asks for

        def answer(self, status: int, data: bytes, kind: str = "binary/octet-stream") -> None:
            first, last = 0, len(data) - 1
            if status == 200 and (span := self.headers.get("Range")):
                low, _, high = span.removeprefix("bytes=").partition("-")
                first, last, status = int(low), min(int(high or last), last), 206
            self.send_response(status)
            if status == 206:
                self.send_header("Content-Range", f"bytes {first}-{last}/{len(data)}")
            self.send_header("Content-Type", kind)
            self.send_header("ETag", '"x"')
            self.send_header("Content-Length", str(last - first + 1))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data[first : last + 1])

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.usefixtures("unread")
def test_shards_of_a_bucket_become_the_record_of_the_same_files_and_a_refused_one_is_named(
    tmp_path: Path,
) -> None:
    write_shards(tmp_path / "shards", make_rows(18), 5)
    files = sorted((tmp_path / "shards").iterdir())
    objects = {f"day/{path.name}": path.read_bytes() for path in files}
    refused = {f"day/{files[0].name}"}
    with bucket({**objects, "other/not-asked.jsonl": b"{}"}, refused) as endpoint:
        storage = patient(endpoint=endpoint, anonymous=True)
        assert [s.name for s in find_shards(["s3://news/day/"], Settings(), storage)] == [
            f"s3://news/{key}" for key in objects
        ]
        first = variorum.scale.run(["s3://news/day/"], tmp_path / "out", workers=1, storage=storage)
        assert [(r.input, r.code) for r in first.rejects] == [(f"s3://news/day/{files[0].name}", "E160")]
        assert first.record.read_bytes() == record_alone(*files[1:])
        refused.clear()
        second = variorum.scale.run(["s3://news/day/"], tmp_path / "out", workers=1, storage=storage)
    assert (second.read, second.unchanged, second.rejects) == (1, 4, ())
    assert second.record.read_bytes() == record_alone(*files)

"""Fault 21: endless bodies, one byte a second and lying lengths end at the caps on bytes and on time."""

import gzip
import time
from http.server import BaseHTTPRequestHandler

import pytest

from tests.faults.reading import read
from tests.faults.serving import body, served
from variorum.errors import InputError
from variorum.ingest.fetch import Fetcher, Limits
from variorum.settings import Settings

ALLOWED = Settings(allow_hosts=("127.0.0.1",), largest_input=200_000)


def endless(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b"x" * 10_000)


def dripping(request: BaseHTTPRequestHandler) -> None:
    request.send_response(200)
    request.end_headers()
    for _ in range(100):
        request.wfile.write(b"x")
        request.wfile.flush()
        time.sleep(0.1)


def dripping_header(request: BaseHTTPRequestHandler) -> None:
    for _ in range(100):
        request.wfile.write(b"H")
        request.wfile.flush()
        time.sleep(0.1)


def test_endless_body_stops_at_the_cap() -> None:
    with served({"/": endless}) as (url, _):
        assert [r.code for r in read(f"{url}/", settings=ALLOWED)[1]] == ["E111"]


def test_a_body_larger_than_the_cap_is_given_up_before_its_end() -> None:
    sent: list[int] = []

    def answer(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        for n in range(2_000):
            request.wfile.write(b"x" * 10_000)
            sent.append(n)

    with served({"/": answer}) as (url, _), pytest.raises(InputError, match="E111"):
        Fetcher(ALLOWED, Limits(total=10)).fetch(f"{url}/")
    assert len(sent) < 2_000


@pytest.mark.parametrize("drip", [dripping, dripping_header])
def test_dripping_answer_stops_at_the_deadline(drip: object) -> None:
    with served({"/": drip}) as (url, _):  # type: ignore[dict-item]
        begun = time.monotonic()
        with pytest.raises(InputError, match="E134"):
            Fetcher(ALLOWED, Limits(total=0.8)).fetch(f"{url}/")
        assert time.monotonic() - begun < 3


def test_length_that_promises_more_is_an_error() -> None:
    with served({"/": body(b"<p>Rain", Content_Length="5000")}) as (url, _):
        assert [r.code for r in read(f"{url}/", settings=ALLOWED)[1]] in (["E133"], ["E134"])


def test_compressed_answer_is_a_bomb_like_any_other() -> None:
    bomb = gzip.compress(b"0" * 40_000_000)
    settings = Settings(allow_hosts=("127.0.0.1",))
    with served({"/": body(bomb, Content_Encoding="gzip")}) as (url, _):
        assert [r.code for r in read(f"{url}/", settings=settings)[1]] == ["E113"]

"""Fault 19: loopback, private and metadata addresses in any writing, and other schemes, are refused."""

import socket

import pytest

from tests.faults.reading import read
from tests.faults.serving import body, served
from variorum.ingest.guarding import is_public

HOSTS = [
    "127.0.0.1",
    "localhost",
    "0.0.0.0",  # noqa: S104 - an address that must be refused
    "10.0.0.1",
    "192.168.1.1",
    "172.16.0.1",
    "169.254.169.254",
    "2130706433",
    "0177.0.0.1",
    "0x7f000001",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[64:ff9b::7f00:1]",
    "[fe80::1]",
    "[fd00::1]",
]


@pytest.mark.parametrize("host", HOSTS)
def test_address_is_refused_before_connecting(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def connect(*args: object, **kwargs: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "create_connection", connect)
    documents, rejects = read(f"http://{host}/a")
    assert documents == []
    assert rejects[0].code in ("E131", "E133")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://osk.example/a", "gopher://osk.example/", "http://"]
)
def test_other_schemes_are_refused(url: str) -> None:
    assert [r.code for r in read(url)[1]] == ["E130"]


@pytest.mark.parametrize(
    "address", ["64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a00:1::"]
)
def test_an_address_within_an_address_is_looked_at(address: str) -> None:
    assert not is_public(address)


def test_nothing_reaches_a_server_on_loopback() -> None:
    with served({"/": body(b"<p>Rain fell.</p>")}) as (url, seen):
        assert [r.code for r in read(f"{url}/")[1]] == ["E131"]
        assert seen == []

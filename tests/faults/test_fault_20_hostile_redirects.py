"""Fault 20: each hop's address is checked when it is connected to, and there are five hops at most."""

import socket
from typing import Any

import pytest

from tests.faults.reading import SMALL, read
from tests.faults.serving import body, served
from variorum.settings import Settings

ALLOWED = Settings(allow_hosts=("127.0.0.1",))


def test_redirect_to_a_private_address_is_refused() -> None:
    paths = {"/": body(b"", 302, Location="http://169.254.169.254/latest")}
    with served(paths) as (url, _):
        assert [r.code for r in read(f"{url}/", settings=ALLOWED)[1]] == ["E131"]


def test_redirect_to_a_file_is_refused() -> None:
    with served({"/": body(b"", 302, Location="file:///etc/passwd")}) as (url, _):
        assert [r.code for r in read(f"{url}/", settings=ALLOWED)[1]] == ["E130"]


def test_a_circle_of_redirects_ends() -> None:
    with served({"/": body(b"", 302, Location="/")}) as (url, seen):
        assert [r.code for r in read(f"{url}/", settings=ALLOWED)[1]] == ["E132"]
        assert len(seen) == 6


def test_the_address_checked_is_the_address_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that is public when first asked and private when asked again is asked only once."""
    asked: list[str] = []
    tried: list[Any] = []

    def resolve(host: str, port: int, *args: object, **kwargs: object) -> list[Any]:
        asked.append(host)
        address = "93.184.216.34" if len(asked) == 1 else "127.0.0.1"
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))]

    def connect(address: Any, *args: object, **kwargs: object) -> None:
        tried.append(address)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    assert [r.code for r in read("http://rebinding.example/a", settings=SMALL)[1]] == ["E133"]
    assert tried == [("93.184.216.34", 80)]

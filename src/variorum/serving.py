"""A record served: pages for people and `/v1` for programs, until it is stopped."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from variorum.errors import RequestError, VariorumError
from variorum.settings import Settings

HOST, PORT = "127.0.0.1", 8765


class Started(NamedTuple):
    """A server that has begun: its address, its token, and what is amiss with the record."""

    url: str
    token: str
    trouble: VariorumError | None


def serve(  # noqa: PLR0913 - as many as the flags of the command
    record: str | Path,
    *,
    settings: Settings | None = None,
    host: str = HOST,
    port: int = PORT,
    token: str | None = None,
    names: Iterable[str] = (),
    on_start: Callable[[Started], None] | None = None,
) -> None:
    """Show a record as pages and answer programs, until the program is interrupted.

    Other machines can reach it only with a `token`, which they then need for reading too; `names` are host
    names by which it is known besides `host`. Port 0 takes a free one: `on_start` is told which. Raises
    `RequestError` E701 for such an address without a token, E716 where FastAPI or uvicorn is not installed.
    """
    is_local = is_loopback(host)
    if not is_local and not token:
        what = f"{host} can be reached from other machines, and no token is given"
        raise RequestError("E701", what, do="give --token, or leave --host at 127.0.0.1")
    try:
        import uvicorn

        from variorum.api import Server
        from variorum.api.guards import LOCAL
    except ModuleNotFoundError as error:
        do = "pip install 'variorum[serve]'"
        raise RequestError("E716", f"serving needs {error.name}, which is not installed", do=do) from error

    hosts = {*LOCAL, *(name.lower() for name in names), _in_url(host)}
    server = Server(record, settings, token=token, hosts=hosts, is_open=is_local)
    config = uvicorn.Config(server.app, host=host, port=port, log_level="warning", server_header=False)
    socket = config.bind_socket()
    # Whoever is told the address may come at once: the socket takes them before the server runs.
    socket.listen(128)
    try:
        if on_start is not None:
            url = f"http://{_in_url(host)}:{socket.getsockname()[1]}/"
            on_start(Started(url, server.token, server.prepare()))
        uvicorn.Server(config).run(sockets=[socket])
    finally:
        socket.close()
        server.close()


def _in_url(host: str) -> str:
    """Write a host as an address does.

    >>> _in_url("::1")
    '[::1]'
    """
    return f"[{host}]" if ":" in host else host.lower()


def is_loopback(host: str) -> bool:
    """Say whether only this machine can reach a host.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False

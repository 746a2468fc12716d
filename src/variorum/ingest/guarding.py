"""Connections that go only where they may: every address is checked when it is connected to."""

import ipaddress
import socket
import time
import typing
from collections.abc import Iterable

import httpcore

from variorum.errors import InputError

# Networks that hold an IPv4 address inside an IPv6 one, with the bits behind it.
_EMBEDDED = (
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
    (ipaddress.IPv6Network("::/96"), 0),
)


def is_public(address: str) -> bool:
    """Say whether an IP address lies on the open internet, whatever form it is written in.

    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (False, False, False)
    >>> is_public("93.184.216.34")
    True
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or _embedded(ip)
        if inner is not None:
            ip = inner
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


def _embedded(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    for network, shift in _EMBEDDED:
        if ip in network:
            return ipaddress.IPv4Address((int(ip) >> shift) & 0xFFFFFFFF)
    return None


class GuardedBackend(httpcore.NetworkBackend):
    """Resolves a name once, refuses it where any of its addresses is not public, connects to that address.

    Because the address checked is the address connected to, a name that changes its mind in between gains
    nothing. `allowed` hosts are exempt. `deadline` (of `time.monotonic`) ends every read and write.
    """

    def __init__(self, allowed: Iterable[str], deadline: float) -> None:
        self._allowed = frozenset(host.lower() for host in allowed)
        self._deadline = deadline
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[typing.Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a checked address; raises `InputError` (E131 refused, E133 no such host)."""
        address = self._resolve(host, port)
        stream = self._inner.connect_tcp(address, port, self._left(timeout), local_address, socket_options)
        return _Stream(stream, self._left)

    def _resolve(self, host: str, port: int) -> str:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise InputError("E133", "no such host", where=host, do="check the address") from error
        addresses = [str(entry[4][0]) for entry in found]
        if host.lower() not in self._allowed:
            for address in addresses:
                if not is_public(address):
                    raise InputError(
                        "E131",
                        f"leads to {address}, which is not on the open internet",
                        where=host,
                        do="name the host in allow_hosts if it is yours",
                    )
        return addresses[0]

    def connect_unix_socket(self, *args: object, **kwargs: object) -> httpcore.NetworkStream:
        """Refuse sockets of this machine."""
        raise InputError("E131", "sockets of this machine are not fetched from")

    def sleep(self, seconds: float) -> None:
        """Wait between tries."""
        time.sleep(seconds)

    def _left(self, timeout: float | None) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for this input is up")
        return left if timeout is None else min(left, timeout)


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait is cut to the time left."""

    def __init__(self, inner: httpcore.NetworkStream, left: typing.Callable[[float | None], float]) -> None:
        self._inner = inner
        self._left = left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: typing.Any, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, self._left(timeout)), self._left)

    def get_extra_info(self, info: str) -> typing.Any:
        return self._inner.get_extra_info(info)

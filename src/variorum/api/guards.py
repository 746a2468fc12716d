"""The gate before every route: hosts, origins, the size of bodies, the headers of every answer."""

from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import msgspec

from variorum.api.shapes import Failure
from variorum.errors import RequestError

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

LARGEST_BODY = 20_000_000
_LONGEST_ADDRESS = 8_000
_SAFE = ("GET", "HEAD", "OPTIONS")
LOCAL = ("localhost", "127.0.0.1", "[::1]")

_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)


class Gate:
    """Refuses what should not reach a route, and puts the same headers on every answer.

    A page of another site must not write here (E704), nor read through a name that it points at this machine
    (E705: the guard against rebinding of names); a body larger than `largest` is refused unread (E706).
    """

    def __init__(self, app: App, hosts: Iterable[str] | None = LOCAL, largest: int = LARGEST_BODY) -> None:
        self._app = app
        self._hosts = None if hosts is None else frozenset(hosts)
        self._largest = largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = {k.lower(): v for k, v in scope["headers"]}

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = {k.lower() for k, _ in message.get("headers", ())}
                more = [pair for pair in _HEADERS if pair[0] not in own]
                message = {**message, "headers": [*message.get("headers", ()), *more]}
            await send(message)

        try:
            self._check(scope, headers)
        except RequestError as error:
            await refuse(error, send_safely)
            return
        await self._pass(scope, receive, send_safely)

    def _check(self, scope: Scope, headers: dict[bytes, bytes]) -> None:
        raw = scope.get("raw_path") or scope["path"].encode()
        if len(raw) + len(scope["query_string"]) > _LONGEST_ADDRESS:
            raise RequestError("E714", "the address is too long", do="ask for less at a time")
        if b"\0" in unquote_to_bytes(raw) or b"%00" in scope["query_string"]:
            raise RequestError("E707", "an address cannot hold the character 0", do="leave it out")
        host = headers.get(b"host", b"").decode("latin-1").lower()
        if self._hosts is not None and host.rsplit(":", 1)[0] not in self._hosts:
            known = ", ".join(sorted(self._hosts))
            raise RequestError("E705", f"this server is not called {host!r}", do=f"use {known}")
        if scope["method"] in _SAFE:
            return
        if headers.get(b"sec-fetch-site", b"same-origin") not in (b"same-origin", b"none"):
            raise RequestError("E704", "another site's page may not write here", do="use this site's pages")
        origin = headers.get(b"origin", b"").decode("latin-1").lower()
        if origin and urlsplit_host(origin) != host:
            raise RequestError("E704", "another site's page may not write here", do="use this site's pages")
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length) > self._largest:
            raise self._too_large()

    def _too_large(self) -> RequestError:
        what = f"the body is larger than {self._largest:,} bytes"
        return RequestError("E706", what, do="send fewer reports at a time, or use `variorum add`")

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count the body as it comes: a length that was announced may lie."""
        count = 0
        has_begun = False

        async def receive_some() -> Message:
            nonlocal count
            message = await receive()
            count += len(message.get("body", b""))
            if count > self._largest:
                raise self._too_large()
            return message

        async def send_on(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive_some, send_on)
        except RequestError as error:
            if has_begun:
                raise
            await refuse(error, send)


def urlsplit_host(origin: str) -> str:
    """Return host and port of an origin; empty where it is none ("null")."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


STATUS = {
    "E002": 422,
    "E011": 404,
    "E012": 404,
    "E013": 404,
    "E702": 401,
    "E703": 401,
    "E704": 403,
    "E705": 403,
    "E706": 413,
    "E707": 422,
    "E708": 404,
    "E709": 413,
    "E710": 404,
    "E711": 500,
    "E712": 404,
    "E713": 405,
    "E714": 414,
}


def status_of(code: str) -> int:
    """Return the HTTP status of an error code: what the caller did wrong is 4xx, what the record lacks 503.

    >>> status_of("E706"), status_of("E402"), status_of("E108")
    (413, 503, 422)
    """
    return STATUS.get(code) or (503 if code.startswith("E4") else 422)


async def refuse(error: RequestError, send: Send) -> None:
    """Answer with an error in the one shape, without a route."""
    body = msgspec.json.encode(Failure(code=error.code, message=error.what, hint=error.do, where=error.where))
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    if status_of(error.code) == 413:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status_of(error.code), "headers": headers})
    await send({"type": "http.response.body", "body": body})

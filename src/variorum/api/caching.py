"""Answers kept for as long as the record is the same, and not sent again to who has them."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable

from variorum.api.guards import App, Message, Receive, Scope, Send
from variorum.api.signing import COOKIE
from variorum.errors import VariorumError

_MOST_BYTES = 64_000_000
_LARGEST = 1_000_000


class Kept:
    """Answers to GET by address; each with an ETag made of its bytes.

    An answer is kept under the record's version, so that nothing old is shown as new. What somebody sees who
    is signed in is not kept.
    """

    def __init__(self, app: App, version: Callable[[], str]) -> None:
        self._app = app
        self._version = version
        self._kept: OrderedDict[tuple[str, bytes], tuple[list[tuple[bytes, bytes]], bytes]] = OrderedDict()
        self._size = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        headers = {k.lower(): v for k, v in scope["headers"]}
        key = self._key_of(scope, headers)
        answer = self._kept.get(key) if key else None
        if answer is None:
            answer = await self._ask(scope, receive, send)
            if answer is None:
                return
            if key:
                self._keep(key, answer)
        await _send(answer, headers.get(b"if-none-match"), scope["method"], send)

    def _key_of(self, scope: Scope, headers: dict[bytes, bytes]) -> tuple[str, bytes] | None:
        if COOKIE.encode() in headers.get(b"cookie", b"") or b"authorization" in headers:
            return None
        try:
            version = self._version()
        except VariorumError:
            return None
        asked = scope["path"].encode() + b"?" + scope["query_string"]
        return version, asked + b" " + headers.get(b"accept-language", b"")

    def _keep(self, key: tuple[str, bytes], answer: tuple[list[tuple[bytes, bytes]], bytes]) -> None:
        self._kept[key] = answer
        self._size += len(answer[1])
        while self._size > _MOST_BYTES:
            _, (_, body) = self._kept.popitem(last=False)
            self._size -= len(body)

    async def _ask(
        self, scope: Scope, receive: Receive, send: Send
    ) -> tuple[list[tuple[bytes, bytes]], bytes] | None:
        """Let the route answer; hold back a small good answer and return it, let any other pass."""
        held: list[Message] = []
        parts: list[bytes] = []
        is_passing = False

        async def hold(message: Message) -> None:
            nonlocal is_passing
            if is_passing:
                await send(message)
                return
            held.append(message)
            if message["type"] == "http.response.start":
                names = {k.lower() for k, _ in message["headers"]}
                is_passing = message["status"] != 200 or b"set-cookie" in names or b"x-not-kept" in names
            else:
                parts.append(message.get("body", b""))
                is_passing = sum(map(len, parts)) > _LARGEST
            if is_passing:
                for one in held:
                    await send(one)

        await self._app(scope, receive, hold)
        if is_passing or not held:
            return None
        body = b"".join(parts)
        tag = hashlib.sha256(body).hexdigest()[:20].encode()
        start = [(k, v) for k, v in held[0]["headers"] if k.lower() not in (b"etag", b"content-length")]
        start += [(b"etag", b'"' + tag + b'"'), (b"cache-control", b"no-cache")]
        return start, body


async def _send(
    answer: tuple[list[tuple[bytes, bytes]], bytes], has: bytes | None, method: str, send: Send
) -> None:
    headers, body = answer
    tag = next(v for k, v in headers if k == b"etag")
    known = {part.strip().removeprefix(b"W/") for part in (has or b"").split(b",")}
    if tag in known or b"*" in known:
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": 200, "headers": [*headers, length]})
    await send({"type": "http.response.body", "body": b"" if method == "HEAD" else body})

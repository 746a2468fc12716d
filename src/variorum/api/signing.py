"""Who may write: whoever knows the server's token, under a name, until the session ends."""

import hashlib
import hmac
import secrets
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from typing import NamedTuple

from variorum.errors import RequestError

HOURS = 12
COOKIE = "variorum-session"
_LONGEST_NAME = 80


class Session(NamedTuple):
    """A person signed in: the name that decisions carry, and the second at which it ends."""

    name: str
    until: int


class Signer:
    """Issues and checks sessions; they are signed with the server's token and kept nowhere."""

    def __init__(self, token: str | None = None, clock: Callable[[], float] = time.time) -> None:
        self.token = token or secrets.token_urlsafe(18)
        self._clock = clock

    def sign_in(self, name: str, token: str) -> str:
        """Return a session for a name; raises `RequestError` E702 where the token is not the server's."""
        name = " ".join(name.split())[:_LONGEST_NAME]
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            do = "use the token that `variorum serve` printed"
            raise RequestError("E702", "the token is not this server's", do=do)
        if not name.isprintable() or not name:
            raise RequestError("E702", "a name is needed, since decisions carry it", do="give a name")
        until = int(self._clock()) + HOURS * 3600
        body = urlsafe_b64encode(name.encode()).decode()
        return f"{body}.{until}.{self._sign(body, until)}"

    def check(self, session: str) -> Session:
        """Return who a session is; raises `RequestError` E702 for a false one, E703 for one that ended."""
        if hmac.compare_digest(session.encode(), self.token.encode()):
            return Session("", int(self._clock()) + HOURS * 3600)
        body, _, rest = session.partition(".")
        until, _, signed = rest.partition(".")
        is_number = until.isascii() and until.isdecimal() and len(until) < 15
        good = is_number and hmac.compare_digest(signed.encode(), self._sign(body, int(until)).encode())
        if not good:
            raise RequestError("E702", "nobody is signed in", do="sign in, or send the token")
        if int(until) <= self._clock():
            raise RequestError("E703", "the session has ended", do="sign in again")
        return Session(urlsafe_b64decode(body).decode(), int(until))

    def _sign(self, body: str, until: int) -> str:
        words = f"{body}.{until}".encode()
        return hmac.new(self.token.encode(), words, hashlib.sha256).hexdigest()

"""Fetch an address safely: http(s) only, addresses checked at every hop, bytes, time and hops capped."""

import time
import urllib.robotparser
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from variorum.errors import InputError
from variorum.ingest.guarding import GuardedBackend
from variorum.ingest.source import Given, Item, Source, too_large
from variorum.ingest.warc import decode_content
from variorum.settings import Settings

AGENT = "variorum"
_SCHEMES = ("http", "https")
_REDIRECTS = (301, 302, 303, 307, 308)
_MOST_ROBOTS = 500_000


@dataclass(frozen=True)
class Limits:
    """How long and how far one fetch may go: seconds in all, seconds of silence, redirects, wire bytes."""

    total: float = 60.0
    silence: float = 15.0
    hops: int = 5


@dataclass(frozen=True)
class Page:
    """What an address gave: the body after HTTP encodings, its type, the last address, the headers."""

    url: str
    status: int
    data: bytes
    media_type: str
    headers: Mapping[str, str] = field(default_factory=dict)
    received: str = ""

    @property
    def given(self) -> Given:
        """What the answer says of the page: its address, its charset, when it came."""
        given: Given = {"url": self.url, "received": self.received}
        charset = self.headers.get("content-type", "").partition("charset=")[2].split(";")[0].strip("\"' ")
        return {**given, "charset": charset} if charset else given


class Fetcher:
    """Fetches pages under the settings' caps; remembers each host's robots.txt while it lives."""

    def __init__(self, settings: Settings, limits: Limits | None = None) -> None:
        self._settings = settings
        self._limits = limits or Limits()
        self._robots: dict[str, urllib.robotparser.RobotFileParser] = {}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Page:
        """Fetch one address; statuses other than 200 and 304 are errors.

        Raises `InputError`: E130 scheme, E131 address refused, E132 too many redirects, E133 no connection,
        E134 too slow, E111 too large, E135 status (with `Retry-After` told where the server gave one).
        """
        page = self.request(url, headers or {})
        if page.status not in (200, 304):
            wait = page.headers.get("retry-after", "")
            what = f"status {page.status}" + (f", retry after {wait[:40]}" if wait else "")
            raise InputError("E135", what, where=url, do="look at the address in a browser")
        return page

    def fetch_politely(self, url: str, headers: Mapping[str, str] | None = None) -> Page:
        """Fetch one address that no person asked for by name; raises also E136 where robots.txt refuses."""
        if not self.is_allowed(url):
            raise InputError("E136", "robots.txt refuses it", where=url, do="ask the site's owner")
        return self.fetch(url, headers)

    def is_allowed(self, url: str) -> bool:
        """Say whether the site's robots.txt lets programs fetch an address; a broken one refuses nothing."""
        return self._rules(url).can_fetch(AGENT, url)

    def pause_of(self, url: str) -> float:
        """Return the seconds that a site's robots.txt asks for between two fetches; 0 where it asks none."""
        delay = self._rules(url).crawl_delay(AGENT)
        return min(float(delay), 3600.0) if delay else 0.0

    def _rules(self, url: str) -> urllib.robotparser.RobotFileParser:
        check_scheme(url)
        site = "{0.scheme}://{0.netloc}".format(urlsplit(url))
        if site not in self._robots:
            rules = urllib.robotparser.RobotFileParser()
            page = self.request(f"{site}/robots.txt", {})
            if page.status == 200:
                rules.parse(page.data[:_MOST_ROBOTS].decode("utf-8", "replace").splitlines())
            elif page.status in (401, 403) or page.status >= 500:
                rules.disallow_all = True  # type: ignore[attr-defined]
            else:
                rules.allow_all = True  # type: ignore[attr-defined]
            self._robots[site] = rules  # not before: rules that could not be had refuse nothing
        return self._robots[site]

    def request(self, url: str, headers: Mapping[str, str]) -> Page:
        """Fetch one address, whatever its status; raises as `fetch` does, but for E135."""
        deadline = time.monotonic() + self._limits.total
        backend = GuardedBackend(self._settings.allow_hosts, deadline)
        first = url
        with _client(backend, self._limits) as client:
            for _ in range(self._limits.hops + 1):
                try:
                    check_scheme(url)
                    page = self._one(client, url, headers)
                except InputError as error:
                    what = error.what if url == first else f"redirects to {url[:200]}: {error.what}"
                    raise InputError(error.code, what, where=first, do=error.do) from error
                except (httpx.TimeoutException, httpcore.TimeoutException) as error:
                    raise InputError("E134", "took too long", where=first, do="try again later") from error
                except (httpx.HTTPError, httpx.InvalidURL, httpcore.NetworkError) as error:
                    what = f"could not be fetched ({str(error)[:200] or type(error).__name__})"
                    raise InputError("E133", what, where=first, do="try again later") from error
                target = page.headers.get("location")
                if page.status not in _REDIRECTS or not target:
                    return page
                url = urljoin(url, target)
        raise InputError("E132", f"redirects more than {self._limits.hops} times", where=first, do="check it")

    def _one(self, client: httpx.Client, url: str, headers: Mapping[str, str]) -> Page:
        most = self._settings.largest_input
        sent = {"accept-encoding": "gzip, deflate", "user-agent": AGENT, **headers}
        with client.stream("GET", url, headers=sent) as answer:
            body = bytearray()
            for chunk in answer.iter_raw():
                body += chunk
                if len(body) > most:
                    raise too_large(url, most)
            encodings = answer.headers.get("content-encoding", "")
            data = decode_content(bytes(body), encodings, url, most)
            kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
            now = datetime.now(UTC).isoformat(timespec="seconds")
            return Page(url, answer.status_code, data, kind, dict(answer.headers), now)


def check_scheme(url: str) -> None:
    """Raise `InputError` (E130) for anything but http and https with a host.

    >>> check_scheme("https://example.org/a")
    """
    try:
        parts = urlsplit(url)
        fit = parts.scheme in _SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:
        fit = False
    if not fit:
        raise InputError(
            "E130", "is not an http(s) address", where=url[:500], do="save the page and add the file"
        )


def _client(backend: GuardedBackend, limits: Limits) -> httpx.Client:
    transport = httpx.HTTPTransport(retries=0)
    # httpx has no public way to say how names are resolved; its pool takes one.
    transport._pool = httpcore.ConnectionPool(ssl_context=httpx.create_ssl_context(), network_backend=backend)
    return httpx.Client(transport=transport, timeout=limits.silence, trust_env=False, follow_redirects=False)


def read_address(source: Source, settings: Settings) -> Iterator[Item]:
    """Fetch an address that the user named and read what it gives by its content."""
    from variorum.ingest.reading import read_source

    page = Fetcher(settings).fetch(source.where)
    given = {**source.given, **page.given}
    yield from read_source(Source(source.where, data=page.data, given=given), None, settings)

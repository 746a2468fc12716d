"""Poll feeds politely: only what changed is read again, and what was learned survives a restart."""

import copy
import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import msgspec

from variorum.errors import InputError, StoreError
from variorum.ingest.alternates import refuse_page
from variorum.ingest.feed import feed_addresses, page_behind, parse_feed
from variorum.ingest.fetch import Fetcher, Page
from variorum.ingest.finding import is_address
from variorum.ingest.sniffing import sniff
from variorum.ingest.source import Item, Source, rejected
from variorum.model.report import Document
from variorum.settings import Settings

EVERY = 600.0  # seconds between two polls of one feed
_EARLY = 0.9  # a round of cron that begins a little before the last one did must find its feeds due
_LONGEST = 86_400.0  # seconds beyond which no back-off and no Retry-After goes
_REFUSED_HERE = ("E130", "E131")  # by our own settings
_REFUSED = (*_REFUSED_HERE, "E136")
_PAUSE = 1.0  # seconds between two requests to one host
_SEEN = 20_000  # entries remembered of one feed; more than any feed carries at once


class FeedState(msgspec.Struct):
    """What is known of one feed: its validators, when it is due, its failures, the entries read."""

    etag: str | None = None
    last_modified: str | None = None
    due: float = 0.0
    failures: int = 0
    seen: dict[str, str] = {}


class WatchState(msgspec.Struct):
    """The state of all feeds, by address."""

    feeds: dict[str, FeedState] = {}


@dataclass(frozen=True)
class Clock:
    """The time and how to wait for it; tests bring their own."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep


def load_state(path: Path) -> WatchState:
    """Read the state of an earlier poll; an empty one where there is none. Raises `StoreError` (E450)."""
    if not path.is_file():
        return WatchState()
    try:
        return msgspec.json.decode(path.read_bytes(), type=WatchState)
    except (OSError, msgspec.MsgspecError) as error:
        raise StoreError(
            "E450", f"the state of watch is damaged ({error})", where=str(path), do="remove it to begin anew"
        ) from error


def save_state(state: WatchState, path: Path) -> None:
    """Write the state whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.write_bytes(msgspec.json.encode(state, order="deterministic"))
    os.replace(part, path)  # noqa: PTH105 - the one call that replaces in one step


def list_feeds(given: str | Path, settings: Settings) -> list[str]:
    """Return the feed addresses that an OPML list names; an address that is a feed itself is the one.

    The list may be a file or an address. Raises `InputError` (E140) for what is neither, E101 for no file.
    """
    where = str(given)
    if is_address(where):
        page = Fetcher(settings).fetch(where)
        if sniff(page.data[:8192]) == "feed":
            return [where]
        refuse_page(page.data, where)
        return feed_addresses(page.data, where)
    path = Path(given)
    if not path.is_file():
        raise InputError("E101", "no such file", where=where, do="name an OPML list or a feed's address")
    return feed_addresses(Source(where, path=path).read(settings), where)


class Polled(NamedTuple):
    """What one feed gave, and what is known of it from now on: to be kept once the items are safe.

    `refused` is true where its host was not asked, because the settings or its robots.txt refuse it.
    """

    url: str
    items: tuple[Item, ...]
    state: FeedState
    refused: bool = False


def poll(
    feeds: Sequence[str],
    state: WatchState,
    settings: Settings,
    clock: Clock | None = None,
    every: float = EVERY,
) -> Iterator[Polled]:
    """Poll the feeds that are due once; give of each the documents of new or changed entries, and rejects.

    Unchanged feeds cost one conditional request; `every` are the seconds until a feed is due again. After a
    failure a feed waits twice as long as before, or as long as `Retry-After` asks; a feed that robots.txt
    refuses waits a day. With the setting `fetch_pages` the pages behind the entries are fetched too. `state`
    is left as it is: the caller puts `Polled.state` there when the items are safe, so that a poll which is
    broken off asks again.
    """
    clock = clock or Clock()
    visit = _Visit(Fetcher(settings), settings, clock, every)
    for url in dict.fromkeys(feeds):
        known = copy.deepcopy(state.feeds.get(url, FeedState()))
        if known.due > clock.now():
            continue
        refused = False
        try:
            visit.wait(url)
            items = visit.poll(url, known)
        except InputError as error:
            refused = error.code in _REFUSED
            if error.code not in _REFUSED_HERE:  # which no waiting mends: it is said in every round
                known.failures += 1
                wait = _LONGEST if error.code == "E136" else _back_off(known.failures, every)
                known.due = clock.now() + wait
            items = [rejected(error, where=url)]
        yield Polled(url, tuple(items), known, refused)


class _Visit:
    """One round over the feeds: the pauses between requests to a host are kept over all of it."""

    def __init__(self, fetcher: Fetcher, settings: Settings, clock: Clock, every: float) -> None:
        self._fetcher = fetcher
        self._settings = settings
        self._clock = clock
        self._every = every
        self._last: dict[str, float] = {}

    def wait(self, url: str) -> None:
        """Keep the pause between two requests to one host, or the longer one that its robots.txt asks for."""
        host = urlsplit(url).netloc
        if not self._fetcher.is_allowed(url):
            raise InputError("E136", "robots.txt refuses it", where=url, do="ask the site's owner")
        if host in self._last:
            left = self._last[host] + max(_PAUSE, self._fetcher.pause_of(url)) - self._clock.now()
            if left > 0:
                self._clock.sleep(left)
        self._last[host] = self._clock.now()

    def poll(self, url: str, known: FeedState) -> list[Item]:
        headers = {"if-none-match": known.etag, "if-modified-since": known.last_modified}
        page = self._fetcher.request(url, {name: value for name, value in headers.items() if value})
        now = self._clock.now()
        if page.status == 304:
            known.failures, known.due = 0, now + _EARLY * self._every
            return []
        if page.status != 200:
            known.failures += 1
            known.due = now + max(_retry_after(page, now), _back_off(known.failures, self._every))
            what = f"status {page.status}, asked again in {known.due - now:.0f} seconds"
            return [rejected(InputError("E135", what, where=url, do="nothing, or remove the feed"))]
        items = list(self._changed(page, url, known))
        known.seen = dict(list(known.seen.items())[-_SEEN:])
        known.etag, known.last_modified = page.headers.get("etag"), page.headers.get("last-modified")
        known.failures, known.due = 0, now + _EARLY * self._every
        return items

    def _changed(self, page: Page, url: str, known: FeedState) -> Iterator[Item]:
        """Yield the entries that are new or other than when last seen, and note them."""
        refuse_page(page.data, url)
        documents, left_out = parse_feed(page.data, url, {"received": _iso(self._clock.now())})
        for document in documents:
            key = _key(document.given, document.data)
            title = json.dumps(document.given.get("title")).encode()
            digest = hashlib.sha256(document.data + title).hexdigest()
            if known.seen.get(key) != digest:
                known.seen.pop(key, None)
                known.seen[key] = digest
                yield from self._page_of(document) if self._settings.fetch_pages else (document,)
        if left_out:
            yield rejected(
                InputError("E141", f"{left_out:,} entries beyond the cap were left out", where=url)
            )

    def _page_of(self, entry: Document) -> Iterator[Item]:
        """Yield the page behind an entry; where it cannot be fetched, what the feed says of it."""
        url = entry.given.get("url")
        if not isinstance(url, str) or not url:
            yield entry
            return
        try:
            self.wait(url)
            yield page_behind(entry, self._fetcher.fetch(url))
        except InputError as error:
            yield rejected(error, where=url)
            yield entry


def _key(given: dict[str, Any], data: bytes) -> str:
    url = given.get("url")
    return url if isinstance(url, str) and url else hashlib.sha256(data).hexdigest()


def _back_off(failures: int, every: float) -> float:
    return float(min(_LONGEST, every * 2 ** min(failures, 10)))


def _iso(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="seconds")


def _retry_after(page: Page, now: float) -> float:
    """Return the seconds that a server asks to wait, whether it gives seconds or a date; capped at a day."""
    stated = page.headers.get("retry-after", "").strip()
    if stated.isdigit():
        return min(float(stated[:9]), _LONGEST)
    try:
        return min(max(0.0, parsedate_to_datetime(stated).timestamp() - now), _LONGEST)
    except (ValueError, TypeError, OverflowError):
        return 0.0

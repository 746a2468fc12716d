"""Poll feeds politely: only what changed is read again, and what was learned survives a restart."""

import hashlib
import json
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from variorum.errors import InputError, StoreError
from variorum.ingest.feed import parse_feed
from variorum.ingest.fetch import Fetcher, Page
from variorum.ingest.source import Item, rejected
from variorum.settings import Settings

_EVERY = 900.0  # seconds between two polls of one feed
_LONGEST = 86_400.0  # seconds beyond which no back-off and no Retry-After goes
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


def poll_feeds(
    feeds: Sequence[str], path: Path, settings: Settings, clock: Clock | None = None
) -> Iterator[Item]:
    """Poll the feeds that are due once and yield the documents of new or changed entries, and rejects.

    Unchanged feeds cost one conditional request. After a failure a feed waits twice as long as before, or
    as long as `Retry-After` asks; a feed that robots.txt refuses waits a day. The state is saved after each
    feed, once what it gave was taken: a poll that is broken off asks again.
    """
    clock = clock or Clock()
    state = load_state(path)
    fetcher = Fetcher(settings)
    last: dict[str, float] = {}
    for url in dict.fromkeys(feeds):
        known = state.feeds.setdefault(url, FeedState())
        if known.due > clock.now():
            continue
        try:
            _wait(url, last, fetcher, clock)
            yield from _poll(url, known, fetcher, clock)
        except InputError as error:
            known.failures += 1
            known.due = clock.now() + (_LONGEST if error.code == "E136" else _back_off(known.failures))
            yield rejected(error, where=url)
        save_state(state, path)


def _wait(url: str, last: dict[str, float], fetcher: Fetcher, clock: Clock) -> None:
    """Keep the pause between two requests to one host, or the longer one that its robots.txt asks for."""
    host = urlsplit(url).netloc
    if not fetcher.is_allowed(url):
        raise InputError("E136", "robots.txt refuses it", where=url, do="ask the site's owner")
    if host in last:
        left = last[host] + max(_PAUSE, fetcher.pause_of(url)) - clock.now()
        if left > 0:
            clock.sleep(left)
    last[host] = clock.now()


def _poll(url: str, known: FeedState, fetcher: Fetcher, clock: Clock) -> Iterator[Item]:
    headers = {"if-none-match": known.etag, "if-modified-since": known.last_modified}
    page = fetcher.request(url, {name: value for name, value in headers.items() if value})
    if page.status == 304:
        known.failures, known.due = 0, clock.now() + _EVERY
        return
    if page.status != 200:
        wait = _retry_after(page, clock)
        known.failures += 1
        known.due = clock.now() + max(wait, _back_off(known.failures))
        what = f"status {page.status}, asked again in {known.due - clock.now():.0f} seconds"
        yield rejected(InputError("E135", what, where=url, do="nothing, or remove the feed"))
        return
    documents, left_out = parse_feed(page.data, url, {})
    for document in documents:
        key = _key(document.given, document.data)
        digest = hashlib.sha256(document.data + json.dumps(document.given.get("title")).encode()).hexdigest()
        if known.seen.get(key) != digest:
            yield document
            known.seen.pop(key, None)
            known.seen[key] = digest
    if left_out:
        yield rejected(InputError("E141", f"{left_out:,} entries beyond the cap were left out", where=url))
    known.seen = dict(list(known.seen.items())[-_SEEN:])
    known.etag, known.last_modified = page.headers.get("etag"), page.headers.get("last-modified")
    known.failures, known.due = 0, clock.now() + _EVERY


def _key(given: dict[str, Any], data: bytes) -> str:
    url = given.get("url")
    return url if isinstance(url, str) and url else hashlib.sha256(data).hexdigest()


def _back_off(failures: int) -> float:
    return float(min(_LONGEST, _EVERY * 2 ** min(failures, 10)))


def _retry_after(page: Page, clock: Clock) -> float:
    """Return the seconds that a server asks to wait, whether it gives seconds or a date; capped at a day."""
    stated = page.headers.get("retry-after", "").strip()
    if stated.isdigit():
        return min(float(stated[:9]), _LONGEST)
    try:
        return min(max(0.0, parsedate_to_datetime(stated).timestamp() - clock.now()), _LONGEST)
    except (ValueError, TypeError, OverflowError):
        return 0.0

"""Watching feeds: poll what is due, add what is new, and tell what that changed in the record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from variorum.adding import Added, add_to
from variorum.ingest.watch import EVERY, Clock, WatchState, load_state, poll, save_state
from variorum.model.report import Document, Input
from variorum.opened import OpenRecord
from variorum.settings import Settings
from variorum.store import Archive
from variorum.telling import News, tell_news


class Watched(NamedTuple):
    """One round: when it began, how many feeds were asked, what was added, and what that changed.

    `due` is when the next feed will be asked.
    """

    at: str
    asked: int
    added: Added
    news: tuple[News, ...]
    due: str | None = None


class Feed(NamedTuple):
    """What is known of one feed before it is asked: when it is due, its failures in a row, its entries."""

    url: str
    due: str
    failures: int
    entries: int


@dataclass(frozen=True)
class Watch:
    """What is watched and how: the feeds, the file of the state, the seconds between two rounds.

    `story` keeps the news of the stories in which a report holds these words.
    """

    feeds: Sequence[str]
    path: Path
    settings: Settings
    story: str | None = None
    every: float = EVERY
    clock: Clock = field(default_factory=Clock)

    def rounds(self, archive: Archive) -> Iterator[Watched]:
        """Yield one round after another, each `every` seconds after the last began, without end."""
        while True:
            began = self.clock.now()
            yield self.round(archive)
            self.clock.sleep(max(1.0, began + self.every - self.clock.now()))

    def round(self, archive: Archive) -> Watched:
        """Poll the feeds that are due, add what is new or changed, and tell what that changed.

        The state is saved when what the feeds gave is in the record, so that a round broken off asks again.
        """
        began = _clock_time(self.clock.now())
        state = load_state(self.path)
        later = WatchState(dict(state.feeds))
        items: list[Input] = []
        asked = 0
        for polled in poll(self.feeds, state, self.settings, self.clock, self.every):
            asked += not polled.refused
            items += polled.items
            later.feeds[polled.url] = polled.state
            if not any(isinstance(item, Document) for item in polled.items):
                state.feeds[polled.url] = polled.state
                save_state(state, self.path)  # nothing to lose, and what a server asked for outlives a crash
        if not any(isinstance(item, Document) for item in items):
            return Watched(began, asked, add_to(archive, items, self.settings), (), self._due(later))
        before = OpenRecord(archive, self.settings).lines
        added = add_to(archive, items, self.settings)
        save_state(later, self.path)
        news = tell_news(before, OpenRecord(archive, self.settings), self.story) if added.new else ()
        return Watched(began, asked, added, news, self._due(later))

    def _due(self, state: WatchState) -> str | None:
        """Return when the next of the feeds is due, None where there is none."""
        due = [state.feeds[url].due for url in self.feeds if url in state.feeds]
        return _clock_time(min(due)) if due else None


def list_watched(feeds: Sequence[str], path: Path) -> tuple[Feed, ...]:
    """Say of each feed when it would be asked next; nothing is fetched."""
    known = load_state(path).feeds
    return tuple(
        Feed(
            url,
            datetime.fromtimestamp(known[url].due).astimezone().isoformat(timespec="minutes"),
            known[url].failures,
            len(known[url].seen),
        )
        if url in known
        else Feed(url, "now", 0, 0)
        for url in dict.fromkeys(feeds)
    )


def state_beside(record: str | Path) -> Path:
    """Return where the state of watching is kept: beside the record, or here where that is no file.

    >>> state_beside("war.db"), state_beside("postgresql://host/war")
    (PosixPath('war.db.watch.json'), PosixPath('variorum.watch.json'))
    """
    name = str(record)
    return Path("variorum.watch.json" if "://" in name or name == ":memory:" else f"{name}.watch.json")


def _clock_time(moment: float) -> str:
    return datetime.fromtimestamp(moment).astimezone().isoformat(timespec="seconds")

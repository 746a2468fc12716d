"""A record as the server looks at it: opened when first asked for, its catalogue made anew when it changes.

Readers never wait for a writer: pages of one event or report are read from the store as it is at that
moment; lists come from the catalogue, which follows a large record at a distance that the pages state.
"""

import threading
import time
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from variorum.api.catalogue import Catalogue, make_catalogue
from variorum.api.lines import notes_of
from variorum.api.sheet import Sheet, read_sheet
from variorum.errors import RequestError, StoreError
from variorum.ingest.apart import hidden_script
from variorum.settings import Settings
from variorum.store import Archive

# How long one look at the record's notes is good for.
_GLANCE_SECONDS = 0.25
# Up to so many lines the catalogue is made while the reader waits: it takes a fraction of a second.
_SMALL = 20_000
# A large catalogue is made in a process of its own, and at most so much of the time.
_SHARE = 0.1
KINDS = ("event", "report", "voice")


class ServedRecord:
    """The record behind a server; safe to use from several threads."""

    def __init__(self, address: str | Path, settings: Settings | None = None) -> None:
        self.address = str(address)
        self.settings = settings or Settings()
        self._lock = threading.Lock()
        self._archive: Archive | None = None
        self._catalogue: tuple[str, Catalogue, float] | None = None
        self._making: tuple[str, Future[Catalogue], float] | None = None
        self._rests_until = 0.0
        self._glance: tuple[float, str] = (0.0, "")
        self._is_behind = False
        self._maker: ProcessPoolExecutor | None = None

    @property
    def archive(self) -> Archive:
        """The record on disk; raises `StoreError` where it cannot be opened, each time anew."""
        with self._lock:
            if self._archive is None:
                if "://" not in self.address and not Path(self.address).is_file():
                    do = "read reports first with `variorum add`, or name the record with --record"
                    raise StoreError("E401", "there is no record here", where=self.address, do=do)
                self._archive = Archive(self.address)
            return self._archive

    def close(self) -> None:
        """Let go of the record and of the process that makes catalogues."""
        with self._lock:
            if self._archive is not None:
                self._archive.close()
                self._archive = None
            if self._maker is not None:
                self._maker.shutdown(wait=False, cancel_futures=True)
                self._maker = None

    @property
    def version(self) -> str:
        """Words that differ whenever the lines of the record do; at most a quarter of a second old."""
        now = time.monotonic()
        asked, known = self._glance
        if now - asked > _GLANCE_SECONDS:
            notes = notes_of(self.archive.engine)
            known = notes.get("made_from", "")
            # Reports that came since the lines were made: a writer is at work, or was broken off.
            self._is_behind = not known.startswith(f"{notes.get('reports', '')}/") and "reports" in notes
            self._glance = (now, known)
        return known

    def look_again(self) -> None:
        """Forget the last glance, because this server itself has just written."""
        self._glance = (0.0, "")

    def catalogue(self) -> tuple[Catalogue, bool]:
        """Return the catalogue, and whether it holds all reports that the record has now."""
        version, archive = self.version, self.archive
        with self._lock:
            kept = self._catalogue
            if kept is None or kept[0] != version:
                self._take_made()
                kept = self._catalogue
            if kept is not None and kept[0] == version:
                return kept[1], not self._is_behind
            if kept is None or sum(kept[1].counts.values()) <= _SMALL:
                self._catalogue = (version, make_catalogue(archive.engine), time.monotonic())
                return self._catalogue[1], not self._is_behind
            if self._making is None and time.monotonic() >= self._rests_until:
                self._making = (version, self._start(), time.monotonic())
            return kept[1], False

    def _start(self) -> "Future[Catalogue]":
        if self._maker is None:
            self._maker = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        with hidden_script():  # the process begins with the first thing that it is given
            return self._maker.submit(make_from_address, self.address)

    def _take_made(self) -> None:
        if self._making is None or not self._making[1].done():
            return
        version, made, began = self._making
        self._making = None
        now = time.monotonic()
        self._rests_until = now + (now - began) * (1 / _SHARE - 1)
        if made.exception() is None:
            self._catalogue = (version, made.result(), now)

    def find(self, kind: str, beginning: str) -> str:
        """Return the full id of an event, report or voice; ids may be cut short.

        Raises `RequestError` E710 where there is none or several, `Moved` where it was merged away.
        """
        found = self.archive.lines.ids_like((kind,), beginning, 5)
        if len(found) == 1:
            return found[0][1]
        if len(found) > 1:
            names = ", ".join(key for _, key in found)
            raise RequestError("E710", f"several begin with {beginning!r}: {names}", do="write it in full")
        heir = self.archive.lines.heir_of(beginning)
        if heir is not None:
            raise Moved(kind, beginning, heir)
        raise RequestError("E710", f"no {kind} is called {beginning!r}", do=f"see the list of {kind}s")

    def sheet(self, event: str, as_of: str | None = None) -> Sheet:
        """Return one event with what stands around it."""
        return read_sheet(self.archive, self.settings, self.find("event", event), as_of)


class Moved(Exception):  # noqa: N818 - no error: the thing is there under another id
    """What was asked for is now known by another id."""

    def __init__(self, kind: str, old: str, new: str) -> None:
        self.kind, self.old, self.new = kind, old, new
        super().__init__(f"{old} is now {new}")


def make_from_address(address: str) -> Catalogue:
    """Make the catalogue of the record at an address, in a process of its own."""
    with Archive(address) as archive:
        return make_catalogue(archive.engine)

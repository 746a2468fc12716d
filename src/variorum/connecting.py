"""The library's own words over HTTP: a record that a server holds, as if it were here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import quote

import msgspec

from variorum.api.shapes import (
    AddedAnswer,
    DiffAnswer,
    EventAnswer,
    Failure,
    RecordAnswer,
    ReportAnswer,
    SearchAnswer,
    VoiceAnswer,
    WhyAnswer,
)
from variorum.errors import (
    ClaimError,
    DataError,
    ExportError,
    InputError,
    RequestError,
    StoreError,
    UsageError,
    VariorumError,
)
from variorum.model.record import Claim, Decision, Derivation, Entry, Event, Participant, ReportLine, Voice
from variorum.reconcile import Change

T = TypeVar("T")
_BY_LETTER: dict[str, type[VariorumError]] = {
    "0": UsageError,
    "1": InputError,
    "3": DataError,
    "4": StoreError,
    "5": ExportError,
    "6": ClaimError,
}
_KINDS: dict[str, Any] = {
    "claims": Claim,
    "derivations": Derivation,
    "entries": Entry,
    "events": Event,
    "participants": Participant,
    "reports": ReportLine,
    "voices": Voice,
}


class _Page(msgspec.Struct):
    items: tuple[msgspec.Raw, ...]
    next: str | None = None


class Connection:
    """A record behind a server; errors are those that the library would raise here.

    Made by `variorum.connect`; use it in a `with` block, or close it.
    """

    def __init__(
        self, url: str, token: str | None = None, *, transport: Any = None, timeout: float = 60
    ) -> None:
        import httpx

        headers = {"authorization": f"Bearer {token}"} if token else {}
        base = url.rstrip("/") + "/v1"
        self._http = httpx.Client(base_url=base, headers=headers, transport=transport, timeout=timeout)
        self.url = url

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<record at {self.url}>"

    def close(self) -> None:
        """Let go of the connection."""
        self._http.close()

    def summary(self) -> RecordAnswer:
        """Return what the record holds, in numbers."""
        return self._get("/record", RecordAnswer)

    def add(self, *inputs: str | Path, format: str | None = None) -> AddedAnswer:  # noqa: A002
        """Send files to be read into the record; a file that cannot be read raises `InputError`."""
        new: list[str] = []
        rejects: list[Mapping[str, Any]] = []
        unchanged = 0
        for given in inputs:
            try:
                body = Path(given).read_bytes()
            except OSError as error:
                raise InputError(
                    "E101", f"cannot be read: {error}", where=str(given), do="look at it"
                ) from error
            headers = {"content-type": _type_of(Path(given))}
            asked = {"format": format} if format else {}
            added = self._ask("POST", "/reports", AddedAnswer, content=body, headers=headers, params=asked)
            new += added.new
            unchanged += added.unchanged
            rejects += [{**r, "input": str(given)} for r in added.rejects]
        return AddedAnswer(new=tuple(new), unchanged=unchanged, rejects=tuple(map(dict, rejects)))

    def show(self, id: str, *, as_of: str | None = None) -> EventAnswer | ReportAnswer | VoiceAnswer:  # noqa: A002
        """Return an event, report or voice by its id; ids may be cut short."""
        last: VariorumError | None = None
        shapes: tuple[tuple[str, Any], ...]
        shapes = (("events", EventAnswer), ("reports", ReportAnswer), ("voices", VoiceAnswer))
        for kind, shape in shapes:
            try:
                asked = {"as_of": as_of} if as_of and kind == "events" else {}
                found: Any = self._get(f"/{kind}/{quote(id, safe='')}", shape, **asked)
            except RequestError as error:
                if error.code != "E710":
                    raise
                last = error
            else:
                return cast("EventAnswer | ReportAnswer | VoiceAnswer", found)
        raise UsageError("E011", f"nothing in the record is called {id!r}", do="see its lists") from last

    def why(self, event: str, slot: str, of: str | None = None, *, as_of: str | None = None) -> WhyAnswer:
        """Return what one cell rests on: its entries, the claims with their words, what decided."""
        path = f"/events/{quote(event, safe='')}/why/{quote(slot, safe='')}"
        return self._get(path, WhyAnswer, of=of, as_of=as_of)

    def search(self, words: str, *, most: int = 20) -> SearchAnswer:
        """Find reports by their words."""
        return self._get("/search", SearchAnswer, q=words, limit=most)

    def diff(self, before: str, after: str, *, event: str | None = None) -> tuple[Change, ...]:
        """Return the cells that changed between two days."""
        return self._get("/diff", DiffAnswer, before=before, after=after, event=event).changes

    def decide(self, what: str, *about: str, by: str, why: str, of: str | None = None) -> Decision:
        """Record a person's decision; the words are those of `variorum.decide`."""
        asked = {"what": what, "words": about, "by": by, "why": why, "of": of}
        return self._ask("POST", "/decisions", Decision, content=msgspec.json.encode(asked))

    def forget(self, report: str, *, why: str) -> Mapping[str, Any]:
        """Erase a report, leaving a tombstone."""
        path = f"/reports/{quote(report, safe='')}"
        return self._ask("DELETE", path, dict[str, Any], params={"why": why})

    def export(
        self,
        format: str = "jsonl",  # noqa: A002 - the word that the command line uses
        *,
        codebook: str | None = None,
        as_of: str | None = None,
        raw: bool = False,
    ) -> Iterator[bytes]:
        """Yield the record in another format, piece by piece."""
        asked = _known(
            {"format": format, "codebook": codebook, "as_of": as_of, "raw": "true" if raw else None}
        )
        with self._http.stream("GET", "/export", params=asked) as answer:
            if answer.status_code >= 400:
                answer.read()
                raise _error_in(answer.content, answer.status_code)
            yield from answer.iter_bytes()

    def check(self) -> Mapping[str, Any]:
        """Verify every hash, offset, reference and count again, where the record is small enough."""
        return self._get("/check", dict[str, Any])

    def list(self, kind: str, **asked: str | None) -> Iterator[Any]:
        """Yield all lines of a kind (`events`, `claims`, ...), page after page; events by facets too."""
        shape = _KINDS.get(kind)
        if shape is None:
            raise UsageError("E001", f"no lines are called {kind!r}", do=f"one of {', '.join(_KINDS)}")
        cursor: str | None = None
        while True:
            page = self._get(f"/{kind}", _Page, limit=500, cursor=cursor, **asked)
            for item in page.items:
                yield msgspec.json.decode(item, type=shape)
            cursor = page.next
            if cursor is None:
                return

    def _get(self, path: str, shape: type[T], **asked: object) -> T:
        return self._ask("GET", path, shape, params=_known(asked))

    def _ask(self, method: str, path: str, shape: type[T], **sent: Any) -> T:
        import httpx

        try:
            answer = self._http.request(method, path, follow_redirects=True, **sent)
        except httpx.HTTPError as error:
            do = "start one with `variorum serve`, and look at the address"
            raise RequestError("E715", f"no answer: {error}", where=self.url, do=do) from error
        if answer.status_code >= 400:
            raise _error_in(answer.content, answer.status_code)
        try:
            return msgspec.json.decode(answer.content, type=shape)
        except msgspec.DecodeError as error:
            what = f"what answered is no server of this version: {error}"
            raise RequestError("E715", what, where=self.url, do="look at the address") from error


def connect(url: str, token: str | None = None, *, transport: Any = None) -> Connection:
    """Connect to the record that `variorum serve` shows at an address; `token` is needed for writing.

    >>> connect("http://127.0.0.1:8765")
    <record at http://127.0.0.1:8765>
    """
    return Connection(url, token, transport=transport)


def _known(asked: Mapping[str, object]) -> dict[str, str]:
    return {k: str(v) for k, v in asked.items() if v is not None}


def _error_in(body: bytes, status: int) -> VariorumError:
    """Return the error that a server's answer tells of, of the class that the library would raise."""
    try:
        told = msgspec.json.decode(body, type=Failure)
    except msgspec.DecodeError:
        return RequestError("E715", f"the server answered {status}", do="look at the address")
    kind = _BY_LETTER.get(told.code[1:2], RequestError)
    return kind(told.code, told.message, where=told.where, do=told.hint)


_TYPES = {
    ".json": "application/json",
    ".html": "text/html",
    ".htm": "text/html",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".pdf": "application/pdf",
    ".warc": "application/warc",
    ".parquet": "application/vnd.apache.parquet",
}


def _type_of(path: Path) -> str:
    return _TYPES.get(path.suffix.lower(), "application/jsonl")

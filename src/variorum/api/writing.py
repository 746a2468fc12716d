"""What the server writes: reports that were sent, and decisions of people who are signed in."""

import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from variorum.api.served import ServedRecord
from variorum.api.shapes import AddedAnswer
from variorum.api.signing import Session
from variorum.errors import RequestError
from variorum.model.record import Decision

# One at a time: two would only wait for each other in the store.
_TURN = threading.Lock()

_SUFFIX = {
    "application/json": ".json",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "application/warc": ".warc",
    "application/pdf": ".pdf",
    "application/vnd.apache.parquet": ".parquet",
    "text/csv": ".csv",
}


class DecisionRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A decision as it is sent: what to do, the words that say about what, and the reason.

    `what` is a verb of `variorum decide` (merge, split, correct, reject, accept, name, copy, rate, undo) and
    `words` are its arguments. `by` counts only with the server's own token; else it is who is signed in.
    """

    what: str
    words: tuple[str, ...]
    why: str
    of: str | None = None
    by: str | None = None


def add_body(served: ServedRecord, body: bytes, media_type: str, format: str | None) -> AddedAnswer:  # noqa: A002
    """Add the reports that a request brought; the same as `variorum add` of a file with these bytes."""
    from variorum.adding import add_to

    if not body.strip():
        raise RequestError("E707", "the body is empty", do="send reports, such as a line of JSON for each")
    kind = media_type.partition(";")[0].strip().lower()
    with TemporaryDirectory() as folder, _TURN:
        path = Path(folder) / f"request{_SUFFIX.get(kind, '.jsonl')}"
        path.write_bytes(_as_lines(body) if kind == "application/json" else body)
        added = add_to(served.archive, [path], served.settings, format=format)
        served.look_again()
        rejects = tuple(
            msgspec.to_builtins(msgspec.structs.replace(r, input=r.input.replace(f"{folder}/", "")))
            for r in added.rejects
        )
    return AddedAnswer(new=added.new, unchanged=added.unchanged, rejects=rejects)


def _as_lines(body: bytes) -> bytes:
    """Write a JSON object, or a list of them, as lines; each keeps its own bytes, which its hash is of."""
    try:
        msgspec.json.decode(body)
        rows = msgspec.json.decode(body, type=list[msgspec.Raw]) if body.lstrip()[:1] == b"[" else [body]
    except (msgspec.DecodeError, RecursionError) as error:
        raise RequestError(
            "E707", f"the body is not JSON: {error}", do="send one report or a list"
        ) from error
    plain = (bytes(row).strip() for row in rows)
    return b"\n".join(msgspec.json.format(row, indent=-1) if b"\n" in row else row for row in plain)


def decide(served: ServedRecord, asked: DecisionRequest, session: Session) -> Decision:
    """Write a decision under the signed-in name and make the record again."""
    from variorum.adding import refresh
    from variorum.deciding import Who, propose

    who = Who(session.name or (asked.by or "").strip(), asked.why, now())
    with _TURN:
        words, of = _plain(asked.words), asked.of or None
        proposed = propose(served.archive, asked.what, words, who, of=of, settings=served.settings)
        made = served.archive.decisions.add(proposed)
        refresh(served.archive, served.settings)
    served.look_again()
    return made


def forget(served: ServedRecord, report: str, why: str) -> dict[str, object]:
    """Erase a report and make the record again; what is left of it is returned."""
    from variorum.adding import refresh

    with _TURN:
        stone = served.archive.forget(report, why)
        refresh(served.archive, served.settings)
        served.archive.scrub()
    served.look_again()
    return dict(stone._asdict())


def _plain(words: Sequence[str]) -> list[str]:
    return [word.strip() for word in words if word.strip()]


def now() -> str:
    """Return this moment in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def say_time(seconds: int) -> str:
    """Write seconds since 1970 as a moment in UTC.

    >>> say_time(0)
    '1970-01-01T00:00:00+00:00'
    """
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")

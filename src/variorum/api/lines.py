"""Lines of a record on disk by what a page is about, beside those that the shelf of the store finds."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import msgspec
import sqlalchemy as sa

from variorum.errors import StoreError
from variorum.model.record import Claim, Derivation, Entry, Event, Participant, ReportLine, Voice
from variorum.store.connect import reading
from variorum.store.schema import line, meta, report
from variorum.store.sealing import LONGEST_KEY

T = TypeVar("T")
L = TypeVar("L", Claim, Derivation, Entry, Event, Participant, ReportLine, Voice)

_AT_ONCE = 500


def find_lines(engine: sa.Engine, kind: type[L], column: str, values: Iterable[str]) -> list[L]:
    """Return the lines of one kind whose `column` (`key`, `event`, `report`) is among `values`, by id."""
    names = sorted(set(values))
    if not names:
        return []
    tag, decode, found = str(kind.__struct_config__.tag), _decoder(kind), list[L]()
    with reading(engine) as connection:
        for start in range(0, len(names), _AT_ONCE):
            asked = {"kind": tag, "names": names[start : start + _AT_ONCE]}
            found += [_decode(decode, body) for body in connection.execute(_BY[column], asked).scalars()]
    return sorted(found, key=lambda x: (x.event, x.slot, x.of or "") if isinstance(x, Entry) else (x.id,))


def _query_by(column: str) -> sa.Select[Any]:
    # The kind joined to nothing: the database must look by event or report, not through a whole kind.
    kind = line.c.kind if column == "key" else line.c.kind.concat("")
    among = line.c[column].in_(sa.bindparam("names", expanding=True))
    return sa.select(line.c.body).where(kind == sa.bindparam("kind"), among)


_BY = {column: _query_by(column) for column in ("key", "event", "report")}


def same_address(engine: sa.Engine, line_of: ReportLine) -> list[ReportLine]:
    """Return the reports that came from the address of one, itself among them where it has an address."""
    if not line_of.url:
        return []
    query = sa.select(report.c.id).where(report.c.url == line_of.url[:LONGEST_KEY]).limit(_AT_ONCE)
    with reading(engine) as connection:
        ids = list(connection.execute(query).scalars())
    return find_lines(engine, ReportLine, "key", ids)


def page_of_lines(
    engine: sa.Engine, kind: str, after: str | None, most: int, *, event: str | None = None
) -> list[tuple[str, bytes]]:
    """Return keys and bodies of one kind in the order of their keys, from beyond `after`."""
    is_kind = (line.c.kind if event is None else line.c.kind.concat("")) == kind
    query = sa.select(line.c.key, line.c.body).where(is_kind)
    if after is not None:
        query = query.where(line.c.key > after)
    if event is not None:
        query = query.where(line.c.event == event)
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(line.c.key).limit(most))
        return [(row.key, _as_bytes(row.body)) for row in rows]


def stream_lines(engine: sa.Engine, kind: str, shape: type[T]) -> Iterator[T]:
    """Yield every line of a kind in a shape of the caller's, which may leave out what it does not need."""
    decode = _decoder(shape)
    query = sa.select(line.c.body).where(line.c.kind == kind).execution_options(yield_per=2000)
    with reading(engine) as connection, connection.execute(query) as rows:
        for body in rows.scalars():
            yield _decode(decode, body)


def count_lines(engine: sa.Engine) -> dict[str, int]:
    """Return how many lines of each kind there are."""
    query = sa.select(line.c.kind, sa.func.count()).group_by(line.c.kind)
    with reading(engine) as connection:
        return {row[0]: row[1] for row in connection.execute(query)}


def count_claims(engine: sa.Engine, reports: Iterable[str]) -> dict[str, int]:
    """Return how many claims each of some reports makes; those with none are left out."""
    among = line.c.report.in_(list(reports))
    query = sa.select(line.c.report, sa.func.count()).where(line.c.kind.concat("") == "claim", among)
    with reading(engine) as connection:
        return {row[0]: row[1] for row in connection.execute(query.group_by(line.c.report))}


def notes_of(engine: sa.Engine) -> dict[str, str]:
    """Return what is noted about the record as a whole; it differs whenever the record does."""
    with reading(engine) as connection:
        return {row.key: row.value for row in connection.execute(sa.select(meta).order_by(meta.c.key))}


_DECODERS: dict[Any, Callable[[bytes], Any]] = {}


def _decoder(shape: type[T]) -> Callable[[bytes], T]:
    if shape not in _DECODERS:
        _DECODERS[shape] = msgspec.json.Decoder(shape).decode
    return _DECODERS[shape]


def _decode(decode: Callable[[bytes], T], body: bytes | str) -> T:
    try:
        return decode(_as_bytes(body))
    except msgspec.DecodeError as error:
        what, do = f"something in the record was damaged: {error}", "run `variorum check` to see what"
        raise StoreError("E410", what, do=do) from error


def _as_bytes(body: bytes | str) -> bytes:
    return body.encode() if isinstance(body, str) else bytes(body)

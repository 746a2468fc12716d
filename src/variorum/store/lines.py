"""The record's lines as they were last made: replaced where they changed, found by what they are about."""

import contextlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import sqlalchemy as sa

from variorum.errors import StoreError
from variorum.model.record import Claim, Event, Participant, Record, RecordLine, Voice
from variorum.store.connect import reading
from variorum.store.schema import line, machine_line, redirect
from variorum.store.sealing import Row, address_of, as_bytes, decode_line, line_row, lines_of, unseal

Key = tuple[str, str]  # kind and key of a line

# Ids asked for in one statement: SQLite takes 32,766 variables.
AT_ONCE = 500

# Why an id leads elsewhere: reports that came later gave the thing another founding mention.
LINKED = "linked anew"

# Lines that are there only because somebody decided something.
_HUMAN = ("decision", "machine")

_LAST = "\U0010ffff"


class LineShelf:
    """The lines of one record, for looking; `Archive` writes them."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def read(self, *, leave_damaged: bool = False) -> list[RecordLine]:
        """Return all lines. Raises E410 where one was damaged, unless those are to be left out."""
        with reading(self._engine) as connection:
            bodies = connection.execute(sa.select(line.c.body)).scalars()
            return list(decode_lines(bodies, leave_damaged))

    def read_machine(self) -> list[RecordLine]:
        """Return the lines as they were before decisions."""
        with reading(self._engine) as connection:
            other = {(r.kind, r.key): r.body for r in connection.execute(sa.select(machine_line))}
            query = sa.select(line.c.kind, line.c.key, line.c.body).where(line.c.kind.not_in(_HUMAN))
            rows = [r.body for r in connection.execute(query) if (r.kind, r.key) not in other]
        return list(decode_lines([*rows, *(body for body in other.values() if body)], False))

    def before(self, kind: str, keys: Iterable[str]) -> list[RecordLine]:
        """Return lines as they were before decisions changed them or took them away."""
        some = (machine_line.c.kind == kind) & machine_line.c.key.in_(list(keys))
        with reading(self._engine) as connection:
            bodies = connection.execute(sa.select(machine_line.c.body).where(some)).scalars()
            return list(decode_lines([body for body in bodies if body], False))

    def around(self, event: str) -> list[RecordLine]:
        """Return the lines that showing one event needs: its own, its parts' and whole's, and those named."""
        with reading(self._engine) as connection:
            own = _select(connection, line.c.event == event)
            own += _by_key(connection, "event", {event})
            merged = sa.select(redirect.c.old).where(redirect.c.new == event)
            own += _select(connection, line.c.event.in_(merged) & (line.c.kind == "machine"))
            wholes = {x.part_of for x in own if isinstance(x, Event) and x.id == event and x.part_of}
            own += _by_key(connection, "event", wholes)
            claims = [x for x in own if isinstance(x, Claim)]
            voices = _by_key(connection, "voice", {link.voice for c in claims for link in c.chain})
            bodies = {v.speaks_for for v in voices if isinstance(v, Voice) and v.speaks_for}
            voices += _by_key(connection, "voice", bodies)
            reports = {c.report for c in claims}
            reports |= {m.report for x in own if isinstance(x, Event) and x.id == event for m in x.mentions}
            own += voices + _by_key(connection, "report", reports)
        return list({address_of(x): x for x in own}.values())

    def ids_like(self, kinds: Iterable[str], beginning: str, most: int = 20) -> list[Key]:
        """Return the kinds and ids of lines that begin like this; the exact one alone where there is one."""
        found: list[Key] = []
        with reading(self._engine) as connection:
            for kind in kinds:
                query = sa.select(line.c.key).where(line.c.kind == kind, line.c.key >= beginning)
                query = query.where(line.c.key < beginning + _LAST).order_by(line.c.key).limit(most)
                found += [(kind, key) for key in connection.execute(query).scalars()]
        return [f for f in found if f[1] == beginning] or found

    def on_shelf(self, kind: str, shelf: str) -> list[RecordLine]:
        """Return the lines of a kind that are looked for by this: the events or reports of a story, ..."""
        return self.on_shelves(kind, [shelf])

    def on_shelves(self, kind: str, shelves: Iterable[str]) -> list[RecordLine]:
        """Return the lines of a kind that are looked for by any of these."""
        names, found = list(dict.fromkeys(shelves)), []
        with reading(self._engine) as connection:
            for start in range(0, len(names), AT_ONCE):
                on_them = line.c.shelf.in_(names[start : start + AT_ONCE])
                # Joined to nothing, the kind is no reason for SQLite to walk through all lines of the kind.
                found += _select(connection, on_them & (line.c.kind.concat("") == kind))
        return found

    def of_kind(self, kind: str) -> list[RecordLine]:
        """Return all lines of a kind."""
        with reading(self._engine) as connection:
            return _select(connection, line.c.kind == kind)

    def by_keys(self, kind: str, keys: Iterable[str]) -> list[RecordLine]:
        """Return the lines of a kind with these ids; those not there are left out."""
        with reading(self._engine) as connection:
            return _by_key(connection, kind, set(keys))

    def redirects(self, *, linked_only: bool = False) -> dict[str, str]:
        """Map ids that are gone to where they lead; only those that reports moved, not people, if asked."""
        query = sa.select(redirect.c.old, redirect.c.new)
        if linked_only:
            query = query.where(redirect.c.why == LINKED)
        with reading(self._engine) as connection:
            return {row.old: row.new for row in connection.execute(query)}

    def moves_to(self, machine: Record) -> dict[str, str]:
        """Map ids that are gone to where they lead in a record that is about to be kept."""
        with reading(self._engine) as connection:
            gone = _moving_ids(connection) - {address_of(x) for x in _movable(machine)}
            moves = _find_moves(connection, gone, machine)
        return {**self.redirects(linked_only=True), **moves}

    def heir_of(self, gone: str) -> str | None:
        """Return the id of what a gone id now is, None where it leads nowhere."""
        at, seen = gone, {gone}
        with reading(self._engine) as connection:
            while True:
                query = sa.select(redirect.c.new).where(redirect.c.old == at)
                new = connection.execute(query).scalar_one_or_none()
                if new is None or new in seen:
                    return None
                if connection.execute(sa.select(line.c.key).where(line.c.key == new).limit(1)).first():
                    return str(new)
                seen.add(new)
                at = new


class Undecided(NamedTuple):
    """A record as it was before decisions, and where the ids lead that they took away."""

    record: Record
    merged: Mapping[str, str]


def replace_lines(connection: sa.Connection, record: Record, before: Undecided | None) -> None:
    """Put a record's lines in the place of those kept; `before` where decisions changed any."""
    machine, merged = before if before is not None else (record, {})
    rows = {(row["kind"], row["key"]): row for row in map(line_row, lines_of(record))}
    known = {
        (row.kind, row.key): row.seal
        for row in connection.execute(sa.select(line.c.kind, line.c.key, line.c.seal))
    }
    _keep_redirects(connection, set(known), machine, merged)
    stale = [k for k in known if k not in rows or rows[k]["seal"] != known[k]]
    if stale:
        gone = (line.c.kind == sa.bindparam("a_kind")) & (line.c.key == sa.bindparam("a_key"))
        connection.execute(line.delete().where(gone), [{"a_kind": k, "a_key": n} for k, n in stale])
    fresh = [row for k, row in rows.items() if known.get(k) != row["seal"]]
    if fresh:
        connection.execute(line.insert(), fresh)
    connection.execute(machine_line.delete())
    if before is not None:
        plain = {(row["kind"], row["key"]): row for row in map(line_row, lines_of(machine))}
        if other := list(overlay(rows, plain)):
            connection.execute(machine_line.insert(), other)


def overlay(rows: Mapping[Any, Row], before: Mapping[Any, Row]) -> Iterator[Row]:
    """Yield what is to be kept of the lines before decisions: those now other or gone, and which are new."""
    for key, row in before.items():
        if key not in rows or rows[key]["seal"] != row["seal"]:
            yield {"kind": key[0], "key": key[1], "body": row["body"]}
    for key in rows.keys() - before.keys():
        if key[0] not in _HUMAN:
            yield {"kind": key[0], "key": key[1], "body": b""}


def _keep_redirects(
    connection: sa.Connection, known: set[Key], machine: Record, merged: Mapping[str, str]
) -> None:
    """Note where ids lead that are gone; one that lives again leads nowhere."""
    before, living = _moving_ids(connection, known), {address_of(x) for x in _movable(machine)}
    leads = {one: (heir, LINKED) for one, heir in _find_moves(connection, before - living, machine).items()}
    leads |= {one: (heir, "decided") for one, heir in merged.items()}
    connection.execute(redirect.delete().where(redirect.c.why == "decided"))
    moved = [*leads, *(key for _, key in living - before)] if before else list(leads)
    for start in range(0, len(moved), AT_ONCE):
        connection.execute(redirect.delete().where(redirect.c.old.in_(moved[start : start + AT_ONCE])))
    if leads:
        connection.execute(
            redirect.insert(), [{"old": o, "new": new, "why": why} for o, (new, why) in sorted(leads.items())]
        )


def _moving_ids(connection: sa.Connection, known: Iterable[Key] | None = None) -> set[Key]:
    """Return the ids of the machine's lines that can move; `known` are those of the lines kept."""
    if known is None:
        query = sa.select(line.c.kind, line.c.key).where(line.c.kind.in_(_MOVING))
        known = {(row.kind, row.key) for row in connection.execute(query)}
    other = {
        (r.kind, r.key): bool(r.body)
        for r in connection.execute(sa.select(machine_line).where(machine_line.c.kind.in_(_MOVING)))
    }
    return {k for k in known if k[0] in _MOVING and other.get(k, True)} | {k for k in other if other[k]}


def _find_moves(connection: sa.Connection, gone: set[Key], machine: Record) -> dict[str, str]:
    """Map ids of lines that a new record no longer has to those that now have most of their words."""
    if not gone:
        return {}
    old: list[RecordLine] = []
    for kind in _MOVING:
        names = {key for k, key in gone if k == kind}
        some = (machine_line.c.kind == kind) & machine_line.c.key.in_(sorted(names)[: 20 * AT_ONCE])
        bodies = connection.execute(sa.select(machine_line.c.body).where(some)).scalars()
        old += decode_lines([body for body in bodies if body], True)
        old += _by_key(connection, kind, names - {address_of(x)[1] for x in old}, True)
    return find_heirs(old, machine)


_MOVING = ("event", "participant", "voice", "claim")


def _movable(record: Record) -> Iterator[RecordLine]:
    yield from record.events
    yield from record.participants
    yield from record.voices
    yield from record.claims


def find_heirs(gone: Iterable[RecordLine], record: Record) -> dict[str, str]:
    """Map each line that is gone to the one that now has most of its words."""
    places: dict[tuple[object, ...], list[str]] = defaultdict(list)
    for made in _movable(record):
        for place in _places(made):
            places[place].append(address_of(made)[1])
    heirs = {}
    for old in gone:
        shared = Counter(id_ for place in _places(old) for id_ in places.get(place, ()))
        if shared:
            heirs[address_of(old)[1]] = min(shared, key=lambda id_: (-shared[id_], id_))
    return heirs


def _places(made: RecordLine) -> Iterator[tuple[object, ...]]:
    if isinstance(made, Claim):
        yield "claim", made.report, made.start, made.end, made.slot, made.polarity, made.modality
    elif isinstance(made, Event | Participant | Voice):
        for mention in made.mentions:
            yield str(made.__struct_config__.tag), mention.report, mention.start, mention.end


def _select(
    connection: sa.Connection, which: sa.ColumnElement[bool], leave: bool = False
) -> list[RecordLine]:
    return list(decode_lines(connection.execute(sa.select(line.c.body).where(which)).scalars(), leave))


def _by_key(connection: sa.Connection, kind: str, keys: set[str], leave: bool = False) -> list[RecordLine]:
    names = sorted(keys)
    found: list[RecordLine] = []
    for start in range(0, len(names), AT_ONCE):
        some = (line.c.kind == kind) & line.c.key.in_(names[start : start + AT_ONCE])
        found += _select(connection, some, leave)
    return found


def decode_lines(bodies: Iterable[bytes], leave_damaged: bool = False) -> Iterator[RecordLine]:
    """Decode lines as kept; raises E410 where one was damaged, unless those are to be left out."""
    for body in bodies:
        with contextlib.suppress(StoreError) if leave_damaged else contextlib.nullcontext():
            yield unseal(decode_line, as_bytes(body))

"""Part of a record's lines replaced: those that some new reports bear on, and no others."""

from collections.abc import Iterable
from typing import NamedTuple

import sqlalchemy as sa

from variorum.model.record import Claim, Derivation, Record, RecordLine, ReportLine
from variorum.store.connect import reading
from variorum.store.lines import AT_ONCE, LINKED, Key, Undecided, decode_lines, find_heirs, overlay
from variorum.store.schema import line, machine_line, redirect
from variorum.store.sealing import address_of, line_row, lines_of


class Region(NamedTuple):
    """Some lines as they shall be, as they would be without decisions (if there are any), and as kept."""

    record: Record
    before: Undecided | None
    kept: tuple[RecordLine, ...]


def lines_of_reports(engine: sa.Engine, reports: Iterable[str]) -> list[RecordLine]:
    """Return the lines of some reports and of the events that they tell, whoever else tells them."""
    with reading(engine) as connection:
        own = _select(connection, line.c.report, reports)
        events = {x.event for x in own if isinstance(x, Claim)}
        events |= {x.main_event for x in own if isinstance(x, ReportLine) and x.main_event}
        told = _select(connection, line.c.event, events)
        parts = _select(connection, line.c.key, events, line.c.kind == "event")
    return list({address_of(x): x for x in (*own, *told, *parts)}.values())


def replace_region(connection: sa.Connection, region: Region) -> None:
    """Put the lines of a region in the place of those kept; lines of voices are only added to or changed."""
    rows = {(str(r["kind"]), str(r["key"])): r for r in map(line_row, lines_of(region.record))}
    rows = {key: row for key, row in rows.items() if key[0] != "decision"}
    kept = {address_of(x): line_row(x)["seal"] for x in region.kept}
    inside = {report.id for report in region.record.reports}
    gone = [x for x in region.kept if address_of(x) not in rows and not _stays(x, inside)]
    fresh = [key for key, row in rows.items() if kept.get(key) != row["seal"]]
    _drop(connection, line, [*map(address_of, gone), *fresh])
    if fresh:
        connection.execute(line.insert(), [rows[key] for key in fresh])
    plain = region.record if region.before is None else region.before.record
    living = {address_of(x) for x in lines_of(plain)}
    heirs = find_heirs([x for x in gone if address_of(x) not in living], plain)
    _drop(connection, machine_line, {*kept, *rows, *living})
    if region.before is not None:
        before = {(str(r["kind"]), str(r["key"])): r for r in map(line_row, lines_of(plain))}
        if other := list(overlay(rows, before)):
            connection.execute(machine_line.insert(), other)
    for old, new in sorted(heirs.items()):
        connection.execute(redirect.delete().where(redirect.c.old == old))
        connection.execute(redirect.insert().values(old=old, new=new, why=LINKED))


def _stays(made: RecordLine, inside: set[str]) -> bool:
    """Keep what the region cannot know: voices, decisions, passages from reports beyond it."""
    if isinstance(made, Derivation):
        return made.from_ not in inside or made.report not in inside
    return address_of(made)[0] in ("voice", "decision")


def _drop(connection: sa.Connection, table: sa.Table, keys: Iterable[Key]) -> None:
    rows = [{"a_kind": kind, "a_key": key} for kind, key in keys]
    if rows:
        gone = (table.c.kind == sa.bindparam("a_kind")) & (table.c.key == sa.bindparam("a_key"))
        connection.execute(table.delete().where(gone), rows)


def _select(
    connection: sa.Connection,
    column: sa.Column[str],
    names: Iterable[str],
    also: sa.ColumnElement[bool] | None = None,
) -> list[RecordLine]:
    wanted, found = sorted(names), []
    for start in range(0, len(wanted), AT_ONCE):
        query = sa.select(line.c.body).where(column.in_(wanted[start : start + AT_ONCE]))
        query = query if also is None else query.where(also)
        found += list(decode_lines(connection.execute(query).scalars()))
    return found

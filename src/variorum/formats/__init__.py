"""The record in other people's formats."""

from collections.abc import Iterator
from pathlib import Path

from variorum.errors import ExportError
from variorum.formats.codebook import Codebook, load_codebook, read_codebook
from variorum.formats.jsonl import export_jsonl, gather, lines_of
from variorum.formats.picking import LeftOut
from variorum.formats.saving import save_export
from variorum.formats.schema import make_schema, write_schema
from variorum.formats.table import FORMATS, Format, find_format
from variorum.model.record import Record

__all__ = [
    "FORMATS",
    "Codebook",
    "Format",
    "LeftOut",
    "export_jsonl",
    "export_record",
    "find_format",
    "gather",
    "left_out_of",
    "lines_of",
    "load_codebook",
    "make_schema",
    "read_codebook",
    "save_export",
    "uncoded_in",
    "write_schema",
]


def export_record(
    record: Record,
    format: str,  # noqa: A002 - the word that the command line uses
    codebook: Codebook | str | Path | None = None,
    *,
    raw: bool = False,
) -> Iterator[bytes]:
    """Return a record in another format, piece by piece; `raw` leaves formulas in CSV as they are.

    Codebook and record are checked before this returns, so that a file comes out whole or not at all.
    Raises `ExportError`: E501 for an unknown format, E502 to E506 for a codebook that does not fit, E507
    for a record that contradicts itself, E508 for a format that takes no codebook or needs one.
    """
    found = find_format(format)
    if codebook is None and found.codebook == "must":
        raise ExportError("E508", f"{format} needs a codebook", do="name a YAML file, or ged or acled")
    if codebook is not None and found.codebook == "none":
        takers = ", ".join(f.name for f in FORMATS.values() if f.codebook != "none")
        raise ExportError("E508", f"{format} takes no codebook", do=f"use one with {takers}")
    rules = load_codebook(codebook) if isinstance(codebook, str | Path) else codebook
    return found.write_raw(record, rules) if raw else found.write(record, rules)


def uncoded_in(record: Record, codebook: Codebook | str | Path | None) -> dict[str, dict[str, int]]:
    """Count the values that the `map` of a column of one's own codebook names no code for.

    The codebooks that ship leave such cells empty on purpose: nothing is said of them.
    """
    from variorum.formats.codebook import SHIPPED
    from variorum.formats.lookup import Known
    from variorum.formats.rows import find_uncoded

    if codebook is None or str(codebook) in SHIPPED:
        return {}
    rules = load_codebook(codebook) if not isinstance(codebook, Codebook) else codebook
    return find_uncoded(Known(record), rules)


def left_out_of(
    record: Record,
    format: str,  # noqa: A002 - the word that the command line uses
    codebook: Codebook | str | Path | None = None,
) -> tuple[LeftOut, ...]:
    """Name the events of the types of a table of events that have no row in it, each with the reason."""
    from variorum.formats.lookup import Known
    from variorum.formats.picking import pick_events

    if find_format(format).codebook == "none":
        return ()
    rules = load_codebook(codebook or format) if not isinstance(codebook, Codebook) else codebook
    return pick_events(Known(record), rules).left_out

"""The table of claims, one row a claim: what CSV, Parquet and Arrow share."""

from collections.abc import Iterator
from typing import NamedTuple

from variorum.formats.cells import Cell, write_csv
from variorum.formats.codebook import Codebook
from variorum.formats.lookup import Known, words_of
from variorum.model.record import Claim, Record
from variorum.model.value import Count, Measure, Place, Time

# Name of each column, and the kind of value in it (text, whole, number, truth).
COLUMNS: dict[str, str] = {
    "id": "text",
    "event": "text",
    "event_type": "text",
    "event_label": "text",
    "slot": "text",
    "of": "text",
    "of_name": "text",
    "value": "text",
    "low": "number",
    "high": "number",
    "unit": "text",
    "qualifier": "text",
    "day_from": "text",
    "day_to": "text",
    "latitude": "number",
    "longitude": "number",
    "precision": "text",
    "polarity": "text",
    "modality": "text",
    "source": "text",
    "chain": "text",
    "cue": "text",
    "stance": "text",
    "quote": "text",
    "sentence": "text",
    "start": "whole",
    "end": "whole",
    "sentence_start": "whole",
    "sentence_end": "whole",
    "status": "text",
    "preferred": "truth",
    "report": "text",
    "outlet": "text",
    "title": "text",
    "address": "text",
    "published": "text",
    "retrieved": "text",
    "sha256": "text",
    "origin": "text",
    "variorum": "text",
}


class _Parts(NamedTuple):
    """What a value gives to the columns that only some shapes fill."""

    low: Cell = None
    high: Cell = None
    unit: Cell = None
    qualifier: Cell = None
    day_from: Cell = None
    day_to: Cell = None
    latitude: Cell = None
    longitude: Cell = None
    precision: Cell = None


_NO_PARTS = _Parts()


def rows_of(record: Record) -> Iterator[tuple[Cell, ...]]:
    """Return the rows of the table of claims, in the order of `COLUMNS`; the record is checked first."""
    return _rows(Known(record))


def write_claims(record: Record, codebook: Codebook | None = None) -> Iterator[bytes]:
    """Return the claims as CSV, cells guarded against formulas."""
    del codebook  # the columns of this table are fixed
    return write_csv(list(COLUMNS), rows_of(record))


def write_raw_claims(record: Record, codebook: Codebook | None = None) -> Iterator[bytes]:
    """Return the claims as CSV, every cell as it is: not for spreadsheets."""
    del codebook
    return write_csv(list(COLUMNS), rows_of(record), raw=True)


def _rows(known: Known) -> Iterator[tuple[Cell, ...]]:
    standing = _standing(known)
    version = known.record.header.variorum
    unsettled = (None, False)
    for claim in known.record.claims:
        report, event = known.reports[claim.report], known.events[claim.event]
        text, sentence = report.text, claim.sentence
        of = known.participants.get(claim.of) if claim.of is not None else None
        last = claim.chain[-1] if claim.chain else None
        yield (
            claim.id,
            claim.event,
            event.type,
            event.label,
            claim.slot,
            claim.of,
            of.name if of is not None else None,
            words_of(claim.value),
            *_parts(claim),
            claim.polarity,
            claim.modality,
            known.terminal_source(claim),
            known.chain_words(claim.chain) if last else None,
            last.cue.of(text) if last and last.cue else None,
            last.stance if last else None,
            text[claim.start : claim.end],
            text[sentence.start : sentence.end],
            claim.start,
            claim.end,
            sentence.start,
            sentence.end,
            *standing.get(claim.id, unsettled),
            claim.report,
            report.outlet,
            report.title,
            report.url,
            claim.published,
            report.received,
            report.sha256,
            claim.origin,
            version,
        )


def _parts(claim: Claim) -> _Parts:
    value = claim.value
    if isinstance(value, Count | Measure):
        return _Parts(value.low, value.high, value.unit, value.qualifier)
    if isinstance(value, Time):
        return _Parts(day_from=value.start, day_to=value.end)
    if isinstance(value, Place):
        return _Parts(latitude=value.lat, longitude=value.lon, precision=value.precision)
    return _NO_PARTS


def _standing(known: Known) -> dict[str, tuple[str, bool]]:
    """Return the status of the entry that each claim is in, and whether its reading is the preferred one."""
    found: dict[str, tuple[str, bool]] = {}
    for entry in known.record.entries:
        for index, reading in enumerate(entry.readings):
            mark, against = (entry.status, index == entry.preferred), (entry.status, False)
            for claim in reading.claims:
                # A derived reading borrows claims of other cells; a claim's own cell has the last word.
                if reading.derived is None or claim not in found:
                    found[claim] = mark
            for claim in reading.against:
                found.setdefault(claim, against)
    return found

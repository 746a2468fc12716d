"""Codebooks: a YAML file that says how events of the record become rows of a team's own table.

A codebook is checked whole before anything is written: an unknown slot, part, type or policy is an error
that names it and what is known.
"""

from pathlib import Path
from typing import Any, Literal

import msgspec

from variorum.data import load_yaml, parse_yaml, path_of
from variorum.errors import ExportError
from variorum.formats.choosing import POLICIES
from variorum.formats.faults import near, word_fault, word_yaml

Scalar = str | int | float | None
SHIPPED = ("ged", "acled")
_LARGEST = 1_000_000  # bytes of a codebook; the largest known has 10,000

# What can be taken of a slot, by the shape of its value. `rows.py` fills each of them.
_ALWAYS = ("words", "status", "reports", "origins", "terminal_sources", "against")
PARTS: dict[str, tuple[str, ...]] = {
    "count": ("low", "best", "high", "unit", *_ALWAYS),
    "measure": ("low", "best", "high", "unit", *_ALWAYS),
    "time": ("start", "end", "year", "width", *_ALWAYS),
    "place": (
        *("name", "gazetteer_name", "country", "country_name", "iso_number", "admin1", "within", "latitude"),
        *("longitude", "wkt", "priogrid", "precision", "geonameid", *_ALWAYS),
    ),
    "actor": ("name", "names", *_ALWAYS),
    "text": ("text", "texts", *_ALWAYS),
}
EVENT_PARTS = (
    *("id", "type", "label", "story", "part_of", "reports", "outlets", "headlines", "dates", "addresses"),
    *("articles", "sources", "sentence", "last_published", "side", "against", "against_placed", "decided"),
)
RECORD_PARTS = ("variorum", "as_of", "policy", "settings")


class Column(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One column: taken from the record (`take`), the same in every row (`value`), or `empty` with a reason.

    `map` turns what was taken into codes of its own; `missing` is written where nothing was taken, and for
    what `map` does not name, which the export counts.
    """

    name: str
    take: str | None = None
    value: Scalar = None
    empty: str | None = None
    map: dict[str, Scalar] | None = None
    missing: Scalar = None
    note: str = ""


class SlotUse(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A slot under the codebook's own name, with the policy that chooses among its readings."""

    slot: str
    policy: str | None = None


class Rows(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which events become rows.

    `types`: of these types, all where absent. `needs`: a slot, or several, that must have a value; one of
    numbers must reach `least` in a reading that stands. `once`: a slot of numbers of people; of events that
    tell the same people by name, one has a row. `parts`: `drop` leaves out an event that is part of another
    row's event, so that nobody is counted twice.
    """

    types: tuple[str, ...] | None = None
    needs: str | tuple[str, ...] | None = None
    least: int = 1
    once: str | None = None
    parts: Literal["keep", "drop"] = "keep"

    @property
    def needed(self) -> tuple[str, ...]:
        """The slots that an event must have."""
        return (self.needs,) if isinstance(self.needs, str) else self.needs or ()


class Codebook(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How events become rows; see docs/formats.md for each field."""

    codebook: str
    columns: tuple[Column, ...]
    sentence: str = ""
    policy: str = "latest"
    slots: dict[str, SlotUse] = {}
    types: dict[str, dict[str, Scalar]] = {}
    rows: Rows = Rows()

    def use_of(self, name: str) -> SlotUse:
        """Return the slot that a name means here, with its policy."""
        use = self.slots.get(name, SlotUse(name))
        return SlotUse(use.slot, use.policy or self.policy)


_FIELDS = {
    "": Codebook.__struct_fields__,
    "columns": Column.__struct_fields__,
    "rows": Rows.__struct_fields__,
    "slots": SlotUse.__struct_fields__,
}


def load_codebook(source: str | Path) -> Codebook:
    """Read a codebook: one that ships by its name (`ged`, `acled`), else a file.

    Raises `ExportError`: E502 where it cannot be read, E503 to E506 where it names a slot, a part, a type
    or a policy that does not exist.

    >>> load_codebook("ged").columns[0].name
    'id'
    """
    if str(source) in SHIPPED:
        source = path_of(f"codebooks/{source}.yaml")
    path = Path(source)
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "cannot be read"
        raise ExportError("E502", reason, where=str(path), do=f"shipped: {', '.join(SHIPPED)}") from error
    return read_codebook(data, where=str(path))


def read_codebook(data: bytes, where: str = "codebook") -> Codebook:
    """Read a codebook from the bytes of a YAML file, and check it whole."""
    if len(data) > _LARGEST:
        raise ExportError("E502", f"more than {_LARGEST} bytes", where=where, do="split it")
    import yaml  # the formats are listed by many that read no codebook

    held: Any = None
    try:
        held = parse_yaml(data)
        codebook = msgspec.convert(held, Codebook)
    except yaml.YAMLError as error:
        raise ExportError("E502", word_yaml(error), where=where, do="mend the line") from error
    except (ValueError, RecursionError) as error:
        what, do = word_fault(str(error), held, _FIELDS)
        raise ExportError("E502", what, where=where, do=do) from error
    _check(codebook, where)
    return codebook


def split_take(take: str) -> tuple[str, str]:
    """Return what a column takes from, and which part of it.

    >>> split_take("killed.best")
    ('killed', 'best')
    """
    room, _, part = take.partition(".")
    return room, part


def shape_of(slot: str) -> str | None:
    """Return the shape of a slot's value, or None where the ontology has no such slot."""
    rule: dict[str, Any] | None = load_yaml("ontology/slots.yaml")["slots"].get(slot)
    return rule["value"] if rule else None


def _check(codebook: Codebook, where: str) -> None:
    slots = load_yaml("ontology/slots.yaml")["slots"]
    for name in (*codebook.slots, *(use.slot for use in codebook.slots.values())):
        if name in ("event", "record", "type") or (name not in slots and name not in codebook.slots):
            raise _unknown("E503", "slot", name, where, slots)
    for policy in (codebook.policy, *(use.policy for use in codebook.slots.values())):
        if policy is not None and policy not in POLICIES:
            raise _unknown("E506", "policy", policy, where, POLICIES)
    types = load_yaml("ontology/events.yaml")["types"]
    for kind in (*codebook.types, *(codebook.rows.types or ())):
        if kind not in types:
            raise _unknown("E505", "event type", kind, where, types)
    for name in codebook.rows.needed:
        _check_take(codebook, f"{name}.words", where)
    if codebook.rows.once is not None:
        _check_take(codebook, f"{codebook.rows.once}.best", where)
    _check_columns(codebook, where)


def _check_columns(codebook: Codebook, where: str) -> None:
    names = [column.name for column in codebook.columns]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice or not names:
        what = f"column {twice[0]!r} stands twice" if twice else "there are no columns"
        raise ExportError("E502", what, where=where, do="give every column its own name")
    for column in codebook.columns:
        given = [f for f in ("take", "value", "empty") if getattr(column, f) is not None]
        if len(given) != 1:
            what = f"column {column.name!r} needs exactly one of take, value and empty"
            raise ExportError("E502", what, where=where, do="see docs/formats.md")
        if column.take is not None:
            _check_take(codebook, column.take, where)


def _check_take(codebook: Codebook, take: str, where: str) -> None:
    room, part = split_take(take)
    known: tuple[str, ...]
    if room == "event":
        known = EVENT_PARTS
    elif room == "record":
        known = RECORD_PARTS
    elif room == "type":
        known = tuple(dict.fromkeys(key for codes in codebook.types.values() for key in codes))
    else:
        shape = shape_of(codebook.use_of(room).slot)
        if shape is None:
            slots = load_yaml("ontology/slots.yaml")["slots"]
            raise _unknown("E503", "slot", room, where, slots)
        known = PARTS[shape]
    if part not in known:
        raise _unknown("E504", f"part of {room}", part, where, known)


def _unknown(code: str, kind: str, name: str, where: str, known: Any) -> ExportError:
    what = f"no {kind} {name!r}"
    return ExportError(code, what, where=where, kept="nothing was written", do=near(name, known))

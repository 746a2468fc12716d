"""Reports kept as rows of a Parquet file, and rejected inputs as a table.

The file's columns are looked at when it is named; rows are read only when they are added.
"""

import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, overload

import msgspec

from variorum.data import load_yaml
from variorum.errors import InputError, UsageError
from variorum.frames import read_rows, rows_in
from variorum.model.report import Document, Input, Reject
from variorum.notebook import table
from variorum.settings import Settings

if TYPE_CHECKING:
    import pyarrow

# A sample is taken from so many row groups at most, spread over the file: rows of all would read all of it.
_GROUPS = 8


def read_parquet(path: str | Path, **columns: str) -> "ParquetReports":
    """Name the reports in a Parquet file; `text="body"` says that the column `body` carries the text.

    Fields without a column of that name are looked for under the usual names. No row is read yet. Raises
    `InputError` (E120) where a column is missing, naming those found, (E101, E121) for no sound file, and
    `UsageError` (E022) for a field that reports do not have.
    """
    known = ("text", *(f for f in load_yaml("clean/columns.yaml")["columns"] if f != "text"))
    unknown = [field for field in columns if field not in known]
    if unknown:
        raise UsageError("E022", f"reports have no field {unknown[0]!r}", do=f"fields: {', '.join(known)}")
    return ParquetReports(Path(path), columns)


class ParquetReports(Sequence[Document | Reject]):
    """The rows of a Parquet file as inputs; `sample` takes some of them."""

    def __init__(
        self, path: Path, columns: Mapping[str, str], chosen: Mapping[int, tuple[int, ...]] | None = None
    ) -> None:
        from variorum.ingest.ordering import Dates
        from variorum.ingest.parquet import open_groups, stated_dates
        from variorum.ingest.source import Source
        from variorum.ingest.table import map_columns

        if not path.is_file():
            raise InputError("E101", "no such file", where=str(path), do="check the name")
        self.path, self.asked, self._chosen = path, dict(columns), chosen
        self._settings = Settings(columns={**self.asked})
        self._source = Source(str(path), path=path)
        self._groups, names = open_groups(self._source, self._settings)
        self.columns = map_columns(names, self._settings, str(path), is_strict=True)
        self._dates = Dates(
            self._settings, lambda: stated_dates(self._source, len(self._groups), self.columns)
        )

    @property
    def total(self) -> int:
        """How many rows the file has."""
        return sum(self._groups)

    @property
    def is_sample(self) -> bool:
        """Whether these are some of the file's rows only."""
        return self._chosen is not None

    @cached_property
    def _wanted(self) -> dict[int, tuple[int, ...] | range]:
        """Which rows of which group, both counted from 0 and ascending."""
        if self._chosen is not None:
            return dict(sorted(self._chosen.items()))
        return {group: range(rows) for group, rows in enumerate(self._groups) if rows}

    def __len__(self) -> int:
        return sum(map(len, self._wanted.values()))

    def __iter__(self) -> Iterator[Document | Reject]:
        for group in self._wanted:
            yield from self._read(group, self._wanted[group])

    @overload
    def __getitem__(self, key: int) -> Document | Reject: ...
    @overload
    def __getitem__(self, key: slice) -> "ParquetReports": ...
    def __getitem__(self, key: int | slice) -> "Document | Reject | ParquetReports":
        places = [(group, row) for group, rows in self._wanted.items() for row in rows]
        if isinstance(key, slice):
            return self._only(sorted(places[key]))
        group, row = places[key]
        return next(self._read(group, (row,)))

    def sample(self, size: int, seed: int = 0) -> "ParquetReports":
        """Return `size` rows (all, where there are fewer) of up to eight row groups spread over the file.

        The same seed takes the same rows. Raises `UsageError` (E001) for a size below one.
        """
        if size < 1:
            raise UsageError("E001", f"a sample of {size} rows is none", do="ask for one row at least")
        groups = sorted(self._wanted)
        step = max(1, len(groups) / _GROUPS)
        spread = [groups[int(i * step)] for i in range(min(_GROUPS, len(groups)))]
        places = [(group, row) for group in spread for row in self._wanted[group]]
        if len(places) < size:
            places = [(group, row) for group in groups for row in self._wanted[group]]
        picked = random.Random(seed).sample(places, min(size, len(places)))  # noqa: S311 - a sample, no secret
        return self._only(sorted(picked))

    def __repr__(self) -> str:
        of = f" of {self.total:,}" if self.is_sample else ""
        fields = ", ".join(f"{field} from {column!r}" for field, column in self.columns.items())
        return f"<{len(self):,}{of} rows of {self.path.name}: {fields}>"

    def _only(self, places: Sequence[tuple[int, int]]) -> "ParquetReports":
        chosen: dict[int, list[int]] = {}
        for group, row in places:
            chosen.setdefault(group, []).append(row)
        return ParquetReports(self.path, self.asked, {g: tuple(rows) for g, rows in chosen.items()})

    def _read(self, group: int, rows: Sequence[int]) -> Iterator[Document | Reject]:
        from variorum.ingest.parquet import rows_of_group
        from variorum.ingest.source import rejected
        from variorum.ingest.table import documents_of

        first = 1 + sum(self._groups[:group])
        columns = sorted(set(self.columns.values()))
        wanted = {first + row for row in rows}
        numbered = rows_of_group(self._source, group, columns, first)
        try:
            picked = ((number, row) for number, row in numbered if number in wanted)
            documents = documents_of(picked, self.columns, self._source, self._settings)
            # Asked for no more than there is: the rest of the row group is not read in vain.
            found = (document for _, document in zip(range(len(wanted)), documents, strict=False))
            yield from self._dates.settle_all(found)
        except InputError as error:
            yield rejected(error, where=f"{self.path}#group{group}")
        finally:
            numbered.close()  # type: ignore[attr-defined]  # a generator, which holds a process


class Rejects(Sequence[Reject]):
    """The inputs that did not become reports, each with its reason; a table in a notebook and in Arrow."""

    def __init__(self, rejects: Sequence[Reject]) -> None:
        self._rejects = tuple(rejects)

    def __len__(self) -> int:
        return len(self._rejects)

    @overload
    def __getitem__(self, key: int) -> Reject: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[Reject]: ...
    def __getitem__(self, key: int | slice) -> Reject | Sequence[Reject]:
        return self._rejects[key]

    def to_arrow(self) -> "pyarrow.Table":
        """Return one row an input: what it was, code, reason, hint, and where in it reading stopped."""
        import pyarrow as pa

        kinds = [(name, pa.string()) for name in ("input", "code", "reason", "hint")]
        fields = pa.schema([*kinds, ("offset", pa.int64())])
        return pa.Table.from_pylist([msgspec.structs.asdict(r) for r in self], fields)

    def __repr__(self) -> str:
        return f"<{len(self)} rejected>"

    def _repr_html_(self) -> str:
        rows = ([r.input, r.code, r.reason, r.hint] for r in self)
        return table(["input", "code", "reason", "what to do"], rows)


class Pace(NamedTuple):
    """How long a sample took, and what that means for the whole file on this machine."""

    reports: int
    seconds: float
    total: int
    memory: int | None
    start: float = 0.0  # seconds until the first report was read, the loading of the models among them

    @property
    def hours(self) -> float:
        """The hours that all rows would take at this pace; linking, which grows a little faster, included.

        What is done once is counted once.
        """
        if self.reports < 2 or not self.start:
            return self.seconds * self.total / max(1, self.reports) / 3600
        each = (self.seconds - self.start) / (self.reports - 1)
        return (self.start + each * (self.total - 1)) / 3600

    def __str__(self) -> str:
        speed = f"{self.reports / max(self.seconds, 1e-9):.1f} a second"
        memory = f", {self.memory / 1e6:,.0f} MB at most" if self.memory else ""
        return (
            f"{self.reports:,} reports in {self.seconds:.1f} s: {speed}{memory}; "
            f"all {self.total:,} would take about {_say_hours(self.hours)} on this machine"
        )


def _say_hours(hours: float) -> str:
    """Say how long something takes: hours, or minutes, or seconds.

    >>> _say_hours(12.34), _say_hours(0.4), _say_hours(0.001)
    ('12.3 hours', '24 minutes', '4 seconds')
    """
    if hours >= 1:
        return f"{hours:.1f} hours"
    seconds = max(1, round(hours * 3600))
    count, unit = (round(seconds / 60), "minute") if seconds >= 90 else (seconds, "second")
    return f"{count} {unit}{'' if count == 1 else 's'}"


def most_memory(workers: int = 1) -> int | None:
    """Return the most bytes that this process and its workers have used, or None where nobody says.

    Of the workers the system tells only the largest: all are taken to be as large.
    """
    try:
        import resource
    except ImportError:
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    if workers > 1:
        peak += workers * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def flatten(inputs: Sequence[object], settings: Settings | None = None) -> Sequence[Input]:
    """Return inputs one by one, rows of tables among them; the rows of a table alone are read as they go.

    A list of paths is taken as its paths; of a frame, a list of dicts or a dict of columns, each row is an
    input. Raises `UsageError` (E001) for what is no input, `InputError` (E120) for a frame without a column
    of texts.
    """
    if len(inputs) == 1 and isinstance(inputs[0], ParquetReports):
        return inputs[0]
    flat: list[Input] = []
    for given in inputs:
        if isinstance(given, Input):
            flat.append(given)
            continue
        if not isinstance(given, ParquetReports) and (rows := rows_in(given)) is not None:
            flat.extend(read_rows(rows, type(given).__name__, settings or Settings()))
            continue
        if not isinstance(given, ParquetReports | list | tuple | Iterator):
            raise _no_input(given)
        parts = list(given)
        if strange := [part for part in parts if not isinstance(part, Input)]:
            raise _no_input(strange[0])
        flat.extend(parts)
    return flat


def _no_input(given: object) -> UsageError:
    do = (
        "name files, folders or addresses; a frame, a list of dicts or a dict of columns needs a column of "
        "texts, and dates; give a Parquet file by variorum.read_parquet"
    )
    return UsageError("E001", f"a {type(given).__name__} is no input", do=do)


def pace_of(inputs: Sequence[object], seconds: float, workers: int = 1, start: float = 0.0) -> Pace | None:
    """Return what reading a sample says of the whole, or None where the inputs are no sample.

    `start` are the seconds until the first report was read.
    """
    if len(inputs) != 1 or not isinstance(inputs[0], ParquetReports) or not inputs[0].is_sample:
        return None
    return Pace(len(inputs[0]), seconds, inputs[0].total, most_memory(workers), start)

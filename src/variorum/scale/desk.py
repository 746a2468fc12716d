"""The desk: reports, analyses and what is compared of them, lying open for every worker.

Each shard has a file that is read in place, row by row, by number. Only numbers are shuffled; a body is
read by whoever needs it, where it lies, so the folder must be one that all nodes see.
"""

import functools
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa

from variorum.link.copies.shingles import sample_shingles
from variorum.link.stories.describing import KINDS, describe
from variorum.model.analysis import Analysis, LocalVoice
from variorum.model.report import Report
from variorum.scale.engine import Row
from variorum.scale.numbering import load, save
from variorum.scale.reading import analyses_path
from variorum.scale.scratch import open_table, write_table

DESK = pa.schema(
    [
        ("n", pa.int64()),
        ("report", pa.large_binary()),
        ("analysis", pa.large_binary()),
        ("voices", pa.large_binary()),
        ("revises", pa.large_string()),
        ("states", pa.list_(pa.int64())),
        ("since", pa.large_string()),
        ("outlet", pa.large_string()),
        ("published", pa.large_string()),
        ("sample", pa.large_list(pa.uint64())),
        *((f"words{k}", pa.large_list(pa.large_string())) for k in range(len(KINDS))),
        *((f"counts{k}", pa.large_list(pa.int32())) for k in range(len(KINDS))),
    ]
)
LAID = pa.schema([("n", pa.int64()), ("size", pa.int64())])
# A telling or voice is known by its report's number and its place among the report's own.
BITS = 16


class Link(msgspec.Struct, frozen=True, eq=False):
    """What every worker must know to link: the folders, the shards in their order, how many reports.

    Compared by identity: it is the key of caches, and may name thousands of shards.
    """

    output: str
    folder: str
    keys: tuple[str, ...]
    total: int
    buckets: int

    @property
    def path(self) -> Path:
        """The folder of the linking."""
        return Path(self.folder)

    def column(self, name: str) -> np.ndarray:
        """Return an array by number."""
        return _column(self.folder, name)

    def sparse(self, name: str, node: int) -> tuple[int, ...] | None:
        """Return what `keep_sparse` kept of a node; None where nothing was."""
        table = self.column(name)
        at = int(np.searchsorted(table[:, 0], node))
        return tuple(table[at, 1:].tolist()) if at < len(table) and table[at, 0] == node else None

    def file(self, kind: str, home: int) -> pa.RecordBatch:
        """Return a shard's open file of some kind."""
        return _file(self.folder, kind, self.keys[home])

    def place(self, n: int) -> tuple[int, int]:
        """Return the shard and row of a report."""
        return int(self.column("home")[n]), int(self.column("row")[n])

    def cell(self, kind: str, name: str, n: int) -> Any:
        """Return one field of one report out of the files of some kind."""
        home, row = self.place(n)
        return self.file(kind, home).column(name)[row].as_py()

    def report(self, n: int) -> Report:
        """Return a report."""
        return _report(self.cell("desk", "report", n))

    def analysis(self, n: int) -> Analysis:
        """Return its analysis."""
        return _analysis(self.cell("desk", "analysis", n))

    def voices(self, n: int) -> tuple[LocalVoice, ...]:
        """Return the voices of a report: its analysis has them too, but takes longer to read."""
        return _voices(self.cell("desk", "voices", n))


_report = msgspec.json.Decoder(Report).decode
_analysis = msgspec.json.Decoder(Analysis).decode
_voices = msgspec.msgpack.Decoder(tuple[LocalVoice, ...]).decode


@functools.lru_cache(maxsize=64)
def _column(folder: str, name: str) -> np.ndarray:
    return load(Path(folder), name)


@functools.lru_cache(maxsize=2048)
def _file(folder: str, kind: str, key: str) -> pa.RecordBatch:
    return open_table(Path(folder) / kind / f"{key}.arrow")


def lay_out(link: Link, row: Row) -> pa.Table:
    """Lay the reports of one shard on the desk, with their shingles and the words of their stories."""
    import pyarrow.parquet as pq

    key = link.keys[row["home"]]
    numbers = open_table(link.path / "numbers" / f"{key}.arrow")
    rows = numbers.column("row").to_numpy()
    with pq.ParquetFile(analyses_path(link.output, key)) as file:
        bodies = file.read(columns=["report", "analysis"]).take(rows)
    laid = [
        _lay(found, report, analysis)
        for found, report, analysis in zip(
            numbers.to_pylist(),
            bodies.column("report").to_pylist(),
            bodies.column("analysis").to_pylist(),
            strict=True,
        )
    ]
    write_table(link.path / "desk" / f"{key}.arrow", pa.Table.from_pylist(laid, schema=DESK))
    found = {"n": [r["n"] for r in laid], "size": [len(r["sample"]) for r in laid]}
    return pa.table(found, schema=LAID)


def _lay(number: dict[str, Any], body: bytes, analysis: bytes) -> dict[str, Any]:
    report = _report(body)
    if number["reused"]:
        flags = tuple(sorted({*report.flags, "id_reused"}))
        report = msgspec.structs.replace(report, id=number["id"], flags=flags)
        body = msgspec.json.encode(report)
    described = describe(report).counts
    return {
        "n": number["n"],
        "report": body,
        "analysis": analysis,
        "voices": msgspec.msgpack.encode(_analysis(analysis).voices),
        "revises": number["revises"],
        "states": number["states"],
        "since": number["since"],
        "outlet": report.outlet,
        "published": report.published,
        "sample": sample_shingles(report.text),
        **{f"words{k}": list(count) for k, count in enumerate(described)},
        **{f"counts{k}": list(count.values()) for k, count in enumerate(described)},
    }


def homes_of(link: Link, numbers: np.ndarray) -> np.ndarray:
    """Return the shards that reports lie in."""
    homes: np.ndarray = np.asarray(link.column("home"))[numbers].astype(np.int64)
    return homes


def keep_sparse(link: Link, name: str, rows: Any) -> None:
    """Keep rows of numbers, to be looked up by the first of them."""
    table = rows.to_arrow()
    columns = [column.to_numpy() for column in table.columns]
    order = np.argsort(columns[0], kind="stable")
    save(link.path, name, np.stack([column[order] for column in columns], axis=1).astype(np.int64))


def by_label(labels: np.ndarray, *columns: np.ndarray) -> Iterable[tuple[int, list[np.ndarray]]]:
    """Yield each label, ascending, with the rows of the columns that have it, in their order."""
    order = np.argsort(labels, kind="stable")
    ordered = labels[order]
    edges = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1], True]) if len(order) else np.zeros(1, int)
    for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        yield int(ordered[start]), [column[order[start:end]] for column in columns]

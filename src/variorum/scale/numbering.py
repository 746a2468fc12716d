"""Every report of all shards gets its place in the order of publication; whoever stands twice is named apart.

The numbers are what the engine shuffles from here on; the reports themselves stay where they lie.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from variorum.link.copies.witness import name_outlet
from variorum.link.revisions import date_states, find_revisions
from variorum.model.articles import number_states
from variorum.model.report import Report
from variorum.scale.reading import analyses_path
from variorum.scale.scratch import replacing, write_table

NUMBERS = pa.schema(
    [
        ("n", pa.int64()),
        ("id", pa.large_string()),
        ("reused", pa.bool_()),
        ("revises", pa.large_string()),
        ("states", pa.list_(pa.int64())),
        ("since", pa.large_string()),
    ]
)
_LIGHT = ["id", "sha256", "outlet", "url", "published", "modified", "received", "digest"]


class _Kept(NamedTuple):
    """One report that goes into the record: where it lies and by which id it goes."""

    home: int
    row: int
    id: str
    reused: bool
    stub: Report
    """What else the order and the addresses are told by; its text is a digest."""


def number_reports(output: Path, keys: Sequence[str], folder: Path) -> int:
    """Write the number of every report, shard by shard, and what is looked up by number; return how many.

    A report that an earlier shard has already is dropped; one whose id belongs to other bytes gets an id of
    its own. Both go by the order of the shards, as when one machine reads them.
    """
    kept = _keep(output, keys)
    order = sorted(range(len(kept)), key=lambda k: (kept[k].stub.published or "9999", kept[k].id))
    numbers = np.empty(len(kept), np.int64)
    numbers[order] = np.arange(len(kept))
    addressed = [k.stub for k in kept if k.stub.url]
    revises = find_revisions(addressed)
    since = date_states(addressed, revises)
    states = _chain(revises, {k.id: number for k, number in zip(kept, numbers.tolist(), strict=True)})
    rows: list[list[dict[str, object]]] = [[] for _ in keys]
    for k, number in zip(kept, numbers.tolist(), strict=True):
        rows[k.home].append(
            {
                "n": number,
                "id": k.id,
                "reused": k.reused,
                "revises": revises.get(k.id),
                "states": states.get(k.id),
                "since": since.get(k.id),
                "row": k.row,
            }
        )
    for key, found in zip(keys, rows, strict=True):
        write_table(
            folder / "numbers" / f"{key}.arrow",
            pa.Table.from_pylist(found, schema=NUMBERS.append(pa.field("row", pa.int64()))),
        )
    _write_columns(folder, [kept[k] for k in order], len(keys))
    return len(kept)


def _chain(revises: Mapping[str, str], numbers: Mapping[str, int]) -> dict[str, list[int]]:
    """Return for each report of an article that was edited the numbers of all its states, in their order."""
    known = number_states(revises)
    chains: dict[str, list[int]] = {}
    for id_ in sorted(known, key=lambda i: known[i]):
        chains.setdefault(known[id_][0], []).append(numbers[id_])
    return {id_: chains[article] for id_, (article, _) in known.items()}


def _keep(output: Path, keys: Sequence[str]) -> list[_Kept]:
    import pyarrow.parquet as pq

    kept: list[_Kept] = []
    known: dict[str, str] = {}
    for home, key in enumerate(keys):
        table = pq.read_table(analyses_path(output, key), columns=_LIGHT)
        for row, found in enumerate(table.to_pylist()):
            own = found["id"]
            reused = known.get(own, found["sha256"]) != found["sha256"]
            id_ = f"{own}@{found['sha256'][:12]}" if reused else own
            if id_ in known:
                continue
            known[id_] = found["sha256"]
            kept.append(_Kept(home, row, id_, reused, _stub(id_, found)))
    return kept


def _stub(id_: str, found: dict[str, object]) -> Report:
    return Report(
        id=id_,
        sha256="",
        text=bytes(found["digest"]).hex(),  # type: ignore[call-overload]
        outlet=found["outlet"],  # type: ignore[arg-type]
        url=found["url"],  # type: ignore[arg-type]
        published=found["published"],  # type: ignore[arg-type]
        modified=found["modified"],  # type: ignore[arg-type]
        received=found["received"],  # type: ignore[arg-type]
    )


def _write_columns(folder: Path, ordered: Sequence[_Kept], shards: int) -> None:
    """Write by number: the shard and row of the desk, the outlet's number, how much the outlet tells."""
    telling = Counter(name_outlet(k.stub.outlet) for k in ordered)
    outlets: dict[str, int] = {}
    sizes = [0] * shards
    save(folder, "home", np.array([k.home for k in ordered], np.int32))
    row_of: dict[tuple[int, int], int] = {}
    for k in sorted(ordered, key=lambda k: (k.home, k.row)):
        row_of[k.home, k.row] = sizes[k.home]
        sizes[k.home] += 1
    save(folder, "row", np.array([row_of[k.home, k.row] for k in ordered], np.int32))
    codes = [-1 if (o := k.stub.outlet) is None else outlets.setdefault(o, len(outlets)) for k in ordered]
    save(folder, "outlet", np.array(codes, np.int32))
    save(folder, "told", np.array([telling[name_outlet(k.stub.outlet)] for k in ordered], np.int32))


def save(folder: Path, name: str, values: np.ndarray) -> None:
    """Keep an array by name, to be looked up in place."""
    with replacing(folder / f"{name}.npy") as unfinished, unfinished.open("wb") as stream:
        np.save(stream, values)


def load(folder: Path, name: str) -> np.ndarray:
    """Open an array where it lies."""
    found: np.ndarray = np.load(folder / f"{name}.npy", mmap_mode="r")
    return found

"""Daft, the engine: it shuffles and joins rows of numbers and hands out work, here or on a Ray cluster.

Steps are kept as Parquet, so that a run that was broken off goes on behind the last whole step.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from variorum.errors import StoreError, UsageError, VariorumError
from variorum.scale.scratch import name_full_disk, write_whole

Row = Mapping[str, Any]
Task = Callable[[Row], pa.Table]

EDGES = pa.schema([("a", pa.int64()), ("b", pa.int64())])
LABELS = pa.schema([("node", pa.int64()), ("label", pa.int64())])
# Work is shared out by process: libraries that bring threads of their own would only wait for each other.
_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
# A lost worker or node ends a query where Daft cannot go on by itself; the step is then made again.
_TRIES = 3
# Fewer rows than this are joined by one worker: another process would cost more than it saves.
_FEW = 20_000


def import_daft() -> Any:
    """Import Daft, or say what to install; nothing leaves the machine: its telemetry is switched off."""
    os.environ.setdefault("DAFT_ANALYTICS_ENABLED", "0")
    os.environ.setdefault("DO_NOT_TRACK", "true")
    os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
    for name, value in _ONE_THREAD.items():  # inherited by the processes that Daft begins
        os.environ.setdefault(name, value)
    try:
        import daft
    except ImportError as error:
        raise UsageError("E030", "Daft is not installed", do="pip install 'variorum[scale]'") from error
    return daft


class Engine:
    """One run's engine: Daft's native runner, or its runner on the Ray cluster at `ray`.

    `workers` is how many processes read and link on one machine; on a cluster each node has its own.
    """

    def __init__(self, workers: int = 2, ray: str | None = None) -> None:
        self.daft = import_daft()
        self.workers, self.ray = workers, ray
        if ray is None:
            _set_runner(self.daft, "native", self.daft.set_runner_native)
            self.nodes = 1
        else:
            self.nodes, self._cores = _join_cluster(self.daft, ray)

    @property
    def hands(self) -> int:
        """How many pieces of work can be under way at once."""
        return self.workers if self.ray is None else max(self.nodes, self._cores)

    def frame(self, table: pa.Table, parts: int = 1) -> Any:
        """Bring a table to the engine, in so many parts."""
        frame = self.daft.from_arrow(table)
        return frame.into_partitions(parts) if self.ray is not None and parts > 1 else frame

    def read(self, folder: Path, schema: pa.Schema) -> Any:
        """Read the rows that a step has kept."""
        files = sorted(str(path) for path in folder.glob("*.parquet"))
        return self.daft.read_parquet(files) if files else self.daft.from_arrow(schema.empty_table())

    def each(self, frame: Any, task: Task, schema: pa.Schema, *, apart: bool = False) -> Any:
        """Hand each row to `task` and put the rows that it returns one below the other.

        With `apart` the work is done in processes of its own, so that Python holds nobody up.
        """
        daft, col = self.daft, self.daft.col
        kind = daft.DataType.list(daft.DataType.from_arrow_type(pa.struct(list(schema))))

        class Hand:
            """What Daft starts once a worker and then gives one row after another."""

            def __init__(self, work: Task) -> None:
                self.work = work

            @daft.method.batch(return_dtype=kind, batch_size=1)  # type: ignore[untyped-decorator]
            def take(self, rows: Any) -> pa.Array:
                return _stack([self.work(row) for row in _rows_of(rows.to_arrow())], schema)

        hand = daft.cls(**self._where(apart=apart))(Hand)(task)
        columns = daft.functions.to_struct(*(col(name) for name in frame.column_names))
        found = frame.select(hand.take(columns).alias("out")).explode("out").where(col("out").not_null())
        return found.select(*(col("out").get(name).alias(name) for name in schema.names))

    def _where(self, *, apart: bool) -> dict[str, Any]:
        if self.ray is None:
            return {"use_process": True, "max_concurrency": self.workers} if apart else {"use_process": False}
        # A pool of actors waits for ever for the place of one that a lost node took with it (Daft 0.7.26);
        # without a pool the tasks of a lost node are given to another.
        return {"use_process": apart and self._cores > self.nodes}

    def gather(self, frame: Any, key: str, *columns: str) -> Any:
        """Bring the rows of one key together: one row a key, each column a list, in one order."""
        col = self.daft.col
        return frame.groupby(key).agg(*(col(name).list_agg() for name in columns))

    def label_components(self, edges: Any, buckets: int, rows: int) -> Any:
        """Give the nodes that edges connect one label, the smallest of them.

        Each bucket of edges is first cut down to a forest, which has fewer edges than nodes.
        """
        col, lit = self.daft.col, self.daft.lit
        if rows > _FEW:
            spread = self.gather(edges.with_column("bucket", col("a") % buckets), "bucket", "a", "b")
            edges = self.each(spread, _cut_to_forest, EDGES)
        together = self.gather(edges.with_column("bucket", lit(0)), "bucket", "a", "b")
        return self.each(together, _label, LABELS)


def spread(node: Any, buckets: int) -> Any:
    """Return the bucket of a node, a number or a column of them.

    Tellings and voices carry their report's number in the upper bits: mixed in, so that no bucket is empty.

    >>> spread(5, 4), spread((3 << 16) + 1, 4)
    (1, 0)
    """
    return (node // 65536 + node) % buckets


def _set_runner(daft: Any, kind: str, choose: Callable[[], Any]) -> None:
    """Choose Daft's runner, which a process can do once only."""
    from daft.exceptions import DaftCoreException

    try:
        choose()
    except (DaftCoreException, RuntimeError) as error:
        if daft.get_or_infer_runner_type() != kind:
            do = "begin a new process"
            raise UsageError("E031", "this process runs Daft in another way already", do=do) from error


def _join_cluster(daft: Any, address: str) -> tuple[int, int]:
    """Join a Ray cluster; return how many nodes and cores it has."""
    try:
        import ray
    except ImportError as error:
        raise UsageError("E030", "Ray is not installed", do="pip install 'variorum[scale]'") from error
    if not ray.is_initialized():
        try:
            environment = {"env_vars": dict(_ONE_THREAD)}
            ray.init(address=address, runtime_env=environment, log_to_driver=False, logging_level="ERROR")
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise UsageError("E031", f"no Ray cluster answers ({error})", where=address) from error
    _set_runner(daft, "ray", daft.set_runner_ray)
    nodes = [node for node in ray.nodes() if node["Alive"]]
    return len(nodes), int(sum(node["Resources"].get("CPU", 0) for node in nodes))


class Steps:
    """The steps of one run in a folder: each is made once and read from there ever after."""

    def __init__(self, folder: Path, engine: Engine, on_step: Callable[[str, float], None]) -> None:
        self.folder, self.engine, self._on_step = folder, engine, on_step

    def keep(self, name: str, schema: pa.Schema, make: Callable[[], Any]) -> Any:
        """Make a step's rows where they are not there yet, and return them as a frame read from disk."""
        folder = self.folder / name
        if not (folder / "done").is_file():
            started = time.monotonic()
            self._make(name, folder, make)
            self._on_step(name, time.monotonic() - started)
        return self.engine.read(folder, schema)

    def _make(self, name: str, folder: Path, make: Callable[[], Any]) -> None:
        for left in reversed(range(_TRIES)):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            try:
                make().write_parquet(str(folder), write_mode="append", compression="zstd")
                write_whole(folder / "done", b"")
                return
            except Exception as error:
                name_full_disk(error, folder)
                if isinstance(error, VariorumError) or left == 0:
                    raise _failed(name, error) from error

    def count(self, name: str) -> int:
        """Return how many rows a step has kept."""
        import pyarrow.parquet as pq

        return sum(pq.read_metadata(path).num_rows for path in (self.folder / name).glob("*.parquet"))


def _failed(step: str, error: Exception) -> VariorumError:
    if isinstance(error, VariorumError):
        return error
    what = f"the step {step} failed ({type(error).__name__}: {str(error)[:500]})"
    return StoreError("E480", what, do="run the same command again: it goes on behind the last whole step")


def _rows_of(rows: pa.StructArray) -> Iterator[Row]:
    for number in range(len(rows)):
        yield {
            field.name: _plain(rows.field(index), number, field.type) for index, field in enumerate(rows.type)
        }


def _plain(column: pa.Array, number: int, kind: pa.DataType) -> Any:
    """Return a cell as numbers in an array where it is a list of numbers, else as Python has it."""
    value = column[number]
    if not value.is_valid:
        return None
    if not (pa.types.is_list(kind) or pa.types.is_large_list(kind)):
        return value.as_py()
    values = value.values
    if pa.types.is_integer(values.type) or pa.types.is_floating(values.type):
        return values.to_numpy(zero_copy_only=False)
    return values.to_pylist()


def _stack(tables: Sequence[pa.Table], schema: pa.Schema) -> pa.Array:
    """Make one list of rows of each table."""
    whole = pa.concat_tables([schema.empty_table(), *(table.cast(schema) for table in tables)])
    whole = whole.combine_chunks()
    columns = [c.chunk(0) if c.num_chunks else pa.array([], c.type) for c in whole.columns]
    ends = np.cumsum([0, *(table.num_rows for table in tables)])
    rows = pa.StructArray.from_arrays(columns, fields=list(schema))
    return pa.LargeListArray.from_arrays(pa.array(ends, pa.int64()), rows)


def _cut_to_forest(row: Row) -> pa.Table:
    nodes, labels = find_components(row["a"], row["b"])
    apart = nodes != labels
    return pa.table({"a": labels[apart], "b": nodes[apart]}, schema=EDGES)


def _label(row: Row) -> pa.Table:
    nodes, labels = find_components(row["a"], row["b"])
    return pa.table({"node": nodes, "label": labels}, schema=LABELS)


def find_components(a: Any, b: Any) -> tuple[Any, Any]:
    """Return the nodes of some edges, ascending, and for each the smallest node that it is connected to.

    >>> nodes, labels = find_components(np.array([5, 7, 1]), np.array([7, 9, 2]))
    >>> nodes.tolist(), labels.tolist()
    ([1, 2, 5, 7, 9], [1, 1, 5, 5, 5])
    """
    nodes, places = np.unique(np.concatenate([a, b]), return_inverse=True)
    one, other = np.split(places, 2)
    parent = np.arange(len(nodes))
    while len(one):
        low, high = np.minimum(parent[one], parent[other]), np.maximum(parent[one], parent[other])
        apart = low != high
        one, other, low, high = one[apart], other[apart], low[apart], high[apart]
        np.minimum.at(parent, high, low)
        while True:  # every path is cut short: each node then names the root of its tree
            above = parent[parent]
            if np.array_equal(above, parent):
                break
            parent = above
    return nodes, nodes[parent]


def run_here(task: Callable[..., Any], *given: Any) -> Task:
    """Bind what a task needs beside its row; both must survive the way to another process."""
    return partial(task, *given)

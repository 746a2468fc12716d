"""One shard read: every report in it cleaned and analysed alone, written as one Parquet file."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa

from variorum import __version__, pipeline
from variorum.alone import analyse_many
from variorum.errors import InputError, StoreError, VariorumError
from variorum.model.report import Reject, Report
from variorum.scale.engine import Row
from variorum.scale.scratch import replacing, write_whole
from variorum.scale.shards import Shard, fetched
from variorum.settings import Settings

# Reports that are read and written together: few enough to lose little, many enough to be read at one go.
_TOGETHER = 64

ANALYSES = pa.schema(
    [
        ("id", pa.large_string()),
        ("sha256", pa.large_string()),
        ("outlet", pa.large_string()),
        ("url", pa.large_string()),
        ("published", pa.large_string()),
        ("modified", pa.large_string()),
        ("received", pa.large_string()),
        ("digest", pa.large_binary()),
        ("report", pa.large_binary()),
        ("analysis", pa.large_binary()),
    ]
)
READ = pa.schema([("key", pa.large_string()), ("reports", pa.int64()), ("rejects", pa.int64())])

_encode = msgspec.json.Encoder(order="deterministic").encode


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What every worker must know to read a shard."""

    output: str
    settings: Settings
    format: str | None = None
    scratch: str | None = None
    grace: float = 60.0


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """What the manifest says of one shard: which bytes were read, by what, and what came of it.

    `is_whole` is false where the shard itself, not only a report in it, could not be read.
    """

    shard: Shard
    made_by: str
    reports: int
    rejects: tuple[Reject, ...]
    is_whole: bool


def made_by(plan: Plan) -> str:
    """Name the version and settings that the file of a shard depends on."""
    settings = msgspec.structs.replace(plan.settings, policy=Settings().policy)
    return f"{__version__}/{settings.digest}/{plan.format or ''}"


def read_notes(output: Path) -> dict[str, Note]:
    """Read the manifest: by key, what is known of each shard; a damaged note counts as none."""
    notes = {}
    for path in sorted((output / "manifest").glob("*.json")):
        try:
            notes[path.stem] = msgspec.json.decode(path.read_bytes(), type=Note)
        except (msgspec.DecodeError, OSError):
            continue
    return notes


def is_done(shard: Shard, note: Note | None, plan: Plan) -> bool:
    """Say whether a shard needs no reading: its file is there, whole, of the same bytes and settings."""
    return (
        note is not None
        and note.is_whole
        and note.shard == shard
        and note.made_by == made_by(plan)
        and analyses_path(plan.output, shard.key).is_file()
    )


def analyses_path(output: str | Path, key: str) -> Path:
    """Return where the analyses of a shard lie."""
    return Path(output) / "analyses" / f"{key}.parquet"


class ShardReader:
    """Reads one shard after another; the models are loaded once a worker."""

    def __init__(self, plan: Plan, storage: Any = None) -> None:
        self.plan, self.storage = plan, storage

    def __call__(self, row: Row) -> pa.Table:
        """Read one shard, write its file, then its note; only what has a note counts as read."""
        shard = Shard(row["name"], row["size"], row["version"])
        rejects: list[Reject] = []
        reports, is_whole = 0, True
        try:
            scratch = Path(self.plan.scratch) if self.plan.scratch else None
            with fetched(shard, scratch, self.storage, self.plan.grace) as path:
                reports = self._read(shard, path, rejects)
            here = str(path)
            is_whole = not any(r.input == here or r.input.startswith(f"{here}#") for r in rejects)
            rejects = [
                msgspec.structs.replace(r, input=r.input.replace(here, shard.name, 1)) for r in rejects
            ]
        except (VariorumError, OSError) as error:
            rejects, is_whole = [*rejects, _reject(shard, error)], False
        note = Note(
            shard=shard,
            made_by=made_by(self.plan),
            reports=reports,
            rejects=tuple(rejects),
            is_whole=is_whole,
        )
        self._note(shard, note)
        found = {"key": [shard.key], "reports": [reports], "rejects": [len(rejects)]}
        return pa.table(found, schema=READ)

    def _read(self, shard: Shard, path: Path, rejects: list[Reject]) -> int:
        import pyarrow.parquet as pq

        count = 0
        target = analyses_path(self.plan.output, shard.key)
        with (
            replacing(target) as unfinished,
            pq.ParquetWriter(str(unfinished), ANALYSES, compression="zstd") as out,
        ):
            for rows in _in_rows(path, self.plan, rejects):
                out.write_table(pa.Table.from_pylist(rows, schema=ANALYSES))
                count += len(rows)
        return count

    def _note(self, shard: Shard, note: Note) -> None:
        path = Path(self.plan.output) / "manifest" / f"{shard.key}.json"
        try:
            write_whole(path, msgspec.json.format(msgspec.json.encode(note), indent=1))
        except StoreError:
            # No room even for the note: without it the shard counts as not read, and the run names it.
            return


def _reject(shard: Shard, error: VariorumError | OSError) -> Reject:
    if isinstance(error, VariorumError):
        return Reject(shard.name, error.code, error.what, error.do)
    what = f"cannot be read ({error.strerror or error})"
    return Reject(shard.name, "E102", what, "check the file")


def _in_rows(path: Path, plan: Plan, rejects: list[Reject]) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows of the reports in a file, some at a time; what is no report goes to `rejects`."""
    items = pipeline.read([path], plan.settings, format=plan.format)
    while True:
        some = list(_take(items, rejects))
        if not some:
            return
        outcomes = analyse_many((report for _, report in some), plan.settings)
        rows = []
        for (where, report), outcome in zip(some, outcomes, strict=True):
            if outcome.analysis is not None:
                rows.append(_row(report, _encode(outcome.analysis)))
            elif outcome.reject is not None:
                rejects.append(msgspec.structs.replace(outcome.reject, input=where))
        yield rows


def _take(items: Iterable[Any], rejects: list[Reject]) -> Iterator[tuple[str, Report]]:
    iterator = iter(items)
    taken = 0
    while taken < _TOGETHER:
        item = next(islice(iterator, 1), None)
        if item is None:
            return
        if isinstance(item, Reject):
            rejects.append(item)
            continue
        document, report = item
        taken += 1
        yield document.where, report


def _row(report: Report, analysis: bytes) -> dict[str, Any]:
    return {
        "id": report.id,
        "sha256": report.sha256,
        "outlet": report.outlet,
        "url": report.url,
        "published": report.published,
        "modified": report.modified,
        "received": report.received,
        "digest": hashlib.blake2b(report.text.encode("utf-8", "surrogatepass"), digest_size=16).digest(),
        "report": _encode(report),
        "analysis": analysis,
    }


def unusable(rejects: Iterable[Reject]) -> InputError:
    """Make the error for a run in which no input became a report."""
    from variorum.errors import NothingUsableError

    reasons = "; ".join(f"{r.input}: {r.reason}" for r in islice(rejects, 3))
    return NothingUsableError("E199", reasons or "no input was found", do="see `variorum explain E199`")

"""One run: shards found, read, linked, written, each thing once; a second run does only what is missing."""

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import pyarrow as pa

from variorum.errors import InputError, StoreError, UsageError
from variorum.model.report import Reject
from variorum.pipeline import make_header
from variorum.scale.copies import link_copies
from variorum.scale.desk import LAID, Link, lay_out
from variorum.scale.engine import Engine, Steps, run_here
from variorum.scale.events import join_stories, link_events
from variorum.scale.numbering import number_reports, save
from variorum.scale.reading import READ, Note, Plan, ShardReader, analyses_path, is_done, read_notes, unusable
from variorum.scale.scratch import name_full_disk, write_whole
from variorum.scale.shards import Shard, find_shards
from variorum.scale.stories import link_stories
from variorum.scale.units import lay_out_kin, write_events, write_reports
from variorum.scale.voices import link_voices
from variorum.scale.words import count_words
from variorum.scale.writing import write_record
from variorum.settings import Settings

# Reports of which one bucket of linking holds about as many.
_IN_BUCKET = 25_000
# How often shards are handed out again because the workers that had them were lost.
_TRIES = 3

OnStep = Callable[[str, float], None]


class Scaled(NamedTuple):
    """What a run did: shards read now and before, reports in the record, what was rejected, the record."""

    read: int
    unchanged: int
    reports: int
    rejects: tuple[Reject, ...]
    record: Path
    lines: dict[str, int]


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How a run goes, beside the settings that decide what it makes.

    `ray` is the address of a Ray cluster ("auto" for the one at hand), None for this machine alone. `storage`
    is Daft's `IOConfig`; without one its defaults are found in the environment, with three tries a shard.
    `scratch` is where shards out of storage are copied to while they are read. `grace` is how many seconds
    storage may take to begin.
    """

    workers: int = 2
    ray: str | None = None
    format: str | None = None
    storage: Any = None
    scratch: str | Path | None = None
    grace: float = 60.0


def run(
    inputs: Sequence[str | Path],
    output: str | Path,
    settings: Settings | None = None,
    options: Options | None = None,
    on_step: OnStep | None = None,
) -> Scaled:
    """Read shards of reports and make their record: the bytes that one machine makes of the same reports.

    `output` is a folder that every node sees. In it come to lie `analyses/` (one Parquet file a shard),
    `manifest/` (what is known of each shard) and `record.jsonl`. Run again, it reads the shards that are
    missing, changed or were not whole, and goes on linking where it was broken off.

    What cannot be read is in `rejects` and the rest goes on. Raises `NothingUsableError` (E199) where no
    report is left, `UsageError` (E030) without Daft, `StoreError` (E404, E480) where linking cannot go on.
    """
    settings, options = settings or Settings(), options or Options()
    folder, tell = Path(output).absolute(), on_step or _say_nothing
    engine = Engine(options.workers, options.ray)
    if settings.policy not in _policies():
        raise UsageError("E020", "no such policy", where=settings.policy)
    plan = Plan(
        output=str(folder),
        settings=settings,
        format=options.format,
        scratch=None if options.scratch is None else str(Path(options.scratch).absolute()),
        grace=options.grace,
    )
    found = list(find_shards(inputs, settings, options.storage))
    shards = [shard for shard in found if isinstance(shard, Shard)]
    rejects = [_reject(error) for error in found if isinstance(error, InputError)]
    with _one_at_a_time(folder):
        before = read_notes(folder)
        missing = [shard for shard in shards if not is_done(shard, before.get(shard.key), plan)]
        _read(engine, missing, plan, options, tell)
        notes = read_notes(folder)
        rejects.extend(_gather_rejects(shards, notes, plan))
        keys = tuple(
            shard.key for shard in shards if shard.key in notes and analyses_path(folder, shard.key).is_file()
        )
        _write_rejects(folder, rejects)
        if not any(notes[key].reports for key in keys):
            raise unusable(rejects)
        record, lines = link_shards(engine, folder, keys, settings, tell)
    return Scaled(
        read=len(missing),
        unchanged=len(shards) - len(missing),
        reports=lines["ReportLine"],
        rejects=tuple(rejects),
        record=record,
        lines=lines,
    )


def _say_nothing(step: str, seconds: float) -> None:
    del step, seconds


def _policies() -> frozenset[str]:
    from variorum.reconcile import POLICIES

    return frozenset(POLICIES)


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Hold the folder against a second driver; the lock of one that was killed is free."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / "lock").open("w") as lock:
            try:
                import fcntl

                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except ImportError:
                pass  # no such lock on this system
            except OSError as error:
                do = "wait for it to end, or name another folder"
                raise StoreError("E481", "another run works here", where=str(folder), do=do) from error
            yield
    except OSError as error:
        name_full_disk(error, folder)
        what = f"cannot be written ({error.strerror or error})"
        raise StoreError("E405", what, where=str(folder), do="check its rights") from error


def _read(engine: Engine, shards: Sequence[Shard], plan: Plan, options: Options, tell: OnStep) -> None:
    """Read shards; those whose workers were lost are handed out again."""
    import time

    started, left = time.monotonic(), list(shards)
    for again in range(_TRIES):
        if not left:
            break
        rows = {
            "name": [shard.name for shard in left],
            "size": [shard.size for shard in left],
            "version": [shard.version for shard in left],
        }
        table = pa.table(
            rows,
            schema=pa.schema(
                [("name", pa.large_string()), ("size", pa.int64()), ("version", pa.large_string())]
            ),
        )
        reader = ShardReader(plan, options.storage)
        apart = len(left) > 1 and engine.hands > 1
        work = engine.each(engine.frame(table, len(left)), reader, READ, apart=apart)
        try:
            done = set(work.to_pydict()["key"])
        except Exception as error:  # whatever the engine calls the loss of its workers
            name_full_disk(error, Path(plan.output))
            notes = read_notes(Path(plan.output))
            done = {s.key for s in left if (note := notes.get(s.key)) is not None and note.shard == s}
            if again == _TRIES - 1:
                what = f"reading failed ({type(error).__name__}: {str(error)[:300]})"
                do = "run the same command again: it reads what is missing"
                raise StoreError("E480", what, do=do) from error
        left = [shard for shard in left if shard.key not in done]
    if shards:
        tell("read", time.monotonic() - started)


def _gather_rejects(shards: Sequence[Shard], notes: dict[str, Note], plan: Plan) -> Iterator[Reject]:
    for shard in shards:
        note = notes.get(shard.key)
        if note is not None and note.shard == shard:
            yield from note.rejects
        else:
            what = "was not read: there was no room for its note in the manifest"
            yield Reject(shard.name, "E404", what, f"free some space in {plan.output} and run again")


def _write_rejects(folder: Path, rejects: Sequence[Reject]) -> None:
    encode = msgspec.json.Encoder().encode
    write_whole(folder / "rejects.jsonl", b"".join(encode(reject) + b"\n" for reject in rejects))


def _reject(error: InputError) -> Reject:
    return Reject(error.where, error.code, error.what, error.do)


def link_shards(
    engine: Engine, folder: Path, keys: Sequence[str], settings: Settings, tell: OnStep
) -> tuple[Path, dict[str, int]]:
    """Link the reports of shards that were read and write their record; return its path and line counts."""
    header = make_header(settings)
    record = folder / "record.jsonl"
    link, steps = prepare(engine, folder, keys, f"{header.variorum}/{settings.policy}", tell)
    copies = link_copies(steps, engine, link)
    words = count_words(steps, engine, link)
    link_stories(steps, engine, link, words, copies)
    link_events(steps, engine, link, words, copies)
    join_stories(link)
    voices = link_voices(steps, engine, link)
    lay_out_kin(steps, engine, link, copies)
    reports = write_reports(steps, engine, link)
    events = write_events(steps, engine, link, settings.policy)
    return record, write_record(engine, header, [reports, voices, events], record)


def prepare(
    engine: Engine, folder: Path, keys: Sequence[str], version: str, tell: OnStep
) -> tuple[Link, Steps]:
    """Number the reports and lay them out, in a folder named after the shards that are linked.

    What other shards were linked to before is removed.
    """
    name = _fingerprint(folder, keys, version)
    path = folder / "link" / name
    for other in sorted((folder / "link").glob("*")):
        if other.name != name:
            shutil.rmtree(other, ignore_errors=True)
    total_path = path / "total"
    if not total_path.is_file():
        total = number_reports(folder, keys, path)
        total_path.write_text(str(total), encoding="utf-8")
    total = int(total_path.read_text(encoding="utf-8"))
    buckets = max(engine.hands, -(-total // _IN_BUCKET))
    link = Link(str(folder), str(path), tuple(keys), total, buckets)
    steps = Steps(path, engine, tell)
    homes = engine.frame(pa.table({"home": list(range(len(keys)))}), len(keys))
    apart = total > 2000
    laid = steps.keep(
        "laid", LAID, lambda: engine.each(homes, run_here(lay_out, link), LAID, apart=apart)
    ).to_arrow()
    sizes = np.zeros(total, np.int64)
    sizes[laid.column("n").to_numpy()] = laid.column("size").to_numpy()
    save(path, "size", sizes)
    return link, steps


def _fingerprint(folder: Path, keys: Sequence[str], version: str) -> str:
    """Name what is linked: the version with the policy and, shard by shard, the file of its analyses."""
    found = hashlib.sha256(version.encode())
    for key in keys:
        stat = analyses_path(folder, key).stat()
        found.update(f"{key}/{stat.st_size}/{stat.st_mtime_ns}\n".encode())
    return found.hexdigest()[:16]

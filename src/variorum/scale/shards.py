"""Shards: the files that many reports lie in, on disk or in object storage, found and fetched by name."""

import hashlib
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from variorum.errors import InputError
from variorum.ingest.finding import find_sources, is_address
from variorum.scale.engine import import_daft
from variorum.settings import Settings

# Object storage that gives less than this many bytes a second, after a minute's grace, is given up.
_SLOWEST, _GRACE = 50_000, 60.0
_PIECE = 1 << 20


class Shard(msgspec.Struct, frozen=True):
    """One file of reports: its name, and what tells a changed one from the one that was read."""

    name: str
    size: int | None = None
    version: str = ""

    @property
    def key(self) -> str:
        """Sixteen hex digits that name the shard's files in the output folder."""
        return hashlib.blake2b(self.name.encode(), digest_size=8).hexdigest()

    @property
    def is_remote(self) -> bool:
        """Whether it lies in object storage."""
        return is_address(self.name)


def find_shards(
    inputs: Sequence[str | Path], settings: Settings, storage: Any = None
) -> Iterator[Shard | InputError]:
    """Yield the shards of files, folders, patterns and storage addresses, each place in the order of names.

    What cannot be found or listed is yielded as the error that names it; the rest goes on.
    """
    for name in inputs:
        if is_address(str(name)):
            yield from _list_remote(str(name), storage)
            continue
        for source in find_sources([name], settings):
            if isinstance(source, InputError):
                yield source
            elif source.path is not None:
                found = source.path.stat()
                yield Shard(str(source.path.absolute()), found.st_size, str(found.st_mtime_ns))


def _list_remote(address: str, storage: Any) -> Iterator[Shard | InputError]:
    if not any(sign in address for sign in "*?[") and not address.endswith("/"):
        yield Shard(address)
        return
    daft = import_daft()
    pattern = address + "**" if address.endswith("/") else address
    try:
        found = daft.from_glob_path(pattern, io_config=storage or patient()).to_pydict()
    except Exception as error:  # every storage has errors of its own
        yield _refused(address, error)
        return
    for path, size in sorted(zip(found["path"], found["size"], strict=True)):
        yield Shard(path, size)


def patient(*, endpoint: str | None = None, anonymous: bool = False) -> Any:
    """Return how storage is asked where nothing else is said: three tries, half a minute each.

    `endpoint` is the address of storage that speaks as Amazon's S3 does.
    """
    import_daft()
    from daft.io import HTTPConfig, IOConfig, S3Config

    waits = {"num_tries": 3, "connect_timeout_ms": 10_000, "read_timeout_ms": 30_000}
    where = {"endpoint_url": endpoint, "use_ssl": endpoint.startswith("https")} if endpoint else {}
    s3 = S3Config(anonymous=anonymous or None, **where, **waits)
    return IOConfig(s3=s3, http=HTTPConfig(**waits))


@contextmanager
def fetched(shard: Shard, scratch: Path | None, storage: Any = None, grace: float = _GRACE) -> Iterator[Path]:
    """Give a file with the bytes of a shard: itself, or a copy in the scratch folder while it is read.

    Raises `InputError` E160 where storage refuses, E161 where it is too slow.
    """
    if not shard.is_remote:
        yield Path(shard.name)
        return
    with tempfile.TemporaryDirectory(prefix="variorum-shard-", dir=scratch) as folder:
        path = Path(folder) / (shard.name.rstrip("/").rpartition("/")[2] or "shard")
        _copy(shard, path, storage, grace)
        yield path


def _copy(shard: Shard, path: Path, storage: Any, grace: float) -> None:
    failures: list[Exception] = []
    given_up = threading.Event()

    def work() -> None:
        try:
            file = import_daft().File(shard.name, storage or patient())
            with file.open() as stream, path.open("wb") as out:
                while not given_up.is_set() and (piece := stream.read(_PIECE)):
                    out.write(piece)
        except Exception as error:  # carried to the thread that waits
            failures.append(error)

    # In a thread of its own, because a read that gets a byte a second never comes back.
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    patience = grace + (shard.size or 0) / _SLOWEST
    thread.join(patience)
    while thread.is_alive() and shard.size is None and path.is_file():
        before = path.stat().st_size
        thread.join(grace)
        if path.stat().st_size - before < _SLOWEST * grace:
            break
    if thread.is_alive():
        given_up.set()
        what = f"object storage gives it too slowly ({patience:.0f} s were not enough)"
        raise InputError("E161", what, where=shard.name, do="run the same command again later")
    if failures:
        if isinstance(failures[0], OSError) and failures[0].errno is not None and path.exists():
            raise failures[0]
        raise _refused(shard.name, failures[0])


def _refused(where: str, error: Exception) -> InputError:
    first = " ".join(str(error).split())[:300]
    return InputError(
        "E160",
        f"object storage does not give it ({first})",
        where=where,
        do="check the address and your rights, then run the same command again",
    )

"""Reports read by several processes of this machine, answered in their order.

Each worker is a fresh Python that runs `variorum.worker`, so that nothing depends on how the program that
adds was started. A worker that dies, hangs or uses up its memory is started again and given the same report
once more; if that fails too, the report is rejected by name and the others go on.
"""

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Generic, Self, TypeVar

import msgspec

from variorum.alone import Outcome, pack_report, read_alone, unpack_outcome
from variorum.errors import UsageError
from variorum.model.report import Reject, Report
from variorum.settings import Settings
from variorum.worker import read_frame, write_frame

T = TypeVar("T")
Task = tuple[Report, str]

# Seconds that a report may take: far above what the slowest took on a machine with ten times the load.
PATIENCE, PATIENCE_A_CHARACTER = 120.0, 0.003
# Bytes of address space of one worker; reading needs below 1.5 GB.
MEMORY = 4_000_000_000
# Items taken ahead of the one that is awaited, a worker: enough to keep all busy beside one long report.
AHEAD = 16
_TRIES = 2


class Limits(msgspec.Struct, frozen=True):
    """What a worker may use: seconds a report, seconds more for each of its characters, bytes of memory."""

    seconds: float = PATIENCE
    seconds_a_character: float = PATIENCE_A_CHARACTER
    memory: int = MEMORY

    def patience(self, report: Report) -> float:
        """Return the seconds that a report may take."""
        return self.seconds + self.seconds_a_character * len(report.text)


class Pool:
    """Workers that read reports; a context manager, so that none is left behind.

    `read` names the function that workers call, as MODULE:FUNCTION. With one worker everything is read in
    this process.
    """

    def __init__(
        self,
        settings: Settings,
        count: int = 1,
        *,
        read: str = "variorum.alone:read_packed",
        limits: Limits | None = None,
    ) -> None:
        if count < 1:
            raise UsageError("E016", f"{count} workers cannot read", do="ask for one or more")
        self.settings, self.count, self.reading = settings, count, read
        self.limits = limits or Limits()
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            worker.stop()

    def read(
        self, items: Iterable[T], task_of: Callable[[T], Task | None]
    ) -> Iterator[tuple[T, Outcome | None]]:
        """Yield each item with the outcome of its report, in the order of the items.

        `task_of` gives an item's report and the words that name it, or None where there is nothing to read.
        Items are taken a little ahead of those yielded.
        """
        if self.count == 1:
            for item in items:
                task = task_of(item)
                yield item, None if task is None else read_alone(task[0], self.settings, task[1])
            return
        yield from self._read_ahead(items, task_of)

    def _read_ahead(
        self, items: Iterable[T], task_of: Callable[[T], Task | None]
    ) -> Iterator[tuple[T, Outcome | None]]:
        todo: queue.SimpleQueue[_Slot[Any] | None] = queue.SimpleQueue()
        self._workers = [_Worker(self, todo) for _ in range(self.count)]
        taken: list[_Slot[T]] = []
        ahead = AHEAD * self.count
        for item in items:
            slot = _Slot(item, task_of(item))
            taken.append(slot)
            if slot.task is None:
                slot.done.set()
            else:
                todo.put(slot)
            while taken and (taken[0].done.is_set() or len(taken) >= ahead):
                yield taken.pop(0).answer()
        _longest_first(todo)
        while taken:
            yield taken.pop(0).answer()


def _longest_first(todo: "queue.SimpleQueue[_Slot[Any] | None]") -> None:
    """Put what waits in the order of its length, so that no long report is begun when all others are done."""
    left = []
    with contextlib.suppress(queue.Empty):
        while True:
            left.append(todo.get_nowait())
    for slot in sorted(left, key=lambda slot: -len(slot.task[0].text) if slot and slot.task else 0):
        todo.put(slot)


class _Slot(Generic[T]):
    """One item on its way, and its outcome once it is there."""

    def __init__(self, item: T, task: Task | None) -> None:
        self.item, self.task = item, task
        self.outcome: Outcome | None = None
        self.done = threading.Event()

    def answer(self) -> tuple[T, Outcome | None]:
        # Waiting in short turns lets an interruption through on every system.
        while not self.done.wait(0.5):
            pass
        return self.item, self.outcome


class _Worker:
    """One process and the thread that feeds it."""

    def __init__(self, pool: Pool, todo: "queue.SimpleQueue[_Slot[Any] | None]") -> None:
        self.pool, self.todo = pool, todo
        self.process: subprocess.Popen[bytes] | None = None
        self.is_late = False
        self.is_stopped = False
        self.lock = threading.Lock()
        threading.Thread(target=self._run, daemon=True).start()

    def stop(self) -> None:
        """End the process now; what it reads is lost."""
        self.is_stopped = True
        self.todo.put(None)
        self._end()

    def _run(self) -> None:
        while (slot := self.todo.get()) is not None and not self.is_stopped:
            if slot.task is not None:
                slot.outcome = self._read(*slot.task)
            slot.done.set()

    def _read(self, report: Report, where: str) -> Outcome:
        frame = msgspec.msgpack.encode((pack_report(report), where))
        reject = None
        for _ in range(_TRIES):
            answer, code = self._ask(frame, self.pool.limits.patience(report))
            if answer is not None:
                outcome = unpack_outcome(answer)
                if outcome.reject is None or outcome.reject.code != "E205":
                    return outcome
                # What is left of the memory after that is anyone's guess.
                self._end()
                reject = outcome.reject
            elif self.is_stopped:
                break
            else:
                reject = _name_failure(where, code, is_late=self.is_late)
        return Outcome(reject=reject)

    def _ask(self, frame: bytes, patience: float) -> tuple[bytes | None, int | None]:
        """Return the worker's answer, or None and the status it ended with."""
        process = self._start()
        self.is_late = False
        watch = threading.Timer(patience, self._give_up)
        watch.daemon = True
        watch.start()
        try:
            write_frame(process.stdin, frame)  # type: ignore[arg-type]
            answer = read_frame(process.stdout)  # type: ignore[arg-type]
        except (OSError, ValueError):
            answer = None
        finally:
            watch.cancel()
        if answer is not None:
            return answer, None
        return None, self._end()

    def _give_up(self) -> None:
        self.is_late = True
        with contextlib.suppress(OSError):
            if self.process is not None:
                self.process.kill()

    def _start(self) -> "subprocess.Popen[bytes]":
        with self.lock:
            if self.process is None:
                paths = os.pathsep.join(path for path in sys.path if path)
                one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
                self.process = subprocess.Popen(  # noqa: S603
                    [
                        sys.executable,
                        "-m",
                        "variorum.worker",
                        self.pool.reading,
                        str(self.pool.limits.memory),
                    ],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    env={**os.environ, **one_thread, "PYTHONPATH": paths},
                    start_new_session=True,
                )
                with contextlib.suppress(OSError):
                    write_frame(self.process.stdin, msgspec.msgpack.encode(self.pool.settings))  # type: ignore[arg-type]
            return self.process

    def _end(self) -> int | None:
        with self.lock:
            process, self.process = self.process, None
        if process is None:
            return None
        with contextlib.suppress(OSError):
            process.kill()
        code = process.wait()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        return code


def _name_failure(where: str, code: int | None, *, is_late: bool) -> Reject:
    twice = "twice: once in a fresh process"
    do = "see `variorum explain {}`"
    if is_late:
        return Reject(where, "E204", f"reading took too long, {twice}", do.format("E204"))
    return Reject(
        where, "E203", f"the process that read it ended (status {code}), {twice}", do.format("E203")
    )

"""Add reports to a record in a process that is killed, again and again, and look at what is left.

    python tests/faults/killing.py ADDRESS INPUT moments 1000 7     kill at 1,000 random moments, seed 7
    python tests/faults/killing.py ADDRESS INPUT statements 40 0  kill before the 1st, 2nd ... 40th SQL

Prints one JSON object: how many processes were killed, how often the record was finished, every trouble seen.
Reading a report is replaced by a stub, so that a process lives a fraction of a second.
"""

import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from tests.store.making import everything_in
from variorum import adding, pipeline
from variorum.checking import check_archive
from variorum.errors import VariorumError
from variorum.model.analysis import Analysis
from variorum.settings import Settings
from variorum.store import Archive

SMALL_BATCH = 10


class Ground:
    """One record and the input that is added to it."""

    def __init__(self, address: str, source: str) -> None:
        self.address = address
        self.source = source

    def start(self, dies_before: int | None = None) -> tuple[int, int]:
        """Fork a process that adds the input; return its id and the pipe of acknowledged ids."""
        told, tell = os.pipe()
        child = os.fork()
        if child:
            os.close(tell)
            return child, told
        try:
            self._add(tell, dies_before)
        except BaseException as error:
            os.write(tell, f"!{error!r}\n".encode())
            os._exit(1)
        os._exit(0)

    def _add(self, tell: int, dies_before: int | None) -> None:
        seen = 0

        def count(*_: object) -> None:
            nonlocal seen
            seen += 1
            if seen == dies_before:
                os.kill(os.getpid(), signal.SIGKILL)

        if dies_before is not None:
            sa.event.listen(sa.Engine, "before_cursor_execute", count)
        with Archive(self.address) as archive:
            put = archive.put_reports

            def put_and_tell(items: list[adding.Stored], made_by: str) -> None:
                put(items, made_by)
                os.write(tell, "".join(f"{item.report.id}\n" for item in items).encode())

            archive.put_reports = put_and_tell  # type: ignore[method-assign, assignment]
            adding.add_to(archive, [self.source], Settings())

    def clear(self) -> None:
        if "://" not in self.address:
            for file in Path(self.address).parent.glob(f"{Path(self.address).name}*"):
                file.unlink()
            return
        engine = sa.create_engine(self.address.replace("postgresql:", "postgresql+psycopg:"))
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        engine.dispose()

    def finish(self) -> dict[str, object]:
        """Add the input without being killed; return all that the record then keeps."""
        child, told = self.start()
        os.close(told)
        os.waitpid(child, 0)
        with Archive(self.address) as archive:
            return everything_in(archive)

    def troubles(self, acknowledged: set[str]) -> list[str]:
        """Say what is amiss with the record that a killed process left."""
        try:
            with Archive(self.address) as archive:
                found = [f"{fault.where}: {fault.what}" for fault in check_archive(archive).faults]
                lost = acknowledged - archive.report_ids()
                unread = archive.report_ids() - set(archive.analyses(adding.made_by(Settings())))
                with archive.engine.connect() as connection:
                    if archive.engine.dialect.name == "sqlite":
                        said = connection.exec_driver_sql("PRAGMA integrity_check").scalar_one()
                        found += [] if said == "ok" else [str(said)]
        except VariorumError as error:
            return [str(error)]
        return found + [f"lost {name}" for name in sorted(lost)] + [f"half {name}" for name in sorted(unread)]


def read_all(told: int) -> list[str]:
    with os.fdopen(told) as pipe:
        return pipe.read().splitlines()


def kill_often(ground: Ground, times: int, begin: Callable[[int], tuple[int, int]]) -> dict[str, object]:
    """Kill `times` processes, look after each, and finish the record in between."""
    whole = ground.finish()
    ground.clear()
    acknowledged: set[str] = set()
    troubles: list[str] = []
    killed = finished = 0
    for number in range(1, times + 1):
        child, told = begin(number)
        said = read_all(told)
        _, status = os.waitpid(child, 0)
        killed += os.WIFSIGNALED(status)
        troubles += [line for line in said if line.startswith("!")]
        acknowledged |= {line for line in said if not line.startswith("!")}
        troubles += ground.troubles(acknowledged)
        if os.WIFSIGNALED(status) and number < times and number % 5:
            continue
        finished += 1
        if ground.finish() != whole:
            troubles.append(f"the record resumed after kill {number} is another")
        ground.clear()
        acknowledged.clear()
    return {"killed": killed, "finished": finished, "reports": len(whole["raw"]), "troubles": troubles}  # type: ignore[arg-type]


def main() -> None:
    address, source, way, times, seed = sys.argv[1:]
    pipeline.analyse = lambda report, settings: Analysis()
    adding.BATCH = SMALL_BATCH
    chance = random.Random(int(seed))
    ground = Ground(address, source)
    # Whatever is imported late is imported here, once, and not in every process.
    with Archive(":memory:") as archive:
        adding.add_to(archive, [source], Settings())
    begun = time.monotonic()
    ground.finish()
    lasts = time.monotonic() - begun
    ground.clear()

    def at_a_moment(_number: int) -> tuple[int, int]:
        child, told = ground.start()
        time.sleep(chance.uniform(0, lasts))
        os.kill(child, signal.SIGKILL)
        return child, told

    begin = at_a_moment if way == "moments" else lambda number: ground.start(dies_before=number)
    print(json.dumps(kill_often(ground, int(times), begin)))  # noqa: T201


if __name__ == "__main__":
    main()

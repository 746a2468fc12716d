import json
import os
import queue
import subprocess
import sys
from pathlib import Path

import pytest

import variorum
from variorum import adding
from variorum.adding import Progress, add_to
from variorum.alone import Outcome
from variorum.errors import DataError, UsageError
from variorum.model.report import Reject, Report
from variorum.opened import OpenRecord
from variorum.settings import Settings
from variorum.store import Archive
from variorum.workers import AHEAD, Limits, Pool, _longest_first, _Slot

BREAKING = "tests.faults.breaking:read"


def reports(*texts: str) -> list[Report]:
    return [Report(id=f"r{n}", sha256="", text=text) for n, text in enumerate(texts)]


def task(report: Report) -> tuple[Report, str]:
    return report, f"file {report.id}"


def write_reports(folder: Path, count: int) -> Path:
    path = folder / "reports.jsonl"
    texts = (
        "Gunmen shot two farmers near Oskel on Monday, police said.\n\nA third man was hurt.",
        "Mayor Ida Norrel denied that three people had died in the flood at Lake Brenna.",
    )
    rows = [
        {
            "id": f"n{n}",
            "date": "2024-05-07",
            "outlet": "Tarvo Post",
            "text": f"{texts[n % 2]} It was report {n}.",
        }
        for n in range(count)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in [*rows, rows[0]]) + '{"id": "bad"}\n')
    return path


def test_answers_come_in_the_order_of_the_reports():
    given = reports(*(f"print {n}" for n in range(12)))
    with Pool(Settings(), 3, read=BREAKING) as pool:
        got = list(pool.read(given, task))
    assert [item.id for item, _ in got] == [report.id for report in given]
    assert all(outcome.analysis is not None for _, outcome in got)


def test_what_still_waits_at_the_end_is_read_longest_first():
    todo = queue.SimpleQueue()
    for report in reports("ab", "abcd", "a"):
        todo.put(_Slot(report, task(report)))
    _longest_first(todo)
    assert [todo.get_nowait().item.text for _ in range(3)] == ["abcd", "ab", "a"]
    assert todo.empty()


def test_what_is_nothing_to_read_keeps_its_place():
    with Pool(Settings(), 2, read=BREAKING) as pool:
        got = list(pool.read([1, "a", 2], lambda x: task(reports("ok")[0]) if x == "a" else None))
    assert [(item, outcome is None) for item, outcome in got] == [(1, True), ("a", False), (2, True)]


def test_reports_are_taken_only_a_little_ahead():
    taken = []

    def endless():
        n = 0
        while True:
            taken.append(n)
            yield reports("ok")[0]
            n += 1

    with Pool(Settings(), 2, read=BREAKING) as pool:
        next(pool.read(endless(), task))
    assert len(taken) <= 2 * AHEAD


def test_a_broken_input_ends_the_run_and_leaves_no_process():
    def breaking():
        yield reports("ok")[0]
        raise RuntimeError("the input broke")

    with pytest.raises(RuntimeError, match="broke"), Pool(Settings(), 2, read=BREAKING) as pool:
        list(pool.read(breaking(), task))
    assert all(worker.process is None for worker in pool._workers)


def test_no_worker_is_no_number_of_workers():
    with pytest.raises(UsageError, match="E016"):
        Pool(Settings(), 0)


def test_the_record_is_the_same_for_any_number_of_workers(tmp_path):
    source = write_reports(tmp_path, 5)
    pieces, told = [], []
    for workers in (1, 2):
        with Archive(tmp_path / f"{workers}.db") as archive:
            added = add_to(archive, [source], Settings(), workers=workers, on_progress=told.append)
            opened = OpenRecord(archive, Settings())
            pieces.append((added, b"".join(variorum.export(opened))))
    assert pieces[0] == pieces[1]
    assert len(pieces[0][0].new) == 5
    assert pieces[0][0].unchanged == 1
    assert len(pieces[0][0].rejects) == 1
    assert told[-1] == Progress(6, 1, "linking")
    assert told[-2] == Progress(6, 1, "", told[-2].share)
    assert 0.9 < told[-2].share <= 1


def test_workers_need_no_guarded_main_module(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from tests.test_workers import BREAKING, reports, task\n"
        "from variorum.settings import Settings\n"
        "from variorum.workers import Pool\n"
        "with Pool(Settings(), 2, read=BREAKING) as pool:\n"
        "    print(len(list(pool.read(reports('a', 'b'), task))))\n"
    )
    paths = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, str(script)],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "2\n"


def test_patience_grows_with_the_report():
    limits = Limits()
    short, long = reports("x", "x" * 1_000_000)
    assert limits.patience(long) > 10 * limits.patience(short)


def test_what_was_read_before_a_model_is_missed_stays_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_reports(tmp_path, 4)
    read, told = adding.Pool.read, []

    def read_some(pool: Pool, items: object, task_of: object) -> object:
        for arrival, outcome in read(pool, items, task_of):
            told.append(arrival)
            missed = Reject("gazetteer", "E310", "there is no gazetteer", "install one")
            yield arrival, outcome if len(told) < 4 else Outcome(reject=missed)

    monkeypatch.setattr(adding.Pool, "read", read_some)
    with Archive(tmp_path / "a.db") as archive:
        with pytest.raises(DataError):
            add_to(archive, [path], Settings(attribution="rules"))
        assert len(archive.report_ids()) == 3

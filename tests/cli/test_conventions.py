"""What people expect of a command line: options where they write them, rows for programs, plain settings."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_commands import run
from variorum.adding import Progress, add_to
from variorum.cli import main
from variorum.cli.progress import describe
from variorum.settings import Settings
from variorum.store import Archive


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("war")
    text = "date 2025-01-10 Two men were killed in Lima on Thursday, police said.\n"
    (made / "good.txt").write_text(text)
    done = run("add", "good.txt", "--record", "war.db", cwd=made)
    assert done.returncode == 0, done.stderr
    return made


def test_the_record_may_be_named_behind_the_verb(folder: Path) -> None:
    assert (folder / "war.db").is_file()
    assert not (folder / "variorum.db").exists()
    before = run("--record", "war.db", "show", cwd=folder).stdout
    assert before
    assert run("show", "--record=war.db", cwd=folder).stdout == before


def test_a_table_comes_as_json_lines_and_as_csv_with_the_same_fields(folder: Path) -> None:
    whole = json.loads(run("show", "--record", "war.db", "--json", cwd=folder).stdout)
    for thing in ([], [whole["events"][0]["id"]], [whole["reports"][0]["id"]]):
        lines = run("show", *thing, "--jsonl", "--record", "war.db", cwd=folder).stdout.splitlines()
        table = run("show", *thing, "--csv", "--record", "war.db", cwd=folder).stdout
        assert [json.loads(line) for line in lines] == list(csv.DictReader(io.StringIO(table)))
        assert lines


def test_changes_and_finds_come_as_rows_too(folder: Path) -> None:
    for words in (["search", "Lima"], ["diff", "2025-01-01", "2025-01-31"]):
        lines = run(*words, "--jsonl", "--record", "war.db", cwd=folder).stdout.splitlines()
        table = run(*words, "--csv", "--record", "war.db", cwd=folder).stdout
        assert [json.loads(line) for line in lines] == list(csv.DictReader(io.StringIO(table)))
        assert lines


def test_ids_are_not_broken_over_lines(folder: Path) -> None:
    whole = json.loads(run("show", "--record", "war.db", "--json", cwd=folder).stdout)
    shown = run("show", "--record", "war.db", cwd=folder).stdout
    assert all(event["id"] in shown for event in whole["events"])


def test_several_things_in_a_variable_are_written_with_commas(tmp_path: Path) -> None:
    env = {"VARIORUM_ALLOW_HOSTS": "127.0.0.1, news.internal", "VARIORUM_COLUMNS": "text=story"}
    known = json.loads(run("config", "--json", cwd=tmp_path, **env).stdout)
    assert known["allow_hosts"]["value"] == ["127.0.0.1", "news.internal"]
    assert known["columns"]["value"] == {"text": "story"}
    assert known["columns"]["origin"] == "environment VARIORUM_COLUMNS"
    for wrong in ("story", "{story"):
        done = run("config", cwd=tmp_path, VARIORUM_COLUMNS=wrong)
        assert done.returncode == 2
        assert "VARIORUM_COLUMNS" in done.stderr


def test_progress_counts_what_is_left_and_says_when_it_links() -> None:
    assert "about 10 left" in describe(Progress(9, 1, share=0.5), 5.0)
    told: list[Progress] = []
    with Archive(":memory:") as archive:
        add_to(archive, [Path(__file__).parent / "none.txt"], Settings(), on_progress=told.append)
    assert told[-1].name == "linking"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes close in another way there")
@pytest.mark.parametrize("words", [["export"], ["show", "--csv"]])
def test_a_pipe_that_is_closed_early_is_no_failure(folder: Path, words: list[str]) -> None:
    command = "from variorum.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", command, *words, "--record", "war.db"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        said = process.stderr.read().decode()
    assert process.returncode == 0, said
    assert "Traceback" not in said


def test_an_interruption_says_that_what_was_read_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("variorum.adding.add_to", interrupt)
    monkeypatch.setattr("sys.argv", ["variorum", "--record", ":memory:", "add", "x"])
    monkeypatch.setattr("variorum.worker.rest_collector", lambda: None)
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 130
    assert "what was read before is kept" in capsys.readouterr().err

"""`variorum add` with good and bad input: the good is read, each bad one is named, nothing is lost."""

import json
import random
import re
from pathlib import Path

import pytest

from tests.cli.test_commands import run

GOOD = "date 2025-01-10 Two men were killed in Lima on Thursday, police said.\n"


def rejects_in(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "rejects.jsonl").read_text().splitlines()]


def test_bad_inputs_are_named_and_the_good_ones_read(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "good.txt").write_text(GOOD)
    (folder / "empty.txt").touch()
    (folder / "picture.txt").write_bytes(random.Random(7).randbytes(2000))
    (folder / "lines.jsonl").write_text(
        '{"text": "A ferry sank off Callao.", "date": "2025-01-11"}\n{"text": \n'
    )
    (folder / "undated.txt").write_text("Three people were hurt in a fire, officials said.\n")
    done = run("add", "reports", "missing", cwd=tmp_path)
    assert done.returncode == 1
    named = {Path(str(r["input"])).name.split(":")[0] for r in rejects_in(tmp_path)}
    assert named == {"empty.txt", "picture.txt", "lines.jsonl", "missing"}
    for reject in rejects_in(tmp_path):
        assert str(reject["code"]).startswith("E1")
        assert reject["reason"]
        assert reject["hint"]
        assert Path(str(reject["input"])).name in done.stderr
    assert "undated.txt" in done.stderr
    assert "no date" in done.stderr
    assert "3 new" in done.stderr
    assert done.stdout == ""


def test_a_report_in_another_language_is_kept_named_and_gives_no_event(tmp_path: Path) -> None:
    text = (
        "date 2025-01-10 Bei einem Brand in der Altstadt sind am Donnerstag zwei Menschen getötet worden. "
        "Das sagte die Polizei am Abend, die Ursache sei noch unklar.\n"
    )
    (tmp_path / "de.txt").write_text(text, encoding="utf-8")
    done = run("add", "de.txt", cwd=tmp_path)
    assert "not English" in done.stderr
    lines = [json.loads(line) for line in run("export", cwd=tmp_path).stdout.splitlines()]
    assert [line["kind"] for line in lines] == ["record", "report"]
    assert "not_english" in lines[1]["flags"]


def test_nothing_usable_has_an_exit_code_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    done = run("add", "empty.txt", cwd=tmp_path)
    assert done.returncode == 3
    assert "E199" in done.stderr


def test_adding_twice_says_so_and_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    assert run("add", "good.txt", cwd=tmp_path).returncode == 0
    before = run("export", cwd=tmp_path).stdout
    done = run("add", "good.txt", cwd=tmp_path)
    assert "0 new, 1 there already" in done.stderr
    assert run("export", cwd=tmp_path).stdout == before


def test_what_was_read_can_be_shown_asked_for_and_checked(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD)
    run("add", "good.txt", cwd=tmp_path)
    shown = json.loads(run("show", "--json", cwd=tmp_path).stdout)
    entry = next(e for e in shown["entries"] if e["slot"] == "killed")
    why = run("why", entry["event"], "killed", cwd=tmp_path)
    assert "Two men were killed in Lima on Thursday" in why.stdout
    assert "police" in why.stdout
    assert run("show", entry["event"][:6], cwd=tmp_path).returncode == 0
    assert run("check", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    "text", ["\x1b]0;owned\x07Two men died in Lima, police said.", "[bold]Two[/bold] men died."]
)
def test_text_from_a_report_does_not_steer_the_terminal(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "a", "date": "2025-01-10", "text": text}) + "\n")
    run("add", "a.jsonl", cwd=tmp_path)
    shown = run("show", "a", cwd=tmp_path).stdout
    assert "\x1b]" not in shown
    assert ("[bold]" in text) == ("[bold]" in shown)


def test_a_hand_edited_record_fails_the_check(tmp_path: Path) -> None:
    import sqlite3

    (tmp_path / "good.txt").write_text(GOOD)
    run("add", "good.txt", cwd=tmp_path)
    with sqlite3.connect(tmp_path / "variorum.db") as raw:
        raw.execute("UPDATE line SET body = replace(body, 'killed', 'injured') WHERE kind = 'claim'")
    done = run("check", cwd=tmp_path)
    assert done.returncode == 4
    assert "E410" in done.stderr


def test_the_closing_line_says_why_inputs_were_rejected_and_the_screen_stays_short(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    for number in range(25):
        (folder / f"empty-{number:02}.txt").touch()
    for number in range(5):
        (folder / f"undated-{number}.txt").write_text(
            f"{number + 2} people were hurt in a fire, officials said.\n"
        )
    (folder / "broken.pdf").write_bytes(b"%PDF-1.4\n" + random.Random(7).randbytes(500))
    done = run("add", "saved", "--json", cwd=tmp_path)
    assert done.stderr.count("rejected  ") == 21
    assert "rejected  6 more, see rejects.jsonl" in done.stderr
    assert "5 new, 0 there already, 26 rejected (25 input is empty, 1 PDF cannot be read)" in done.stderr
    noted = [line for line in done.stderr.splitlines() if line.startswith("note ")]
    assert noted == [next(line for line in noted if "no date (E170): " in line and " and 2 more; " in line)]
    assert len(json.loads(done.stdout)["notes"]) == 5
    assert len(rejects_in(tmp_path)) == 26


def test_notes_have_a_code_that_explain_knows(tmp_path: Path) -> None:
    (tmp_path / "es.txt").write_bytes("El niño murió en España, según el portavoz.".encode("latin-1"))
    (tmp_path / "a.csv").write_text('text,date\n"A fire killed two men in Osk, police said.",05/06/2025\n')
    done = run("add", "es.txt", "a.csv", cwd=tmp_path)
    notes = [line for line in done.stderr.splitlines() if line.startswith("note")]
    codes = {code for line in notes for code in re.findall(r"\((E\d{3})[;)]", line)}
    assert codes >= {"E170", "E172", "E178"}
    assert len(codes) == len(notes)
    assert "windows-1252" in done.stderr
    for code in codes:
        assert f"{code}: " in run("explain", code, cwd=tmp_path).stdout


def test_lines_left_out_of_a_plain_text_are_counted_and_can_be_looked_at(tmp_path: Path) -> None:
    text = "Fire in Osk kills two\n\nTwo men were killed in a fire in Osk on Monday, police said."
    (tmp_path / "a.txt").write_text(f"{text}\n\nShare this\n(ENDS)")
    assert "lines left out (E180; 2 in all): a.txt" in run("add", "a.txt", cwd=tmp_path).stderr
    report = next(
        row
        for row in map(json.loads, run("export", cwd=tmp_path).stdout.splitlines())
        if row["kind"] == "report"
    )
    shown = run("show", report["id"], "--left-out", cwd=tmp_path)
    assert shown.stdout.splitlines() == ["Share this", "(ENDS)"]


def test_folder_in_which_the_record_lies_is_read_without_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD)
    (tmp_path / "variorum.toml").write_text('policy = "latest"\n')
    (tmp_path / "rejects.jsonl").write_text("{}\n")
    for said in ("1 new", "1 there already"):
        done = run("add", ".", cwd=tmp_path)
        assert said in done.stderr
        assert "0 rejected" in done.stderr

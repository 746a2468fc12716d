"""Looking at a record on the command line: voices by their names, denials, what changed between two days."""

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

import variorum
from tests.cli.test_commands import run
from variorum.model.record import Entry, Reading
from variorum.model.value import Text
from variorum.site import pages_of
from variorum.wording import word_entry, word_reading

REPORTS = (
    ("a", "Tarn Post", "2024-05-07", "A bomb exploded in Orvel on Monday, killing four people, police said."),
    (
        "b",
        "Sel Courier",
        "2024-05-08",
        "A bomb exploded in Orvel on Monday, killing four people, Mayor Ilse Branner said. The army "
        "denied the explosion.",
    ),
    (
        "c",
        "Lisk Echo",
        "2024-05-08",
        "A bomb exploded in Orvel on Monday, killing four people, a doctor said.",
    ),
    ("d", "Kell News", "2024-05-09", "A bomb exploded in Orvel on Monday, killing four, a nurse said."),
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    record = tmp_path_factory.mktemp("looking") / "v.db"
    rows = ({"id": i, "outlet": o, "date": d, "text": t} for i, o, d, t in REPORTS)
    source = record.with_name("reports.jsonl")
    source.write_text("".join(json.dumps(row) + "\n" for row in rows))
    variorum.add(source, record=record).archive.close()
    return record


def ask(record: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run("--record", str(record), *words, cwd=record.parent, COLUMNS="240")


def test_ages_of_several_people_of_one_group_are_no_readings_of_one_age(tmp_path: Path) -> None:
    words = "Two Orvel men, ages 25 and 26, died in a shooting in Orvel on 4 May 2024, police said.\n"
    (tmp_path / "ages.txt").write_text(words)
    run("--record", "ages.db", "add", "ages.txt", cwd=tmp_path)
    (event, *_) = json.loads(ask(tmp_path / "ages.db", "show", "--json").stdout)["events"]
    shown = ask(tmp_path / "ages.db", "show", event["id"]).stdout.splitlines()
    ages = [line.split("  ")[0] for line in shown if " years " in line]
    assert ages == ["age", "age"]


def test_numbers_agree_with_their_nouns(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("A bus crashed in Orvel on 4 May 2024, killing three people.\n")
    record = tmp_path / "one.db"
    run("--record", str(record), "add", "one.txt", cwd=tmp_path)
    assert "1 event in 1 report," in ask(record, "show").stderr
    assert ask(record, "search", "bus").stderr.strip() == "1 report holds these words; 1 shown"
    assert ask(record, "decide").stderr.strip().endswith("0 decisions")


@pytest.mark.parametrize("name", ["Ilse Branner", "branner"])
def test_a_voice_is_found_by_its_name_or_a_part_of_it(told: Path, name: str) -> None:
    shown = ask(told, "show", name).stdout
    assert "Ilse Branner" in shown
    assert "killed = 4 people" in shown


def test_what_a_voice_denied_is_marked(told: Path) -> None:
    assert "type = explosion (denied)" in ask(told, "show", "army").stdout


def test_a_name_of_nobody_is_an_error(told: Path) -> None:
    with pytest.raises(variorum.errors.UsageError) as caught:
        variorum.show(variorum.open_record(told), "Nemo")
    assert caught.value.code == "E011"


def test_only_who_says_something_is_counted_among_the_voices(told: Path) -> None:
    record = variorum.open_record(told)
    heard = {link.voice for claim in record.lines.claims for link in claim.chain}
    assert record.speakers == heard
    assert f"{len(heard)} voices" in ask(told, "show").stderr


def test_every_view_tells_how_many_deny(told: Path) -> None:
    record = variorum.open_record(told)
    event = next(e for e in record.events if e.line.type == "explosion")
    assert "denied by 1" in ask(told, "show", event.id).stdout
    assert "denied by 1" in ask(told, "why", event.id, "type").stdout
    pages = dict(pages_of(record.lines))
    assert "denied by 1" in next(p.decode() for n, p in pages.items() if event.id in n)


def test_cells_with_a_witness_more_stand_apart_from_those_that_changed(told: Path) -> None:
    done = ask(told, "diff", "2024-05-08", "2024-05-09", "--all")
    _, _, others = done.stdout.partition("The same, on the word of others")
    assert "only in who stands behind them" in done.stderr
    rows = list(csv.DictReader(io.StringIO(ask(told, "diff", "2024-05-08", "2024-05-09", "--csv").stdout)))
    same = [row for row in rows if "->" in row["what"]]
    assert same
    assert all(row["on_2024-05-08"] == row["on_2024-05-09"] for row in same)
    assert all(row["what"].split(",")[0] in others for row in same)


def test_a_value_that_is_only_denied_is_never_shown_as_if_it_were_told() -> None:
    told = dict.fromkeys(("reports", "origins", "origins_max", "terminal_sources", "terminal_sources_max"), 0)
    denied = Reading(
        value=Text(text="the dam was old"), claims=(), against=("c-1",), first=None, last=None, **told
    )
    entry = Entry(event="e", slot="said", of=None, status="single", preferred=None, readings=(denied,))
    assert word_reading(denied, {}) == word_entry(entry) == "the dam was old (denied)"

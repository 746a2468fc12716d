"""The command line as a user meets it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from variorum import verbs


def run(*words: str, cwd: Path, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from variorum.cli import main; main()", *words],
        cwd=cwd,
        env={**os.environ, "NO_COLOR": "1", "XDG_CONFIG_HOME": str(cwd), **env},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_every_verb_that_exists_has_help_with_an_example(tmp_path: Path) -> None:
    for verb in verbs.shown_verbs():
        done = run(verb.function, "--help", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert f"variorum {verb.function}" in done.stdout
        assert "Example" in done.stdout


def test_verbs_that_do_not_exist_yet_are_not_shown(tmp_path: Path) -> None:
    listed = run("--help", cwd=tmp_path).stdout
    for verb in verbs.VERBS:
        assert (f"  {verb.function} " in listed) == verb.is_shown


def test_every_shown_verb_is_a_python_function() -> None:
    import variorum

    for verb in verbs.shown_verbs():
        assert callable(getattr(variorum, verb.function))


def test_a_record_that_is_not_there_is_a_store_problem_with_what_to_do(tmp_path: Path) -> None:
    done = run("show", cwd=tmp_path)
    assert done.returncode == 4
    assert "E401" in done.stderr
    assert "variorum add" in done.stderr
    assert done.stdout == ""


def test_an_unknown_flag_is_a_usage_error(tmp_path: Path) -> None:
    assert run("show", "--no-such-flag", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize("day", ["2025-13-01", "yesterday", "2025"])
def test_a_day_that_is_none_is_a_usage_error(tmp_path: Path, day: str) -> None:
    (tmp_path / "variorum.db").touch()
    done = run("show", "--as-of", day, cwd=tmp_path)
    assert done.returncode == 2
    assert "E002" in done.stderr


def test_explain_tells_more_about_every_code_that_is_raised_anywhere(tmp_path: Path) -> None:
    import re

    from variorum.explaining import explain

    source = Path(verbs.__file__).parent
    raised = {
        code
        for path in source.rglob("*.py")
        for code in re.findall(r'"(E[0-6]\d\d)"', path.read_text(encoding="utf-8"))
    }
    for code in sorted(raised):
        assert explain(code).text


def test_config_says_which_layer_set_a_value(tmp_path: Path) -> None:
    (tmp_path / "variorum.toml").write_text('policy = "acled"\nattribution = "rules"\n')
    told = json.loads(
        run("--record", "x.db", "config", "--json", cwd=tmp_path, VARIORUM_POLICY="ucdp").stdout
    )
    assert told["policy"] == {**told["policy"], "value": "ucdp", "origin": "environment VARIORUM_POLICY"}
    assert told["attribution"]["origin"] == "variorum.toml"
    assert told["record"]["origin"] == "flag"
    assert told["language_model"]["origin"] == "default"


def test_a_setting_that_does_not_exist_is_named(tmp_path: Path) -> None:
    (tmp_path / "variorum.toml").write_text("polciy = 'acled'\n")
    done = run("config", cwd=tmp_path)
    assert done.returncode == 2
    assert "polciy" in done.stderr


def test_of_rival_values_one_is_preferred_and_of_remarks_none_is(tmp_path: Path) -> None:
    from variorum.data import path_of

    run("add", str(path_of("demo/reports.jsonl")), cwd=tmp_path)
    event = run("show", "--csv", cwd=tmp_path).stdout.splitlines()[1].split(",")[0]
    told = run("show", event, cwd=tmp_path, COLUMNS="200").stdout
    rivals, remarks = told[told.index("killed") : told.index("injured")], told[told.index("said ") :]
    assert rivals.count("preferred") == 1
    assert remarks.count("1 source") > 1
    assert "preferred" not in remarks


def test_what_is_only_said_stands_behind_what_happened(tmp_path: Path) -> None:
    words = "The fair will be larger next year, Ana Pol said on Monday."
    happened = "A bomb killed two people in Lima on Monday, police said."
    for name, text in {"a": words, "b": words, "c": happened}.items():
        row = {"id": name, "date": "2025-02-05", "outlet": f"Paper {name}", "text": text}
        (tmp_path / f"{name}.json").write_text(json.dumps(row))
    assert run("add", "a.json", "b.json", "c.json", cwd=tmp_path).returncode == 0
    rows = run("show", "--csv", cwd=tmp_path).stdout.splitlines()[1:]
    kinds = [row.split(",")[1] for row in rows]
    assert kinds[-1] == "statement"
    assert kinds[0] != "statement"

"""Settings that cannot hold are told at once: what is wrong, where it was set, the nearest name."""

from pathlib import Path

import pytest

from tests.cli.test_commands import run
from variorum.configure import list_settings, load_settings
from variorum.errors import DataError, UsageError


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("VARIORUM_POLICY", "lates", "one of latest, ucdp, acled, ibc; did you mean latest?"),
        ("VARIORUM_DATE_ORDER", "ymd", "one of shown, dmy, mdy"),
        ("VARIORUM_LONGEST_REPORT", "-1", "a whole number of at least 1"),
        ("VARIORUM_LARGEST_INPUT", "many", "a whole number of at least 1"),
        ("VARIORUM_FETCH_PAGES", "maybe", "true or false"),
        ("VARIORUM_COLUMNS", "txt=story", "no field 'txt'; did you mean text?"),
    ],
)
def test_a_value_that_cannot_be_is_told_with_its_place(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, words: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(UsageError) as caught:
        load_settings()
    assert caught.value.code == "E010"
    assert words in caught.value.what
    assert variable in caught.value.where


def test_a_variable_that_is_a_slip_of_the_pen_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VARIORUM_POLCY", "ucdp")
    with pytest.raises(UsageError, match=r"VARIORUM_POLCY.*VARIORUM_POLICY"):
        list_settings()


def test_a_variable_of_another_program_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VARIORUM_TOKEN", "sesame")
    monkeypatch.setenv("VARIORUM_CACHE", "/nowhere")
    assert load_settings().policy == "latest"


def test_yes_and_no_are_read_as_they_are_meant(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VARIORUM_FETCH_PAGES", "Yes")
    assert load_settings().fetch_pages is True
    monkeypatch.setenv("VARIORUM_FETCH_PAGES", "no")
    assert load_settings().fetch_pages is False


def test_showing_the_settings_ends_with_what_is_wrong_in_them(tmp_path: Path) -> None:
    (tmp_path / "variorum.toml").write_text('policy = "zzz"\n')
    done = run("config", cwd=tmp_path)
    assert done.returncode == 2
    assert "zzz" in done.stdout
    assert "variorum.toml: policy = 'zzz': it is one of latest" in done.stderr
    (tmp_path / "variorum.toml").write_text('polcy = "ucdp"\n')
    assert "did you mean policy?" in run("config", cwd=tmp_path).stderr


@pytest.mark.parametrize(
    ("name", "code"), [("language_model", "E304"), ("gazetteer", "E310")], ids=["model", "gazetteer"]
)
def test_a_model_or_gazetteer_that_is_not_there_stops_at_once(tmp_path: Path, name: str, code: str) -> None:
    import variorum
    from variorum.settings import Settings

    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(f"date 2025-01-10 {n + 2} men were killed in Lima on Thursday.\n")
    with pytest.raises(DataError) as caught:
        variorum.add(tmp_path, settings=Settings(**{name: str(tmp_path / "none")}))
    assert caught.value.code == code
    assert "none" in caught.value.what

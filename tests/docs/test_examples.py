"""Every example of the documentation and the README does what the page says."""

from pathlib import Path

import pytest

from tests.docs.running import Example, Runner, examples_of, fits

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
WITH_EXAMPLES = [page for page in PAGES if examples_of(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_example_of_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    runner = Runner()
    for example in examples_of(page.read_text(encoding="utf-8")):
        try:
            runner.run(example)
        except Exception as error:
            raise AssertionError(f"{page.relative_to(ROOT)}:{example.line}: {error}") from error


def example(language: str, body: str, note: tuple[str, str] | None = None) -> Example:
    return Example(1, language, None, body, note)


@pytest.mark.parametrize(
    "wrong",
    [
        example("console", "$ variorum explain E104\nE104: something else\n"),
        example("console", "$ variorum explain E999\n"),
        example("console", "variorum without a prompt\n"),
        example("console", "$ false\n"),
        example("python", "assert False\n"),
        example("python", ">>> 1 + 1\n3\n"),
        example("yaml", "a: [\n"),
        example("ruby", "puts 1\n"),
        example("", "no language\n"),
        example("console", "$ variorum conquer\n", ("not run", "takes too long")),
        example("console", "$ variorum show --everything\n", ("not run", "takes too long")),
    ],
)
def test_the_runner_sees_what_is_wrong(wrong: Example) -> None:
    with pytest.raises((AssertionError, Exception)):
        Runner().run(wrong)


@pytest.mark.parametrize(
    "right",
    [
        example("console", "$ variorum explain E104\nE104: Input is empty\n...\n"),
        example("console", "$ echo one | sed s/one/two/\ntwo\n"),
        example("console", "$ variorum explain E999\n...\n", ("exit", "2")),
        example(
            "console",
            "$ VARIORUM_POLICY=ucdp variorum config --origin | grep policy\npolicy ucdp environment...\n",
        ),
        example(
            "console",
            "$ variorum --record other.db show --as-of 2025-01-20 | head\n",
            ("not run", "no record"),
        ),
        example("python", ">>> 1 + 1\n2\n"),
        example("json", '{\n "a": 1\n}\n'),
    ],
)
def test_the_runner_takes_what_is_right(right: Example, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    Runner().run(right)


def test_dots_stand_for_anything_and_nothing_else_does() -> None:
    assert fits("a\n...\nd", "a\nb\nc\nd")
    assert not fits("a\nd", "a\nb\nd")
    assert not fits("a", "a\nb")
    assert fits("e-... flood", "e-1234   flood")

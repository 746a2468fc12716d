"""Runs the examples of a Markdown page in their order, in an empty folder, as a reader would type them.

- `console`: lines that begin with `$ ` are commands, the lines below each are what a terminal shows. `...`
  stands for any words, alone on a line for any lines; a command with nothing below it only has to succeed.
  `variorum` runs in this process, everything else in `sh`.
- `python`: runs; one page shares its names. With `>>> ` it is a doctest.
- a fence with `title="NAME"` is written to a file of that name; `yaml`, `json`, `toml`, `html` and `xml`
  must be sound; `text` is words.

A comment above a fence says what cannot be seen: `<!-- not run: REASON -->` (its commands must still exist
with all their options), `<!-- exit: 1 -->` (the last command ends so). Any other fence is an error.
"""

import contextlib
import doctest
import io
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import typer
import yaml

_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=indent)```$", re.DOTALL | re.MULTILINE
)
_NOTE = re.compile(r"<!-- (not run|exit): (.+?) -->\s*\Z")
WORDS = {"text", "yaml", "json", "toml", "html", "xml", "css", "sql"}


class Example(NamedTuple):
    """One fence of a page."""

    line: int
    language: str
    title: str | None
    body: str
    note: tuple[str, str] | None


def examples_of(page: str) -> list[Example]:
    """Return the fences of a page in their order."""
    found = []
    for match in _FENCE.finditer(page):
        info = match["info"].strip()
        title = re.search(r'title="([^"]+)"', info)
        indent = len(match["indent"])
        body = "\n".join(line[indent:] for line in match["body"].split("\n"))
        note = _NOTE.search(page[: match.start()])
        found.append(
            Example(
                page.count("\n", 0, match.start()) + 1,
                info.split(" ")[0],
                title[1] if title else None,
                body,
                (note[1], note[2]) if note else None,
            )
        )
    return found


class Runner:
    """Runs the examples of one page where it stands; raises `AssertionError` where one is wrong."""

    def __init__(self) -> None:
        self.names: dict[str, Any] = {"__name__": "__docs__"}

    def run(self, example: Example) -> None:
        """Run or check one example."""
        if example.note and example.note[0] == "not run":
            for command, _ in commands_of(example.body):
                check_exists(command)
            if example.language == "python":
                compile(example.body, "<example>", "exec")
            return
        if example.language == "console":
            self._console(example)
        elif example.language == "python":
            self._python(example)
        elif example.language in WORDS:
            check_sound(example)
        else:
            raise AssertionError(f"a fence of {example.language or 'no language'} is not known")
        if example.title:
            Path(example.title).parent.mkdir(parents=True, exist_ok=True)
            Path(example.title).write_text(example.body, encoding="utf-8")

    def _console(self, example: Example) -> None:
        commands = list(commands_of(example.body))
        assert commands, "a console without a command"
        for number, (command, expected) in enumerate(commands, start=1):
            status, shown = run_command(command)
            is_last = number == len(commands)
            wanted = int(example.note[1]) if example.note and is_last else 0
            assert status == wanted, f"$ {command}\nended with {status}:\n{shown}"
            if expected.strip():
                assert fits(expected, shown), f"$ {command}\nshows\n{shown}\nnot\n{expected}"

    def _python(self, example: Example) -> None:
        if ">>> " not in example.body:
            exec(compile(example.body, f"<example at line {example.line}>", "exec"), self.names)  # noqa: S102
            return
        parsed = doctest.DocTestParser().get_doctest(example.body, self.names, "docs", None, example.line)
        runner = doctest.DocTestRunner(
            verbose=False, optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
        )
        told = io.StringIO()
        runner.run(parsed, out=told.write, clear_globs=False)
        self.names = parsed.globs
        assert not runner.failures, told.getvalue()


def commands_of(body: str) -> Iterator[tuple[str, str]]:
    """Yield each command with what is shown below it; a backslash at a line's end goes on with the next."""
    body = body.replace("\\\n", " ")
    parts = re.split(r"^\$ ", body, flags=re.MULTILINE)
    for part in parts[1:]:
        command, _, shown = part.partition("\n")
        yield command.strip(), shown


def fits(expected: str, shown: str) -> bool:
    """Say whether what is shown is what the page says; `...` is anything, white space counts once.

    >>> fits("a ... c\\n...\\nz", "a b c\\nmore\\nand more\\nz")
    True
    """
    return _match(_lines(expected), _lines(shown))


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.strip().splitlines() if line.strip()]


def _match(expected: list[str], shown: list[str]) -> bool:
    if not expected:
        return not shown
    if expected[0] == "...":
        return any(_match(expected[1:], shown[n:]) for n in range(len(shown) + 1))
    if not shown:
        return False
    pattern = ".*".join(re.escape(part) for part in expected[0].split("..."))
    return re.fullmatch(pattern, shown[0]) is not None and _match(expected[1:], shown[1:])


def run_command(line: str) -> tuple[int, str]:
    """Run one line as a shell would; return its status and everything that it shows."""
    line, _, target = line.partition(" > ")
    data, status, told = b"", 0, ""
    parts = line.split(" | ")
    for part in parts:
        words = shlex.split(part)
        values: dict[str, str] = {}
        while re.fullmatch(r"[A-Z_]+=.*", words[0]):
            name, _, value = words.pop(0).partition("=")
            values[name] = value
        if words[0].rpartition("/")[2] == "variorum":
            with mock.patch.dict(os.environ, values):
                is_shown = part is parts[-1] and not target
                status, data, said = run_variorum(words[1:], data, is_shown=is_shown)
        else:
            done = subprocess.run(["sh", "-c", part], input=data, capture_output=True, check=False)
            status, data, said = done.returncode, done.stdout, done.stderr.decode()
        told += said
    if target:
        Path(target.strip()).write_bytes(data)
        data = b""
    return status, told + data.decode("utf-8", errors="replace")


def run_variorum(arguments: list[str], given: bytes, *, is_shown: bool) -> tuple[int, bytes, str]:
    """Run the command line in this process; return its status, its output and what it says beside it.

    What `is_shown` comes in the order in which a terminal shows it, all in one.
    """
    from variorum.cli import main

    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    err = out if is_shown else err
    status = 0
    with contextlib.ExitStack() as stack:
        stack.enter_context(mock.patch.object(sys, "argv", ["variorum", *arguments]))
        stack.enter_context(mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(given))))
        stack.enter_context(contextlib.redirect_stdout(out))
        stack.enter_context(contextlib.redirect_stderr(err))
        try:
            main()
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
    shown, said = (stream.buffer.getvalue() for stream in (out, err))
    return status, shown, "" if is_shown else said.decode()


def check_exists(line: str) -> None:
    """Check a command that is not run: a verb of ours with options that it has."""
    for part in re.split(r" \| | && ", line.partition(" > ")[0]):
        words = [word for word in shlex.split(part, comments=True) if not re.fullmatch(r"[A-Z_]+=.*", word)]
        if words and words[0].rpartition("/")[2] == "variorum":
            _check_options(words[1:])


def _check_options(words: list[str]) -> None:
    from variorum.cli.app import make_app

    command: Any = typer.main.get_command(make_app())
    context: Any = command.context_class(command, info_name="variorum")
    known = {name for parameter in command.get_params(context) for name in parameter.opts}
    is_value = False
    for word in words:
        if hasattr(command, "get_command") and not word.startswith("-") and not is_value:
            inner = command.get_command(context, word)
            assert inner is not None, f"there is no verb {word!r}"
            command, context = inner, inner.context_class(inner, parent=context, info_name=word)
            known |= {n for parameter in command.get_params(context) for n in parameter.opts}
        is_value = word.startswith("--")
        if word.startswith("-") and word != "-":
            assert word.partition("=")[0] in known, f"there is no option {word!r}"


def check_sound(example: Example) -> None:
    """Check that an example of data is what its fence says."""
    match example.language:
        case "yaml":
            yaml.safe_load(example.body)
        case "json":
            for line in (
                [example.body] if example.body.lstrip().startswith("{\n") else example.body.splitlines()
            ):
                json.loads(line or "null")
        case "toml":
            tomllib.loads(example.body)
        case "xml":
            from lxml import etree

            etree.fromstring(example.body.encode())

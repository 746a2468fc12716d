"""The reference, page by page, from the code: verbs, settings, errors, ontology, Python.

python -m docs.making.reference            write the pages to standard output
"""

import inspect
import re
import sys
from collections.abc import Iterator
from typing import Any, get_type_hints

import msgspec
import typer

import variorum
from variorum.cli.app import make_app
from variorum.configure import list_settings
from variorum.data import load_yaml
from variorum.explaining import read_explanations
from variorum.verbs import shown_verbs

_FROM_CODE = "*This page is written from the code.*"


def write_reference() -> dict[str, str]:
    """Return every page of the reference by its name."""
    return {
        "reference/verbs.md": write_verbs(),
        "reference/settings.md": write_settings(),
        "reference/errors.md": write_errors(),
        "reference/ontology.md": write_ontology(),
        "reference/python.md": write_python(),
    }


def write_verbs() -> str:
    """Write every verb of the command line with its examples, arguments and options."""
    app: Any = typer.main.get_command(make_app())
    context = app.context_class(app, info_name="variorum")
    parts = [
        "# Verbs",
        _FROM_CODE,
        "The same words everywhere: `variorum show` on the command line, `variorum.show` in Python, and a "
        "route under `/v1` where it makes sense over a network. Data goes to standard output, talk to "
        "standard error. Exit codes: 0 all good, 1 some inputs rejected, 2 usage, 3 nothing usable, 4 "
        "trouble with the record, 130 interrupted.",
        "## For every verb",
        _parameters(app, context),
    ]
    for verb in shown_verbs():
        command = app.get_command(context, verb.function)
        inner = command.context_class(command, parent=context, info_name=verb.function)
        usage = " ".join([f"variorum {verb.function}", *command.collect_usage_pieces(inner)])
        parts += [f"## {verb.function}", _plain(command.help or ""), f"```text\n{usage}\n```"]
        parts.append(_parameters(command, inner))
        if verb.method:
            parts.append(f"Over the network: `{verb.method} {verb.route}`.")
    return _page(parts)


def _parameters(command: Any, context: Any) -> str:
    rows = []
    for parameter in command.get_params(context):
        help_ = getattr(parameter, "help", None) or ""
        if getattr(parameter, "hidden", False):
            continue
        is_option = bool(parameter.opts and parameter.opts[0].startswith("-"))
        name = ", ".join(f"`{n}`" for n in parameter.opts) if is_option else f"`{parameter.name}`"
        if is_option and not getattr(parameter, "is_flag", False) and parameter.metavar:
            name += f" {parameter.metavar}"
        default = parameter.default
        if is_option and not parameter.is_flag and isinstance(default, str | int | float) and default != "":
            help_ += f" Default: `{default}`."
        rows.append([name, help_])
    return _table(["argument or option", "what it does"], rows) if rows else ""


def _plain(help_: str) -> str:
    """Turn the help of a command into Markdown: what stands below `\\b` keeps its lines."""
    parts = []
    for part in inspect.cleandoc(help_).split("\n\n"):
        if part.startswith("\b"):
            head, _, body = part.removeprefix("\b").strip("\n").partition("\n")
            lines = inspect.cleandoc(" " + body) if body else ""
            parts.append(f"{head}\n\n```text\n{inspect.cleandoc(lines)}\n```")
        else:
            parts.append(" ".join(part.split()))
    return "\n\n".join(parts)


def write_settings() -> str:
    """Write every setting with its default and its sentence."""
    rows = [[f"`{o.name}`", f"`{o.value!r}`", o.sentence] for o in list_settings({}) if o.origin == "default"]
    return _page(
        [
            "# Settings",
            _FROM_CODE,
            "A flag wins over the environment (`VARIORUM_POLICY=ucdp`), that over `variorum.toml` in the "
            "folder where you are, that over your own `variorum.toml`, that over the default. `variorum "
            "config --origin` says which one won. Settings that change the record change the digest that "
            "stands in its first line.",
            _table(["setting", "default", "what for"], rows),
            'A file of settings:\n\n```toml title="variorum.toml"\npolicy = "ucdp"\nrecord = "war.db"\n```',
        ]
    )


def write_errors() -> str:
    """Write every error code with its meaning and what to do."""
    parts = [
        "# Error codes",
        _FROM_CODE,
        "Every error says what happened, where, what was kept and what to do. `variorum explain E104` prints "
        "the same as this page.",
    ]
    for code, entry in sorted(read_explanations().items()):
        parts.append(f"## {code}: {entry['title']}")
        parts.append(f"{str(entry['text']).strip()}\n\n**What to do:** {str(entry['do']).strip()}")
    return _page(parts)


def write_ontology() -> str:
    """Write the slots and the types of events."""
    slots = load_yaml("ontology/slots.yaml")["slots"]
    types = load_yaml("ontology/events.yaml")["types"]
    shown = [[f"`{name}`", f"`{rule['value']}`", _rest(rule, ("value",))] for name, rule in slots.items()]
    kinds = [[f"`{name}`", _rest(rule or {}, ())] for name, rule in types.items()]
    return _page(
        [
            "# Slots and types of events",
            _FROM_CODE,
            "Both are data (`src/variorum/data/ontology/`), and a [codebook](../how-to/codebook.md) maps "
            "them to your own names.",
            "## Slots",
            _table(["slot", "value", "rules"], shown),
            "## Types of events",
            _table(["type", "rules"], kinds),
        ]
    )


def _rest(rule: dict[str, Any], without: tuple[str, ...]) -> str:
    told = []
    for key, value in rule.items():
        if key in without or value in (None, False, [], {}):
            continue
        if isinstance(value, list):
            words = ", ".join(map(str, value[:8])) + (", …" if len(value) > 8 else "")
        else:
            words = "yes" if value is True else str(value)
        told.append(f"{key.replace('_', ' ')}: {words}")
    return "; ".join(told)


def write_python() -> str:
    """Write the public names of the package with their signatures and docstrings."""
    parts = ["# Python", _FROM_CODE, "`import variorum` gives these names; everything else may change."]
    for name in variorum.__all__:
        thing = getattr(variorum, name)
        if inspect.isfunction(thing):
            parts += [f"## variorum.{name}", *_described(name, thing)]
        elif inspect.ismodule(thing) and callable(thing):  # a verb whose name is its folder's too
            parts += [f"## variorum.{name}", *_described(name, thing.run)]
        elif inspect.isclass(thing):
            parts += [f"## variorum.{name}", *_class(thing)]
    from variorum import connecting, opened, tables

    views = (opened.Listing, opened.Claims, opened.ReportView, opened.EventView, opened.EntryView)
    for kind in (
        *views,
        opened.ClaimView,
        opened.VoiceView,
        tables.ParquetReports,
        tables.Rejects,
        tables.Pace,
        connecting.Connection,
    ):
        parts += [f"## {kind.__name__}", *_class(kind)]
    return _page(parts)


def _class(kind: type) -> Iterator[str]:
    yield _prose(inspect.getdoc(kind) or "")
    if issubclass(kind, msgspec.Struct):
        hints = get_type_hints(kind)
        rows = [[f"`{f}`", f"`{_short(hints[f])}`"] for f in kind.__struct_fields__]
        yield _table(["field", "type"], rows)
    for name, member in vars(kind).items():
        if name.startswith("_"):
            continue
        if isinstance(member, property) or hasattr(member, "func"):
            getter = member.fget if isinstance(member, property) else member.func
            yield f"**`{kind.__name__}.{name}`**: {_prose(inspect.getdoc(getter) or '')}"
        elif inspect.isfunction(member):
            yield f"### {kind.__name__}.{name}"
            yield from _described(name, member)


def _described(name: str, function: Any) -> Iterator[str]:
    yield f"```text\n{name}{_signed(inspect.signature(function))}\n```"
    yield _prose(inspect.getdoc(function) or "")


def _signed(signature: inspect.Signature) -> str:
    """Write a signature, an argument a line where it is long."""
    words, seen = [], False
    for parameter in signature.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and not seen:
            words.append("*")
        seen = seen or parameter.kind in (parameter.KEYWORD_ONLY, parameter.VAR_POSITIONAL)
        words.append(str(parameter))
    result = (
        ""
        if signature.return_annotation is signature.empty
        else f" -> {inspect.formatannotation(signature.return_annotation)}"
    )
    line = f"({', '.join(words)}){result}"
    if len(line) > 80:
        line = "(\n    " + ",\n    ".join(words) + f",\n){result}"
    # Annotations that are not evaluated stand in quotes.
    return re.sub(r"(: |-> )'([^']*)'", r"\1\2", re.sub(r"<[^>]*>", "...", line))


def _prose(doc: str) -> str:
    """Turn a docstring into Markdown; its examples, which the tests run, become a block."""
    text, mark, examples = doc.partition(">>> ")
    text = text.strip()
    return f"{text}\n\n```python\n{mark}{examples.strip()}\n```" if mark else text


def _short(hint: Any) -> str:
    return re.sub(r"\b(?:\w+\.)+", "", getattr(hint, "__name__", "") if isinstance(hint, type) else str(hint))


def _table(head: list[str], rows: list[list[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", "|" + " --- |" * len(head)]
    lines += [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]
    return "\n".join(lines)


def _cell(words: str) -> str:
    return " ".join(words.split()).replace("|", "\\|")


def _page(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


if __name__ == "__main__":
    sys.stdout.write("\n".join(write_reference().values()))

"""What is wrong with a codebook, in the words of who wrote it: which column, what stands there, what may."""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

_EXPECTED = re.compile(r"Expected `(?P<wanted>[^`]+)`, got `(?P<got>[^`]+)`")
_STRANGE = re.compile(r"unknown field `(?P<name>[^`]*)`")
_LACKING = re.compile(r"missing required field `(?P<name>[^`]*)`")
_PATH = re.compile(r" - at `\$(?P<path>[^`]*)`")
_COLUMN = re.compile(r"columns\[(\d+)\]")
_ALIKE = 0.75  # "slain" is no slip of the pen for "said"
_KINDS = {
    "int": "a whole number",
    "float": "a number",
    "str": "words",
    "bool": "true or false",
    "null": "nothing",
    "object": "fields with names",
    "array": "a list",
    "date": "a day",
    "datetime": "a moment",
}


def word_fault(said: str, held: Any, fields: dict[str, tuple[str, ...]]) -> tuple[str, str]:
    """Say what does not fit in a codebook, and what to do; `fields` are the names known in each part of it.

    >>> held = {"columns": [{"name": "day", "value": None}]}
    >>> word_fault("Expected `int | str | null`, got `date` - at `$.columns[0].value`", held, {})
    ('column 1 (day): value must be words or a whole number, and is a day', 'write it in quotation marks')
    """
    if held is None:
        return "the file is empty", "begin with `codebook: NAME` and `columns:`, see docs/how-to/codebook.md"
    path = found["path"] if (found := _PATH.search(said)) else ""
    where, part = _place(path, held), _part(path)
    if strange := _STRANGE.search(said):
        return f"{where}no field {strange['name']!r}", near(strange["name"], fields.get(part, ()))
    if lacking := _LACKING.search(said):
        return f"{where}{lacking['name']} is missing", "see docs/how-to/codebook.md"
    if expected := _EXPECTED.search(said):
        kind = expected["got"]
        do = "write it in quotation marks" if kind in ("date", "datetime") else "see docs/how-to/codebook.md"
        is_code = path.endswith("[...]")  # what stands under a name of the codebook's own
        name = "a code" if is_code else re.sub(r"\[.*", "", path.rpartition(".")[2])
        name = "a codebook" if not path else "it" if path.endswith("]") and "[...]" not in path else name
        return f"{where}{name} must be {_kinds(expected['wanted'])}, and is {_kinds(kind)}", do
    return " ".join(said.split())[:300], "see docs/formats.md"


def word_yaml(error: Any) -> str:
    """Say where and why a file is no YAML.

    >>> import yaml
    >>> try: yaml.safe_load("a: [b")
    ... except yaml.YAMLError as error: print(word_yaml(error))
    it is no YAML at line 1, character 6: expected ',' or ']', but got '<stream end>'
    """
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None)
    if mark is None or not problem:
        return " ".join(str(error).split())[:300]
    return f"it is no YAML at line {mark.line + 1}, character {mark.column + 1}: {problem}"


def near(name: str, known: Iterable[str]) -> str:
    """Name the nearest of what is known, then all of it.

    >>> near("shoting", ["shooting", "clash"])
    'did you mean shooting? known: shooting, clash'
    """
    names = list(known)
    likely = get_close_matches(name, names, 1, _ALIKE)
    return f"{f'did you mean {likely[0]}? ' if likely else ''}known: {', '.join(names)}"


def _place(path: str, held: Any) -> str:
    """Name the column, or the part of the codebook, that a path leads to."""
    if found := _COLUMN.search(path):
        number = int(found[1])
        columns = held.get("columns") if isinstance(held, dict) else None
        column = columns[number] if isinstance(columns, list) and number < len(columns) else None
        name = column.get("name") if isinstance(column, dict) else None
        return f"column {number + 1}{f' ({name})' if name else ''}: "
    first = path.strip(".").partition(".")[0].partition("[")[0]
    return f"{first}: " if first else ""


def _part(path: str) -> str:
    return path.strip(".").partition(".")[0].partition("[")[0]


def _kinds(said: str) -> str:
    kinds = [kind.strip() for kind in said.split("|")]
    ordered = [k for k in ("str", "int", "float") if k in kinds] or kinds
    words = [_KINDS.get(kind, kind) for kind in ordered]
    return " or ".join(dict.fromkeys(words[:2] if len(words) > 1 else words))

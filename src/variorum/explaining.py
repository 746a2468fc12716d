"""What an error code means and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from variorum.errors import UsageError

if TYPE_CHECKING:  # these load SQLAlchemy and the readers, which `explain` and `config` do not need
    from collections.abc import Mapping


class Explanation(NamedTuple):
    """What an error code means and what to do about it."""

    code: str
    title: str
    text: str
    do: str


def explain(code: str) -> Explanation:
    """Say more about an error code; raises `UsageError` (E013) for a code that does not exist.

    >>> explain("E104").title
    'Input is empty'
    """
    known = read_explanations()
    entry = known.get(code.upper())
    if entry is None:
        raise UsageError("E013", f"no error has the code {code!r}", do="codes look like E104")
    return Explanation(
        code.upper(), str(entry["title"]), str(entry["text"]).strip(), str(entry["do"]).strip()
    )


def read_explanations() -> Mapping[str, Mapping[str, Any]]:
    """Return the explanations of all error codes, from every stage's file."""
    from variorum.data import load_yaml, path_of

    folder = path_of("errors/record.yaml").parent
    merged: dict[str, Mapping[str, Any]] = {}
    for path in sorted(folder.glob("*.yaml")):
        merged.update(load_yaml(f"errors/{path.name}"))
    return merged

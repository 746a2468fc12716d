"""What pip installs from our own list is enough, also with the pip that a fresh Python 3.11 brings."""

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _installed_by(wanted: list[str], *, is_old: bool) -> set[str]:
    """Return all that requirements lead to; an old pip knows an extra only by the exact spelling."""
    found: set[str] = set()
    todo = [(Requirement(words), "") for words in wanted]
    done = set()
    while todo:
        requirement, extra = todo.pop()
        if requirement.marker and not requirement.marker.evaluate({"extra": extra}):
            continue
        name = _plain(requirement.name)
        found.add(name)
        try:
            meta = metadata.distribution(name).metadata
        except metadata.PackageNotFoundError:
            continue
        provided = meta.get_all("Provides-Extra") or []
        extras = {e for asked in requirement.extras for e in provided if _is_same(asked, e, is_old=is_old)}
        for inner in ("", *extras):
            if (name, inner) not in done:
                done.add((name, inner))
                todo += [(Requirement(words), inner) for words in meta.get_all("Requires-Dist") or []]
    return found


def _is_same(asked: str, provided: str, *, is_old: bool) -> bool:
    return asked == provided if is_old else _plain(asked) == _plain(provided)


def test_an_old_pip_installs_all_that_a_new_one_does() -> None:
    if not (ROOT / "pyproject.toml").is_file():
        pytest.skip("needs the checkout")
    wanted = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert _installed_by(wanted, is_old=False) <= _installed_by(wanted, is_old=True)

"""Words of the pages, by language, from a file each; English where a language has none."""

from functools import cache
from typing import Any

from variorum.data import load_yaml, path_of

_DEFAULT = "en"


@cache
def languages() -> tuple[str, ...]:
    """Return the languages that the pages can be had in.

    >>> "en" in languages()
    True
    """
    return tuple(sorted(path.stem for path in path_of(f"web/{_DEFAULT}.yaml").parent.glob("*.yaml")))


class Words:
    """The words of one language by their names, for templates: `t.copy` is a word, never a method."""

    def __init__(self, known: dict[str, Any]) -> None:
        self.__dict__.update(known)

    def __getitem__(self, name: str) -> Any:
        return self.__dict__[name]


def words_for(accepted: str) -> Words:
    """Return the words in the first language that a browser accepts and we have.

    >>> words_for("tlh, en;q=0.8")["language"]
    'en'
    """
    for part in accepted[:200].split(","):
        name = part.partition(";")[0].strip().lower().partition("-")[0]
        if name in languages():
            return _load(name)
    return _load(_DEFAULT)


@cache
def _load(name: str) -> Words:
    return Words({**load_yaml(f"web/{_DEFAULT}.yaml"), **load_yaml(f"web/{name}.yaml")})

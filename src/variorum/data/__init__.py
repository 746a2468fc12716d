"""Knowledge kept as data: ontology, lexicons, models; each file names its source and licence at its top."""

import functools
import re
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any, ClassVar

from variorum.errors import DataError


def path_of(name: str) -> Path:
    """Return the path of a shipped data file, such as `lexicon/cues.yaml`.

    Raises `DataError` (E301) where the file is not shipped.
    """
    path = Path(str(resources.files("variorum.data"))) / name
    if not path.is_file():
        raise DataError("E301", "data file is not there", where=name, do="install variorum again")
    return path


_TRUTH = "tag:yaml.org,2002:bool"


@functools.cache
def _loader() -> Any:
    """Return a safe loader that reads lists of words as the words they are.

    Made when the first file is read: to say what is in a record takes none, and the library its time.
    """
    import yaml

    class Words(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        yaml_implicit_resolvers: ClassVar = {
            first: [(tag, form) for tag, form in forms if tag != _TRUTH]
            for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    Words.add_implicit_resolver(_TRUTH, re.compile(r"^(?:true|false)$"), list("tf"))
    return Words


def parse_yaml(text: str | bytes) -> Any:
    """Read YAML as 1.2 has it: only `true` and `false` are truth values, "no" and Norway's NO are words.

    Raises `yaml.YAMLError`.

    >>> parse_yaml("{NO: 385, off: on}")
    {'NO': 385, 'off': 'on'}
    """
    import yaml

    return yaml.load(text, Loader=_loader())  # noqa: S506 - it is safe


@functools.cache
def load_yaml(name: str) -> Any:
    """Read one YAML data file, as `parse_yaml` does; the result is shared and must not be changed.

    >>> "capture" in load_yaml("ontology/events.yaml")["types"]
    True
    """
    import yaml

    try:
        return parse_yaml(path_of(name).read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise DataError("E302", f"not valid YAML: {error}", where=name, do="mend the file") from error


def load_words(name: str, key: str) -> frozenset[str]:
    """Return one list of a YAML data file as the set of its words.

    >>> "killed" in load_words("quantities/words.yaml", "fallen")
    True
    """
    return frozenset(load_yaml(name)[key])


def load_rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a shipped TSV data file, as `read_rows` does."""
    return read_rows(path_of(name))


def read_rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a TSV file; lines that begin with `#` are comments."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n").split("\t")

"""Knowledge kept as data: ontology, lexicons, models; each file names its source and licence at its top."""

import functools
from collections.abc import Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from variorum.errors import DataError


def path_of(name: str) -> Path:
    """Return the path of a shipped data file, such as `lexicon/cues.yaml`.

    Raises `DataError` (E301) where the file is not shipped.
    """
    path = Path(str(resources.files("variorum.data"))) / name
    if not path.is_file():
        raise DataError("E301", "data file is not there", where=name, do="install variorum again")
    return path


@functools.cache
def load_yaml(name: str) -> Any:
    """Read one YAML data file; the result is shared and must not be changed.

    >>> "capture" in load_yaml("ontology/events.yaml")["types"]
    True
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path_of(name).read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    except yaml.YAMLError as error:
        raise DataError("E302", f"not valid YAML: {error}", where=name, do="mend the file") from error


def load_rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a TSV data file; lines that begin with `#` are comments."""
    with path_of(name).open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                yield line.rstrip("\n").split("\t")

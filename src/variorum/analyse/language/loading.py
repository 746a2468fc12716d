"""Load a language model once a process, checked by hash where we know its build."""

import functools
import hashlib
import importlib
from pathlib import Path
from typing import Any

from spacy.language import Language

from variorum.analyse.language.marking import mark_paragraphs
from variorum.analyse.language.reader import Reader
from variorum.data import load_yaml
from variorum.errors import DataError

Language.component("variorum_paragraphs", func=mark_paragraphs)


@functools.cache
def load_language(package: str) -> Reader:
    """Load a spaCy English pipeline by package name.

    The files of a package that `lexicon/models.yaml` lists are checked against their hash first (E303);
    any other installed pipeline is taken as it is. Raises `DataError` (E304) where it is not installed.
    """
    try:
        module = importlib.import_module(package)
    except ImportError as error:
        raise DataError(
            "E304", f"no language model {package!r}", do="install it, or unset language_model"
        ) from error
    expected = load_yaml("lexicon/models.yaml")["packages"].get(package)
    if expected is not None:
        found = hash_files(Path(str(module.__file__)).parent)
        if found != expected:
            raise DataError("E303", f"{package} is not the build that was measured", do="install it again")

    def load() -> Any:
        pipeline = module.load()
        pipeline.add_pipe("variorum_paragraphs", before="parser")
        return pipeline

    return Reader(load, is_known_build=expected is not None)


def hash_files(folder: Path) -> str:
    """Return one SHA-256 over the names and bytes of all files below `folder`, caches left out."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()

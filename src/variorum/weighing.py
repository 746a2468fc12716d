"""How much of the input is read: by bytes, where the inputs are plain files."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from variorum.model.report import Input

# A file with another ending may be an archive, of which more comes out than went in.
_PLAIN = frozenset({".txt", ".md", ".html", ".htm", ".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".xml"})


class Weight:
    """The bytes of all inputs and of those read.

    >>> Weight(["-"]).share(10) is None
    True
    """

    def __init__(self, inputs: Sequence[Input]) -> None:
        self.whole = 0
        # Only what was named one by one is looked at: to go through the rows of a table is to read it.
        for path in _files(inputs if isinstance(inputs, (list, tuple)) else [""]):
            if path is None or path.suffix.lower() not in _PLAIN:
                self.whole = 0
                break
            self.whole += path.stat().st_size
        self.read = 0

    def share(self, more: int) -> float | None:
        """Count `more` bytes as read; return the share read by now, or None where the whole is not known."""
        self.read += more
        return min(1.0, self.read / self.whole) if self.whole else None


def _files(inputs: Iterable[Input]) -> Iterator[Path | None]:
    for named in inputs:
        path = Path(named) if isinstance(named, (str, Path)) else None
        if path is not None and path.is_dir():
            yield from (inner for inner in path.rglob("*") if inner.is_file())
        else:
            yield path if path is not None and path.is_file() else None

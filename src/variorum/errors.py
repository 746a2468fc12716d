"""Every error that Variorum raises, and what its code means.

    VariorumError
    ├── UsageError              E0xx  the command or call cannot be understood            exit 2
    ├── InputError              E1xx  an input cannot become a report                     exit 1
    │   └── NothingUsableError  E199  no input at all could be used                       exit 3
    ├── AnalysisError           E2xx  a report could not be read                          exit 1
    ├── DataError               E3xx  shipped or user-made data is unfit                  exit 2
    ├── StoreError              E4xx  the record on disk cannot be opened or trusted      exit 4
    ├── ExportError             E5xx  the record does not fit the format asked for        exit 2
    ├── ClaimError              E6xx  a value is impossible or contradicts itself         exit 1
    └── RequestError            E7xx  a request to the server cannot be answered          exit 2

With exit 1 the other inputs go on. A message says what happened, where, what was kept and what to do;
`variorum explain CODE` says more. The long explanations are data: `data/errors.yaml`, one entry a code.
"""

from typing import ClassVar


class VariorumError(Exception):
    """What went wrong, where, what was kept and what to do.

    >>> print(InputError("E104", "the file is empty", where="a.txt", do="remove it or fill it"))
    E104 a.txt: the file is empty; remove it or fill it
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, code: str, what: str, *, where: str = "", kept: str = "", do: str = "") -> None:
        self.code = code
        self.what = what
        self.where = where
        self.kept = kept
        self.do = do
        place = f"{where}: " if where else ""
        tail = "".join(f"; {part}" for part in (kept, do) if part)
        super().__init__(f"{code} {place}{what}{tail}")

    def __reduce__(self) -> tuple[object, ...]:
        """Survive the way back from a worker process, keyword arguments included."""
        return _rebuild, (type(self), self.code, self.what, self.where, self.kept, self.do)


def _rebuild(
    kind: type[VariorumError], code: str, what: str, where: str, kept: str, do: str
) -> VariorumError:
    return kind(code, what, where=where, kept=kept, do=do)


class UsageError(VariorumError):
    """The command or call cannot be understood."""

    exit_code = 2


class InputError(VariorumError):
    """An input cannot become a report."""


class NothingUsableError(InputError):
    """No input at all could be used."""

    exit_code = 3


class AnalysisError(VariorumError):
    """A report could not be read."""


class DataError(VariorumError):
    """Shipped or user-made data (ontology, model, gazetteer, settings) is unfit."""

    exit_code = 2


class StoreError(VariorumError):
    """The record on disk cannot be opened, written or trusted."""

    exit_code = 4


class ExportError(VariorumError):
    """The record does not fit the format asked for."""

    exit_code = 2


class ClaimError(VariorumError):
    """A claim's value is impossible or contradicts itself."""


class RequestError(VariorumError):
    """A request to the server cannot be answered as it is."""

    exit_code = 2

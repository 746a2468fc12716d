"""One report read alone, wherever that happens: in this process, in a worker of it, on another machine.

What goes to another process and what comes back are bytes (MessagePack), so that nobody who passes them on
needs to know the nouns. No failure leaves by way of an exception: it comes back as a reject with its code.
"""

from collections.abc import Iterable, Iterator

import msgspec

from variorum import pipeline
from variorum.errors import AnalysisError, VariorumError
from variorum.model.analysis import Analysis
from variorum.model.report import Reject, Report
from variorum.settings import Settings


class Outcome(msgspec.Struct, frozen=True):
    """What reading one report gave: its analysis, or the reason why there is none."""

    analysis: Analysis | None = None
    reject: Reject | None = None


_REPORTS = msgspec.msgpack.Decoder(Report)
_OUTCOMES = msgspec.msgpack.Decoder(Outcome)
_MEMORY = "free some memory, use fewer workers, or split the report"
_encode = msgspec.msgpack.Encoder().encode


def read_alone(report: Report, settings: Settings, where: str = "") -> Outcome:
    """Read one report; `where` names it in a reject (its id where nothing is given).

    Too long a report is E201; a defect of ours in reading it is E202, so that it stops no other.
    """
    where = where or report.id
    try:
        if len(report.text) > settings.longest_report:
            what = f"{len(report.text):,} characters are more than {settings.longest_report:,}"
            raise AnalysisError("E201", what, where=where, do="cut it, or raise longest_report")
        return Outcome(analysis=pipeline.analyse(report, settings))
    except VariorumError as error:
        return Outcome(reject=Reject(where, error.code, error.what, error.do))
    except MemoryError:
        return Outcome(reject=Reject(where, "E205", "reading it needs more memory than there is", _MEMORY))
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        what = f"reading failed: {type(error).__name__}: {error}"
        return Outcome(reject=Reject(where, "E202", what, "please report it with the input"))


def analyse_many(reports: Iterable[Report], settings: Settings) -> Iterator[Outcome]:
    """Read reports one by one, in their order; what one gives does not depend on the others."""
    for report in reports:
        yield read_alone(report, settings)


def read_packed(report: bytes, settings: Settings, where: str = "") -> bytes:
    """Read one packed report and return its packed outcome; bytes in, bytes out.

    >>> from variorum.settings import Settings
    >>> packed = pack_report(Report(id="a", sha256="", text="", flags=("empty",)))
    >>> unpack_outcome(read_packed(packed, Settings())).analysis == Analysis()
    True
    """
    return _encode(read_alone(_REPORTS.decode(report), settings, where))


def pack_report(report: Report) -> bytes:
    """Pack a report for its way to another process."""
    return _encode(report)


def unpack_outcome(packed: bytes) -> Outcome:
    """Unpack what `read_packed` returned."""
    return _OUTCOMES.decode(packed)

"""Reports and records to keep, and a look at everything that a record keeps."""

import hashlib

from variorum.model.analysis import Analysis
from variorum.model.record import Event, Header, Record
from variorum.model.report import Document, Report
from variorum.store import Archive, Stored


def stored(name: str, text: str = "Two boats sank.") -> Stored:
    data = text.encode()
    digest = hashlib.sha256(data).hexdigest()
    return Stored(Document(data, name, "text/plain"), Report(id=name, sha256=digest, text=text), Analysis())


def record_of(events: int = 0) -> Record:
    header = Header(variorum="0", as_of=None, policy="latest", settings="x")
    made = (Event(id=f"e{n}", type="disaster", label=f"flood {n}", story="s") for n in range(events))
    return Record(header=header, events=tuple(made))


def everything_in(archive: Archive) -> dict[str, object]:
    """Return all that a record keeps, but for when and in which batches it came."""
    return {
        "reports": sorted(archive.reports(), key=lambda r: r.id),
        "raw": {key: archive.raw_bytes(key) for key in sorted(archive.report_ids())},
        "lines": sorted(archive.read_lines(), key=repr),
        "made_from": archive.get_note("made_from"),
        "root": archive.fingerprint(),
    }

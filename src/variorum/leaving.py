"""What stands in the bytes received and not in a report's text, to be looked at by whoever doubts."""

import json
import re
from collections.abc import Iterator

from variorum.errors import InputError
from variorum.model.report import Report
from variorum.settings import Settings

_LINE = re.compile(r"[^\n]+")
_WORDS = re.compile(r"\w")
_MOST = 2_000  # lines named of one report


def left_out_of(data: bytes, report: Report, settings: Settings) -> list[str]:
    """Return the lines of what was received, in their order, of which no word stands in the report's text.

    Of a line that was cut, the part left out. What became the headline stands in the text.
    """
    from variorum.clean.scanning import scan

    source, is_page = _source_of(data, settings)
    kept = bytearray(len(source))
    for _, start, length in report.source_map:
        kept[start : start + length] = b"\1" * length
    if is_page:
        blocks = (b for b in scan(source) if not any(kept[at] for _, at, _ in b.words if at >= 0))
        lines: Iterator[str] = (block.text for block in blocks)
    else:
        lines = _rest_of(source, kept)
    known = {report.title, *report.authors, report.outlet}
    told = (" ".join(line.split()) for line in lines if _WORDS.search(line))
    return [line for line, _ in zip((x for x in told if x not in known), range(_MOST), strict=False)]


def _rest_of(source: str, kept: bytearray) -> Iterator[str]:
    for line in _LINE.finditer(source):
        at = line.start()
        for run in re.finditer(b"\0+", bytes(kept[line.start() : line.end()])):
            yield source[at + run.start() : at + run.end()]


def _source_of(data: bytes, settings: Settings) -> tuple[str, bool]:
    """Return the text that was cleaned, as it was before, and whether it is markup."""
    from variorum.clean.decoding import decode, mend
    from variorum.clean.metadata import declared_charset
    from variorum.clean.opening import FRAGMENT
    from variorum.clean.printed import read_pdf_text
    from variorum.ingest.jsonl import given_fields
    from variorum.ingest.sniffing import sniff

    kind = sniff(data[:8192])
    if kind == "pdf":
        return read_pdf_text(data, "the report"), False
    if kind in ("json", "jsonl"):
        try:
            text = mend(str(given_fields(json.loads(data), "the report", settings)["text"])).text
            return text, FRAGMENT.search(text) is not None
        except (ValueError, InputError, AttributeError):
            pass
    source = decode(data, declared_charset(data) if kind == "html" else None).text
    return source, kind == "html" or FRAGMENT.search(source) is not None

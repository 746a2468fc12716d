"""Whatever the words are, every format gives a whole file, and the same one twice."""

import csv
import io
import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.formats.making import full
from variorum.errors import ExportError
from variorum.formats import FORMATS, export_record
from variorum.model.record import Record

NAMES = sorted(FORMATS.keys() - {"table", "parquet", "arrow", "site"})


def called(words: str) -> Record:
    record = full()
    return msgspec.structs.replace(
        record,
        reports=tuple(
            msgspec.structs.replace(r, title=words, outlet=words, url=words) for r in record.reports
        ),
        events=tuple(msgspec.structs.replace(e, label=words) for e in record.events),
        voices=tuple(msgspec.structs.replace(v, name=words) for v in record.voices),
        participants=tuple(msgspec.structs.replace(p, name=words) for p in record.participants),
    )


@settings(deadline=None, max_examples=20)
@given(st.text(max_size=20))
def test_any_words_give_a_whole_file(words: str) -> None:
    record = called(words)
    for name in NAMES:
        text = b"".join(export_record(record, name)).decode()
        assert text == b"".join(export_record(record, name)).decode()
        if FORMATS[name].suffix == "csv":
            rows = list(csv.reader(io.StringIO(text, newline="")))
            assert len({len(row) for row in rows}) == 1
            assert len(rows) == (7 if name == "csv" else 2)
        elif name in ("jsonl", "ftm", "statements"):
            assert all(json.loads(line) for line in text.removesuffix("\n").split("\n"))
        else:
            json.loads(text)


def test_half_a_surrogate_pair_is_refused_before_anything_is_written() -> None:
    for name in FORMATS.keys() - {"jsonl", "table"}:
        with pytest.raises(ExportError, match="E507"):
            export_record(called("\ud800"), name)

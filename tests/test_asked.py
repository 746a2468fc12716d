"""What users name by words: days, records, inputs."""

import datetime
from pathlib import Path

import pytest

import variorum
from variorum.errors import StoreError, UsageError


def test_a_past_day_may_be_a_date_and_what_is_no_day_is_refused() -> None:
    record = variorum.open_record(":memory:")
    assert record.as_of(datetime.date(2025, 3, 4)).lines.header.as_of == "2025-03-04"
    with pytest.raises(UsageError, match="E002"):
        record.as_of("5 March")


def test_a_mistyped_path_opens_no_empty_record(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="E401"):
        variorum.open_record(tmp_path / "nope.db")
    assert not (tmp_path / "nope.db").exists()


def test_a_list_of_paths_is_read_and_a_table_in_memory_is_refused_with_a_hint(tmp_path: Path) -> None:
    told = tmp_path / "a.txt"
    told.write_text("date 2025-03-04\n\nTwo people were killed in a fire in Osk on Monday, police said.\n")
    assert len(variorum.add([told]).reports) == 1
    with pytest.raises(UsageError, match="read_parquet"):
        variorum.add(object())  # type: ignore[arg-type]


def test_no_word_is_no_day() -> None:
    with pytest.raises(UsageError, match="E002"):
        variorum.open_record(":memory:").as_of("")

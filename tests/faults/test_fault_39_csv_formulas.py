"""Fault 39: cells that a spreadsheet would run are guarded by default, and the way back is exact."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.formats.making import NASTY, full
from variorum.formats import export_record
from variorum.formats.cells import guard, unguard

RUNS = ("=", "+", "-", "@", "\t", "\r")


def cells(name: str, *, raw: bool) -> list[str]:
    data = b"".join(export_record(full(), name, raw=raw)).decode()
    return [cell for row in csv.reader(io.StringIO(data, newline="")) for cell in row]


def is_number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("name", ["csv", "ged", "acled"])
def test_no_cell_begins_as_a_formula(name: str) -> None:
    assert [c for c in cells(name, raw=False) if c.startswith(RUNS) and not is_number(c)] == []


@pytest.mark.parametrize("name", ["csv", "ged", "acled"])
def test_raw_leaves_the_words_as_they_are(name: str) -> None:
    assert any(cell == NASTY for cell in cells(name, raw=True))
    assert not any(cell == NASTY for cell in cells(name, raw=False))


def test_numbers_stay_numbers() -> None:
    assert "-60.5" in cells("ged", raw=False)


@given(st.text())
def test_the_guard_comes_off_without_loss(text: str) -> None:
    assert unguard(guard(text)) == text
    assert not guard(text).startswith(RUNS)

"""A codebook that does not fit is told in the words of who wrote it; values without a code are counted."""

from pathlib import Path

import pytest

from tests.formats.making import full
from variorum.errors import ExportError
from variorum.formats import uncoded_in
from variorum.formats.codebook import read_codebook


@pytest.mark.parametrize(
    ("text", "words", "do"),
    [
        ("", "the file is empty", "begin with `codebook: NAME`"),
        ("a: [b", "it is no YAML at line ", "mend the line"),
        ("- a", "a codebook must be fields with names, and is a list", "see docs"),
        ("codebook: a", "columns is missing", "see docs"),
        ("codebook: a\nrow: {}\ncolumns: []", "no field 'row'", "did you mean rows?"),
        (
            "codebook: a\ncolumns:\n- {name: e, take: event.id}\n- {name: day, value: 2024-01-02}",
            "column 2 (day): value must be words or a whole number, and is a day",
            "quotation marks",
        ),
        (
            "codebook: a\ncolumns:\n- {name: d, take: event.type, map: {shooting: 2024-01-02}}",
            "column 1 (d): a code must be words or a whole number, and is a day",
            "quotation marks",
        ),
        (
            "codebook: a\ncolumns:\n- {name: e, tak: event.id}",
            "column 1 (e): no field 'tak'",
            "did you mean take?",
        ),
        ("codebook: a\ncolumns:\n- e", "column 1: it must be fields with names, and is words", "see docs"),
        (
            "codebook: a\nrows: {least: two}\ncolumns:\n- {name: e, take: event.id}",
            "rows: least must be a whole number, and is words",
            "see docs",
        ),
        (
            "codebook: a\nrows: {types: [shoting]}\ncolumns: []",
            "no event type 'shoting'",
            "did you mean shooting?",
        ),
        ("codebook: a\ncolumns:\n- {name: e, take: kiled.best}", "no slot 'kiled'", "did you mean killed?"),
    ],
)
def test_a_fault_is_told_with_its_place_and_what_may_stand_there(text: str, words: str, do: str) -> None:
    with pytest.raises(ExportError) as caught:
        read_codebook(text.encode())
    assert words in caught.value.what
    assert do in caught.value.do


def test_no_is_a_word() -> None:
    assert read_codebook(b"codebook: a\ncolumns:\n- {name: no, take: event.id}").columns[0].name == "no"


def test_values_without_a_code_are_counted_for_a_codebook_of_ones_own(tmp_path: Path) -> None:
    path = tmp_path / "own.yaml"
    path.write_text("codebook: a\ncolumns:\n- {name: kind, take: event.type, map: {flood: 1}, missing: -9}\n")
    (event,) = full().events
    assert uncoded_in(full(), path) == {"kind": {event.type: 1}}
    path.write_text(f"codebook: a\ncolumns:\n- {{name: kind, take: event.type, map: {{{event.type}: 1}}}}\n")
    assert uncoded_in(full(), path) == {}
    assert uncoded_in(full(), "acled") == {}

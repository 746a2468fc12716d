"""docs/formats.md explains every format and every field as the codebooks have them."""

import re
from pathlib import Path

import pytest

from tests.formats.making import full
from variorum.data import load_yaml
from variorum.formats import FORMATS, export_record, load_codebook, read_codebook
from variorum.formats.claims import COLUMNS
from variorum.formats.codebook import EVENT_PARTS, PARTS, SHIPPED
from variorum.formats.fields import explain_columns

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")


def test_every_format_is_explained() -> None:
    for name, found in FORMATS.items():
        assert f"| `{name}` | {found.sentence} |" in PAGE


@pytest.mark.parametrize("name", SHIPPED)
def test_every_field_of_a_shipped_codebook_is_explained(name: str) -> None:
    assert explain_columns(load_codebook(name)) in PAGE


def test_every_column_and_part_is_named() -> None:
    for name in {*COLUMNS, *EVENT_PARTS, *(part for parts in PARTS.values() for part in parts)}:
        assert f"`{name}`" in PAGE, name


def test_the_codebook_on_the_page_works() -> None:
    (shown,) = re.findall(r"```yaml\n(.*?)```", PAGE, flags=re.DOTALL)
    rows = b"".join(export_record(full(), "table", read_codebook(shown.encode()))).splitlines()
    assert rows[1] == b"e1,180,2024-05-06,1,2,5,machine,"


def test_every_code_of_ours_is_explained() -> None:
    codes = load_yaml("errors/formats.yaml") | load_yaml("errors/record.yaml")
    sources = (Path(__file__).parents[2] / "src" / "variorum" / "formats").glob("*.py")
    raised = {
        code for path in sources for code in re.findall(r'"(E5\d\d)"', path.read_text(encoding="utf-8"))
    }
    assert raised <= set(codes)
    assert {"E501", "E503"} <= raised

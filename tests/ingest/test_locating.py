"""The mark of where a document was read: it tells one file from another, and never its name."""

from pathlib import Path

import pytest

from variorum.ingest.locating import place_of
from variorum.model.report import Document


def found(where: str, **given: str) -> str | None:
    return place_of(Document(b"", where, "text/plain", given))


@pytest.mark.parametrize("folder", ["plain", "news!", "a!b"])
def test_a_member_of_an_archive_is_known_again_whatever_its_folder_is_called(
    folder: str, tmp_path: Path
) -> None:
    archive = tmp_path / folder / "week.zip"
    archive.parent.mkdir()
    archive.write_bytes(b"")
    first = found(f"{archive}!monday.txt")
    assert first == found(f"{archive}!monday.txt")
    assert first not in (None, found(f"{archive}!tuesday.txt"), found(str(archive)))


def test_a_row_is_known_by_its_id_alone(tmp_path: Path) -> None:
    (tmp_path / "news.csv").write_text("")
    assert found(f"{tmp_path}/news.csv:3", id="a") == found(f"{tmp_path}/news.csv:9", id="a")
    assert found(f"{tmp_path}/news.csv:3") is None

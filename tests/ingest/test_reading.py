"""Files, folders and JSON Lines become documents; each bad one is named and the rest goes on."""

import zipfile
from pathlib import Path

import pytest

from variorum.errors import UsageError
from variorum.ingest import read_documents
from variorum.model.report import Document, Reject
from variorum.settings import Settings

SETTINGS = Settings()


def read(*inputs: str | Path, format: str | None = None) -> tuple[list[Document], list[Reject]]:  # noqa: A002
    items = list(read_documents(inputs, format=format, settings=SETTINGS))
    return [i for i in items if isinstance(i, Document)], [i for i in items if isinstance(i, Reject)]


def test_a_folder_is_read_by_name_and_bad_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Rain fell on Osk.")
    (tmp_path / "a.txt").write_text("The river rose.")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "photo.jpg").write_bytes(bytes(range(256)) * 4)
    documents, rejects = read(tmp_path)
    assert [Path(d.where).name for d in documents] == ["a.txt", "b.txt"]
    assert [(Path(r.input).name, r.code) for r in rejects] == [("empty.txt", "E104"), ("photo.jpg", "E105")]


def test_json_lines_give_fields_and_name_bad_lines(tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text('{"id": "a", "text": "Rain.", "published": "2024-05-02"}\n{"text": \n\n{"title": "x"}\n')
    documents, rejects = read(path)
    assert documents[0].given == {"id": "a", "date": "2024-05-02", "text": "Rain."}
    assert [(r.input, r.code, r.offset) for r in rejects] == [
        (f"{path}:2", "E107", 56),
        (f"{path}:4", "E109", 67),
    ]


def test_missing_path_is_named() -> None:
    assert [r.code for r in read("nowhere/at-all.txt")[1]] == ["E101"]


def test_unknown_format_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="E001"):
        read("a.txt", format="doc")


def test_one_object_over_many_lines_is_one_report(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{\n  "title": "Flood",\n  "text": "Rain fell on Osk."\n}\n')
    documents, rejects = read(tmp_path / "a.json")
    assert [d.given["text"] for d in documents] == ["Rain fell on Osk."]
    assert rejects == []


def test_office_documents_are_called_what_they_are(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:t>Rain fell.</w:t>")
    (tmp_path / "b.rtf").write_bytes(b"{\\rtf1 Rain fell.}")
    documents, rejects = read(tmp_path)
    assert documents == []
    assert [(r.code, r.reason) for r in rejects] == [
        ("E105", "is an office document or a book"),
        ("E105", "is an RTF document"),
    ]


def test_a_refused_address_is_named_whole() -> None:
    (reject,) = read("http://localhost/news/1")[1]
    assert (reject.input, reject.code) == ("http://localhost/news/1", "E131")

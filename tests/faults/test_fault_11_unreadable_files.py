"""Fault 11: among three hundred files a dangling link and an unreadable one are named, the others read."""

import os
from pathlib import Path

import pytest

from tests.faults.reading import read


def test_a_dangling_link_is_named_and_the_others_read(tmp_path: Path) -> None:
    for n in range(298):
        (tmp_path / f"{n:03}.txt").write_text(f"The river rose {n} cm.")
    (tmp_path / "298.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "299.txt")
    documents, rejects = read(tmp_path)
    assert len(documents) == 298
    assert [(Path(r.input).name, r.code) for r in rejects] == [("298.txt", "E102"), ("299.txt", "E102")]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
def test_a_file_without_rights_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Rain fell.")
    (tmp_path / "a.txt").chmod(0)
    assert [r.code for r in read(tmp_path)[1]] == ["E102"]


def test_a_file_that_the_system_refuses_is_named_whoever_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As the test above, for a root that reads every file."""
    (tmp_path / "a.txt").write_text("Rain fell.")
    (tmp_path / "b.txt").write_text("It stopped.")
    opened = Path.open

    def refuse(path: Path, *args: object, **kwargs: object) -> object:
        if path.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return opened(path, *args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)
    documents, rejects = read(tmp_path)
    assert [d.data for d in documents] == [b"It stopped."]
    assert [(Path(r.input).name, r.code) for r in rejects] == [("a.txt", "E102")]

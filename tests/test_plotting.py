"""Whatever can be shown can be drawn, from the command line too."""

from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

import variorum
from variorum.cli.app import make_app
from variorum.data import path_of
from variorum.errors import UsageError
from variorum.opened import OpenRecord
from variorum.plotting import plot


@pytest.fixture(scope="module")
def record() -> OpenRecord:
    return variorum.demo()


def test_every_thing_has_its_picture(record: OpenRecord) -> None:
    event = next(e for e in record.events if e.line.type == "explosion")
    drawn = {
        "explosion": [plot(record), plot(record.voices[0]), plot(event, "map"), plot(record, "map")],
        "fire service": [plot(event)],
        "copy": [plot(event, "lineage"), plot(record.reports["post-1"])],
    }
    for words, pictures in drawn.items():
        for picture in pictures:
            ElementTree.fromstring(picture)  # noqa: S314 - our own drawing
            assert "<style>" in picture
        assert words in pictures[0]


def test_a_picture_that_is_not_there_is_a_usage_error(record: OpenRecord) -> None:
    for view, name in ((record, "toll"), (record, "nonsense"), (record.reports[0], "map")):
        with pytest.raises(UsageError, match="E018"):
            plot(view, name)
    bare = next(
        e
        for e in record.events
        if not any("toll" in s.line.slot or s.line.slot == "killed" for s in e.entries)
    )
    if not any(
        r.value.__class__.__name__ in ("Count", "Measure") for e in bare.entries for r in e.line.readings
    ):
        with pytest.raises(UsageError, match="has no number"):
            plot(bare)


def test_show_writes_the_picture_to_a_file(tmp_path: Path) -> None:
    record = tmp_path / "story.db"
    variorum.add(path_of("demo/reports.jsonl"), record=record).archive.close()
    for extra in ([], ["--picture", "map"], ["ncw-1"]):
        drawn = tmp_path / "drawn.svg"
        done = CliRunner().invoke(make_app(), ["--record", str(record), "show", *extra, "--plot", str(drawn)])
        assert done.exit_code == 0, done.output
        assert drawn.read_text(encoding="utf-8").startswith("<svg")

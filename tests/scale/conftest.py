"""Shards of short reports, and the record that one machine makes of them."""

from pathlib import Path
from typing import NamedTuple

import pytest

import variorum
from tests.scale.shards import make_rows, write_shards


class Ground(NamedTuple):
    """Shards, and the bytes of the record that one machine makes of them."""

    shards: Path
    record: bytes


@pytest.fixture(scope="session")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    """Sixty reports in six shards of four formats."""
    return make_ground(tmp_path_factory.mktemp("ground"), 58, 6)


def make_ground(folder: Path, reports: int, shards: int) -> Ground:
    write_shards(folder / "shards", make_rows(reports), shards)
    return Ground(folder / "shards", record_alone(folder / "shards"))


def record_alone(*inputs: Path) -> bytes:
    """Return the record that `variorum add` and `variorum export` make."""
    return b"".join(variorum.export(variorum.add(*inputs)))


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read no report, so that faults of shards are tried quickly: every analysis is empty."""
    from variorum.model.analysis import Analysis

    monkeypatch.setattr("variorum.pipeline.analyse", lambda report, settings: Analysis())

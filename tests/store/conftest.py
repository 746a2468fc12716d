"""The two stores that the same tests run on."""

from pathlib import Path

import pytest

from tests.store.clusters import new_address


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a record that does not exist yet, in each store."""
    return new_address(request.param, tmp_path)

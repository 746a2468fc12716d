"""The two stores, and what tests open there closed again."""

from collections.abc import Iterator

import pytest

from tests.deciding.making import OPENED
from tests.store.conftest import address

__all__ = ["address"]


@pytest.fixture(autouse=True)
def _close_what_was_opened() -> Iterator[None]:
    yield
    while OPENED:
        OPENED.pop().close()

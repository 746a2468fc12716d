"""One served record for the tests of the server; what they write goes into copies of it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.serving import TOKEN, make_record
from variorum.api import Server


@pytest.fixture(scope="session")
def record_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_record(tmp_path_factory.mktemp("served"))


@pytest.fixture(scope="session")
def client(record_path: Path) -> Iterator[TestClient]:
    server = Server(record_path, token=TOKEN, hosts=None)
    yield TestClient(server.app, raise_server_exceptions=False)
    server.close()


@pytest.fixture
def writable(record_path: Path, tmp_path: Path) -> Iterator[TestClient]:
    path = tmp_path / "copy.db"
    shutil.copy(record_path, path)
    server = Server(path, token=TOKEN, hosts=None)
    headers = {"authorization": f"Bearer {TOKEN}"}
    yield TestClient(server.app, raise_server_exceptions=False, headers=headers)
    server.close()

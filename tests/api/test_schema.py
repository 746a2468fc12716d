"""What the interface says of itself is so: any request that it allows is answered, never by a fault."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.serving import TOKEN
from variorum.api import Server

schemathesis: Any = pytest.importorskip("schemathesis", reason="needs the package schemathesis")


@pytest.fixture(scope="module")
def server(record_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = Server(
        shutil.copy(record_path, tmp_path_factory.mktemp("described") / "copy.db"), token=TOKEN, hosts=None
    )
    yield made
    made.close()


def hold(server: Server, most: int) -> int:
    """Ask every operation of the description with requests made from it; return how many were answered."""
    described = schemathesis.openapi.from_asgi("/v1/openapi.json", server.app)
    asked = 0

    def check(case: Any) -> None:
        nonlocal asked
        asked += 1
        answer = case.call(headers={"authorization": f"Bearer {TOKEN}"})
        assert answer.status_code < 500, (case.as_curl_command(), answer.content)
        kind = "application/octet-stream" if case.path.endswith("/export") else "application/json"
        assert answer.status_code != 200 or answer.headers["content-type"] == [kind]
        if answer.status_code >= 400:
            assert {"code", "message", "hint"} <= set(answer.json())

    for operation in described.get_all_operations():
        limit = settings(
            max_examples=most, deadline=None, database=None, suppress_health_check=list(HealthCheck)
        )
        limit(given(case=operation.ok().as_strategy())(check))()
    return asked


def test_any_allowed_request_is_answered(server: Server) -> None:
    assert hold(server, 5) > 50


@pytest.mark.slow
def test_a_great_many_allowed_requests_are_answered(server: Server) -> None:
    assert hold(server, 200) > 2000

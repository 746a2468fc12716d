"""Fault 39: a page's CSV guards formulas as the export does, and no route reads outside its folder."""

import csv
import io
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.serving import HOSTILE, make_record
from variorum.api import Server
from variorum.formats.cells import unguard


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    server = Server(make_record(tmp_path_factory.mktemp("tables")), hosts=None)
    yield TestClient(server.app, raise_server_exceptions=False)
    server.close()


def cells(client: TestClient, address: str) -> list[str]:
    answer = client.get(address)
    assert address.startswith("/v1/") or answer.headers["content-type"].startswith("text/csv"), address
    return [cell for row in csv.reader(io.StringIO(answer.text, newline="")) for cell in row]


def test_no_cell_of_any_page_runs_in_a_spreadsheet(client: TestClient) -> None:
    events = [e["id"] for e in client.get("/v1/events").json()["items"]]
    voices = [v["id"] for v in client.get("/v1/voices").json()["items"]]
    addresses = ["/events.csv", "/conflicts.csv", "/search.csv?q=fire", "/review.csv"]
    addresses += [f"/events/{e}.csv" for e in events] + [f"/voices/{v}.csv" for v in voices]
    addresses += ["/reports/hostile%2F1%3Fx%3D%23y.csv", "/v1/export?format=csv"]
    for address in addresses:
        for cell in cells(client, address):
            is_number = cell.lstrip("-").replace(".", "", 1).isdecimal()
            assert is_number or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (address, cell)


def test_the_guard_can_be_taken_away_again(client: TestClient) -> None:
    found = cells(client, "/search.csv?q=market")
    assert any(unguard(cell) == f"=cmd|calc {HOSTILE}" for cell in found)
    assert f"=cmd|calc {HOSTILE}" in cells(client, "/v1/export?format=csv&raw=true")

"""The first five minutes of a fact-check desk: one story through the day, on the page."""

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import variorum
from variorum.api import Server

WIRE = (
    "A dam above Orvel collapsed on Monday, killing 12 people, the mayor of Orvel said.\n\n"
    "Water reached the lower town within minutes and the bridge at Kell Mill gave way before eight. "
    "Soldiers in boats took people from the roofs until dark."
)
OWN = (
    "Twelve people were killed when the dam above Orvel collapsed on Monday, the director of Lisk "
    "hospital said.\n\n"
    "Nurses wrote the names on a door. Buses stood empty on the market square all night."
)
EDITED = OWN.replace("Twelve", "Fourteen")
STORY = [
    ("wire", "River Wire", "2024-05-06T08:00", "Dam above Orvel collapses", WIRE),
    ("copy", "Valley Post", "2024-05-06T10:00", "Dam above Orvel collapses", WIRE),
    ("own", "Lisk Courier", "2024-05-07T09:00", "Orvel dam: hospital counts the dead", OWN),
    ("own-2", "Lisk Courier", "2024-05-08T09:00", "Orvel dam: hospital counts the dead", EDITED),
]  # fmt: skip


def add(record: Path, name: str, outlet: str, date: str, title: str, text: str) -> None:
    row = {"id": name, "outlet": outlet, "date": date, "title": title, "text": text}
    row["url"] = f"https://{outlet.split(maxsplit=1)[0].lower()}.example/dam"
    path = record.with_name(f"{name}.jsonl")
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    variorum.add(path, record=record).archive.close()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str, str]]:
    """What the page of the event said of the dead after each report: its address, status and text."""
    record = tmp_path_factory.mktemp("desk") / "desk.db"
    found = []
    for row in STORY:
        add(record, *row)
        server = Server(record, hosts=None)
        client = TestClient(server.app)
        event = client.get("/events.json?sort=reports").json()["events"][0]["id"]
        answer = client.get(f"/events/{event}.json").json()
        status = next(e["status"] for e in answer["entries"] if e["slot"] == "killed" and e["of"] is None)
        found.append((f"/events/{event}", status, client.get(f"/events/{event}").text))
        server.close()
    found.append((str(record), "", ""))
    return found


def test_only_a_second_witness_corroborates_not_a_copy(told: list[tuple[str, str, str]]) -> None:
    assert [status for _, status, _ in told[:3]] == ["single", "repeated", "corroborated"]
    assert len({address for address, _, _ in told[:4]}) == 1


def test_the_copy_is_folded_under_the_wire(told: list[tuple[str, str, str]]) -> None:
    page = told[1][2]
    killed = page.partition('id="cell-killed"')[2].partition("</section>")[0]
    assert "one copy of it" in killed
    assert "Valley Post" in killed.partition('class="copies"')[2]


def test_the_day_can_be_replayed_and_a_silent_edit_shows(told: list[tuple[str, str, str]]) -> None:
    server = Server(told[-1][0], hosts=None)
    client = TestClient(server.app)
    address = told[0][0]
    page = client.get(address).text
    assert re.findall(r'as_of=(2024-05-0\d)"', page)[:3] == ["2024-05-06", "2024-05-07", "2024-05-08"]
    assert client.get(f"{address}.json?as_of=2024-05-07").json()["changes"]
    edited = client.get("/reports/own-2").text
    assert "against=own" in edited
    difference = client.get("/reports/own-2?against=own").text
    assert "<del>Twelve</del><ins>Fourteen</ins>" in difference
    assert "SHA-256" in edited
    server.close()


def test_whom_a_later_report_names_replaces_nobody_in_the_list_of_changes(
    told: list[tuple[str, str, str]],
) -> None:
    server = Server(told[-1][0], hosts=None)
    page = TestClient(server.app).get(f"{told[0][0]}?as_of=2024-05-07").text
    changes = page.partition('class="changes"')[2].partition("</details>")[0]
    patients = next(line for line in changes.split("<li>") if 'href="#cell-patient"' in line)
    assert "<del>" not in patients
    server.close()

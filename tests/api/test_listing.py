"""The lists of reports, voices and stories: as pages and as data, as on the site that is exported."""

import csv
import io

import pytest
from starlette.testclient import TestClient

from variorum.api.catalogue import make_catalogue
from variorum.api.likenamed import tell_apart
from variorum.store import Archive


def _rows(client: TestClient, address: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(address).text)))


@pytest.mark.parametrize("name", ["reports", "voices", "stories"])
def test_a_list_is_a_page_and_gives_its_data(client: TestClient, name: str) -> None:
    assert client.get(f"/{name}").status_code == 200
    assert client.get(f"/{name}/").status_code == 200
    data = client.get(f"/{name}.json").json()
    assert data["total"] >= len(data["items"]) > 0
    assert _rows(client, f"/{name}.csv")
    assert client.get(f"/{name}?page=99").status_code == 404


def test_every_report_is_listed_once_the_earliest_first(client: TestClient) -> None:
    total = client.get("/v1/record").json()["counts"]["report"]
    rows = _rows(client, "/reports.csv")
    assert len({row["report"] for row in rows}) == len(rows) == total
    days = [row["published"] or "9999" for row in rows]
    assert days == sorted(days)
    claims = client.get(f"/v1/reports/{rows[0]['report']}").json()["claims"]
    assert int(rows[0]["claims"]) == len(claims)


def test_a_copy_is_listed_with_what_it_was_taken_from(client: TestClient) -> None:
    copies = [i for i in client.get("/reports.json").json()["items"] if i["copied_from"]]
    assert copies
    assert all(i["report"]["copy_of"] == i["copied_from"]["id"] for i in copies)
    assert f"/reports/{copies[0]['copied_from']['id']}" in client.get("/reports").text


def test_voices_stand_by_the_number_of_their_claims(client: TestClient) -> None:
    rows = _rows(client, "/voices.csv")
    numbers = [int(row["claims"]) for row in rows]
    assert numbers == sorted(numbers, reverse=True)
    assert all(row["tells_of"] for row in rows)


def test_a_story_leads_to_its_reports_and_events(client: TestClient) -> None:
    first = client.get("/stories.json").json()["items"][0]
    page = client.get("/stories").text
    assert all(f'href="/reports/{report["id"]}"' in page for report in first["reports"])
    assert f'href="/events/{first["events"][0]["id"]}"' in page
    assert client.get("/v1/stories").json()["items"][0] == first


def test_the_overview_and_the_interface_give_their_data_too(client: TestClient) -> None:
    assert client.get("/.json").json() == client.get("/events.json").json()
    assert _rows(client, "/.csv") == _rows(client, "/events.csv")
    assert "/v1/events" in client.get("/docs.json").json()["paths"]
    assert {"method": "GET", "path": "/v1/check"}.items() <= {
        k: v for row in _rows(client, "/docs.csv") if row["path"] == "/v1/check" for k, v in row.items()
    }.items()


def test_a_page_without_data_says_so(client: TestClient) -> None:
    answer = client.get("/reading.json")
    assert (answer.status_code, answer.json()["message"]) == (404, "this page has no data")
    assert "superseded" in client.get("/reading").text


def test_voices_of_one_name_are_told_apart_where_they_narrow_a_list(record_path: object) -> None:
    with Archive(str(record_path)) as archive:
        catalogue = make_catalogue(archive.engine)
    one, two = list(catalogue.voice_claims)[:2]
    catalogue.voice_names.update({one: "police", two: "Police"})
    told = tell_apart(catalogue, [one, two])
    assert told[one].startswith("police (")
    assert told[two].startswith("Police (")
    assert tell_apart(catalogue, [one]) == {one: "police"}


def test_an_event_of_which_no_place_is_told_is_not_called_off_the_map(client: TestClient) -> None:
    events = client.get("/v1/events?place=untold").json()["items"]
    assert events
    for event in events:
        entries = client.get(f"/v1/events/{event['id']}").json()["entries"]
        assert not any(
            e["slot"] == "place" and e["preferred"] is not None and e["of"] is None for e in entries
        )
    assert "no place told" in client.get("/").text


def test_numbers_and_nouns_agree_on_every_page(client: TestClient) -> None:
    events = client.get("/v1/events").json()["items"]
    kinds = [event["type"] for event in events]
    alone = next(event for event in events if kinds.count(event["type"]) == 1)
    narrowed = f"/?type={alone['type']}"
    for address in ("/", "/conflicts", f"/events/{alone['id']}", narrowed, "/search?q=grain"):
        words = client.get(address).text
        for wrong in (">1 reports", ">1 events", "1 voices", ">1 reports hold"):
            assert wrong not in words, address
    assert "<h1>1 event</h1>" in client.get(narrowed).text

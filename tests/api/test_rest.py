"""The REST interface: the contract's shapes, cursors, ETags, one shape of errors, tokens."""

import json

import msgspec
import pytest
from starlette.testclient import TestClient

from tests.serving import TOKEN, first_event
from variorum.api import shapes
from variorum.model.record import Claim, Decision, Event, RecordLine


def test_lists_are_lines_of_the_contract_page_after_page(client: TestClient) -> None:
    for kind in ("events", "reports", "claims", "entries", "voices", "participants"):
        seen: list[RecordLine] = []
        cursor: str | None = ""
        while cursor is not None:
            asked = {"limit": "3"} | ({"cursor": cursor} if cursor else {})
            page = client.get(f"/v1/{kind}", params=asked).json()
            seen += [msgspec.convert(item, RecordLine) for item in page["items"]]
            cursor = page["next"]
        whole = client.get(f"/v1/{kind}", params={"limit": "1000"}).json()["items"]
        assert json.loads(msgspec.json.encode(seen)) == whole, kind
        assert len(whole) > 3


def test_facets_narrow_the_events(client: TestClient) -> None:
    every = client.get("/v1/events").json()
    some = client.get("/v1/events", params={"type": "explosion"}).json()
    assert 0 < some["total"] < every["total"]
    assert {event["type"] for event in some["items"]} == {"explosion"}
    assert client.get("/v1/events", params={"type": "' OR 1=1--"}).json()["total"] == 0


def test_an_event_can_be_had_as_of_a_day(client: TestClient) -> None:
    event = first_event(client)
    now = client.get(f"/v1/events/{event}").json()
    then = client.get(f"/v1/events/{event}", params={"as_of": "2024-03-04"}).json()
    assert len(then["claims"]) < len(now["claims"])
    assert {c["published"][:10] for c in then["claims"]} == {"2024-03-04"}
    assert msgspec.convert(now, shapes.EventAnswer).event.id == event
    for claim in now["claims"]:
        report = client.get(f"/v1/reports/{claim['report']}").json()["report"]
        assert report["text"][claim["start"] : claim["end"]] == now["quotes"][claim["id"]]["words"]


def test_as_of_by_parts_is_the_record_of_that_day(client: TestClient, record_path: object) -> None:
    import variorum

    event = first_event(client)
    with_all = variorum.open_record(str(record_path)).as_of("2024-03-05")
    expected = {(e.line.slot, e.line.of): e.line.status for e in with_all.events[event].entries}
    answer = client.get(f"/v1/events/{event}", params={"as_of": "2024-03-05"}).json()
    assert {(e["slot"], e["of"]): e["status"] for e in answer["entries"]} == expected


def test_a_cell_says_what_it_rests_on_and_why(client: TestClient) -> None:
    event = first_event(client)
    answer = msgspec.convert(client.get(f"/v1/events/{event}/why/killed").json(), shapes.WhyAnswer)
    assert answer.explained[0]
    assert all(isinstance(c, Claim) and answer.quotes[c.id].words for c in answer.claims)
    assert client.get(f"/v1/events/{event}/why/nothing").json()["code"] == "E012"


def test_ids_may_be_cut_short_and_hostile_ones_are_found(client: TestClient) -> None:
    event = first_event(client)
    assert client.get(f"/v1/events/{event[:12]}").json()["event"]["id"] == event
    assert client.get("/v1/reports/hostile%2F1%3Fx%3D%23y").json()["report"]["id"] == "hostile/1?x=#y"
    assert client.get("/reports/hostile%2F1%3Fx%3D%23y").status_code == 200
    assert "several begin" in client.get("/v1/events/e-").json()["message"]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/v1/events/none", 404, "E710"),
        ("/v1/nothing", 404, "E712"),
        ("/v1/events?limit=0", 422, "E707"),
        ("/v1/events?limit=x", 422, "E707"),
        ("/v1/events?as_of=2024-02-30", 422, "E002"),
        ("/v1/events?cursor=%2A%2A", 422, "E707"),
        ("/v1/conflicts?cursor=bm8", 422, "E707"),
        ("/v1/events?next=abc", 422, "E707"),
        ("/v1/events?staus=contested", 422, "E707"),
        ("/v1/search?words=fire", 422, "E707"),
        ("/v1/stories?page=99", 404, "E708"),
        ("/v1/diff?before=a&after=b", 422, "E002"),
        ("/v1/export?format=nonsense", 422, "E501"),
        ("/v1/export?codebook=/etc/passwd", 422, "E707"),
        ("/v1/errors/E999", 404, "E013"),
        ("/v1/stories/none/lineage", 404, "E710"),
        ("/v1/events/%00", 422, "E707"),
    ],
)
def test_every_error_has_one_shape_with_code_and_hint(
    client: TestClient, address: str, status: int, code: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == status
    failure = msgspec.json.decode(answer.content, type=shapes.Failure)
    assert failure.code == code
    assert failure.message
    assert failure.hint
    assert client.get(f"/v1/errors/{code}").json()["title"]


def test_an_answer_that_is_known_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/v1/events")
    again = client.get("/v1/events", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert client.get("/v1/events", headers={"if-none-match": '"other"'}).status_code == 200


def test_a_request_for_ten_thousand_rows_is_cut_and_says_so(client: TestClient) -> None:
    answer = client.get("/v1/claims", params={"limit": "10000"}).json()
    assert "1000 is the most" in answer["cut"]


JSON = {"content-type": "application/json"}


def test_adding_needs_a_token(client: TestClient) -> None:
    body = json.dumps({"id": "new", "text": "A fire in Lisk killed 2 people.", "date": "2024-05-01"})
    assert client.post("/v1/reports", content=body).json()["code"] == "E702"
    for token in ("", "wrong", "a.b.c", f"{TOKEN}x"):
        answer = client.post("/v1/reports", content=body, headers={"authorization": f"Bearer {token}"})
        assert answer.status_code == 401
        assert answer.headers["www-authenticate"] == "Bearer"


def test_reports_can_be_added_as_lines_or_as_json(writable: TestClient) -> None:
    row = {"id": "new", "text": "A fire in Lisk killed 2 people, police said.", "date": "2024-05-01"}
    added = writable.post("/v1/reports", content=json.dumps([row, {"id": "bad"}]), headers=JSON)
    assert added.json()["new"] == ["new"]
    assert len(added.json()["rejects"]) == 1
    assert added.json()["rejects"][0]["input"].startswith("request")
    assert writable.post("/v1/reports", content=json.dumps(row)).json()["unchanged"] == 1
    assert writable.get("/v1/reports/new").json()["report"]["text"] == row["text"]
    assert writable.get("/v1/search", params={"q": "fire police"}).json()["total"] >= 1
    assert writable.post("/v1/reports", content=b"").json()["code"] == "E707"
    assert writable.post("/v1/reports", content=b"{", headers=JSON).json()["code"] == "E707"


def test_a_decision_carries_the_name_of_who_signed_in(writable: TestClient) -> None:
    session = writable.post("/v1/sessions", json={"name": "Ada Lovage", "token": TOKEN}).json()
    event = first_event(writable)
    asked = {"what": "correct", "words": [event, "killed", "8"], "why": "seen at the scene"}
    made = writable.post("/v1/decisions", json=asked, headers={"authorization": f"Bearer {session['token']}"})
    assert msgspec.convert(made.json(), Decision).by == "Ada Lovage"
    answer = writable.get(f"/v1/events/{event}").json()
    entry = next(e for e in answer["entries"] if e["slot"] == "killed")
    assert entry["readings"][entry["preferred"]]["value"]["low"] == 8
    assert answer["machine"]
    assert answer["decisions"][0]["why"] == "seen at the scene"
    wrong = writable.post("/v1/decisions", json={**asked, "words": [event, "killed", "many"]})
    assert wrong.status_code == 422
    assert wrong.json()["code"] in ("E014", "E015")


def test_an_event_that_merged_away_leads_to_where_it_is(writable: TestClient) -> None:
    page = writable.get("/v1/events").json()["items"]
    kept, gone = page[0]["id"], page[1]["id"]
    asked = {"what": "merge", "words": [kept, gone], "why": "one fire", "by": "Ada"}
    assert writable.post("/v1/decisions", json=asked).status_code == 200
    there = writable.get(f"/v1/events/{gone}")
    assert there.url.path == f"/v1/events/{kept}"
    shown = writable.get(f"/events/{gone}")
    assert "is now part of this event" in shown.text
    assert gone in shown.text


def test_a_report_can_be_forgotten_for_a_reason(writable: TestClient) -> None:
    assert writable.delete("/v1/reports/rtl").status_code == 422
    assert writable.delete("/v1/reports/rtl", params={"why": "asked to"}).json()["report"] == "rtl"
    assert writable.get("/v1/reports/rtl").status_code == 404


def test_the_description_names_every_shape_that_it_uses(client: TestClient) -> None:
    described = client.get("/v1/openapi.json").json()
    known = described["components"]["schemas"]
    wanted = {
        word.rsplit("/", 1)[-1]
        for word in json.dumps(described).split('"')
        if word.startswith("#/components/schemas/")
    }
    assert wanted <= set(known)
    assert {"Event", "Claim", "Entry", "Failure", "DecisionRequest"} <= set(known)


def test_an_export_is_the_same_as_that_of_the_command_line(client: TestClient, record_path: object) -> None:
    import variorum

    here = b"".join(variorum.export(variorum.open_record(str(record_path))))
    assert client.get("/v1/export").content == here
    assert msgspec.json.decode(here.splitlines()[1], type=RecordLine)


def test_an_event_is_an_event(client: TestClient) -> None:
    items = client.get("/v1/events").json()["items"]
    assert all(isinstance(msgspec.convert(item, RecordLine), Event) for item in items)


def test_an_unknown_parameter_is_told_with_the_nearest_name(client: TestClient) -> None:
    assert client.get("/v1/events?staus=contested").json()["hint"] == "did you mean status?"
    assert "cursor=" in client.get("/v1/claims?next=abc").json()["hint"]

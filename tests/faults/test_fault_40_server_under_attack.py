"""Fault 40: what a server must refuse: open addresses without a token, other sites, old sessions, floods."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.serving import TOKEN, make_record
from variorum.api import Server
from variorum.api.signing import HOURS, Signer
from variorum.errors import RequestError
from variorum.serving import serve


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_record(tmp_path_factory.mktemp("attacked"))


@pytest.fixture
def client(path: Path, tmp_path: Path) -> Iterator[TestClient]:
    copy = shutil.copy(path, tmp_path / "copy.db")
    server = Server(copy, token=TOKEN, largest_body=10_000)
    yield TestClient(server.app, raise_server_exceptions=False, base_url="http://127.0.0.1:8765")
    server.close()


def test_an_open_address_without_a_token_is_refused(path: Path) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.1", "desk.example"):  # noqa: S104 - refused before anything is bound
        with pytest.raises(RequestError, match="E701"):
            serve(path, host=host)


def test_where_others_can_reach_the_server_reading_needs_the_token(path: Path) -> None:
    server = Server(path, token=TOKEN, hosts=None, is_open=False)
    client = TestClient(server.app, raise_server_exceptions=False)
    assert client.get("/v1/events").json()["code"] == "E702"
    assert client.get("/", follow_redirects=False).headers["location"] == "/signin"
    assert client.get("/signin").status_code == 200
    assert client.get("/v1/events", headers={"authorization": f"Bearer {TOKEN}"}).status_code == 200
    client.post("/signin", data={"name": "Ada", "token": TOKEN})
    assert client.get("/").status_code == 200
    server.close()


def test_a_name_pointed_at_this_machine_is_refused(client: TestClient) -> None:
    answer = client.get("/", headers={"host": "evil.example"})
    assert answer.status_code == 403
    assert answer.json()["code"] == "E705"
    assert client.get("/", headers={"host": "localhost:99"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://["},
    ],
)
@pytest.mark.parametrize("address", ["/v1/reports", "/v1/decisions", "/review", "/signin", "/signout"])
def test_a_write_from_another_site_is_refused(
    client: TestClient, address: str, headers: dict[str, str]
) -> None:
    signed = {"authorization": f"Bearer {TOKEN}", **headers}
    answer = client.post(address, content=b"x", headers=signed)
    assert answer.status_code == 403
    assert answer.json()["code"] == "E704"


def test_the_pages_own_forms_are_taken(client: TestClient) -> None:
    own = {"origin": "http://127.0.0.1:8765", "sec-fetch-site": "same-origin"}
    answer = client.post("/signin", data={"name": "Ada", "token": TOKEN}, headers=own, follow_redirects=False)
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    event = client.get("/v1/events?type=explosion").json()["items"][0]["id"]
    form = {"what": "correct", "word": [event, "killed", "7"], "why": "seen"}
    assert client.post("/review", data=form, headers=own, follow_redirects=False).status_code == 303
    assert "Ada" in client.get("/review").text


def test_a_session_that_has_ended_is_refused(client: TestClient) -> None:
    now = [1_000_000.0]
    signer = Signer(TOKEN, clock=lambda: now[0])
    session = signer.sign_in("Ada", TOKEN)
    assert signer.check(session).name == "Ada"
    now[0] += HOURS * 3600 + 1
    with pytest.raises(RequestError, match="E703"):
        signer.check(session)
    old = client.post("/v1/reports", content=b"x", headers={"authorization": f"Bearer {session}"})
    assert old.status_code == 401
    assert old.json()["code"] == "E703"


@pytest.mark.parametrize(
    "forged", ["QWRh.99999999999.0", "QWRh..", "..", "QWRh.99999999999." + "0" * 64, "é.1.x"]
)
def test_a_forged_session_is_refused(forged: str) -> None:
    with pytest.raises(RequestError, match="E702"):
        Signer(TOKEN).check(forged)


def test_nobody_can_decide_without_signing_in(client: TestClient) -> None:
    form = {"what": "undo", "word": "decision-1", "why": "x"}
    assert client.post("/review", data=form).status_code == 401
    assert client.post("/v1/decisions", json={}).status_code == 401
    assert client.delete("/v1/reports/rtl", params={"why": "x"}).status_code == 401


def test_a_large_body_is_refused_whether_its_length_is_said_or_not(client: TestClient) -> None:
    signed = {"authorization": f"Bearer {TOKEN}"}

    def parts() -> Iterator[bytes]:
        for _ in range(100):
            yield b"x" * 1000

    for body in (b"x" * 100_000, parts()):
        answer = client.post("/v1/reports", content=body, headers=signed)
        assert answer.status_code == 413
        assert answer.json()["code"] == "E706"


def test_an_endless_address_is_refused(client: TestClient) -> None:
    assert client.get("/search?q=" + "x" * 20_000).status_code == 414


def test_a_costly_question_is_refused_and_says_so(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("variorum.api.routes.MOST_WHOLE", 3)
    for address in ("/v1/export", "/v1/check", "/v1/diff?before=2024-03-04&after=2024-03-05"):
        answer = client.get(address)
        assert answer.status_code == 413
        assert answer.json()["code"] == "E709"
        assert "command line" in answer.json()["hint"]


def test_what_is_cut_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("variorum.api.answers.MOST_FOUND", 2)
    monkeypatch.setattr("variorum.api.answers.MOST_SAID", 1)
    assert "cut" in client.get("/v1/search", params={"q": "the"}).json()["cut"]
    voice = next(v for v in client.get("/v1/voices").json()["items"] if v["name"] == "fire service")
    answer = client.get(f"/v1/voices/{voice['id']}").json()
    assert len({claim["report"] for claim in answer["claims"]}) == 1
    assert "cut" in answer["cut"]


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(client: TestClient, back: str) -> None:
    form = {"name": "Ada", "token": TOKEN, "back": back}
    answer = client.post("/signin", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/review"

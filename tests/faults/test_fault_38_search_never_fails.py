"""Fault 38: whatever is searched, sorted or filtered for, the answer is a list or a refusal, never a 500."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from tests.serving import make_record
from variorum.api import Server

QUERIES = [
    "don't",
    '"',
    "AND",
    "' OR 1=1--",
    "a*",
    "NEAR(a b)",
    "multi-agent",
    "title:fire",
    "(",
    "-",
    "🚑",
    "é",
    "\\",
]


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    server = Server(make_record(tmp_path_factory.mktemp("search")), hosts=None)
    yield TestClient(server.app, raise_server_exceptions=False)
    server.close()


@pytest.mark.parametrize("query", QUERIES)
def test_signs_of_query_languages_are_words_or_nothing(client: TestClient, query: str) -> None:
    for path in ("/search", "/search.json", "/search.csv", "/v1/search"):
        assert client.get(path, params={"q": query}).status_code == 200


def test_words_are_found_whatever_their_accents_and_case(client: TestClient) -> None:
    for query in ("CAFE blast", "café", "cafe\u0301", "naive mayor"):
        found = client.get("/v1/search", params={"q": query}).json()
        assert [f["report"]["id"] for f in found["items"]] == ["accents"], query


def test_the_words_found_are_marked_at_their_places(client: TestClient) -> None:
    found = client.get("/v1/search", params={"q": "blast"}).json()["items"]
    for item in found:
        assert {item["snippet"][a:b].lower() for a, b in item["marks"]} == {"blast"}


@pytest.mark.parametrize(
    "sort", ["reports", "newest", "oldest", "id", "id; DROP TABLE line", "''", "__class__"]
)
def test_an_order_is_of_the_list_or_refused(client: TestClient, sort: str) -> None:
    known = sort in ("reports", "newest", "oldest", "id")
    assert client.get("/events.json", params={"sort": sort}).status_code == (200 if known else 422)


@pytest.mark.parametrize("page", ["0", "-1", "9999", "1e9", "x", "99999999999999999999", "٣"])
def test_a_page_that_is_none_has_its_words(client: TestClient, page: str) -> None:
    for path in ("/", "/conflicts"):
        answer = client.get(path, params={"page": page})
        assert answer.status_code in (404, 422)
        assert "E70" in answer.text


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["type", "place", "status", "outlet", "voice", "day", "sort", "page", "as_of", "q"]),
    st.text(),
)
def test_any_words_in_any_part_of_an_address_are_answered(client: TestClient, name: str, words: str) -> None:
    for path in ("/events.json", "/v1/search", "/v1/events"):
        assert client.get(path, params={name: words.encode("utf-8", "replace").decode()}).status_code < 500

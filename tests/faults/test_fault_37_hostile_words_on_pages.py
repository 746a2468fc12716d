"""Fault 37: scripts, handlers and addresses that run, in any field of a report, are shown as text."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.serving import HOSTILE, make_record
from variorum.api import Server

TAGS = {
    "script",
    "img",
    "iframe",
    "object",
    "embed",
    "style",
    "base",
    "foreignobject",
    "image",
    "use",
    "audio",
}


class Seen(HTMLParser):
    """Collects the tags and attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    server = Server(make_record(tmp_path_factory.mktemp("hostile")), hosts=None)
    yield TestClient(server.app, raise_server_exceptions=False)
    server.close()


def pages(client: TestClient) -> Iterator[tuple[str, str]]:
    events = [e["id"] for e in client.get("/v1/events").json()["items"]]
    voices = [v["id"] for v in client.get("/v1/voices").json()["items"]]
    reports = [r["id"] for r in client.get("/v1/reports").json()["items"]]
    from variorum.web.drawing import address_of

    addresses = [
        "/",
        "/conflicts",
        "/review",
        "/signin",
        f"/search?q={HOSTILE}",
        "/docs",
        f"/nowhere/{HOSTILE}",
    ]
    addresses += [address_of("events", e) for e in events] + [address_of("voices", v) for v in voices]
    addresses += [address_of("reports", r) for r in reports]
    addresses += [
        f"/?outlet={HOSTILE}&type={HOSTILE}&voice={HOSTILE}",
        f"/signin?back=//evil.example/{HOSTILE}",
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code in (200, 404), address
        policy = answer.headers["content-security-policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        yield address, answer.text


def test_no_page_runs_or_loads_what_a_report_says(client: TestClient) -> None:
    shown = 0
    for address, page in pages(client):
        seen = Seen()
        seen.feed(page)
        for tag, attributes in seen.tags:
            assert tag not in TAGS or attributes == {"src": "/static/keys.js", "defer": None}, (address, tag)
            for name, value in attributes.items():
                assert not name.startswith("on"), (address, name)
                assert name != "style", address
                if name in ("href", "src", "action"):
                    words = (value or "").lower()
                    outside = words.startswith(("http://", "https://"))
                    assert outside or words.startswith(("/", "#", "?")), (address, value)
                    assert not words.startswith("//"), (address, value)
                    assert not (outside and tag not in ("a",)), (address, value)
        shown += page.count("&lt;script&gt;")
    assert shown > 3


def test_nothing_is_loaded_from_elsewhere(client: TestClient) -> None:
    for path in ("/static/style.css", "/pictures.css", "/static/keys.js", "/static/icon.svg"):
        text = client.get(path).text
        assert not re.search(r"(url\(|@import|src=|fetch\(|https?://(?!www\.w3\.org))", text), path


def test_no_path_leads_out_of_the_static_files(client: TestClient) -> None:
    for path in (
        "/static/../pages.py",
        "/static/%2e%2e/pages.py",
        "/static/..%2fpages.py",
        "/static//etc/passwd",
    ):
        assert client.get(path).status_code == 404


def test_templates_hold_no_inline_script_style_or_unescaped_value() -> None:
    import variorum.web

    for path in (Path(variorum.web.__file__).parent / "templates").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\|\s*safe|autoescape\s+false|\son[a-z]+=|\sstyle=|<style|javascript:", text), (
            path
        )

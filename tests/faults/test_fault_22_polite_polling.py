"""Fault 22: 429, Retry-After and robots are obeyed, huge feeds are cut, the state outlives the program."""

from http.server import BaseHTTPRequestHandler
from pathlib import Path

from tests.faults.serving import body, served
from variorum.ingest.feed import parse_feed
from variorum.ingest.watch import Clock, load_state, poll, save_state
from variorum.model.report import Document, Reject
from variorum.settings import Settings

ALLOWED = Settings(allow_hosts=("127.0.0.1",))
ITEM = "<item><title>{0}</title><link>https://osk.example/{0}</link><description>{1}</description></item>"


def feed(**items: str) -> bytes:
    entries = "".join(ITEM.format(name, text) for name, text in items.items())
    return f'<rss version="2.0"><channel><title>Osk Post</title>{entries}</channel></rss>'.encode()


def poll_once(url: str, path: Path, at: float) -> list[Document | Reject]:
    state = load_state(path)
    found: list[Document | Reject] = []
    for polled in poll([url], state, ALLOWED, Clock(lambda: at, lambda seconds: None)):
        found += polled.items
        state.feeds[polled.url] = polled.state
        save_state(state, path)
    return found


def test_only_what_changed_is_read_and_the_state_survives(tmp_path: Path) -> None:
    content = {"now": feed(a="Rain fell.", b="Wind blew.")}

    def answer(request: BaseHTTPRequestHandler) -> None:
        tag = f'"{len(content["now"])}"'
        if request.headers.get("If-None-Match") == tag:
            body(b"", 304)(request)
        else:
            body(content["now"], ETag=tag)(request)

    with served({"/rss": answer}) as (base, seen):
        url, state = f"{base}/rss", tmp_path / "state.json"
        assert len(poll_once(url, state, 0)) == 2
        assert poll_once(url, state, 10) == []
        assert poll_once(url, state, 2_000) == []
        assert seen[-1][1]["if-none-match"]
        content["now"] = feed(a="Rain fell.", b="Wind blew hard.", c="Snow fell.")
        changed = [d.given["title"] for d in poll_once(url, state, 4_000) if isinstance(d, Document)]
        assert changed == ["b", "c"]
        assert sum(path == "/rss" for path, _ in seen) == 3


def test_retry_after_is_obeyed_across_restarts(tmp_path: Path) -> None:
    with served({"/rss": body(b"", 429, Retry_After="40000")}) as (base, seen):
        url, state = f"{base}/rss", tmp_path / "state.json"
        assert [r.code for r in poll_once(url, state, 0) if isinstance(r, Reject)] == ["E135"]
        assert poll_once(url, state, 39_000) == []
        assert sum(path == "/rss" for path, _ in seen) == 1
        assert len(poll_once(url, state, 41_000)) == 1


def test_robots_refusal_is_obeyed(tmp_path: Path) -> None:
    paths = {"/robots.txt": body(b"User-agent: *\nDisallow: /rss"), "/rss": body(feed(a="Rain fell."))}
    with served(paths) as (base, seen):
        found = poll_once(f"{base}/rss", tmp_path / "state.json", 0)
        assert [r.code for r in found if isinstance(r, Reject)] == ["E136"]
        assert all(path != "/rss" for path, _ in seen)


def test_a_feed_without_end_is_cut_and_says_so() -> None:
    many = feed(**{f"n{n}": "Rain." for n in range(10_050)})
    documents, left_out = parse_feed(many, "rss", {})
    assert len(documents) == 10_000
    assert left_out == 50

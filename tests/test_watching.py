"""`watch`: a real feed on loopback, polled twice; only what changed in the record is told."""

import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from tests.cli.test_commands import run
from tests.faults.serving import body, served
from variorum.errors import InputError
from variorum.ingest.watch import Clock, list_feeds, load_state
from variorum.settings import Settings
from variorum.store import Archive
from variorum.watching import Watch, Watched

ALLOWED = Settings(allow_hosts=("127.0.0.1",), attribution="rules")
NOON = 1_715_004_000.0  # 6 May 2024, 14:00 UTC
RSS = '<rss version="2.0"><channel><title>{0}</title>{1}</channel></rss>'
ITEM = (
    "<item><title>{title}</title><link>https://{host}/{name}</link><pubDate>{day}</pubDate>"
    "<description>{text}</description></item>"
)
FIRST = {
    "title": "Dam collapses above Tellin",
    "text": "12 people were killed when a dam collapsed above Tellin on Monday, the governor said.",
    "day": "Mon, 06 May 2024 10:00:00 GMT",
    "name": "a",
    "host": "alder.example",
}
SECOND = {
    "title": "More dead after dam collapse at Tellin",
    "text": "15 people were killed when a dam collapsed above Tellin on Monday, the governor said.",
    "day": "Mon, 06 May 2024 14:00:00 GMT",
    "name": "b",
    "host": "birch.example",
}


class Feeds:
    """Two feeds whose entries can be changed while they are served."""

    def __init__(self) -> None:
        self.entries: dict[str, list[dict[str, str]]] = {"alder": [FIRST], "birch": []}

    def answer(self, name: str, title: str) -> object:
        def answer(request: BaseHTTPRequestHandler) -> None:
            items = "".join(ITEM.format(**entry) for entry in self.entries[name])
            tag = f'"{zlib.crc32(items.encode())}"'
            if request.headers.get("If-None-Match") == tag:
                body(b"", 304)(request)
            else:
                body(RSS.format(title, items).encode(), ETag=tag)(request)

        return answer


@contextmanager
def two_feeds(folder: Path) -> Iterator[tuple[Feeds, Path, list[tuple[str, dict[str, str]]]]]:
    feeds = Feeds()
    paths = {"/alder": feeds.answer("alder", "Alder Post"), "/birch": feeds.answer("birch", "Birch Times")}
    with served(paths) as (base, seen):  # type: ignore[arg-type]
        outlines = "".join(f'<outline xmlUrl="{base}{path}"/>' for path in paths)
        path = folder / "feeds.opml"
        path.write_text(f'<opml version="2.0"><body>{outlines}</body></opml>')
        yield feeds, path, seen


def one_round(opml: Path, folder: Path, at: float, story: str | None = None) -> Watched:
    clock = Clock(lambda: NOON + at, lambda seconds: None)
    plan = Watch(list_feeds(opml, ALLOWED), folder / "state.json", ALLOWED, story, clock=clock)
    with Archive(str(folder / "a.db")) as archive:
        return plan.round(archive)


def test_a_feed_polled_twice_tells_only_what_changed(tmp_path: Path) -> None:
    with two_feeds(tmp_path) as (feeds, opml, seen):
        first = one_round(opml, tmp_path, 0)
        assert len(first.added.new) == 1
        assert any("new event" in news.line for news in first.news)
        assert "Alder Post" in first.news[0].line
        again = one_round(opml, tmp_path, 700)
        assert (again.asked, again.added.new, again.news) == (2, (), ())
        assert seen[-1][1]["if-none-match"]
        feeds.entries["birch"].append(SECOND)
        lines = [news.line for news in one_round(opml, tmp_path, 1400).news]
    told = lines[0]
    assert told.startswith("Birch Times raised killed from 12 to 15, citing governor")
    assert not any(line.startswith("Alder Post") for line in lines)


def test_an_outlet_that_raises_its_figure_is_told_before_those_who_repeat_the_old_one(tmp_path: Path) -> None:
    lead = "A dam above the town of Tellin collapsed on Monday, "
    first = {**FIRST, "text": f"{lead}killing four people and leaving 30 missing, the governor said."}
    second = {
        **SECOND,
        "text": f"{lead}and 30 people are missing, the governor said. Four people were killed.",
    }
    with two_feeds(tmp_path) as (feeds, opml, _):
        feeds.entries = {"alder": [first], "birch": [second]}
        one_round(opml, tmp_path, 0)
        wires = [{**first, "name": f"wire{n}", "title": "Wire: dam collapses above Tellin"} for n in range(2)]
        raised = {**second, "text": second["text"].replace("30", "45")}
        feeds.entries = {"alder": [first, *wires], "birch": [raised]}
        lines = [news.line for news in one_round(opml, tmp_path, 700).news]
    told = next(line for line in lines if "missing" in line)
    raising = "Birch Times raised missing from 30 to 45, citing governor; Alder Post still 30"
    assert told == f"{raising} [accident: dam, Tellin]"
    repeated = [line for line in lines if " repeat" in line]
    assert len(repeated) == 1  # one line for all that copies say again
    assert "killed 4" in repeated[0]
    assert not any(
        "new event" in line for line in lines
    )  # though an earlier report came in, and its id moved


def test_a_host_that_is_refused_is_not_said_to_refuse_by_its_robots(tmp_path: Path) -> None:
    with two_feeds(tmp_path) as (_, opml, _seen):
        clock = Clock(lambda: NOON, lambda seconds: None)
        plan = Watch(
            list_feeds(opml, ALLOWED), tmp_path / "state.json", Settings(attribution="rules"), clock=clock
        )
        with Archive(str(tmp_path / "a.db")) as archive:
            rejects = plan.round(archive).added.rejects
    assert [reject.code for reject in rejects] == ["E131", "E131"]


def test_a_silently_edited_entry_is_told_as_a_changed_report(tmp_path: Path) -> None:
    with two_feeds(tmp_path) as (feeds, opml, _):
        one_round(opml, tmp_path, 0)
        edited = FIRST["text"].replace("12", "14")
        feeds.entries["alder"] = [{**FIRST, "text": edited}]
        lines = [news.line for news in one_round(opml, tmp_path, 700).news]
    told = next(line for line in lines if "changed its report" in line)
    assert "was: 12 people were killed" in told
    assert "now: 14 people were killed" in told


def test_only_the_story_asked_for_is_told(tmp_path: Path) -> None:
    fire = {
        **SECOND,
        "title": "Two hurt in fire",
        "text": "Two people were injured in a fire in Osk on Monday.",
    }
    with two_feeds(tmp_path) as (feeds, opml, _):
        feeds.entries["birch"].append(fire)
        watched = one_round(opml, tmp_path, 0, story="dam collapse")
    assert len(watched.added.new) == 2
    assert watched.news
    assert all("fire" not in news.line for news in watched.news)


def test_state_is_not_kept_when_adding_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise OSError("the disk is full")

    with two_feeds(tmp_path) as (_, opml, _):
        monkeypatch.setattr("variorum.watching.add_to", fail)
        with pytest.raises(OSError, match="full"):
            one_round(opml, tmp_path, 0)
        assert not any(known.seen for known in load_state(tmp_path / "state.json").feeds.values())
        monkeypatch.undo()
        assert len(one_round(opml, tmp_path, 1).added.new) == 1


def test_an_address_of_a_feed_needs_no_list_and_other_pages_are_refused(tmp_path: Path) -> None:
    paths = {"/rss": body(RSS.format("Alder Post", "").encode()), "/page": body(b"<html><p>Rain")}
    with served(paths) as (base, _):
        assert list_feeds(f"{base}/rss", ALLOWED) == [f"{base}/rss"]
        with pytest.raises(InputError, match="E140"):
            list_feeds(f"{base}/page", ALLOWED)
    with pytest.raises(InputError, match="E101"):
        list_feeds(tmp_path / "none.opml", ALLOWED)


def test_a_web_page_is_named_as_one_with_the_feeds_that_it_names(tmp_path: Path) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/news.rss">'
    page = f"<!DOCTYPE html><html><head>{link}</head><p>Rain</html>".encode()
    with served({"/page": body(page), "/bare": body(b"<!DOCTYPE html><html><p>Rain")}) as (base, _):
        with pytest.raises(InputError, match=f"is a web page, no feed.*{base}/news.rss"):
            list_feeds(f"{base}/page", ALLOWED)
        with pytest.raises(InputError, match="is a web page, no feed, and names none"):
            list_feeds(f"{base}/bare", ALLOWED)
        clock = Clock(lambda: NOON, lambda seconds: None)
        plan = Watch([f"{base}/page"], tmp_path / "state.json", ALLOWED, clock=clock)
        with Archive(str(tmp_path / "a.db")) as archive:
            (reject,) = plan.round(archive).added.rejects
    assert (reject.code, reject.hint) == ("E140", f"watch {base}/news.rss")


def test_a_host_that_is_refused_was_not_asked_and_is_named_in_every_round(tmp_path: Path) -> None:
    with two_feeds(tmp_path) as (_, opml, seen):
        for _round in range(2):
            done = run("--record", "a.db", "watch", str(opml), "--once", cwd=tmp_path)
            assert done.returncode == 1
            assert "no feed was asked: 2 feeds refused" in done.stderr
            assert done.stderr.count("E131") == 2
        assert seen == []


def test_an_edited_entry_is_no_further_witness_of_what_it_says_again(tmp_path: Path) -> None:
    text = "A bomb killed {} people at a market in Baidoa on Monday, police said."
    entry = {**FIRST, "title": "Blast in Baidoa"}
    with two_feeds(tmp_path) as (feeds, opml, _):
        feeds.entries["alder"] = [{**entry, "text": text.format("four")}]
        one_round(opml, tmp_path, 0)
        feeds.entries["alder"] = [{**entry, "text": text.format("seven")}]
        lines = [news.line for news in one_round(opml, tmp_path, 700).news]
    assert any("raised killed from 4 to 7" in line for line in lines), lines
    assert not any(f"also says {slot}" in line for line in lines for slot in ("time", "place", "instrument"))


def test_the_command_prints_news_as_data_and_a_dry_run_asks_nobody(tmp_path: Path) -> None:
    (tmp_path / "variorum.toml").write_text('allow_hosts = ["127.0.0.1"]\nattribution = "rules"\n')
    with two_feeds(tmp_path) as (_, opml, seen):
        dry = run("watch", opml.name, "--dry-run", cwd=tmp_path)
        assert dry.returncode == 0, dry.stderr
        assert dry.stdout.count("/alder") == 1
        assert seen == []
        done = run("watch", opml.name, "--once", "--jsonl", cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        assert "Alder Post" in rows[0]["line"]
        assert "2 feeds asked, 1 new report\n" in done.stderr
        quiet = run("watch", opml.name, "--once", cwd=tmp_path)
        assert quiet.stdout == ""
        assert "no feed was due; the next is due at " in quiet.stderr

"""The library's own words over HTTP."""

import shutil
from pathlib import Path

import httpx
import pytest

import variorum
from tests.serving import TOKEN, serving
from variorum.connecting import Connection
from variorum.errors import InputError, RequestError, UsageError


@pytest.fixture(scope="module")
def there(record_path: Path):  # type: ignore[no-untyped-def]
    with serving(record_path) as url, variorum.connect(url) as connection:
        yield connection


def test_the_same_words_give_the_same_things(there: Connection, record_path: Path) -> None:
    here = variorum.open_record(record_path)
    for view in here.events:
        assert there.show(view.id).event == view.line  # type: ignore[union-attr]
    event = here.events[0].id
    assert [e.slot for e in there.why(event, "type").entries] == [
        e.line.slot for e in variorum.why(here, event, "type")
    ]
    assert there.search("terminal").total == variorum.search(here, "terminal").total
    assert b"".join(there.export()) == b"".join(variorum.export(here))
    assert [c.id for c in there.list("claims")] == [c.id for c in here.claims]
    assert there.diff("2024-03-04", "2024-03-05") == variorum.diff(here, "2024-03-04", "2024-03-05")
    assert there.summary().counts["report"] == len(here.reports)


def test_errors_are_those_of_the_library(there: Connection) -> None:
    with pytest.raises(UsageError, match="E011"):
        there.show("nothing")
    with pytest.raises(RequestError, match="E702"):
        there.decide("undo", "decision-1", by="Ada", why="no")
    with pytest.raises(InputError, match="E101"):
        there.add("no-such-file.jsonl")
    with pytest.raises(UsageError, match="E001"):
        list(there.list("things"))


def test_a_server_that_is_not_there_is_said() -> None:
    with pytest.raises(RequestError, match="E715"), variorum.connect("http://127.0.0.1:9") as nobody:
        nobody.summary()


def test_what_is_no_server_of_ours_is_said() -> None:
    odd = httpx.MockTransport(lambda _: httpx.Response(200, text="<html>"))
    with pytest.raises(RequestError, match="E715"):
        variorum.connect("http://odd.example", transport=odd).summary()
    broken = httpx.MockTransport(lambda _: httpx.Response(502, text="bad gateway"))
    with pytest.raises(RequestError, match="answered 502"):
        variorum.connect("http://odd.example", transport=broken).summary()


def test_reports_and_decisions_can_be_sent(record_path: Path, tmp_path: Path) -> None:
    sent = tmp_path / "one.jsonl"
    sent.write_text('{"id": "sent", "text": "A fire in Lisk killed 2 people.", "date": "2024-05-01"}\n')
    path = Path(shutil.copy(record_path, tmp_path / "copy.db"))
    with serving(path) as url, variorum.connect(url, TOKEN) as far:
        assert far.add(sent).new == ("sent",)
        event = next(iter(far.list("events", type="explosion"))).id
        made = far.decide("correct", event, "killed", "9", by="Ada", why="counted")
        assert (made.by, made.about) == ("Ada", (event,))
        assert far.forget("sent", why="a test")["why"] == "a test"


def test_a_report_whose_id_has_slashes_is_found(tmp_path: Path) -> None:
    line = '{"id": "desk/2025/7", "date": "2025-01-10", "text": "Two men were killed in Lima on Thursday."}\n'
    (tmp_path / "reports.jsonl").write_text(line, encoding="utf-8")
    here = variorum.add(tmp_path / "reports.jsonl", record=tmp_path / "r.db")
    with serving(tmp_path / "r.db") as url, variorum.connect(url) as connection:
        shown = connection.show("desk/2025/7")
        assert shown.report == here.reports[0].line  # type: ignore[union-attr]

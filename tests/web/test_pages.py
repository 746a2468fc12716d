"""The pages in a browser: marks, slider, keys, permalinks, accessibility, no scripts."""

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import httpx
import pytest

import variorum
from tests.serving import ACCENTED, TOKEN, first_event, serving

PAGES = (
    "overview",
    "event",
    "event as of",
    "report",
    "accents",
    "voice",
    "conflicts",
    "search",
    "review",
    "docs",
)
HEAVIEST = 300_000


def addresses(site: str) -> dict[str, str]:
    with httpx.Client(base_url=site) as client:
        event = first_event(client, type="explosion")
        voice = next(v["id"] for v in client.get("/v1/voices").json()["items"] if v["name"] == "fire service")
    return {
        "overview": "/",
        "event": f"/events/{event}",
        "event as of": f"/events/{event}?as_of=2024-03-05",
        "report": "/reports/ncw-2",
        "accents": "/reports/accents",
        "revisions": "/reports/second-text?against=first-text",
        "voice": f"/voices/{voice}",
        "conflicts": "/conflicts",
        "search": "/search?q=terminal",
        "review": f"/review?event={event}&slot=killed",
        "sign in": "/signin",
        "docs": "/docs",
        "reports": "/reports",
        "voices": "/voices",
        "stories": "/stories",
        "how to read": "/reading",
        "right to left": "/reports/rtl",
    }


@pytest.fixture(scope="session")
def at(site: str) -> dict[str, str]:
    return {name: site + path for name, path in addresses(site).items()}


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.slow)])
def test_no_page_has_a_serious_fault_of_accessibility(browser: Any, at: dict[str, str], scheme: str) -> None:
    axe_module = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe")
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    found = {}
    for name, address in at.items():
        page.goto(address)
        page.locator("details").evaluate_all("all => all.forEach(d => d.open = true)")
        result = axe_module.Axe().run(page)
        serious = [
            f"{v['id']}: {v['nodes'][0]['html'][:160]} {v['nodes'][0].get('failureSummary', '')[:300]}"
            for v in result.response["violations"]
            if v["impact"] in ("serious", "critical")
        ]
        if serious:
            found[name] = serious
    context.close()
    assert not found


def test_the_colours_of_the_dark_are_as_readable(browser: Any, at: dict[str, str]) -> None:
    axe_module = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe")
    context = browser.new_context(color_scheme="dark", bypass_csp=True)
    page = context.new_page()
    for name in ("overview", "event as of", "report"):
        page.goto(at[name])
        only = {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
        assert axe_module.Axe().run(page, options=only).response["violations"] == [], name
    context.close()


def test_no_page_says_anything_in_the_console_or_loads_from_elsewhere(page: Any, at: dict[str, str]) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    for address in at.values():
        page.goto(address)
        assert page.locator("h1").count() == 1, address
    site = at["overview"].rstrip("/")
    assert {url for url in asked if not url.startswith(site)} == set()


def test_every_page_is_light_and_works_at_twice_the_size_and_on_a_telephone(
    browser: Any, at: dict[str, str]
) -> None:
    for width in (320, 640):
        context = browser.new_context(viewport={"width": width, "height": 800})
        page = context.new_page()
        for name, address in at.items():
            size = len(page.goto(address).body())
            assert size < HEAVIEST, name
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, (name, width, wide)
        context.close()


def test_marks_stand_at_exactly_the_words_of_the_claims(page: Any, at: dict[str, str]) -> None:
    page.goto(at["accents"])
    answer = page.request.get(at["accents"] + ".json").json()
    text = answer["report"]["text"]
    assert ACCENTED in text
    assert page.locator(".page > .text").evaluate("e => e.textContent") == text
    killed = next(c for c in answer["claims"] if c["slot"] == "killed")
    words = page.evaluate(
        """id => Array.from(document.querySelectorAll(`.page > .text [data-claim~="${id}"]`))
            .map(e => e.textContent)""",
        killed["id"],
    )
    spans = [killed, *killed["more"]]
    assert sorted(words) == sorted(text[s["start"] : s["end"]] for s in spans)
    every = page.evaluate(
        "() => Array.from(document.querySelectorAll('.page > .text .source')).map(e => e.textContent)"
    )
    source = killed["chain"][-1]["source"]
    assert text[source["start"] : source["end"]] in "".join(every)


def test_a_link_to_a_claim_opens_at_its_words(page: Any, at: dict[str, str], site: str) -> None:
    answer = page.request.get(at["report"] + ".json").json()
    claim = next(c for c in answer["claims"] if c["slot"] == "injured")
    page.goto(f"{site}/claims/{claim['id']}")
    assert page.url.endswith(f"/reports/ncw-2?claim={claim['id']}#c-{claim['id']}")
    start, end = claim["start"], claim["end"]
    assert page.locator(".text .here").first.inner_text() == answer["report"]["text"][start:end]


def test_the_slider_shows_the_record_of_a_past_day_and_what_changed(page: Any, at: dict[str, str]) -> None:
    page.goto(at["event"])
    slider = page.locator(".range")
    assert slider.is_visible()
    slider.focus()
    with page.expect_navigation():
        slider.press("Home")
    assert "as_of=2024-03-04" in page.url
    with page.expect_navigation():
        page.locator(".range").press("ArrowRight")
    assert "as_of=2024-03-05" in page.url
    changed = page.locator(".changes li", has_text="killed").inner_text()
    assert "3 people" in changed
    assert "Ostrel Courier" in changed
    assert page.locator(".days [aria-current]").inner_text() == "2024-03-05"
    with page.expect_navigation():
        page.locator(".range").press("End")
    assert "as_of" not in page.url


def test_keys_lead_through_a_list_to_the_evidence(page: Any, at: dict[str, str], site: str) -> None:
    page.goto(at["overview"])
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator("tr.chosen-item th").inner_text().startswith("explosion")
    with page.expect_navigation():
        page.keyboard.press("o")
    assert "/events/" in page.url
    while "killed" not in (
        page.locator(".chosen-item h3").first.inner_text() if page.locator(".chosen-item").count() else ""
    ):
        page.keyboard.press("j")
    page.keyboard.press("l")
    first = page.locator("[data-reading].chosen-item h4").inner_text()
    page.keyboard.press("l")
    assert page.locator("[data-reading].chosen-item h4").inner_text() != first
    page.keyboard.press("h")
    assert page.locator("[data-reading].chosen-item h4").inner_text() == first
    with page.expect_navigation():
        page.keyboard.press("o")
    assert page.locator(".text .here").count() > 0
    page.keyboard.press("?")
    assert page.locator("dialog").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("fire j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=fire+j")


def test_c_copies_a_link_to_what_is_chosen(browser: Any, at: dict[str, str], site: str) -> None:
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    page = context.new_page()
    page.goto(at["event as of"])
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_function("document.getElementById('said').textContent.length > 0")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == at["event as of"] + "#cell-type"
    context.close()


def test_everything_is_there_without_scripts(browser: Any, at: dict[str, str]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(at["event"])
    assert page.locator(".range").is_hidden()
    page.locator("[name=as_of]").fill("2024-03-05")
    page.get_by_role("button", name="Show", exact=True).click()
    assert "as_of=2024-03-05" in page.url
    assert page.locator(".changes li").count() > 0
    page.goto(at["overview"])
    page.locator(".facets a", has_text="explosion").click()
    assert "type=explosion" in page.url
    page.locator("#q").fill("terminal")
    page.locator("#q").press("Enter")
    assert page.locator(".found li").count() > 2
    context.close()


def test_copies_are_folded_under_their_original(page: Any, at: dict[str, str]) -> None:
    page.goto(at["event"])
    copies = page.locator("#cell-killed .copies").first
    assert not copies.get_by_text("Harbour Post").is_visible()
    copies.locator("summary").click()
    assert copies.get_by_text("Harbour Post").is_visible()


def test_a_revision_is_shown_as_a_difference(page: Any, at: dict[str, str]) -> None:
    page.goto(at["revisions"])
    assert page.locator(".difference del").all_inner_texts() == ["300"]
    assert page.locator(".difference ins").all_inner_texts() == ["450"]


def test_words_from_right_to_left_keep_their_place(page: Any, at: dict[str, str]) -> None:
    page.goto(at["right to left"])
    assert page.locator("h1").get_attribute("dir") == "auto"
    assert page.locator(".kind bdi").inner_text() == "صحيفة"


def sheet_of(page: str) -> str:
    """Return the entry and its claims: what is above them lists the days, which grow."""
    return page.partition('<div class="sheet">')[2]


def test_a_link_stays_good_when_reports_are_added(page: Any, record_path: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(record_path, tmp_path / "grows.db"))
    with serving(path) as site:
        paths = addresses(site)
        with httpx.Client(base_url=site) as client:
            claim = client.get(paths["report"] + ".json").json()["claims"][2]
            before = sheet_of(client.get(paths["event as of"]).text)
        links = [paths["event"], paths["event as of"], f"/claims/{claim['id']}", paths["voice"]]
        more = tmp_path / "more.jsonl"
        row = {
            "id": "late",
            "outlet": "Late News",
            "date": "2024-03-12",
            "title": "Port Ostrel grain terminal blast",
            "text": "Six people died in the blast at the Port Ostrel grain terminal on March 4, police said.",
        }
        more.write_text(json.dumps(row) + "\n", encoding="utf-8")
        variorum.add(more, record=path).archive.close()
        for link in links:
            assert page.goto(site + link).status == 200
        page.goto(site + f"/claims/{claim['id']}")
        text = page.request.get(site + "/reports/ncw-2.json").json()["report"]["text"]
        assert page.locator(".text .here").first.inner_text() == text[claim["start"] : claim["end"]]
        assert sheet_of(httpx.get(site + paths["event as of"]).text) == before
        assert "Late News" in httpx.get(site + paths["event"]).text


def test_whoever_is_signed_in_can_correct_a_value_and_undo_it(
    page: Any, record_path: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(record_path, tmp_path / "decided.db"))
    with serving(path) as site:
        page.goto(site + addresses(site)["review"])
        page.locator("main").get_by_role("link", name="Sign in").click()
        page.get_by_label("Your name").fill("Ada Lovage")
        page.get_by_label("Token of this server").fill(TOKEN)
        page.locator("main").get_by_role("button", name="Sign in").click()
        page.get_by_label("Value").fill("8")
        page.get_by_label("Reason").first.fill("counted at the scene")
        page.get_by_role("button", name="Decide").click()
        assert "Decided" in page.locator("[role=status]").first.inner_text()
        page.goto(site + addresses(site)["event"])
        cell = page.locator("#cell-killed")
        assert cell.locator(".reading.preferred h4").inner_text() == "8 people"
        assert "Ada Lovage" in cell.inner_text()
        assert "before people decided: 6 people" in cell.inner_text()
        page.goto(site + "/review")
        page.locator(".undo input[name=why]").fill("a mistake")
        page.locator(".undo button").click()
        page.goto(site + addresses(site)["event"])
        assert page.locator("#cell-killed .reading.preferred h4").inner_text() == "6 people"


def test_a_record_that_cannot_be_shown_has_its_page_and_its_words(tmp_path: Path) -> None:
    from starlette.testclient import TestClient

    from variorum.api import Server
    from variorum.store import Archive

    empty = tmp_path / "empty.db"
    Archive(empty).close()
    newer = Path(shutil.copy(empty, tmp_path / "newer.db"))
    with sqlite3.connect(newer) as connection:
        connection.execute("UPDATE meta SET value = '999' WHERE key = 'schema'")
    connection.close()
    odd = tmp_path / "odd.db"
    odd.write_text("no database at all, but long enough to look at", encoding="utf-8")
    cases = {
        empty: (200, "variorum --record"),
        newer: (503, "E402"),
        odd: (503, "E403"),
        tmp_path / "no.db": (503, "E401"),
    }
    for path, (status, words) in cases.items():
        server = Server(path, hosts=None)
        client = TestClient(server.app, raise_server_exceptions=False)
        for address in ("/", "/conflicts"):
            answer = client.get(address)
            assert answer.status_code == status, path
            assert words in answer.text or address == "/conflicts"
        data = client.get("/v1/events")
        assert data.status_code == status
        assert status == 200 or (data.json()["code"] == words and data.headers["retry-after"])
        server.close()
    made = Server(tmp_path / "later.db", hosts=None)
    client = TestClient(made.app, raise_server_exceptions=False)
    assert client.get("/").status_code == 503
    Archive(tmp_path / "later.db").close()
    assert client.get("/").status_code == 200
    made.close()


def test_a_record_that_is_being_written_says_so(record_path: Path, tmp_path: Path) -> None:
    from starlette.testclient import TestClient

    from variorum.adding import made_by
    from variorum.api import Server
    from variorum.model.analysis import Analysis
    from variorum.model.report import Document, Report
    from variorum.settings import Settings
    from variorum.store import Archive, Stored

    path = Path(shutil.copy(record_path, tmp_path / "written.db"))
    with Archive(path) as archive:
        report = Report(id="on-the-way", sha256="0" * 64, text="Rain fell on Orvel.")
        stored = Stored(Document(b"Rain fell on Orvel.", "x", "text/plain"), report, Analysis())
        archive.put_reports([stored], made_by(Settings()))
        server = Server(path, hosts=None)
        client = TestClient(server.app)
        for address in ("/", "/conflicts"):
            assert "Reports are being added" in client.get(address).text
        assert client.get("/v1/record").json()["lists_are_current"] is False
        server.close()

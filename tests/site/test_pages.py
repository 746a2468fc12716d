"""The static site opens from a folder: every link leads somewhere, nothing is loaded, nothing is run."""

import io
import zipfile
from pathlib import PurePosixPath
from urllib.parse import unquote, urldefrag

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from tests.formats.making import EMPTY, NASTY, NOWHERE, bare, claim, full, report
from variorum.errors import ExportError
from variorum.formats import export_record
from variorum.marking import Mark, cut_words
from variorum.model.record import Decision, Derivation, Record, ReportLine
from variorum.model.value import Count
from variorum.site import pages_of
from variorum.site.book import Book, file_name
from variorum.site.stories import lineage_of

RECORDS = [full(), full(NOWHERE), bare(), EMPTY]
NAMES = ["full", "nowhere", "bare", "empty"]


def parsed(record: Record) -> dict[str, html.HtmlElement]:
    return {name: html.document_fromstring(data.decode()) for name, data in pages_of(record)}


@pytest.mark.parametrize("record", RECORDS, ids=NAMES)
def test_every_link_leads_to_a_page_and_a_place_on_it(record: Record) -> None:
    pages = parsed(record)
    ids = {name: set(page.xpath("//@id")) for name, page in pages.items()}
    for name, page in pages.items():
        assert len(ids[name]) == len(page.xpath("//@id")), f"an id stands twice in {name}"
        for address in page.xpath("//a/@href"):
            if address.startswith("https://tarn.example"):
                continue
            path, anchor = urldefrag(address)
            parts: list[str] = list(PurePosixPath(name).parent.parts) if path else [name]
            for part in PurePosixPath(unquote(path)).parts:
                parts = parts[:-1] if part == ".." else [*parts, part]
            target = "/".join(parts)
            assert target in pages, f"{name} leads to {address}"
            assert not anchor or anchor in ids[target], f"{name} leads to {address}"


@pytest.mark.parametrize("record", RECORDS, ids=NAMES)
def test_no_page_loads_or_runs_anything(record: Record) -> None:
    for name, page in parsed(record).items():
        loading = "//script|//link|//img|//iframe|//object|//embed|//form|//*[@src]|//*[local-name()='image']"
        assert not page.xpath(loading), name
        assert not page.xpath("//@*[starts-with(name(), 'on')]"), name
        assert not page.xpath("//@style"), f"{name}: the policy forbids styles of single elements"
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "url(" not in page.xpath("string(//style)")


def test_words_of_reports_stay_words() -> None:
    pages = parsed(full())
    page = pages["reports/r1.html"]
    assert not page.xpath("//main//b[text()='&amp;']")
    (text,) = page.xpath("//div[@class='text']")
    assert text.text_content() == full().reports[0].text
    label = pages["events/e1.html"].xpath("string(//h1)")
    assert label == f"attack: {NASTY}"


def test_an_address_that_is_not_of_the_web_leads_nowhere() -> None:
    record = full()
    first = msgspec.structs.replace(record.reports[0], url="javascript:alert(1)")
    page = parsed(msgspec.structs.replace(record, reports=(first, record.reports[1])))["reports/r1.html"]
    assert "javascript:alert(1)" in page.text_content()
    assert not [a for a in page.xpath("//a/@href") if a.startswith("javascript")]


def test_a_cell_shows_both_numbers_with_their_sentence_and_what_decided() -> None:
    page = parsed(full())["events/e1.html"]
    (cell,) = page.xpath("//details[@id='killed']")
    assert [mark.text_content() for mark in cell.xpath(".//mark[@class='value']")] == ["at least 5", "two"]
    assert cell.xpath(".//div[@class='why']//li")
    assert "contested" in cell.xpath("string(summary)")


def test_the_site_is_one_zip_and_the_same_twice() -> None:
    data = b"".join(export_record(full(), "site"))
    assert data == b"".join(export_record(full(), "site"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert {n.removeprefix("site/") for n in archive.namelist()} == {n for n, _ in pages_of(full())}


def test_half_a_record_gives_no_page() -> None:
    broken = msgspec.structs.replace(full(), voices=())
    with pytest.raises(ExportError, match="E507"):
        export_record(broken, "site")


@pytest.mark.parametrize("id_", ["../../etc/passwd", "con", "A", "a/b", "", "é", "x" * 200, "a.b"])
def test_a_strange_id_gives_a_plain_file_name(id_: str) -> None:
    assert file_name(id_).startswith("x-")
    assert len(file_name(id_)) == 18


def test_nothing_is_left_open() -> None:
    """A parser of HTML would mend it in silence; one of XML does not."""
    for name, data in pages_of(full()):
        page = etree.fromstring(data.removeprefix(b"<!doctype html>\n"))
        assert page.tag == "html", name


@settings(deadline=None, max_examples=60)
@given(
    st.text("ab<\n", max_size=12),
    st.lists(st.tuples(st.integers(-2, 14), st.integers(-2, 14), st.sampled_from("vsc")), max_size=6),
)
def test_cut_words_lose_nothing_and_mark_exactly(text: str, spans: list[tuple[int, int, str]]) -> None:
    pieces = cut_words(text, [Mark(a, b, kind) for a, b, kind in spans])
    assert "".join(piece.words for piece in pieces) == text
    for piece in pieces:
        for at in range(piece.start, piece.start + len(piece.words)):
            assert set(piece.kinds) == {kind for a, b, kind in spans if a <= at < b}


def _reports(*copies: tuple[str, str | None]) -> tuple[ReportLine, ...]:
    return tuple(
        report(id_, copy_of=of, published=f"2024-05-{n + 7:02}") for n, (id_, of) in enumerate(copies)
    )


def test_reports_hang_on_what_they_were_taken_from_and_never_in_a_ring() -> None:
    told = _reports(("a", "c"), ("b", "a"), ("c", "b"))
    record = msgspec.structs.replace(EMPTY, reports=told)
    (root,) = lineage_of(told, Book(record))
    assert (root.report, root.tie, root.branches[0].report, root.branches[0].branches[0].report) == (
        "a",
        "own",
        "b",
        "c",
    )


def test_a_passage_taken_over_is_a_partial_tie() -> None:
    told = _reports(("a", None), ("b", None))
    passage = Derivation(
        id="d",
        report="b",
        start=0,
        end=10,
        from_="a",
        from_start=0,
        from_end=10,
        how="edited",
        probability=0.5,
    )
    record = msgspec.structs.replace(EMPTY, reports=told, derivations=(passage,))
    (root,) = lineage_of(told, Book(record))
    (branch,) = root.branches
    assert (branch.tie, branch.unsure) == ("partial", True)


def test_many_claims_on_the_same_words_are_written_once_each() -> None:
    record = full()
    many = tuple(claim(f"m{n}", "killed", Count(low=2, high=2, unit="person"), "two") for n in range(300))
    pages = parsed(msgspec.structs.replace(record, claims=(*record.claims, *many)))
    assert len(pages["reports/r1.html"].xpath("//span[@class='anchor']")) == 306


def test_what_people_decided_is_told_with_its_author_and_reason() -> None:
    decided = Decision(
        id="d1", what="correct", about=("e1",), slot="killed", value=Count(low=3, high=3, unit="person"),
        by="R. Hale", at="2024-05-10T09:00:00+00:00", why="counted the names",
    )  # fmt: skip
    page = parsed(msgspec.structs.replace(full(), decisions=(decided,)))["events/e1.html"]
    (row,) = page.xpath("//h2[text()='Decided by people']/following::tr[td][1]")
    cells = [cell.text_content() for cell in row.xpath("td")]
    assert cells == [
        "2024-05-10",
        "R. Hale",
        "correct",
        "killed",
        "3 people",
        "",
        "counted the names",
        "standing",
    ]


def test_voices_of_one_name_are_told_apart_by_event_and_outlet() -> None:
    record = full()
    voices = tuple(msgspec.structs.replace(voice, name="police") for voice in record.voices)
    claims = (record.claims[0], msgspec.structs.replace(record.claims[1], report="r2"), *record.claims[2:])
    reports = (record.reports[0], msgspec.structs.replace(record.reports[1], outlet="Orvel Echo"))
    events = (msgspec.structs.replace(record.events[0], label="attack: Tarn"),)
    shared = msgspec.structs.replace(record, voices=voices, claims=claims, reports=reports, events=events)
    (page,) = (page for name, page in parsed(shared).items() if name.endswith("voices.html"))
    said = [head.text_content() for head in page.iter("summary")]
    assert sorted(words.partition(")")[0] for words in said) == [
        "police (attack: Tarn; Orvel Echo",
        "police (attack: Tarn; Tarn Post",
    ]


def test_the_tree_of_a_story_names_titles_and_how_they_hang_on_each_other() -> None:
    told = tuple(
        msgspec.structs.replace(line, id=f"{number}" * 32, title="Two die in Tarn")
        for number, line in enumerate(_reports(("a", None), ("b", None)))
    )
    told = (told[0], msgspec.structs.replace(told[1], copy_of=told[0].id))
    record = msgspec.structs.replace(EMPTY, reports=told)
    (page,) = (page for name, page in parsed(record).items() if name.endswith("stories.html"))
    (tree,) = page.find_class("tree")
    links = [(a.get("href"), a.text_content()) for a in tree.iter("a")]
    assert [address for address, _ in links] == [f"./reports/{id_ * 32}.html" for id_ in "01"]
    assert all(words.endswith("Two die in Tarn") for _, words in links)
    assert "(copy, 0% of its words)" in tree.text_content()
    (below,) = tree.xpath("./li/ul/li/a/@href")
    assert below == links[1][0]


def test_a_long_chain_of_copies_stays_in_its_order_and_on_the_page() -> None:
    names = [f"r{n:02}" for n in range(30)]
    told = _reports(*zip(names, [None, *names], strict=False))
    told = tuple(msgspec.structs.replace(r, published=f"2024-05-{n + 1:02}") for n, r in enumerate(told))
    page = parsed(msgspec.structs.replace(EMPTY, reports=told))["stories.html"]
    (tree,) = page.find_class("tree")
    assert [a.get("href") for a in tree.iter("a")] == [f"./reports/{name}.html" for name in names]
    assert max(len(list(a.iterancestors("ul"))) for a in tree.iter("a")) < 10


def test_each_cell_of_a_table_names_its_column_for_a_narrow_screen() -> None:
    page = parsed(full())["index.html"]
    (row,) = page.xpath("//tbody/tr")
    said = {cell.get("data-of") for cell in row.iter("td") if cell.text_content()}
    assert {"event", "kind", "stands", "reports"} <= said
    assert not page.xpath("//table/caption")  # it would be cut with the table


def test_the_cells_of_an_event_have_no_column_for_whom_they_are_of() -> None:
    page = parsed(full())["events/e1.html"]
    heads = [head.text_content() for head in page.xpath("//table[1]//th")][:4]
    assert heads == ["cell", "value", "stands", "witnesses"]


def test_lines_left_out_are_said_in_words() -> None:
    record = full()
    first = msgspec.structs.replace(record.reports[0], flags=("left_out:2", "no_date"))
    page = parsed(msgspec.structs.replace(record, reports=(first, record.reports[1])))["reports/r1.html"]
    assert "2 lines left out as no part of the article, no date" in page.text_content()

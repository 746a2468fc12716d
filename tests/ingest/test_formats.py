"""Every kind of input, told by its content, becomes documents with what its surroundings say of them."""

import csv
import io
import json
import sys
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.faults.reading import NOW, read, report_of
from tests.faults.serving import body, served
from tests.faults.warcs import pages, warc
from variorum.clean import make_report
from variorum.settings import Settings

SENTENCE = "The river Osk rose by two metres on Monday night and two people are missing, the mayor said. "
PAGE = (
    '<html><head><title>River rises | Osk Post</title><meta property="og:site_name" content="Osk Post">'
    '<meta property="article:published_time" content="2024-05-06T08:00:00Z"></head>'
    f"<body><article><h1>River rises</h1><p>{SENTENCE * 3}</p><p>{SENTENCE * 2}</p></article></body></html>"
)
ROWS = [
    {"body": "Rain fell on Osk.", "pubdate": "2024-05-02", "source": "Osk Post"},
    {"body": 'It "stopped", he said;\nthen it fell again.', "pubdate": "2024-05-03", "source": "Osk Post"},
]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_is_read_by_its_own_separator_with_columns_known_by_name(tmp_path: Path, separator: str) -> None:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(ROWS[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(ROWS)
    (tmp_path / "a.csv").write_text(out.getvalue())
    documents, rejects = read(tmp_path / "a.csv")
    assert rejects == []
    assert [d.given["text"] for d in documents] == [row["body"] for row in ROWS]
    assert documents[0].given["date"] == "2024-05-02"
    assert documents[0].given["outlet"] == "Osk Post"


def test_csv_columns_are_mapped_as_asked_and_a_missing_one_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("words,other\nRain fell on Osk.,x\n")
    asked = Settings(columns={"text": "words"})
    assert [d.given["text"] for d in read(tmp_path / "a.csv", settings=asked)[0]] == ["Rain fell on Osk."]
    (reject,) = read(tmp_path / "a.csv", settings=Settings(columns={"text": "boddy"}))[1]
    assert reject.code == "E120"
    assert "words, other" in reject.reason


def test_csv_in_the_old_charset_of_windows_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("text\nThe café burned.\n".encode("windows-1252"))
    assert read(tmp_path / "a.csv")[0][0].given["text"] == "The café burned."


def test_parquet_gives_a_document_a_row(tmp_path: Path) -> None:
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "a.parquet")
    documents, rejects = read(tmp_path / "a.parquet")
    assert rejects == []
    assert [d.where.rsplit(":", 1)[1] for d in documents] == ["1", "2"]
    assert [d.given["text"] for d in documents] == [row["body"] for row in ROWS]


def pdf(text: str) -> bytes:
    """Write the smallest PDF that shows a line of text."""
    stream = f"BT /F1 12 Tf 40 700 Td ({text}) Tj ET".encode()
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + head + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def test_pdf_gives_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.bin").write_bytes(pdf("Two boats sank off Tellin on Monday, police said."))
    (document,) = read(tmp_path / "a.bin")[0]
    report = make_report(document, NOW, Settings())
    assert report.text == "Two boats sank off Tellin on Monday, police said."


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing", pdf("")])
def test_a_broken_or_empty_pdf_is_named(data: bytes) -> None:
    with pytest.raises(Exception, match="E122"):
        report_of(data, "application/pdf")


def test_mhtml_gives_its_page_and_address(tmp_path: Path) -> None:
    parts = (
        "From: <Saved>\r\nSnapshot-Content-Location: https://osk.example/a\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; boundary="edge"\r\n\r\n--edge\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
        f"Content-Location: https://osk.example/a\r\n\r\n{PAGE}\r\n--edge\r\nContent-Type: image/png\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--edge--\r\n"
    )
    (tmp_path / "a.mhtml").write_bytes(parts.encode())
    (document,) = read(tmp_path / "a.mhtml")[0]
    report = make_report(document, NOW, Settings())
    assert (report.url, report.outlet, report.title) == ("https://osk.example/a", "Osk Post", "River rises")
    assert report.text.count("two metres") == 5


def test_a_page_saved_in_one_file_gives_the_address_it_was_saved_from() -> None:
    saved = "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://osk.example/b \n-->"
    report = report_of(PAGE.replace("<html>", saved), "text/html")
    assert report.url == "https://osk.example/b"
    assert report.published == "2024-05-06T08:00:00+00:00"


def test_wacz_gives_its_listed_pages_with_the_moment_of_capture(tmp_path: Path) -> None:
    listed = "\n".join(json.dumps({"url": f"https://osk.example/{n}"}) for n in (0, 2))
    with zipfile.ZipFile(tmp_path / "a.wacz", "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", warc(pages(3), packed=True))
        archive.writestr("pages/pages.jsonl", listed)
    documents, rejects = read(tmp_path / "a.wacz")
    assert rejects == []
    assert [d.given["url"] for d in documents] == ["https://osk.example/0", "https://osk.example/2"]
    assert all(str(d.given["received"]).endswith("+00:00") for d in documents)


def test_zip_gives_its_members_by_name(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b.txt", "Rain fell on Osk.")
        archive.writestr("a/c.html", PAGE)
        archive.writestr("__MACOSX/b.txt", "x")
    documents, rejects = read(tmp_path / "a.zip")
    assert rejects == []
    assert [(d.where.rsplit("!")[1], d.media_type) for d in documents] == [
        ("a/c.html", "text/html"),
        ("b.txt", "text/plain"),
    ]


def test_standard_input_is_told_by_its_content(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b'{"text": "Rain fell on Osk."}\n{"text": "It stopped."}\n'))
    monkeypatch.setattr(sys, "stdin", stdin)
    documents, _ = read("-")
    assert [d.given["text"] for d in documents] == ["Rain fell on Osk.", "It stopped."]
    assert documents[0].where == "<stdin>:1"


ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Osk Post</title><entry><title>River rises</title>'
    '<link href="https://osk.example/a"/><updated>2024-05-06T08:00:00Z</updated>'
    f'<author><name>Mina Joss</name></author><content type="html">&lt;p&gt;{SENTENCE}&lt;/p&gt;</content>'
    "</entry></feed>"
)


def test_a_feed_on_disk_gives_its_entries(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(ATOM)
    (document,) = read(tmp_path / "a.xml")[0]
    report = make_report(document, NOW, Settings())
    assert (report.outlet, report.title, report.authors) == ("Osk Post", "River rises", ("Mina Joss",))
    assert report.published == "2024-05-06T08:00:00+00:00"
    assert report.text == f"River rises\n\n{SENTENCE.strip()}"


def test_an_opml_list_gives_the_entries_of_its_feeds(tmp_path: Path) -> None:
    with served({"/rss": body(ATOM.encode())}) as (base, _):
        outlines = (
            f'<outline text="x"><outline xmlUrl="{base}/rss"/><outline xmlUrl="{base}/gone"/></outline>'
        )
        (tmp_path / "a.opml").write_text(f'<opml version="2.0"><body>{outlines}</body></opml>')
        documents, rejects = read(tmp_path / "a.opml", settings=Settings(allow_hosts=("127.0.0.1",)))
    assert [d.given["title"] for d in documents] == ["River rises"]
    assert [r.code for r in rejects] == ["E135"]


def test_an_address_gives_its_page_and_when_it_was_received() -> None:
    with served({"/a": body(PAGE.encode())}) as (base, _):
        (document,) = read(f"{base}/a", settings=Settings(allow_hosts=("127.0.0.1",)))[0]
    assert document.given["url"] == f"{base}/a"
    assert str(document.given["received"]).endswith("+00:00")
    assert make_report(document, NOW, Settings()).title == "River rises"


@pytest.mark.parametrize("id_", ["a\0b", "x" * 301, " ", "a\nb"])
def test_an_unfit_id_is_refused_by_name(tmp_path: Path, id_: str) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": id_, "text": "Rain fell."}) + '\n{"text": "Hail."}\n')
    documents, rejects = read(tmp_path / "a.jsonl")
    assert [d.given["text"] for d in documents] == ["Hail."]
    assert [r.code for r in rejects] == ["E108"]


def test_control_characters_in_fields_do_not_reach_the_report() -> None:
    report = report_of(
        b"{}", "application/json", text="Rain fell.", title="A\0 flood\x1b", outlet="Osk\0Post"
    )
    assert (report.title, report.outlet) == ("A flood", "OskPost")
    assert "\0" not in report.text


def test_a_stamp_of_receipt_that_cannot_be_read_is_told_not_believed(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "Rain fell on Osk.", "received": "yesterday"}\n')
    (document,) = read(tmp_path / "a.jsonl")[0]
    assert "received" not in document.given
    assert "received_unreadable" in make_report(document, NOW, Settings()).flags


def test_answer_of_a_news_service_gives_its_reports_with_the_names_of_their_outlets(tmp_path: Path) -> None:
    reports = [{"source": {"id": None, "name": "Osk Post"}, "author": "Mina Joss", "content": SENTENCE}]
    answer = {"status": "ok", "articles": [*reports, {**reports[0], "source": "Coast Wire"}]}
    for indent in (None, 1):
        (tmp_path / "a.json").write_text(json.dumps(answer, indent=indent))
        documents, rejects = read(tmp_path / "a.json")
        assert rejects == []
        assert [d.given["outlet"] for d in documents] == ["Osk Post", "Coast Wire"]
        assert documents[0].given["text"] == SENTENCE
    (tmp_path / "a.json").write_text(json.dumps({"articles": [{"title": "No text"}, *reports]}))
    documents, rejects = read(tmp_path / "a.json")
    assert (len(documents), [r.code for r in rejects]) == (1, ["E109"])


def test_row_whose_text_is_empty_is_named_as_such(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,date\n,2025-05-06\n")
    (reject,) = read(tmp_path / "a.csv")[1]
    assert (reject.code, reject.reason) == ("E109", "has an empty text")

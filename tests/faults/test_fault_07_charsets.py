"""Fault 7: wrong charsets, surrogates, NUL and byte order marks are decoded, and what was lost is counted."""

import codecs
import json

import pytest

from tests.faults.reading import read, report_of

TEXT = "The café at Tellin was destroyed by fire on Monday, the mayor said. No one was hurt."


@pytest.mark.parametrize(
    ("data", "flags"),
    [
        (TEXT.encode(), ()),
        (codecs.BOM_UTF8 + TEXT.encode(), ()),
        (TEXT.encode("windows-1252"), ("encoding:windows-1252",)),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), ("encoding:utf-16-le",)),
    ],
)
def test_text_is_read_in_its_charset(data: bytes, flags: tuple[str, ...]) -> None:
    report = report_of(data)
    assert report.text == TEXT
    assert report.flags == ("no_date", *flags)


def test_page_that_declares_a_wrong_charset_is_read_as_what_it_is() -> None:
    page = f'<meta charset="iso-8859-1"><title>Fire</title><p>{TEXT} {TEXT}</p><p>{TEXT}</p>'
    assert "café" in report_of(page, "text/html").text


def test_replacements_are_counted_and_controls_left_out() -> None:
    report = report_of(TEXT.encode()[:-1] + b" \xff\x00now, he added." + "é".encode() * 20)
    assert "replaced:1" in report.flags
    assert "\0" not in report.text


def test_lone_surrogate_in_json_is_replaced(tmp_path: object) -> None:
    line = json.dumps({"text": TEXT + " \ud83d"}).encode()
    report = report_of(line, "application/json", text=json.loads(line)["text"])
    report.text.encode("utf-8")
    assert "replaced:1" in report.flags
    assert read is not None

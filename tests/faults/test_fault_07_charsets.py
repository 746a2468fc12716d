"""Fault 7: wrong charsets, surrogates, NUL and byte order marks are decoded, and what was lost is counted."""

import codecs
import json
from pathlib import Path

import pytest

from tests.faults.reading import NOW, SMALL, read, report_of
from variorum.clean import make_report
from variorum.clean.decoding import decode

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


@pytest.mark.parametrize(
    ("charset", "words"),
    [
        ("iso-8859-1", "El niño murió en España. La explosión dañó la estación."),
        ("iso-8859-1", "A explosão matou três pessoas em São Jorel; os bombeiros não confirmaram."),
        ("iso-8859-1", "La città è stata evacuata perché il fiume è esondato; così ha detto l'autorità."),
        ("windows-1252", "Le gouvernement a déclaré que l'élève était blessé près de Besonçal."),
        ("windows-1252", "Die Behörden bestätigten, dass drei Männer flüchteten. Straße gesperrt."),
        ("windows-1252", "Tre mænd døde da båden sank ud for Ærle på mandag, oplyser politiet."),
        (
            "windows-1252",
            "“Three men died,” said the owner of the café in Götevik – the police’s only witness.",
        ),
        ("windows-1252", "The boat cost £500 and the water had 4°C."),
        ("windows-1250", "Trzech mężczyzn zginęło w wypadku pod Łodzimirem, poinformowała policja."),
        ("iso-8859-2", "Trzech mężczyzn zginęło w wypadku pod Łodzimirem, poinformowała policja."),
        ("windows-1250", "Tři muži zemřeli při výbuchu v Plzvici, uvedla policie."),
        ("windows-1250", "Három férfi meghalt, amikor a hajó elsüllyedt, közölte a rendőrség."),
        ("windows-1254", "Üç kişi çıkan yangında öldü, dedi polis. Yaralılar hastaneye kaldırıldı."),
        ("windows-1251", "Трое мужчин погибли при взрыве в Тверине, сообщила полиция."),
        ("koi8-r", "Трое мужчин погибли при взрыве в Тверине, сообщила полиция."),
        (
            "windows-1251",
            "Троє чоловіків загинули внаслідок вибуху, повідомила поліція. Її підтвердив мер.",
        ),
        ("windows-1256", "قتل ثلاثة رجال في انفجار وقع في المدينة يوم الاثنين، وقالت الشرطة إن خمسة أصيبوا."),
        ("windows-1255", "שלושה גברים נהרגו בפיצוץ בעיר, אמרה המשטרה. חמישה נפצעו."),
        ("windows-1253", "Τρεις άνδρες σκοτώθηκαν σε έκρηξη, ανακοίνωσε η αστυνομία."),
    ],
)
def test_charset_that_nobody_declared_is_the_one_that_makes_words(charset: str, words: str) -> None:
    for text in (words.partition(". ")[0], words, 30 * f"{words} "):
        assert decode(text.encode(charset)).text == text
    page = f"<title>News</title>{'<link rel=stylesheet href=a.css>' * 99}<p>{words}</p>".encode(charset)
    assert decode(page).text == page.decode(charset)


def test_few_valid_characters_do_not_make_a_text_utf_8() -> None:
    assert decode("The café’s owner said “no”.".encode("windows-1252")).text == "The café’s owner said “no”."


def test_table_in_another_charset_is_read_in_it_and_its_reports_say_so(tmp_path: Path) -> None:
    table = tmp_path / "osk.csv"
    words = "Trzech mężczyzn zginęło w wypadku pod Łodzimirem, poinformowała policja."
    table.write_bytes(f'text,date\n"{words}",2024-05-02\n'.encode("windows-1250"))
    (document,), _ = read(table)
    report = make_report(document, NOW, SMALL)
    assert report.text == words
    assert "encoding:windows-1250" in report.flags

"""Reports erased on request, and names masked in what is handed on."""

from pathlib import Path

import pytest

from shorts import tell
from tests.deciding.making import ann, record_at
from variorum import adding
from variorum.checking import check_archive
from variorum.errors import VariorumError
from variorum.functions import decisions, export, forget, search
from variorum.model.record import Header, Mention, Participant, Record, ReportLine, Voice
from variorum.redacting import MASK, redact
from variorum.settings import Settings


def test_an_erased_report_leaves_a_tombstone_and_nothing_else(address: str) -> None:
    record = record_at(address)
    word = record.reports["r0-3"].text.split()[-3]
    before = check_archive(record.archive)
    gone = forget(record, "r0-3", why="asked by her")
    assert gone.claims == 4
    assert "r0-3" not in {report.id for report in record.reports}
    assert "r0-3" not in {mention.report for event in record.events for mention in event.line.mentions}
    assert "r0-3" not in {hit.report for hit in search(record, word).hits}
    verdict = check_archive(record.archive)
    assert verdict.faults == ()
    assert [(stone.report, stone.why) for stone in verdict.forgotten] == [("r0-3", "asked by her")]
    assert verdict.roots == before.roots  # the tombstone keeps the seal that the root was made of


def test_a_dry_run_says_what_would_go_and_erases_nothing(address: str) -> None:
    record = record_at(address)
    before = record.lines
    gone = forget(record, "r0-3", why="asked", dry_run=True)
    assert gone == forget(record, "r0-3", dry_run=True)._replace(why="asked")
    assert (gone.claims, gone.day) == (4, None)
    record.reload()
    assert record.lines == before


def test_an_erased_report_does_not_come_back(address: str) -> None:
    record = record_at(address)
    forget(record, "r0-3", why="asked")
    assert record.archive.tombstone_of(tell(0)[3].report.sha256) is not None
    for why, report, code in ((" ", "r0-2", "E021"), ("asked", "r0-3", "E411")):
        with pytest.raises(VariorumError, match=code):
            forget(record, report, why=why)


def test_nothing_of_an_erased_report_is_left_in_the_file(tmp_path: Path) -> None:
    record = record_at(str(tmp_path / "v.db"), 1)
    item = tell(0)[1]
    forget(record, "r0-1", why="asked")
    record.archive.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("v.db*"))
    assert item.report.text[:80].encode() not in kept
    assert (item.report.url or "").encode() not in kept


def test_a_decision_on_what_was_erased_is_idle(address: str) -> None:
    record = record_at(address)
    ann(record, "copy", "r0-3", "r0-2")
    forget(record, "r0-3", why="asked")
    assert [d.status for d in decisions(record)] == ["idle"]


def person(name: str, start: int, end: int) -> Participant:
    where = (Mention("a", start, end),)
    return Participant(
        id=f"p-{start}", event="e", name=name, type="person", roles=("patient",), mentions=where
    )


def test_names_of_private_people_are_masked_and_offsets_stay() -> None:
    text = "Lena Korvik died in Tellin. Korvik was 41. Mayor Ana Rell wept. Ivo Tamm spoke."
    report = ReportLine(
        id="a",
        outlet=None,
        title="Baker Lena Korvik dead",
        url="https://osk.example/lena-korvik-dead",
        authors=(),
        published=None,
        published_from=None,
        received=None,
        language=None,
        sha256="",
        text=text,
        captions=("Lena KORVIK in May",),
        credits=(),
        copy_of=None,
        origin="o-a",
        story="s-a",
        main_event=None,
        revision_of=None,
        flags=(),
    )
    cast = (person("Baker Lena Korvik", 0, 11), person("Ana Rell", 49, 57), person("Ivo Tamm", 64, 72))
    voice = Voice(id="v", name="Ivo Tamm", type="person", anonymous=False)
    header = Header(variorum="0", as_of=None, policy="latest", settings="x")
    masked = redact(Record(header=header, reports=(report,), participants=cast, voices=(voice,)))
    (line,) = masked.reports
    assert (
        line.text
        == f"{MASK * 4} {MASK * 6} died in Tellin. {MASK * 6} was 41. Mayor Ana Rell wept. Ivo Tamm spoke."
    )
    assert len(line.text) == len(text)
    assert line.url == f"https://osk.example/{MASK * 4}-{MASK * 6}-{MASK * 4}"
    assert line.captions == (f"{MASK * 4} {MASK * 6} in May",)
    assert [p.name for p in masked.participants][1:] == ["Ana Rell", "Ivo Tamm"]


def test_a_redacted_export_holds_together(address: str) -> None:
    record = record_at(address, 1)
    assert list(export(record, "csv", redact=True))
    assert adding.is_current(record.archive, Settings())

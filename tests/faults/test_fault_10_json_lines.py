"""Fault 10: a bad line, a key twice, NaN or an endless line is rejected by its number; the rest proceeds."""

from pathlib import Path

from tests.faults.reading import read


def test_each_bad_line_is_named_by_number(tmp_path: Path) -> None:
    lines = [
        '{"text": "Rain fell on Osk."}',
        '{"text": "Rain',
        '{"text": "a", "text": "b"}',
        '{"text": "a", "n": NaN}',
        '{"text": "' + "a" * 3_000_000 + '"}',
        '{"text": ' + "[" * 100_000 + "}",
        '{"text": 7}',
        '{"text": "It stopped."}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    documents, rejects = read(tmp_path / "a.jsonl")
    assert [d.given["text"] for d in documents] == ["Rain fell on Osk.", "It stopped."]
    assert [(r.input.rsplit(":", 1)[1], r.code) for r in rejects] == [
        ("2", "E107"),
        ("3", "E107"),
        ("4", "E107"),
        ("5", "E111"),
        ("6", "E107"),
        ("7", "E108"),
    ]

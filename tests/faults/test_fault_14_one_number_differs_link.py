"""Fault 14, the part of the link stage: one number differs; two reports and a copy edge, never one report."""

from variorum.link.copies import find_copies
from variorum.model.report import Report

TEXT = """The number of people killed by Monday's earthquake in Zar has risen to 57, officials said.

More than 200 were injured when the quake brought down houses of clay in a dozen villages.

Tents and water are being dropped from aircraft, and a field hospital is to open in Qarn."""


def test_a_changed_number_is_an_edited_passage_of_a_second_report() -> None:
    first = Report(id="a", sha256="1", text=TEXT, outlet="Norwire", published="2024-08-06")
    second = Report(id="b", sha256="2", text=TEXT.replace("57", "75"), outlet="Times", published="2024-08-06")
    family = find_copies([first, second])
    assert set(family.copy_of) == {"a", "b"}
    assert sum(source is not None for source in family.copy_of.values()) == 1
    edited = [d for d in family.derivations if d.how == "edited"]
    assert len(edited) == 1
    texts = {"a": first.text, "b": second.text}
    here = texts[edited[0].report][edited[0].start : edited[0].end]
    there = texts[edited[0].from_][edited[0].from_start : edited[0].from_end]
    assert here != there
    assert here.replace("75", "57") == there.replace("75", "57")

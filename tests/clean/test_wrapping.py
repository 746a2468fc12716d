"""Lines that a machine broke are no lines of their own."""

from variorum.clean.segmenting import label_lines
from variorum.clean.unwrapping import find_lines

WIRE = """TOLVA, 4 MAY 89 (ANP) -- [TEXT] A BRIDGE WAS BLOWN UP NEAR MARDO BY
REBELS WHO HAD THREATENED THE NATIONAL COMMISSION IN APRIL, AND FOUR
MEMBERS OF THE CIVIL DEFENCE WERE KIDNAPPED.

   THE COMMISSION SAID IN TOLVA THAT THE REBELS WANT THE GOVERNMENT TO
BRAVE THE FIRE OF THE NEXT WEEKS.
"""


def test_lines_of_a_wire_keep_together() -> None:
    assert [WIRE[a:b].count("\n") for a, b in find_lines(WIRE)] == [2, 1]
    assert {p.label for p in label_lines(WIRE)} <= {"article", "dateline"}


def test_paragraphs_of_one_line_and_lists_are_not_wrapped() -> None:
    assert len(find_lines("Two boats sank off Tellin on Monday.\nThe crews were saved.\nShare\nMore")) == 4


def test_finding_broken_lines_takes_linear_time() -> None:
    assert len(find_lines("\n" * 200_000 + WIRE * 200)) == 400

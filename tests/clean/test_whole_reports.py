"""Reports that a machine broke at a margin, or wrote in capitals, lose nothing."""

import pytest

from variorum.clean.segmenting import label_lines
from variorum.clean.unwrapping import find_lines

WRAPPED = """TELLIN, 9 JAN 90 (AFK) -- [TEXT] THE RIVER OSK TODAY BROKE ITS BANKS
IN THE EASTERN PART OF THE PROVINCE, FORCING THE PEOPLE OF FOUR VILLAGES
TO LEAVE THEIR HOUSES BETWEEN MIDNIGHT AND DAWN, ACCORDING TO REPORTS BY
THE COAST GUARD.

   THE FLOOD, ACCORDING TO THE REPORTS, REACHED THE RAILWAY STATION OF
VARROW, 110 KM EAST OF THE CAPITAL, WHERE AS OF 0700 NO TRAINS WERE
RUNNING AND SOLDIERS WERE STILL PILING SANDBAGS.

   [REPORTER] WHAT WILL THE PEOPLE OF VARROW EAT IN THE MONTHS THAT ARE
AHEAD OF US, AND WHO IS GOING TO PAY FOR IT?
"""


@pytest.mark.parametrize("text", [WRAPPED, WRAPPED.lower().replace("osk", "Osk"), WRAPPED.capitalize()])
def test_a_report_broken_at_a_margin_stays_whole(text: str) -> None:
    kept = [p.of(text) for p in label_lines(text) if p.label in ("article", "dateline")]
    assert sum(len(words.split()) for words in kept) >= 0.97 * len(text.split())


def test_broken_lines_are_joined_and_others_left_alone() -> None:
    assert len(find_lines(WRAPPED)) == 3
    page = (
        "Menu\nSearch\nTwo boats sank off Tellin on Monday, police said.\nShare\nNobody was hurt.\nNext story"
    )
    assert len(find_lines(page)) == 6
    assert find_lines("") == find_lines("\n \n") == []

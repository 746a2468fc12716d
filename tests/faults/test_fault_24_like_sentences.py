"""Fault 24: hundreds of like sentences take steps that grow with their number, not with its square.

Lines of code run are counted, not seconds, so that a loaded machine decides nothing. Four times the text
may take eight times the lines in any one function; one that compares each with all takes sixteen.
"""

import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from variorum.analyse import reading
from variorum.analyse.page import open_page
from variorum.model.report import Report
from variorum.settings import Settings

RULES = Settings(attribution="rules")
SENTENCES = {
    "announced": lambda n: f"State radio reported on Thursday that {3 + n % 9} men were shot in Lima. ",
    "kinds": lambda n: (
        f"A bomb killed {9 + n % 30} people. Three of the dead were children. "
        f"{4 + n % 4} soldiers were among the dead. "
    ),
    "places": lambda n: f"{30 + n % 50} people were killed in Syria and {80 + n % 60} in Turkey. ",
    "denied": lambda n: f"Police said {3 + n % 9} people died. The army denied that anyone was killed. ",
    "datelines": lambda n: f"LIMA (Orvel Post) - The mayor said that {3 + n % 9} men were killed.\n\n",
}
ROOMS = ("events", "attribution")
SQUARE = 15_000  # lines of one function, far above what reading so short a text takes in step with it


def lines_run(copies: int, unit: str) -> Counter[str]:
    """Count the lines that each function of two rooms runs on a report."""
    text = "".join(SENTENCES[unit](n) for n in range(copies))
    report = Report(id=unit, sha256="", text=text, published="2024-05-20", outlet="The Oskel Post")
    page = open_page(report, RULES)
    found: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            found[f"{frame.f_code.co_filename}:{frame.f_code.co_firstlineno}"] += 1
        return count

    def enter(frame: FrameType, event: str, _: Any) -> Any:
        return count if Path(frame.f_code.co_filename).parent.name in ROOMS else None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "open_page", lambda *_: page)
        before = sys.gettrace()
        sys.settrace(enter)
        try:
            assert reading.analyse(report, RULES).events
        finally:
            sys.settrace(before)
    return found


@pytest.mark.parametrize("unit", SENTENCES)
def test_like_sentences_are_read_in_steps_that_grow_with_their_number(unit: str) -> None:
    lines_run(5, unit)  # what is loaded once
    short, long = lines_run(60, unit), lines_run(240, unit)
    squares = {where: (short[where], n) for where, n in long.items() if n > SQUARE and n > 8 * short[where]}
    assert not squares

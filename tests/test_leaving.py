"""What was left out of a report can be told from the bytes received, whatever they are."""

import json

import pytest

from tests.faults.reading import NOW
from variorum.clean import make_report
from variorum.leaving import left_out_of
from variorum.model.report import Document
from variorum.settings import Settings

LEAD = "Two boats sank off the pier of Tellin on Monday, killing three fishermen, police said."
TEXT = f"Three dead off Tellin\n\n{LEAD} They were brothers. Share this article\n\n(ENDS)"
PAGE = (
    "<title>Three dead off Tellin</title><div class=share>Follow us</div><h1>Three dead off Tellin</h1>"
    f"<p>{LEAD}</p><p>Harbour master Ilo Brandt said that the boats had collided in thick fog.</p>"
)


@pytest.mark.parametrize(
    ("data", "kind", "given", "left"),
    [
        (TEXT.encode(), "text/plain", {}, ["Share this article", "(ENDS)"]),
        (
            json.dumps({"text": TEXT}).encode(),
            "application/json",
            {"text": TEXT},
            ["Share this article", "(ENDS)"],
        ),
        (PAGE.encode("latin-1"), "text/html", {}, ["Follow us"]),
    ],
)
def test_lines_left_out_are_named(data: bytes, kind: str, given: dict[str, str], left: list[str]) -> None:
    report = make_report(Document(data, "osk", kind, dict(given)), NOW, Settings())
    assert left_out_of(data, report, Settings()) == left

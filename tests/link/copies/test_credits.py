"""What credit lines say of whose words a report carries; names as data."""

import re
from collections import deque

import pytest

from tests.timing import least_seconds
from variorum.data import load_yaml
from variorum.link.copies import witness
from variorum.link.copies.credits import are_sisters, credits_outlet, is_agency
from variorum.link.copies.witness import name_outlet, open_report
from variorum.model.report import Report


@pytest.mark.parametrize(
    ("text", "outlet", "expected"),
    [
        ("KELL (AP) - The mill burned.", "Associated Press", True),
        ("According to the Orvel Post, the mill burned.", "orvelpost.com", True),
        ("So the Merid agency reported at noon.", "Merid", True),
        ("First published in The Orvel Post.", "Orvel Post", True),
        ("The mill burned. (Merid)", "Merid Notizie", True),
        ("KELL (MNS) - The mill burned.", "Merid News Service", True),
        ("The mill (Merid) burned.", "Merid Notizie", False),
        ("The mill burned. (Press)", "Merid Press", False),
        ("The mill stands in Post Street, Orvel.", "Orvel Post", False),
        ("The mill burned.", None, False),
    ],
)
def test_credit_is_read(text: str, outlet: str | None, expected: bool) -> None:
    report = Report(id="a", sha256="", text=text, outlet="Echo")
    assert credits_outlet(open_report(report), outlet) is expected


def test_own_name_is_no_credit() -> None:
    report = Report(id="a", sha256="", text="According to the Echo, it rained.", outlet="Echo")
    assert not credits_outlet(open_report(report), "Echo")


def test_houses_and_agencies() -> None:
    assert are_sisters("a.cbslocal.com", "cbsnews.com")
    assert not are_sisters("a.co.uk", "b.co.uk")
    assert is_agency("Norwire Bureau")
    assert name_outlet("https://www.Kell-Post.com") == "kellpost"


def test_every_list_says_where_it_is_from() -> None:
    for name in ("agencies", "owners", "credits", "common_words", "stories"):
        assert load_yaml(f"link/{name}.yaml")


@pytest.mark.parametrize(
    "pattern", [p for p in vars(witness).values() if isinstance(p, re.Pattern)], ids=lambda p: p.pattern[:20]
)
@pytest.mark.parametrize("seed", ['"', "“", ". ", "a.", "«", "„a", "\n", 'a"\n', "http://a."])
def test_patterns_grow_with_the_text(pattern: re.Pattern[str], seed: str) -> None:
    def cost(size: int) -> float:
        return least_seconds(lambda: deque(pattern.finditer(seed * size), maxlen=0))

    assert cost(16_000) < 20 * max(cost(2_000), 0.002)

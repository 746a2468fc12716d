"""What a house says of its own earlier text, it takes back."""

from variorum.analyse.reading import analyse
from variorum.model.report import Report
from variorum.settings import Settings


def test_what_an_earlier_version_of_an_article_said_is_taken_back() -> None:
    text = (
        "Three people were injured in a march in Orlan on Monday, the union said. "
        "Correction: An earlier version of this article said eight people were injured in the march."
    )
    analysis = analyse(Report(id="r", sha256="", text=text, published="2025-05-06"), Settings())
    counts = {
        (f.value.low, f.polarity, f.chain[-1].stance)
        for e in analysis.events
        for f in e.fillings
        if f.slot == "injured"
    }
    assert counts == {(3, "affirmed", "asserts"), (8, "denied", "retracts")}

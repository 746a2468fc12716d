"""No text makes a shipped pattern run away: labelling grows with the length of the input, not faster."""

import pytest

from tests.timing import least_seconds
from variorum.clean.features import features_of
from variorum.clean.metadata import read_facts
from variorum.clean.scanning import scan
from variorum.clean.segmenting import label_lines

HOSTILE = [
    "a" * 10,
    "Read more ",
    "A. ",
    "( ",
    "share | ",
    "via AP (",
    "1 min ",
    "@a.b",
    "... A",
    "> a ",
    "St. ",
    "(A/",
    "Ab Cd / ",
    "Photo: Ab ",
    " — Ab",
    " © A",
    "ab/cd, ",
]
TAGS = [
    "<p>",
    "<nav>",
    "<h1>a - b",
    "<meta ",
    "<",
    "</div>",
    "<a class='",
    "<script>",
    "<!--",
    "&amp;",
    "<h1>",
    'content="',
]


def seconds(work: object, text: str) -> float:
    return least_seconds(lambda: work(text))  # type: ignore[operator]


@pytest.mark.parametrize("unit", HOSTILE)
def test_labelling_is_near_linear(unit: str) -> None:
    small, large = (unit * (size // len(unit)) for size in (4_000, 32_000))
    for work in (features_of, label_lines):
        assert seconds(work, large) < min(2.0, 40 * seconds(work, small) + 0.3)


@pytest.mark.parametrize("unit", TAGS)
@pytest.mark.parametrize("work", [scan, read_facts])
def test_reading_markup_is_near_linear(unit: str, work: object) -> None:
    small, large = (unit * (size // len(unit)) for size in (8_000, 64_000))
    assert seconds(work, large) < 40 * seconds(work, small) + 0.3

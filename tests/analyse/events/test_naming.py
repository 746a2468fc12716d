"""The line that names a happening for people."""

import pytest

from tests.analyse.events.happenings import read


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Four men were shot in Orlan on Monday. Ivo Tarn was shot in the market.", "Ivo Tarn"),
        ("Six were killed in Orlan on Monday. A bus driver was killed at once.", "A bus driver"),
        ("Others were shot as well.", ""),
        ("At least four people were killed in Orlan on Monday.", ""),
    ],
)
def test_whoever_is_named_names_the_happening_before_descriptions_and_no_number_does(
    text: str, label: str
) -> None:
    labels = {e.label.partition(": ")[2] for e in read(text).events if e.type in ("shooting", "kill")}
    assert label in labels


def test_nobody_names_no_happening() -> None:
    assert {e.label for e in read("Nobody was arrested in Orlan on Monday.").events} == {"arrest"}

import pytest

from variorum.analyse.time import find_timexes


@pytest.mark.parametrize(
    ("text", "words", "value", "days"),
    [
        ("Two men were captured on Jan. 9.", "Jan. 9", "2025-01-09", ("2025-01-09", "2025-01-09")),
        ("The army denied it on Monday.", "Monday", "2025-01-13", ("2025-01-13", "2025-01-13")),
        ("Talks will resume on Monday.", "Monday", "2025-01-20", ("2025-01-20", "2025-01-20")),
        ("Prices rose last month.", "last month", "2024-12", ("2024-12-01", "2024-12-31")),
        ("The dam burst in December.", "December", "2024-12", ("2024-12-01", "2024-12-31")),
        ("She resigned yesterday.", "yesterday", "2025-01-14", ("2025-01-14", "2025-01-14")),
        ("He died on 3 March 2024.", "3 March 2024", "2024-03-03", ("2024-03-03", "2024-03-03")),
    ],
)
def test_an_expression_has_its_words_value_and_days(opened, text, words, value, days):
    (timex,) = find_timexes(opened(text))
    assert timex.span.of(text) == words
    assert timex.value == value
    assert (timex.time.start, timex.time.end) == days

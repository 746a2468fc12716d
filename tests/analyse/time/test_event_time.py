import pytest

from variorum.analyse.time import find_timexes, place_in_time
from variorum.model.span import Span


def placed(page, words):
    start = page.text.index(words)
    return place_in_time(page, Span(start, start + len(words)), find_timexes(page))


@pytest.mark.parametrize(
    ("text", "event", "words", "days"),
    [
        ("Two men were killed on Monday, police said Tuesday.", "killed", "Monday", ("2025-01-13",) * 2),
        ("A man was shot on Monday and died on Tuesday.", "died", "Tuesday", ("2025-01-14",) * 2),
        ("A man was shot on Monday and taken to hospital.", "taken", "Monday", ("2025-01-13",) * 2),
        ("The attack on Jan. 9, which killed five, was the worst.", "killed", "Jan. 9", ("2025-01-09",) * 2),
        ("The village has been shelled since Friday.", "shelled", "since Friday", ("2025-01-10", None)),
        (
            "Fighting raged from Monday to Tuesday.",
            "raged",
            "from Monday to Tuesday",
            ("2025-01-13", "2025-01-14"),
        ),
        ("The bridge was bombed on Jan. 9. Three were wounded.", "wounded", "Jan. 9", ("2025-01-09",) * 2),
    ],
)
def test_an_event_has_the_time_that_its_words_give(opened, text, event, words, days):
    timex = placed(opened(text), event)
    assert timex.span.of(text) == words
    assert (timex.time.start, timex.time.end) == days


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Police said on Tuesday that two men had been killed.", "killed"),
        ("A gunman was arrested after the shooting on Monday.", "arrested"),
        ("ORVALE, Jan. 9 (Wire) -- Rebels attacked the mill.", "attacked"),
        ("Rebels attacked the mill.", "attacked"),
    ],
)
def test_a_date_of_something_else_is_not_put_in_its_place(opened, text, event):
    assert placed(opened(text), event) is None

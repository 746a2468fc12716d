from datetime import datetime

import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from variorum.analyse.page import Page, find_paragraphs
from variorum.analyse.time import find_timexes, place_in_time
from variorum.analyse.time.calendar import bounds_of, narrow
from variorum.analyse.time.lexicon import load_lexicon
from variorum.analyse.words import Words
from variorum.data import load_yaml
from variorum.model.span import Span

_DATA = load_yaml("time/en/words.yaml")
_WORDS = sorted({str(w) for entries in _DATA["classes"].values() for w in entries})
_EXTRA = [*"0 5th 31 45 1999 9999 99999999999 12:30 25:00 1990s '98 , . - ( ) 's".split(), "\n\n"]  # noqa: SIM905
_JOINTS = "the a of on in to from between and after before ago or so that this same every will said".split()  # noqa: SIM905
_DATES = ["03/04/2024", "30/02/2024", "2024-02-30", "9999-12-31", "0001-01-01", "٣", "½", "é", "👍"]
_TEXTS = st.lists(
    st.sampled_from([*_WORDS, *(w.title() for w in _WORDS), *_EXTRA, *_JOINTS * 3, *_DATES]), max_size=25
).map(" ".join)
_DAYS = st.sampled_from([None, "2025-01-15", "0001-01-01", "9999-12-31", "2024-02-29T10:00", "rubbish"])


_CUT = spacy.blank("en")


def as_page(text, published):
    doc = _CUT(text)
    return Page(text, Words(doc, text), find_paragraphs(text), (Span(0, len(text)),), published)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_TEXTS | st.text(max_size=200), _DAYS)
def test_any_text_gives_exact_ordered_spans_and_no_interval_that_ends_before_it_begins(text, published):
    page = as_page(text, published)
    reached = 0
    timexes = find_timexes(page)
    for timex in timexes:
        assert reached <= timex.span.start < timex.span.end <= len(text)
        assert timex.span.of(text) == timex.span.of(text).strip()
        reached = timex.span.end
        assert timex.value is not None or timex.reason
        if timex.time is not None:
            first, last = (datetime.fromisoformat(day) for day in (timex.time.start, timex.time.end))
            assert first <= last
    for start in range(0, max(0, len(text) - 4), 25):
        place_in_time(page, Span(start, start + 4), timexes)


@given(st.dates(), st.sampled_from(["START", "MID", "END", "APPROX", None]))
def test_a_narrowed_stretch_lies_within_and_a_widened_one_around(day, mod):
    whole = bounds_of(day.isoformat()[:7])
    first, last = narrow(whole, mod)
    assert first <= last
    if mod == "APPROX":
        assert first <= whole[0] <= whole[1] <= last
    else:
        assert whole[0] <= first <= last <= whole[1]


def test_reading_twice_gives_the_same():
    page = as_page("On 3 March 2024, that night and a week later, in the 1990s.", "2025-01-15")
    assert find_timexes(page) == find_timexes(page)


def test_every_set_of_classes_that_a_number_can_have_has_a_letter():
    lexicon = load_lexicon("en")
    numbers = [*range(2500), 9999, 10_000, 99_999, 123_456]
    forms = [f"{n}{suffix}" for n in numbers for suffix in ("", "th", "s", ".30", ".305")] + [
        "007",
        "0000",
        "1,500",
    ]
    for token in lexicon.read_tokens(" ; ".join(forms)):
        assert not token.classes or frozenset(token.classes) in lexicon.matcher._letters, token

"""What sort of thing an event mention tells."""

from hypothesis import given
from hypothesis import strategies as st

from tellings.clusters import cluster_tellings
from tellings.outline import Outline, outline
from tellings.sorts import SORTS, load_weights, sort_clues, sort_shares
from tests.bench.outlines import outline_of
from variorum.analyse.page import open_page
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.settings import Settings

TEXT = (
    "A boy was shot in the leg in Oakley. His mother died at the scene. "
    "Neighbours heard gunshots. Police are investigating the incident."
)


def _outlines(*words: str) -> tuple[Outline, ...]:
    report = Report(id="a", sha256="", text=TEXT, published="2025-03-04")
    spans = [Span(at := TEXT.index(word), at + len(word)) for word in words]
    return outline(open_page(report, Settings()), spans)


def test_a_hit_a_death_shots_and_the_whole_are_told_apart() -> None:
    for one, sort in zip(
        _outlines("shot", "died", "gunshots", "incident"), ("hit", "death", "firing", "whole"), strict=True
    ):
        shares = sort_shares(TEXT, one, load_weights())
        assert SORTS[shares.index(max(shares))] == sort


def test_every_clue_is_weighed_for_every_sort() -> None:
    assert {len(row) for row in load_weights().values()} == {len(SORTS)}


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 20))
def test_any_words_have_shares_that_make_one(text: str, start: int, length: int) -> None:
    one = outline_of(Span(start, start + length))
    assert abs(sum(sort_shares(text, one, load_weights())) - 1) < 0.001
    assert list(sort_clues(text, one)) == list(sort_clues(text, one))


def test_two_reports_that_tell_one_death_are_joined_and_the_wound_is_kept_apart() -> None:
    told = [(doc, one) for doc in ("a", "b") for one in _outlines("died", "shot")]
    clusters = cluster_tellings(told, dict.fromkeys(("a", "b"), ("2025-03-04", TEXT)))
    assert clusters[0] == clusters[2]
    assert clusters[0] != clusters[1]

"""The day and the tolls of the main happening, chosen among what the report's words allow."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.data.forest import Forest, load_forest


@pytest.mark.parametrize("name", ["dating", "killed", "injured"])
def test_every_shipped_forest_ends_in_leaves(name: str) -> None:
    for tree in load_forest(f"events/{name}.tsv").trees:
        for at, (clue, _, left, right, _) in enumerate(tree):
            assert (at < left < right < len(tree)) if clue else (left, right) == (-1, -1)


@settings(deadline=None)  # the first example reads the file
@given(st.dictionaries(st.sampled_from(["value", "rank", "told", "ago", "named"]), st.floats(-9, 400)))
def test_a_forest_weighs_whatever_clues_it_is_given(clues: dict[str, float]) -> None:
    assert 0.0 <= load_forest("events/killed.tsv").probability(clues) <= 1.0


def test_a_clue_that_is_not_there_counts_as_none() -> None:
    tree = ("day", 0.5, 1, 2, 0.0), ("", 0.0, -1, -1, -1.0), ("", 0.0, -1, -1, 2.0)
    assert Forest((tree,)).odds({}) == -1.0

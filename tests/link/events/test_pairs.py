"""Pairs of tellings as plain numbers."""

import sys

import numpy as np

from variorum.link.events.pairs import Gathering, Pairs


def five_pairs() -> Pairs:
    """Return five pairs of five tellings."""
    return Pairs(5, [0, 0, 1, 2, 3], [1, 4, 2, 4, 4], [1.5, -2.0, 3.0, 0.5, 1.5])


def test_a_pair_is_found_in_either_order() -> None:
    pairs = five_pairs()
    assert pairs.find(1, 2) == pairs.find(2, 1) == 3.0
    assert pairs.find(4, 0) == -2.0


def test_a_pair_that_was_not_weighed_has_no_odds() -> None:
    assert five_pairs().find(0, 3) is None
    assert five_pairs().find(4, 4) is None


def test_pairs_of_two_groups_are_dropped() -> None:
    inside = five_pairs().within([0, 0, 0, 3, 3])
    assert inside.ones.tolist() == [0, 1, 3]
    assert inside.find(0, 4) is None


def test_the_best_pair_comes_first_and_ties_in_order() -> None:
    pairs = five_pairs()
    chosen = list(pairs.best_first(np.ones(5, np.bool_), 0.0))
    assert chosen == [(3.0, 1, 2), (1.5, 0, 1), (1.5, 3, 4), (0.5, 2, 4)]


def test_a_long_chain_of_pairs_takes_few_bytes_a_pair() -> None:
    gathering = Gathering()
    for one in range(10_000):
        for other in range(one + 1, one + 11):
            gathering.add(one, other, 1.0)
    pairs = gathering.close(10_010)
    held = sum(sys.getsizeof(part) for part in (pairs.ones, pairs.others, pairs.odds))
    held += sum(part.nbytes for part in (pairs.ones, pairs.others, pairs.odds))
    assert held < 40 * 100_000

"""Scores, and what only looks like one."""

import pytest

from variorum.analyse.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("At the match in Osta police arrested 12 all afternoon.", [12]),
        ("The match in Osta ended two all.", []),
    ],
)
def test_a_number_is_level_with_all_only_where_nothing_more_is_said_of_it(read, text, values):
    assert [high for _, _, high, *_ in read(text)] == values


def test_what_is_raised_or_asked_is_no_money_without_a_currency(opened):
    found = find_quantities(opened("The zoo raised 60 in captivity. She asked 300 in the hall."))
    assert not [q for q in found if q.kind == "money"]

"""Generous bounds on what is promised: the figures themselves are in bench/results/reconcile.json."""

import pytest

from bench.reconcile_speed import seconds, tell_many_events, tell_one_event
from variorum.reconcile import go_back, reconcile


def test_ten_thousand_claims_on_one_event_take_no_second():
    for numbers in (40, 10_000):
        claims, scene = tell_one_event(10_000, numbers)
        assert seconds(lambda claims=claims, scene=scene: reconcile(claims, scene)) < 1


def test_past_day_costs_little_beside_the_whole_record():
    claims, scene = tell_many_events(20_000)
    entries = reconcile(claims, scene)
    assert seconds(lambda: go_back(entries, (claims, scene), "2024-06-30")) < 0.4


@pytest.mark.slow
def test_past_day_of_a_hundred_thousand_claims_takes_no_two_seconds():
    claims, scene = tell_many_events(100_000)
    entries = reconcile(claims, scene)
    assert seconds(lambda: go_back(entries, (claims, scene), "2024-06-30")) < 2

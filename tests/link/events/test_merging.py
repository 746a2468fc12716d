import itertools

import msgspec

from variorum.link.events import merge_events
from variorum.link.events.candidates import find_candidates
from variorum.link.events.profile import make_profiles


def test_one_shooting_in_two_reports_is_one_event(reports, analyses):
    merged = merge_events(reports, analyses, {}, {})
    assert merged.ids["a", 0] == merged.ids["b", 0]


def test_two_shootings_a_week_apart_stay_two(reports, analyses):
    merged = merge_events(reports, analyses, {}, {})
    assert merged.ids["a", 0] != merged.ids["c", 0]


def test_order_of_arrival_changes_nothing(reports, analyses):
    results = {repr(merge_events(order, analyses, {}, {})) for order in itertools.permutations(reports)}
    assert len(results) == 1


def test_an_id_comes_from_the_founding_mention_alone(reports, analyses):
    alone = merge_events(reports[:1], analyses, {}, {})
    together = merge_events(reports, analyses, {}, {})
    assert alone.ids["a", 0] == together.ids["b", 0]


def test_the_evidence_says_what_joined(reports, analyses):
    (evidence,) = merge_events(reports, analyses, {}, {}).evidence
    assert {evidence.report, evidence.other_report} == {"a", "b"}
    assert evidence.odds > 0
    assert "name same" in dict(evidence.reasons)
    assert abs(sum(weight for _, weight in evidence.reasons) - evidence.odds) < 0.01


def test_reports_without_a_date_found_nothing_that_a_dated_one_tells(reports, analyses):
    undated = (msgspec.structs.replace(reports[0], id="0", published=None), reports[1])
    merged = merge_events(undated, {"0": analyses["a"], "b": analyses["b"]}, {}, {})
    assert merged.founders[merged.ids["b", 0]][0] == "b"


def test_ids_are_one_for_each_local_event(reports, analyses):
    merged = merge_events(reports, analyses, {}, {})
    assert set(merged.ids) == {("a", 0), ("b", 0), ("c", 0)}
    assert all(whole is None for whole in merged.part_of.values())


def test_news_of_one_day_is_compared_though_one_report_names_no_town(reports, analyses):
    told = (reports[0], msgspec.structs.replace(reports[2], published="2025-03-03"))
    telling = analyses["b"].events[0]
    unplaced = tuple(f for f in telling.fillings if f.slot != "place")
    nameless = msgspec.structs.replace(
        analyses["b"],
        participants=(),
        events=(msgspec.structs.replace(telling, place=None, fillings=unplaced),),
    )
    profiles = make_profiles(told, {"a": analyses["a"], "c": nameless}, {}, {})
    assert list(find_candidates(profiles)) == [(0, 1)]

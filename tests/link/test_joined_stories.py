"""Stories that tell one happening are one."""

from hypothesis import given
from hypothesis import strategies as st

from variorum.link.stories import join_by_events, least_of_each


def test_stories_with_one_main_event_take_the_name_of_the_first():
    stories = {"a": "s-a", "b": "s-a", "c": "s-c", "d": "s-d"}
    assert join_by_events(stories, {"b": "e", "c": "e", "d": "f"}) == {
        "a": "s-a",
        "b": "s-a",
        "c": "s-a",
        "d": "s-d",
    }


def test_a_settled_story_keeps_its_name_and_gives_it():
    stories = {"new": "s-new", "old": "s-old"}
    joined = join_by_events(stories, {"new": "e", "old": "e"}, settled={"old"})
    assert joined == {"new": "s-old", "old": "s-old"}


def test_two_settled_stories_stay_apart():
    stories = {"a": "s-a", "b": "s-b", "new": "s-new"}
    joined = join_by_events(stories, {"a": "e", "b": "e", "new": "e"}, settled={"a", "b"})
    assert joined == {"a": "s-a", "b": "s-b", "new": "s-a"}


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_connected_numbers_share_their_least_and_others_do_not(pairs):
    least = least_of_each(pairs)
    assert all(least.get(a, a) == least.get(b, b) for a, b in pairs)
    assert all(least[n] <= n and least[least[n]] == least[n] for n in least)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))), st.randoms())
def test_the_order_of_pairs_changes_nothing(pairs, chance):
    shuffled = list(pairs)
    chance.shuffle(shuffled)
    assert least_of_each(shuffled) == least_of_each(pairs)

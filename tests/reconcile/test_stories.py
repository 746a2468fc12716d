"""The stories written by hand, held to the figures that the bench gives."""

from pathlib import Path

import pytest

from bench.reconcile import answer, read_story, score

GOLD = Path(__file__).parents[1] / "gold" / "reconcile"


@pytest.mark.parametrize("path", sorted((GOLD / "seen").glob("*.yaml")), ids=lambda path: path.stem)
def test_story_gives_the_entries_of_a_careful_reader(path):
    figures = score([(expected, made) for _, expected, made in answer(read_story(path))])
    assert figures["entries"] == 1.0


def test_other_half_of_the_stories_stays_above_its_floor():
    stories = [read_story(path) for path in sorted((GOLD / "unseen").glob("*.yaml"))]
    figures = score([(expected, made) for story in stories for _, expected, made in answer(story)])
    assert min(figures["entries"], figures["statuses"], figures["counts"]) >= 0.93, "below 0.93"

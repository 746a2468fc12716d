"""Reports of one happening form a story that keeps its id."""

from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.link.stories import find_stories
from variorum.link.stories.linkage import join
from variorum.model.report import Report

TEXTS = {
    "a": (
        "2025-01-06",
        "Dam breaks above Orvel",
        "The dam above Orvel broke at dawn on Monday. Governor Ilse Maren said that 300 people had been "
        "taken from the roofs of the lower town near Kell Mill by soldiers in boats.",
    ),
    "b": (
        "2025-01-07",
        "Orvel flood: 300 rescued",
        "Ilse Maren, the governor, counted 300 people taken from roofs in Orvel after the dam broke. At Kell "
        "Mill the bridge is gone, and soldiers in boats still search the lower town.",
    ),
    "c": (
        "2025-01-06",
        "Bank robbed in Tharsk",
        "Two masked men took 40,000 crowns from the savings bank in Tharsk on Monday. Inspector Nils "
        "Aune asked for witnesses who saw a green van in Harbour Lane.",
    ),
}
LATE = (
    "2025-02-01",
    "Orvel dam: engineers warned twice",
    "Engineers warned twice that the dam above Orvel might break, Governor Ilse Maren told the inquiry. "
    "The water took the bridge at Kell Mill and drove 300 people to the roofs of the lower town.",
)


def report(name: str, row: tuple[str, str, str]) -> Report:
    published, title, text = row
    return Report(
        id=name, sha256=name, title=title, text=f"{title}\n\n{text}", published=published, outlet=name
    )


REPORTS = [report(name, row) for name, row in TEXTS.items()]


def test_reports_of_one_happening_are_one_story() -> None:
    assert find_stories(REPORTS, {}) == {"a": "s-a", "b": "s-a", "c": "s-c"}


def test_a_late_report_joins_and_the_story_keeps_its_id() -> None:
    stories = find_stories([report("0", LATE), *REPORTS], {})
    assert stories["0"] == stories["a"] == "s-a"


def test_a_copy_tells_the_story_of_its_source() -> None:
    bare = Report(id="d", sha256="d", text="More follows.", published="2025-01-08")
    assert find_stories([*REPORTS, bare], {"d": "c"})["d"] == "s-c"


def test_the_order_of_arrival_does_not_matter() -> None:
    reports = [report("0", LATE), *REPORTS]
    assert find_stories(reports[::-1], {}) == find_stories(reports, {})


def test_texts_of_nothing_are_stories_of_their_own() -> None:
    empty = [Report(id=str(n), sha256="", text=t) for n, t in enumerate(["", " ", "\ud800", "..."])]
    assert len(set(find_stories(empty, {}).values())) == len(empty)
    assert find_stories([], {}) == {}


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(5, 8)), st.floats(-9, 9), max_size=20))
def test_groups_are_named_by_their_smallest(odds: dict[tuple[int, int], float]) -> None:
    groups = join(9, odds, threshold=-0.5, unpaired=-4.0)
    assert all(groups[first] == first <= n for n, first in enumerate(groups))

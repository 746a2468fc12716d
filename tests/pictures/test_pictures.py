"""Every picture is well-formed, says what it shows, escapes every word and is the same twice."""

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.link.copies import find_copies
from variorum.link.copies.lineage import lineage
from variorum.model.report import Report
from variorum.pictures import (
    Happening,
    Spot,
    TollMark,
    draw_lineage,
    draw_map,
    draw_timeline,
    draw_toll,
    fit,
)
from variorum.pictures.drawing import width_of

HOSTILE = [
    "<script>alert(1)</script>",
    'x" onload="y',
    "bad\x00name\ud800",
    "]]>",
    "a&b",
    "\u202eright to left",
    "",
]
Draw = Callable[[str], str]


def _lineage(words: str) -> str:
    reports = [
        Report(id=words or "r", sha256="1", text="The dam broke at dawn.", outlet=words, published=None)
    ]
    return draw_lineage(lineage(reports, find_copies(reports)), title=words, report_at="/reports/{}")


def _timeline(words: str) -> str:
    return draw_timeline([Happening(label=words, start="2025-01-09", href=words)], title=words)


def _map(words: str) -> str:
    spot = Spot(label=words, lat=48.2, lon=16.4, precision="region", status="contested", href=words)
    return draw_map([spot], title=words)


def _toll(words: str) -> str:
    return draw_toll([TollMark(when="2025-01-09", low=3, high=5, source=words, href=words)], title=words)


PICTURES = [_lineage, _timeline, _map, _toll]


@pytest.mark.parametrize("draw", PICTURES)
@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_as_text(draw: Draw, words: str) -> None:
    root = ElementTree.fromstring(draw(words))  # noqa: S314 - our own drawing
    names = {e.tag.split("}")[1] for e in root.iter()}
    assert names <= {"svg", "title", "desc", "path", "circle", "text", "line", "rect", "a"}
    assert all(not name.startswith("on") for e in root.iter() for name in e.attrib)
    assert all(e.get("href", "/").startswith("/") for e in root.iter())


@pytest.mark.parametrize("draw", PICTURES)
def test_a_picture_is_the_same_twice_and_has_title_and_description(draw: Draw) -> None:
    assert draw("a") == draw("a")
    root = ElementTree.fromstring(draw("a"))  # noqa: S314
    assert [e.tag.split("}")[1] for e in root][:2] == ["title", "desc"]


def test_only_addresses_of_a_page_are_linked() -> None:
    for address in ("javascript:alert(1)", "data:text/html,x", "vbscript:x", "//", " /x"):
        drawn = draw_timeline([Happening(label="a", start="2025-01-09", href=address)])
        assert ("<a " in drawn) == address.startswith("/")


def test_what_has_no_place_or_day_is_said_and_not_drawn() -> None:
    assert "1 without one are not drawn" in draw_map([Spot(label="a", lat=None, lon=None)])
    assert "1 without a day are not drawn" in draw_timeline([Happening(label="a", start=None)])
    assert draw_toll([]).startswith("<svg")
    assert draw_lineage(()).startswith("<svg")


def test_many_events_are_counted_and_few_are_named() -> None:
    few = [Happening(label=f"event {n}", start="2025-01-09") for n in range(40)]
    assert "event 39" in draw_timeline(few)
    assert "41 events" in draw_timeline([*few, few[0]])
    assert "event 39" not in draw_timeline([*few, few[0]])


def test_an_open_side_and_a_range_and_a_denial_are_told_apart() -> None:
    marks = [
        TollMark(when="2025-01-09", low=3, high=None, source="a"),
        TollMark(when="2025-01-10", low=None, high=9, source="b"),
        TollMark(when="2025-01-11", low=3, high=9, source="c", stands="denied"),
    ]
    drawn = draw_toll(marks)
    assert "at least 3, a" in drawn
    assert "at most 9, b" in drawn
    assert "3 to 9, c (denied)" in drawn


def test_every_coast_and_border_begins_inside_the_map() -> None:
    spots = [Spot(label="a", lat=44.0, lon=12.0), Spot(label="b", lat=53.0, lon=30.0)]
    root = ElementTree.fromstring(draw_map(spots))  # noqa: S314
    for path in (e.get("d", "") for e in root.iter() if e.get("class") in ("v-land", "v-border")):
        assert path.count("M") > 10
        for start in path.split("M")[1:]:
            x, y = (float(word) for word in re.findall(r"-?[0-9.]+", start.partition("l")[0]))
            assert -200 <= x <= 1160
            assert -200 <= y <= 900


def test_the_whole_world_stays_light() -> None:
    spots = [Spot(label=str(n), lat=-50 + n, lon=-170 + 3 * n) for n in range(110)]
    assert len(draw_map(spots)) < 130_000


@settings(deadline=None, max_examples=20)
@given(
    st.floats(-90, 90),
    st.floats(-180, 180),
    st.lists(st.tuples(st.floats(-90, 90), st.floats(-180, 180)), max_size=3),
)
def test_any_place_on_earth_can_be_drawn(lat: float, lon: float, more: list[tuple[float, float]]) -> None:
    spots = [Spot(label="a", lat=a, lon=b) for a, b in [(lat, lon), *more]]
    ElementTree.fromstring(draw_map(spots))  # noqa: S314


@settings(deadline=None, max_examples=20)
@given(st.lists(st.dates().map(str), max_size=60))
def test_any_days_can_be_drawn(days: list[str]) -> None:
    ElementTree.fromstring(draw_timeline([Happening(label=d, start=d, end=d) for d in days]))  # noqa: S314


@settings(deadline=None, max_examples=20)
@given(st.lists(st.tuples(st.integers(0, 10**12), st.dates().map(str)), max_size=20))
def test_any_numbers_can_be_drawn(values: list[tuple[int, str]]) -> None:
    marks = [TollMark(when=day, low=low, high=low, source="a") for low, day in values]
    ElementTree.fromstring(draw_toll(marks))  # noqa: S314


def test_words_on_the_map_lie_over_no_sign_of_another_place() -> None:
    places = (("flood: Orvel", 16.0), ("flood: Sel", 16.6))
    drawn = draw_map([Spot(label=label, lat=48.0, lon=lon) for label, lon in places])
    assert ">flood: Orvel</text>" not in drawn  # it would run through the sign of Sel
    assert ">flood: Sel</text>" in drawn
    assert "<title>flood: Orvel</title>" in drawn


def _boxes(drawn: str) -> list[tuple[float, float, float, float, str]]:
    """Return where the words of a picture stand: left, top, right, bottom."""
    found = []
    for words in ElementTree.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text"):  # noqa: S314
        size, said = float(words.get("font-size", 13)), words.text or ""
        x, y, long = float(words.get("x", 0)), float(words.get("y", 0)), width_of(said, size)
        left = {"end": x - long, "middle": x - long / 2}.get(words.get("text-anchor", "start"), x)
        found.append((left, y - size, left + long, y, said))
    return found


@pytest.mark.parametrize("day", ["2025-01-02", "2025-01-20", "2025-02-09"])
def test_words_on_a_narrow_timeline_stay_on_it(day: str) -> None:
    label = "explosion: the old grain terminal at the eastern harbour"
    happenings = [Happening(label=label, start=s) for s in ("2025-01-01", day, "2025-02-10")]
    assert all(
        left >= -2 and right <= 352 for left, _, right, _, _ in _boxes(draw_timeline(happenings, width=350))
    )


def test_words_on_a_narrow_map_stay_on_it() -> None:
    spots = [
        Spot(label="flood: the lower town of Orvel on the Sarn", lat=48.0 + n, lon=16.0 + n) for n in (0, 9)
    ]
    assert all(left >= -2 and right <= 352 for left, _, right, _, _ in _boxes(draw_map(spots, width=350)))


def test_what_a_claim_of_a_toll_says_stands_off_its_line() -> None:
    marks = [
        TollMark(when="2025-01-09", low=3, high=3, source="the mayor", stands="superseded"),
        TollMark(when="2025-01-12", low=9, high=9, source="the mayor", stands="preferred"),
    ]
    drawn = draw_toll(marks)
    signs = dict(re.findall(r"<title>(.*?)</title>.*?c[y]=\"([0-9.]+)\"", drawn))
    for _, top, _, bottom, said in _boxes(drawn):
        if said in signs:
            assert not top < float(signs[said]) < bottom


def test_one_number_of_one_day_is_one_sign_however_many_reports_say_it() -> None:
    marks = [
        TollMark(when="2025-01-09", low=3, high=3, source=s) for s in ("the mayor", "the mayor", "a nurse")
    ]
    drawn = draw_toll(marks)
    assert drawn.count("<circle") == 1
    assert "3, a nurse and 1 more" in drawn
    assert "3, a nurse; 3, the mayor" in drawn


def test_signs_of_near_numbers_of_one_day_do_not_hide_each_other() -> None:
    marks = [TollMark(when="2025-01-09", low=n, high=n, source=f"voice {n}") for n in (100, 101, 102)]
    places = {tuple(map(float, p)) for p in re.findall(r'cx="([0-9.]+)" cy="([0-9.]+)"', draw_toll(marks))}
    assert len(places) == 3
    assert all(abs(a[0] - b[0]) > 10 or abs(a[1] - b[1]) > 10 for a in places for b in places if a != b)


def test_a_picture_for_pages_is_drawn_wide_and_narrow() -> None:
    one = [Happening(label="flood: Orvel", start="2025-01-09")]
    drawn = fit(lambda width: draw_timeline(one, width=width))
    assert [float(w) for w in re.findall(r'<svg[^>]* width="([0-9.]+)"', drawn)] == [960, 350]

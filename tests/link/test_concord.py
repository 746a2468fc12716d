"""What the reports of one event settle together: its day and its tolls."""

import msgspec

from tests.timing import least_seconds
from variorum.link.concord import choose_together
from variorum.link.events import Merged
from variorum.model.analysis import Analysis, Chance, Filling, LocalEvent
from variorum.model.report import Report
from variorum.model.span import Span
from variorum.model.value import Count, Text, Time, Value


def number(low: int) -> Count:
    return Count(low=low, high=low, unit="person")


def day(date: str, last: str | None = None) -> Time:
    return Time(start=date, end=last or date, timex=date)


def fill(slot: str, value: Value, of: int | None = None) -> Filling:
    return Filling(slot=slot, value=value, span=Span(0, 5), sentence=Span(0, 20), of=of)


def read(slot: str, *chances: tuple[Time | Count, int], also: tuple[Filling, ...] = ()) -> Analysis:
    """Return a report that chose the first of its values and gives each so many thousandths."""
    listed = tuple(
        Chance(slot=slot, value=v, weight=w, chosen=n == 0, fillings=() if n == 0 else (fill(slot, v),))
        for n, (v, w) in enumerate(chances)
    )
    told = (fill("type", Text(text="shooting")), fill(slot, chances[0][0]), *also)
    event = LocalEvent(
        type="shooting", label="shooting", mentions=(Span(0, 5),), fillings=told, chances=listed
    )
    return Analysis(events=(event,), main_event=0)


def settle(*analyses: Analysis, origins: str = "abcdefgh") -> dict[str, list[Value]]:
    """Return the values that each report claims in the end for what its chances are of."""
    reports = [Report(id=f"r{n}", sha256="", text="") for n, _ in enumerate(analyses)]
    known = {r.id: a for r, a in zip(reports, analyses, strict=True)}
    merged = Merged(ids={(r.id, 0): "e1" for r in reports}, part_of={}, founders={}, evidence=())
    changed = choose_together(reports, known, merged, lambda name, span: origins[int(name[1:])])
    fillings = {r.id: changed.get((r.id, 0), known[r.id].events[0].fillings) for r in reports}
    return {name: [f.value for f in fs if f.slot != "type"] for name, fs in fillings.items()}


SURE = read("killed", (number(2), 960), (number(1), 20))


def test_a_report_that_may_mean_either_number_means_the_one_that_another_is_sure_of() -> None:
    torn = read("killed", (number(3), 500), (number(2), 450))
    assert settle(SURE, torn)["r1"] == [number(2)]


def test_two_reports_that_are_sure_of_their_own_numbers_both_stand() -> None:
    other = read("killed", (number(3), 960), (number(2), 20))
    assert settle(SURE, other) == {"r0": [number(2)], "r1": [number(3)]}


def test_a_report_alone_says_what_it_says() -> None:
    torn = read("killed", (number(3), 500), (number(2), 450))
    assert settle(torn)["r0"] == [number(3)]


def test_a_number_stands_where_its_reports_words_give_no_other() -> None:
    unsure = read("killed", (number(3), 150))
    assert settle(SURE, SURE, unsure)["r2"] == [number(3)]


def test_no_report_takes_a_number_for_which_it_has_no_words() -> None:
    wordless = Chance(slot="killed", value=number(2), weight=600)
    torn = read("killed", (number(5), 300))
    event = msgspec.structs.replace(torn.events[0], chances=(*torn.events[0].chances, wordless))
    assert settle(SURE, msgspec.structs.replace(torn, events=(event,)))["r1"] == [number(5)]


def test_several_who_are_told_stay_though_other_reports_tell_of_none() -> None:
    none, told = read("injured", (number(0), 980)), read("injured", (number(9), 400), (number(0), 500))
    assert settle(none, none, told)["r2"] == [number(9)]


def test_tolls_beyond_what_the_weights_were_learnt_from_are_left_as_they_are() -> None:
    torn = read("killed", (number(20), 500), (number(22), 450))
    assert settle(read("killed", (number(22), 990)), torn)["r1"] == [number(20)]


def test_none_hurt_leaves_nobody_hurt_one_by_one_either() -> None:
    none = read("injured", (number(0), 980))
    unsure = read("injured", (number(1), 500), (number(0), 450), also=(fill("injured", number(1), of=0),))
    assert settle(none, none, unsure)["r2"] == [number(0)]


def test_a_night_that_covers_the_day_speaks_for_it() -> None:
    night = read("time", (day("2031-05-02", "2031-05-03"), 900))
    torn = read("time", (day("2031-05-04"), 450), (day("2031-05-03"), 400))
    assert settle(night, torn)["r1"] == [day("2031-05-03")]
    assert settle(night, torn)["r0"] == [day("2031-05-02", "2031-05-03")]


def test_copies_of_one_report_count_once() -> None:
    wire = read("killed", (number(3), 700), (number(2), 250))
    own = read("killed", (number(2), 600), (number(3), 300))
    assert settle(wire, wire, wire, wire, own, own, origins="aaaabc")["r4"] == [number(2)]


def test_the_order_of_reports_changes_nothing() -> None:
    torn = read("killed", (number(3), 500), (number(2), 450))
    assert settle(SURE, torn)["r1"] == settle(torn, SURE)["r0"]


def test_the_work_grows_with_the_reports_of_an_event() -> None:
    def seconds(count: int) -> float:
        many = [read("killed", (number(n), 500), (number(n + 1), 400)) for n in range(count)]
        reports = [Report(id=f"r{n}", sha256="", text="") for n in range(count)]
        known = {r.id: a for r, a in zip(reports, many, strict=True)}
        merged = Merged(ids={(r.id, 0): "e1" for r in reports}, part_of={}, founders={}, evidence=())
        return least_seconds(lambda: choose_together(reports, known, merged, lambda name, span: name))

    assert seconds(800) < max(0.02, 24 * seconds(100))

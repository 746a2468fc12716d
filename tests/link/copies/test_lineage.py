"""The tree of a story, as data and as words."""

from variorum.link.copies import find_copies
from variorum.link.copies.lineage import lineage, write_lineage
from variorum.model.report import Report

WIRE = """The dam above Orvel broke at dawn on Monday and the lower town was under deep water by noon.

Soldiers in boats took some 300 people from the roofs. The road to Lisk was cut, and the bridge at Kell Mill
gave way shortly before eight, the provincial governor said."""

OWN = "A baker climbed a walnut tree and stayed there until the water had gone, she told us on the hill."


def report(name: str, text: str, outlet: str, published: str | None) -> Report:
    return Report(id=name, sha256=name, text=text, outlet=outlet, published=published)


def _tree(names: list[str]) -> tuple[object, str]:
    reports = [report(f"r{n:02}", WIRE, name, f"2025-01-{n + 1:02}") for n, name in enumerate(names)]
    tree = lineage([*reports, report("z", OWN, "Echo", "2025-01-02")], find_copies(reports))
    return tree, write_lineage(tree)


def test_copies_hang_on_their_source() -> None:
    _, words = _tree(["Norwire", "Post"])
    assert words.splitlines() == [
        "Norwire, 2025-01-01 (r00)",
        "└── Post, 2025-01-02 (r01): copy, 100% of its words",
        "Echo, 2025-01-02 (z)",
    ]


def test_a_crowd_is_counted_not_listed() -> None:
    _, words = _tree([f"Paper {n}" for n in range(20)])
    assert words.count("\n") == 1 + 12 + 1
    assert "and 7 more" in words


def test_no_reports_give_no_tree() -> None:
    assert lineage([], find_copies([])) == ()
    assert write_lineage(()) == ""

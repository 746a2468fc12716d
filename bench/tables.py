"""Write docs/benchmarks.md from the rows that the benches kept in bench/results/.

    python bench/tables.py

Each row names its command, data split, date, machine and figures. A figure that was not reached stands with
its target and what was tried.
"""

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TARGET = HERE.parent / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Every figure is printed by the command beside it; this page is written by `python bench/tables.py` from
`bench/results/`. Training used the train splits, tuning their own halves; test splits were not seen. The
corpora are public but not part of the repository; the scorers are those handed out with them.
"""


def make_section(task: str, rows: list[dict[str, Any]]) -> str:
    """Return one task's section: a table for each set of figures, then the notes."""
    rows = [{**row, "figures": flatten(row["figures"])} for row in rows]
    tables: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        tables.setdefault(tuple(row["figures"]), []).append(row)
    parts = [f"## {task}", *(make_table(names, same) for names, same in tables.items())]
    notes = [f"- {row['split']}: {row['note']}" for row in rows if row.get("note")]
    return "\n\n".join([*parts, *(["\n".join(notes)] if notes else [])]) + "\n"


def make_table(names: tuple[str, ...], rows: list[dict[str, Any]]) -> str:
    """Return rows that have the same figures as one table."""
    head = ["split", *names, "date", "machine", "command"]
    lines = [f"| {' | '.join(head)} |", "|" + " --- |" * len(head)]
    for row in rows:
        cells = [show(row["figures"][name]) for name in names]
        tail = [row["date"], row["machine"], f"`{row['command']}`"]
        lines.append(f"| {' | '.join([row['split'], *cells, *tail])} |")
    return "\n".join(lines)


def flatten(figures: dict[str, Any], before: str = "") -> dict[str, Any]:
    """Return figures within figures as one row: `{"a": {"b": 1}}` is `{"a b": 1}`."""
    flat: dict[str, Any] = {}
    for name, figure in figures.items():
        if isinstance(figure, dict):
            flat.update(flatten(figure, f"{before}{name} "))
        else:
            flat[f"{before}{name}"] = figure
    return flat


def show(figure: Any) -> str:
    """Return a figure as it stands in a table; an absent one is an empty cell."""
    if figure is None:
        return ""
    return f"{figure:.3f}".rstrip("0").rstrip(".") if isinstance(figure, float) else str(figure)


def main() -> None:
    sections = [
        make_section(path.stem, json.loads(path.read_text(encoding="utf-8")))
        for path in sorted((HERE / "results").glob("*.json"))
    ]
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(HEAD + "\n" + "\n".join(sections), encoding="utf-8")
    print(f"{len(sections)} tables in {TARGET.name}")


if __name__ == "__main__":
    main()

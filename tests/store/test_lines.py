"""Finding lines in a large record: by index, never by walking through all of them."""

from pathlib import Path

import sqlalchemy as sa

from variorum.store import Archive


def test_lines_on_shelves_are_found_by_the_index_of_shelves(tmp_path: Path) -> None:
    with Archive(tmp_path / "record.db") as archive:
        asked: list[tuple[str, tuple[str, ...]]] = []

        @sa.event.listens_for(archive.engine, "before_cursor_execute")
        def note(_c: object, _cursor: object, statement: str, given: tuple[str, ...], *_rest: object) -> None:
            asked.append((statement, given))

        archive.lines.on_shelves("report", ["s-1", "s-2"])
        statement, given = next(each for each in asked if "shelf" in each[0])
        with archive.engine.connect() as connection:
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", given).all()
    assert [str(row[3]) for row in plan] == ["SEARCH line USING INDEX ix_line_shelf (shelf=?)"]

"""Words found in reports, on both stores."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.making import stored
from variorum.searching import find
from variorum.store import Archive

TEXTS = {
    "a": "Don't cross the river, AND mind the multi-agent ferry of Café Noir.",
    "b": "The river rose by 3 metres; the ferry did not sail.",
    "c": "Nothing happened in Osk.",
}


@pytest.fixture
def archive(address: str) -> Archive:
    kept = Archive(address)
    kept.put_reports([stored(name, text) for name, text in TEXTS.items()], "v1")
    return kept


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("river", {"a", "b"}),
        ("RIVER ferry", {"a", "b"}),
        ("don't", {"a"}),
        ("multi-agent", {"a"}),
        ("AND", {"a"}),
        ("cafe", {"a"}),
        ("3 metres", {"b"}),
        ('"', set()),
        ("' OR 1=1--", set()),
        ("river*", {"a", "b"}),
        ("text:river", set()),
        ("NEAR(river ferry)", set()),
        ("\0", set()),
        ("\ud800", set()),
        ("", set()),
        ("riv", set()),
    ],
)
def test_a_query_is_words_and_nothing_else(archive: Archive, query: str, found: set[str]) -> None:
    with archive:
        assert {hit.report for hit in find(archive, query).hits} == found


def test_hits_show_the_words_where_they_stand(archive: Archive) -> None:
    with archive:
        hit = next(h for h in find(archive, "FERRY sail").hits)
        assert [span.of(hit.words) for span in hit.marks] == ["ferry", "sail"]
        assert find(archive, "river", most=1).total == 2
        assert find(archive, "river", most=0).hits == ()


@given(query=st.text(max_size=40))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_query_fails(archive: Archive, query: str) -> None:
    assert find(archive, query).total <= 3
    archive.engine.dispose()


def test_a_very_long_report_is_found_by_its_first_words(address: str) -> None:
    long = " ".join(f"word{n}" for n in range(200_000))
    with Archive(address) as kept:
        kept.put_reports([stored("long", long)], "v1")
        assert find(kept, "word7 word12").total == 1


def test_a_record_of_the_first_schema_is_indexed_when_it_is_brought_up_to_date(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "v.db"
    with Archive(path) as kept:
        kept.put_reports([stored("a", TEXTS["a"])], "v1")
        state = kept.state()
    with sqlite3.connect(path) as old:
        for table in ("words", "indexed", "tombstone", "decision", "machine_line"):
            old.execute(f"DROP TABLE {table}")
        old.execute("DROP INDEX ix_line_shelf")
        old.execute("ALTER TABLE line DROP COLUMN shelf")
        old.execute("DROP INDEX ix_redirect_new")
        old.execute("DELETE FROM meta WHERE key = 'reports'")
        old.execute("UPDATE meta SET value = '1' WHERE key = 'schema'")
        old.execute("UPDATE alembic_version SET version_num = '0001'")
    old.close()
    with Archive(path) as kept:
        assert find(kept, "ferry").total == 1
        assert kept.state() == state
    assert (tmp_path / "v.db.before-2.bak").is_file()

"""The index of the words of all reports: FTS5 on SQLite, a tsvector on PostgreSQL, the same words in both.

Words are folded before either sees them, so that the two find the same and no query can be more than words.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from variorum.store.connect import reading
from variorum.store.schema import indexed

_WORD = re.compile(r"[^\W_]+")

# PostgreSQL holds no more than a megabyte of one text's words with their places.
_MOST_BYTES = 400_000

# A query is cut to so many different words: nobody types more, and each costs a search.
_MOST_WORDS = 32

# A word longer than this is no word; PostgreSQL leaves such out, so both do.
_LONGEST = 200


class Matches(NamedTuple):
    """The ids of the best reports for some words, and how many there are in all."""

    reports: tuple[str, ...]
    total: int


def fold(text: str) -> list[str]:
    """Return the words of a text in lower case and without accents, in their order.

    >>> fold("Don't: the Café_Noir, AND 3 “boats”")
    ['don', 't', 'the', 'cafe', 'noir', 'and', '3', 'boats']
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in plain if not unicodedata.combining(c))
    return [word for word in _WORD.findall(bare) if len(word) <= _LONGEST]


class WordIndex:
    """Finds reports by their words."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine

    def find(self, query: str, most: int, *, any_word: bool = False) -> Matches:
        """Return the reports that hold every word of a query (or any), the best first; none for no word.

        Nothing in a query is an operator: AND is looked for as a word, quotes and stars are not at all.
        """
        words = list(dict.fromkeys(fold(query)))[:_MOST_WORDS]
        if not words or most < 0:
            return Matches((), 0)
        with reading(self._engine) as connection:
            return _find(connection, words, most, any_word)

    def find_forms(self, asked: Sequence[tuple[Sequence[str], bool]], most: int) -> Matches:
        """Return the reports that hold one of the forms of each thing asked for, the best first.

        The forms are folded words; where the second of a pair is true, words that begin with its first form.
        """
        if not asked or most < 0:
            return Matches((), 0)
        with reading(self._engine) as connection:
            kind = connection.dialect.name
            both, either = (" AND ", " OR ") if kind == "sqlite" else (" & ", " | ")
            each = [
                either.join(_write(form, kind, is_beginning) for form in forms)
                for forms, is_beginning in asked
            ]
            return _run(connection, both.join(f"({forms})" for forms in each), most)

    def rarity(self, words: Sequence[str], most: int) -> dict[str, int]:
        """Map each word to the number of reports that hold it, counted up to `most` and one more.

        Words of no report are left out. A common word costs no more than a rare one: its reports are not
        counted to their end.
        """
        with reading(self._engine) as connection:
            return _count_carriers(connection, words, most)


def create_index(connection: sa.Connection) -> None:
    """Create the tables of the index; SQLAlchemy has no words for them."""
    if connection.dialect.name == "sqlite":
        # No text is kept twice. The places of words are kept: without them FTS5 cannot rank what it finds.
        connection.exec_driver_sql(
            "CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize='unicode61')"
        )
        return
    connection.exec_driver_sql(
        "CREATE TABLE words (number integer PRIMARY KEY REFERENCES indexed (number) ON DELETE CASCADE,"
        " text tsvector NOT NULL)"
    )
    connection.exec_driver_sql("CREATE INDEX ix_words_text ON words USING gin (text)")


def index_texts(connection: sa.Connection, texts: Mapping[str, str]) -> None:
    """Put the words of reports, by id, into the index; part of the caller's transaction."""
    # Writers queue, so nobody else takes these numbers meanwhile.
    last = connection.execute(sa.select(sa.func.max(indexed.c.number))).scalar_one_or_none() or 0
    rows = [
        {"number": number, "report": report, "text": _prepare(connection, text)}
        for number, (report, text) in enumerate(texts.items(), last + 1)
    ]
    if rows:
        connection.execute(indexed.insert(), [{"number": r["number"], "report": r["report"]} for r in rows])
        connection.execute(_PUT[connection.dialect.name], rows)


def unindex_text(connection: sa.Connection, report: str, text: str) -> None:
    """Take the words of a report out of the index; `text` must be what was put in."""
    query = sa.select(indexed.c.number).where(indexed.c.report == report)
    number = connection.execute(query).scalar_one_or_none()
    if number is None:
        return
    connection.execute(_TAKE[connection.dialect.name], {"number": number, "text": _prepare(connection, text)})
    connection.execute(indexed.delete().where(indexed.c.number == number))
    if connection.dialect.name == "sqlite":
        # Only this drops the words from the file: a deletion alone is noted beside them.
        connection.exec_driver_sql("INSERT INTO words (words) VALUES ('optimize')")


def _count_carriers(connection: sa.Connection, words: Iterable[str], most: int) -> dict[str, int]:
    kind = connection.dialect.name
    counted = {}
    for word in dict.fromkeys(words):
        # The words hold letters and digits alone, so that quoting them is all that is needed.
        asked = f'"{word}"' if kind == "sqlite" else f"'{word}'"
        counted[word] = connection.execute(_COUNT[kind], {"asked": asked, "most": most + 1}).scalar_one()
    return {word: count for word, count in counted.items() if count}


def _find(connection: sa.Connection, words: Sequence[str], most: int, any_word: bool) -> Matches:
    kind = connection.dialect.name
    if kind == "sqlite":
        asked = (" OR " if any_word else " ").join(f'"{word}"' for word in words)
    else:
        # The words hold letters and digits alone, so that quoting them is all that is needed.
        asked = (" | " if any_word else " & ").join(f"'{word}'" for word in words)
    return _run(connection, asked, most)


def _write(word: str, kind: str, is_beginning: bool) -> str:
    """Write a word, or the beginning of one, as the database asks for it."""
    if kind == "sqlite":
        return f'"{word}"' + (" *" if is_beginning else "")
    return f"'{word}'" + (":*" if is_beginning else "")


def _run(connection: sa.Connection, asked: str, most: int) -> Matches:
    kind = connection.dialect.name
    rows = connection.execute(_FIND[kind], {"asked": asked, "most": most}).scalars().all()
    total = len(rows)
    if total >= most:
        total = connection.execute(_TOTAL[kind], {"asked": asked}).scalar_one()
    return Matches(tuple(rows), total)


def _prepare(connection: sa.Connection, text: str) -> str:
    folded = " ".join(fold(text))
    if connection.dialect.name == "sqlite":
        return folded
    return folded.encode("utf-8", "ignore")[:_MOST_BYTES].decode("utf-8", "ignore")


_PUT = {
    "sqlite": sa.text("INSERT INTO words (rowid, text) VALUES (:number, :text)"),
    "postgresql": sa.text("INSERT INTO words (number, text) VALUES (:number, to_tsvector('simple', :text))"),
}
_TAKE = {
    "sqlite": sa.text("INSERT INTO words (words, rowid, text) VALUES ('delete', :number, :text)"),
    "postgresql": sa.text("DELETE FROM words WHERE number = :number"),
}
_FIND = {
    "sqlite": sa.text(
        "SELECT report FROM words JOIN indexed ON number = words.rowid WHERE words MATCH :asked"
        " ORDER BY rank, report LIMIT :most"
    ),
    "postgresql": sa.text(
        "SELECT report FROM words JOIN indexed USING (number) WHERE text @@ CAST(:asked AS tsquery)"
        " ORDER BY ts_rank(text, CAST(:asked AS tsquery)) DESC, report LIMIT :most"
    ),
}
_TOTAL = {
    "sqlite": sa.text("SELECT count(*) FROM words WHERE words MATCH :asked"),
    "postgresql": sa.text("SELECT count(*) FROM words WHERE text @@ CAST(:asked AS tsquery)"),
}
_COUNT = {
    "sqlite": sa.text(
        "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH :asked LIMIT :most) AS carriers"
    ),
    "postgresql": sa.text(
        "SELECT count(*) FROM"
        " (SELECT 1 FROM words WHERE text @@ CAST(:asked AS tsquery) LIMIT :most) AS carriers"
    ),
}

"""How many reports have each word: counted by shard, added up in the engine, given back to each shard."""

from collections import Counter
from typing import Any

import numpy as np
import pyarrow as pa

from variorum.link.events.profile import bag_of, compared_words
from variorum.link.stories.describing import KINDS
from variorum.scale.desk import Link
from variorum.scale.engine import Engine, Row, Steps, run_here

# The kind of the words by which events are compared; those before it are the kinds of stories.
SPREAD = len(KINDS)
COUNTED = pa.schema(
    [("home", pa.int64()), ("kind", pa.int64()), ("word", pa.large_string()), ("reports", pa.int64())]
)
WORDS = pa.schema(
    [("kind", pa.int64()), ("word", pa.large_string()), ("reports", pa.int64()), ("id", pa.int64())]
)


def count_words(steps: Steps, engine: Engine, link: Link, *, events: bool = True) -> Any:
    """Count the words of all reports by kind; return, shard by shard, its words with the count of them all.

    A word of a story that one report alone has is left out: whoever looks it up and finds nothing knows.
    """
    col = engine.daft.col
    homes = engine.frame(pa.table({"home": list(range(len(link.keys)))}), len(link.keys))
    counted = steps.keep(
        "words-by-shard",
        COUNTED,
        lambda: (
            engine.each(homes, run_here(_count_stories, link), COUNTED)
            if not events
            else engine.each(homes, run_here(_count_all, link), COUNTED)
        ),
    )
    words = steps.keep(
        "words",
        WORDS,
        lambda: (
            counted.groupby("kind", "word")
            .agg(col("reports").sum())
            .where((col("reports") > 1) | (col("kind") == SPREAD))
            .with_column("id", engine.daft.functions.monotonically_increasing_id())
            .select("kind", "word", "reports", "id")
        ),
    )
    asked = counted.select("home", "kind", "word")
    found = asked.join(words, on=["kind", "word"]).with_column(
        "part", col("home") * 2 + (col("kind") == SPREAD).cast(engine.daft.DataType.int64())
    )
    return engine.gather(found, "part", "kind", "word", "reports", "id")


def _count_stories(link: Link, row: Row) -> pa.Table:
    desk = link.file("desk", row["home"])
    # A word of no kind, so that a shard that shares no word with another is given back too.
    empty = {"home": [row["home"]], "kind": [-1], "word": [""], "reports": [2]}
    tables = [pa.table(empty, schema=COUNTED)]
    for kind in range(len(KINDS)):
        values = pa.chunked_array([desk.column(f"words{kind}").flatten()]).value_counts()
        tables.append(
            pa.table(
                {
                    "home": np.full(len(values), row["home"], np.int64),
                    "kind": np.full(len(values), kind, np.int64),
                    "word": values.field("values"),
                    "reports": values.field("counts"),
                }
            ).cast(COUNTED)
        )
    return pa.concat_tables(tables)


def _count_all(link: Link, row: Row) -> pa.Table:
    numbers = link.file("desk", row["home"]).column("n").to_pylist()
    spread: Counter[str] = Counter({"": 0})
    for n in numbers:
        spread.update(set(compared_words(link.report(n))))
        for person in link.analysis(n).participants:
            for word in bag_of(person.name):
                spread.setdefault(word, 0)
    found = {
        "home": [row["home"]] * len(spread),
        "kind": [SPREAD] * len(spread),
        "word": list(spread),
        "reports": list(spread.values()),
    }
    return pa.concat_tables([_count_stories(link, row), pa.table(found, schema=COUNTED)])

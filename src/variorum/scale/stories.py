"""Stories on a cluster: each shard finds its nearest anywhere, then each connected group is joined alone.

A shard is the partition (shards are days or hours of news). Its border are the reports of other shards that
share a word with its own and are read where they lie, so that no partition loses a pair.
"""

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa

from variorum.link.stories.describing import KINDS, Space, weigh_kind
from variorum.link.stories.grouping import COPY
from variorum.link.stories.linkage import join
from variorum.link.stories.pairing import (
    Judge,
    by_pair,
    find_nearest,
    most_carriers,
    rare_carriers,
    tabulate,
)
from variorum.model.report import Report
from variorum.scale.desk import Link, by_label, homes_of
from variorum.scale.engine import LABELS, Engine, Row, Steps, run_here
from variorum.scale.numbering import save
from variorum.scale.scratch import open_table, write_table

NEAR = pa.schema([("home", pa.int64()), ("a", pa.int64()), ("b", pa.int64())])
ODDS = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("odds", pa.float64())])
WEIGHED = pa.schema(
    [
        ("outlet", pa.large_string()),
        ("published", pa.large_string()),
        *((f"ids{k}", pa.large_list(pa.int64())) for k in range(len(KINDS))),
        *((f"weights{k}", pa.large_list(pa.float64())) for k in range(len(KINDS))),
        *((f"rare{k}", pa.large_list(pa.int64())) for k in (1, 2)),
        *((f"rarity{k}", pa.large_list(pa.float64())) for k in (1, 2)),
        ("pairing", pa.large_list(pa.int64())),
        ("pairing_weights", pa.large_list(pa.float64())),
    ]
)
DONE = pa.schema([("home", pa.int64()), ("rows", pa.int64())])
# Pairs that are compared at one time: what both sides of them have to be unpacked for.
_AT_ONCE = 20_000
_ALONE = 2000  # reports up to which all parts are one task


def link_stories(steps: Steps, engine: Engine, link: Link, words: Any, copies: Any) -> None:
    """Find the story of every report and keep the founders' numbers as the column `story`."""
    odds = _odds_of_pairs(steps, engine, link, _nearest(steps, engine, link, words), copies)
    joined = _join_groups(steps, engine, link, odds)
    found = joined.to_arrow()
    story = np.arange(link.total, dtype=np.int64)
    story[found.column("node").to_numpy()] = found.column("label").to_numpy()
    save(link.path, "story", story)


def _is_apart(link: Link) -> bool:
    """Say whether the parts are worth a task each."""
    return link.total > _ALONE


def _nearest(steps: Steps, engine: Engine, link: Link, words: Any) -> Any:
    """Return the pairs of every report and those that are nearest to it, by the shard that judges them."""
    apart = _is_apart(link)
    of_stories = words.where(engine.daft.col("part") % 2 == 0)
    steps.keep(
        "weighed-by-shard", DONE, lambda: engine.each(of_stories, run_here(_weigh, link), DONE, apart=apart)
    )
    buckets = engine.frame(pa.table({"home": list(range(link.buckets))}), link.buckets)
    steps.keep(
        "postings-by-bucket", DONE, lambda: engine.each(buckets, run_here(_post, link), DONE, apart=apart)
    )
    homes = engine.frame(pa.table({"home": list(range(len(link.keys)))}), len(link.keys))
    return steps.keep(
        "nearest",
        NEAR,
        lambda: engine.each(homes, run_here(_find_nearest, link), NEAR, apart=apart).distinct(),
    )


def _odds_of_pairs(steps: Steps, engine: Engine, link: Link, near: Any, copies: Any) -> Any:
    """Return the odds of every pair to tell one story; a copy and its source tell one."""
    col = engine.daft.col
    pairs = engine.gather(near, "home", "a", "b")
    judged = steps.keep(
        "odds", ODDS, lambda: engine.each(pairs, run_here(_judge, link), ODDS, apart=_is_apart(link))
    )
    told = copies.where(col("source") >= 0).select("n", "source").to_arrow()
    both = np.stack([told.column("n").to_numpy(), told.column("source").to_numpy()])
    copied = pa.table(
        {"a": both.min(axis=0), "b": both.max(axis=0), "odds": np.full(both.shape[1], COPY)}, schema=ODDS
    )
    return judged.concat(engine.frame(copied)).groupby("a", "b").agg(col("odds").max())


def _join_groups(steps: Steps, engine: Engine, link: Link, odds: Any) -> Any:
    """Return the story of every report, each group of reports that odds connect being joined alone."""
    col = engine.daft.col
    threshold = Judge.load().threshold
    labels = steps.keep(
        "stories-connected",
        LABELS,
        lambda: engine.label_components(
            odds.where(col("odds") > threshold).select("a", "b"), link.buckets, steps.count("odds")
        ),
    )
    other = labels.select(col("node").alias("other"), col("label").alias("other_label"))
    inside = (
        odds.join(labels, left_on="a", right_on="node")
        .join(other, left_on="b", right_on="other")
        .where(col("label") == col("other_label"))
        .with_column("bucket", col("label") % link.buckets)
    )
    groups = engine.gather(inside, "bucket", "label", "a", "b", "odds")
    return steps.keep(
        "stories", LABELS, lambda: engine.each(groups, run_here(_join, link), LABELS, apart=_is_apart(link))
    )


class _Known(dict[str, tuple[int, int]]):
    """How many reports have a word, and its number; a word not listed is in one report alone."""

    def __missing__(self, word: str) -> tuple[int, int]:
        return 1, -1


def _weigh(link: Link, row: Row) -> pa.Table:
    """Weigh the words of a shard's reports by their rarity among all."""
    home = row["part"] // 2
    known = [_Known() for _ in KINDS]
    for kind, word, reports, number in zip(row["kind"], row["word"], row["reports"], row["id"], strict=True):
        if kind >= 0:
            known[kind][word] = int(reports), int(number)
    desk = link.file("desk", home)
    columns: dict[str, Any] = {"outlet": desk.column("outlet"), "published": desk.column("published")}
    rare = (0, *reversed(rare_carriers(link.total)))
    for kind in range(len(KINDS)):
        counts = list(_counts(desk, kind))
        carriers = {word: known[kind][word][0] for count in counts for word in count}
        space = weigh_kind(counts, carriers, link.total)
        columns[f"ids{kind}"] = [[known[kind][w][1] for w in vector] for vector in space.vectors]
        columns[f"weights{kind}"] = [list(vector.values()) for vector in space.vectors]
        if kind in (1, 2):
            few = [[w for w in vector if carriers[w] <= rare[kind]] for vector in space.vectors]
            columns[f"rare{kind}"] = [[known[kind][w][1] for w in words] for words in few]
            columns[f"rarity{kind}"] = [[space.rarity[w] for w in words] for words in few]
        if kind == 0:
            most = most_carriers(link.total)
            some = [[w for w in vector if carriers[w] <= most] for vector in space.vectors]
            columns["pairing"] = [[known[0][w][1] for w in words] for words in some]
            columns["pairing_weights"] = [
                [vector[w] for w in words] for vector, words in zip(space.vectors, some, strict=True)
            ]
    table = pa.table(columns).select(WEIGHED.names).cast(WEIGHED)
    write_table(link.path / "weighed" / f"{link.keys[home]}.arrow", table)
    return pa.table({"home": [home], "rows": [table.num_rows]}, schema=DONE)


def _counts(desk: pa.RecordBatch, kind: int) -> Iterator[Mapping[str, int]]:
    words, counts = desk.column(f"words{kind}"), desk.column(f"counts{kind}")
    edges = words.offsets.to_pylist()
    every, numbers = words.values.to_pylist(), counts.values.to_pylist()
    for start, end in itertools.pairwise(edges):
        yield dict(zip(every[start:end], numbers[start:end], strict=True))


def _post(link: Link, row: Row) -> pa.Table:
    """Write which reports carry the words of one bucket, with their weights, sorted by word and report."""
    bucket = row["home"]
    found: list[tuple[np.ndarray, ...]] = []
    for home in range(len(link.keys)):
        weighed, numbers = link.file("weighed", home), link.file("desk", home).column("n").to_numpy()
        column = weighed.column("pairing")
        ids = column.flatten().to_numpy()
        mine = ids % link.buckets == bucket
        carriers = np.repeat(numbers, np.diff(column.offsets.to_numpy()))
        weights = weighed.column("pairing_weights").flatten().to_numpy()
        found.append((ids[mine], carriers[mine], weights[mine]))
    ids, carriers, weights = (np.concatenate(parts) for parts in zip(*found, strict=True))
    order = np.lexsort((carriers, ids))
    table = pa.table({"id": ids[order], "n": carriers[order], "weight": weights[order]})
    write_table(link.path / "postings" / f"{bucket}.arrow", table)
    return pa.table({"home": [bucket], "rows": [table.num_rows]}, schema=DONE)


class _Postings:
    """The carriers of every word, read where they lie."""

    def __init__(self, link: Link) -> None:
        self._parts = []
        for bucket in range(link.buckets):
            part = open_table(link.path / "postings" / f"{bucket}.arrow")
            ids = part.column("id").to_numpy()
            first = np.flatnonzero(np.r_[True, ids[1:] != ids[:-1]]) if len(ids) else np.zeros(0, np.int64)
            arrays = ids[first], np.append(first, len(ids)), part.column("n").to_numpy()
            self._parts.append((*arrays, part.column("weight").to_numpy()))

    def find(self, word: int) -> tuple[np.ndarray, np.ndarray]:
        """Return the reports that carry a word, and its weights in them."""
        words, edges, numbers, weights = self._parts[word % len(self._parts)]
        at = int(np.searchsorted(words, word))
        start, end = edges[at], edges[at + 1]
        return numbers[start:end], weights[start:end]


@functools.lru_cache(maxsize=1)
def _postings(link: Link) -> _Postings:
    return _Postings(link)


def _find_nearest(link: Link, row: Row) -> pa.Table:
    """Pair each report of a shard with those most like it, wherever they lie."""
    numbers = link.file("desk", row["home"]).column("n").to_numpy()
    weighed, postings = link.file("weighed", row["home"]), _postings(link)
    words, weights = weighed.column("pairing"), weighed.column("pairing_weights").flatten().to_numpy()
    edges, every = words.offsets.to_numpy(), words.flatten().to_numpy()
    carriers: dict[int, tuple[np.ndarray, np.ndarray]] = {}
    pairs: list[tuple[int, int]] = []
    for at, n in enumerate(numbers.tolist()):
        shared = []
        for k in range(edges[at], edges[at + 1]):
            word = int(every[k])
            if word not in carriers:
                carriers[word] = postings.find(word)
            shared.append((*carriers[word], float(weights[k])))
        pairs.extend((min(n, other), max(n, other)) for other in find_nearest(n, shared))
    a, b = np.array(pairs, np.int64).reshape(-1, 2).T
    return pa.table({"home": homes_of(link, a), "a": a, "b": b}, schema=NEAR)


def _judge(link: Link, row: Row) -> pa.Table:
    """Weigh what speaks for and against each pair."""
    order = np.lexsort((row["b"], row["a"]))
    a, b = row["a"][order], row["b"][order]
    judge = Judge.load()
    odds: list[float] = []
    for start in range(0, len(a), _AT_ONCE):
        some = slice(start, start + _AT_ONCE)
        numbers = np.unique(np.concatenate([a[some], b[some]]))
        spaces, reports = _unpack(link, numbers)
        pairs = list(
            zip(
                np.searchsorted(numbers, a[some]).tolist(),
                np.searchsorted(numbers, b[some]).tolist(),
                strict=True,
            )
        )
        odds.extend(by_pair(pairs, judge.weigh(tabulate(pairs, spaces, reports, link.total))).values())
    return pa.table({"a": a, "b": b, "odds": odds}, schema=ODDS)


def _unpack(link: Link, numbers: np.ndarray) -> tuple[list[Space], list[Report]]:
    """Unpack the weighed words of some reports; of the rare names only are rarity and carriers looked up."""
    spaces = []
    places = [link.place(n) for n in numbers.tolist()]
    for kind in range(len(KINDS)):
        vectors = [
            dict(zip(_list(link, h, r, f"ids{kind}"), _list(link, h, r, f"weights{kind}"), strict=True))
            for h, r in places
        ]
        rarity: dict[Any, float] = {}
        if kind in (1, 2):
            for h, r in places:
                rarity.update(
                    zip(_list(link, h, r, f"rare{kind}"), _list(link, h, r, f"rarity{kind}"), strict=True)
                )
        carriers = defaultdict(lambda: link.total + 1, dict.fromkeys(rarity, 0))
        spaces.append(Space(vectors, rarity, carriers))
    reports = [
        Report(
            id="",
            sha256="",
            text="",
            outlet=_cell(link, h, r, "outlet"),
            published=_cell(link, h, r, "published"),
        )
        for h, r in places
    ]
    return spaces, reports


def _list(link: Link, home: int, row: int, name: str) -> Sequence[Any]:
    edges, values = _flat(link, home, name)
    found: list[Any] = values[edges[row] : edges[row + 1]].tolist()
    return found


@functools.lru_cache(maxsize=4096)
def _flat(link: Link, home: int, name: str) -> tuple[np.ndarray, np.ndarray]:
    column = link.file("weighed", home).column(name)
    return column.offsets.to_numpy(), column.values.to_numpy()


def _cell(link: Link, home: int, row: int, name: str) -> str | None:
    found: str | None = link.file("weighed", home).column(name)[row].as_py()
    return found


def _join(link: Link, row: Row) -> pa.Table:
    """Join the reports of each connected group into stories; no group is influenced by another."""
    del link
    judge = Judge.load()
    nodes: list[np.ndarray] = []
    founders: list[np.ndarray] = []
    for _, (a, b, odds) in by_label(row["label"], row["a"], row["b"], row["odds"]):
        numbers = np.unique(np.concatenate([a, b]))
        pairs = zip(np.searchsorted(numbers, a).tolist(), np.searchsorted(numbers, b).tolist(), strict=True)
        groups = join(
            len(numbers), dict(zip(pairs, odds.tolist(), strict=True)), judge.threshold, judge.unpaired
        )
        nodes.append(numbers)
        founders.append(numbers[groups])
    return pa.table({"node": np.concatenate(nodes), "label": np.concatenate(founders)}, schema=LABELS)

"""Events on a cluster: candidates by shared keys, scored by shard, each connected group joined alone."""

import functools
import zlib
from typing import Any, NamedTuple

import msgspec
import numpy as np
import pyarrow as pa

from variorum.link.events.candidates import keys_of, pair_shelf
from variorum.link.events.merging import group_tellings, may_join, name_event
from variorum.link.events.pairs import Pairs
from variorum.link.events.profile import Profile, Rarity, make_profiles
from variorum.link.events.scorer import score
from variorum.link.stories import least_of_each
from variorum.model.analysis import Analysis
from variorum.scale.desk import BITS, Link, by_label, homes_of, keep_sparse
from variorum.scale.engine import LABELS, Engine, Row, Steps, run_here, spread
from variorum.scale.numbering import save
from variorum.scale.scratch import write_table
from variorum.scale.stories import DONE

PROFILES = pa.schema(
    [
        ("telling", pa.int64()),
        ("index", pa.int64()),
        ("offset", pa.int64()),
        ("is_main", pa.bool_()),
        ("report", pa.large_string()),
        ("profile", pa.large_binary()),
    ]
)
KEYS = pa.schema([("bucket", pa.int64()), ("key", pa.large_string()), ("telling", pa.int64())])
TELLINGS = pa.schema([("home", pa.int64()), ("a", pa.int64()), ("b", pa.int64())])
FOUNDERS = pa.schema([("node", pa.int64()), ("founder", pa.int64()), ("slot", pa.int64())])
SCORED = pa.schema([("a", pa.int64()), ("b", pa.int64()), ("odds", pa.float64()), ("joins", pa.bool_())])

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Profile).decode


class Named(NamedTuple):
    """The event of a local event: the founding telling, the place of its cluster among others, the id."""

    founder: int
    slot: int
    id: str


def link_events(steps: Steps, engine: Engine, link: Link, words: Any, copies: Any) -> None:
    """Find the events of all reports; keep for each telling that has company the founding one."""
    col = engine.daft.col
    apart = link.total > 500
    sources = copies.where(col("source") >= 0).select(
        (col("home") * 2 + 1).alias("part"), col("n").alias("taker"), "source"
    )
    told = engine.gather(sources, "part", "taker", "source")
    given = words.where(col("part") % 2 == 1).join(told, on="part", how="left")
    steps.keep(
        "profiles-by-shard", DONE, lambda: engine.each(given, run_here(_profile, link), DONE, apart=apart)
    )
    homes = engine.frame(pa.table({"home": list(range(len(link.keys)))}), len(link.keys))
    keys = steps.keep("event-keys", KEYS, lambda: engine.each(homes, run_here(_list_keys, link), KEYS))
    shelves = engine.gather(keys, "bucket", "key", "telling")
    pairs = steps.keep(
        "event-pairs", TELLINGS, lambda: engine.each(shelves, run_here(_pair, link), TELLINGS).distinct()
    )
    gathered = engine.gather(pairs, "home", "a", "b")
    scored = steps.keep(
        "event-odds", SCORED, lambda: engine.each(gathered, run_here(_score, link), SCORED, apart=apart)
    )
    labels = steps.keep(
        "events-connected",
        LABELS,
        lambda: engine.label_components(
            scored.where(col("joins")).select("a", "b"), link.buckets, steps.count("event-odds")
        ),
    )
    other = labels.select(col("node").alias("other"), col("label").alias("other_label"))
    inside = (
        scored.join(labels, left_on="a", right_on="node")
        .join(other, left_on="b", right_on="other")
        .where(col("label") == col("other_label"))
        .with_column("bucket", spread(col("label"), link.buckets))
    )
    groups = engine.gather(inside, "bucket", "label", "a", "b", "odds")
    founders = steps.keep("founders", FOUNDERS, lambda: engine.each(groups, run_here(_group, link), FOUNDERS))
    keep_sparse(link, "telling", founders)


def join_stories(link: Link) -> None:
    """Keep by number the first report of each story, those with a common main event being one."""
    story = np.asarray(link.column("story"))
    told = link.column("telling")
    mains = [
        file.column("telling").to_numpy()[file.column("is_main").to_numpy(zero_copy_only=False)]
        for file in (link.file("profiles", home) for home in range(len(link.keys)))
    ]
    own = np.intersect1d(np.concatenate(mains), told[:, 0]) if len(told) else np.zeros(0, np.int64)
    founders = told[np.searchsorted(told[:, 0], own), 1] if len(own) else own
    stories = story[own >> BITS].astype(np.int64)
    order = np.argsort(founders, kind="stable")
    same = np.diff(founders[order]) == 0
    before, after = stories[order][:-1][same], stories[order][1:][same]
    name = np.arange(link.total, dtype=np.int64)
    for one, least in least_of_each(zip(after.tolist(), before.tolist(), strict=True)).items():
        name[one] = least
    save(link.path, "joined", name[story])


def tellings_of(analysis: Analysis) -> list[int]:
    """Return the local events of a report in founding order: by where each is first mentioned."""
    return sorted(range(len(analysis.events)), key=lambda i: offset_of(analysis, i))


def offset_of(analysis: Analysis, index: int) -> int:
    """Return where a local event is first mentioned."""
    return min((span.start for span in analysis.events[index].mentions), default=0)


def _profile(link: Link, row: Row) -> pa.Table:
    """Write the profile of every local event of a shard, in the order of founding."""
    home = row["part"] // 2
    numbers = sorted(link.file("desk", home).column("n").to_pylist())
    reports = {n: link.report(n) for n in numbers}
    analyses = {reports[n].id: link.analysis(n) for n in numbers}
    spread = dict(zip(row["word"], (int(r) for r in row["reports"]), strict=True))
    taken = () if row["taker"] is None else zip(row["taker"].tolist(), row["source"].tolist(), strict=True)
    originals: dict[str, str | None] = dict.fromkeys(analyses)
    originals.update({reports[n].id: link.report(source).id for n, source in taken})
    story = link.column("story")
    stories = {reports[n].id: story_id(link, int(story[n])) for n in numbers}
    profiles = make_profiles(
        [reports[n] for n in numbers], analyses, stories, originals, Rarity.of(spread, link.total)
    )
    number_of = {report.id: n for n, report in reports.items()}
    seen: dict[str, int] = {}
    rows = []
    for profile in profiles:
        place = seen[profile.report] = seen.get(profile.report, -1) + 1
        rows.append(
            {
                "telling": number_of[profile.report] << BITS | place,
                "index": profile.index,
                "offset": profile.offset,
                "is_main": profile.is_main,
                "report": profile.report,
                "profile": _encode(profile),
            }
        )
    rows.sort(key=lambda r: int(str(r["telling"])))
    write_table(
        link.path / "profiles" / f"{link.keys[home]}.arrow", pa.Table.from_pylist(rows, schema=PROFILES)
    )
    return pa.table({"home": [home], "rows": [len(rows)]}, schema=DONE)


def story_id(link: Link, founder: int) -> str:
    """Return the id of the story that a report founded."""
    return f"s-{report_id(link, founder)}"


@functools.lru_cache(maxsize=100_000)
def report_id(link: Link, n: int) -> str:
    """Return the id of a report."""
    return link.report(n).id


def _list_keys(link: Link, row: Row) -> pa.Table:
    file = link.file("profiles", row["home"])
    found: dict[str, list[Any]] = {"bucket": [], "key": [], "telling": []}
    for telling, body in zip(
        file.column("telling").to_pylist(), file.column("profile").to_pylist(), strict=True
    ):
        for key in {"\x1f".join(key) for key in keys_of(_decode(body))}:
            found["bucket"].append(zlib.crc32(key.encode("utf-8", "surrogatepass")) % link.buckets)
            found["key"].append(key)
            found["telling"].append(telling)
    return pa.table(found, schema=KEYS)


def _pair(link: Link, row: Row) -> pa.Table:
    shelves: dict[str, list[int]] = {}
    for key, telling in zip(row["key"], row["telling"].tolist(), strict=True):
        shelves.setdefault(key, []).append(telling)
    pairs = {
        pair
        for shelf in shelves.values()
        for pair in pair_shelf(sorted(shelf))
        if pair[0] >> BITS != pair[1] >> BITS
    }
    a, b = np.array(sorted(pairs), np.int64).reshape(-1, 2).T
    return pa.table({"home": homes_of(link, a >> BITS), "a": a, "b": b}, schema=TELLINGS)


@functools.lru_cache(maxsize=20_000)
def _open_profile(link: Link, telling: int) -> Profile:
    return _decode(telling_cell(link, telling, "profile"))


def telling_cell(link: Link, telling: int, name: str) -> Any:
    """Return what the profiles say of one telling."""
    home, _ = link.place(telling >> BITS)
    file = link.file("profiles", home)
    row = int(np.searchsorted(file.column("telling").to_numpy(), telling))
    return file.column(name)[row].as_py()


def _score(link: Link, row: Row) -> pa.Table:
    found: dict[str, list[Any]] = {"a": [], "b": [], "odds": [], "joins": []}
    order = np.lexsort((row["b"], row["a"]))
    for a, b in zip(row["a"][order].tolist(), row["b"][order].tolist(), strict=True):
        one, other = _open_profile(link, a), _open_profile(link, b)
        odds = score(one, other).odds
        joins = may_join(odds, both_main=one.is_main and other.is_main)
        for name, value in zip(found, (a, b, odds, joins), strict=True):
            found[name].append(value)
    return pa.table(found, schema=SCORED)


class _Told(msgspec.Struct, frozen=True):
    report: str
    index: int
    is_main: bool


def _group(link: Link, row: Row) -> pa.Table:
    """Group the tellings of each connected component alone; return for each the founding one."""
    found: dict[str, list[int]] = {"node": [], "founder": [], "slot": []}
    for _, columns in by_label(row["label"], row["a"], row["b"], row["odds"]):
        order = np.lexsort((columns[1], columns[0]))
        a, b, odds = (column[order] for column in columns)
        tellings = np.unique(np.concatenate([a, b]))
        told = [
            _Told(*(telling_cell(link, t, name) for name in ("report", "index", "is_main")))
            for t in tellings.tolist()
        ]
        pairs = Pairs(len(told), np.searchsorted(tellings, a), np.searchsorted(tellings, b), odds)
        clusters, _ = group_tellings(told, pairs)
        for slot, members in enumerate(clusters.members):
            for member in members:
                found["node"].append(int(tellings[member]))
                found["founder"].append(int(tellings[members[0]]))
                found["slot"].append(int(tellings[slot]))
    return pa.table(found, schema=FOUNDERS)


def name_tellings(link: Link, n: int, analysis: Analysis) -> list[Named]:
    """Name the event of every local event of a report, in their order; one without company is its own."""
    named: dict[int, Named] = {}
    for place, index in enumerate(tellings_of(analysis)):
        own = n << BITS | place
        founder, slot = link.sparse("telling", own) or (own, own)
        report, offset = (telling_cell(link, founder, name) for name in ("report", "offset"))
        named[index] = Named(founder, slot, name_event(report, offset))
    return [named[index] for index in range(len(named))]

"""Voices on a cluster: those that share a key are connected, and each connected group is sorted out alone."""

import functools
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa

from variorum.link.voices import Local, group_voices, keys_of, name_voice, write_voice
from variorum.model.analysis import LocalVoice
from variorum.model.record import Voice
from variorum.scale.desk import BITS, Link, by_label, keep_sparse
from variorum.scale.engine import EDGES, LABELS, Engine, Row, Steps, run_here, spread
from variorum.scale.events import report_id, story_id
from variorum.scale.scratch import open_table, write_table
from variorum.scale.writing import LINES, line_row

KEYS = pa.schema([("bucket", pa.int64()), ("key", pa.large_string()), ("voice", pa.int64())])
HEARD = pa.schema([("bucket", pa.int64()), ("founder", pa.int64()), ("voice", pa.int64())])
STUBS = pa.schema([("founder", pa.int64()), ("speaks_for", pa.int64()), ("line", pa.large_binary())])


def link_voices(steps: Steps, engine: Engine, link: Link) -> Any:
    """Find which voices are one; keep the founder of each that has company, return the record's lines.

    The stories within which an office is one voice are those of `join_stories`.
    """
    homes = engine.frame(pa.table({"home": list(range(len(link.keys)))}), len(link.keys))
    keys = steps.keep("voice-keys", KEYS, lambda: engine.each(homes, run_here(_list_keys, link), KEYS))
    shelves = engine.gather(keys, "bucket", "key", "voice")
    edges = engine.each(shelves, run_here(_connect, link), EDGES)
    count = steps.count("voice-keys")
    labels = steps.keep(
        "voices-connected", LABELS, lambda: engine.label_components(edges, link.buckets, count)
    )
    placed = labels.with_column("bucket", spread(engine.daft.col("label"), link.buckets))
    groups = engine.gather(placed, "bucket", "label", "node")
    founders = steps.keep("voices", LABELS, lambda: engine.each(groups, run_here(_group, link), LABELS))
    keep_sparse(link, "voice", founders)
    heard = engine.gather(engine.each(homes, run_here(_hear, link), HEARD), "bucket", "founder", "voice")
    all_buckets = engine.frame(pa.table({"bucket": list(range(link.buckets))}))
    every = all_buckets.join(heard, on="bucket", how="left")
    return steps.keep("voice-lines", LINES, lambda: engine.each(every, run_here(_write, link), LINES))


def _said(link: Link, home: int) -> Iterator[tuple[int, LocalVoice, list[tuple[str, ...]]]]:
    """Yield the voices of a shard: number, voice, keys."""
    story = link.column("joined")
    for n in link.file("desk", home).column("n").to_pylist():
        for index, voice in enumerate(link.voices(n)):
            yield n << BITS | index, voice, _keys(link, n, voice, int(story[n]))


def _keys(link: Link, n: int, voice: LocalVoice, founder: int) -> list[tuple[str, ...]]:
    return keys_of(voice, report_id(link, n), story_id(link, founder))


def _list_keys(link: Link, row: Row) -> pa.Table:
    found: dict[str, list[Any]] = {"bucket": [], "key": [], "voice": []}
    said = list(_said(link, row["home"]))
    # Unnamed words are seldom read as two sources; they need not travel where they are read as one.
    unnamed = Counter(keys[0] for _, _, keys in said if keys[0][0] == "only")
    for voice, _, keys in said:
        for parts in keys:
            if unnamed[parts] != 1:
                key = "\x1f".join(parts)
                found["bucket"].append(zlib.crc32(key.encode("utf-8", "surrogatepass")) % link.buckets)
                found["key"].append(key)
                found["voice"].append(voice)
    return pa.table(found, schema=KEYS)


def _connect(link: Link, row: Row) -> pa.Table:
    """Connect each voice with the next that has a key in common with it."""
    del link
    codes = pa.array(row["key"], pa.large_string()).dictionary_encode().indices.to_numpy()
    order = np.lexsort((row["voice"], codes))
    codes, voices = codes[order], row["voice"][order]
    same = codes[1:] == codes[:-1]
    return pa.table({"a": voices[:-1][same], "b": voices[1:][same]}, schema=EDGES)


def _group(link: Link, row: Row) -> pa.Table:
    """Group the voices of each connected component alone, in the order of publication."""
    nodes: list[int] = []
    founders: list[int] = []
    story = link.column("joined")
    for _, (found,) in by_label(row["label"], row["node"]):
        said, number_of = [], {}
        for node in np.sort(found).tolist():
            n, index = node >> BITS, node & ((1 << BITS) - 1)
            local, voice = (report_id(link, n), index), _voices(link, n)[index]
            number_of[local] = node
            said.append((local, voice, _keys(link, n, voice, int(story[n]))))
        for group in group_voices(said):
            nodes.extend(number_of[local] for local in group)
            founders.extend([number_of[group[0]]] * len(group))
    return pa.table({"node": nodes, "label": founders}, schema=LABELS)


@functools.lru_cache(maxsize=20_000)
def _voices(link: Link, n: int) -> tuple[LocalVoice, ...]:
    return link.voices(n)


def founder_of(link: Link, voice: int) -> int:
    """Return the first appearance of the voice that a local voice is."""
    return (link.sparse("voice", voice) or (voice,))[0]


@functools.lru_cache(maxsize=100_000)
def voice_id(link: Link, founder: int) -> str:
    """Return the id of the voice that appears first as the local voice `founder`."""
    n, index = founder >> BITS, founder & ((1 << BITS) - 1)
    return name_voice(report_id(link, n), _voices(link, n)[index])


def _hear(link: Link, row: Row) -> pa.Table:
    voices = [voice for voice, _, _ in _said(link, row["home"])]
    founders = [founder_of(link, voice) for voice in voices]
    buckets = [spread(founder, link.buckets) for founder in founders]
    return pa.table({"bucket": buckets, "founder": founders, "voice": voices}, schema=HEARD)


def _write(link: Link, row: Row) -> pa.Table:
    """Write the lines of a bucket's voices, and keep them without their mentions to be looked up."""
    lines: list[dict[str, Any]] = []
    stubs: list[dict[str, Any]] = []
    heard = () if row["founder"] is None else by_label(row["founder"], row["voice"])
    for founder, (found,) in heard:
        group: list[Local] = []
        voices: dict[Local, LocalVoice] = {}
        ids: dict[Local, str] = {}
        speaks_for = -1
        for node in np.sort(found).tolist():
            n, index = node >> BITS, node & ((1 << BITS) - 1)
            local, voice = (report_id(link, n), index), _voices(link, n)[index]
            group.append(local)
            voices[local] = voice
            ids[local] = voice_id(link, founder)
            if voice.speaks_for is not None:
                body = founder_of(link, n << BITS | voice.speaks_for)
                ids.setdefault((local[0], voice.speaks_for), voice_id(link, body))
                speaks_for = body if speaks_for < 0 else speaks_for
        line = write_voice(group, voices, ids)
        lines.append(line_row(line, founder))
        stub = msgspec.msgpack.encode(msgspec.structs.replace(line, mentions=()))
        stubs.append(
            {
                "founder": founder,
                "speaks_for": -1 if line.speaks_for is None else speaks_for,
                "line": stub,
            }
        )
    path = link.path / "voicestubs" / f"{row['bucket']}.arrow"
    write_table(path, pa.Table.from_pylist(stubs, schema=STUBS))
    return pa.Table.from_pylist(lines, schema=LINES)


_decode = msgspec.msgpack.Decoder(Voice).decode


def open_voice(link: Link, founder: int) -> tuple[Voice, int]:
    """Return a voice without its mentions, and the founder of whom it speaks for (-1: nobody)."""
    file = _stubs(link, spread(founder, link.buckets))
    row = int(np.searchsorted(file.column("founder").to_numpy(), founder))
    return _decode(file.column("line")[row].as_py()), file.column("speaks_for")[row].as_py()


@functools.lru_cache(maxsize=512)
def _stubs(link: Link, bucket: int) -> pa.RecordBatch:
    return open_table(link.path / "voicestubs" / f"{bucket}.arrow")

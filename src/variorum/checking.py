"""Verifying a record again: every hash, every offset, every reference, every count."""

import hashlib
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from variorum.model.articles import states_of
from variorum.model.record import Claim, Derivation, Entry, RecordLine, ReportLine, Unresolved
from variorum.model.span import Span
from variorum.store import Archive, Batch, Tombstone, merkle_root, seal


class Fault(NamedTuple):
    """One thing that does not hold: in which line, and what is wrong."""

    where: str
    what: str


class Root(NamedTuple):
    """The Merkle root of one batch: printed or published, it shows later that its reports are unchanged."""

    batch: int
    added_at: str
    reports: int
    root: str


class Verdict(NamedTuple):
    """What a check found: how many hashes, offsets and counts it verified, and every fault.

    `unsupported` names the cells that rest on a damaged report or claim, `forgotten` what is left of erased
    reports, `roots` the Merkle root of each batch.
    """

    hashes: int
    offsets: int
    counts: int
    faults: tuple[Fault, ...]
    unsupported: tuple[str, ...] = ()
    forgotten: tuple[Tombstone, ...] = ()
    roots: tuple[Root, ...] = ()


def check_archive(archive: Archive) -> Verdict:
    """Verify the hashes of everything kept, then every offset, reference and count of the record's lines."""
    faults: list[Fault] = []
    damaged: set[str] = set()
    hashes = 0
    for row in archive.sealed_rows():
        hashes += 1
        found = list(_check_seal(row.where, row.parts, row.seal, row.sha256))
        faults.extend(found)
        if found:
            damaged.add(row.where.removeprefix("analysis of ").removeprefix("report ").removeprefix("claim "))
    roots: list[Root] = []
    for batch in archive.batches():
        hashes += 1
        faults.extend(_check_batch(batch))
        roots.append(Root(batch.id, batch.added_at, batch.reports, batch.root))
    for sealed in archive.decisions.verify():
        hashes += 1
        if not sealed.is_sound:
            faults.append(Fault(f"decision-{sealed.number}", "it, or one before it, is not what was decided"))
    lines = archive.read_lines(leave_damaged=True)  # a damaged one was named by its hash
    texts = {line.id: line.text for line in lines if isinstance(line, ReportLine)}
    claims = {line.id: line for line in lines if isinstance(line, Claim)}
    states = states_of(line for line in lines if isinstance(line, ReportLine))
    offsets = counts = 0
    for line in lines:
        for report, span in _spans_of(line):
            offsets += 1
            faults.extend(_check_span(_name(line), texts.get(report), report, span))
        if isinstance(line, Entry):
            counts += len(line.readings)
            faults.extend(_check_counts(line, claims, states))
    entries = [line for line in lines if isinstance(line, Entry)]
    unsupported = tuple(_name(e) for e in entries if damaged and _rests_on(e, damaged, claims))
    forgotten = tuple(archive.tombstones())
    return Verdict(hashes, offsets, counts, tuple(faults), unsupported, forgotten, tuple(roots))


def _rests_on(entry: Entry, damaged: set[str], claims: Mapping[str, Claim]) -> bool:
    """Say whether a claim of the entry was damaged, or the report that it is in."""
    ids = entry.all_claims
    return bool(ids & damaged) or any(claims[c].report in damaged for c in ids if c in claims)


def _check_seal(where: str, parts: tuple[bytes, ...], expected: str, sha256: str | None) -> Iterator[Fault]:
    if seal(*parts) != expected:
        yield Fault(where, "its content no longer has the hash it was sealed with")
    if sha256 is not None and hashlib.sha256(parts[0]).hexdigest() != sha256:
        yield Fault(where, f"the bytes received do not have the hash {sha256}")


def _check_batch(batch: Batch) -> Iterator[Fault]:
    where = f"batch {batch.id} of {batch.added_at}"
    if len(batch.seals) != batch.reports:
        yield Fault(where, f"{batch.reports} reports came in with it, {len(batch.seals)} are there")
    elif not _is_root_of(batch.root, batch.seals):
        yield Fault(where, "its reports no longer have the root it was sealed with")


def _is_root_of(root: str, seals: tuple[str, ...]) -> bool:
    try:
        return merkle_root(seals) == root
    except ValueError:
        return False  # a seal edited by hand need not be a hash


def _check_span(where: str, text: str | None, report: str, span: Span) -> Iterator[Fault]:
    if text is None:
        yield Fault(where, f"points into report {report}, which is not in the record")
    elif not 0 <= span.start < span.end <= len(text):
        yield Fault(where, f"points to {span.start}-{span.end} of report {report}, outside its text")
    elif span.of(text) != span.of(text).strip():
        yield Fault(
            where, f"points to {span.start}-{span.end} of report {report}, which begins or ends in space"
        )


def _spans_of(line: RecordLine) -> Iterator[tuple[str, Span]]:
    """Yield every stretch that a line points to, with the report it is in."""
    if isinstance(line, Derivation):
        yield line.report, Span(line.start, line.end)
        yield line.from_, Span(line.from_start, line.from_end)
    elif isinstance(line, Unresolved):
        yield line.report, Span(line.start, line.end)
    elif isinstance(line, Claim):
        yield line.report, Span(line.start, line.end)
        yield line.report, line.sentence
        for link in line.chain:
            yield from ((line.report, s) for s in (link.source, link.cue, link.withheld_because) if s)
        yield from ((line.report, span) for span in line.more)
    else:
        for mention in getattr(line, "mentions", ()):
            yield mention.report, Span(mention.start, mention.end)


def _check_counts(
    entry: Entry, claims: dict[str, Claim], states: Mapping[str, tuple[str, int]]
) -> Iterator[Fault]:
    where = _name(entry)
    for number, reading in enumerate(entry.readings):
        missing = [c for c in reading.all_claims if c not in claims]
        if missing:
            yield Fault(where, f"reading {number} rests on claim {missing[0]}, which is not in the record")
            continue
        reports = {claims[c].report for c in reading.claims}
        # Of an article that was edited one state is counted, and none where it no longer tells the value.
        most, least = len({states.get(r, (r, 0))[0] for r in reports}), len(reports - states.keys())
        if reading.derived is None and not (least or min(most, 1)) <= reading.reports <= most:
            yield Fault(
                where, f"reading {number} counts {reading.reports} reports, its claims {len(reports)}"
            )
        if reading.origins > reading.origins_max or reading.terminal_sources > reading.terminal_sources_max:
            yield Fault(where, f"reading {number} has a low count above its high one")


def _name(line: RecordLine) -> str:
    kind = str(line.__struct_config__.tag)
    if isinstance(line, Entry):
        return f"{kind} {line.event}/{line.slot}/{line.of or ''}"
    return f"{kind} {getattr(line, 'id', '')}"

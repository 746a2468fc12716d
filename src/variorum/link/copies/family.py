"""The family of reports: derivations, copies, origins, and what is unsure about them."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from variorum.link.copies.candidates import Candidates
from variorum.link.copies.crediting import find_flags, find_floods, is_credited
from variorum.link.copies.rewriting import find_rewritten
from variorum.link.copies.stemma import Stemma, Taken, draw_stemma
from variorum.model.record import Derivation
from variorum.model.report import Report
from variorum.model.span import Span

# A passage of a copy that is so long in words and derives from nobody is the copy's own reporting.
_OWN = 18
# How sure a passage is, by its plain words: at least this, half of the rest with so many words.
_LEAST, _HALF = 0.5, 12
# A passage less sure than this shares formulas ("was sentenced to nine years in prison"), not an origin.
_LIKELY = 0.6


class Family(msgspec.Struct, frozen=True):
    """Who took what from whom.

    `copy_of` maps every report to the report that most of it derives from, or None; `origins` to the id
    shared by reports whose reporting is not independent. `leaning` maps a report to the one that gave it
    most and the share of its words that it gave, copy or not. `own` holds the stretches of a copy that it
    has from nobody. `flags` holds what a reader of the report should know: `flood`, `dated_before_source`.
    `floods` maps the first report of each flood to all that belong to it.
    """

    derivations: tuple[Derivation, ...]
    copy_of: Mapping[str, str | None]
    origins: Mapping[str, str]
    leaning: Mapping[str, tuple[str, float]] = {}
    own: Mapping[str, tuple[Span, ...]] = {}
    flags: Mapping[str, tuple[str, ...]] = {}
    floods: Mapping[str, tuple[str, ...]] = {}
    passages: Mapping[str, tuple[Derivation, ...]] = {}

    def origin_at(self, report: str, span: Span) -> str:
        """Return the origin of the words at `span`: the passage's where it was taken over.

        A quotation is nobody's passage: whoever reports it heard it. A copy's own interview has an origin
        of its own, beside that of the words around it.
        """
        seen: set[str] = set()
        while report not in seen:
            seen.add(report)
            passage = self._passage_at(report, span, _LIKELY)
            if passage is None:
                if self._passage_at(report, span, 0.0) is not None:
                    return f"o-{report}"  # perhaps taken over, perhaps its own
                break
            report, span = passage.from_, _answer(passage, span)
        if self.copy_of.get(report) is not None and any(own.covers(span) for own in self.own.get(report, ())):
            return f"o-{report}"
        return self.origins[report]

    def _passage_at(self, report: str, span: Span, least: float) -> Derivation | None:
        for d in self.passages.get(report, ()):
            if d.how != "quoted" and d.probability >= least and Span(d.start, d.end).covers(span):
                return d
        return None


def _answer(passage: Derivation, span: Span) -> Span:
    """Return about where the words at `span` stand in the source of the passage."""
    scale = (passage.from_end - passage.from_start) / max(1, passage.end - passage.start)
    start = passage.from_start + int((span.start - passage.start) * scale)
    end = passage.from_start + int((span.end - passage.start) * scale)
    return Span(start, max(start, end))


def find_copies(
    reports: Sequence[Report],
    candidates: Candidates | None = None,
    telling: Mapping[str, int] | None = None,
) -> Family:
    """Find which reports derive from which, passage by passage; the order of `reports` does not matter.

    Where these are one component of a larger collection, `candidates` are its pairs (by place in the order
    of publication, then id) and `telling` says how many reports of the whole each outlet has.

    >>> wire = "The dam above Orvel broke at dawn on Monday and the lower town stood under deep water."
    >>> first = Report(id="b", sha256="1", text=wire, published="2025-01-06", outlet="Norwire")
    >>> second = Report(id="a", sha256="2", text=wire, published="2025-01-07", outlet="Orvel Post")
    >>> family = find_copies([second, first])
    >>> family.copy_of["a"], family.origins["a"] == family.origins["b"]
    ('b', True)
    """
    ordered = sorted(reports, key=lambda r: (r.published or "9999", r.id))
    stemma = draw_stemma(ordered, candidates)
    ids = [r.id for r in ordered]
    derivations = _list_derivations(stemma, ids)
    copy_of = {ids[n]: ids[s] if (s := stemma.copy_of.get(n)) is not None else None for n in range(len(ids))}
    of_report: dict[str, list[Derivation]] = defaultdict(list)
    for d in derivations:
        of_report[d.report].append(d)
    floods = find_floods(ordered, copy_of, telling)
    return Family(
        tuple(sorted(derivations, key=lambda d: d.id)),
        copy_of,
        _find_origins(stemma, ids),
        {ids[n]: (ids[s], round(share, 4)) for n, (s, share) in sorted(stemma.leaning.items())},
        {ids[n]: _find_own(stemma, n, of_report[ids[n]]) for n in sorted(stemma.copy_of)},
        find_flags({r.id: r for r in ordered}, derivations, floods),
        floods,
        {report: tuple(sorted(ds, key=lambda d: d.start)) for report, ds in sorted(of_report.items())},
    )


def _find_origins(stemma: Stemma, ids: Sequence[str]) -> dict[str, str]:
    origins = {i: f"o-{i}" for i in ids}
    for number in stemma.order:
        source = stemma.copy_of.get(number)
        if source is not None:
            origins[ids[number]] = origins[ids[source]]
    return origins


def _list_derivations(stemma: Stemma, ids: Sequence[str]) -> list[Derivation]:
    lines: list[Derivation] = []
    for number, taken in sorted(stemma.taken.items()):
        source = stemma.copy_of.get(number)
        found = list(taken)
        if source is not None:
            rewritten = find_rewritten(stemma.witnesses[number], stemma.witnesses[source], taken)
            found.extend(Taken(source, p) for p in rewritten)
        plain: dict[int, int] = defaultdict(int)
        for t in taken:
            plain[t.source] += t.passage.plain
        lines.extend(_derive(stemma, ids, number, t, plain[t.source]) for t in found)
    return lines


def _derive(stemma: Stemma, ids: Sequence[str], number: int, taken: Taken, plain: int) -> Derivation:
    passage, witness, source = taken.passage, stemma.witnesses[number], stemma.witnesses[taken.source]
    at = witness.span(passage.start, passage.end)
    there = source.span(passage.source_start, passage.source_end)
    how, probability = passage.how, 1 - (1 - _LEAST) * _HALF / (_HALF + max(0, plain - _HALF))
    is_copy = stemma.copy_of.get(number) == taken.source
    if how == "quoted":
        how, probability = ("edited", 0.9) if is_copy else ("quoted", 0.9)
    elif how == "rewritten" and not passage.equal:
        probability = min(probability, 0.75)
    if how != "quoted" and is_credited(witness, source, passage):
        how, probability = "credited", max(probability, 0.95)
    name = f"{ids[number]}\0{at.start}\0{at.end}\0{ids[taken.source]}\0{there.start}"
    return Derivation(
        id=f"d-{hashlib.sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}",
        report=ids[number],
        start=at.start,
        end=at.end,
        from_=ids[taken.source],
        from_start=there.start,
        from_end=there.end,
        how=how,
        probability=round(probability, 3),
    )


def _find_own(stemma: Stemma, number: int, derivations: Sequence[Derivation]) -> tuple[Span, ...]:
    """Return the longer stretches of a copy's body that derive from nobody and are no furniture."""
    witness = stemma.witnesses[number]
    words = witness.words
    free = [n >= witness.body and not f for n, f in enumerate(witness.furniture)]
    for d in derivations:
        for n, (start, end) in enumerate(zip(words.starts, words.ends, strict=True)):
            if start >= d.start and end <= d.end:
                free[n] = False
    runs, start = [], 0
    for n in range(len(free) + 1):
        if n == len(free) or not free[n]:
            if n - start >= _OWN:
                runs.append(witness.span(start, n))
            start = n + 1
    return tuple(runs)

"""The family tree of reports: derivations, copies and origins."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from variorum.model.record import Derivation
from variorum.model.report import Report
from variorum.model.span import Span

_WORD = re.compile(r"\w+")
_SHINGLE = 8
# A report with this share of its shingles in an earlier one is a copy of it.
_COPY = 0.5


class Family(msgspec.Struct, frozen=True):
    """Who took what from whom.

    `copy_of` maps every report to the report that most of it derives from, or None; `origins` to the id
    shared by reports whose reporting is not independent.
    """

    derivations: tuple[Derivation, ...]
    copy_of: Mapping[str, str | None]
    origins: Mapping[str, str]

    def origin_at(self, report: str, span: Span) -> str:
        """Return the origin of the words at `span`: the passage's where it was taken over."""
        for d in self.derivations:
            if d.report == report and Span(d.start, d.end).covers(span) and d.how != "quoted":
                return self.origins[d.from_]
        return self.origins[report]


def find_copies(reports: Sequence[Report]) -> Family:
    """Find the copies among reports by exact containment of shingles.

    TODO: passages, direction by credit, merged and shortened copies (this first version knows whole copies).
    """
    order = sorted(reports, key=lambda r: (r.published or "9999", r.id))
    seen: dict[tuple[str, ...], str] = {}
    copy_of: dict[str, str | None] = {}
    for report in order:
        words = [m.group().lower() for m in _WORD.finditer(report.text)]
        shingles = {tuple(words[i : i + _SHINGLE]) for i in range(len(words) - _SHINGLE + 1)}
        shared: dict[str, int] = defaultdict(int)
        for shingle in shingles:
            if shingle in seen:
                shared[seen[shingle]] += 1
        best = max(sorted(shared), key=lambda k: shared[k], default=None)
        copy_of[report.id] = best if best and shared[best] >= _COPY * len(shingles) else None
        for shingle in shingles:
            seen.setdefault(shingle, report.id)
    origins: dict[str, str] = {}
    for report in order:
        original = copy_of[report.id]
        origins[report.id] = origins[original] if original else f"o-{report.id}"
    return Family((), copy_of, origins)

"""Why the reports' tellings of one event were joined: the evidence of every join, in words and figures."""

import math

import msgspec

from variorum import pipeline
from variorum.adding import made_by
from variorum.data import load_yaml
from variorum.link import weave
from variorum.link.events import Evidence
from variorum.opened import EventView, OpenRecord


class Join(msgspec.Struct, frozen=True, kw_only=True):
    """Two reports' tellings that were joined: `odds` is the natural logarithm of the odds that they are one.

    `reasons` say what adds to the odds and by how much, the strongest first.
    """

    report: str
    other_report: str
    odds: float
    reasons: tuple[tuple[str, float], ...]

    @property
    def probability(self) -> float:
        """The probability that the two are one happening."""
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, self.odds))))


def find_joins(record: OpenRecord, event: EventView) -> list[Join]:
    """Return the joins that made one event, in the order in which they were made.

    The evidence is not kept: it is made again from the reports, as the record was. An event told by one
    report alone has none; what people merged or split by decision is not among it.
    """
    reports = list(record.archive.reports())
    analyses = dict(record.archive.analyses(made_by(record.settings)))
    analyses |= {r.id: pipeline.analyse(r, record.settings) for r in reports if r.id not in analyses}
    evidence = weave(reports, analyses).evidence
    told = {(m.report, m.start) for m in event.line.mentions}
    return [
        _join(found)
        for found in evidence
        if all(
            any((report, span.start) in told for span in analyses[report].events[index].mentions)
            for report, index in (
                (found.report, found.index),
                (found.other_report, found.other_index),
            )
        )
    ]


def _join(found: Evidence) -> Join:
    words = load_yaml("link/evidence.yaml")
    reasons = sorted(found.reasons, key=lambda r: (-abs(r[1]), r[0]))
    return Join(
        report=found.report,
        other_report=found.other_report,
        odds=found.odds,
        reasons=tuple((words.get(name, name), weight) for name, weight in reasons),
    )

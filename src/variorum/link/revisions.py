"""Later texts at one address: which report revises which."""

import itertools
from collections import defaultdict
from collections.abc import Iterable

from variorum.model.report import Report


def find_revisions(reports: Iterable[Report]) -> dict[str, str]:
    """Map each report to the one that it revises: the one before it with the same address.

    The order is by day of publication or last change, then by when the input says that it was received,
    then by id, so that it does not depend on the order of reading.

    >>> old = Report(id="a", sha256="1", text="x", url="https://a.example/1", published="2025-01-01")
    >>> new = Report(id="b", sha256="2", text="y", url="https://a.example/1", published="2025-01-02")
    >>> find_revisions([new, old])
    {'b': 'a'}
    """
    at_address: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if report.url:
            at_address[report.url].append(report)
    revises: dict[str, str] = {}
    for _, same in sorted(at_address.items()):
        same.sort(key=lambda r: (r.modified or r.published or "9999", r.received or "", r.id))
        for earlier, later in itertools.pairwise(same):
            if later.text != earlier.text:
                revises[later.id] = earlier.id
    return revises

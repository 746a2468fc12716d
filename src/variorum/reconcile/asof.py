"""The record of a past day: what could be known by then, or what had been received by then."""

from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from variorum.model.record import Claim, Entry
from variorum.reconcile.entries import cell_of
from variorum.reconcile.mending import mend
from variorum.reconcile.scene import Scene

By = Literal["publication", "receipt"]


def limit_to(
    claims: Sequence[Claim], scene: Scene, day: str, by: By = "publication"
) -> tuple[tuple[Claim, ...], Scene]:
    """Keep the reports, and their claims, up to and including a day (`YYYY-MM-DD`).

    By publication that is what could be known; by receipt, what had come in. Reports without the date asked
    for are left out. Voices, participants and events stay: an entry is made only of claims.
    """
    received = by == "receipt"
    reports = {
        id_: note
        for id_, note in scene.reports.items()
        if (moment := note.received if received else note.published) and moment[:10] <= day
    }
    if received:
        kept = tuple(claim for claim in claims if claim.report in reports)
    else:
        kept = tuple(claim for claim in claims if claim.published and claim.published[:10] <= day)
    return kept, msgspec.structs.replace(scene, reports=reports)


def go_back(
    entries: Iterable[Entry],
    state: tuple[Sequence[Claim], Scene],
    day: str,
    by: By = "publication",
    policy: str = "latest",
) -> tuple[Entry, ...]:
    """Take the entries of all claims back to a day: the same as reconciling the claims that `limit_to` keeps.

    Only the cells that lose a claim are made again, those of an article that loses a later state, and those
    whose outlet could have been found in a report that is left out; so a record of long ago costs little, and
    so does yesterday's.
    """
    claims, scene = state
    kept, past = limit_to(claims, scene, day, by)
    held = {claim.id for claim in kept}
    uncertain = {note.origin for id_, note in scene.reports.items() if id_ not in past.reports}
    cut = {note.article for id_, note in scene.reports.items() if note.article and id_ not in past.reports}
    edited = {id_ for id_, note in scene.reports.items() if note.article in cut}
    cells = {cell_of(c) for c in claims if c.id not in held or c.origin in uncertain or c.report in edited}
    return mend(entries, cells, kept, past, policy)

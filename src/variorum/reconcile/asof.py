"""The claims of a past day: what could be known by then, or what had been received by then."""

from collections.abc import Sequence
from typing import Literal

import msgspec

from variorum.model.record import Claim
from variorum.reconcile.scene import Scene


def limit_to(
    claims: Sequence[Claim], scene: Scene, day: str, by: Literal["publication", "receipt"] = "publication"
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

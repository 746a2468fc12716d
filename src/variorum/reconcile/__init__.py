"""Stage five: claims become entries, with readings, witnesses and status."""

from variorum.reconcile.asof import limit_to
from variorum.reconcile.checking import check_claim, doubts, refused
from variorum.reconcile.entries import cell_of, reconcile
from variorum.reconcile.policies import POLICIES, choose_preferred
from variorum.reconcile.scene import ReportNote, Scene, scene_of

__all__ = [
    "POLICIES",
    "ReportNote",
    "Scene",
    "cell_of",
    "check_claim",
    "choose_preferred",
    "doubts",
    "limit_to",
    "reconcile",
    "refused",
    "scene_of",
]

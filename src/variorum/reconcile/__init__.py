"""Stage five: claims become entries, with readings, witnesses and status.

`reconcile` makes the entries; `limit_to` takes it back to a past day; `touched` and `mend` redo only what a
change bears on; `explain_entry` says why; `diff_entries` what changed; `refused` and `doubts` what is amiss.
"""

from variorum.reconcile.asof import go_back, limit_to
from variorum.reconcile.checking import check_claim, doubts, refuse_value, refused
from variorum.reconcile.differing import Change, Shown, diff_entries, say_change
from variorum.reconcile.entries import Cell, cell_of, reconcile
from variorum.reconcile.explaining import explain_entry
from variorum.reconcile.mending import mend, touched
from variorum.reconcile.policies import POLICIES, Choice, Policy, choose_preferred
from variorum.reconcile.scene import ReportNote, Scene, scene_of

__all__ = [
    "POLICIES",
    "Cell",
    "Change",
    "Choice",
    "Policy",
    "ReportNote",
    "Scene",
    "Shown",
    "cell_of",
    "check_claim",
    "choose_preferred",
    "diff_entries",
    "doubts",
    "explain_entry",
    "go_back",
    "limit_to",
    "mend",
    "reconcile",
    "refuse_value",
    "refused",
    "say_change",
    "scene_of",
    "touched",
]

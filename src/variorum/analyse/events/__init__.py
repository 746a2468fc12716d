"""What happened: the happenings that one report tells, with their parts and the words for each."""

from variorum.analyse.events.find import find_events
from variorum.analyse.events.findings import Findings, Happenings

__all__ = ["Findings", "Happenings", "find_events"]

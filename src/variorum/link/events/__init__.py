"""Which event mentions of different reports are of one happening."""

from variorum.link.events.merging import Evidence, Merged, merge_events

__all__ = ["Evidence", "Merged", "merge_events"]

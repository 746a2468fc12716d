"""Which reports derive from which, passage by passage, and which share one origin."""

from variorum.link.copies.family import Family, find_copies

__all__ = ["Family", "find_copies"]

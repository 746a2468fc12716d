"""Which reports tell of one happening and its aftermath."""

from variorum.link.stories.grouping import find_stories

__all__ = ["find_stories"]

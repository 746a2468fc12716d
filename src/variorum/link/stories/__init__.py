"""Which reports tell of one happening and its aftermath."""

from variorum.link.stories.grouping import find_stories
from variorum.link.stories.joining import join_by_events, least_of_each

__all__ = ["find_stories", "join_by_events", "least_of_each"]

"""Stage four: across reports, which copy which, which tell one story, which mentions are one event."""

from variorum.link.revisions import date_states, find_earlier, find_revisions
from variorum.link.weave import Woven, weave

__all__ = ["Woven", "date_states", "find_earlier", "find_revisions", "weave"]

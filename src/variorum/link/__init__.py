"""Stage four: across reports, which copy which, which tell one story, which mentions are one event."""

from variorum.link.weave import Woven, weave

__all__ = ["Woven", "weave"]

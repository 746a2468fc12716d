"""The record on disk: reports, their analyses and the lines made from them."""

from variorum.store.archive import Archive, Stored

__all__ = ["Archive", "Stored"]

"""The record on disk: reports, their analyses, decisions about them, and the lines made from them."""

from variorum.store.archive import Archive, Batch, State
from variorum.store.forgetting import Tombstone
from variorum.store.lines import Undecided
from variorum.store.region import Region
from variorum.store.sealing import Stored, merkle_root, seal

__all__ = ["Archive", "Batch", "Region", "State", "Stored", "Tombstone", "Undecided", "merkle_root", "seal"]

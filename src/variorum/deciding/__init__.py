"""What people decide about a record, and the record with their decisions applied."""

from variorum.deciding.applying import Decided, apply_decisions
from variorum.deciding.proposing import Who, propose
from variorum.deciding.standing import find_standing

__all__ = ["Decided", "Who", "apply_decisions", "find_standing", "propose"]

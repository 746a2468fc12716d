"""Who takes part: the people of one report, and which words speak of the same one."""

from variorum.analyse.participants.coreference import find_cast
from variorum.analyse.participants.entities import Cast, Entity, agrees, same_name
from variorum.analyse.participants.phrases import Phrase, find_phrases, without_age
from variorum.analyse.participants.tree import Tree, tree_of

__all__ = [
    "Cast",
    "Entity",
    "Phrase",
    "Tree",
    "agrees",
    "find_cast",
    "find_phrases",
    "same_name",
    "tree_of",
    "without_age",
]

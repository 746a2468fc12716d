"""Tags of words (Penn Treebank) and labels of the parse that many rooms ask for."""

from typing import Final

FINITE_TAGS: Final = frozenset({"VBD", "VBZ", "VBP"})  # verbs that a clause can have alone
CLAUSE_TAGS: Final = FINITE_TAGS | {"MD"}  # one of these makes words a clause
NOUN_TAGS: Final = frozenset({"NN", "NNS", "NNP", "NNPS"})
PLURAL_TAGS: Final = frozenset({"NNS", "NNPS"})
SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})

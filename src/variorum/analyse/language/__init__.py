"""The language model: tags, parse, lemmas and entities of a text, by spaCy's small English model or another.

The small model that is installed with us is run by the modules here, which give the same labels in less time;
any other pipeline runs as spaCy runs it.
"""

from variorum.analyse.language.loading import hash_files, load_language
from variorum.analyse.language.reader import Reader

__all__ = ["Reader", "hash_files", "load_language"]

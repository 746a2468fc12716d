"""Words by which statements are told and found to bear on happenings, see data/events/remarks.yaml."""

import functools

from variorum.data import load_yaml


@functools.cache
def remark_words() -> dict[str, frozenset[str]]:
    """Load the words by which a statement bears on a happening; the lists become sets."""
    return {name: frozenset(map(str, words)) for name, words in load_yaml("events/remarks.yaml").items()}

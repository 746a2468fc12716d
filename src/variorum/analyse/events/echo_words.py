"""Words that point back to a happening, see data/events/echoes.yaml."""

import functools

from variorum.data import load_yaml


@functools.cache
def echo_words() -> dict[str, frozenset[str]]:
    """Load the verbs and nouns that point back, and who is called; the lists become sets."""
    return {key: frozenset(value) for key, value in load_yaml("events/echoes.yaml").items()}

"""Voices of one name told apart by what they tell of: every story has its "police"."""

from collections import Counter
from collections.abc import Iterable

import numpy as np

from variorum.api.catalogue import Catalogue


def most_told_by(catalogue: Catalogue, voice: str) -> str | None:
    """Return the event that most reports tell of those on which a voice says something."""
    code = catalogue.names["voice"].find(voice)
    if code is None:
        return None
    told = catalogue.voices.events[catalogue.voices.names == code]
    return catalogue.events[int(told[np.argmax(catalogue.reports[told])])].id if len(told) else None


def tell_apart(catalogue: Catalogue, voices: Iterable[str]) -> dict[str, str]:
    """Name voices, those of one name by the event that they tell of: a list of five "police" says nothing."""
    names = {voice: catalogue.voice_names.get(voice, voice) for voice in voices}
    often = Counter(name.casefold() for name in names.values())
    told = {v: most_told_by(catalogue, v) for v, name in names.items() if often[name.casefold()] > 1}
    labels = {v: catalogue.events[catalogue.places[e]].label for v, e in told.items() if e is not None}
    return {v: f"{name} ({labels[v]})" if labels.get(v) else name for v, name in names.items()}

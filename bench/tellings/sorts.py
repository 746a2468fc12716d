"""What sort of thing an event mention tells: a death, a hit, an injury, shots fired, the whole, or another.

"Shot" tells a hit in "was shot in the leg", shots fired in "after the shot", the whole in "the shooting is
being investigated". Weights learned from annotated reports tell the sorts apart by the mention's own words
and those around it.
"""

import functools
import math
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from variorum.data import read_rows

from .outline import Outline

SORTS = ("death", "hit", "injury", "firing", "whole", "other", "none")
NONE = SORTS.index("none")  # of no sort that the weights were learned for
Shares = tuple[float, ...]  # how likely each sort is; together 1

_TOKEN = re.compile(r"[^\W_]{1,40}|[^\w\s]")
_AROUND = 60  # characters to either side that the nearest words are looked for in


def sort_shares(text: str, outline: Outline, weights: Mapping[str, Shares]) -> Shares:
    """Return how likely a mention in the text of a report is of each of `SORTS`."""
    totals = [0.0] * len(SORTS)
    for clue in sort_clues(text, outline):
        for n, weight in enumerate(weights.get(clue, ())):
            totals[n] += weight
    top = max(totals)
    powers = [math.exp(total - top) for total in totals]
    whole = sum(powers)
    return tuple(round(power / whole, 6) for power in powers)


def sort_clues(text: str, outline: Outline) -> Iterator[str]:
    """Yield by name all that the words of a mention and those around it say of its sort."""
    start, end = outline.span.start, outline.span.end
    before = ["^", "^", *(m.group().lower() for m in _TOKEN.finditer(text[max(0, start - _AROUND) : start]))]
    after = [*(m.group().lower() for m in _TOKEN.finditer(text[end : end + _AROUND])), "$", "$"]
    form, lemma = text[start:end].lower()[:60], outline.lemma
    yield "always"
    yield f"form {form}"
    yield f"lemma {lemma}"
    yield f"lemma {lemma} {'noun' if outline.is_noun else 'verb'}"
    yield f"noun {outline.is_noun}"
    yield f"type {outline.type}"
    yield f"before {before[-1]}"
    yield f"before {before[-2]} {before[-1]}"
    yield f"after {after[0]}"
    yield f"after {after[0]} {after[1]}"
    yield f"form {before[-1]} {form}"
    yield f"form {form} {after[0]}"
    for name in ("patients", "agents"):
        fillers = getattr(outline, name)
        yield f"{name} {bool(fillers)}"
        yield f"{name} {bool(fillers)} {lemma}"
        yield from (f"{name} {filler}" for filler in fillers)
    yield f"sentence {min(outline.sentence, 3)}"
    yield f"first {outline.sentence == 0} {lemma}"
    yield from (f"beside {word}" for word in outline.words)


@functools.cache
def load_weights() -> Mapping[str, Shares]:
    """Load what each clue adds to the odds of each sort."""
    return {
        clue: tuple(map(float, weights))
        for clue, *weights in read_rows(Path(__file__).with_name("sorts.tsv"))
    }

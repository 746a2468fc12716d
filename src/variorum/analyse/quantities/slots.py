"""Say which fates a count of a unit can have, and find the runs of words in a sentence that tell a fate."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from variorum.analyse.quantities.lexicon import fate_words
from variorum.analyse.quantities.scene import Scene

_LIVING: Final = frozenset({"person", "household", "animal"})
_ONLY_LIVING: Final = frozenset(
    {"killed", "injured", "arrested", "captured", "released", "missing", "rescued", "displaced", "aboard"}
)
_SICK: Final = frozenset({"case", "person", "animal"})
_ANY_OWNER: Final = frozenset(
    ["a", "an", "the", "his", "her", "its", "their", "my", "our", "your", "both", "one", "two", "three"]
)


def fit_slot(slots: Iterable[str], unit: str | None) -> str | None:
    """Return the first slot that counts of this unit can have; without a unit, people are meant.

    >>> fit_slot(["injured", "damaged"], "vehicle"), fit_slot(["injured", "damaged"], None)
    ('damaged', 'injured')
    """
    return next((slot for slot in slots if _can_have(slot, unit)), None)


def _can_have(slot: str, unit: str | None) -> bool:
    known = fate_words()
    if slot in known.for_all:
        return True
    if unit == "case":
        return slot == "cases"
    if slot in known.for_things:
        if unit == "event":
            return slot == "cancelled"
        return unit is not None and unit not in _LIVING
    if slot == "cases":
        return unit is None or unit in _SICK
    return unit is None or unit in _LIVING or slot not in _ONLY_LIVING


class Phrasing(NamedTuple):
    """A run of words that tells a fate: its pieces, its slot, and whom it befalls.

    `side` is `^` for the verb's object, `*` for either, `>` for the noun that it governs, else its subject.
    """

    first: int
    end: int
    slot: str
    side: str


def find_phrasings(scene: Scene) -> list[Phrasing]:
    """Return the runs of words in a sentence that tell a fate, left to right; verbs match by their lemma."""
    table = fate_words().phrases
    norms = [w.norm for w in scene.words]
    doc = scene.page.doc
    lemmas = [doc[i].lemma_.lower() for i in scene.token_indices()]
    found = []
    for i, (norm, lemma) in enumerate(zip(norms, lemmas, strict=True)):
        rows = table.get(norm, ()) if norm == lemma else (*table.get(norm, ()), *table.get(lemma, ()))
        best: tuple[int, str] | None = None
        for phrase, meaning in rows:
            end = i + len(phrase)
            if end <= len(norms) and (best is None or end > best[0]) and _matches(phrase, i, norms, lemmas):
                best = end, meaning
        if best is not None:
            side = best[1][0] if best[1][0] in ("^", "*", ">") else ""
            found.append(Phrasing(i, best[0], best[1].removeprefix(side), side))
    return found


def _matches(phrase: tuple[str, ...], at: int, norms: list[str], lemmas: list[str]) -> bool:
    return all(
        part in (norms[at + k], lemmas[at + k]) or (part == "~" and norms[at + k] in _ANY_OWNER)
        for k, part in enumerate(phrase)
    )

"""Tell a fate by where people are or are put: "five under the slab", "left three in the infirmary"."""

from collections.abc import Sequence
from typing import Any, Final

from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.scene import Scene, noun_after
from variorum.analyse.quantities.slots import fit_slot

_NEAR: Final = 4  # tokens between a preposition and its noun


def fate_where(scene: Scene, piece: int, unit: str | None) -> str | None:
    """Return the fate told by the place that a preposition right after a number leads to: "4 in graves"."""
    if piece + 1 >= len(scene.words) or scene.norm(piece) not in fate_words().leading:
        return None
    place = noun_after(scene, piece + 1) or _after_article(scene, piece + 1)
    if place is None or place.i - scene.token(piece).i > _NEAR:
        return None
    return _of_place(scene.norm(piece), place, unit)


def fate_of_place(verb: Any, children: Sequence[Any], role: str, unit: str | None) -> str | None:
    """Return the fate told by the place that a verb of staying or putting leads to: "are in the cells"."""
    known = fate_words()
    if verb.lemma_ not in (known.placing if role == "object" else known.staying):
        return None
    for preposition in children:
        if preposition.i > verb.i and preposition.lower_ in known.leading:
            for place in preposition.children:
                slot = _of_place(preposition.lower_, place, unit)
                if slot:
                    return slot
    return None


def _of_place(preposition: str, place: Any, unit: str | None) -> str | None:
    rows = fate_words().whereabouts.get(place.lemma_.lower(), ())
    return fit_slot((slot for slot, leading in rows if preposition in leading), unit)


def _after_article(scene: Scene, piece: int) -> Any:
    """Return the noun behind an article, where a noun phrase cannot begin with a number's noun."""
    if scene.norm(piece) not in ("the", "a", "an", "their", "his", "her"):
        return None
    return noun_after(scene, piece + 1)

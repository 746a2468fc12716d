"""Tell a fate by who or what brings it about: fever strikes, rebels bag, a trawler picks up."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.reaching import unit_of
from variorum.analyse.quantities.scene import Scene
from variorum.analyse.quantities.slots import fit_slot

_HARMS: Final = frozenset({None, "killed", "injured", "damaged"})
_HOMES: Final = frozenset({"home", "building", "place"})


def fate_by_doer(
    scene: Scene, slot: str | None, verb: Any, children: Sequence[Any], unit: str | None
) -> str | None:
    """Return the fate of a verb's object, `slot` by the words alone, by the verb's subject or "by" noun."""
    known, lemma = fate_words(), verb.lemma_.lower()
    if slot in _HARMS and lemma in known.striking:
        sick = any(noun.lower_ in known.diseases for noun in _doers(children))
        return fit_slot(("cases",), unit) or slot if sick else slot
    if slot == "arrested":
        if any(noun.lemma_.lower() in known.takers for noun in _doers(children)):
            return "captured"
        return "rescued" if lemma == "pick" and _is_at_sea(scene, children) else slot
    if slot == "captured" and lemma == "hold":
        carries = any(noun.lemma_.lower() in known.carriers for noun in _doers(children))
        return "aboard" if carries else slot
    return slot


def is_leaving_home(verb: Any, children: Sequence[Any]) -> bool:
    """Say whether a verb's subject gives up a home or a place: "have abandoned the plateau"."""
    if verb.lemma_ not in fate_words().leaving:
        return False
    return any(c.dep_ == "dobj" and unit_of(c) in _HOMES for c in children)


def _doers(children: Sequence[Any]) -> Iterator[Any]:
    """Yield a verb's subject and what stands after its "by"."""
    for child in children:
        if child.dep_ == "nsubj":
            yield child
        elif child.dep_ == "agent" or child.lower_ == "by":
            yield from child.children


def _is_at_sea(scene: Scene, children: Sequence[Any]) -> bool:
    """Say whether a boat or aircraft picks people up, or the sentence tells of water and of no police."""
    known = fate_words()
    lemmas = {scene.lemma(i) for i in range(len(scene.words))}
    if not known.police.isdisjoint(lemmas):
        return False
    carried = any(noun.lemma_.lower() in known.carriers for noun in _doers(children))
    return carried or not known.waters.isdisjoint(lemmas)

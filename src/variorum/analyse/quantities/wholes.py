"""Read what befell a whole that other numbers are parts of: "two of the 12 on board"."""

from typing import Final

from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.fates import FateReader
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.reaching import Counted
from variorum.analyse.quantities.scene import Scene, noun_after
from variorum.analyse.quantities.slots import fit_slot

_THE: Final = frozenset({"the", "a", "an", "its", "their", "this", "that"})
_ON: Final = frozenset({"on", "in", "aboard"})


def is_whole(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a number is the whole that a part before or behind it is taken of."""
    at = phrase.first - (2 if scene.norm(phrase.first - 1) in ("the", "these", "those") else 1)
    if scene.norm(at) == "of" and any(p.end == at for p in scene.phrases):
        return True  # "two of the five", "61 of 73"
    return _opens(scene, phrase)


def _opens(scene: Scene, phrase: Phrase) -> bool:
    """Say whether parts follow: "Of the 88 passengers, 60 were rescued"."""
    if scene.norm(0) != "of" or not scene.phrases or scene.phrases[0].first != phrase.first:
        return False
    later = next((p for p in scene.phrases if p.first > phrase.end), None)
    return later is not None and "," in scene.norms[phrase.end : later.first]


def fate_of_whole(fates: FateReader, phrase: Phrase, counted: Counted) -> str | None:
    """Return what all of a whole met: "one of the six hostages", "five of the eleven injured"."""
    scene, known, unit = fates.scene, fate_words(), counted.unit
    noun = None if counted.back else counted.noun
    if noun is not None:
        own = (c for c in noun.children if c.dep_ == "amod" and c.i == noun.i - 1)
        told = fit_slot((slot for c in own for slot in known.states.get(c.lower_, ())), unit)
        if told is not None:
            return told  # "nine of the 16 detained journalists"
    after = phrase.end if noun is None or not scene.holds(noun) else scene.piece(noun) + 1
    run = fates.phrase_at(after, unit)
    told = fates.state_at(after, unit) or (run if noun is None or run == "aboard" else None)
    if told is None and noun is not None:
        told = fates.of_whole(noun, unit)
        if told is None and _opens(scene, phrase) and noun.lemma_.lower() in known.passengers:
            told = "aboard"
    return told or _aboard(scene, after, unit)


def _aboard(scene: Scene, piece: int, unit: str | None) -> str | None:
    """Read where people ride: "the 40 on the coach", "the nine children on the raft"."""
    if unit not in (None, "person") or scene.norm(piece) not in _ON or piece + 1 >= len(scene.words):
        return None
    carrier = noun_after(scene, piece + 1) if scene.norm(piece + 1) in _THE else None
    return "aboard" if carrier is not None and carrier.lemma_.lower() in fate_words().carriers else None

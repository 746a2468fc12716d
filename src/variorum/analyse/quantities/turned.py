"""Read sentences turned round, whose fate comes before those whom it befell: "Killed were two bakers"."""

import functools
from typing import Any, Final

from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.grammar import verb_forms
from variorum.analyse.quantities.scene import Scene
from variorum.analyse.quantities.slots import fit_slot
from variorum.analyse.quantities.verbs import VerbReader

_TURNING: Final = frozenset({"was", "were", "is", "are"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "expl"})
_LATE: Final = frozenset({"attr", "nsubj", "nsubjpass", "acomp"})
_LONGEST_OPENING: Final = 6  # pieces of "among the five buried"
_LONGEST_LIST: Final = 4  # nouns that share a place


class Turned:
    """Reads what opens a turned sentence as the fate of the nouns behind its "were"."""

    def __init__(self, scene: Scene, verbs: VerbReader) -> None:
        self.scene = scene
        self.verbs = verbs
        self.words = fate_words()

    def fate(self, token: Any, unit: str | None) -> str | None:
        """Return the fate that opens the sentence, where the parser too puts the noun behind the verb."""
        turn = self._turn if self.scene.holds(token) else -1
        if turn < 0 or self.scene.piece(token) <= turn:
            return None
        were, first = self.scene.token(turn), self.scene.token(0)
        for _ in range(_LONGEST_LIST):
            if token.dep_ != "conj":
                break
            token = token.head
        if token.dep_ not in _LATE or token.head.i != were.i:
            return None
        if any(c.dep_ in _SUBJECTS and first.i < c.i < were.i for c in were.children):
            return None
        if self._among:
            return self._of_opening(unit)
        told = self._of_runs(self.scene.piece(token), unit)
        return told or self.verbs.read(first, "object", unit) or self._of_opening(unit)

    def fate_of_late(self, token: Any, unit: str | None) -> str | None:
        """Return the fate that opens the sentence, of any noun behind its "were"."""
        if not self.scene.holds(token):
            return None
        at = self.scene.piece(token)
        told = self._of_runs(at, unit)
        if told or self._turn < 0 or at <= self._turn:
            return told  # "Nowhere to be found is Ann Lee"
        return self._of_opening(unit)

    def _of_runs(self, at: int, unit: str | None) -> str | None:
        """Read a run of words before the "were" that opens the sentence: "Lost without trace are four"."""
        opens = _LONGEST_OPENING if self._among else 2
        opening = (c for c in self.verbs.phrasings if c.first < opens and c.end < at)
        return fit_slot((c.slot for c in opening if self.scene.norm(c.end) in _TURNING), unit)

    def _of_opening(self, unit: str | None) -> str | None:
        """Read the state or participle that opens the sentence, or stands after "among the"."""
        slots = self._opening_slots()
        for i in range(2, min(self._turn, _LONGEST_OPENING)) if self._among else (0,):
            slots = (*self.words.states.get(self.scene.norm(i), ()), *slots)
            if i and self.scene.token(i).tag_ == "VBN":
                slots = (*slots, *self.verbs.object_slots(self.scene.token(i)))
        return fit_slot(slots, unit)

    def _opening_slots(self) -> tuple[str, ...]:
        first = self.scene.token(0)
        return tuple(s for form in verb_forms(first) for s in self.words.objects.get(form, ()))

    @functools.cached_property
    def _among(self) -> bool:
        return self.scene.norm(0) == "among" and self.scene.norm(1) in ("the", "those")

    @functools.cached_property
    def _turn(self) -> int:
        """Return the piece of the "were" that turns a sentence round; -1 where none does."""
        scene = self.scene
        first = scene.token(0)
        is_state = scene.norm(0) in self.words.states
        if not self._among and not is_state and first.tag_ not in ("VBN", "VBD", "JJ"):
            return -1
        for i in range(1, min(len(scene.words), 30)):
            if scene.norm(i) in _TURNING:
                after = scene.token(i + 1).tag_ if i + 1 < len(scene.words) else "."
                return -1 if after in ("VBN", "VBG", "JJ", "RB") and scene.norm(i + 1) != "at" else i
        return -1

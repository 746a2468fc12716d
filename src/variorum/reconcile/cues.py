"""Cue words of change: sentences that say that their value takes the place of an earlier one."""

import functools
import re
from collections.abc import Mapping, Sequence

import msgspec

from variorum.data import load_yaml
from variorum.model.record import Claim
from variorum.reconcile.slots import load_rules

_TOKEN = re.compile(r"\w+")
_GAP = 5  # words that "*" may stand for
_NEAR = 4  # words between a cue and the value that it changes
_FAR = 14  # "five people were killed in the fire, the prosecutor said, not six as was first reported"


class Cue(msgspec.Struct, frozen=True):
    """One sequence of words, where its value stands and which shapes of value it can change.

    `corrects` is true where the words say that the earlier value was wrong.
    """

    words: tuple[frozenset[str], ...]
    value: str
    shapes: frozenset[str]
    corrects: bool

    def can_change(self, claim: Claim) -> bool:
        """Say whether words of this kind can change a value of the claim's shape and slot."""
        shape = str(type(claim.value).__struct_config__.tag)
        return (not self.shapes or shape in self.shapes) and (
            self.corrects or not load_rules()[claim.slot].many
        )

    def might_be_in(self, present: frozenset[str]) -> bool:
        """Say whether a sentence of these words, in any order, could hold the cue."""
        return all(not part or not part.isdisjoint(present) for part in self.words)


def changes(claim: Claim, sentence: str) -> bool:
    """Say whether a claim's sentence says that its value takes the place of an earlier one.

    A claim that stands nowhere (its `start` equals its `end`) is believed to stand where the cue wants it.
    """
    return cue_in(claim, sentence) is not None


def cue_in(claim: Claim, sentence: str) -> str | None:
    """Return the first words of change that bear on a claim, as they stand in its sentence."""
    for first, last, cue in _find(sentence):
        if cue.can_change(claim) and _stands(claim, sentence, cue.value, first, last):
            return sentence[first:last]
    return None


def _stands(claim: Claim, sentence: str, value: str, first: int, last: int) -> bool:
    start, end = claim.start - claim.sentence.start, claim.end - claim.sentence.start
    if value == "anywhere" or not 0 <= start < end <= len(sentence):
        return True
    if value == "follows":
        return last <= start and _is_within(sentence, last, start, _NEAR)
    return end <= first and _is_within(sentence, end, first, _FAR)


def _is_within(sentence: str, start: int, end: int, words: int) -> bool:
    """Say whether a stretch holds at most so many words; one that is too long is not even counted."""
    return end - start <= 20 * (words + 1) and len(_TOKEN.findall(sentence[start:end])) <= words


@functools.lru_cache(maxsize=1024)
def _find(sentence: str) -> tuple[tuple[int, int, Cue], ...]:
    cues = _load_cues()
    present = frozenset(_TOKEN.findall(sentence.lower()))
    likely = {c for word in present & cues.keys() for c in cues[word] if c.might_be_in(present)}
    if not likely:
        return ()
    tokens = [(m.group().lower(), m.start(), m.end()) for m in _TOKEN.finditer(sentence)]
    words = [token[0] for token in tokens]
    found = []
    for i, word in enumerate(words):
        for cue in likely:
            end = _match(words, i, cue.words) if word in cue.words[0] else None
            if end is not None:
                found.append((tokens[i][1], tokens[end - 1][2], cue))
    return tuple(sorted(found, key=lambda row: (row[0], -row[1], row[2].value, row[2].corrects)))


def _match(words: Sequence[str], at: int, pattern: Sequence[frozenset[str]]) -> int | None:
    """Match a cue from one word on, taking the nearest match after each gap; return the end."""
    for n, wanted in enumerate(pattern):
        if not wanted:  # a gap; the next part says where it ends
            continue
        reach = at + 1 + (_GAP if n and not pattern[n - 1] else 0)
        at = next((i for i in range(at, min(reach, len(words))) if words[i] in wanted), -1) + 1
        if not at:
            return None
    return at


@functools.cache
def _load_cues() -> Mapping[str, tuple[Cue, ...]]:
    by_first: dict[str, list[Cue]] = {}
    for group in load_yaml("reconcile/changes.yaml")["changes"]:
        for written in group["cues"]:
            parts = tuple(frozenset() if w == "*" else frozenset(w.split("|")) for w in written.split())
            cue = Cue(parts, group["value"], frozenset(group.get("shapes", ())), group.get("corrects", False))
            for word in sorted(parts[0]):
                by_first.setdefault(word, []).append(cue)
    return {word: tuple(cues) for word, cues in by_first.items()}

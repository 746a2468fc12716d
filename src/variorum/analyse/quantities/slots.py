"""Say which fates a count of a unit can have, and find the runs of words in a sentence that tell a fate."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from variorum.analyse.quantities.fate_lexicon import RunsBeside, fate_words
from variorum.analyse.quantities.scene import Scene

_CHECKED: Final = 3  # words; shorter runs are known by the two that they were looked up by
_LIVING: Final = frozenset({"person", "household", "animal"})
_ONLY_LIVING: Final = frozenset(
    {"killed", "injured", "arrested", "captured", "released", "missing", "rescued", "displaced", "aboard"}
)
_ONLY_PEOPLE: Final = frozenset({"arrested", "captured"})
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
    if unit == "event":
        return slot == "cancelled"
    if slot in known.for_things:
        return unit is not None and unit not in _LIVING
    if slot == "cases":
        return unit is None or unit in _SICK
    if (slot in _ONLY_PEOPLE and unit == "animal") or (slot == "participants" and unit == "place"):
        return False
    return unit is None or unit in _LIVING or slot not in _ONLY_LIVING


_Longest = dict[int, tuple[int, tuple[str, ...]]]  # the end and the meanings of a run, by its first piece


class Phrasing(NamedTuple):
    """A run of words that tells a fate: its pieces, its slot, and whom it befalls.

    `side` is `^` for the verb's object, `*` for either, `>` for the noun that it governs, else its subject.
    """

    first: int
    end: int
    slot: str
    side: str


def find_phrasings(scene: Scene) -> list[Phrasing]:
    """Return the runs of words in a sentence that tell a fate, left to right; verbs match by their lemma.

    Of those that begin at one piece the longest is taken, with each of its meanings. Runs are looked up by
    their rarest word, at the tokens of `scene.runs`, which few sentences have, and by the word beside it.
    """
    table = fate_words().runs
    longest: _Longest = {}
    for i in scene.runs:
        at = scene.piece(scene.tokens[i])
        norm, lemma = scene.norm(at), scene.lemma(at)
        for word in (norm,) if norm == lemma else (norm, lemma):
            beside = table.get(word)
            if beside is not None:
                _match_runs(scene, at, beside, longest)
    return [
        _phrasing(first, end, meaning)
        for first, (end, meanings) in sorted(longest.items())
        for meaning in meanings
    ]


def _match_runs(scene: Scene, at: int, beside: RunsBeside, longest: _Longest) -> None:
    """Enter the runs whose rarest word stands at a piece into `longest`, by their first piece."""
    norms, last, verbs = scene.norms, len(scene.norms) - 1, fate_words().objects
    rows = list(beside.alone)
    for step, by_word in ((1, beside.after), (-1, beside.before)):
        if by_word and 0 <= at + step <= last:
            norm, lemma = norms[at + step], scene.lemma(at + step)
            rows += by_word.get(norm, ())
            if lemma != norm:
                rows += by_word.get(lemma, ())
            if norm in _ANY_OWNER:
                rows += by_word.get("~", ())
    for phrase, offset, meaning in rows:
        first = at - offset
        end = first + len(phrase)
        reached, meanings = longest.get(first, (0, ()))
        if first < 0 or end > last + 1 or end < reached or (end == reached and meaning in meanings):
            continue
        named = meaning[0] == "^" and (phrase[0] in verbs or len(phrase) == 1)
        if named and scene.token(first).tag_ in ("NN", "NNP"):
            continue  # "a station in the north" stations nobody, a "Land Cruiser" lands nobody
        if len(phrase) < _CHECKED or _matches(phrase, first, scene):
            longest[first] = end, (*meanings, meaning) if end == reached else (meaning,)


def _phrasing(first: int, end: int, meaning: str) -> Phrasing:
    side = meaning[0] if meaning[0] in ("^", "*", ">") else ""
    return Phrasing(first, end, meaning.removeprefix(side), side)


def _matches(phrase: tuple[str, ...], at: int, scene: Scene) -> bool:
    irregular = fate_words().irregular
    for part in phrase:
        norm = scene.norms[at]
        known = part in (norm, scene.lemma(at), irregular.get(norm))  # "hung upside down"
        if not known and not (part == "~" and norm in _ANY_OWNER):
            return False
        at += 1
    return True

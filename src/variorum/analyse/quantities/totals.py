"""Tell running totals ("bringing the number to five", "the toll, now 90") and the scope of a count."""

from typing import Final

from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.lexicon import noun_words
from variorum.analyse.quantities.matching import match_at
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.scene import Scene
from variorum.analyse.quantities.standing import BRINGING
from variorum.analyse.tags import NOUN_TAGS
from variorum.data import load_words
from variorum.model.span import Span

_BEING: Final = frozenset({"is", "was"})
_NUMBERING: Final = load_words("quantities/words.yaml", "numbered")
_THAT: Final = frozenset({"which", "that", "this"})
_SO_FAR: Final = frozenset({"", ".", ",", ";", "this", "since", "in", "so", "for", "now", "all"})
_MAKES: Final = frozenset({"makes", "making", "made"})
_REACH_BACK: Final = 30  # pieces between a total and the noun that it is a total of


def is_total(scene: Scene, phrase: Phrase) -> bool:
    """Say whether the words make a number a total so far."""
    known, before = fate_words(), scene.norm(phrase.first - 1)
    words_before = scene.norms[max(0, phrase.first - _REACH_BACK) : phrase.first]
    if not _MAKES.isdisjoint(words_before):
        if _is_made(scene, phrase):
            return True
        if any(match_at(scene.words, phrase.end + k, known.total_phrases) for k in range(3)):
            return True
    tally = scene.norms[phrase.end : phrase.end + 3]
    if before == "to" and not known.total_words.isdisjoint(tally) and _is_brought(scene, phrase):
        return True  # "bringing to 27 the number of those saved"
    numbered = before in _NUMBERING and not known.total_words.isdisjoint(words_before[-3:-1])
    if numbered or (words_before[-2:] == ["total", "of"] and "for" in words_before[-4:]):
        return True  # "the dead numbered 11"
    if before in _BEING and _is_tally_of(scene, phrase):
        return True
    passes = phrase.bound == "more_than" and before in known.total_words
    if not (passes or before in known.leads) or known.total_words.isdisjoint(words_before):
        return False
    if before in ("now", "currently") or (before == "to" and "from" in words_before[-5:]):
        return True
    window = range(max(0, phrase.first - 14), phrase.first)
    return any(
        scene.token(i).lemma_.lower() in known.total_verbs for i in window if scene.words[i].kind == "word"
    )


def _is_made(scene: Scene, phrase: Phrase) -> bool:
    """Say whether "makes it 12" or "which makes 95 this month" leads to a number."""
    before, second = scene.norm(phrase.first - 1), scene.norm(phrase.first - 2)
    told = before in _MAKES and second in _THAT and scene.norm(phrase.end) in _SO_FAR
    return told or (before == "it" and second in _MAKES)


def _is_brought(scene: Scene, phrase: Phrase) -> bool:
    return any(scene.lemma(i) in BRINGING for i in range(max(0, phrase.first - 4), phrase.first))


def _is_tally_of(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a tally is what is said to be the number: "the total is 12", "the number killed was 40"."""
    tallies = noun_words().tallies
    if scene.norm(phrase.first - 2) in tallies:
        return True
    verb = scene.token(phrase.first - 1)
    return any(c.dep_ == "nsubj" and c.lower_ in tallies and c.i < verb.i for c in verb.children)


def toll_slot(scene: Scene, phrase: Phrase) -> str | None:
    """Return the fate of the running count named nearest before a number: "the toll ... rose to 61"."""
    tolls = fate_words().toll_nouns
    for i in range(phrase.first - 1, -1, -1):
        slot = tolls.get(scene.norm(i)) or _of_tally(scene, i)
        if slot:
            return slot
    return None


def _of_tally(scene: Scene, piece: int) -> str | None:
    """Return the fate of "death count", "body count", "casualty figure" at a piece."""
    if piece < 1 or scene.norm(piece).removesuffix("s") not in noun_words().tallies:
        return None
    return fate_words().nouns.get(scene.lemma(piece - 1))


def find_scope(scene: Scene, phrase: Phrase) -> Span | None:
    """Return the words soon after a number that limit the whole or the time that it is of.

    A whole is that of the number nearest before it: the six in "rose to six after two of the wounded died"
    are not of the wounded.
    """
    words, known = scene.words, fate_words().scope
    after = min((p.first for p in scene.phrases if p.first >= phrase.end), default=len(words))
    for i in range(phrase.end, min(len(words), phrase.end + 14)):
        norm = words[i].norm
        if norm in (";", ".", ","):
            return None
        match = match_at(words, i, known) if norm in known else None
        if match is not None and (norm != "of" or i < after):
            return _extend(scene, i, match[0])
    return None


def _extend(scene: Scene, first: int, end: int) -> Span:
    """Take in the time that "in the past" or "since" goes on to, and "alone" after it."""
    words = scene.words
    if words[first].norm in ("in", "over", "since"):
        while end < len(words) and end - first < 7 and words[end].kind != "sign":
            end += 1
            if scene.token(end - 1).tag_ in NOUN_TAGS and scene.norm(end) != "alone":
                break
    return scene.span(first, end)

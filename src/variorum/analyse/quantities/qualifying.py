"""Find number phrases in a sentence: each number with the words that qualify it ("at least", "or so")."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from variorum.analyse.quantities.lexicon import NumberWords, Phrases
from variorum.analyse.quantities.matching import match_at, match_before
from variorum.analyse.quantities.phrases import Phrase, is_change, may_begin, read_core
from variorum.analyse.quantities.words import Word


def find_phrases(words: Sequence[Word], lexicon: NumberWords) -> Iterator[Phrase]:
    """Yield the number phrases of a sentence, left to right, never overlapping."""
    floor, starts = 0, lexicon.starts
    for i in [i for i, word in enumerate(words) if word.norm in starts or word.kind == "figure"]:
        if i < floor or not may_begin(words, i, lexicon):
            continue
        phrase = read_core(words, i, lexicon)
        if phrase is not None:
            phrase = widen(words, phrase, floor, lexicon)
            yield phrase
            floor = max(phrase.end, i + 1)


def widen(words: Sequence[Word], phrase: Phrase, floor: int, lexicon: NumberWords) -> Phrase:
    """Take the qualifier before or after the number into the phrase."""
    if phrase.kind in ("zero", "ordinal", "decade", "fixed"):
        return phrase
    before = match_before(words, phrase.first, lexicon.before)
    if before is not None and before[0] >= floor and _is_aside(words, before[0], phrase.first, lexicon):
        first = before[0]
        if first > floor and before[1] != "about" and words[first - 1].norm in lexicon.intensifiers:
            first -= 1  # "well in excess of"
        norms = " ".join(w.norm for w in words[first : phrase.first])
        return replace(phrase, first=first, bound=before[1], qualifier=norms)
    if phrase.kind in ("number", "range"):
        return qualify_after(words, phrase, phrase.end, lexicon.after)
    return phrase


def qualify_after(words: Sequence[Word], phrase: Phrase, at: int, table: Phrases) -> Phrase:
    """Take the qualifier that stands at a piece after the number, or after its noun or unit."""
    if at >= len(words) or phrase.qualifier:
        return phrase
    tied = words[at].norm == "-" and words[at].glued and at + 1 < len(words)
    if tied:
        at += 1
    after = match_at(words, at, table)
    if after is None or (words[at].norm == "some" and not tied):  # "forty-some guests"
        return phrase
    if words[at].norm == "plus" and phrase.currency and any(w.kind == "word" for w in words[after[0] :][:1]):
        return phrase  # "fined £500 plus costs"
    norms = " ".join(w.norm for w in words[at : after[0]])
    return replace(phrase, end=after[0], bound=after[1], qualifier=norms.lstrip(", "))


def _is_aside(words: Sequence[Word], first: int, end: int, lexicon: NumberWords) -> bool:
    """Say whether words before a number qualify it: "say" does so only as an aside ("up to, say, 40"),
    "past" only where something rises ("pushing the number past 80,000")."""
    if end - first > 1 or words[first].norm not in ("say", "near", "past"):
        return True
    if words[first].norm == "past":
        return words[first - 1].kind == "word" and is_change(words, first, lexicon, reach=10)
    return first == 0 or words[first - 1].kind == "sign"

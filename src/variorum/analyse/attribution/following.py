"""What follows a verb of saying word by word, for where the parser hangs the clause elsewhere.

"Told owners that convoys would stop" (taken for a clause on the owners), "denied the well had been poisoned"
(taken for a denied well): a clause that says what begins right behind the verb or whom it was told to.
"""

import itertools
from typing import Any

from variorum.analyse.attribution.lexicon import Cues
from variorum.analyse.attribution.phrase import tidy
from variorum.analyse.page import Page
from variorum.analyse.tags import CLAUSE_TAGS
from variorum.data import load_words
from variorum.model.span import Span

_LONGEST = 14  # words of a phrase: whom it was told to, or the subject of the clause
_FAR = (
    200  # words behind its first that a clause is sought the end in; without one it reaches to the sentence's
)
OPENERS = frozenset({"that", "whether", "how", "why"})
_IN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PRON"})
_PLACED = frozenset({"by", "to", "with", "on", "in", "at", "over", "during", "from", "after", "before"})
_ENDS = load_words("attribution/words.yaml", "ending")


def clause_behind(page: Page, verb: Any, cues: Cues) -> Span | None:
    """Return the clause that begins behind a verb of saying, behind whom it tells and when; None without one.

    It opens with "that", "whether", "how" or "why", or is a noun phrase with a finite verb right behind it.
    """
    sentence = page.sentence_at(verb.idx)
    words = list(
        itertools.takewhile(lambda t: t.idx < sentence.end, verb.doc[verb.i + 1 : verb.i + 4 * _LONGEST])
    )
    at = 1 if words and f"{verb.lemma_} {words[0].lower_}".lower() in cues.verbs else 0
    starts = [at]
    if verb.lemma_.lower() in cues.data["telling_whom"] and (after := _phrase_end(words, at)) > at:
        starts.insert(0, after)
    for start in starts:
        opener = _past_places(words, start)
        if [t.lower_ for t in words[opener : opener + 2]] == [",", "that"]:
            opener += 1  # "so serious, he was told, that"
        if opener < len(words) and words[opener].lower_ in OPENERS and _is_opener(words, opener):
            return _until_end(page, words[opener], sentence)
        bare = opener if start < opener and words[start].lower_ == "to" else start
        if _is_bare_clause(words, bare):
            return _until_end(page, words[bare], sentence)  # "admitted to him the tank was cracked"
    return None


def _is_opener(words: list[Any], at: int) -> bool:
    # Not "told that lie", nor "the man that was".
    after = words[at + 1] if at + 1 < len(words) else None
    if after is None or after.is_punct:
        return False
    if after.tag_ in CLAUSE_TAGS:
        # "That convoys through the strait will stop": a plural taken for a verb.
        is_plural = after.tag_ == "VBZ" and after.pos_ == "VERB" and words[at].tag_ != "DT"
        return is_plural and any(t.tag_ in CLAUSE_TAGS for t in words[at + 2 :])
    return words[at].lower_ != "that" or words[at].tag_ != "DT" or after.pos_ in ("DET", "PRON", "PROPN")


def _is_bare_clause(words: list[Any], start: int) -> bool:
    end = _phrase_end(words, start, of=True)
    while start < end < len(words) and words[end].pos_ == "ADV":
        end += 1
    end = _past_insertion(words, end)
    if not start < end < len(words) or words[end].tag_ not in CLAUSE_TAGS or words[end].lower_ == "'s":
        return False
    return not any(t.tag_ in ("WP", "WDT", "WRB") for t in words[start:end])


def _past_insertion(words: list[Any], at: int) -> int:
    # "The morgue, built for twelve, had taken in sixty": to the verb behind the second comma.
    if not 0 < at < len(words) - 1 or words[at].text != "," or words[at + 1].tag_ not in ("VBN", "VBG"):
        return at
    second = next((k for k in range(at + 2, min(len(words), at + _LONGEST)) if words[k].text == ","), at)
    is_verb = at < second < len(words) - 1 and words[second + 1].tag_ in CLAUSE_TAGS
    return second + 1 if is_verb else at


def _phrase_end(words: list[Any], at: int, *, of: bool = False) -> int:
    """Return where a noun phrase that begins at one word ends, the same place where none does."""
    end = at
    if end < len(words) and words[end].tag_ == "PRP":
        return end + 1
    noun = at
    while end < min(len(words), at + _LONGEST):
        token = words[end]
        joined = token.tag_ == "POS" or token.text == "-" or (of and token.lower_ == "of" and noun == end)
        if not joined and (token.pos_ not in _IN_PHRASE or token.tag_ in ("PRP", "WP", "WDT")):
            break
        if end > at and token.pos_ == "DET" and words[end - 1].lower_ != "of":
            break  # another phrase
        if noun == end and noun > at and token.tag_ == "PRP$":
            break
        end += 1
        if token.pos_ in ("NOUN", "PROPN", "NUM", "PRON"):
            noun = end
    return noun


def _past_places(words: list[Any], at: int) -> int:
    # "Told the court on Friday that", "admitted to his brother that".
    while at < len(words) and (words[at].lower_ in _PLACED or words[at].ent_type_ in ("DATE", "TIME")):
        after = _phrase_end(words, at + 1, of=True) if words[at].lower_ in _PLACED else at + 1
        if [t.lower_ for t in words[at : at + 2]] == ["in", "writing"]:
            after = at + 2
        if after <= at + (words[at].lower_ in _PLACED):
            break
        at = after
    return at


def _until_end(page: Page, first: Any, sentence: Span) -> Span:
    # To the end of the sentence, or to where a comma begins what the reporter adds.
    before = page.text[sentence.start : first.idx]
    opened = before.count('"') % 2 == 1 or before.count("\u201c") > before.count("\u201d")
    for token in first.doc[first.i + 1 : first.i + 1 + _FAR]:
        if token.idx >= sentence.end:
            break
        after = token.nbor(1) if token.i + 1 < len(token.doc) else token
        closes = opened and token.text in ("\u201d", '"')
        if token.text == ";" or closes or (token.text == "," and after.lower_ in _ENDS):
            return tidy(page.text, Span(first.idx, token.idx))
    return tidy(page.text, Span(first.idx, sentence.end))

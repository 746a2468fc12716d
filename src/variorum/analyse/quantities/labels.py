"""Numbers that name something: "Route 9", "230 Hollow Lane", "the 747", "Three Rivers", telephone numbers."""

from typing import Any

from variorum.analyse.quantities.dismissing import refusal_words
from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.lexicon import number_words
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.scene import Scene
from variorum.analyse.quantities.tokens import Token
from variorum.analyse.tags import CLAUSE_TAGS, PLURAL_TAGS


def is_label(scene: Scene, phrase: Phrase) -> bool:
    """Say whether the number names something: "Route 9", "version 4.2", "number one", "Boeing 737"."""
    if phrase.first != phrase.core or phrase.first == 0 or phrase.kind not in ("number", "range"):
        return False
    words, before = refusal_words(), scene.norm(phrase.first - 1)
    if (before == "number" and scene.token(phrase.first - 1).tag_[:2] == "VB") or _is_plural_subject(
        scene, phrase, before
    ):
        return False
    if before == "." and scene.norm(phrase.first - 2) in words.short_labels:
        return True
    at = phrase.first - 2 - (scene.norm(phrase.first - 2) == "of")
    if before in ("of", "/") and scene.norm(at).isdigit() and scene.norm(at - 1) in words.firm_labels:
        return True  # "Image 2 of 4"
    after = scene.token(phrase.core_end) if phrase.core_end < len(scene.words) else None
    counts = after is not None and _counts_on(scene, after)
    if phrase.in_figures and scene.cased(phrase.core_end) == "News":
        return scene.cased(phrase.first - 1)[:1].isupper()  # "WAVE 3 News"
    if scene.norm(phrase.first - 2) in words.labels and scene.cased(phrase.first - 1).isupper():
        return phrase.in_figures  # "Flight KX 404"
    if before in words.labels and not scene.words[phrase.first].glued:
        named = scene.norm(phrase.core_end) == "of" or (phrase.first > 1 and _is_verb(after))
        capital = (named or _is_plain_plural(after)) and scene.cased(phrase.first - 1)[:1].isupper()
        return not counts or capital or before in words.firm_labels
    token = scene.token(phrase.first - 1)
    return (
        phrase.in_figures
        and token.tag_ == "NNP"
        and not counts
        and before != "magnitude"
        and not _is_headline_verb(before)
        and before not in words.determining
        and not (before.endswith("'s") and scene.norm(phrase.end) == "-")  # "the firm's 10-member board"
        and token.ent_type_ not in ("GPE", "LOC", "DATE", "PERSON", "TIME")
    )


def _is_plain_plural(after: Token | None) -> bool:
    """Say whether a plural that is no word of fate stands there: "Room 4 guests", "Formula 1 returns"."""
    return after is not None and after.tag_ in PLURAL_TAGS and after.lower_ not in fate_words().states


def _is_verb(token: Token | None) -> bool:
    """Say whether a token after a number is a verb, whose subject ends there: "in Sector 3 killed nine"."""
    return token is not None and token.tag_ in CLAUSE_TAGS


def _is_plural_subject(scene: Scene, phrase: Phrase, before: str) -> bool:
    """Say whether "number" before a figure is the verb of a plural noun, at the end of its clause."""
    if before != "number":
        return False
    at_end = scene.norm(phrase.end) in ("", ".", ";", ",")
    many = phrase.high is not None and phrase.high > 12
    return at_end and (many or scene.norm(phrase.first - 2) in fate_words().toll_nouns)


def _is_headline_verb(word: str) -> bool:
    """Say whether a capitalised word tells a fate as a verb: "Pile-up injures 21"."""
    objects = fate_words().objects
    return any(word.removesuffix(ending) in objects for ending in ("s", "es", "ed", "d"))


def _counts_on(scene: Scene, after: Any) -> bool:
    """Say whether the token after a number goes on as what is counted or befalls it."""
    if (
        after.tag_ in PLURAL_TAGS
        or after.tag_ in ("VBN", "VBD", "JJ", "VBG", "JJR", "$", "VBP")
        or after.lower_ in ("more", "of", "per", "other")
    ):
        return True
    following = scene.tokens[after.i + 1] if after.i + 1 < len(scene.tokens) else None
    return after.tag_ == "NN" and following is not None and following.tag_ in PLURAL_TAGS


def is_address(scene: Scene, phrase: Phrase) -> bool:
    """Say whether the number is of a house in a street: "230 Hollow Lane", "5 Cooper's Row"."""
    if (not phrase.in_figures and phrase.kind != "ordinal") or (
        phrase.first != phrase.core and phrase.kind != "ordinal"
    ):
        return False
    if scene.norm(phrase.core_end) in refusal_words().street_openers:
        return scene.cased(phrase.core_end)[:1].isupper()  # "12 Rue des Tanneurs"
    for i in range(phrase.core_end, min(len(scene.words), phrase.core_end + 5)):
        if scene.words[i].norm == "." and len(scene.norm(i - 1)) <= 2:
            continue
        is_street = scene.norm(i) in refusal_words().streets and i > phrase.core_end
        if not scene.cased(i)[:1].isupper() and not (
            is_street and scene.norm(i) in ("street", "road", "avenue")
        ):
            return scene.norm(i) == "block" and scene.norm(i + 1) == "of"
        if scene.norm(i) in refusal_words().streets and (i > phrase.core_end or phrase.kind == "ordinal"):
            return True
    return False


def is_name(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a number word is part of a name: "the Five Star Alliance", "Three Rivers".

    Where every word but the small ones begins with a capital, capitals tell nothing.
    """
    first, text = scene.cased(phrase.core), scene.text
    if (phrase.in_figures and phrase.kind != "ordinal") or phrase.core_end > len(scene.words):
        return False
    after = scene.cased(phrase.core_end)
    if (
        phrase.kind == "ordinal"
        and after[:1].isupper()
        and scene.token(phrase.core_end).tag_ in ("NNP", "NNPS")
    ):
        return True
    if phrase.core == 0 or not first[:1].isupper() or phrase.qualifier or first.lower() in ("a", "an", "the"):
        return False
    if scene.words[phrase.core - 1].kind == "sign":
        return False
    small = refusal_words().small
    return any(w.kind == "word" and text[w.start].islower() and w.norm not in small for w in scene.words)


def is_aircraft(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a number alone names an aircraft: "the 747 landed"."""
    if scene.norm(phrase.first - 1) not in ("the", "a") or phrase.end >= len(scene.words):
        return False
    alone = scene.token(phrase.end).tag_ not in (*PLURAL_TAGS, "JJ", "VBN", "IN")
    return alone and scene.norm(phrase.core) in refusal_words().aircraft


def is_sequence(scene: Scene, phrase: Phrase) -> bool:
    """Say whether figures go on without a noun, as in a telephone number: "+44 20 7946 0018"."""
    words, end = scene.words, phrase.core_end
    if not phrase.in_figures:
        known = number_words()
        return phrase.kind == "number" and (
            scene.norm(end) in known.ones
            or scene.norm(end) in known.tens
            or _is_numeral_word(scene, phrase.first - 1)
        )
    if (
        end + 1 < len(words)
        and words[end].norm == "-"
        and words[end].glued
        and words[end + 1].kind == "figure"
    ):
        return words[end + 1].glued
    if end < len(words) and words[end].kind == "figure":
        return True
    before = phrase.first - 1
    if before >= 0 and words[before].kind == "figure":
        return True
    return before >= 0 and words[before].norm == "+" and words[phrase.first].glued


def _is_numeral_word(scene: Scene, piece: int) -> bool:
    known, norm = number_words(), scene.norm(piece)
    return (norm in known.ones and norm != "one") or norm in known.tens

"""What office a page says that somebody holds: "the coroner, Dr Edda Fisk"."""

from typing import Any

from variorum.analyse.attribution.lexicon import load_source_words
from variorum.analyse.attribution.mentions import Mention

_PLACING = frozenset({"in", "near", "at", "outside", "from"})  # "near Wabag, a bishop": no bishop's name


def offices_of(mention: Mention) -> set[str]:
    """Return the words that say what a named person is: "the coroner, Dr Edda Fisk", "coroner Edda Fisk"."""
    if not mention.about.is_named or mention.about.type not in ("person", "unknown", "organisation"):
        return set()
    told = {t.lower_ for t in mention.head.lefts if t.dep_ in ("compound", "amod", "nmod")}
    told = {word for word in told if word not in mention.about.key}
    if mention.head.dep_ == "appos" and (is_person_noun(mention.head.head) or not told):
        office = mention.head.head
        start = mention.head.left_edge.i
        words = [t for t in office.lefts if t.i < start and t.dep_ not in ("poss", "det")]
        return {office.lemma_.lower(), *(t.lower_ for t in words)}
    behind = next(
        (c for c in mention.head.children if c.dep_ == "appos" and c.pos_ == "NOUN" and c.i > mention.head.i),
        None,
    )
    where = mention.head.head.lower_ if mention.head.dep_ == "pobj" else ""
    if (
        behind is not None and is_person_noun(behind) and where not in _PLACING
    ):  # "Anneke Thiel, the chief constable,"
        return {behind.lemma_.lower(), *(t.lower_ for t in behind.lefts)}
    return told


def is_person_noun(noun: Any) -> bool:
    """Say whether a noun means a person: no body ("his grandson Mateo, 4, the prosecutor's office said")."""
    words = load_source_words()
    lemma = noun.lemma_.lower()
    return lemma in words.persons or lemma in words.titles or lemma in words.speakers

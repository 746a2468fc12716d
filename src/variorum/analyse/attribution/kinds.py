"""What kind of voice the words for a source name: person, body, office, paper or outlet."""

import re
from collections.abc import Sequence
from typing import Any

from variorum.analyse.attribution.lexicon import SourceWords
from variorum.model.analysis import VoiceType

_ACRONYM = re.compile(r"[A-Z]{3,8}")
INDEFINITE = frozenset(
    {"a", "an", "one", "another", "two", "three", "four", "five", "six", "several", "some", "many"}
)


def kind_of(tokens: Sequence[Any], head: Any, named: Sequence[Any], words: SourceWords) -> VoiceType:
    """Return the kind of voice that the words for a source show, by its name or its head noun."""
    lemma, lower = head.lemma_.lower(), head.lower_
    if named:
        return _kind_of_name(tokens, head, named, words)
    if lemma in words.documents or lower in words.documents:
        return "document"
    two = f"{head.nbor(-1).lower_} {lower}" if head.i > 0 else ""
    if lower in words.trades or {lemma, lower, two} & words.organisations:
        return "organisation"
    if lemma in words.outlets and not (head.tag_ == "NNS" and lower in words.hidden):
        return "outlet"
    if lemma in words.persons or lower in words.persons or lower in words.hidden:
        one = any(form in INDEFINITE for t in tokens for form in (t.lower_, t.lemma_.lower()))
        return "role" if tokens and lemma in words.titles and not one else "person"
    if lemma in words.titles or lemma in words.speakers:
        return "role"
    if lemma in words.realms or head.ent_type_ in ("ORG", "GPE", "NORP"):
        return "organisation"  # "the state maintains"
    return "person" if lemma in words.kinfolk else "unknown"


def _kind_of_name(tokens: Sequence[Any], head: Any, named: Sequence[Any], words: SourceWords) -> VoiceType:
    last = next((t.lower_ for t in reversed(named) if not t.text.isdigit()), named[-1].lower_)  # "Channel 5"
    before = [t.lower_ for t in tokens if t.i < named[0].i]
    in_name = {t.lower_ for t in named}
    if named[0].lower_.strip(".") in words.courtesy:
        return "person"
    if before and any(b in words.titles or b in words.courtesy or b in words.persons for b in before[-2:]):
        return "person"
    is_outlet = any(b in words.outlets for b in before)
    held = head.head.lemma_.lower() if head.dep_ == "appos" else ""
    if not is_outlet and held in words.persons and held not in words.trades:
        return "person"  # "his brother, Milan"
    if is_outlet or last in words.outlets or in_name & {"news", "radio", "newspaper", "wire", "tv"}:
        return "outlet"
    if last in words.organisations or last in words.documents or in_name & words.organisations:
        return "organisation"
    kinds = [t.ent_type_ for t in named if t.ent_type_]
    if kinds and kinds[-1] in ("ORG", "GPE", "NORP", "FAC", "PRODUCT"):
        titled = any(t.dep_ == "compound" and t.lower_.strip(".") in words.titles for t in tokens)
        return "person" if titled else "organisation"
    if kinds:
        return "person" if kinds[-1] == "PERSON" else "unknown"
    return "organisation" if len(named) == 1 and _ACRONYM.fullmatch(named[0].text) else "unknown"

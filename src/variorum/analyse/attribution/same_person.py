"""Whom a definite noun means: "the soldier said", "the archaeologist says"."""

from collections.abc import Sequence

from variorum.analyse.attribution.describing import Description
from variorum.analyse.attribution.lexicon import load_source_words
from variorum.analyse.attribution.mentions import Mention
from variorum.analyse.attribution.offices import offices_of
from variorum.data.offices import held_by_one
from variorum.model.span import Span

_LEAST_DOER = 5  # letters of a word such as "driver"
_SENTENCES = 2  # back to the last mention of the only one who is named


def same_person(
    about: Description, source: Span, before: Sequence[Mention], alike: Sequence[Mention]
) -> Mention | None:
    """Return the person whom a definite noun means: "the soldier", of whom one was told or who spoke before.

    `before` holds the last mentions before the source, `alike` those of the page that share a word with it.
    """
    if about.type not in ("person", "role") or not about.head:
        return None
    other = _other_in_view(about, before)
    if other is not None:
        return other
    if about.is_plural and f"{about.head}s" in load_source_words().hidden:
        return _same_many(about, before)
    same = [
        m
        for m in before
        if m.about.head == about.head
        and not m.is_plural
        and set(about.key) <= set(m.about.key) | {about.head}
    ]
    found = next((m for m in same if m.about.anonymous or m.about.is_named), None)
    fuller = [m for m in same if m.about.is_definite and len(m.about.key) > len(about.key)]
    fullest = fuller[-1] if fuller and len(about.key) == 1 else None
    return (
        found
        or _doer(about, before)
        or fullest
        or (None if same else _undescribed(about, source, before, alike))
    )


def _same_many(about: Description, before: Sequence[Mention]) -> Mention | None:
    # "Informed sources said. The sources also said".
    many = [m for m in before if m.is_plural and m.about.head == about.head and m.about.anonymous]
    return next((m for m in reversed(many) if set(about.key) < {*m.about.key, m.about.head}), None)


def _undescribed(
    about: Description, source: Span, before: Sequence[Mention], alike: Sequence[Mention]
) -> Mention | None:
    # "Jutta Maar led the dig. The archaeologist says": the only one who is named, and not yet as what.
    words = load_source_words()
    if (
        about.is_plural
        or about.head not in words.occupations
        or about.head in held_by_one() | words.onlookers
    ):
        return None
    people = [m for m in before if m.about.is_named and (m.is_person or m.may_be_person)]
    home = next((m.sentence for m in alike if m.span.overlaps(source)), 0)
    if len({m.about.key[-1] for m in people}) != 1 or not 0 < home - people[-1].sentence <= _SENTENCES:
        return None
    first = people[0]
    is_plain = first.head.dep_ == "nsubj" and not offices_of(first) and len(first.about.key) > 1
    return people[-1] if is_plain else None


def _doer(about: Description, before: Sequence[Mention]) -> Mention | None:
    # "Askey has driven the tram for years. 'I braked,' the driver said."
    if len(about.key) > 1 or not about.head.endswith("er") or len(about.head) < _LEAST_DOER:
        return None
    stem = about.head.removesuffix("er")
    for m in reversed(before):
        verb = m.head.head
        is_doer = m.is_subject and m.about.is_named and (m.is_person or m.may_be_person)
        if is_doer and verb.pos_ == "VERB" and verb.lemma_.lower().removesuffix("e") == stem:
            return m
    return None


def _other_in_view(about: Description, before: Sequence[Mention]) -> Mention | None:
    # "He asked the soldier's age. The soldier said": the soldier is not "he".
    if not before:
        return None
    last = before[-1].sentence
    for m in reversed([m for m in before if m.sentence == last]):
        if m.about.head != about.head or m.is_subject or not m.about.is_definite:
            continue
        verb = m.head
        for _ in range(6):
            subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
            if subject is not None:
                return m if subject.lower_ in ("he", "she") else None
            verb = verb.head
    return None

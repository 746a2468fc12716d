"""Sources made into voices: names and descriptions, pronouns and short names, bodies and their spokesmen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_source_words
from variorum.analyse.page import Page
from variorum.model.analysis import LocalVoice, VoiceType
from variorum.model.span import Span, hull

_PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WDT", "WP$"})


@dataclass(slots=True)
class Draft:
    """A voice in the making."""

    name: str
    type: VoiceType
    anonymous: bool
    mentions: list[Span] = field(default_factory=list)
    head: str = ""
    words: frozenset[str] = frozenset()
    speaks_for: int | None = None


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices of a page, and for each find the index of its voice."""

    voices: tuple[LocalVoice, ...]
    of: tuple[int, ...]


def resolve_voices(page: Page, finds: Sequence[Find]) -> Voices:
    """Give every find a voice; finds whose source words mean one voice share it.

    An attribution without a source has an anonymous voice of its own, named by its cue.
    """
    drafts: list[Draft] = []
    of = [0] * len(finds)
    order = sorted(range(len(finds)), key=lambda i: (finds[i].source or finds[i].anchor, i))
    for i in order:
        find = finds[i]
        if find.source is None:
            label = find.label or find.cue or hull(find.content)
            drafts.append(Draft(label.of(page.text), "unknown", True, [label]))
            of[i] = len(drafts) - 1
            continue
        of[i] = _resolve(page, find.source, drafts)
    voices = tuple(
        LocalVoice(
            name=d.name,
            type=d.type,
            anonymous=d.anonymous,
            mentions=tuple(sorted(set(d.mentions))),
            speaks_for=d.speaks_for,
        )
        for d in drafts
    )
    return Voices(voices, tuple(of))


def _resolve(page: Page, source: Span, drafts: list[Draft]) -> int:
    tokens = page.tokens(source)
    if len(tokens) == 1 and tokens[0].tag_ in _PRONOUNS:
        for back in reversed(range(len(drafts))):
            if drafts[back].type in ("person", "role", "organisation"):
                drafts[back].mentions.append(source)
                return back
    draft = describe(page, source)
    for i, other in enumerate(drafts):
        if draft.words and other.words and (draft.words <= other.words or other.words <= draft.words):
            if len(draft.name) > len(other.name) and not draft.anonymous:
                other.name, other.words = draft.name, draft.words
            other.mentions.append(source)
            return i
    draft.mentions.append(source)
    drafts.append(draft)
    return len(drafts) - 1


def describe(page: Page, source: Span) -> Draft:
    """Read a source's name, type and whether it hides who speaks."""
    words = load_source_words()
    tokens = [t for t in page.tokens(source) if not t.is_space]
    while len(tokens) > 1 and tokens[0].lower_ in words.articles:
        tokens = tokens[1:]
    head = _head(tokens)
    person = [t for t in tokens if t.ent_type_ == "PERSON"]
    if person and head.ent_type_ == "PERSON":
        name = _strip_titles(person)
        return Draft(_text(page, name), "person", False, head=head.lower_, words=_key(name))
    kind: VoiceType = "unknown"
    lemma = head.lemma_.lower()
    if lemma in words.documents or head.lower_ in words.documents:
        kind = "document"
    elif lemma in words.outlets:
        kind = "outlet"
    elif lemma in words.organisations or head.ent_type_ == "ORG":
        kind = "organisation"
    elif lemma in words.persons:
        kind = "person"
    first = page.tokens(source)[0]
    hides = first.lower_ in ("a", "an", "one", "two", "three", "four", "several", "some") and kind == "person"
    hides = hides or (
        head.lower_ in words.hidden and first.lower_ not in ("the", "his", "her", "their", "its")
    )
    return Draft(_text(page, tokens), kind, hides, head=head.lower_, words=_key(tokens))


def _head(tokens: Sequence[Any]) -> Any:
    inside = {t.i for t in tokens}
    return next((t for t in tokens if t.head.i not in inside or t.head.i == t.i), tokens[-1])


def _strip_titles(tokens: Sequence[Any]) -> list[Any]:
    words = load_source_words()
    kept = list(tokens)
    while len(kept) > 1 and kept[0].lower_.strip(".") in words.titles:
        kept = kept[1:]
    return kept


def _text(page: Page, tokens: Sequence[Any]) -> str:
    return page.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1].text)]


def _key(tokens: Sequence[Any]) -> frozenset[str]:
    return frozenset(t.lower_ for t in tokens if t.is_alpha and not t.is_stop)

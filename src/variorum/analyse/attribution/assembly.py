"""From finds to attributions: nested ones, quotations, voices, stance, manner, chains."""

import functools
from collections.abc import Sequence

from variorum.analyse.attribution.chains import Attributions, find_parents
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.phrases import read_phrases
from variorum.analyse.attribution.quotations import attach_quotations
from variorum.analyse.attribution.quotes import find_all_quotes
from variorum.analyse.attribution.rules import read_verbs, verb_stance
from variorum.analyse.attribution.voices import Voices, resolve_voices
from variorum.analyse.page import Page
from variorum.model.analysis import Attribution, Basis, Manner, Stance
from variorum.model.span import Span
from variorum.settings import Settings


def find_attributions(page: Page, settings: Settings) -> Attributions:
    """Read who says what on one page; `settings.attribution` chooses the tagger or the rules alone."""
    finds = read_rules(page)
    return assemble(page, attach_quotations(page, finds))


def read_rules(page: Page) -> list[Find]:
    """Return the attributions that the parse and the cue lexicon give, each cue once."""
    sentences = list(page.doc.sents)
    finds: dict[Span, Find] = {}
    for find in (*read_verbs(page, sentences), *read_phrases(page, sentences)):
        finds.setdefault(find.anchor, find)
    return sorted(finds.values(), key=lambda find: (find.anchor, find.reach))


def assemble(page: Page, finds: Sequence[Find]) -> Attributions:
    """Turn finds into attributions with voices, parents, stance and manner, in order of their cues."""
    ordered = sorted(finds, key=lambda find: (find.anchor, find.reach))
    voices = resolve_voices(page, ordered)
    parents = find_parents(ordered)
    quotes = [q for paragraph in page.paragraphs for q in find_all_quotes(page.text, paragraph)]
    attributions = tuple(
        Attribution(
            source=find.source,
            cue=find.cue,
            content=find.content,
            manner=read_manner(page, find, quotes),
            stance=find.stance or read_stance(page, find),
            voice=voices.of[i],
            basis=read_basis(page, find, voices, i),
            parent=parents[i],
        )
        for i, find in enumerate(ordered)
    )
    return Attributions(attributions, voices.voices)


def read_manner(page: Page, find: Find, quotes: Sequence[Span]) -> Manner:
    """Say whether all, part or nothing of the content stands in quotation marks."""
    quoted = bare = 0
    for piece in find.content:
        for token in page.tokens(piece) or ():
            if token.is_alpha or token.like_num:
                if any(q.start <= token.idx < q.end for q in quotes if q.overlaps(piece)):
                    quoted += 1
                else:
                    bare += 1
    if not quoted:
        return "indirect"
    return "mixed" if bare else "direct"


def read_stance(page: Page, find: Find) -> Stance:
    """Return the stance of a find's cue by its words; plain saying where the lexicon has none."""
    if find.cue is None:
        return "asserts"
    cues = load_cues()
    tokens = page.tokens(find.cue)
    for token in reversed(tokens):
        stance = (
            verb_stance(token, cues) or cues.nouns.get(token.lemma_.lower()) or cues.adverbs.get(token.lower_)
        )
        if stance is not None:
            return stance
    return "asserts"


@functools.cache
def _witnessing() -> frozenset[str]:
    return frozenset(load_cues().data["basis"]["witness_nouns"])


def read_basis(page: Page, find: Find, voices: Voices, i: int) -> Basis | None:
    """Say how the source knows, where the words tell."""
    voice = voices.voices[voices.of[i]]
    if voice.type == "document":
        return "document"
    if find.source is not None and any(t.lower_ in _witnessing() for t in page.tokens(find.source)):
        return "witness"
    return None

"""From finds to attributions: nested ones, quotations, voices, stance, manner, chains."""

from collections.abc import Sequence
from dataclasses import replace

import msgspec

from variorum.analyse.attribution.asides import read_asides
from variorum.analyse.attribution.chains import Attributions, find_parents
from variorum.analyse.attribution.circumstances import find_withheld, read_basis
from variorum.analyse.attribution.describing import Description, describe
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.headlines import read_headline
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.phrases import read_phrases
from variorum.analyse.attribution.quotations import attach_quotations, is_title
from variorum.analyse.attribution.quotes import find_all_quotes
from variorum.analyse.attribution.rules import read_verbs, verb_stance
from variorum.analyse.attribution.voices import resolve_voices
from variorum.analyse.page import Page
from variorum.model.analysis import Attribution, LocalVoice, Manner, Stance
from variorum.model.span import Span
from variorum.settings import Settings


def find_attributions(page: Page, settings: Settings) -> Attributions:
    """Read who says what on one page; `settings.attribution` chooses the tagger or the rules alone."""
    titles = find_work_titles(page)
    finds = [f for f in read_rules(page) if not any(title.covers(f.anchor) for title in titles)]
    return assemble(page, with_headline(page, attach_quotations(page, finds)))


def find_work_titles(page: Page) -> list[Span]:
    """Return the titles of works in quotation marks: nobody says what stands in them."""
    return [
        quote
        for paragraph in page.paragraphs
        for quote in find_all_quotes(page.text, paragraph)
        if is_title(page, quote)
    ]


def with_headline(page: Page, finds: list[Find]) -> list[Find]:
    """Return the finds with those of the headline; one that also covers its sentence replaces that one."""
    added = read_headline(page, finds)
    cues = {find.cue for find in added if find.cue is not None}
    return [find for find in finds if find.cue not in cues] + added


def join_cited(finds: Sequence[Find]) -> list[Find]:
    """Hang what a cited source says of itself on the one who cites it.

    "The channel said, quoting a sentry who said he saw it": the sentry's own find is passed on by "said".
    """
    cited = {
        find.source.start: find for find in finds if find.passed_on_by is not None and find.source is not None
    }
    joined = []
    for find in finds:
        outer = cited.get(find.source.start) if find.source is not None else None
        if (
            outer is not None
            and outer is not find
            and find.passed_on_by is None
            and find.cue != outer.passed_on_by
        ):
            find = replace(find, passed_on_by=outer.passed_on_by)
        joined.append(find)
    return joined


def read_rules(page: Page) -> list[Find]:
    """Return the attributions that the parse and the cue lexicon give, each cue once."""
    sentences = list(page.doc.sents)
    finds: dict[Span, Find] = {}
    for find in (*read_verbs(page, sentences), *read_phrases(page, sentences)):
        finds.setdefault(find.anchor, find)
    for find in read_asides(page, sentences, set(finds)):
        finds.setdefault(find.anchor, find)
    return sorted(join_cited(list(finds.values())), key=lambda find: (find.anchor, find.reach))


def assemble(page: Page, finds: Sequence[Find]) -> Attributions:
    """Turn finds into attributions with voices, parents, stance and manner, in order of their cues."""
    ordered = sorted(finds, key=lambda find: (find.anchor, find.reach))
    parents = find_parents(ordered)
    voices = resolve_voices(page, ordered, parents)
    quotes = give_quotes(page, ordered, parents)
    abouts = [describe(page, find.source) if find.source is not None else None for find in ordered]
    withheld = [
        find_withheld(page, find) if is_hideable(voices.voices[voices.of[i]], abouts[i]) else (False, None)
        for i, find in enumerate(ordered)
    ]
    attributions = tuple(
        Attribution(
            source=find.source,
            cue=find.cue,
            content=find.content,
            manner=read_manner(page, find, quotes.get(i, ())),
            stance=find.stance or read_stance(page, find),
            voice=voices.of[i],
            basis=read_basis(page, find, abouts[i]),
            withheld_because=withheld[i][1],
            parent=parents[i],
        )
        for i, find in enumerate(ordered)
    )
    hidden = {voices.of[i] for i, (is_withheld, _) in enumerate(withheld) if is_withheld}
    named = tuple(
        msgspec.structs.replace(voice, anonymous=True) if k in hidden else voice
        for k, voice in enumerate(voices.voices)
    )
    return Attributions(attributions, named)


def is_hideable(voice: LocalVoice, about: Description | None) -> bool:
    """Say whether a source can be one whose name is withheld: unnamed, and a person or people."""
    if about is None or about.is_named:
        return False
    return voice.anonymous or (about.type in ("person", "role") and voice.name[:1].islower())


def give_quotes(page: Page, finds: Sequence[Find], parents: Sequence[int | None]) -> dict[int, list[Span]]:
    """Give every quotation to the innermost find that it belongs to and whose cue stands outside it.

    What somebody says inside a quotation is not itself quoted for that.
    """
    given: dict[int, list[Span]] = {}
    by_paragraph: dict[Span, list[int]] = {}
    for i, find in enumerate(finds):
        for paragraph in {page.paragraph_at(piece.start) for piece in find.content}:
            by_paragraph.setdefault(paragraph, []).append(i)
    for paragraph in page.paragraphs:
        here = by_paragraph.get(paragraph, ())
        for quote in find_all_quotes(page.text, paragraph):
            holders = [
                i
                for i in here
                if not quote.covers(finds[i].anchor) and any(p.overlaps(quote) for p in finds[i].content)
            ]
            inner = [i for i in holders if not any(_is_above(i, j, parents) for j in holders)]
            for i in inner:
                given.setdefault(i, []).append(quote)
    return given


def _is_above(i: int, j: int, parents: Sequence[int | None]) -> bool:
    at = parents[j]
    while at is not None:
        if at == i:
            return True
        at = parents[at]
    return False


def read_manner(page: Page, find: Find, quotes: Sequence[Span]) -> Manner:
    """Say whether all, part or nothing of the content stands in the quotation marks given to the find."""
    quoted = bare = 0
    for piece in find.content:
        near = [q for q in quotes if q.overlaps(piece)]
        for token in page.tokens(piece) or ():
            if token.is_alpha or token.like_num:
                if any(q.start <= token.idx < q.end for q in near):
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

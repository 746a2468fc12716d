"""From finds to attributions: nested ones, quotations, voices, stance, manner, chains."""

import bisect
import functools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import msgspec

from variorum.analyse.attribution.apart import read_apart
from variorum.analyse.attribution.asides import read_asides
from variorum.analyse.attribution.behind import stand_behind
from variorum.analyse.attribution.chains import Attributions, find_parents
from variorum.analyse.attribution.circumstances import Notices, read_basis
from variorum.analyse.attribution.colons import read_colons
from variorum.analyse.attribution.combining import combine
from variorum.analyse.attribution.counting import read_counts
from variorum.analyse.attribution.described import with_description
from variorum.analyse.attribution.describing import Description
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.going_on import go_on
from variorum.analyse.attribution.going_with import go_with, run_on
from variorum.analyse.attribution.halves import with_other_half
from variorum.analyse.attribution.headlines import read_headline, said_at_end, without_told
from variorum.analyse.attribution.idioms import read_idioms
from variorum.analyse.attribution.inside import (
    over_inner,
    read_inside,
    told_before,
    within_told,
    without_contrast,
)
from variorum.analyse.attribution.interrupted import read_interrupted
from variorum.analyse.attribution.leading import lead_all
from variorum.analyse.attribution.letters import hang_letters
from variorum.analyse.attribution.lexicon import Cues, load_cues
from variorum.analyse.attribution.manner import give_quotes, read_manner
from variorum.analyse.attribution.missed import read_lost, read_missed, read_whether
from variorum.analyse.attribution.mouths import is_unvoiced
from variorum.analyse.attribution.nearby import Nearby
from variorum.analyse.attribution.nesting import read_nested
from variorum.analyse.attribution.papers import hang_in_papers, read_papers
from variorum.analyse.attribution.passing import hand_on
from variorum.analyse.attribution.passives import without_hearer
from variorum.analyse.attribution.phrases import read_phrases
from variorum.analyse.attribution.quotations import attach_quotations, is_title
from variorum.analyse.attribution.quoted_as import read_inner
from variorum.analyse.attribution.quotes import QuoteMap
from variorum.analyse.attribution.raised import find_settled, within_subject
from variorum.analyse.attribution.replying import read_replies
from variorum.analyse.attribution.rules import read_verbs
from variorum.analyse.attribution.sources import trim_source
from variorum.analyse.attribution.subjects import own_subjects
from variorum.analyse.attribution.tagger import read_by_model
from variorum.analyse.attribution.trimming import (
    is_hearing,
    is_unheard,
    over_brackets,
    take_second,
    within_description,
    within_paragraph,
    within_sentence,
    without_citing,
    without_crumbs,
    without_factive,
)
from variorum.analyse.attribution.unsaid import is_nobodys_word, is_own_word
from variorum.analyse.attribution.unsourced import with_speaker
from variorum.analyse.attribution.verb_stances import verb_stance
from variorum.analyse.attribution.voiceless import is_voiceless
from variorum.analyse.attribution.voices import resolve_voices
from variorum.analyse.page import Page
from variorum.model.analysis import Attribution, LocalVoice, Stance
from variorum.model.span import Span, hull
from variorum.settings import Settings


def find_attributions(page: Page, settings: Settings) -> Attributions:
    """Read who says what on one page; `settings.attribution` chooses the tagger or the rules alone.

    What stands in the title of a work ("We Were Sold") is said by nobody.
    """
    quotes = QuoteMap(page.text, page.paragraphs)
    titles = Nearby([quote for quote in quotes.all if is_title(page, quote)])
    broken = list(read_interrupted(page, page.doc.sents))
    finds = without_broken(read_rules(page), broken)
    finds = [find for find in finds if not titles.overlapping(find.anchor)]
    if settings.attribution == "model":
        tagged = read_tagged(page, finds)
        broken = [reaching_on(find, tagged) for find in broken]
        tagged = without_swallowed(without_broken(tagged, broken), finds)
        tagged = without_unvoiced(page, tagged, finds)
        cues = Nearby([find.anchor for find in finds if find.cue is not None])
        others = (find for find in tagged if not cues.overlapping(find.anchor))
        hollow = {find.anchor for find in others if is_nobodys_word(page, find)}
        finds = combine(page.text, sorted((*tagged, *broken), key=lambda find: find.anchor), finds, hollow)
    else:
        finds += broken
    finds = [without_hearer(page, trim_source(page, find)) for find in finds if not is_unheard(page, find)]
    finds = lead_all(page, finds)
    finds = hang_in_papers(page, with_other_half(page, finds), list(read_papers(page, page.doc.sents)))
    finds += read_inner(page, finds)
    finds = told_before(page, over_inner(page, finds))
    finds += read_nested(page, finds)
    finds += read_inside(page, finds)
    finds = without_contrast(page, within_told(page, finds))
    missed = (*read_missed(page, finds), *read_lost(page, page.doc.sents, finds), *read_whether(page, finds))
    finds += [find for find in missed if not titles.overlapping(find.anchor)]
    finds = stand_behind(page, hand_on(page, finish_interrupted(own_subjects(page, finds))))
    finds = join_cited([within_subject(page, find) for find in finds if not is_voiceless(page, find)])
    finds = run_on(page, hang_letters(page, attach_quotations(page, finds, quotes)), quotes)
    return assemble(page, with_headline(page, finds), quotes)


def without_broken(finds: Sequence[Find], broken: Sequence[Find]) -> list[Find]:
    """Return the finds but those whose cue is read where a clause is broken in two."""
    read = Nearby([find.anchor for find in broken])
    return [find for find in finds if not read.overlapping(find.anchor)]


def without_unvoiced(page: Page, tagged: Sequence[Find], ruled: Sequence[Find]) -> list[Find]:
    """Return the tagged finds but those without a voice where the parse reads who speaks ("heard from")."""
    own = [find for find in ruled if find.cue is not None and find.source is not None]
    spoken = Nearby([find.anchor for find in own])

    def is_apart(find: Find) -> bool:
        said = [piece for j in spoken.overlapping(find.anchor) for piece in own[j].content]
        return bool(said) and not any(a.overlaps(b) for a in said for b in find.content)

    return [f for f in tagged if f.source is not None or not is_apart(f) or not is_unvoiced(page, f)]


def without_swallowed(tagged: Sequence[Find], ruled: Sequence[Find]) -> list[Find]:
    """Return the tagged finds but those whose source holds another's cue: "a teacher who hid had described".

    Only where the parse reads a speaker of its own at the same cue.
    """
    own = {find.cue.start: find for find in ruled if find.cue is not None and find.source is not None}
    starts = sorted(own)

    def swallows(find: Find) -> bool:
        source, cue = find.source, find.cue
        if source is None or cue is None or (other := own.get(cue.start)) is None or other.source is None:
            return False
        at = bisect.bisect_left(starts, source.start)
        held = own[starts[at]] if at < len(starts) and starts[at] < source.end else None
        inner = held.source if held is not None else None
        return inner is not None and source.covers(inner) and not source.overlaps(other.source)

    return [find for find in tagged if not swallows(find)]


def reaching_on(find: Find, tagged: Sequence[Find]) -> Find:
    """Return a find of a clause broken in two with as much behind it as the tagger reads at the same cue."""
    last = find.content[-1]
    ends = (
        piece.end
        for other in tagged
        if other.cue is not None and find.cue is not None and other.cue.overlaps(find.cue)
        for piece in other.content
        if piece.start >= find.cue.end and piece.start <= last.end
    )
    return replace(find, content=(*find.content[:-1], Span(last.start, max((last.end, *ends)))))


def read_tagged(page: Page, ruled: Sequence[Find]) -> list[Find]:
    """Return the tagger's finds, trimmed to what their words can hold."""
    read = (f for f in read_by_model(page) if not is_hearing(page, f) and not _is_filed(page, f))
    tagged = without_citing(page, read, ruled)
    clipped = (within_paragraph(page, trim_source(page, within_description(page, find))) for find in tagged)
    whole = (within_sentence(page, without_crumbs(page, find)) for find in clipped)
    trimmed = (with_speaker(page, with_description(page, over_brackets(page, find))) for find in whole)
    return [one for find in trimmed for one in take_second(page, find)]


def _is_filed(page: Page, find: Find) -> bool:
    # "LIMA: Cranes stood idle" was filed from Lima: a dateline says nothing.
    return find.source is not None and page.dateline is not None and page.dateline.covers(find.source)


def with_headline(page: Page, finds: list[Find]) -> list[Find]:
    """Return the finds with those of the headline; one that also covers its sentence replaces that one."""
    if (own := said_at_end(page)) is not None and own.cue is not None:
        title = hull([*own.content, own.cue, own.source or own.cue])
        return [find for find in finds if not title.covers(find.anchor)] + [own]
    finds = without_told(page, finds)
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

    def hung(find: Find) -> Find:
        outer = cited.get(find.source.start) if find.source is not None else None
        if outer is None or find.passed_on_by is not None or find.cue == outer.passed_on_by:
            return find
        return replace(find, passed_on_by=outer.passed_on_by)

    return [hung(find) for find in finds]


def finish_interrupted(finds: Sequence[Find]) -> list[Find]:
    """Let a cue between a subject and its verb hold the whole clause.

    "The log, the court observed, states that no doctor was called": what the court observed is that the log
    states it.
    """
    by_source = {find.source: find for find in finds if find.source is not None and find.cue is not None}

    def finished(find: Find) -> Find:
        last = find.content[-1]
        inner = by_source.get(last) if find.cue is not None and last.end <= find.cue.start else None
        if inner is None or inner.cue is None or inner.cue.start < (find.cue or last).end:
            return find
        return replace(find, content=(*find.content, hull([inner.cue, *inner.content])))

    return [finished(find) for find in finds]


def read_rules(page: Page) -> list[Find]:
    """Return the attributions that the parse and the cue lexicon give, each cue once."""
    sentences = list(page.doc.sents)
    finds: dict[Span, Find] = {}
    for find in (
        *read_replies(page, sentences),
        *read_verbs(page, sentences),
        *read_phrases(page, sentences),
        *read_counts(page),
        *read_apart(page, sentences),
        *read_colons(page, sentences),
    ):
        # Where the parser crosses its branches, a clause can end before it begins.
        content = tuple(
            p for p in find.content if p.start < p.end and any(c.isalnum() for c in p.of(page.text))
        )
        if content:
            finds.setdefault(find.anchor, replace(find, content=content))
    for find in read_asides(page, sentences, set(finds)):
        finds.setdefault(find.anchor, find)
    told = without_factive(page, join_cited(list(finds.values())))
    told = with_idioms(told, list(read_idioms(page)))
    return sorted(told, key=lambda find: (find.anchor, find.reach))


def with_idioms(finds: Sequence[Find], idioms: Sequence[Find]) -> list[Find]:
    """Return the finds with the idioms that they lack; what is read as a mere verb too speaks plainly."""
    read = Nearby([find.anchor for find in idioms])
    known = Nearby([find.anchor for find in finds])

    def plain(find: Find) -> Find:
        same = [idioms[j] for j in read.overlapping(find.anchor) if idioms[j].source == find.source]
        return replace(find, by="clause") if find.by == "verb" and same else find

    new: dict[Span, Find] = {}
    for find in idioms:
        if not known.overlapping(find.anchor):
            new.setdefault(find.anchor, find)
    return [*map(plain, finds), *new.values()]


def assemble(page: Page, finds: Sequence[Find], quotes: QuoteMap) -> Attributions:
    """Turn finds into attributions with voices, parents, stance and manner, in order of their cues."""
    ordered = sorted(finds, key=lambda find: (find.anchor, find.reach))
    parents = find_parents(ordered)
    voices = resolve_voices(page, ordered, parents, quotes)
    if more := go_on(page, ordered, voices.of, quotes):
        ordered = sorted((*ordered, *more), key=lambda find: (find.anchor, find.reach))
        parents = find_parents(ordered)
        voices = resolve_voices(page, ordered, parents, quotes)
    given = give_quotes(quotes, ordered, parents)
    notices = Notices(page)
    abouts = voices.abouts
    withheld = [
        notices.withheld(find) if is_hideable(voices.voices[voices.of[i]], abouts[i]) else (False, None)
        for i, find in enumerate(ordered)
    ]
    attributions = tuple(
        Attribution(
            source=find.source,
            cue=find.cue,
            content=find.content,
            manner=read_manner(page, find, given.get(i, ())),
            stance=read_stance(page, find),
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
    own = {i for i, find in enumerate(ordered) if is_own_word(page, find, quotes)}
    own = {i for i in own if parents[i] is None or parents[i] in own}
    mute = {i for i, k in enumerate(voices.of) if voices.voices[k].name.lower() in load_cues().data["mute"]}
    unsaid = frozenset(
        i for i, find in enumerate(ordered) if i in own or i in mute or is_nobodys_word(page, find)
    )
    beside = go_with(page, ordered, parents)
    return Attributions(attributions, named, beside, unsaid, find_settled(page, ordered))


def is_hideable(voice: LocalVoice, about: Description | None) -> bool:
    """Say whether a source can be one whose name is withheld: unnamed, and a person or people."""
    if about is None or about.is_named:
        return False
    return voice.anonymous or (about.type in ("person", "role") and voice.name[:1].islower())


def read_stance(page: Page, find: Find) -> Stance:
    """Return the stance of a find by its source or cue; plain saying where the lexicon has none."""
    if find.source is not None and is_taken_back(find.source.of(page.text)):
        return "retracts"
    if find.stance is not None or find.cue is None:
        return find.stance or "asserts"
    cues = load_cues()
    tokens = page.tokens(find.cue)
    lemmas = " ".join(t.lemma_.lower() for t in tokens)
    if "no longer " in find.cue.of(page.text).lower():
        return "retracts"
    if "neither " in lemmas and " nor " in lemmas:
        return "hedges"
    for words, several in _longer_verbs():
        if words in lemmas:
            return several  # "has poured cold water on reports"
    for verbal in (True, False):
        # "Moved to quash rumours": the verb says more than the noun.
        for token in reversed(tokens):
            if (token.pos_ in ("VERB", "AUX")) is verbal and (stance := _stance_of(token, cues)) is not None:
                return stance
    return "asserts"


def is_taken_back(source: str) -> bool:
    """Say whether a source is what a house wrote before and takes back by naming it so.

    >>> is_taken_back("An earlier version of this article"), is_taken_back("the mayor")
    (True, False)
    """
    words = source.casefold()
    return any(known in words for known in load_cues().data["taken_back"])


@functools.cache
def _longer_verbs() -> tuple[tuple[str, Stance], ...]:
    return tuple((words, stance) for words, stance in load_cues().verbs.items() if words.count(" ") > 1)


def _stance_of(token: Any, cues: Cues) -> Stance | None:
    lemma = token.lemma_.lower()
    if lemma in cues.data["refusing"]:
        return "hedges"
    return verb_stance(token, cues) or cues.nouns.get(lemma) or cues.adverbs.get(token.lower_)

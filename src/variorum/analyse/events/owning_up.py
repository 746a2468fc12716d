"""Those who say what they did themselves: "the movement said that it had carried out the bombing".

Who says something makes the statement that the words tell: "at a news conference, the minister said".
"""

import bisect
from collections.abc import Iterator, Mapping, Sequence

from variorum.analyse.events.findings import Findings
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.subjects import nominal_words
from variorum.analyse.participants import Phrase, Tree
from variorum.analyse.participants.figures import head_of
from variorum.model.span import Span

_SELF = frozenset({"it", "they", "we"})
_ITS = frozenset({"its", "their", "our"})
_LONGEST = 6  # words of a cue
_WHERE = frozenset({"at", "during", "in"})
_OPENING = 2  # words of what is said among which the pronoun for the speaker stands


def name_speakers(
    tree: Tree, phrases: Mapping[int, Phrase], mentions: Sequence[Mention], found: Findings
) -> None:
    """Put a body that tells what it did in the place of the pronoun that stands for it there.

    Only the first subject of what is said is the body: "said the group was held after it fired" names none.
    """
    speakers = _speakers(tree, phrases, found)
    for mention in mentions:
        mention.agents = [speakers.get(head, head) for head in mention.agents]
    _spare_tellers(tree, mentions, found)
    stating = [m for m in mentions if m.type.family == "statement" and not m.agents]
    sources = _sources(tree, phrases, found) if stating else {}
    for mention in stating:
        by = next((sources[i] for i in _telling(tree, mention.token) if i in sources), None)
        mention.agents = [] if by is None else [by]


def _spare_tellers(tree: Tree, mentions: Sequence[Mention], found: Findings) -> None:
    """Take who is named at the end as its teller out of those whom a happening befell.

    A parse may hang them on what stands before: "on suspicion of fraud, the prosecutor, Ivo Tarn, said".
    """
    told = {h for m in mentions for h in m.patients}
    for attribution in found.attributions.attributions if told else ():
        source, content = attribution.source, attribution.content
        if source is None or not content or content[0].start > source.start:
            continue
        first = bisect.bisect_left(tree.start, source.start)
        heads = told & {*range(first, bisect.bisect_left(tree.start, source.end))}
        for mention in mentions if heads else ():
            if any(span.end <= source.start and span.covers(mention.span) for span in content):
                mention.patients = [h for h in mention.patients if h not in heads]


def who_is_quoted(tree: Tree, found: Findings) -> dict[int, int]:
    """Return the heads of those who are quoted in their own words, by each word of these."""
    known: dict[int, int] = {}
    for attribution in found.attributions.attributions:
        if attribution.source is None or attribution.manner != "direct":
            continue
        head = head_of(tree, attribution.source)
        for content in attribution.content:
            first = bisect.bisect_left(tree.start, content.start)
            known.update(dict.fromkeys(range(first, bisect.bisect_left(tree.start, content.end)), head))
    return known


def _sources(tree: Tree, phrases: Mapping[int, Phrase], found: Findings) -> dict[int, int]:
    """Return the heads of those who say something by the words that tell that they do."""
    known: dict[int, int] = {}
    for attribution in found.attributions.attributions:
        if attribution.source is None or attribution.cue is None:
            continue
        head = head_of(tree, attribution.source)
        if head not in phrases or not attribution.source.covers(tree.word(head)):
            continue
        first = bisect.bisect_left(tree.start, attribution.cue.start)
        for i in range(first, min(first + _LONGEST, tree.size)):
            if attribution.cue.covers(tree.word(i)):
                known.setdefault(i, head)
    return known


def _telling(tree: Tree, i: int) -> Iterator[int]:
    """Yield the word that tells a statement, then the verb at whose news conference something is said."""
    yield i
    up = tree.head[i]
    if tree.dep[i] == "pobj" and tree.lower[up] in _WHERE:
        yield tree.head[up]


def _speakers(tree: Tree, phrases: Mapping[int, Phrase], found: Findings) -> dict[int, int]:
    """Return the heads of speakers by the pronouns that open what they say, or by the men: "its men"."""
    known: dict[int, int] = {}
    for attribution in found.attributions.attributions:
        if attribution.source is None:
            continue
        opening = [i for content in attribution.content for i in _opening(tree, content)]
        if not opening or (head := _named_head(tree, phrases, attribution.source)) is None:
            continue
        for i in opening:
            if tree.lower[i] in _ITS:
                known.setdefault(tree.head[i], head)
            elif _may_be(tree.lower[i], phrases[head]):
                known.setdefault(i, head)
    return known


def _opening(tree: Tree, content: Span) -> Iterator[int]:
    """Yield the words that open a content and may stand for who says it: "it" did something, "its men"."""
    first = bisect.bisect_left(tree.start, content.start)
    for i in range(first, min(first + _OPENING, tree.size)):
        if not content.covers(tree.word(i)):
            return
        is_subject = tree.lower[i] in _SELF and tree.dep[i] == "nsubj"
        if is_subject or (tree.lower[i] in _ITS and tree.dep[i] == "poss" and _is_own(tree, tree.head[i])):
            yield i


def _may_be(word: str, speaker: Phrase) -> bool:
    """Say whether a pronoun may stand for a speaker: one person says "we" of a body, but "it" of nobody."""
    return word == "we" or speaker.type != "person"


def _is_own(tree: Tree, i: int) -> bool:
    """Say whether a noun is of those through whom a body acts: "its men", "our fighters"."""
    return tree.dep[i] == "nsubj" and tree.lemma[i] in nominal_words()["own"]


def _named_head(tree: Tree, phrases: Mapping[int, Phrase], source: Span) -> int | None:
    """Return the head of a source's words, None where they are a pronoun or no phrase."""
    head = head_of(tree, source)
    is_phrase = head in phrases and source.covers(tree.word(head))
    return head if is_phrase and phrases[head].kind != "pronoun" else None

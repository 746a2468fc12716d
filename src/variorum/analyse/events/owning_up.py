"""Those who say what they did themselves: "the movement said that it had carried out the bombing"."""

import bisect
from collections.abc import Mapping, Sequence

from variorum.analyse.events.findings import Findings
from variorum.analyse.events.mention import Mention
from variorum.analyse.participants import Phrase, Tree
from variorum.analyse.participants.phrases import head_of
from variorum.model.span import Span

_SELF = frozenset({"it", "they", "we"})
_OPENING = 2  # words of what is said among which the pronoun for the speaker stands


def name_speakers(
    tree: Tree, phrases: Mapping[int, Phrase], mentions: Sequence[Mention], found: Findings
) -> None:
    """Put a body that tells what it did in the place of the pronoun that stands for it there.

    Only the first subject of what is said is the body: "said the group was held after it fired" names none.
    """
    speakers = _speakers(tree, phrases, found)
    if not speakers:
        return
    for mention in mentions:
        mention.agents = [speakers.get(head, head) for head in mention.agents]


def _speakers(tree: Tree, phrases: Mapping[int, Phrase], found: Findings) -> dict[int, int]:
    """Return the heads of speakers by the pronouns that open what they say."""
    known: dict[int, int] = {}
    for attribution in found.attributions.attributions:
        if attribution.source is None or not attribution.content:
            continue
        head = _named_head(tree, phrases, attribution.source)
        if head is None:
            continue
        for content in attribution.content:
            first = bisect.bisect_left(tree.start, content.start)
            for i in range(first, min(first + _OPENING, tree.size)):
                if tree.lower[i] in _SELF and tree.dep[i] == "nsubj" and content.covers(tree.word(i)):
                    known.setdefault(i, head)
    return known


def _named_head(tree: Tree, phrases: Mapping[int, Phrase], source: Span) -> int | None:
    """Return the head of a source's words, None where they are a pronoun or no phrase."""
    head = head_of(tree, source)
    is_phrase = head in phrases and source.covers(tree.word(head))
    return head if is_phrase and phrases[head].kind != "pronoun" else None

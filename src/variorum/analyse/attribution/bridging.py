"""Tagged finds made whole where the tagger left out or swallowed what the parse reads inside them.

"Police documents say | Lund told | a friend the gun was his": the tagger took the end alone, and who told is
lost. "The widow, by the account of the inspector, suspects": it took the inspector for a part of the widow.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.nearby import Nearby
from variorum.data import load_words
from variorum.model.span import Span, hull

_MARKS = frozenset('"\u201c\u201d')
_FAR = 300  # characters of a content with a gap that is bridged
_FOR = re.compile(
    rf" (?:{'|'.join(sorted(load_words('attribution/words.yaml', 'posing')))})\b"
    r"[^,.;]{0,50} (?:for|as|of|from)$"
)


def made_whole(text: str, tagged: Sequence[Find], ruled: Sequence[Find]) -> list[Find]:
    """Return the tagged finds with gaps bridged in which another speaks, and no source with another in it."""
    if not tagged or not ruled:
        return list(tagged)
    read = Nearby([find.anchor for find in tagged])
    inner = [
        find
        for find in ruled
        if find.by == "clause"
        and find.cue is not None
        and find.source is not None
        and find.passed_on_by is None
        and find.content[0].start >= find.cue.end
        and not read.overlapping(find.cue)
    ]
    near = Nearby([find.anchor for find in inner])
    phrases = Nearby([find.anchor for find in ruled if find.by == "phrase" and find.cue is not None])
    own = {find.cue.start: find for find in ruled if find.cue is not None and find.source is not None}
    spoken = (_spoken_for(text, _without_aside(find, phrases, own), own) for find in tagged)
    return [_bridged(text, find, near, inner) for find in spoken]


def _bridged(text: str, find: Find, near: Nearby, inner: Sequence[Find]) -> Find:
    if find.cue is None or find.source is None or find.content[0].start < find.cue.end:
        return find
    whole = Span(find.cue.end, find.content[-1].end)
    if whole.end - whole.start > _FAR or set(whole.of(text)) & _MARKS:
        return find
    for one in (inner[j] for j in near.overlapping(whole)):
        if one.cue is None or one.source is None or any(piece.overlaps(one.cue) for piece in find.content):
            continue
        told = hull([one.source, one.cue, *one.content])
        touches = any(a.overlaps(b) for a in one.content for b in find.content)
        if touches and whole.start <= told.start and told.end <= whole.end + 1:
            first = min(told.start, find.content[0].start)
            return replace(find, content=(Span(first, find.content[-1].end),))
    return find


def _without_aside(find: Find, phrases: Nearby, own: dict[int, Find]) -> Find:
    source, cue = find.source, find.cue
    if source is None or cue is None or not phrases.overlapping(source):
        return find
    ruled = own.get(cue.start)
    if ruled is None or ruled.source is None or ruled.source.start != source.start:
        return find
    return replace(find, source=ruled.source) if ruled.source.end < source.end <= cue.start else find


def _spoken_for(text: str, find: Find, own: dict[int, Find]) -> Find:
    # "A man claiming to speak for | the group | said": the man, not the group.
    source, cue = find.source, find.cue
    ruled = own.get(cue.start) if cue is not None else None
    if source is None or cue is None or ruled is None or ruled.source is None:
        return find
    if source.end >= ruled.source.start or ruled.source.end > cue.start:
        return find
    between = text[source.end : ruled.source.start].rstrip()
    return replace(find, source=Span(source.start, ruled.source.end)) if _FOR.match(between) else find

"""What sources say of a happening that fits no other slot: "the wall had been due for repair, she said"."""

import bisect
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.grouping import Happening
from variorum.analyse.participants import Cast
from variorum.model.analysis import Attribution, Filling
from variorum.model.span import Span
from variorum.model.value import Text

_SHORTEST = 4  # words
_LONGEST = 600  # characters
_ENDS = ",; "
_QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


def find_remarks(
    teller: Teller,
    cast: Cast,
    groups: Sequence[Happening],
    fillings: Mapping[int, Sequence[Filling]],
    main: int | None,
) -> Iterator[tuple[int, Filling]]:
    """Yield what is said of happenings beside their other claims, with the index of the happening.

    A remark is of the happening that its words name ("the attack"), else of the main one where they speak of
    somebody who took part in it or its paragraph tells it. Content within content is said once, by its last
    source. What is denied keeps that mark.
    """
    told = teller.found.attributions.attributions
    contents = {i: content for i, a in enumerate(told) if (content := _words(teller, a)) is not None}
    outer = {told[i].parent for i in contents}
    naming = {m.span: g.index for g in groups for m in g.mentions if m.is_noun and not m.is_generic}
    known = [
        f.span for found in fillings.values() for f in found if not (f.slot == "type" and f.span in naming)
    ]
    starts = sorted(known)
    seen: set[Span] = set()
    for index, content in contents.items():
        if index in outer or content in seen or _holds_any(starts, content):
            continue
        group = _spoken_of(teller, cast, groups, naming, content, main)
        if group is None:
            continue
        seen.add(content)
        value = Text(text=" ".join(content.of(teller.page.text).split()))
        filling = teller.fill("said", value, content)
        if told[index].stance in ("denies", "retracts"):
            filling = msgspec.structs.replace(filling, polarity="denied")
        yield group, filling


def _words(teller: Teller, attribution: Attribution) -> Span | None:
    """Return the longest stretch of a content, None where it is no statement that can stand alone."""
    if not attribution.content:
        return None
    tree, text = teller.tree, teller.page.text
    longest = max(attribution.content, key=lambda s: (s.end - s.start, -s.start))
    words = longest.of(text)
    if longest.start < teller.page.title_end or len(words) > _LONGEST or len(words.split()) < _SHORTEST:
        return None
    first, last = bisect.bisect_left(tree.start, longest.start), bisect.bisect_left(tree.start, longest.end)
    while first < last and (
        (tree.pos[first] == "PUNCT" and text[tree.start[first]] in ",;:.")
        or (tree.lower[first] == "that" and tree.pos[first] == "SCONJ")
    ):
        first += 1
    inside = range(first, last)
    if not any(
        tree.dep[i] in _SUBJECTS and tree.head[i] in inside and tree.dep[tree.head[i]] != "relcl"
        for i in inside
    ):
        return None
    return _bare(text, Span(tree.start[first], longest.end))


def _bare(text: str, span: Span) -> Span:
    """Return a stretch without a comma at its end, and without quotation marks that hold the whole of it."""
    start, end = span.start, span.end
    while end > start + 1 and text[end - 1] in _ENDS:
        end -= 1
    if text[start] in _QUOTES and text[end - 1] in _QUOTES and end > start + 2:
        start, end = start + 1, end - 1
    while end > start + 1 and text[end - 1] in _ENDS:
        end -= 1
    return Span(start, end)


def _holds_any(spans: Sequence[Span], content: Span) -> bool:
    """Say whether a content holds any of the spans, given in order."""
    at = bisect.bisect_left(spans, content)
    return any(content.covers(s) for s in spans[at : at + 1]) or bool(at and content.covers(spans[at - 1]))


def _spoken_of(
    teller: Teller,
    cast: Cast,
    groups: Sequence[Happening],
    naming: Mapping[Span, int],
    content: Span,
    main: int | None,
) -> int | None:
    """Return the happening that a remark is of, None where nothing says so."""
    named = [index for span, index in sorted(naming.items()) if content.covers(span)]
    if named:
        return main if main in named else named[0]
    whole = next((g for g in groups if g.index == main), None)
    if whole is None:
        return None
    paragraph = teller.page.paragraph_at(content.start)
    if any(paragraph.covers(m.span) for m in whole.mentions):
        return main
    took_part = whole.patients | whole.agents
    heads = (h for h, e in cast.of.items() if e in took_part)
    return main if any(content.covers(teller.tree.word(h)) for h in heads) else None

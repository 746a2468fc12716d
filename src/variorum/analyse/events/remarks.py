"""What sources say of a happening that fits no other slot: "the wall had been due for repair, she said"."""

import bisect
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from variorum.analyse.events.bearing import Bearing, names_of
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.happening import Happening
from variorum.analyse.participants import Cast, Tree
from variorum.model.analysis import Attribution, Filling
from variorum.model.span import Span
from variorum.model.value import Text

_SHORTEST = 4  # words
_LONGEST = 600  # characters
_ENDS = ",; "
_QUOTES = '"\u201c\u201d\u201e\u00ab\u00bb'
_ASKING = frozenset({"WP", "WRB", "WDT", "WP$"})
_WITHIN = frozenset({"relcl", "acl", "advcl"})
_FINITE = frozenset({"MD", "VBD", "VBZ", "VBP"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})


def find_remarks(
    teller: Teller,
    cast: Cast,
    groups: Sequence[Happening],
    fillings: Mapping[int, Sequence[Filling]],
    main: int | None,
) -> Iterator[tuple[int, Filling]]:
    """Yield what is said of happenings beside their other claims, with the index of the happening.

    `Bearing` says of which. Content within content is said once, by its last source. Of a longer content
    that holds other claims the sentences that hold none are said each alone. What is denied keeps that mark.
    """
    told = teller.found.attributions.attributions
    naming = names_of(groups)
    starts = sorted(
        f.span for found in fillings.values() for f in found if not (f.slot == "type" and f.span in naming)
    )
    bearing = Bearing(teller, cast, groups, fillings, main)
    seen: set[Span] = set()
    for index, content in _contents(teller, starts):
        if content in seen:
            continue
        filling = teller.fill("said", Text(text=" ".join(content.of(teller.page.text).split())), content)
        group = bearing.of(told[index], content, filling)
        if group is None:
            continue
        seen.add(content)
        if told[index].stance in ("denies", "retracts"):
            filling = msgspec.structs.replace(filling, polarity="denied")
        yield group, filling


def _contents(teller: Teller, starts: Sequence[Span]) -> Iterator[tuple[int, Span]]:
    """Yield the statements that stand alone, with the attribution whose last source makes them.

    What a voice says within its own words ("we believe that ...") is part of these. `starts` holds the words
    that give other claims, in order: what holds one of them is told by that claim.
    """
    told = teller.found.attributions.attributions
    unsaid = teller.found.attributions.unsaid
    found = {
        i: statements
        for i, a in enumerate(told)
        if i not in unsaid and (statements := _statements(teller, a, starts))
    }
    inner = {i: told[i].parent for i in found if told[i].parent in found}
    again = {i for i, parent in inner.items() if parent is not None and told[parent].voice == told[i].voice}
    within: dict[int, list[Span]] = {}
    for i, parent in inner.items():
        if i not in again and parent is not None:
            within.setdefault(parent, []).extend(told[i].content)
    for i, statements in found.items():
        if i in again:
            continue
        others = within.get(i, ())
        for statement in statements:
            if not any(statement.overlaps(other) for other in others):
                yield i, statement


def _statements(teller: Teller, attribution: Attribution, starts: Sequence[Span]) -> list[Span]:
    """Return the statements of a content: its longest stretch, or the sentences of it that hold no claim.

    Stretches in other sentences ("So it is important to lock it") are statements of their own.
    """
    if not attribution.content:
        return []
    longest = max(attribution.content, key=lambda s: (s.end - s.start, -s.start))
    home = teller.page.sentence_at(longest.start)
    pieces = [longest, *(p for p in attribution.content if p != longest and not home.overlaps(p))]
    found = []
    for piece in sorted(pieces):
        whole = _words(teller, piece)
        if whole is not None and not _holds_any(starts, whole):
            found.append(whole)
            continue
        sentences = _sentences(teller, piece)
        if len(sentences) == 1:
            continue
        worded = (
            _words(teller, s) for s in sentences if attribution.cue is None or not s.overlaps(attribution.cue)
        )
        found += [one for one in worded if one is not None and not _holds_any(starts, one)]
    return found


def _sentences(teller: Teller, piece: Span) -> list[Span]:
    """Return the parts of a stretch that lie in one sentence each."""
    parts = []
    at = piece.start
    while at < piece.end:
        sentence = teller.page.sentence_at(at)
        end = min(max(sentence.end, at + 1), piece.end)
        parts.append(Span(at, end))
        at = end
        while at < piece.end and teller.page.text[at].isspace():
            at += 1
    return parts


def _words(teller: Teller, longest: Span) -> Span | None:
    """Return a stretch of a content without its edges, None where it is no statement that can stand alone."""
    tree, text = teller.tree, teller.page.text
    if longest.start < teller.page.title_end or longest.end - longest.start > _LONGEST:
        return None
    if len(longest.of(text).split()) < _SHORTEST:
        return None
    first, last = bisect.bisect_left(tree.start, longest.start), bisect.bisect_left(tree.start, longest.end)
    while first < last and (
        (tree.pos[first] == "PUNCT" and text[tree.start[first]] in ",;:.")
        or (tree.lower[first] == "that" and (tree.pos[first] == "SCONJ" or tree.dep[first] == "mark"))
    ):
        first += 1
    end = longest.end
    while first < last and (tree.pos[last - 1] == "CCONJ" or tree.lower[last - 1] in (",", ";")):
        last -= 1  # "..., and the coroner was told, police said"
        end = tree.start[last]
    inside = range(first, last)
    is_that = first > 0 and tree.lower[first - 1] == "that"
    subjects = (tree.head[i] for i in inside if tree.dep[i] in _SUBJECTS)
    if not any(_states(tree, verb, inside, is_that=is_that) for verb in subjects):
        return None
    if _is_question(tree, inside) and text[longest.start] not in _QUOTES:
        return None
    return _bare(text, Span(tree.start[first], end))


def _states(tree: Tree, verb: int, inside: range, *, is_that: bool) -> bool:
    """Say whether a verb is that of a statement, none of a clause within it nor an infinitive.

    A clause that "that" opens is the whole statement, whatever the parser hangs it on (`is_that`).
    """
    return (
        verb in inside
        and _is_finite(tree, verb)
        and (tree.dep[verb] not in _WITHIN or (is_that and tree.head[verb] not in inside))
        and not any(tree.tag[c] == "TO" for c in tree.children[verb])
    )


def _is_finite(tree: Tree, verb: int) -> bool:
    # No participle alone: "the change being sought".
    passive = any(tree.dep[c] == "nsubjpass" for c in tree.children[verb])
    if tree.tag[verb] != "VBG" and not (tree.tag[verb] == "VBN" and passive):
        return True
    return any(tree.dep[c].startswith("aux") and tree.tag[c] in _FINITE for c in tree.children[verb])


def _is_question(tree: Tree, inside: range) -> bool:
    """Say whether a clause asks ("how he got there", "whether anyone knew") and so states nothing."""
    first = inside[0]
    if tree.tag[first] not in _ASKING and tree.lower[first] not in ("whether", "if"):
        return False
    root = next((i for i in inside if tree.head[i] == i or tree.head[i] not in inside), first)
    above = tree.head[first]
    return above == root or (tree.head[above] == root and not tree.dep[above].endswith(("cl", "subj")))


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

"""What sources say of a happening that fits no other slot: "the wall had been due for repair, she said"."""

import bisect
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from variorum.analyse.events.covering import Covered
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
    somebody who took part in it or its paragraph tells it, else of the happening that the same voice spoke of
    last ("he added"), else of the report's only one where both speak of the same things. Content within
    content is said once, by its last source. What is denied keeps that mark.
    """
    told = teller.found.attributions.attributions
    whole = next((g for g in groups if g.index == main), None)
    naming = {m.span: g.index for g in groups for m in g.mentions if m.is_noun and not m.is_generic}
    known = [
        f.span for found in fillings.values() for f in found if not (f.slot == "type" and f.span in naming)
    ]
    starts = sorted(known)
    matters = _Matters(fillings, main)
    only = _only_one(teller, groups, main)
    denied = {g.index for g in groups if g.index != main and all(m.polarity == "denied" for m in g.mentions)}
    named = _Named(naming, main)
    told_in = ((teller.page.paragraph_at(m.span.start), m) for m in (whole.mentions if whole else ()))
    paragraphs = {paragraph for paragraph, m in told_in if paragraph.covers(m.span)}
    took_part = whole.patients | whole.agents if whole else set()
    people = Covered(teller.tree.word(h) for h, e in cast.of.items() if e in took_part)
    seen: set[Span] = set()
    for index, content in _contents(teller).items():
        if content in seen or _holds_any(starts, content):
            continue
        value = Text(text=" ".join(content.of(teller.page.text).split()))
        filling = teller.fill("said", value, content)
        group = named.within(content)
        if group is None and (
            teller.page.paragraph_at(content.start) in paragraphs or people.any_in(content)
        ):
            group = main
        if group is None:
            group = matters.nearest(filling)
        if group is None and only is not None and only & _things(teller.tree, content):
            group = main
        if group is None:
            continue
        seen.add(content)
        if group not in denied:
            matters.add(group, filling)
        if told[index].stance in ("denies", "retracts"):
            filling = msgspec.structs.replace(filling, polarity="denied")
        yield group, filling


def _contents(teller: Teller) -> dict[int, Span]:
    """Return the statements that stand alone, by the attribution whose last source makes them.

    What a voice says within its own words ("we believe that ...") is part of these.
    """
    told = teller.found.attributions.attributions
    unsaid = teller.found.attributions.unsaid
    worded = ((i, _words(teller, a)) for i, a in enumerate(told) if i not in unsaid)
    found = {i: content for i, content in worded if content is not None}
    inner = {i: told[i].parent for i in found if told[i].parent in found}
    again = {i for i, parent in inner.items() if parent is not None and told[parent].voice == told[i].voice}
    outer = {parent for i, parent in inner.items() if i not in again}
    return {i: content for i, content in found.items() if i not in outer and i not in again}


def _only_one(teller: Teller, groups: Sequence[Happening], main: int | None) -> frozenset[str] | None:
    """Return what the paragraphs that tell the report's only happening speak of, None where it tells more."""
    whole = next((g for g in groups if g.index == main), None)
    if whole is None or any(main not in (g.index, g.part_of) for g in groups):
        return None
    told = {teller.page.paragraph_at(m.span.start) for m in whole.mentions}
    return frozenset[str]().union(*(_things(teller.tree, paragraph) for paragraph in told))


def _things(tree: Tree, span: Span) -> frozenset[str]:
    """Return the nouns of a stretch, in the singular where they are common ones."""
    first, last = bisect.bisect_left(tree.start, span.start), bisect.bisect_left(tree.start, span.end)
    return frozenset(tree.lemma[i].lower() for i in range(first, last) if tree.pos[i] in ("NOUN", "PROPN"))


class _Matters:
    """What every voice has spoken of: the starts of its words, in order, each with the happening.

    Who says that something did not happen ("no charges were filed") speaks of the `main` one.
    """

    def __init__(self, fillings: Mapping[int, Sequence[Filling]], main: int | None) -> None:
        self._of: dict[int, list[tuple[int, int]]] = {}
        for group, found in sorted(fillings.items()):
            for filling in found:
                self.add(main if filling.polarity == "denied" and main is not None else group, filling)

    def add(self, group: int, filling: Filling) -> None:
        """Note that the last voice of a filling's chain speaks of a happening there."""
        if filling.chain:
            bisect.insort(self._of.setdefault(filling.chain[-1].voice, []), (filling.span.start, group))

    def nearest(self, filling: Filling) -> int | None:
        """Return what the last voice spoke of before these words, else behind them; None: of nothing."""
        spoken = self._of.get(filling.chain[-1].voice, []) if filling.chain else []
        at = bisect.bisect_left(spoken, (filling.span.start, -1))
        return spoken[max(at - 1, 0)][1] if spoken else None


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
    end = longest.end
    while first < last and (tree.pos[last - 1] == "CCONJ" or tree.lower[last - 1] in (",", ";")):
        last -= 1  # "..., and the coroner was told, police said"
        end = tree.start[last]
    inside = range(first, last)
    if not any(tree.dep[i] in _SUBJECTS and _states(tree, tree.head[i], inside) for i in inside):
        return None
    if _is_question(tree, inside) and text[longest.start] not in _QUOTES:
        return None
    return _bare(text, Span(tree.start[first], end))


def _states(tree: Tree, verb: int, inside: range) -> bool:
    """Say whether a verb is that of a statement, none of a clause within it nor an infinitive."""
    return (
        verb in inside
        and tree.dep[verb] not in _WITHIN
        and not any(tree.tag[c] == "TO" for c in tree.children[verb])
    )


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


class _Named:
    """The words that name happenings, to find the one that a remark speaks of."""

    def __init__(self, naming: Mapping[Span, int], main: int | None) -> None:
        self._named = sorted(naming.items())
        self._own = Covered(span for span, index in self._named if index == main)
        self._main = main

    def within(self, content: Span) -> int | None:
        """Return the main happening where a content names it, else the first that it names."""
        at = bisect.bisect_left(self._named, content.start, key=lambda named: named[0].start)
        while at < len(self._named) and self._named[at][0].start < content.end:
            if content.covers(self._named[at][0]):
                return self._main if self._own.any_in(content) else self._named[at][1]
            at += 1
        return None

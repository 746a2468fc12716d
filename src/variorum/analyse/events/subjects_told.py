"""Which words of a report tell of which happening: people, paragraphs, names, and what voices spoke of."""

import bisect
from collections.abc import Iterable, Mapping, Sequence

from variorum.analyse.events.covering import Covered
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.happening import Happening
from variorum.analyse.events.remark_words import remark_words
from variorum.analyse.participants import Cast, Tree
from variorum.model.analysis import Filling
from variorum.model.span import Span


def names_of(groups: Sequence[Happening], *, is_real: bool = False) -> dict[Span, int]:
    """Return the nouns that name happenings, each with its happening; where `is_real`, no feared ones."""
    return {
        m.span: g.index
        for g in groups
        for m in g.mentions
        if m.is_noun and not m.is_generic and not (is_real and m.modality in ("feared", "hypothetical"))
    }


class PeopleTold:
    """The words for those who took part in happenings, in order, each with the first of these."""

    def __init__(self, tree: Tree, cast: Cast, groups: Iterable[Happening]) -> None:
        took_part: dict[int, int] = {}
        for g in groups:
            for entity in sorted(g.patients | g.agents):
                took_part.setdefault(entity, g.index)
        self._words = sorted((tree.word(h), took_part[e]) for h, e in cast.of.items() if e in took_part)

    def first_in(self, span: Span) -> int | None:
        """Return the happening of the first of them whose words a stretch covers."""
        at = bisect.bisect_left(self._words, span.start, key=lambda known: known[0].start)
        while at < len(self._words) and self._words[at][0].start < span.end:
            if self._words[at][0].end <= span.end:
                return self._words[at][1]
            at += 1
        return None


class ParagraphsTold:
    """The paragraphs that tell happenings."""

    def __init__(self, teller: Teller, groups: Sequence[Happening], main: int | None) -> None:
        self._of: dict[Span, set[int]] = {}
        self._main = main
        for g in groups:
            for m in g.mentions:
                paragraph = teller.page.paragraph_at(m.span.start)
                if paragraph.covers(m.span) and not m.is_generic:
                    self._of.setdefault(paragraph, set()).add(g.index)

    def main_in(self, paragraph: Span) -> bool:
        """Say whether a paragraph tells the main happening."""
        return self._main is not None and self._main in self._of.get(paragraph, ())

    def only_in(self, paragraph: Span) -> int | None:
        """Return the one happening that a paragraph tells, None where it tells none or several."""
        told = self._of.get(paragraph, set())
        return min(told) if len(told) == 1 else None


def only_one(teller: Teller, groups: Sequence[Happening], main: int | None) -> frozenset[str] | None:
    """Return what the paragraphs that tell the report's only happening speak of, None where it tells more.

    A single noun ("after the assassination of six priests") tells nothing that a report goes on about; an
    inquiry is about what it looks into.
    """
    told = [g for g in groups if len(g.mentions) + len(g.echoes) > 1 or not g.mentions[0].is_noun]
    told = [g for g in told if not all(m.type.is_unset for m in g.mentions)]
    if main is None or any(main not in (g.index, g.part_of) for g in told):
        return None
    return told_things(teller, groups, main)


def told_things(teller: Teller, groups: Sequence[Happening], main: int | None) -> frozenset[str]:
    """Return the nouns of the paragraphs that tell a report's main happening."""
    told = {teller.page.paragraph_at(m.span.start) for g in groups if g.index == main for m in g.mentions}
    return frozenset[str]().union(*(things_in(teller.tree, paragraph) for paragraph in told))


def specific_of(things: frozenset[str]) -> frozenset[str]:
    """Return the nouns without those that any two paragraphs may share."""
    return frozenset(
        word for word in things - remark_words()["general"] if len(word) > 1 and word[0].isalpha()
    )


def things_in(tree: Tree, span: Span) -> frozenset[str]:
    """Return the nouns of a stretch, in the singular where they are common ones."""
    first, last = bisect.bisect_left(tree.start, span.start), bisect.bisect_left(tree.start, span.end)
    return frozenset(tree.lemma[i].lower() for i in range(first, last) if tree.pos[i] in ("NOUN", "PROPN"))


def lemmas_in(tree: Tree, span: Span) -> frozenset[str]:
    """Return the lemmas of a stretch of text."""
    first, last = bisect.bisect_left(tree.start, span.start), bisect.bisect_left(tree.start, span.end)
    return frozenset(tree.lemma[first:last])


class Matters:
    """What every voice has spoken of: the starts of its words, in order, each with the happening.

    Who says that something did not happen ("no charges were filed"), or may yet, speaks of the `main` one.
    """

    def __init__(self, fillings: Mapping[int, Sequence[Filling]], main: int | None) -> None:
        self._of: dict[int, list[tuple[int, int]]] = {}
        for group, found in sorted(fillings.items()):
            for filling in found:
                is_fact = filling.polarity == "affirmed" and filling.modality in ("asserted", "possible")
                self.add(group if is_fact or main is None else main, filling)

    def add(self, group: int, filling: Filling) -> None:
        """Note that the last voice of a filling's chain speaks of a happening there."""
        if filling.chain:
            bisect.insort(self._of.setdefault(filling.chain[-1].voice, []), (filling.span.start, group))

    def nearest(self, filling: Filling) -> tuple[int, int] | None:
        """Return where and of what the last voice spoke before these words, else behind them."""
        spoken = self._of.get(filling.chain[-1].voice, []) if filling.chain else []
        at = bisect.bisect_left(spoken, (filling.span.start, -1))
        return spoken[max(at - 1, 0)] if spoken else None


class NamesTold:
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

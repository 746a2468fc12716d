"""Reports that tell several happenings one after the other: "two separate shootings", "the first occurred".

Such a report sums up what is common to all, then gives each of them a passage of its own. What a passage
tells is of its own happening, a part of the whole; nothing in it is of another passage.
"""

import bisect
import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from variorum.analyse.events.echo_words import echo_words
from variorum.analyse.events.happening import Happening
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.roundups import CLOCK, COUNTED, PLURAL, find_openers
from variorum.analyse.events.triggers import contexts
from variorum.analyse.page import Page
from variorum.analyse.participants import Phrase, Tree
from variorum.analyse.tags import PLURAL_TAGS
from variorum.model.span import Span

_LEAD = 8  # sentences behind the title in which a report says that it tells several happenings
_NEWS = 3  # those in which it says so as its news
_OPENING = 5  # words within which a sentence opens a passage
_MANY = 2
_HOUR, _CALLED = 7, 24  # words within which a sentence names an hour, and those who were called then
_ORDINAL = re.compile(r"\d{1,6}(?:st|nd|rd|th)")
_BEFORE = 4  # words before a noun in which it is counted
_TOLD = frozenset({"violence", "accident", "disaster", "capture", "rescue"})  # what passages hold apart


def mark_series(
    page: Page,
    tree: Tree,
    phrases: Mapping[int, Phrase],
    mentions: Sequence[Mention],
    echoes: Sequence[Mention],
) -> None:
    """Note of every mention how many happenings it counts, and in which passage of a series it stands.

    Passages are numbered from 1; what stands in none has 0, as has all of a report that tells no series.
    """
    for mention in mentions:
        mention.many = _count(tree, mention.token) if mention.is_noun and not mention.type.is_outcome else 0
    counts, fewest = _count_told(page, tree, _LEAD) >= COUNTED, _MANY
    told = [*_passages(page, tree, frozenset())] if counts else []
    if max((passage for _, passage in told), default=0) < fewest:
        plural = _count_told(page, tree, _NEWS)
        openers = find_openers(page, tree, phrases, mentions, plural)
        told = [*_passages(page, tree, openers)] if openers else []
        fewest = _MANY if plural >= COUNTED else 1  # what stands before the first may be the news
    if max((passage for _, passage in told), default=0) < fewest:
        return
    starts, passages = [start for start, _ in told], [passage for _, passage in told]
    for mention in (*mentions, *echoes):
        at = bisect.bisect_right(starts, mention.span.start) - 1
        mention.passage = passages[at] if at >= 0 else 0


def _count(tree: Tree, i: int) -> int:
    """Return whether a noun tells of several happenings: 0 of one, 1 if plural, 2 if it counts them."""
    known = contexts()
    if tree.tag[i] not in PLURAL_TAGS or tree.lemma[i] in known["strokes"]:
        return 0
    words = [tree.lower[c] for c in tree.children[i] if i - _BEFORE <= c < i]
    if any(w in known["numbers"] or w in known["severally"] or _is_number(w) for w in words):
        return _MANY
    return 1


def _is_number(word: str) -> bool:
    digits = word.replace(",", "")
    return digits.isdecimal() and digits != "1" and len(digits) < len("2024")


def _count_told(page: Page, tree: Tree, sentences: int) -> int:
    """Return whether the title or the first sentences tell of several happenings, as `_count` does."""
    known = contexts()
    titled = sum(s.end <= page.title_end for s in page.sentences)
    lead = page.sentences[: titled + sentences]
    end = lead[-1].end if lead else 0
    counts = (
        0 if (count := _count(tree, i)) == PLURAL and tree.lemma[i] in known["fights"] else count
        for i in range(bisect.bisect_left(tree.start, end))
        if tree.lemma[i] in known["cases"] and tree.pos[i] in ("NOUN", "PROPN")
    )
    return max(counts, default=0)


def _passages(page: Page, tree: Tree, openers: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of the body begin, each with the passage that it stands in.

    Those that begin at `openers` open one, whatever their words. A sentence about all of them ("both
    shootings") ends one, and stands in none.
    """
    passage = opened = 0
    for sentence in page.sentences:
        first = tree.at.get(sentence.start)
        if sentence.start < page.title_end or first is None:
            continue
        if _sums_up(tree, first, sentence):
            passage = 0
        elif sentence.start in openers or _opens(tree, first) or _moves_on(tree, first, sentence):
            opened += 1
            passage = opened
        yield sentence.start, passage


def _opens(tree: Tree, first: int) -> bool:
    """Say whether a sentence begins with one of several: "The second happened", "In another incident"."""
    known = contexts()
    for i in range(first, min(first + _OPENING, tree.size)):
        if tree.lower[i] in known["ordinals"] or _ORDINAL.fullmatch(tree.lower[i]):
            return _is_case(tree, i)
        if tree.lower[i] not in known["opening"]:
            return False
    return False


def _moves_on(tree: Tree, first: int, sentence: Span) -> bool:
    """Say whether a sentence goes on to another by its hour: "At about 5 p.m., officers were called to"."""
    known, echo = contexts(), echo_words()
    opening = range(first, min(first + _HOUR, tree.size))
    is_later = any(
        tree.lower[i] in ("later", "earlier") and tree.lemma[max(0, i - 1)] in known["spans"] for i in opening
    )
    is_clock = any(tree.lower[i] in CLOCK or tree.lower[i - 1 : i + 1] == ["same", "time"] for i in opening)
    if not is_later and not is_clock:
        return False
    for i in range(first, min(first + _CALLED, tree.size)):
        if tree.start[i] >= sentence.end:
            return False
        if tree.lemma[i] in echo["callers"] and tree.dep[i] in ("nsubj", "nsubjpass"):
            return i > next(k for k in opening if tree.lower[k] in CLOCK | {"later", "earlier", "time"})
    return False


def _is_case(tree: Tree, i: int) -> bool:
    """Say whether a word for one of several stands by a noun for a happening, or for one itself."""
    known = contexts()
    noun = tree.head[i] if tree.dep[i] in ("amod", "det", "nummod") else i
    if noun > i and tree.lemma[noun] in known["cases"] and tree.tag[noun] in ("NN", "NNP"):
        return True
    return any(tree.lemma[k] in known["befalls"] for k in range(i + 1, min(i + 3, tree.size)))


def _sums_up(tree: Tree, first: int, sentence: Span) -> bool:
    """Say whether a sentence opens with all of them: "Both shootings", "The two incidents", "None of the"."""
    known = contexts()
    for i in range(first, min(first + _OPENING + 1, tree.size)):
        if tree.start[i] >= sentence.end or tree.pos[i] == "VERB":
            return False
        if tree.lower[i] in ("both", "neither"):
            return True
        if tree.lemma[i] in known["cases"] and tree.tag[i] in PLURAL_TAGS:
            return True
    return False


def is_of_other_passage(group: Happening, mention: Mention) -> bool:
    """Say whether a mention and a happening are of different passages of a series.

    A part is begun apart from what the lead sums up.
    """
    if mention.type.family not in _TOLD and not mention.type.is_outcome:
        return False
    return mention.passage != group.seen.passage


def counts_others(group: Happening, mention: Mention) -> bool:
    """Say whether a noun counts several happenings, and one has been told: "the city's 12 shootings"."""
    if mention.many < _MANY or not mention.is_noun or group.seen.many or mention.type.family not in _TOLD:
        return False
    return group.mentions[-1].sentence != mention.sentence


def join_parts(groups: list[Happening]) -> None:
    """Make what each passage tells one happening, a part of the first of its family that the lead tells."""
    wholes: dict[str, Happening] = {}
    parts: dict[tuple[int, str], Happening] = {}
    for group in groups:
        if not group.told:
            continue
        if not group.seen.passage:
            wholes.setdefault(group.family, group)
            continue
        part = parts.setdefault((group.seen.passage, group.family), group)
        if part is not group and group.family == "violence":
            part.take_in(group, ())
    groups[:] = [g for g in groups if g.mentions]
    for index, group in enumerate(groups):
        group.index = index
    for (_, family), part in parts.items():
        if family in wholes and part.part_of is None:
            part.part_of = wholes[family].index


def find_passages(groups: Sequence[Happening]) -> dict[int, Happening]:
    """Return the first happening of each passage, by the passage's number."""
    held = sorted(
        (g for g in groups if g.seen.passage and g.told), key=lambda g: (g.seen.passage, g.mentions[0].token)
    )
    return {p: next(iter(own)) for p, own in itertools.groupby(held, key=lambda g: g.seen.passage)}

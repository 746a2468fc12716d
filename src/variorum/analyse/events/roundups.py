"""Where a round-up goes on to its next happening, though no word such as "another" says so.

"In Otley, a man was shot at 8:15 p.m."; "About two hours earlier, a boy of 15 was shot on Ash Avenue". One
such sentence may tell more of what the lead told; several, each of others at a place or hour of its own, do
not.
"""

import bisect
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from variorum.analyse.events.mention import Mention
from variorum.analyse.events.triggers import contexts
from variorum.analyse.page import Page
from variorum.analyse.participants import Phrase, Tree
from variorum.data import load_words
from variorum.model.span import Span

CLOCK = frozenset({"a.m.", "p.m.", "am", "pm", "a.m", "p.m"})
_TOLD = frozenset({"violence", "accident", "disaster", "capture", "rescue"})
_DONE = frozenset({"violence", "capture"})  # what round-ups tell place by place, and no earthquake does
COUNTED, PLURAL = 2, 1  # what the lead says of several: how many, or only that there are
_FEW, _SEVERAL = 2, 3  # openers of their own that a round-up has where its lead says so, and where not
_PLACED = frozenset({"in", "near"})
_SINCE, _BACK = frozenset({"since", "from"}), 4  # "eight others since about 8 p.m."
_NAMED = 6  # words within which a sentence names the place that it opens with
_TOWNS = load_words("events/words.yaml", "towns_of")


class _Opening(NamedTuple):
    """A sentence that tells whom else it befell: the words for where or when, and whether they are sure."""

    where: str
    hour: str | None
    is_sure: bool


def find_openers(
    page: Page, tree: Tree, phrases: Mapping[int, Phrase], mentions: Sequence[Mention], told: int
) -> frozenset[int]:
    """Return where sentences begin that tell the next happening of a round-up, none where there are too few.

    `told` is what the lead says: 2 where it counts several happenings, 1 where it only has a plural.
    """
    others = _with_others(page, tree, phrases, mentions)
    if told >= COUNTED:
        return frozenset(others)
    places = _by_place(page, tree, phrases, mentions)
    if told == PLURAL:
        sure = {start: each.where for start, each in others.items() if each.is_sure}
        found = {**places, **sure}
        enough = len(set(found.values())) >= _FEW
    else:
        hours = {start: each.hour for start, each in others.items() if each.is_sure and each.hour}
        found = next((each for each in (places, hours) if len(set(each.values())) >= _SEVERAL), {})
        enough = bool(found)
    if not enough:
        return frozenset()
    first = min(found)
    return frozenset(found) - {first if _is_news(page, tree, mentions, first) else -1}


def _is_news(page: Page, tree: Tree, mentions: Sequence[Mention], first: int) -> bool:
    """Say whether what the first opener tells is the news itself: nobody was harmed in what stands before.

    So it is behind a title of one happening: "Four hurt in shooting".
    """
    cases, title = contexts()["cases"], range(bisect.bisect_left(tree.start, page.title_end))
    if any(tree.lower[i] in cases and tree.tag[i] in ("NN", "NNP", "VBG") for i in title):
        return True
    before = (m for m in mentions if m.span.start < first and m.type.family in _TOLD and m.is_told)
    return not any(m.patients for m in before)


def _with_others(
    page: Page, tree: Tree, phrases: Mapping[int, Phrase], mentions: Sequence[Mention]
) -> dict[int, _Opening]:
    """Return where paragraphs begin that tell whom else it befell, and when or where.

    "In Otley, a man was shot at 8:15 p.m.", behind a lead that counts twelve: not even the words
    "another" or "the second" say that it is one of them. Without the count, the first that such a sentence
    tells has to be of one person, or at a site or hour ("four are dead in Orange County" tells the lead).
    """
    opening = {p.start for p in page.paragraphs if p.start >= page.title_end}
    opening.discard(min(opening, default=0))  # the lead
    found: dict[int, _Opening] = {}
    begun: set[int] = set()
    for m in mentions:
        sentence = page.sentences[m.sentence]
        if sentence.start not in opening or sentence.start in found:
            continue
        is_first = m.sentence not in begun
        begun.add(m.sentence)
        if m.is_state or not m.is_told:
            continue
        if m.type.family in _TOLD and m.fate is not None and _is_of_others(tree, phrases, m):
            hour = _hour(tree, sentence)
            site = m.site.of(page.text) if m.site is not None and sentence.covers(m.site) else None
            town = m.toponym.span if m.toponym is not None and sentence.covers(m.toponym.span) else None
            where = site or (town.of(page.text) if town is not None else hour)
            is_one = not any(phrases[h].is_plural for h in m.patients if h in phrases)
            if where is not None:
                found[sentence.start] = _Opening(where, hour, is_first and bool(site or hour or is_one))
    return found


def _by_place(
    page: Page, tree: Tree, phrases: Mapping[int, Phrase], mentions: Sequence[Mention]
) -> dict[int, str]:
    """Return where sentences begin with a place and tell what was done to others there, with its name."""
    found: dict[int, str] = {}
    for m in mentions:
        if m.type.family not in _DONE or m.is_state or not m.is_told or (m.is_noun and m.is_definite):
            continue
        sentence = page.sentences[m.sentence]
        first = tree.at.get(sentence.start)
        if first is None or sentence.start in found or tree.lower[first] not in _PLACED or not m.sentence:
            continue
        place = _place(tree, first)
        befell = [phrases[h] for h in m.patients if h in phrases and h < m.token]
        if place is not None and not any(p.kind == "pronoun" for p in befell):  # "in Otley, he was shot"
            found[sentence.start] = place
    return found


def _place(tree: Tree, first: int) -> str | None:
    """Return the name of the place behind a preposition: "in Otley", "in the town of Otley"."""
    what = tree.child(first, "pobj")
    if what is not None and tree.lemma[what] in _TOWNS and tree.pos[what] != "PROPN":
        of = next((c for c in tree.children[what] if tree.lower[c] == "of"), None)
        what = tree.child(what, "compound") if of is None else tree.child(of, "pobj")
    if what is None or tree.pos[what] != "PROPN" or what > first + _NAMED:
        return None
    return tree.text[what]


def _is_of_others(tree: Tree, phrases: Mapping[int, Phrase], mention: Mention) -> bool:
    """Say whether those whom it befell are told for the first time: "a man", "two women"."""
    befell = [phrases[h] for h in mention.patients if h in phrases]
    return any(
        p.kind not in ("name", "pronoun")
        and p.type in ("person", "group")
        and (tree.lower[p.first] in ("a", "an", "one", "another") or tree.pos[p.first] == "NUM")
        for p in befell
    )


def _hour(tree: Tree, sentence: Span) -> str | None:
    """Return the first hour that a sentence names, "8:15 p.m.", but none that others are counted from."""
    at = bisect.bisect_left(tree.start, sentence.start)
    end = bisect.bisect_left(tree.start, sentence.end)
    for i in range(at, end):
        if tree.lower[i] in CLOCK and _SINCE.isdisjoint(tree.lower[max(at, i - _BACK) : i]):
            return " ".join(tree.lower[max(at, i - 1) : i + 1])
    return None

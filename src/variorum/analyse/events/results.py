"""How polls, contests and votes came out: what a poll found, a score, the points of one who scored."""

import bisect
import functools
import re
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.happening import Happening
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.statements import tokens_in
from variorum.analyse.participants import Tree
from variorum.data import load_yaml
from variorum.model.analysis import Filling
from variorum.model.span import Span
from variorum.model.value import Text

_SCORE = re.compile(
    r"(?<![\w.:$-])\d{1,3} ?[-\u2013] ?\d{1,3}(?![\w-]|[.:]\d| ?- ?(?:year|game|day|run|point))"
)
_LONGEST = 450  # characters of what a poll found
_PARAGRAPHS = 4  # in which talk of a poll goes on
_HIGHEST = 200  # points of one side
_NEXT = 20  # characters in which "a 12-3 record" says that it is none of one match
_BESIDE = 4  # words from who scored to the verb


@functools.cache
def _words() -> dict[str, Any]:
    data = load_yaml("events/results.yaml")
    return {
        k: {n: frozenset(w) for n, w in v.items()} if isinstance(v, dict) else frozenset(v)
        for k, v in data.items()
    }


def find_results(teller: Teller, groups: Sequence[Happening]) -> dict[int, list[Filling]]:
    """Claim the results of polls, contests and votes, by the happening's index.

    What somebody says is no result but his word.
    """
    by_family: dict[str, list[Happening]] = {}
    for group in groups:
        by_family.setdefault(group.family, []).append(group)
    found: dict[int, list[Filling]] = {}
    readers = {"poll": _polled, "contest": _scored, "election": _voted, "outage": _fallen}
    for family, read in readers.items():
        for index, filling in read(teller, by_family[family]) if family in by_family else ():
            found.setdefault(index, []).append(filling)
    return found


def _polled(teller: Teller, groups: Sequence[Happening]) -> Iterator[tuple[int, Filling]]:
    """Yield the sentences that tell what a poll found, of the poll told last before them."""
    page, tree, words = teller.page, teller.tree, _words()
    told = sorted((m.span.start, g.index, m) for g in groups for m in g.told)
    starts = [start for start, _, _ in told]
    if not told:
        return
    paragraphs = [p.start for p in page.paragraphs]
    last = -_PARAGRAPHS
    for sentence in page.sentences:
        inside = tokens_in(tree, sentence)
        shares = [i for i in inside if tree.lemma[i] in words["shares"]]
        here = bisect.bisect_right(paragraphs, sentence.start)
        at = bisect.bisect_left(starts, sentence.end)
        if any(sentence.start <= s for s in starts[max(0, at - 1) : at]):
            last = here
        if (
            not shares
            or sentence.end <= page.title_end
            or here - last > _PARAGRAPHS
            or sentence.end - sentence.start > _LONGEST
            or all(_is_said(teller, tree.word(i)) for i in shares)
            or not any(tree.lemma[i] in words["polled"] for i in inside if i not in shares)
        ):
            continue
        last = here
        _, index, mention = told[max(0, at - 1)]
        result = _tell(teller, sentence, mention)
        yield index, msgspec.structs.replace(result, chain=())  # some of its words alone are somebody's


def _scored(teller: Teller, groups: Sequence[Happening]) -> Iterator[tuple[int, Filling]]:
    """Yield the scores of sentences that tell a contest, and what single players scored in its report."""
    page = teller.page
    seen: set[Span] = set()
    for group in groups:
        for mention in group.told:
            sentence = page.sentence_at(mention.span.start)
            for match in _SCORE.finditer(page.text, sentence.start, sentence.end):
                span = Span(match.start(), match.end())
                sides = [int(n) for n in re.findall(r"\d+", match[0])]
                behind = page.text[span.end : span.end + _NEXT].lower()
                is_record = page.text[: span.start].rstrip()[-1:] == "(" or "record" in behind
                if span not in seen and not is_record and max(sides) <= _HIGHEST:
                    seen.add(span)
                    yield group.index, _tell(teller, span, mention)
    whole = max(groups, key=lambda g: len(g.told))
    for i, thing in enumerate(teller.tree.lemma):
        if whole.told and thing in _words()["scores"]["things"]:
            points = _points(teller.tree, i)
            if points is not None and not _is_said(teller, points):
                yield whole.index, _tell(teller, points, whole.told[0])


def _points(tree: Tree, i: int) -> Span | None:
    """Return who scored what: "Orle scored 20 points", None where a noun tells no such thing."""
    words, verb, number = _words()["scores"], tree.head[i], tree.child(i, "nummod")
    if tree.dep[i] not in ("dobj", "npadvmod") or number is None or tree.pos[verb] != "VERB" or verb > i:
        return None
    if tree.lemma[verb] not in words["verbs"] or tree.tag[verb] not in ("VBD", "VBN"):
        return None
    who = next((s for s in tree.all_children(verb, "nsubj") if tree.pos[s] not in ("PRON", "DET")), None)
    if who is None or verb - who > _BESIDE:
        return tree.span(verb, i)
    return tree.span(tree.first_below(who), i)


def _voted(teller: Teller, groups: Sequence[Happening]) -> Iterator[tuple[int, Filling]]:
    return _numbered(teller, groups, "votes")


def _fallen(teller: Teller, groups: Sequence[Happening]) -> Iterator[tuple[int, Filling]]:
    return _numbered(teller, groups, "falls")


def _numbered(teller: Teller, groups: Sequence[Happening], nouns: str) -> Iterator[tuple[int, Filling]]:
    """Yield numbers of some nouns in the sentences that tell a happening: "by 270 delegates"."""
    page, tree, words = teller.page, teller.tree, _words()
    seen: set[Span] = set()
    for group in groups:
        for mention in group.told:
            for i in tokens_in(tree, page.sentence_at(mention.span.start)):
                number = tree.child(i, "nummod")
                if tree.lemma[i] not in words[nouns] or number is None or number > i:
                    continue
                of = next((c for c in tree.children[i] if tree.lower[c] == "of"), None)
                what = None if of is None else tree.child(of, "pobj")
                last = what if what is not None and tree.lemma[what] in words["of"] else i
                span = tree.span(tree.first_below(number), last)
                if span not in seen and not _is_said(teller, span):
                    seen.add(span)
                    yield group.index, _tell(teller, span, mention)


def _tell(teller: Teller, span: Span, mention: Mention) -> Filling:
    text = " ".join(span.of(teller.page.text).split())
    return teller.fill("result", Text(text=text), span, mention, more=(mention.span,))


def _is_said(teller: Teller, words: Span) -> bool:
    """Say whether words stand in what somebody says."""
    return any(piece.covers(words) for one in teller.found.attributions.attributions for piece in one.content)

"""A page becomes labelled lines: the article's blocks, and beside them captions, credits and furniture."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.clean.blocks import Block, Word, join_words
from variorum.clean.dating import read_date
from variorum.clean.extracting import extract_lines, find_by_density
from variorum.clean.locating import Places, Stretch
from variorum.clean.metadata import PageFacts, read_facts
from variorum.clean.pieces import Label, Line, Run
from variorum.clean.scanning import scan
from variorum.clean.tables import Table, find_tables, join_rows, settle_tables, widen
from variorum.clean.weighing import weigh

_SCANT = 80  # words below which the extractor is not believed where density finds
_MORE = 4  # times as many
# Share of a page's words in doubt above which trafilatura is asked. Of the pages of the
# article-extraction-benchmark 14% are (F1 .975); at .1 16% are (.976), at .2 8% (.968).
_DOUBT = 0.14
# Up to this doubt a choice is believed that has so large a share of its words in common with the densest text
# of the page (2% of the pages; trafilatura gives the same there).
_GREAT, _AGREED = 0.5, 0.95
_LIKELY = 0.5
_CELL = re.compile(r"<t[dh][ >]", re.IGNORECASE)
_LEAST = 60  # words of an article below which no page is sure, and most that count of one block
_AROUND = 3  # blocks before and behind the article that are labelled too
_MAPPED = ("article", "dateline", "headline")  # labels of lines that may come into the report's text


@dataclass(frozen=True)
class Webpage:
    """A page's lines in their order, and what it says of itself."""

    lines: tuple[Line, ...]
    facts: PageFacts
    is_fallback: bool = False


@dataclass(slots=True)
class Candidate:
    """A block that may be part of the article: the words taken from it and how it was found."""

    block: Block
    first: int
    last: int
    is_extracted: bool
    chance: float = 0.0  # of being article; 0 where it was not weighed

    @property
    def text(self) -> str:
        """Return the words taken."""
        if self.first == 0 and self.last == self.block.count:
            return self.block.text
        return join_words(self.block.words[self.first : self.last])

    @property
    def pieces(self) -> Sequence[Word]:
        """Return the words taken with their places, those that stand together in one piece."""
        if self.first == 0 and self.last == self.block.count:
            return self.block.pieces
        return self.block.words[self.first : self.last]


def read_page(source: str, url: str | None = None) -> Webpage:
    """Extract the article of an HTML source and label its lines.

    The blocks are judged by how they look; where that leaves too much in doubt and the densest text of the
    page is another, trafilatura is asked.
    """
    facts = read_facts(source, url)
    blocks = scan(source)
    start, chances = weigh(blocks, facts.title, facts.description)
    stretch = blocks[start : start + len(chances)]
    doubt = doubt_of(stretch, chances)
    if doubt <= _DOUBT:
        return _label(find_likely(stretch, chances), facts, blocks)
    dense = find_by_density(blocks)
    likely = [block for block, chance in zip(stretch, chances, strict=True) if chance > _LIKELY]
    if doubt <= _GREAT and agreement_of(likely, dense) >= _AGREED:
        return _label(find_likely(stretch, chances), facts, blocks)
    page = _label(find_candidates(blocks, extract_lines(source)), facts, blocks)
    words = sum(len(line.text.split()) for line in page.lines if line.label == "article")
    if words < _SCANT and sum(b.count for b in dense) > _MORE * words:
        return _label([_whole(b) for b in dense], facts, blocks, is_fallback=True)
    return page


def _label(
    found: Sequence[Candidate], facts: PageFacts, blocks: Sequence[Block], *, is_fallback: bool = False
) -> Webpage:
    from variorum.clean.residue import label_candidates

    tables = find_tables(blocks) if blocks and _CELL.search(blocks[0].source) else []
    if tables:
        found = _with_tables(found, tables, blocks)
    labels = label_candidates(found, facts)
    held = [c.block for c in found]
    tables = find_tables(held) if tables else []
    lines = tuple(map(_line, found, settle_tables(tables, held, labels)))
    return Webpage(join_rows(tables, lines), facts, is_fallback)


def _with_tables(
    found: Sequence[Candidate], tables: Sequence[Table], blocks: Sequence[Block]
) -> list[Candidate]:
    """Return the candidates with all lines of the tables that they hold some of."""
    at = {id(block): n for n, block in enumerate(blocks)}
    places = [n for c in found if (n := at.get(id(c.block))) is not None]
    if not places:
        return list(found)
    low, high = widen(tables, places[0], places[-1] + 1)
    before = [Candidate(b, 0, b.count, False) for b in blocks[low : places[0]]]
    behind = [Candidate(b, 0, b.count, False) for b in blocks[places[-1] + 1 : high]]
    return [*before, *found, *behind]


def doubt_of(blocks: Sequence[Block], chances: Sequence[float]) -> float:
    """Return what share of the words taken may be taken or left out wrongly; 1 where hardly any are taken.

    A block counts for no more than sixty words: one long one alone makes a page neither sure nor doubtful.

    >>> doubt_of([], [])
    1.0
    """
    taken = sum(b.count for b, chance in zip(blocks, chances, strict=True) if chance > _LIKELY)
    doubted = sum(min(b.count, _LEAST) * min(c, 1 - c) for b, c in zip(blocks, chances, strict=True))
    return doubted / taken if taken >= _LEAST else 1.0


def agreement_of(one: Sequence[Block], other: Sequence[Block]) -> float:
    """Return what share of the words of two choices of blocks is in both; 0 where neither has any.

    >>> block = Block.of_words(["Rain", "fell"])
    >>> agreement_of([block], [block]), agreement_of([], [])
    (1.0, 0.0)
    """
    counts = {id(block): block.count for block in (*one, *other)}
    both = {id(block) for block in one} & {id(block) for block in other}
    return sum(counts[each] for each in both) / max(1, sum(counts.values()))


def find_likely(blocks: Sequence[Block], chances: Sequence[float]) -> list[Candidate]:
    """Return the blocks that are likely to be the article, and those that stand among them."""
    taken = [n for n, chance in enumerate(chances) if chance > _LIKELY]
    low, high = max(0, taken[0] - _AROUND), min(len(blocks), taken[-1] + 1 + _AROUND)
    return [
        Candidate(blocks[n], 0, blocks[n].count, chances[n] > _LIKELY, chances[n]) for n in range(low, high)
    ]


def _whole(block: Block) -> Candidate:
    return Candidate(block, 0, block.count, True)


def _line(candidate: Candidate, label: Label) -> Line:
    return Line(candidate.text, label, runs_of(candidate) if label in _MAPPED else ())


def find_candidates(blocks: Sequence[Block], lines: Sequence[str]) -> list[Candidate]:
    """Return the blocks that the extracted lines came from, and those that stand among them.

    An extracted line that stands nowhere in the source as it is becomes a block of its own, without places.
    """
    taken: dict[int, tuple[int, int]] = {}
    astray: dict[int, list[Block]] = {}
    places = Places(blocks)
    last = 0
    for line in lines:
        found = _find(places, line)
        if not found and any(c.isalnum() for c in line):
            astray.setdefault(last, []).append(Block.of_words(line.split()))
        for last, first, end in found:
            begin, until = taken.get(last, (first, end))
            taken[last] = (min(begin, first), max(end, until))
    out = [_whole(b) for b in astray.get(0, ()) if 0 not in taken]
    if not taken:
        return out
    for n in range(max(0, min(taken) - _AROUND), min(len(blocks), max(taken) + 1 + _AROUND)):
        begin, end = taken.get(n, (0, blocks[n].count))
        out.append(Candidate(blocks[n], begin, end, n in taken))
        if n in taken:
            out += [_whole(b) for b in astray.get(n, ())]
    return out


def _find(places: Places, line: str) -> list[Stretch]:
    """Find a line whole, or without its bullet, as a row of a table, or by its ends."""
    found = places.find(line) or (places.find(line[2:]) if line[:2] in ("- ", "> ") else [])
    if found:
        return found
    return places.find(line.replace("|", " ")) if "|" in line else places.find_ends(line)


def runs_of(candidate: Candidate) -> tuple[Run, ...]:
    """Return the runs that lead from a candidate's words back to the source, joined where they touch."""
    runs: list[Run] = []
    at = 0
    if not candidate.block.is_placed:
        return ()
    for n, (word, start, glued) in enumerate(candidate.pieces):
        if n and not glued:
            at += 1
        if runs and runs[-1][1] + runs[-1][2] + 1 == start and runs[-1][0] + runs[-1][2] + 1 == at:
            a, b, length = runs[-1]
            runs[-1] = (a, b, length + 1 + len(word))
        else:
            runs.append((at, start, len(word)))
        at += len(word)
    return tuple(runs)


def date_by_looks(source: str, url: str | None) -> str | None:
    """Return the day that a page shows as its first, found by htmldate; None where nothing shows one."""
    import logging

    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = find_date(source, extensive_search=False, original_date=True, url=url)
    except (ValueError, TypeError, OverflowError, RecursionError):
        return None
    return read_date(found) if found else None

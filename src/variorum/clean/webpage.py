"""A page becomes labelled lines: the article's blocks, and beside them captions, credits and furniture."""

from collections.abc import Sequence
from dataclasses import dataclass

from variorum.clean.agreeing import find_agreed
from variorum.clean.dating import read_date
from variorum.clean.extracting import extract_lines, find_by_density
from variorum.clean.metadata import PageFacts, read_facts
from variorum.clean.pieces import Line, Run
from variorum.clean.scanning import Block, Places, scan

_SCANT = 80  # words below which the extractor is not believed where density finds
_MORE = 4  # times as many


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

    @property
    def text(self) -> str:
        """Return the words taken."""
        block = self.block
        return "".join(
            w if g or n == 0 else f" {w}"
            for n, (w, g) in enumerate(
                zip(block.words[self.first : self.last], block.glued[self.first : self.last], strict=True)
            )
        )


def read_page(source: str, url: str | None = None) -> Webpage:
    """Extract the article of an HTML source and label its lines."""
    from variorum.clean.residue import label_candidates

    facts = read_facts(source, url)
    blocks = scan(source)
    agreed = find_agreed(blocks, source)
    found = [_whole(b) for b in agreed] or find_candidates(blocks, extract_lines(source))
    labels = label_candidates(found, facts)
    words = sum(c.last - c.first for c, label in zip(found, labels, strict=True) if label == "article")
    is_fallback = False
    if words < _SCANT and not agreed:
        dense = find_by_density(blocks)
        is_fallback = sum(len(b.words) for b in dense) > _MORE * words
        if is_fallback:
            found = [_whole(b) for b in dense]
            labels = label_candidates(found, facts)
    lines = (Line(c.text, label, runs_of(c)) for c, label in zip(found, labels, strict=True))
    return Webpage(tuple(lines), facts, is_fallback)


def _whole(block: Block) -> Candidate:
    return Candidate(block, 0, len(block.words), True)


def find_candidates(blocks: Sequence[Block], lines: Sequence[str]) -> list[Candidate]:
    """Return the blocks that the extracted lines came from, and those that stand among them.

    An extracted line that stands nowhere in the source as it is becomes a block of its own, without places.
    """
    order = {id(block): n for n, block in enumerate(blocks)}
    taken: dict[int, tuple[int, int]] = {}
    astray: dict[int, list[Block]] = {}
    places = Places(list(blocks))
    last = 0
    for line in lines:
        found = _find(places, line)
        if not found and any(c.isalnum() for c in line):
            words = line.split()
            astray.setdefault(last, []).append(Block("p", words, [], [0] * len(words), [False] * len(words)))
        for block, n in (word for words_found in found for word in words_found):
            last = order[id(block)]
            begin, end = taken.get(last, (n, n + 1))
            taken[last] = (min(begin, n), max(end, n + 1))
    out = [_whole(b) for b in astray.get(0, ()) if 0 not in taken]
    if not taken:
        return out
    for n in range(max(0, min(taken) - 3), min(len(blocks), max(taken) + 4)):
        begin, end = taken.get(n, (0, len(blocks[n].words)))
        out.append(Candidate(blocks[n], begin, end, n in taken))
        if n in taken:
            out += [_whole(b) for b in astray.get(n, ())]
    return out


def _find(places: Places, line: str) -> list[list[tuple[Block, int]]]:
    """Find a line whole, or without its bullet, as a row of a table, or by its ends."""
    words = places.find(line) or (places.find(line[2:]) if line[:2] in ("- ", "> ") else None)
    if words:
        return [words]
    if "|" in line:
        row = places.find(line.replace("|", " "))
        return [row] if row else []
    words = places.find_ends(line)
    return [words] if words else []


def runs_of(candidate: Candidate) -> tuple[Run, ...]:
    """Return the runs that lead from a candidate's words back to the source, joined where they touch."""
    runs: list[Run] = []
    at = 0
    block = candidate.block
    if not block.starts:
        return ()
    for n in range(candidate.first, candidate.last):
        word, start = block.words[n], block.starts[n]
        if n > candidate.first and not block.glued[n]:
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

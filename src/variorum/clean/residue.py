"""Tell the article's blocks on a page from what the extractor left in or out, with the markup's help.

Rules over the line classifier's cues and the markup, each of which must hold of a block by itself or by its
place among the others; measured by bench/html.py. The classifier's weights alone did worse: too few pages.
"""

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from variorum.clean.elements import ARTICLE, CAPTION, HEADING, HINTED, LINK, LIST
from variorum.clean.features import addresses_reader, aside_of, cues_of, is_ended, is_quoted
from variorum.clean.labelling import fold
from variorum.clean.metadata import PageFacts
from variorum.clean.pieces import Label
from variorum.clean.webpage import Candidate

# Cues that make a block furniture wherever it stands, if it is short or its markup agrees.
_STRONG = frozenset(
    f"cue:{name}"
    for name in (
        *("newsletter", "share", "comments", "advert", "copyright", "app", "consent", "contact", "subscribe"),
        *("support", "reading_time", "author_note", "related", "read_more", "timestamp", "byline", "promo"),
    )
)
# Those that are believed of a whole sentence without the markup's word.
_PLAIN = frozenset(
    f"cue:{name}"
    for name in ("newsletter", "share", "advert", "related", "read_more", "subscribe", "support", "app")
)
_LONG = 45  # words beyond which a cue alone is not believed
_MOST_DROPPED = 0.1  # share of a page's words that lists of links, or its two edges, may be
_LIST = 4  # lines in a row that make a list rather than scraps
_CONTENT = 6  # lines before or behind all paragraphs that are what the page is about
_SURE = 0.95  # chance of being article above which cues are not believed
_SENTENCE = 8  # words of a block that can be a paragraph


@dataclass
class _Seen:
    """One candidate with what the rules ask of it."""

    candidate: Candidate
    text: str
    words: int
    link: float
    hinted: bool
    is_heading: bool
    is_ended: bool
    is_caption: bool

    @property
    def is_sentence(self) -> bool:
        """Say whether the block can be a paragraph."""
        return self.is_ended and self.words >= _SENTENCE

    @property
    def is_marked(self) -> bool:
        """Say whether the markup speaks against the block."""
        return self.hinted or self.link > 0.5

    @functools.cached_property
    def cues(self) -> frozenset[str]:
        """Return its cues; one is not believed of a long paragraph, so it is not looked for there."""
        return frozenset(cues_of(self.text)) if self.words <= _LONG else frozenset()

    @functools.cached_property
    def aside(self) -> tuple[str, ...]:
        """Return the cues that tell a caption or a credit."""
        return aside_of(self.text) if self.words <= _LONG else ()

    @property
    def is_cued(self) -> bool:
        """Say whether there is a cue of furniture."""
        return any(cue.startswith("cue:") for cue in self.cues)


def label_candidates(candidates: Sequence[Candidate], facts: PageFacts) -> list[Label]:
    """Label the blocks of a page that may be its article, in their order."""
    seen = [_look(c) for c in candidates]
    _forgive_hints(seen)
    keep = [_keeps(s, facts) for s in seen]
    _restore_lists(seen, keep)
    before = list(keep)
    for rule in (_drop_lists_of_links, _drop_edges):
        rule(seen, keep, facts)
        if _words(seen, before) - _words(seen, keep) > _MOST_DROPPED * _words(seen, before):
            keep = before  # lists and links are what this page is about
        before = list(keep)
    _take_in(seen, keep)
    _drop_empty_headings(seen, keep)
    labels: list[Label] = ["article" if k else _aside(s) for s, k in zip(seen, keep, strict=True)]
    return _name_headline(seen, labels, facts.title)


def _look(candidate: Candidate) -> _Seen:
    text = candidate.text
    block = candidate.block
    return _Seen(
        candidate,
        text,
        candidate.last - candidate.first,
        block.share(LINK),
        block.share(HINTED) > 0.5,
        block.tag in ("h1", "h2", "h3", "h4", "h5", "h6") or block.share(HEADING) > 0.5,
        is_ended(text),
        block.share(CAPTION) > 0.5,
    )


def _forgive_hints(seen: Sequence[_Seen]) -> None:
    """Where class names call most of the extracted words furniture, they mean something else on this page."""
    taken = [s for s in seen if s.candidate.is_extracted]
    if sum(s.words for s in taken if s.hinted) > 0.4 * sum(s.words for s in taken):
        for s in seen:
            s.hinted = False


def _keeps(s: _Seen, facts: PageFacts) -> bool:
    if not s.candidate.is_extracted:
        return False
    stated = facts.body and len(s.text) > 30 and "".join(s.text.split()) in _flat(facts.body)
    if stated or s.candidate.chance > _SURE:
        return True
    if s.is_caption and s.words < _LONG:
        return False
    if "credit:reporting" in s.aside or ("credit:photo" in s.aside and s.words < 15):
        return False
    if is_quoted(s.text) and s.is_sentence:
        return True
    if _is_doubtful(s) and _STRONG & s.cues and _bears_out(s):
        return False
    if s.link > 0.9 and not s.is_sentence and s.words > 2 and not s.is_heading and s.hinted:
        return False
    return not (s.hinted and not s.is_sentence and s.words < 12 and (s.is_cued or s.link > 0.3))


def _is_doubtful(s: _Seen) -> bool:
    """Say whether a block's size, markup or manner of speaking would bear out a strong cue."""
    return s.words <= _LONG and (s.words < 10 or s.is_marked or addresses_reader(s.text))


def _bears_out(s: _Seen) -> bool:
    """Say whether the cues of a doubtful block are such as are believed of it."""
    if s.is_sentence and not s.is_marked and not _PLAIN & s.cues:
        return False
    return s.words < 10 or s.is_marked or "cues:many" in s.cues


@functools.lru_cache(8)
def _flat(text: str) -> str:
    return "".join(text.split())


def _restore_lists(seen: Sequence[_Seen], keep: list[bool]) -> None:
    """Keep runs of extracted lines without links that were all dropped: results, dates, line-ups."""
    dropped = [s.candidate.is_extracted and not k and s.link < 0.5 for s, k in zip(seen, keep, strict=True)]
    at = 0
    for is_dropped, run in itertools.groupby(dropped):
        count = sum(1 for _ in run)
        if is_dropped and count > _LIST:
            keep[at : at + count] = [True] * count
        at += count


def _words(seen: Sequence[_Seen], keep: Sequence[bool]) -> int:
    return sum(s.words for s, k in zip(seen, keep, strict=True) if k)


def _drop_lists_of_links(seen: Sequence[_Seen], keep: list[bool], facts: PageFacts) -> None:
    """Drop runs of links, and what a furniture heading ("More:", "Don't miss") is followed by."""
    under = False
    for n, s in enumerate(seen):
        linked = s.link > 0.7 and not s.is_sentence
        if not s.candidate.is_extracted:
            continue
        if under and linked:
            keep[n] = False
        elif linked and n and seen[n - 1].link > 0.7 and not seen[n - 1].is_sentence:
            keep[n] = keep[n - 1] = False
        else:
            under = not s.is_sentence and bool({"cue:related", "cue:read_more"} & s.cues)


def _drop_edges(seen: Sequence[_Seen], keep: list[bool], facts: PageFacts) -> None:
    """Drop titles and standfirsts before the first paragraph, and scraps behind the last."""
    firm = [n for n, s in enumerate(seen) if keep[n] and s.is_sentence and not s.is_heading]
    if not firm:
        return
    title, description = fold(facts.title or ""), fold(facts.description or "")
    opening = seen[: firm[0] + 1] if sum(keep[: firm[0]]) < _CONTENT else ()
    for n, s in enumerate(opening):
        folded = fold(s.text)
        is_title = bool(title) and (folded == title or (s.is_heading and n < firm[0]))
        is_standfirst = bool(description) and s.is_heading and folded[:80] == description[:80]
        if is_title or is_standfirst or (n < firm[0] and not s.is_sentence and s.words < 15):
            keep[n] = False
    tail = [n for n in range(firm[-1] + 1, len(seen)) if keep[n]]
    for n in tail if len(tail) < _CONTENT else ():
        s = seen[n]
        bare = s.link < 0.3 and not s.hinted and not s.is_cued
        listed = s.candidate.block.share(LIST) > 0 or s.candidate.block.tag in ("td", "th")
        keep[n] = (listed and s.words > 2) or s.is_ended or (bare and len(tail) >= _LIST)


def _take_in(seen: Sequence[_Seen], keep: list[bool]) -> None:
    """Take in what the extractor left out between kept paragraphs: subheads and plain paragraphs."""
    kept = [n for n, k in enumerate(keep) if k]
    if not kept:
        return
    for n in range(kept[0] + 1, kept[-1]):
        s = seen[n]
        if s.candidate.is_extracted or s.hinted or s.link > 0.3 or not (keep[n - 1] and keep[n + 1]):
            continue
        if s.candidate.block.share(CAPTION) > 0 or not s.candidate.block.share(ARTICLE):
            continue
        is_subhead = s.is_heading and s.words > 1 and s.candidate.block.tag != "h1"
        keep[n] = (s.is_sentence or is_subhead) and not _STRONG & s.cues


def _drop_empty_headings(seen: Sequence[_Seen], keep: list[bool]) -> None:
    """Drop headings with nothing kept under them."""
    under = False
    for n in range(len(seen) - 1, -1, -1):
        if keep[n] and seen[n].is_heading and not under:
            keep[n] = False
        if keep[n]:
            under = True
        elif seen[n].is_heading:
            under = False


def _aside(s: _Seen) -> Label:
    """Name what is not the article: a caption, a credit, or furniture."""
    cues = s.aside
    if len(s.text) < 160 and any(cue.startswith("credit:") for cue in cues):
        return "credit"
    if s.words > 3 and (s.is_caption or any(cue.startswith("caption:") for cue in cues)):
        return "caption"
    return "credit" if s.is_caption else "furniture"


def _name_headline(seen: Sequence[_Seen], labels: list[Label], title: str | None) -> list[Label]:
    wanted = fold(title or "")
    for n, s in enumerate(seen):
        if wanted and fold(s.text) == wanted:
            labels[n] = "furniture" if "headline" in itertools.islice(labels, n) else "headline"
    return labels

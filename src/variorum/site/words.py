"""A report's words on a page: every value, source and cue marked, each leading to its claim."""

from collections.abc import Iterable

from variorum.marking import Piece, cut_words, marks_of
from variorum.markup import Html, join, tag
from variorum.model.record import Claim
from variorum.site.book import file_name

NAMES = {"value": "the words that give a value", "source": "who says it", "cue": "how it is said"}


def quote(text: str, claim: Claim) -> Html:
    """Write the sentence of a claim with its words marked."""
    pieces = cut_words(claim.sentence.of(text), marks_of(claim, claim.sentence))
    return tag("blockquote", [_mark(p, p.words) if p.marks else p.words for p in pieces], dir="auto")


def write_text(text: str, claims: Iterable[Claim]) -> Html:
    """Write a whole text; the first words of each claim carry its anchor `w-ID`, and lead to `c-ID`."""
    anchored: set[str] = set()
    parts: list[Html | str] = []
    for piece in cut_words(text, [mark for claim in claims for mark in marks_of(claim)]):
        if not piece.marks:
            parts.append(piece.words)
            continue
        values = [mark.id for mark in piece.marks if mark.kind == "value"]
        fresh = [id_ for id_ in values if id_ not in anchored]
        anchored.update(fresh)
        inside: Html | str = piece.words
        if values:
            inside = tag("a", piece.words, href=f"#c-{file_name(values[0])}")
        anchors = [tag("span", id=f"w-{file_name(id_)}", class_="anchor") for id_ in fresh]
        parts.append(join(anchors, _mark(piece, inside)))
    return tag("div", parts, class_="text", dir="auto")


def _mark(piece: Piece, inside: Html | str) -> Html:
    title = "; ".join(NAMES[kind] for kind in piece.kinds)
    return tag("mark", inside, class_=" ".join(piece.kinds), title=title)


LEGEND = tag(
    "p",
    "Marked: ",
    [tag("mark", words, class_=kind) for kind, words in NAMES.items()],
    class_="legend",
)

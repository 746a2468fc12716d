"""Words marked in their text, and small tables, as HTML for notebooks; everything is escaped."""

from collections.abc import Iterable, Sequence
from html import escape

from variorum.model.span import Span

_COLOURS = {"source": "#ffe08a", "cue": "#b7e4c7", "value": "#a8d0ff"}


def mark_words(text: str, marks: Iterable[tuple[Span, str]]) -> str:
    """Return `text` as HTML with each span marked and named; of overlapping marks the first to begin stays.

    >>> mark_words("ab<c", [(Span(1, 2), "value")])
    '<p style="white-space:pre-wrap">a<mark title="value" style="background:#a8d0ff">b</mark>&lt;c</p>'
    """
    parts, at = [], 0
    for span, kind in sorted(marks):
        if span.start < at:
            continue
        colour = _COLOURS.get(kind, _COLOURS["value"])
        parts.append(escape(text[at : span.start]))
        parts.append(
            f'<mark title="{escape(kind)}" style="background:{colour}">{escape(span.of(text))}</mark>'
        )
        at = span.end
    parts.append(escape(text[at:]))
    return f'<p style="white-space:pre-wrap">{"".join(parts)}</p>'


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a plain HTML table of escaped cells.

    >>> table(["a"], [["<b>"]])
    '<table><tr><th>a</th></tr><tr><td>&lt;b&gt;</td></tr></table>'
    """
    first = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in rows)
    return f"<table><tr>{first}</tr>{body}</table>"

"""Words with their marks as HTML: every character escaped, the marks at exactly theirs."""

from collections.abc import Iterable
from urllib.parse import quote

from markupsafe import Markup, escape

from variorum.marking import Mark, cut_words
from variorum.model.record import Claim

# Names of marks become classes; nothing else may.
KINDS = ("value", "source", "cue", "taken", "found", "here")


def marks_of(claim: Claim, *, shift: int = 0) -> list[Mark]:
    """Return what to mark of a claim: its sources, its cues, its value; `shift` is the start of the piece."""
    spans = [(link.source, "source") for link in claim.chain] + [(link.cue, "cue") for link in claim.chain]
    found = [Mark(s.start - shift, s.end - shift, kind, claim.id) for s, kind in spans if s is not None]
    found.append(Mark(claim.start - shift, claim.end - shift, "value", claim.id))
    return found + [Mark(m.start - shift, m.end - shift, "value", claim.id) for m in claim.more]


def mark_sentence(text: str, claim: Claim) -> Markup:
    """Return the sentence of a claim with its marks; words outside the sentence are not shown."""
    sentence = claim.sentence.of(text)
    return mark(sentence, marks_of(claim, shift=claim.sentence.start))


def mark(text: str, marks: Iterable[Mark], *, anchored: bool = False) -> Markup:
    """Return a text with marks; `anchored` gives the first words of each claim's value an address.

    >>> str(mark("a<b c", [Mark(2, 3, "value")]))
    'a&lt;<mark class="value">b</mark> c'
    """
    parts: list[Markup] = []
    named: set[str] = set()
    for piece in cut_words(text, marks):
        words = escape(piece.words)
        kinds = [k for k in KINDS if k in piece.kinds]
        if not kinds:
            parts.append(words)
            continue
        ids = ""
        values = [m.id for m in piece.marks if m.kind == "value" and m.id] if anchored else []
        for claim in values:
            if claim not in named:
                named.add(claim)
                parts.append(Markup('<a id="c-{}"></a>').format(claim))
        if values:
            ids = Markup(' data-claim="{}"').format(values[0])
        tag = "mark" if "value" in kinds or "found" in kinds else "span"
        parts.append(Markup('<{0} class="{1}"{2}>{3}</{0}>').format(tag, " ".join(kinds), ids, words))
    return Markup("").join(parts)


def live_address(url: str | None, words: str) -> str | None:
    """Return the address of the live page at some words, where it is one of the web.

    >>> live_address("https://a.example/x#y", "at least 12")
    'https://a.example/x#:~:text=at%20least%2012'
    """
    if url is None or not url.lower().startswith(("http://", "https://")):
        return None
    fragment = f"#:~:text={quote(words[:200], safe='')}" if words.strip() else ""
    return url.partition("#")[0].replace('"', "%22") + fragment.replace("-", "%2D")

"""Words with their marks as HTML: every character escaped, the marks at exactly theirs."""

from collections.abc import Iterable
from html import escape
from urllib.parse import quote

from markupsafe import Markup

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
    # Plain strings, each escaped here: a page has hundreds of pieces.
    parts: list[str] = []
    named: set[str] = set()
    for piece in cut_words(text, marks):
        words = escape(piece.words)
        there = {one.kind for one in piece.marks}
        kinds = [kind for kind in KINDS if kind in there]
        if not kinds:
            parts.append(words)
            continue
        claims = (
            list(dict.fromkeys(m.id for m in piece.marks if m.kind == "value" and m.id)) if anchored else []
        )
        parts += [f'<a id="c-{escape(claim)}"></a>' for claim in claims if claim not in named]
        named.update(claims)
        ids = f' data-claim="{escape(" ".join(claims))}"' if claims else ""
        tag = "mark" if "value" in there or "found" in there else "span"
        parts.append(f'<{tag} class="{" ".join(kinds)}"{ids}>{words}</{tag}>')
    return Markup("".join(parts))  # noqa: S704 - every part is escaped above


def live_address(url: str | None, words: str) -> str | None:
    """Return the address of the live page at some words, where it is one of the web.

    >>> live_address("https://a.example/x#y", "at least 12")
    'https://a.example/x#:~:text=at%20least%2012'
    """
    if url is None or not url.lower().startswith(("http://", "https://")):
        return None
    fragment = f"#:~:text={quote(words[:200], safe='')}" if words.strip() else ""
    return url.partition("#")[0].replace('"', "%22") + fragment.replace("-", "%2D")

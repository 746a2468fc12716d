"""When two source phrases name one voice, and which of them names it most fully."""

from collections.abc import Sequence
from dataclasses import replace

from variorum.analyse.attribution.describing import Description
from variorum.analyse.attribution.lexicon import load_source_words
from variorum.analyse.attribution.mentions import Mention
from variorum.model.span import Span

_SMALL = frozenset({"of", "the", "and", "for", "in", "on", "de", "s", "a", "an"})


def fullest_name(about: Description, source: Span, mentions: Sequence[Mention]) -> Description:
    """Return the fullest description that the page gives of this source.

    A surname finds the full name, a short name the long one, a definite description ("the company", "the
    former artist") what it points back to, an abbreviation its long form.
    """
    if about.is_named:
        best = _best([m.about for m in mentions if m.about.is_named and is_part(about, m.about)], about)
        return _joined(best, about)
    holder = None if about.anonymous or about.type not in ("person", "role") else _holder(about, mentions)
    if holder is not None:
        return fullest_name(holder.about, holder.span, [m for m in mentions if m.about.is_named])
    if about.is_definite and not about.anonymous:
        back = _pointed(about, source, mentions)
        if back is not None:
            return (
                fullest_name(back.about, back.span, [m for m in mentions if m.about.is_named])
                if back.about.is_named
                else back.about
            )
    return about


def _best(candidates: Sequence[Description], about: Description) -> Description:
    longest = about
    for other in candidates:
        if len(other.name) > len(longest.name) and len(other.key) <= 8:
            longest = other
    return longest


def _joined(best: Description, about: Description) -> Description:
    kind = best.type if best.type != "unknown" else about.type
    if about.type == "person" and best.type != "person" and len(about.key) > 1:
        kind = "person"
    return replace(best, type=kind, principal=best.principal or about.principal)


def same_name(a: Description, b: Description) -> bool:
    """Say whether two fullest descriptions are one voice; unnamed indefinite ones never are."""
    if a.is_named and b.is_named:
        return a.key == b.key or is_part(a, b) or is_part(b, a)
    if a.is_named != b.is_named or a.anonymous != b.anonymous:
        return False
    if a.anonymous and a.type in ("person", "role") and a.head not in load_source_words().hidden:
        return a == b and a.is_definite
    return a.key == b.key and bool(a.key)


def is_part(short: Description, long: Description) -> bool:
    """Say whether a name is a short form of another: a surname, a word of a body's name, its initials."""
    a, b = _bare(short.key), _bare(long.key)
    if not a or not b or len(a) > len(b):
        return False
    if a == b:
        return True
    if long.type == "person" or short.type == "person":
        bodies = load_source_words().organisations | load_source_words().outlets
        if bodies & {*a, *b}:
            return len(a) > 1 and _contains(b, a)
        return (
            (a[-1] == b[-1]
            and (len(a) == 1 or _contains(b, a) or _initials_agree(a, b)))
            or (len(a) == 1 and a[0] == b[0] and len(b) > 1)
        )
    return _contains(b, a) or is_abbreviation(short.name, long.name)


def _initials_agree(a: Sequence[str], b: Sequence[str]) -> bool:
    return len(a[0]) == 1 and a[0] == b[0][:1]


def is_abbreviation(short: str, long: str) -> bool:
    """Say whether capitals are the initials of a name.

    >>> is_abbreviation("NIS", "National Intelligence Service")
    True
    """
    letters = short.replace(".", "")
    if not (2 <= len(letters) <= 6 and letters.isupper()):
        return False
    words = [w for w in long.replace("-", " ").split() if w[:1].isupper()]
    initials = "".join(w[0] for w in words)
    return initials == letters or initials.endswith(letters)


def _bare(key: Sequence[str]) -> tuple[str, ...]:
    courtesy = load_source_words().courtesy
    words = load_source_words().titles
    kept = tuple(w for w in key if w not in courtesy and w not in _SMALL)
    while len(kept) > 1 and kept[0] in words:
        kept = kept[1:]
    return kept or tuple(key)


def _contains(long: Sequence[str], short: Sequence[str]) -> bool:
    n = len(short)
    return any(tuple(long[i : i + n]) == tuple(short) for i in range(len(long) - n + 1))


def _pointed(about: Description, source: Span, mentions: Sequence[Mention]) -> Mention | None:
    words = load_source_words()
    before = [m for m in mentions if m.span.end <= source.start]
    if len(about.key) == 1 and not any(m.about.head == about.head for m in before):
        # A headline says "union" or "coroner" before the body says which.
        full = next((m for m in mentions if m.about.is_named and m.about.key[-1:] == about.key), None)
        if full is not None:
            return full
    if about.type in ("organisation", "outlet", "document"):
        for m in reversed(before):
            if m.about.head == about.head or about.key[-1:] == m.about.key[-1:]:
                return m if m.about.is_named or len(m.about.name) > len(about.name) else None
        if len(about.key) > 1 or about.head in words.trades:
            return None
        if about.head in words.generic:
            near = [
                m
                for m in before
                if m.about.is_named and m.about.type in ("organisation", "outlet", "unknown")
            ]
            return near[-1] if near else None
        return None
    if _is_biographical(about):
        near = [
            m for m in before if (m.about.is_named and m.is_person) or (m.about.anonymous and m.about.is_named)
        ]
        return near[-1] if near else None
    return _same_person_noun(about, source, before)


def _holder(about: Description, mentions: Sequence[Mention]) -> Mention | None:
    # "the coroner, Dr Edda Fisk" and "coroner Edda Fisk" say whose office it is; more words must agree too.
    for m in mentions:
        if not m.about.is_named or m.about.type not in ("person", "unknown", "organisation"):
            continue
        if m.head.dep_ == "appos":
            office = m.head.head
            told = {t.lower_ for t in office.subtree if t.i < m.head.left_edge.i} | {office.lemma_.lower()}
        else:
            office = None
            told = {t.lower_ for t in m.head.lefts if t.dep_ in ("compound", "amod", "nmod")}
            told = {w for w in told if w not in m.about.key}
        if about.head in told and set(about.key) <= told | {about.head}:
            return m
    return None


def _is_biographical(about: Description) -> bool:
    return bool(load_source_words().life & set(about.key)) or any(part.isdigit() for part in about.key)


def _same_person_noun(about: Description, source: Span, before: Sequence[Mention]) -> Mention | None:
    # "the soldier said": the soldier who spoke or was told of first, where the words add nothing new.
    if about.type not in ("person", "role") or not about.head:
        return None
    same = [
        m
        for m in before
        if m.about.head == about.head
        and not m.is_plural
        and set(about.key) <= set(m.about.key) | {about.head}
    ]
    return next((m for m in same if m.about.anonymous or m.about.is_named), None)

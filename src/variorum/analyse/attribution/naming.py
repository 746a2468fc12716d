"""When two source phrases name one voice, and which of them names it most fully."""

import bisect
from collections.abc import Sequence
from dataclasses import replace

from variorum.analyse.attribution.describing import Description
from variorum.analyse.attribution.lexicon import load_source_words
from variorum.analyse.attribution.mentions import Mention
from variorum.analyse.attribution.offices import offices_of
from variorum.analyse.attribution.same_person import same_person
from variorum.analyse.attribution.short_forms import SMALL, bare_words, is_part
from variorum.data.offices import held_by_one
from variorum.model.span import Span

_SOON = 600  # characters after "a bishop" in which he is named
_MOST = 120  # mentions that one name is compared with
_LONGEST_SHORT = 10  # letters of an abbreviation


class NameIndex:
    """The mentions of a page by their words, so that a name is compared with its like alone."""

    def __init__(self, mentions: Sequence[Mention]) -> None:
        self._mentions = mentions
        self._ends = [m.span.end for m in mentions]
        self._by_word: dict[str, list[Mention]] = {}
        self._held: dict[str, list[Mention]] = {}
        self._short_for: dict[str, Mention] = {}
        for m in mentions:
            initials = _initials(m.about.name) if m.about.is_named else ""
            for word in {*m.about.key, initials}:
                self._by_word.setdefault(word, []).append(m)
            if m.about.is_named and (short := _in_brackets(m)):
                self._short_for.setdefault(short, m)
            for office in offices_of(m):
                self._held.setdefault(office, []).append(m)

    def sharing(self, about: Description) -> list[Mention]:
        """Return mentions that share a word with a name, or have it for initials, in order."""
        found = {id(m): m for word in about.key for m in self._by_word.get(word, ())[:_MOST]}
        return sorted(found.values(), key=lambda m: m.span)

    def long_form(self, about: Description) -> Mention | None:
        """Return the mention behind which an abbreviation stands in brackets: "the Front (FPL)"."""
        return self._short_for.get(about.name.replace(".", "")) if len(about.key) == 1 else None

    def held(self, office: str) -> list[Mention]:
        """Return the named mentions that are said to hold an office."""
        return self._held.get(office, [])[:_MOST]

    def offices(self, about: Description) -> tuple[str, ...]:
        """Return the words by which the page calls a named person's office; () for one that many hold."""
        if not about.is_named or about.type != "person":
            return ()
        own = (m for m in self.sharing(about) if m.about.is_named and m.about.key == about.key)
        words = sorted({word for m in own for word in offices_of(m) if word.isalpha() and word not in SMALL})
        return tuple(words) if held_by_one() & set(words) else ()

    def before(self, source: Span) -> Sequence[Mention]:
        """Return the last mentions before a source."""
        at = bisect.bisect_right(self._ends, source.start)
        return self._mentions[max(0, at - _MOST) : at]


def _initials(name: str) -> str:
    capitals = [word[0] for word in name.replace("-", " ").split() if word[:1].isupper()]
    return "".join(capitals).lower()


def _in_brackets(mention: Mention) -> str:
    doc = mention.head.doc
    at, end = mention.head.i + 1, len(doc)
    while at < end and doc[at].idx < mention.span.end:
        at += 1
    if at + 2 >= end or doc[at].text not in ("(", "[") or doc[at + 2].text not in (")", "]"):
        return ""
    short = str(doc[at + 1].text).replace(".", "")
    is_short = (
        2 <= len(short) <= _LONGEST_SHORT and short[:1].isupper() and sum(c.isupper() for c in short) > 1
    )
    return short if is_short and len(mention.about.key) > 1 else ""


def fullest_name(about: Description, source: Span, names: NameIndex) -> Description:
    """Return the fullest description that the page gives of this source.

    A surname finds the full name, a short name the long one, a definite description ("the company", "the
    former artist") what it points back to, an abbreviation its long form.
    """
    if about.is_named and (behind := names.long_form(about)) is not None:
        return behind.about
    if about.is_named:
        bearers = [m for m in names.sharing(about) if m.about.is_named and is_part(about, m.about)]
        alike = [m.about for m in bearers]
        best = _nearest_bearer(bearers, about, source) or _best(alike, about)
        kinds = {other.type for other in (about, *alike) if other.key in (best.key, about.key)}
        # One "paratrooper" or "Mr" before the name outweighs what the tagger of names takes it for.
        return replace(
            best,
            type="person" if "person" in kinds else best.type if best.type != "unknown" else about.type,
            principal=best.principal or about.principal,
        )
    if len(about.key) == 1 and about.name[:1].isupper():
        # "Sellers also said": a surname that looks like a plural.
        known = is_common(about.head)
        bearers = [m for m in names.sharing(about) if _bears(m, about, first=not known)]
        bearers = [m for m in bearers if m.about.type == "person" or not known]
        if bearers and (nearest := [m for m in bearers if m.span.end <= source.start]):
            return nearest[-1].about
    back = points_to(about, source, names)
    if back is None:
        return about
    return fullest_name(back.about, back.span, names) if back.about.is_named else back.about


def points_to(about: Description, source: Span, names: NameIndex) -> Mention | None:
    """Return the mention that an unnamed source points to: the holder of its office, or its antecedent."""
    if about.is_named:
        return None
    if about.anonymous and not (about.is_definite and about.is_plural):
        return _named_next(about, source, names)
    is_body = about.head in load_source_words().trades  # "police" are not "a police spokesman, Ugo Tarra"
    if about.type in ("person", "role") or (about.is_definite and not is_body):
        holder = _holder(about, names)
        if holder is not None:
            return holder
    return _pointed(about, source, names) if about.is_definite else None


def _named_next(about: Description, source: Span, names: NameIndex) -> Mention | None:
    """Return who is named right after a holder of an office: "a bishop told the paper. Bishop Kunda said"."""
    if about.is_plural or about.type not in ("person", "role") or about.head not in held_by_one():
        return None
    holders = [m for m in names.held(about.head) if m.is_person and m.is_subject]
    later = [m for m in holders if 0 < m.span.start - source.end < _SOON]
    one = len({m.about.key[-1] for m in holders}) == 1
    return later[0] if later and one and later[0].about.is_named else None


def _best(candidates: Sequence[Description], about: Description) -> Description:
    longest = about
    for other in candidates:
        if len(other.name) > len(longest.name) and len(other.key) <= 8:
            longest = other
    return longest


def _nearest_bearer(bearers: Sequence[Mention], about: Description, source: Span) -> Description | None:
    """Return the one last named before a surname that several bear: "Derrick Hale is in shock. Hale said"."""
    full = [m for m in bearers if _bears(m, about)]
    if len({bare_words(m.about.key) for m in full}) < 2:
        return None
    before = [m for m in full if m.span.end <= source.start]
    return (before[-1] if before else full[0]).about


def is_common(word: str) -> bool:
    """Say whether a word is a noun for persons, bodies or papers, which may begin a sentence."""
    words = load_source_words()
    groups = (words.persons, words.titles, words.trades, words.hidden, words.organisations, words.outlets)
    return any(word in group for group in (*groups, words.documents, words.rumours, words.generic))


def _bears(mention: Mention, about: Description, *, first: bool = False) -> bool:
    # A name of two words or more that ends in the one given, or begins with it.
    if len(about.key) > 1 or len(mention.about.key) < 2 or not mention.about.is_named:
        return False
    words = load_source_words()
    ends = mention.about.key[-1] == about.key[0] or (first and mention.about.key[0] == about.key[0])
    return ends and not any(k in words.organisations or k in words.outlets for k in mention.about.key)


def _pointed(about: Description, source: Span, names: NameIndex) -> Mention | None:
    before = names.before(source)
    if len(about.key) == 1 and not any(m.about.head == about.head for m in before):
        # A headline says "union" or "coroner" before the body says which.
        full = next(
            (m for m in names.sharing(about) if m.about.is_named and m.about.key[-1:] == about.key), None
        ) or next((m for m in names.sharing(about) if _is_fuller(m, about, source)), None)
        if full is not None:
            return full
    if about.type in ("organisation", "outlet", "document"):
        for m in reversed(before):
            if m.about.head == about.head or about.key[-1:] == m.about.key[-1:]:
                if not set(about.key) <= {*m.about.key, m.about.head, *load_source_words().kinds}:
                    continue  # "the regional health service" is not the civil protection service
                return m if m.about.is_named or len(m.about.name) > len(about.name) else None
        if is_generic(about):
            near = [
                m
                for m in before
                if m.about.is_named
                and m.about.type in ("organisation", "outlet", "unknown")
                and not _is_place(m)
                and not _is_held(m)
                and not _stands_in(m)
            ]
            return near[-1] if near else None
        return None
    if _is_biographical(about) and not _is_told_of(about, before):
        near = [
            m for m in before if m.about.is_named and (m.is_person or m.about.anonymous or m.may_be_person)
        ]
        people = [m for m in near if not _is_place(m)]
        people = people or [m for m in near if m.head.ent_type_ not in ("GPE", "LOC", "FAC")]
        people = [m for m in people if not _stands_in(m)]
        people = people or [
            m for m in before if m.about.is_named and m.about.type == "unknown" and len(m.about.key) == 2
        ]
        return people[-1] if people else None
    return same_person(about, source, before, names.sharing(about))


def _is_fuller(mention: Mention, about: Description, source: Span) -> bool:
    # "Union says": "the glassmakers' union" of the body.
    return (
        mention.span.start > source.end
        and mention.about.head == about.head
        and mention.about.is_definite
        and len(mention.about.key) > 1
    )


def is_generic(about: Description) -> bool:
    """Say whether a description may point to any body named before: "the company", "the family firm".

    A word more before it says what kind, not which; two or more, or one that is a body's, say which.
    """
    words = load_source_words()
    if about.head not in words.generic or about.key[-1:] != (about.head,) or len(about.key) > 2:
        return False
    return len(about.key) == 1 or about.key[0] in words.kinds


def is_generic_head(word: str) -> bool:
    """Say whether a noun may stand for any body named before: "company", "group"."""
    return word in load_source_words().generic


def _is_place(mention: Mention) -> bool:
    # "At Kell Square", "the mayor of Ostra Springs": no company that could be meant.
    head = mention.head
    if head.dep_ != "pobj":
        return False
    office = head.head.head.lemma_.lower()
    return head.ent_type_ in ("GPE", "LOC", "FAC") or office in load_source_words().titles


def _stands_in(mention: Mention) -> bool:
    # "A death in Orvan": no person, whatever the name may be.
    first = mention.head.left_edge
    return bool(first.i > 0 and first.nbor(-1).lower_ == "in")


def _is_held(mention: Mention) -> bool:
    # "The Sons of Dawn": Dawn is no body of its own.
    head = mention.head
    return bool(head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.pos_ == "PROPN")


def _holder(about: Description, names: NameIndex) -> Mention | None:
    # The one who is said to hold the office; every word of the description must agree.
    # "Police" are no man of whom they tell; a name that "operator" stands before may be anything.
    bodies = about.type == "organisation" and not is_generic_head(about.head)
    for m in names.held(about.head):
        if bodies and m.about.type == "person":
            continue
        if set(about.key) <= offices_of(m) | {about.head}:
            return m
    return None


def _is_told_of(about: Description, before: Sequence[Mention]) -> bool:
    """Say whether a relative was brought in as herself: "she met the victim's mother. The mother said".

    Only a bare noun ("the mother") is taken for her; "the mother of two" is a description of anybody.
    """
    if len(about.key) != 1 or about.head not in load_source_words().persons:
        return False
    same = [m for m in before if m.about.head == about.head and not m.about.is_named]
    return bool(same) and not any(m.span.start > same[-1].span.start for m in before if _is_who(m))


def _is_who(mention: Mention) -> bool:
    return mention.about.is_named and mention.is_person


def _is_biographical(about: Description) -> bool:
    owned = "'s " in about.name or "\u2019s " in about.name
    if owned or about.name.partition(" ")[0].lower() in ("his", "her", "their", "its", "my", "our"):
        return False  # "the boy's mother" is somebody else, "his grandmother" too
    life = load_source_words().life
    told = bool(life & set(about.key)) or any(part.isdigit() for part in about.key)
    return told or not life.isdisjoint(about.name.lower().split())  # "the one-time milkman"

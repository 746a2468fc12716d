"""Whom a pronoun points back to, among those who spoke and those who were mentioned."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from variorum.analyse.attribution.describing import Description
from variorum.analyse.attribution.lexicon import load_source_words
from variorum.analyse.attribution.mentions import Mention
from variorum.analyse.attribution.quotes import QuoteMap
from variorum.analyse.page import Page
from variorum.analyse.participants.lexicon import people_words
from variorum.model.span import Span


@dataclass(frozen=True, slots=True)
class Spoken:
    """One who spoke before: the find, the words for the source, and how they stand.

    `is_around` where that find holds the words that are asked about, `is_inner` where another
    speaker holds it.
    """

    find: int
    words: Span
    about: Description
    is_around: bool
    is_inner: bool


_FAR = 8  # sentences back that a pronoun may reach
_MOST = 80  # mentions back that it may reach
_RELATIVE = 60  # characters between a noun and its relative pronoun


class Surroundings:
    """What stands before a word: mentions, sentences, quotations, each found without a search of the page."""

    def __init__(self, page: Page, mentions: Sequence[Mention], quotes: QuoteMap) -> None:
        self.mentions, self.quotes = mentions, quotes
        self._ends = [m.span.end for m in mentions]
        self._sentences = [s.start for s in page.sentences]

    def before(self, offset: int) -> Sequence[Mention]:
        """Return the last mentions that end before `offset`."""
        at = bisect.bisect_right(self._ends, offset)
        return self.mentions[max(0, at - _MOST) : at]

    def after(self, offset: int) -> Sequence[Mention]:
        """Return the next mentions that end behind `offset`."""
        at = bisect.bisect_right(self._ends, offset)
        return self.mentions[at : at + _MOST]

    def sentence(self, offset: int) -> int:
        """Return the number of the sentence that holds `offset`."""
        return bisect.bisect_right(self._sentences, offset) - 1


def point_back(
    around: Surroundings, pronoun: Any, spoken: Sequence[Spoken], own: Sequence[Span] = ()
) -> int | Mention | None:
    """Return the find whose speaker the pronoun means, or the mention it points to, or None.

    Sentence by sentence backwards, a speaker first, then a subject, then any fitting mention. Inside a
    quotation the one who is quoted is never "he"; a lawyer's "she" is the client. `own` is what the pronoun
    itself says, in which it is not found ("the man was held, he said").
    """
    kind = load_source_words().pronouns.get(pronoun.lower_, "person")
    before = around.before(pronoun.idx)
    if pronoun.tag_ in ("WP", "WDT", "WP$"):
        near = [m for m in before if pronoun.idx - m.span.end < _RELATIVE and _may_be_whose(m, pronoun)]
        return _before_aside(near) if near else None
    home = around.sentence(pronoun.idx)
    quote = around.quotes.around(pronoun.idx)
    fits = [m for m in before if home - m.sentence <= _FAR and _fits(m, kind, pronoun)]
    fits = [m for m in fits if not any(piece.covers(m.span) for piece in own)]
    said = [x for x in spoken if x.words.end <= pronoun.idx and _suits(x.about, kind)]
    said = [x for x in said if not _is_other_sex(x.about, pronoun)]
    if quote is None:
        fits = [m for m in fits if around.quotes.around(m.span.start) is None] or fits
        said = [x for x in said if around.quotes.around(x.words.start) is None]
    else:
        inside = [m for m in fits if quote.start <= m.span.start]
        if inside:
            return _pick(inside)
        said = [x for x in said if not x.is_around]
        speakers = [x.words for x in spoken if x.is_around]
        fits = [m for m in fits if not any(m.span.overlaps(speaker) for speaker in speakers)]
    for back in range(home, max(-1, home - _FAR - 1), -1):
        found = _in_sentence(
            [x for x in said if around.sentence(x.words.start) == back],
            [m for m in fits if m.sentence == back],
            is_home=back == home,
        )
        if found is not None:
            return found
    if kind in ("person", "thing") and quote is None:
        # Nobody known for a person or body: a bare name then, whatever the tagger of names took it for.
        bare = [m for m in before if home - m.sentence <= 1 and _fits(m, kind, pronoun, loose=True)]
        return bare[-1] if bare else None
    return None


def _before_aside(near: Sequence[Mention]) -> Mention:
    # "It was somebody at the desk, a temp of three weeks, who": not the description between the commas.
    last = near[-1]
    first = last.head.left_edge
    if last.about.is_named or first.lower_ not in ("a", "an") or first.i == 0 or first.nbor(-1).text != ",":
        return last
    before = [m for m in near[:-1] if 0 <= last.span.start - m.span.end <= _RELATIVE and m.is_person]
    return before[0] if before else last


def _may_be_whose(mention: Mention, pronoun: Any) -> bool:
    # No paper is a "who"; "arms of Soviet make, which confirms that" and "in San Varo, which" name nobody.
    if pronoun.lower_ == "who":
        return mention.about.type != "document" and mention.head.dep_ != "poss"
    if pronoun.lower_ != "which":
        return True
    is_place = mention.head.ent_type_ in ("GPE", "LOC", "FAC") and mention.head.dep_ == "pobj"
    return not is_place and (mention.about.is_named or mention.about.type != "unknown")


def named_ahead(around: Surroundings, pronoun: Any) -> Mention | None:
    """Return the person named behind "her", where nobody before can be meant: "her insistence that it was
    sealed did the premier, Ada Voss, little good".
    """
    home = around.sentence(pronoun.idx)
    later = (m for m in around.after(pronoun.idx) if m.sentence == home)
    return next((m for m in later if m.about.is_named and m.is_person), None)


def _in_sentence(said: Sequence[Spoken], here: Sequence[Mention], *, is_home: bool) -> int | Mention | None:
    if not said:
        return _pick(here) if here else None
    client = next((m for m in here if _is_client(m)), None)
    if client is not None and said[-1].words.start <= client.span.start:
        return client
    outer = [x for x in said if x.is_around] or said
    if not is_home:
        # "A guard told us that the commander had ordered it. He said": the guard.
        outer = [x for x in outer if not x.is_inner] or outer
    return outer[-1].find


def _pick(here: Sequence[Mention]) -> Mention:
    subjects = [m for m in here if m.is_subject]
    named = [m for m in subjects if m.about.is_named]
    return (
        (named or subjects or list(here))[-1]
        if subjects
        else next((m for m in here if m.about.is_named), here[-1])
    )


def _is_client(mention: Mention) -> bool:
    owner = mention.head
    if owner.dep_ == "pobj" and owner.head.lower_ in ("for", "of") and mention.is_person:
        return owner.head.head.lemma_.lower() in load_source_words().lawyers  # "counsel for Mrs Dray"
    return bool(
        owner.dep_ == "poss"
        and mention.is_person
        and owner.head.lemma_.lower() in load_source_words().lawyers
    )


def _fits(mention: Mention, kind: str, pronoun: Any, *, loose: bool = False) -> bool:
    if kind != "person" and mention.head.ent_type_ in ("GPE", "LOC", "FAC") and not mention.is_subject:
        return False  # "in Plovdiv": no "they" that could speak
    if kind == "thing":
        kinds = ("organisation", "outlet", "document")
        if loose and mention.is_subject and mention.about.is_named and mention.sex is None:
            return (
                not mention.is_plural or mention.head.tag_ == "NNPS"
            )  # a body that the tagger of names took for something else
        return not mention.is_plural and mention.about.type in kinds
    if kind == "many":
        return mention.is_plural or mention.about.type in ("organisation", "outlet")
    if not mention.is_person and not (mention.may_be_person or (loose and mention.is_bare_name)):
        return False
    return mention.sex in (None, people_words().sex_of_pronoun(pronoun.lower_))


def _suits(about: Description, kind: str) -> bool:
    if kind == "thing":
        return about.type in ("organisation", "outlet", "document", "unknown")
    if kind == "many":
        return about.type != "document"
    is_many = about.is_plural or (not about.is_named and about.head in load_source_words().collective)
    return about.type in ("person", "role", "unknown") and not is_many


def _is_other_sex(about: Description, pronoun: Any) -> bool:
    # "Wolf Kern's widow says that he": not the widow.
    if about.is_named or about.type not in ("person", "role"):
        return False
    sexes = {people_words().sex_of(about.head), people_words().sex_of_pronoun(pronoun.lower_)}
    return sexes == {"male", "female"}

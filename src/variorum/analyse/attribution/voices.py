"""Sources made into voices: names and descriptions, pronouns and short names, bodies and their spokesmen."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from variorum.analyse.attribution.describing import (
    Description,
    describe,
    is_able_to_speak,
    is_nobodys_speaker,
)
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.headlines import content_words, find_title
from variorum.analyse.attribution.kin import named_after
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.mentions import Mention, find_mentions
from variorum.analyse.attribution.naming import (
    NameIndex,
    fullest_name,
    is_common,
    is_generic,
    is_generic_head,
    points_to,
)
from variorum.analyse.attribution.phrase import noun_phrase, walk_up
from variorum.analyse.attribution.pointing import Spoken, Surroundings, named_ahead, point_back
from variorum.analyse.attribution.quotes import QuoteMap
from variorum.analyse.attribution.short_forms import same_name
from variorum.analyse.page import Page
from variorum.model.analysis import LocalVoice
from variorum.model.span import Span, hull

_RECENT = 40  # finds back among which a pronoun looks for its speaker
_TOLD = 3  # finds after the headline among which its source is sought
_ALIKE = 20  # voices with one word in common that a name is compared with
_MARKS = " ,.!?\"'\u2018\u2019\u201c\u201d"
_SHARED = 2  # words that a headline and what it sums up have in common
_SHORT = 3  # letters of "I", "we"
_WORDED = 12  # letters of a quotation that two places share by no chance
PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WDT", "WP$"})


@dataclass(slots=True)
class Draft:
    """A voice in the making."""

    about: Description
    mentions: list[Span] = field(default_factory=list)
    speaks_for: int | None = None


@dataclass(frozen=True, slots=True)
class Voices:
    """The voices of a page, and for each find the index of its voice and what its source words say."""

    voices: tuple[LocalVoice, ...]
    of: tuple[int, ...]
    abouts: tuple[Description | None, ...]


def resolve_voices(
    page: Page, finds: Sequence[Find], parents: Sequence[int | None], quotes: QuoteMap
) -> Voices:
    """Give every find a voice; finds whose source words mean one voice share it.

    An attribution without a source has an anonymous voice of its own, named by its cue.
    """
    return _Resolver(page, finds, parents, quotes).run()


class _Resolver:
    """One pass over the finds of a page, in the order of their sources."""

    def __init__(
        self, page: Page, finds: Sequence[Find], parents: Sequence[int | None], quotes: QuoteMap
    ) -> None:
        self.page, self.finds, self.parents = page, finds, parents
        mentions = find_mentions(page)
        self.names = NameIndex(mentions)
        self.around = Surroundings(page, mentions, quotes)
        self.title = find_title(page)
        self.known = {mention.span: mention.about for mention in mentions}
        self.drafts: list[Draft] = []
        self.of: dict[int, int] = {}
        self.by_mention: dict[Span, int] = {}
        self.by_start: dict[int, int] = {}
        self.by_word: dict[str, list[int]] = {}

    def run(self) -> Voices:
        """Resolve all finds."""
        for i in range(len(self.finds)):
            self._voice(i)
        for kin, named in named_after(self.around, self.page.text, self.drafts).items():
            self.drafts[named].mentions += self.drafts[kin].mentions
            self.of.update({i: named for i, voice in self.of.items() if voice == kin})
        for draft in list(self.drafts):
            if draft.about.principal is not None:
                body = self._principal(draft.about.principal)
                if self.drafts[body] is not draft:
                    draft.speaks_for = body
            elif (body_near := self._body_before(draft)) is not None:
                draft.speaks_for = body_near
        voices = tuple(
            LocalVoice(
                name=d.about.name,
                type=d.about.type,
                anonymous=d.about.anonymous,
                mentions=tuple(sorted(set(d.mentions))),
                speaks_for=d.speaks_for,
                offices=self.names.offices(d.about),
            )
            for d in self.drafts
        )
        abouts = tuple(self._about(find.source) if find.source is not None else None for find in self.finds)
        return Voices(voices, tuple(self.of[i] for i in range(len(self.finds))), abouts)

    def _about(self, source: Span) -> Description:
        if source not in self.known:
            self.known[source] = describe(self.page, source)
        return self.known[source]

    def _body_before(self, draft: Draft) -> int | None:
        """Return the body whose doing a spokesman tells who is nobody's by name: "police have arrested
        a man, a spokesman, Wilmer Paz, said".
        """
        first = min(draft.mentions).start
        held = [m for m in self.around.before(first + 1) if m.sentence == self.around.sentence(first)]
        tokens = self.page.tokens(min(draft.mentions))
        if draft.about.type not in ("person", "role") or not is_nobodys_speaker(tokens):
            return None
        acting = [m for m in held if m.is_subject and m.span.end <= first]
        bodies = [m for m in acting if m.about.type == "organisation" and not m.about.anonymous]
        return self._named(bodies[0].span, bodies[0].about) if bodies else None

    def _principal(self, source: Span) -> int:
        """Return the voice for whom a spokesman speaks; "their" and "its" are whom they point back to."""
        tokens = self.page.tokens(source)
        if len(tokens) == 1 and tokens[0].tag_ in PRONOUNS:
            pointed = point_back(self.around, tokens[0], ())
            if isinstance(pointed, Mention):
                return self._named(pointed.span, pointed.about)
        return self._named(source, self._about(source))

    def _voice(self, i: int, depth: int = 0) -> int:
        if i in self.of:
            return self.of[i]
        find = self.finds[i]
        if (summed := self._headlined(i)) is not None:
            self.of[i] = self._voice(summed, depth + 1)
            self.drafts[self.of[i]].mentions.append(find.source or find.anchor)
            return self.of[i]
        if find.source is None:
            label = find.label or self._label(find)
            about = Description(label.of(self.page.text), "unknown", True, False, False, "", ())
            self.drafts.append(Draft(about, [label]))
            self.of[i] = len(self.drafts) - 1
            return self.of[i]
        tokens = self.page.tokens(find.source)
        if len(tokens) == 1 and tokens[0].tag_ in PRONOUNS:
            voice = self._pronoun(i, depth)
        else:
            voice = self._named(find.source, self._about(find.source))
        if find.source not in self.drafts[voice].mentions:
            self.drafts[voice].mentions.append(find.source)
        self.of[i] = voice
        return voice

    def _pronoun(self, i: int, depth: int) -> int:
        source = self.finds[i].source or Span(0, 0)
        token = self.page.tokens(source)[0]
        parent = self.parents[i]
        if (
            token.lower_ in ("i", "me", "my", "we", "us", "our", "myself")
            and parent is not None
            and depth < 8
        ):
            return self._voice(parent, depth + 1)
        behind = [
            other.source
            for other in self.finds[max(0, i - _ALIKE) : i + _ALIKE]
            if other.source is not None
            and other.passed_on_by is not None
            and other.passed_on_by == self.finds[i].cue
        ]
        pointed = point_back(self.around, token, self._spoken(i), [*self._own_words(i), *behind])
        if isinstance(pointed, int):
            return self.of[pointed]
        if isinstance(pointed, Mention):
            return self._named(pointed.span, pointed.about)
        if (held := _held_by(token)) is not None:
            return self._named(held, self._about(held))  # "crowds who believe": the crowds
        if token.tag_ == "PRP$" and (ahead := named_ahead(self.around, token)) is not None:
            return self._named(ahead.span, ahead.about)
        about = Description(source.of(self.page.text), "unknown", False, False, False, "", (token.lower_,))
        return self._add(about, source)

    def _headlined(self, i: int) -> int | None:
        """Return the find of the body whose source a headline's one word shortens: "Teachers: we'll walk out"
        over "the Teachers' League confirmed".
        """
        source = self.finds[i].source
        if source is None or self.title is None or not self.title.covers(source):
            return None
        if self.finds[i].by == "headline" and (again := self._quoted_again(i)) is not None:
            return again
        if (summed := self._summed_up(i)) is not None:
            return summed
        if (alone := self._one_who_speaks(i)) is not None:
            return alone
        words = [t for t in self.page.tokens(source) if t.is_alpha]
        if len(words) != 1 or words[0].pos_ == "PRON":
            return None
        forms = {words[0].lower_, words[0].lemma_.lower()}
        for j in range(i + 1, min(i + 1 + _TOLD, len(self.finds))):
            other = self.finds[j].source
            if other is None or other.start < self.title.end:
                continue
            named = [t for t in self.page.tokens(other) if t.is_alpha]
            shares = any(t.lower_ in forms or t.lemma_.lower() in forms for t in named)
            if len(named) > 1 and shares and not self._about(other).anonymous:
                return j
        return None

    def _summed_up(self, i: int) -> int | None:
        """Return the find that a headline sums up where its source may be the headline's: "Shots at gate, say
        witnesses" over what "two cyclists" said.
        """
        source = self.finds[i].source
        about = self._about(source) if source is not None else None
        if source is None or about is None or about.is_named or self.page.tokens(source)[0].pos_ == "PRON":
            return None
        told = content_words(self.page, hull(self.finds[i].content))
        for j in range(i + 1, min(i + 1 + _TOLD, len(self.finds))):
            other = self.finds[j].source
            if other is None or self.title is None or other.start < self.title.end:
                continue
            said = content_words(self.page, hull(self.finds[j].content))
            if len(told & said) >= _SHARED and _may_be(about, self._about(other)):
                return j
        return None

    def _one_who_speaks(self, i: int) -> int | None:
        """Return the find of the only person who speaks below a headline: "flood gran", "port chief"."""
        source = self.finds[i].source
        about = self._about(source) if source is not None else None
        if about is None or about.is_named or about.is_plural or about.type not in ("person", "role"):
            return None
        title_end = (self.title or Span(0, 0)).end
        below = [
            (j, other)
            for j in range(i + 1, min(i + 1 + _TOLD, len(self.finds)))
            if (other := self.finds[j].source) is not None and other.start >= title_end
        ]
        sole = [(j, other) for j, other in below if self._is_person(other)]
        if len({self._about(other).key[-1:] for _, other in sole}) == 1:
            return sole[0][0]
        pronouns = [j for j, other in below if other.of(self.page.text).lower() in ("he", "she")]
        return pronouns[0] if pronouns and not sole else None

    def _is_person(self, source: Span) -> bool:
        about = self._about(source)
        return about.is_named and about.type == "person" and len(about.key) > 0

    def _quoted_again(self, i: int) -> int | None:
        """Return the find of the body that has the headline's quotation: "'I held on': gran's ordeal"."""
        words = self.finds[i].content[0].of(self.page.text).strip(_MARKS)
        if len(words) < _WORDED:
            return None
        for j in range(i + 1, min(i + 1 + _ALIKE, len(self.finds))):
            other = self.finds[j]
            said = other.source is not None and other.source.start >= (self.title or other.source).end
            if said and any(words in piece.of(self.page.text) for piece in other.content):
                return j
        return None

    def _own_words(self, i: int) -> Sequence[Span]:
        # "Two people were arrested, they said": who is told of is not who says so.
        find = self.finds[i]
        own = [piece for piece in find.content if find.cue is None or piece.end <= find.cue.start]
        return own if find.by != "continued" else ()

    def _spoken(self, i: int) -> list[Spoken]:
        # The sources already resolved, with whether they are the speaker round this find.
        around = set()
        at = self.parents[i]
        while at is not None and at not in around:
            around.add(at)
            at = self.parents[at]
        recent = [
            Spoken(
                find=j,
                words=self.finds[j].source or self.finds[j].anchor,
                about=self.drafts[v].about,
                is_around=j in around,
                is_inner=self.parents[j] is not None and self.finds[j].passed_on_by is None,
            )
            for j, v in itertools.islice(reversed(self.of.items()), _RECENT)
            if (source := self.finds[j].source) is not None
            and not self._is_first_person(source)
            and (self.finds[j].passed_on_by is None or self.finds[j].passed_on_by != self.finds[i].cue)
        ]
        return recent[::-1]

    def _is_first_person(self, source: Span) -> bool:
        # "I believe him. He knows": not the writer.
        return (
            source.end - source.start < _SHORT
            and source.of(self.page.text).lower() in load_cues().data["writer"]
        )

    def _named(self, source: Span, about: Description) -> int:
        if source in self.by_mention:
            return self.by_mention[source]
        pointed = points_to(about, source, self.names)
        spoke = self._body_that_spoke(about, source)
        if spoke is not None and (pointed is None or self._is_nearer(spoke, pointed)):
            return self._keep(source, spoke)
        if pointed is not None and pointed.span.start in self.by_start:
            return self._keep(source, self.by_start[pointed.span.start])
        full = fullest_name(about, source, self.names)
        near = sorted({k for word in full.key for k in self.by_word.get(word, ())[:_ALIKE]})
        known = next((k for k in near if same_name(full, self.drafts[k].about)), None)
        return self._keep(source, self._add(full, source) if known is None else known)

    def _label(self, find: Find) -> Span:
        # "are suspected of": without the preposition.
        if find.cue is None:
            return hull(find.content)
        tokens = [t for t in self.page.tokens(find.cue) if not t.is_space]
        verb = next((t for t in tokens if t.tag_ == "VBN" and t.pos_ == "VERB"), None)
        if verb is not None and tokens[0].pos_ == "AUX":
            # "Were told at the gate": without the place.
            place = next((c for c in verb.children if c.i > verb.i and c.dep_ in ("prep", "npadvmod")), None)
            tokens = [t for t in tokens if place is None or t.i < place.i]
        while len(tokens) > 1 and tokens[-1].pos_ in ("ADP", "SCONJ", "PART", "PUNCT"):
            tokens.pop()
        while len(tokens) > 1 and tokens[0].lemma_ in ("be", "have") and tokens[-1].pos_ == "NOUN":
            tokens.pop(0)  # "there were unconfirmed reports that"
        return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1].text))

    def _body_that_spoke(self, about: Description, source: Span) -> int | None:
        # "Ferrolux disputes it. The manufacturer says": a body that spoke, where the parse shows no other.
        if about.is_named or not about.is_definite or not is_generic(about):
            return None
        for k in range(len(self.drafts) - 1, max(-1, len(self.drafts) - _ALIKE), -1):
            other = self.drafts[k]
            named = other.about.is_named or (self.page.cased is not None and other.about.type == "unknown")
            other_sort = is_common(other.about.head) and not is_generic_head(other.about.head)
            is_body = named and other.about.type in ("organisation", "outlet", "unknown") and not other_sort
            if is_body and other.mentions[-1].end <= self.page.sentence_at(source.start).start:
                return k
        return None

    def _is_nearer(self, spoke: int, pointed: Mention) -> bool:
        # A body that spoke later than the mention, or is one for certain where the mention may be anything.
        draft = self.drafts[spoke]
        is_body = draft.about.type in ("organisation", "outlet") and pointed.about.type == "unknown"
        beside = pointed.head.dep_ == "pobj" and draft.about.type in ("organisation", "outlet")
        return is_body or beside or pointed.span < draft.mentions[-1]

    def _keep(self, source: Span, voice: int) -> int:
        if source not in self.drafts[voice].mentions:
            self.drafts[voice].mentions.append(source)
        self.by_mention[source] = voice
        self.by_start.setdefault(source.start, voice)
        return voice

    def _add(self, about: Description, source: Span) -> int:
        self.drafts.append(Draft(about, [source]))
        for word in about.key:
            self.by_word.setdefault(word, []).append(len(self.drafts) - 1)
        return len(self.drafts) - 1


def _may_be(about: Description, other: Description) -> bool:
    # Whether a headline's word can mean the one who speaks below it.
    if about.type == "outlet":
        return other.type == "outlet"
    if about.type not in ("person", "role"):
        return False
    if about.is_plural:
        return other.type == "person" and not other.is_named and other.anonymous
    return other.is_named and other.type in ("person", "role")


def _held_by(pronoun: Any) -> Span | None:
    # The noun whose relative clause a pronoun opens.
    if pronoun.tag_ not in ("WP", "WDT"):
        return None
    clause = next((t for t in walk_up(pronoun) if t.dep_ == "relcl"), None)
    noun = clause.head if clause is not None else None
    is_noun = noun is not None and noun.pos_ in ("NOUN", "PROPN") and noun.i < pronoun.i
    proves = clause is not None and clause.lemma_.lower() in load_cues().data["proving"]
    if noun is not None and proves and pronoun.lower_ == "which" and not is_able_to_speak(noun):
        return None  # "arms of foreign make, which confirms that"
    return noun_phrase(noun) if is_noun else None

"""Who hands on whose words: "said, citing the operator", "in a statement carried by the agency"."""

import bisect
import functools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from variorum.analyse.attribution.citing import is_citable, refuses, so_called
from variorum.analyse.attribution.completing import cut_out
from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues, load_source_words
from variorum.analyse.attribution.phrase import agent_of, cited_phrase, noun_phrase, span_of, tidy
from variorum.analyse.page import Page
from variorum.analyse.picking import Picker
from variorum.analyse.tags import FINITE_TAGS
from variorum.data import load_words
from variorum.model.span import Span

_LONGEST = 200  # words of a sentence that is looked at
_MOST = 24  # finds of one sentence among which the one handed on is sought
_RELYING = load_words("attribution/words.yaml", "relying")
_QUOTING = frozenset({"quote", "cite"})
_OPENERS = frozenset({",", ";", "(", "-", "--", "\u2013", "\u2014"})


def hand_on(page: Page, finds: Sequence[Find]) -> list[Find]:
    """Return the finds with those added or hung anew that another hands on, within one sentence.

    "The mayor said, citing the operator, that two were missing": the operator stands behind the mayor, and
    is no part of what is said. "In a statement carried by the agency, the ministry said": the agency hands
    the ministry on. "According to two survivors, as relayed by the consul": the consul hands the two on.
    """
    out: list[Find] = []
    by_sentence: dict[Span, list[Find]] = {}
    for find in finds:
        by_sentence.setdefault(page.sentence_at(find.anchor.start), []).append(find)
    handing = [page.doc[i] for i in _handing().pick(page.doc)] if by_sentence else []
    starts = [token.idx for token in handing]
    for sentence, here in by_sentence.items():
        first, last = (bisect.bisect_left(starts, at) for at in (sentence.start, sentence.end))
        if first == last and not any(find.by == "phrase" for find in here):
            out.extend(here)
            continue
        tokens = page.tokens(sentence)
        is_prose = tokens is not None and len(tokens) <= _LONGEST and len(here) <= _MOST
        out.extend(_Sentence(page, tokens, here).read(handing[first:last]) if is_prose else here)
    return out


@functools.cache
def _handing() -> Picker:
    # The words at which one source can hand another on.
    cues = load_cues()
    words = {*cues.citing, *cues.carriers, *cues.publishers, *cues.data["handing_out"], "from"}
    return Picker("LEMMA", lambda lemma: lemma.lower() in words)


def _paper(verb: Any) -> Any | None:
    # "A courtier, quoted in the Standard, says": the paper.
    words = load_source_words()
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "on"):
            thing = next((c for c in child.children if c.dep_ == "pobj"), None)
            known = {thing.lemma_.lower(), thing.lower_} if thing is not None else set()
            named = thing is not None and thing.pos_ == "PROPN" and thing.ent_type_ not in ("DATE", "TIME")
            if named or known & words.outlets or known & words.documents:
                return thing
    return None


def lemma_of(token: Any) -> str:
    """Return a token's lemma in small letters."""
    return str(token.lemma_).lower()


def page_token(page: Page, span: Span) -> Any:
    """Return the first token of a span."""
    return page.tokens(span)[0]


def _starts(noun: Any, source: Span) -> bool:
    return bool(source.start <= noun.idx < source.end)


class _Sentence:
    """The finds of one sentence, as they are hung on each other."""

    def __init__(self, page: Page, tokens: Any, finds: list[Find]) -> None:
        self.page, self.tokens, self.finds = page, tokens, finds
        self.cues = load_cues()

    def read(self, handing: Sequence[Any]) -> list[Find]:
        """Read everything that hands on in this sentence, at the words in `handing`."""
        for token in handing:
            lemma = token.lemma_.lower()
            if lemma in self.cues.citing:
                self._citing(token)
            if token.tag_ in ("VBN", "VBD") and (
                lemma in self.cues.carriers
                or (lemma in self.cues.publishers and token.head.lemma_.lower() in self.cues.data["recorded"])
            ):
                self._carried(token)
            if token.lower_ == "from":
                self._had_it_from(token)
            if lemma in self.cues.data["handing_out"]:
                self._handed_out(token)
            if lemma in self.cues.publishers:
                self._published(token)
        self._relayed()
        self._leaning()
        return self.finds

    def _leaning(self) -> None:
        # "The weekly, on the strength of a letter, claimed": the letter stands behind the weekly.
        for find in list(self.finds):
            words = (
                find.cue.of(self.page.text).lower() if find.by == "phrase" and find.cue is not None else ""
            )
            if words not in self.cues.data["leaning"] or find.source is None or find.cue is None:
                continue
            others = [f for f in self.finds if f is not find]
            outer = self._nearest(page_token(self.page, find.cue), find.source, others)
            if outer is None or outer is find or outer.by == "phrase":
                continue
            content = cut_out(self.page.text, outer.content, Span(find.cue.start, find.source.end))
            if content:
                self._swap(outer, replace(outer, content=content))
                self._swap(find, replace(find, content=content, passed_on_by=outer.cue))

    def _handed_out(self, token: Any) -> None:
        # "The guard told the ministry, which gave out the figure": the ministry hands the guard's word on.
        who = next((c for c in token.children if c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP")), None)
        thing = next((c for c in token.children if c.dep_ == "dobj" and c.i > token.i), None)
        if who is None or thing is None or thing.lemma_.lower() not in self.cues.data["told_things"]:
            return
        heard = span_of(token.head, token.head)
        inner = next((f for f in self._speaking() if f.cue and self._hears(f.cue, heard)), None)
        if inner is None or token.dep_ != "relcl":
            return
        words = span_of(token, thing)
        self.finds = [f for f in self.finds if f.cue is None or not f.cue.overlaps(words)]
        source = span_of(who, who)
        content = cut_out(self.page.text, inner.content, Span(who.idx, thing.idx + len(thing.text)))
        self._hang(inner, Find(source, words, content or inner.content, by="phrase"))

    def _hears(self, cue: Span, heard: Span) -> bool:
        verb = next((t for t in self.page.tokens(cue) if t.pos_ == "VERB"), None)
        return verb is not None and any(
            c.dep_ in ("dobj", "dative", "pobj") and heard.start == c.idx for c in verb.children
        )

    def _had_it_from(self, token: Any) -> None:
        # "He had it from a bargee, he said, that the bridge was down": the bargee stands behind him.
        verb = self._heard_at(token)
        if verb is None or verb.lemma_.lower() not in ("have", "get", "hear", "learn"):
            return
        heard = next((c for c in token.children if c.dep_ == "pobj"), None)
        if heard is None or heard.pos_ not in ("NOUN", "PROPN"):
            return
        source = cited_phrase(heard)
        outer = self._nearest(token, source)
        if outer is None or outer.cue is None:
            return
        hole = Span(self.tokens.start_char, source.end)
        if all(piece.end <= verb.idx for piece in outer.content):
            hole = Span(verb.idx, source.end)  # "was told by the agent, who had it from the uncle"
        content = cut_out(self.page.text, outer.content, hole)
        if content:
            self.finds.append(
                Find(source, span_of(verb, token), content, passed_on_by=outer.cue, by="phrase")
            )
            self._swap(outer, replace(outer, content=content))

    def _heard_at(self, token: Any) -> Any | None:
        # "Had it from", or "had heard from a cousin, he said, that": a cue of his own behind it.
        if token.i <= self.tokens.start + 2:
            return None
        before = token.nbor(-1)
        if before.lower_ == "it":
            return token.nbor(-2)
        heard = before.lemma_.lower() in self.cues.data["told_things"] and before.pos_ == "NOUN"
        if heard and before.nbor(-1).pos_ == "DET" and token.i > self.tokens.start + 3:
            return token.nbor(-3)  # "which had the news from"
        is_cued = any(find.cue is not None and find.cue.start > token.idx for find in self.finds)
        return before if is_cued and before.tag_ in ("VBN", "VBD") and before.lemma_ != "get" else None

    def _citing(self, token: Any) -> None:
        cited = next((c for c in token.children if c.dep_ in ("dobj", "pobj") and c.i > token.i), None)
        if lemma_of(token) in _RELYING:
            on = next((c for c in token.children if c.lower_ in ("on", "upon")), None)
            cited = next((c for c in on.children if c.dep_ == "pobj"), None) if on is not None else None
            if cited is not None and (token.tag_ != "VBG" or not is_able_to_speak(cited)):
                return
        what = so_called(token)
        cited = what or cited
        if cited is None or self._is_read(token) or any(c.lower_ == "as" for c in token.children):
            return
        source = cited_phrase(cited)
        if token.tag_ in FINITE_TAGS and self.page.text[source.end : source.end + 1] == ":":
            self._quoted(token, source)
            return
        if token.tag_ == "VBG":
            if token.i > self.tokens.start and token.nbor(-1).text not in _OPENERS:
                return
            hole = Span(token.idx, source.end)
            if what is not None:
                self.finds = [f for f in self.finds if f.cue is None or not hole.covers(f.cue)]
            outer = self._nearest(token, source)
        else:
            who = next((c for c in token.children if c.dep_ == "nsubj" and c.tag_ in ("WDT", "WP")), None)
            is_clause = who is not None and token.dep_ == "relcl"
            outer = (self._cited_as(token.head) or self._spoken_by(token.head)) if is_clause else None
            hole = Span(who.idx, source.end) if who is not None else source
        if outer is None or outer.cue is None or self._is_elsewhere(token, outer):
            return
        content = cut_out(self.page.text, outer.content, hole) or outer.content
        words = span_of(token, token)
        self.finds = [f for f in self.finds if f.cue is None or not f.cue.overlaps(words)]
        self._swap(outer, replace(outer, content=content))
        if what is not None or is_citable(token, cited, refused=refuses(self.page, outer.cue)):
            self.finds.append(Find(source, words, content, passed_on_by=outer.cue, by="phrase"))

    def _quoted(self, token: Any, source: Span) -> None:
        # "The widow quotes her husband: ...": the husband's words, through her.
        words = span_of(token, token)
        outer = next((f for f in self._speaking() if f.cue is not None and f.cue.overlaps(words)), None)
        if outer is None:
            return
        content = cut_out(self.page.text, outer.content, source)
        if content and outer.cue is not None:
            self._swap(outer, replace(outer, content=content))
            self.finds.append(Find(source, None, content, passed_on_by=outer.cue, by="phrase"))

    def _is_elsewhere(self, token: Any, outer: Find) -> bool:
        # "An engineer revealed; he would not be named, citing the law": another verb cites.
        if outer.anchor.end > token.idx:
            return False
        if ";" in self.page.text[outer.anchor.end : token.idx]:
            return True
        verb = token.head
        if verb.pos_ not in ("VERB", "AUX"):
            return False
        between = outer.anchor.end <= verb.idx < token.idx
        return between and not any(piece.start <= verb.idx < piece.end for piece in outer.content)

    def _published(self, token: Any) -> None:
        # "The office put out an interview in which a deserter swears": all in the clause is handed on.
        subject = next((c for c in token.children if c.dep_ == "nsubj"), None)
        thing = next((c for c in token.children if c.dep_ == "dobj"), None)
        if subject is None or thing is None or thing.lemma_.lower() not in self.cues.carried:
            return
        clause = next((c for c in thing.children if c.dep_ == "relcl"), None)
        if clause is None or not any(t.lower_ == "which" for t in clause.subtree):
            return
        reach = span_of(clause.left_edge, clause.right_edge)
        inside = [f for f in self._speaking() if reach.covers(f.anchor)]
        inner = min(inside, key=lambda f: f.anchor.start, default=None)
        words = span_of(token, token)
        if inner is None:
            return
        # The tagger may have read that the office released a video; what matters is who speaks in it.
        self.finds = [f for f in self.finds if f.cue is None or not f.cue.overlaps(words)]
        self._hang(inner, Find(noun_phrase(subject), words, inner.content, by="phrase"))

    def _carried(self, token: Any) -> None:
        carrier = agent_of(token) or (_paper(token) if lemma_of(token) in _QUOTING else None)
        noun = token.head
        if carrier is None or token.dep_ not in ("acl", "advcl", "conj") or self._is_read(token):
            return
        spoken = self._spoken_by(noun) if lemma_of(token) in _QUOTING else None
        if spoken is not None and spoken.source is not None and not _starts(noun, spoken.source):
            spoken = None
        if spoken is not None:
            by = next((c for c in token.children if c.lower_ in ("by", "in", "on")), token)
            cue = span_of(token, by)
            self.finds = [f for f in self.finds if f.cue is None or not f.cue.overlaps(cue)]
            if spoken.source is not None and spoken.source.covers(cue):
                # "Two officials cited by the agency": the officials.
                named = tidy(self.page.text, Span(spoken.source.start, cue.start))
                shorter = replace(spoken, source=named)
                self._swap(spoken, shorter)
                spoken = shorter
            self._hang(spoken, Find(noun_phrase(carrier), cue, spoken.content, by="phrase"))
            return
        if noun.lemma_.lower() not in self.cues.carried and noun.lower_ not in self.cues.carried:
            return
        inner = self._nearest(token, noun_phrase(carrier))
        if inner is None or any(piece.covers(span_of(token, token)) for piece in inner.content):
            return
        by = next((c for c in token.children if c.lower_ == "by"), token)
        self._hang(inner, Find(noun_phrase(carrier), span_of(token, by), inner.content, by="phrase"))

    def _relayed(self) -> None:
        # "As relayed by the consul" beside another source: the consul hands that one on.
        for find in list(self.finds):
            if (
                find.by != "phrase"
                or find.cue is None
                or not find.cue.of(self.page.text).lower().startswith("as ")
            ):
                continue
            others = [f for f in self._speaking() if f is not find and not self._holds(f, find)]
            if others and find.source is not None:
                inner = min(others, key=lambda f: abs(f.anchor.start - find.anchor.start))
                hole = Span(find.cue.start, find.source.end)
                content = cut_out(self.page.text, inner.content, hole) or inner.content
                self.finds.remove(find)
                self._hang(inner, replace(find, content=content))

    def _holds(self, outer: Find, find: Find) -> bool:
        # "The mayor said that, as reported by X": inside what the mayor said. A set phrase holds nothing.
        cue = self.page.tokens(outer.cue) if outer.cue is not None else ()
        is_verb = any(t.pos_ == "VERB" and t.tag_ != "VBG" for t in cue)
        return is_verb and any(piece.covers(find.anchor) for piece in outer.content)

    def _hang(self, inner: Find, outer: Find) -> None:
        hung = [
            replace(f, content=outer.content)
            if f.passed_on_by == inner.cue and f.content == inner.content
            else f
            for f in self.finds
        ]
        self.finds = [
            replace(f, content=outer.content, passed_on_by=outer.cue) if f == inner else f for f in hung
        ]
        self.finds.append(outer)

    def _swap(self, old: Find, new: Find) -> None:
        self.finds = [new if f == old else f for f in self.finds]

    def _is_read(self, token: Any) -> bool:
        words = span_of(token, token)
        return any(
            f.passed_on_by is not None and f.cue is not None and f.cue.overlaps(words) for f in self.finds
        ) or any(f.source is not None and f.source.overlaps(words) and f.passed_on_by for f in self.finds)

    def _speaking(self) -> Iterator[Find]:
        for find in self.finds:
            if find.cue is not None and find.passed_on_by is None and find.by != "headline":
                yield find

    def _nearest(self, token: Any, source: Span, among: Sequence[Find] = ()) -> Find | None:
        # The last cue before, else the first after; not one inside what another says, not one of the cited.
        words = span_of(token, token)
        able = [
            f
            for f in self._speaking()
            if not among or f in among
            if not f.anchor.overlaps(words)
            and (f.source is None or not f.source.overlaps(source))
            and not any(
                piece.covers(f.anchor)
                for other in among or self.finds
                for piece in other.content
                if other is not f
            )
        ]
        before = [f for f in able if f.anchor.end <= token.idx]
        after = [f for f in able if f.anchor.start > token.idx]
        if before:
            return max(before, key=lambda f: f.anchor.end)
        return min(after, key=lambda f: f.anchor.start) if after else None

    def _cited_as(self, noun: Any) -> Find | None:
        # "Quoting the ministry, which cited pilots": the ministry is cited already.
        words = span_of(noun, noun)
        cited = (f for f in self.finds if f.passed_on_by is not None and f.cue is not None)
        return next((f for f in cited if f.source is not None and f.source.overlaps(words)), None)

    def _spoken_by(self, noun: Any) -> Find | None:
        words = span_of(noun, noun)
        return next((f for f in self._speaking() if f.source is not None and f.source.overlaps(words)), None)

"""Of which happening a statement is: by name, people, paragraph, or what the same voice spoke of last."""

import bisect
from collections.abc import Mapping, Sequence

from variorum.analyse.events.bygones import Bygones
from variorum.analyse.events.fillings import Teller
from variorum.analyse.events.happening import Happening
from variorum.analyse.events.mention import Mention
from variorum.analyse.events.remark_words import remark_words
from variorum.analyse.events.statements import tokens_in
from variorum.analyse.events.subjects_told import (
    Matters,
    NamesTold,
    ParagraphsTold,
    PeopleTold,
    lemmas_in,
    names_of,
    only_one,
    specific_of,
    things_in,
    told_things,
)
from variorum.analyse.participants import Cast, Tree
from variorum.model.analysis import Attribution, Filling
from variorum.model.span import Span

_LEAD = 3  # sentences
_BEFORE = 3  # paragraphs in which talk of one happening goes on
_BYGONE = -1  # what is of no happening told, but of other days


class Bearing:
    """What the happenings of one report are told by, asked for each statement in the order of the text."""

    def __init__(
        self,
        teller: Teller,
        cast: Cast,
        groups: Sequence[Happening],
        fillings: Mapping[int, Sequence[Filling]],
        main: int | None,
    ) -> None:
        self._teller, self._main = teller, main
        self._matters = Matters(fillings, main)
        self._only = only_one(teller, groups, main)
        self._denied = {
            g.index for g in groups if g.index != main and all(m.polarity == "denied" for m in g.mentions)
        }
        self._named = NamesTold(names_of(groups, is_real=True), main)
        self._claimed = NamesTold(
            {f.span: index for index, found in sorted(fillings.items()) for f in found}, main
        )
        self._alike = specific_of(told_things(teller, groups, main))
        self._told = ParagraphsTold(teller, groups, main)
        whole = [g for g in groups if g.index == main]
        self._bygones = Bygones(teller, next(iter(whole), None))
        self._people = PeopleTold(teller.tree, cast, whole)
        self._on_main: set[Span] = set()  # paragraphs with a remark on the main happening
        self._declarations = {g.index for g in groups if g.family == "statement"}
        about = [g for g in groups if g.index == main or not all(m.type.is_unset for m in g.mentions)]
        self._topics = self._declarations | {g.index for g in about if _is_topic(teller, g)}
        self._is_topic = any(_is_topic(teller, g) for g in whole)
        words = remark_words()
        is_deed = self._is_topic and all(g.family in words["deeds"] for g in whole)
        self._consequences = {g.index for g in groups if is_deed and g.family in words["consequences"]}
        occasions = remark_words()["occasions"]
        self._is_occasion = bool(whole) and all(m.type.name in occasions for g in whole for m in g.mentions)
        self._is_passing = bool(whole) and all(_is_passing(teller.tree, m) for g in whole for m in g.mentions)
        self._declared = NamesTold(
            {m.span: g.index for g in groups for m in g.mentions if g.family == "statement"}, main
        )
        self._harmed = _harmed_by(teller, [g for g in groups if g.index not in self._denied])
        self._others = PeopleTold(teller.tree, cast, [g for g in groups if g.index not in self._denied])

    def of(self, attribution: Attribution, content: Span, filling: Filling) -> int | None:
        """Return the happening that a statement bears on, None where nothing says so.

        The one that its words name, else the announcement that the cue tells; else the main one where its
        paragraph is spoken in; else one that is a topic: the main one where its people are spoken of, what
        the same voice spoke of last, what the speaker took part in, whose people the words speak of; then
        what the sentence with the cue names, whose people the words share with no other, and the main one
        where both speak of the same things (of any in a report that tells one happening alone), where the
        speaker is kin or where the talk of it goes on. A main one told in passing alone is named or not
        spoken of; one that people meet for, to speak of other things, only where it or they are told there.
        What somebody asks for, promises or criticises, with the verb that says so, is of what it stands by.
        """
        paragraph = self._teller.page.paragraph_at(content.start)
        group = self._worded(attribution, content)
        if group is None and not self._is_passing:
            if self._is_bygone(attribution, content, filling):
                return None
            group = self._spoken_of(attribution, content, filling)
            if group == self._main and self._is_occasion and not self._is_near(attribution, content):
                return None
        if group in self._topics and group not in self._denied:
            self._matters.add(group, filling)
        if group is not None and group == self._main:
            self._on_main.add(paragraph)
        return group

    def _is_bygone(self, attribution: Attribution, content: Span, filling: Filling) -> bool:
        """Say whether the words, or when they were said, are of other days, or go on about these.

        Where their paragraph tells the main happening, they may be what led to it; what would have kept it
        from happening ("if he had been jailed two years ago") is of that.
        """
        page, cue = self._teller.page, attribution.cue
        if self._told.main_in(page.paragraph_at(content.start)) or self._is_condition(content):
            return False
        said = [content.start] if cue is None else [content.start, cue.start]
        spoken = self._matters.nearest(filling)
        goes_on = spoken is not None and spoken[1] == _BYGONE and spoken[0] < filling.span.start
        if goes_on or any(self._bygones.opens(start) for start in said):
            self._matters.add(_BYGONE, filling)
            return True
        return any(self._bygones.any_in(page.sentence_at(start)) for start in said)

    def _worded(self, attribution: Attribution, content: Span) -> int | None:
        """Return the happening that the content names, else the announcement that its cue tells."""
        named, claimed = self._named.within(content), self._claimed.within(content)
        group = claimed if named is None or claimed == self._main else named
        if group is None and attribution.cue is not None:
            group = self._declared.within(attribution.cue)
        return group

    def _spoken_of(self, attribution: Attribution, content: Span, filling: Filling) -> int | None:
        """Return the happening whose people, paragraph or things the words or their speaker share."""
        paragraph = self._teller.page.paragraph_at(content.start)
        if self._told.main_in(paragraph):
            return self._main
        cue, source = attribution.cue, attribution.source
        if cue is not None and filling.more and self._has_its_own_matter(cue, content):
            return self._named.within(self._teller.page.sentence_at(cue.start))
        group = self._shared(attribution, content, filling)
        if group is not None and group not in self._topics:
            group = None  # what is told once in passing is what nobody talks about elsewhere
        if group is None and cue is not None:
            group = self._named.within(self._teller.page.sentence_at(cue.start))
        if group is None:
            group = self._only_with(things_in(self._teller.tree, content))
        if group in self._consequences and not self._is_of_court(content):
            group = self._main
        if group is None and (self._is_like(content, source) or self._is_of_kin(content, cue)):
            group = self._main
        if group is None and (other := self._told.only_in(paragraph)) in self._topics:
            group = other
        return self._main if group is None and self._goes_on(paragraph) else group

    def _has_its_own_matter(self, cue: Span, content: Span) -> bool:
        """Say whether an act brings up what nobody told before: "asked Osta to lend it ships".

        Whom police ask for what they know of a crime, they ask about that: "asked anyone who saw it to call".
        """
        tree, words = self._teller.tree, remark_words()
        if not any(tree.lemma[i] in words["new_matters"] for i in tokens_in(tree, cue)):
            return False
        told = tokens_in(tree, content)
        if any(tree.lower[i] in ("this", "these") and tree.dep[i] == "det" for i in told):
            return False  # "called on all to condemn this crime"
        return not any(tree.lower[i] in words["whoever"] for i in told[:2])

    def _is_near(self, attribution: Attribution, content: Span) -> bool:
        """Say whether the paragraph tells the main happening, or the words or the speaker its people."""
        if self._told.main_in(self._teller.page.paragraph_at(content.start)):
            return True
        said_by = () if attribution.source is None else (attribution.source,)
        return any(self._people.first_in(words) is not None for words in (content, *said_by))

    def _shared(self, attribution: Attribution, content: Span, filling: Filling) -> int | None:
        """Return the happening whose people the words or their speaker mean, or that he spoke of last."""
        if self._people.first_in(content) is not None:
            return self._main
        group = self._gone_on_about(filling)
        if group is None and attribution.source is not None:
            group = self._first(attribution.source)
        if group is None and (other := self._others.first_in(content)) in self._topics:
            group = other
        return group

    def _is_of_court(self, content: Span) -> bool:
        """Say whether words speak of courts, charges or jail: else of the accused as who did the deed."""
        return bool(lemmas_in(self._teller.tree, content) & remark_words()["legal"])

    def _gone_on_about(self, filling: Filling) -> int | None:
        """Return what the same voice spoke of last, where it is the main happening or a declaration.

        Who spoke of another goes on about other things as often.
        """
        spoken = self._matters.nearest(filling)
        is_matter = spoken is not None and (spoken[1] in self._declarations or spoken[1] == self._main)
        return spoken[1] if spoken is not None and is_matter else None

    def _goes_on(self, paragraph: Span) -> bool:
        """Say whether the main happening, or a remark on it, is told there or shortly before.

        What opens with a word of turning away ("Elsewhere, ...") tells of something else.
        """
        every = self._teller.page.paragraphs if self._is_topic else ()
        at = bisect.bisect_right(every, paragraph)
        for near in reversed(every[max(at - _BEFORE, 0) : at]):
            if near in self._on_main or self._told.main_in(near):
                return True
            if self._turns(near):
                return False
        return False

    def _only_with(self, things: frozenset[str]) -> int | None:
        """Return the one happening that befell people for whom some of the words are."""
        found = [index for index, harmed in self._harmed.items() if harmed & things]
        return found[0] if len(found) == 1 else None

    def _is_condition(self, content: Span) -> bool:
        at = self._teller.tree.at.get(content.start)
        return at is not None and self._teller.tree.lower[at] == "if"

    def _turns(self, paragraph: Span) -> bool:
        tree = self._teller.tree
        at = bisect.bisect_left(tree.start, paragraph.start)
        return at < tree.size and tree.lower[at] in remark_words()["turning"]

    def _is_like(self, content: Span, source: Span | None) -> bool:
        tree = self._teller.tree
        things = things_in(tree, content)
        if self._main not in self._topics:
            return False
        if self._only is not None and self._only & things:
            return True
        own = things_in(tree, source) if source is not None else frozenset()
        return bool(self._alike & things - own)

    def _is_of_kin(self, content: Span, cue: Span | None) -> bool:
        # "..., said Ms Poole, grandmother of one of the victims": beside the content, in the cue's sentence.
        if cue is None:
            return False
        sentence = self._teller.page.sentence_at(cue.start)
        after = Span(max(cue.end, content.end), max(sentence.end, cue.end, content.end))
        before = Span(min(sentence.start, cue.start), min(cue.start, max(content.start, sentence.start)))
        beside = things_in(self._teller.tree, after) | things_in(self._teller.tree, before)
        return bool(beside & remark_words()["concerned"])

    def _first(self, words: Span) -> int | None:
        # The main happening first, where the words mean somebody who took part in it.
        if self._people.first_in(words) is not None:
            return self._main
        return self._others.first_in(words)


def _is_topic(teller: Teller, main: Happening) -> bool:
    # What one word tells below the headline is no topic, whatever is the main happening beside it.
    told = [m for m in main.mentions if not m.is_generic]
    return len(told) + len(main.echoes) > 1 or any(m.span.end <= teller.page.title_end for m in told)


def _is_passing(tree: Tree, mention: Mention) -> bool:
    # "A car crash case", below the lead "where she got into a fight": which case or place is meant, no more.
    i = mention.token
    is_within = any(tree.dep[up] == "relcl" for up in (i, *tree.ancestors(i, 4)))
    return tree.dep[i] == "compound" or (is_within and mention.sentence >= _LEAD)


def _harmed_by(teller: Teller, groups: Sequence[Happening]) -> dict[int, frozenset[str]]:
    """Return of every happening the telling nouns for the people whom it befell.

    Who did it, and what it befell, is met elsewhere too: the army, a bank.
    """
    phrases, tree = teller.phrases, teller.tree
    return {
        g.index: specific_of(
            frozenset(
                tree.lemma[h].lower()
                for m in g.mentions
                for h in m.patients
                if h in phrases and phrases[h].kind != "pronoun" and phrases[h].type in ("person", "group")
            )
        )
        for g in groups
    }

"""Who speaks inside what another says, read word by word where the parse gives no clause.

"The report says former detainees allege that" (taken for a noun), "concealed a warning by engineers that"
(the engineers taken for a part of the deed), "he was quiet, the landlady said her lodgers had told her" (what
they told stands first).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from variorum.analyse.attribution.accused import read_accused
from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import Cues, load_cues, load_source_words
from variorum.analyse.attribution.nearby import Nearby
from variorum.analyse.attribution.nesting import words_within
from variorum.analyse.attribution.phrase import cue_span, noun_phrase, span_of, tidy
from variorum.analyse.attribution.verb_stances import verb_stance
from variorum.analyse.page import Page
from variorum.analyse.tags import CLAUSE_TAGS, FINITE_TAGS, NOUN_TAGS
from variorum.data import load_words
from variorum.model.span import Span

_NEAR = 20  # characters before a cue in which "and" stands
_NEAR_THAT = 6  # words behind "complaining" in which "that" stands
_PHRASE = 12  # words of who speaks
_HELPING = frozenset(
    {"has", "have", "had", "also", "now", "later", "then", "still", "always", "repeatedly", "all", "both"}
)
_IN_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM"})
_GIVERS = frozenset({"by", "from"})
_AGAINST = load_words("attribution/words.yaml", "against")
_HEARERS = frozenset({"him", "her", "them", "us", "me"})
_TELLING = load_words("attribution/words.yaml", "telling_somebody")


def read_inside(page: Page, finds: Sequence[Find]) -> list[Find]:
    """Return the finds of those who speak inside a content and in no find yet."""
    cues = load_cues()
    cued = Nearby([find.anchor for find in finds])
    found: dict[int, Find] = {}
    for outer, speaker, piece, words in words_within(page, finds):
        found_here = (
            *_lost(page, words, piece, cues),
            *_doing(page, outer, words, piece, cues),
            *_by_whom(page, outer, words, piece, cues),
            *read_accused(page, words, piece),
        )
        for one in found_here:
            if not cued.overlapping(one.anchor) and not one.anchor.overlaps(speaker):
                found.setdefault(one.anchor.start, one)
    return list(found.values())


def over_inner(page: Page, finds: Sequence[Find]) -> list[Find]:
    """Return the finds with contents that stop at another's cue run on over what that one says.

    "Let on that the auditors | had been told that the books were wrong": a subject alone says nothing.
    """
    by_cue = {find.cue.start: find for find in finds if find.cue is not None}

    def whole(find: Find) -> Find:
        last = find.content[-1]
        inner = next((by_cue[at] for at in (last.end, last.end + 1) if at in by_cue), None)
        if inner is None or inner is find or find.cue is None or last.start < find.cue.end:
            return find
        words = page.tokens(last)
        if words[0].lower_ != "that" or len(words) > _PHRASE or any(t.tag_ in CLAUSE_TAGS for t in words):
            return find
        end = max(piece.end for piece in inner.content)
        return replace(find, content=(*find.content[:-1], Span(last.start, end))) if end > last.end else find

    return [whole(find) for find in finds]


def told_before(page: Page, finds: Sequence[Find]) -> list[Find]:
    """Return the finds with those who told the teller: "he was quiet, she said her lodgers had told her"."""
    told = {i: two for i, find in enumerate(finds) if (two := _told_before(page, find)) is not None}
    inner = Nearby([two[1].anchor for two in told.values()])
    kept = [
        (told[i][0] if i in told else find)
        for i, find in enumerate(finds)
        if i in told or not inner.overlapping(find.anchor)
    ]
    return [*kept, *(two[1] for two in told.values())]


def _lost(page: Page, words: Sequence[Any], piece: Span, cues: Cues) -> Iterator[Find]:
    # A verb right before "that", behind who speaks, whatever the parser took it for.
    for verb in words[1:-2]:
        if verb.nbor(1).lower_ != "that" or verb.nbor(2).tag_ in CLAUSE_TAGS:
            continue
        forms = (verb.lemma_.lower(), verb.lower_, verb.lower_.removesuffix("s"))
        form = next((f for f in forms if f in cues.verbs), None)
        if form is None or not _is_verb(verb, form, cues):
            continue
        before = verb.i - 1
        while before > words[0].i and verb.doc[before].lower_ in _HELPING:
            before -= 1
        who = phrase_back(verb.doc, before, words[0].i)
        if who is None or not is_able_to_speak(who[-1]) or who[0].i == 0:
            continue
        if verb.pos_ != "VERB" and who[0].nbor(-1).pos_ == "ADP":
            paper = (
                phrase_back(verb.doc, who[0].i - 2, words[0].i) if who[0].nbor(-1).lower_ == "of" else None
            )
            if (
                paper is None
                or not {paper[-1].lemma_.lower(), paper[-1].lower_} & load_source_words().documents
            ):
                continue  # "according to court records that"
            who = [*paper, who[0].nbor(-1), *who]  # "the diary of a seamstress records that"
        told = tidy(page.text, Span(verb.nbor(1).idx, piece.end))
        yield Find(span_of(who[0], who[-1]), cue_span(verb), (told,), stance=cues.verbs[form], by="verb")


def _doing(page: Page, outer: Find, words: Sequence[Any], piece: Span, cues: Cues) -> Iterator[Find]:
    # "Has the dean confessing over supper that", "remembers the chief radioing that".
    said = page.tokens(outer.cue)[-1] if outer.cue is not None else None
    if outer.stance == "denies" or said is None or verb_stance(said, cues) == "denies":
        return  # "dismissed a caption claiming that": the subject alone
    for verb in words[1:-2]:
        if not verb.lower_.endswith("ing") or verb.nbor(-1).pos_ not in ("NOUN", "PROPN"):
            continue
        stem = verb.lower_.removesuffix("ing")
        form = next((f for f in (stem, stem + "e", verb.lemma_.lower()) if f in cues.verbs), None)
        if form is None or form in cues.data["silent"]:
            continue
        near = verb.doc[verb.i + 1 : min(verb.i + 1 + _NEAR_THAT, words[-1].i)]
        that = next((t for t in near if t.lower_ == "that"), None)
        if (
            that is None
            or that.nbor(1).tag_ in CLAUSE_TAGS
            or any(t.is_punct or t.tag_ in CLAUSE_TAGS for t in verb.doc[verb.i + 1 : that.i])
        ):
            continue
        who = phrase_back(verb.doc, verb.i - 1, words[0].i)
        if (
            who is None
            or who[0].tag_ not in ("DT", "PRP$", "NNP", "NNS", "CD")
            or not is_able_to_speak(who[-1])
        ):
            continue
        told = tidy(page.text, Span(that.idx, piece.end))
        cue = span_of(verb, verb)
        yield Find(span_of(who[0], who[-1]), cue, (told,), stance=cues.verbs[form], by="verb")


def _is_verb(verb: Any, form: str, cues: Cues) -> bool:
    held = form in cues.data["papers_do"] and verb.nbor(-1).tag_ == "NN" and verb.lower_.endswith("s")
    if held and _is_paper_of(verb):
        return True
    if verb.tag_ in ("VBG", "JJ") or form in cues.data["silent"]:
        return False
    if form in cues.data["factive"] and form not in ("recall", "remember"):
        return False
    if verb.pos_ in ("VERB", "AUX"):
        return verb.tag_ in CLAUSE_TAGS or verb.nbor(-1).lower_ in ("has", "have", "had")
    # "The claim that" is a noun and "court records that" a paper; "detainees allege that" neither.
    if verb.lower_ in load_source_words().documents:
        return False
    return form not in cues.nouns and verb.nbor(-1).tag_ in NOUN_TAGS and verb.text.islower()


def _is_paper_of(verb: Any) -> bool:
    # "The diary of a seamstress records that": a paper, whose it is, and the verb.
    before = verb.doc[max(0, verb.i - _PHRASE) : verb.i]
    of = next((t for t in reversed(list(before)) if t.pos_ == "ADP"), None)
    if of is None or of.lower_ != "of" or of.i == 0:
        return False
    paper = of.nbor(-1)
    return bool({paper.lemma_.lower(), paper.lower_} & load_source_words().documents)


def _by_whom(page: Page, outer: Find, words: Sequence[Any], piece: Span, cues: Cues) -> Iterator[Find]:
    # "A claim by the rebels that", "a warning from engineers that".
    verb = page.tokens(outer.cue)[-1] if outer.cue is not None else None
    if verb is None or verb.lemma_.lower() in cues.vouching or verb_stance(verb, cues) == "denies":
        return  # "confirmed a report by the agency that": the subject alone
    for noun in words[1:-4]:
        stance = cues.nouns.get(noun.lemma_.lower())
        if stance is None or noun.pos_ != "NOUN" or noun.nbor(1).lower_ not in _GIVERS:
            continue
        who = phrase_on(noun.doc, noun.i + 2, words[-1].i)
        if who is None or not is_able_to_speak(who[-1]) or who[-1].i + 2 > words[-1].i:
            continue
        that = who[-1].nbor(1)
        if that.lower_ != "that" or that.nbor(1).tag_ in CLAUSE_TAGS:
            continue
        told = tidy(page.text, Span(that.idx, piece.end))
        yield Find(span_of(who[0], who[-1]), span_of(noun, noun), (told,), stance=stance, by="phrase")


def phrase_back(doc: Any, last: int, first: int) -> list[Any] | None:
    """Return the noun phrase that ends at one word, not before another; None where none does."""
    at = last
    while at >= max(first, last - _PHRASE) and _is_in_phrase(doc[at]):
        at -= 1
        if doc[at + 1].tag_ in ("DT", "PRP$"):
            break
    phrase = [doc[k] for k in range(at + 1, last + 1)]
    return phrase if phrase and phrase[-1].pos_ in ("NOUN", "PROPN") else None


def phrase_on(doc: Any, first: int, last: int) -> list[Any] | None:
    """Return the noun phrase that begins at one word, not beyond another; None where none does."""
    at = first
    while at <= min(last, first + _PHRASE) and _is_in_phrase(doc[at]):
        if at > first and doc[at].tag_ == "DT":
            break
        at += 1
    phrase = [doc[k] for k in range(first, at)]
    return phrase if phrase and phrase[-1].pos_ in ("NOUN", "PROPN") else None


def _is_in_phrase(token: Any) -> bool:
    return token.pos_ in _IN_PHRASE or token.tag_ in ("POS", "PRP$")


def _told_before(page: Page, find: Find) -> tuple[Find, Find] | None:
    if find.cue is None or find.source is None or find.by not in ("tagger", "clause", "verb"):
        return None
    sentence = page.sentence_at(find.cue.start)
    if not sentence.start < find.source.start < find.cue.end < sentence.end:
        return None
    behind = [t for t in page.tokens(Span(find.cue.end, sentence.end)) or () if not t.is_space]
    at = next((k for k, t in enumerate(behind[:_PHRASE]) if t.lower_ in _TELLING), None)
    if at is None or at == 0 or at + 1 >= len(behind) or behind[at + 1].lower_ not in _HEARERS:
        return None
    if not all(
        t.is_punct or t.pos_ in ("ADV", "ADP") or t.ent_type_ in ("DATE", "TIME") for t in behind[at + 2 :]
    ):
        return None
    end = at - 1 if behind[at - 1].lower_ not in _HELPING else at - 2
    who = phrase_back(behind[0].doc, behind[end].i, behind[0].i) if end >= 0 else None
    if who is None or who[0].i != behind[0].i or not is_able_to_speak(who[-1]):
        return None
    comma = page.text[sentence.start : find.source.start].rstrip()
    if not comma.endswith(","):
        return None
    first = tidy(page.text, Span(sentence.start, sentence.start + len(comma) - 1))
    if first.start >= first.end:
        return None
    cue = span_of(behind[at], behind[at])
    whole = tidy(page.text, Span(who[0].idx, sentence.end))
    outer = replace(find, content=(first, whole), by="clause")
    return outer, Find(span_of(who[0], who[-1]), cue, (first,), stance="asserts", by="clause")


def within_told(page: Page, finds: Sequence[Find]) -> list[Find]:
    """Return the finds with what one said who is told of: "his kin say he phoned and said he was followed".

    The tenses part them: what is told in the past the teller does not say now.
    """
    out = list(finds)
    tellers = {k: tense for k, find in enumerate(finds) if (tense := _tense(page, find)) is not None}
    by_end = {finds[k].content[-1].end: k for k, tense in tellers.items() if tense != "VBD"}
    for k, tense in tellers.items():
        find = finds[k]
        outer = _before_and(page, find, by_end)
        if tense != "VBD" or outer is None or find.source != finds[outer].source or find.cue is None:
            continue
        told = page.tokens(finds[outer].content[-1])
        subject = next((t for t in told if t.dep_ in ("nsubj", "nsubjpass")), None)
        if subject is None or subject.pos_ not in ("PRON", "NOUN", "PROPN"):
            continue
        who = span_of(subject, subject) if subject.pos_ == "PRON" else noun_phrase(subject)
        out[k] = replace(find, source=who)
        last = finds[outer].content[-1]
        longer = Span(last.start, max(find.cue.end, *(piece.end for piece in find.content)))
        out[outer] = replace(finds[outer], content=(*finds[outer].content[:-1], longer))
    return out


def without_contrast(page: Page, finds: Sequence[Find]) -> list[Find]:
    """Return the finds without what the report sets against them: "he said, though the army says"."""
    cued = Nearby([find.anchor for find in finds])

    def is_set_against(find: Find, piece: Span) -> bool:
        words = page.tokens(piece)
        if find.cue is None or piece.start < find.cue.end or words[0].lower_ not in _AGAINST:
            return False
        inner = [finds[j] for j in cued.overlapping(piece)]
        return any(
            one.source is not None
            and one.cue is not None
            and one.source.start == words[1].idx
            and one.source != find.source
            and _tense(page, find) == "VBD"
            and _tense(page, one) in ("VBZ", "VBP")
            for one in inner
            if len(words) > 1
        )

    def kept(find: Find) -> Find:
        content = tuple(piece for piece in find.content if not is_set_against(find, piece))
        return replace(find, content=content) if content and len(content) < len(find.content) else find

    return [kept(find) if len(find.content) > 1 else find for find in finds]


def _tense(page: Page, find: Find) -> str | None:
    if find.cue is None or find.source is None:
        return None
    words = page.tokens(find.cue)
    first = next((t for t in words or () if t.tag_ in FINITE_TAGS), None)
    return first.tag_ if first is not None and first.lemma_ != "have" else None


def _before_and(page: Page, find: Find, by_end: dict[int, int]) -> int | None:
    # The find whose content ends right before "and" and this cue.
    if find.cue is None:
        return None
    start = max(0, find.cue.start - _NEAR)
    before = page.text[start : find.cue.start].rstrip()
    if not before.endswith((" and", " but")):
        return None
    return by_end.get(start + len(before[:-4].rstrip(" ,")))

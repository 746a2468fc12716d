"""Clauses that a cue set off by commas breaks in two: "guards, she said, had told him that".

What stands before the first comma and behind the second is one clause, and all of it is said by whoever
breaks in. Where that clause tells of somebody's saying, that one stands inside: "the manager insisted, the
paper reported, that no container had been opened".
"""

import bisect
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.following import OPENERS, clause_behind
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.halves import is_condition
from variorum.analyse.attribution.lexicon import Cues, load_cues, load_source_words
from variorum.analyse.attribution.phrase import cue_span, noun_phrase, passive_subject, span_of, tidy
from variorum.analyse.attribution.verb_stances import verb_stance
from variorum.analyse.page import Page
from variorum.analyse.picking import Picker
from variorum.analyse.tags import CLAUSE_TAGS
from variorum.model.analysis import Stance
from variorum.model.span import Span

_LONGEST_SENTENCE = 120  # words
_ASIDE = 12  # words between the commas
_TWO = 2
_LEAST = 4  # words of what a paper has
_HEARER = 6  # words between a cue and the comma behind it
_COMMA = Picker("LOWER", ",".__eq__)
_PLACES = frozenset({"in", "on", "at", "by", "to", "from", "during", "after", "before", "with"})
_NAMED = frozenset({"DET", "ADJ", "NOUN", "PROPN"})
_QUOTES = frozenset('"\u201c\u201d')
_BREAKS = frozenset({";", ":", "''", "``"})
_SOFT = frozenset({"or", "so"})


def read_interrupted(page: Page, sentences: Iterable[Any]) -> Iterator[Find]:
    """Yield whoever breaks into a clause, with both halves for content, and whoever speaks in that clause."""
    cues = load_cues()
    commas = _COMMA.pick(page.doc)
    for sentence in sentences:
        if len(sentence) > _LONGEST_SENTENCE:
            continue
        here = commas[bisect.bisect_left(commas, sentence.start) : bisect.bisect_left(commas, sentence.end)]
        for first, second in itertools.pairwise(here):
            if second - first <= _ASIDE + 1 and first > sentence.start:
                yield from _read(page, sentence, (first, second), cues)


def _read(page: Page, sentence: Any, commas: tuple[int, int], cues: Cues) -> Iterator[Find]:
    doc = page.doc
    first = commas[0] + 1
    while first < commas[1] and doc[first].lower_ in _SOFT:
        first += 1  # "or so its clerk wrote"
    aside = doc[first : commas[1]]
    believed = _is_believed(aside, cues) if len(aside) else None
    outer = believed or (_breaking_in(aside, cues) if len(aside) else None)
    if outer is None:
        return
    start = _after_break(doc, sentence.start, commas[0])
    end = _before_break(doc, commas[1] + 1, sentence.end)
    left, right = doc[start : commas[0]], doc[commas[1] + 1 : end]
    if (
        not len(left)
        or not len(right)
        or any(sum(t.text in _QUOTES for t in part) % 2 for part in (left, right))
    ):
        return
    content = (
        tidy(page.text, span_of(left[0], left[-1])),
        tidy(page.text, Span(right[0].idx, span_of(right[0], right[-1]).end)),
    )
    if any(piece.start >= piece.end for piece in content):
        return
    inner = _told_before(left, right, content[1], cues) or _told_behind(page, left, right, cues)
    inner = inner or _held_in_paper(page, left, right)
    goes_on = _is_phrase(left) and right[0].tag_ in CLAUSE_TAGS and right[0].lower_ != "'s"
    goes_on = goes_on or _is_split_verb(left, right) or _is_held_before(left, right, cues)
    if inner is None and not goes_on and not ((_is_when(left) or is_condition(left)) and _is_clause(right)):
        return
    yield replace(outer, content=content)
    heard = None if believed is not None else _heard_from(aside)
    if heard is not None:
        yield replace(heard, content=content, passed_on_by=outer.cue)
    if inner is not None:
        yield inner


def _is_split_verb(left: Any, right: Any) -> bool:
    # "The orchard had, it is believed, been promised".
    is_auxiliary = left[-1].lemma_ in ("have", "be") or left[-1].tag_ == "MD"
    return is_auxiliary and len(left) > 1 and right[0].tag_ in ("VBN", "VBG", "VB")


def _is_held_before(left: Any, right: Any, cues: Cues) -> bool:
    # "It is the belief of the board, so its clerk wrote, that": whose belief it is stands inside.
    if right[0].lower_ != "that" or len(right) < _LEAST or right[1].tag_ in CLAUSE_TAGS:
        return False
    return any(t.pos_ == "NOUN" and t.lemma_.lower() in cues.nouns for t in left[-_ASIDE:])


def _is_believed(words: Any, cues: Cues) -> Find | None:
    # "It is widely believed in the valley": nobody who is named.
    hearsay = cues.data["hearsay"]
    verb = next((t for t in words[1:_HEARER] if t.tag_ == "VBN"), None)
    if (
        words[0].lower_ != "it"
        or verb is None
        or (verb.i + 1 < words.end and verb.nbor(1).lower_ in ("by", "that"))
    ):
        return None
    lemma = verb.lemma_.lower()
    if lemma not in hearsay["said"] and lemma not in hearsay["held"]:
        return None
    between = words[1 : verb.i - words.start]
    if not len(between) or any(t.pos_ not in ("AUX", "ADV") for t in between):
        return None
    stance: Stance = cues.verbs.get(lemma, "asserts")
    return Find(None, span_of(between[0], verb), (), stance=stance, label=span_of(words[0], verb), by="aside")


def _heard_from(words: Any) -> Find | None:
    # "He recalls being told by the tug": the tug told him.
    told = next((t for t in words if t.tag_ == "VBN" and t.nbor(-1).lower_ in ("being", "been")), None)
    if told is None or told.i + 2 > words.end - 1 or told.nbor(1).lower_ != "by":
        return None
    who = words[told.i + 2 - words.start :]
    if (
        not len(who)
        or who[-1].pos_ not in ("NOUN", "PROPN")
        or any(t.pos_ not in _NAMED and t.tag_ != "PRP$" for t in who)
    ):
        return None
    return Find(span_of(who[0], who[-1]), span_of(told.nbor(-1), told), (), stance="asserts", by="aside")


def _held_in_paper(page: Page, left: Any, right: Any) -> Find | None:
    # "A leaked memo, so her lawyer says, has the guards complaining that": the memo has it.
    if right[0].lower_ not in ("has", "have", "had") or not _is_phrase(left) or len(right) < _LEAST:
        return None
    head = next(
        (t for t in left if t.pos_ == "NOUN" and (t.i + 1 >= left.end or t.nbor(1).pos_ in ("ADP", "PUNCT"))),
        left[-1],
    )
    if not {head.lemma_.lower(), head.lower_} & load_source_words().documents:
        return None
    if right[1].pos_ not in ("DET", "PROPN", "NOUN", "PRON") or right[1].tag_ == "WP":
        return None
    told = tidy(page.text, span_of(right[1], right[-1]))
    return Find(
        span_of(left[0], left[-1]), span_of(right[0], right[0]), (told,), stance="asserts", by="clause"
    )


def _after_break(doc: Any, first: int, comma: int) -> int:
    at = max((t.i + 1 for t in doc[first:comma] if t.text in _BREAKS), default=first)
    while at < comma and (doc[at].is_space or doc[at].is_punct or doc[at].dep_ == "cc"):
        at += 1
    return at


def _before_break(doc: Any, first: int, last: int) -> int:
    return min((t.i for t in doc[first:last] if t.text in _BREAKS), default=last)


def _breaking_in(words: Any, cues: Cues) -> Find | None:
    """Return the speaker and cue of words between commas, none where they are more than that."""
    verbs = [t for t in words if t.tag_ in CLAUSE_TAGS or (t.tag_ == "VBN" and t.pos_ == "VERB")]
    main = [t for t in verbs if t.pos_ == "VERB"]
    if len(main) == _TWO and _heard_from(words) is not None:
        main = main[:1]  # "he recalls being told by the tug"
    if len(main) != 1 or verb_stance(main[0], cues) is None or passive_subject(main[0]) is not None:
        return None
    verb = main[0]
    if words[0].tag_ in ("WP", "WDT", "WRB", "IN") or (
        verb.lemma_.lower() in cues.data["doing"] and _heard_from(words) is None
    ):
        return None
    if verb.i == words[0].i:
        head = next(
            (c for c in words[1:] if c.pos_ in ("NOUN", "PROPN", "PRON") and c.head.i == verb.i), None
        )
        if head is None and len(words) > 1 and all(t.pos_ in _NAMED for t in words[1:]):
            head = words[-1]  # "said engineer Ida Marl", hung on the verb behind the comma
    else:
        head = next((c for c in verb.children if c.dep_ == "nsubj" and words[0].i <= c.i < verb.i), None)
        if head is None and verb.i > words[0].i and verb.nbor(-1).pos_ in ("NOUN", "PROPN", "PRON"):
            head = verb.nbor(-1)
        tail = words[verb.i + 1 - words[0].i :]
        if (
            len(tail)
            and _heard_from(words) is None
            and tail[0].lower_ not in _PLACES
            and tail[0].pos_ not in ("ADV", "ADP", "PRON", "PROPN", "DET")
        ):
            return None
    if head is None or not is_able_to_speak(head) or head.tag_ in ("WP", "WDT"):
        return None
    if head.ent_type_ in ("DATE", "TIME") and head.pos_ != "PRON":
        return None  # "the deal, announced Friday, would last"
    source = span_of(head, head) if head.pos_ == "PRON" else noun_phrase(head)
    inside = words[0].idx <= source.start and source.end <= words[-1].idx + len(words[-1].text)
    before = [t for t in words if t.idx < min(source.start, verb.idx)]
    if any(t.pos_ not in ("ADV", "CCONJ", "SCONJ") for t in before):
        return None  # "the man they called Thunder" is told of, not heard
    return Find(source, cue_span(verb), (), by="aside") if inside else None


def _is_phrase(words: Any) -> bool:
    # A noun phrase and no more: the subject of what follows behind the second comma.
    return (
        words[-1].pos_ in ("NOUN", "PROPN", "NUM", "PRON")
        and not any(
            t.tag_ in CLAUSE_TAGS
            or t.tag_ in ("WP", "WDT", "WRB")
            or t.text == ","
            or (t.tag_ == "VBG" and t.i == words[0].i)
            for t in words
        )
        and words[0].pos_ != "ADP"
    )


def _is_when(words: Any) -> bool:
    # "Only last month", "on Monday", "twice this summer": a time and no more.
    if any(t.pos_ in ("VERB", "AUX", "PROPN") and not t.ent_type_ for t in words):
        return False
    timed = [t for t in words if t.ent_type_ in ("DATE", "TIME")]
    plain = [t for t in words if not t.ent_type_]
    return bool(timed) and all(t.pos_ in ("ADV", "ADP", "SCONJ", "DET", "ADJ") for t in plain)


def _is_clause(words: Any) -> bool:
    # A subject right behind the comma, and its verb.
    opens = words[0].pos_ in ("DET", "NOUN", "PROPN", "PRON", "NUM", "ADJ") and words[0].tag_ not in (
        "WP",
        "WDT",
    )
    return opens and any(t.tag_ in CLAUSE_TAGS for t in words)


def _told_before(left: Any, right: Any, told: Span, cues: Cues) -> Find | None:
    # "The manager insisted, the paper reported, that", "she was told, she says, that".
    if right[0].lower_ not in OPENERS:
        return None
    near = [t for t in left[-_HEARER:] if t.pos_ == "VERB" and t.tag_ in ("VBD", "VBZ", "VBP", "VBN")]
    verb = near[-1] if near else None
    stance = verb_stance(verb, cues) if verb is not None else None
    if verb is None or stance is None:
        return None
    subject = next(
        (c for c in verb.children if c.dep_ == "nsubj" and c.i < verb.i and c.i >= left[0].i), None
    )
    agent = next((g for c in verb.children if c.lower_ == "by" for g in c.children if g.dep_ == "pobj"), None)
    who = subject if subject is not None else agent
    if who is None and passive_subject(verb) is None:
        return None
    source = None if who is None else span_of(who, who) if who.pos_ == "PRON" else noun_phrase(who)
    return Find(source, cue_span(verb), (told,), stance=stance, by="clause")


def _told_behind(page: Page, left: Any, right: Any, cues: Cues) -> Find | None:
    # "Guards at the gate, she said, had told him that".
    if not _is_phrase(left):
        return None
    verb = next(
        (t for t in right[:_HEARER] if t.pos_ == "VERB" and t.tag_ in ("VBD", "VBZ", "VBP", "VBN")), None
    )
    if verb is None or any(t.pos_ not in ("AUX", "ADV", "PART") for t in right[: verb.i - right[0].i]):
        return None
    stance = verb_stance(verb, cues)
    told = clause_behind(page, verb, cues) if stance is not None else None
    if told is None or any(t.lemma_ == "be" for t in right[: verb.i - right[0].i]):
        return None
    head = next((t for t in left if not left[0].i <= t.head.i <= left[-1].i or t.head.i == t.i), left[-1])
    source = noun_phrase(head) if head.pos_ in ("NOUN", "PROPN") else span_of(left[0], left[-1])
    return Find(source, cue_span(verb), (told,), stance=stance, by="clause")

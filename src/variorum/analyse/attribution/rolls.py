"""What papers, tallies and stories hold: "the roll has nine men hanged", "is down in the log as drowned".

Read word by word, since the parser takes "has" and "hanged" for one verb, and the log for a place.
"""

import functools
import itertools
from collections.abc import Iterator
from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.idioms import load_idioms
from variorum.analyse.attribution.inside import phrase_back, phrase_on
from variorum.analyse.attribution.lexicon import load_cues, load_source_words
from variorum.analyse.attribution.phrase import noun_phrase, span_of, subject_of, tidy
from variorum.analyse.page import Page
from variorum.analyse.picking import Picker
from variorum.analyse.tags import CLAUSE_TAGS
from variorum.model.span import Span

_NEAR = 9  # words of whom a paper has, or between a passive and its paper
_HAS = frozenset({"has", "have", "had"})
_BE = frozenset({"is", "are", "was", "were", "been", "be", "being"})
_TALLY_DOES = frozenset(
    {
        "is",
        "was",
        "stands",
        "stood",
        "has",
        "had",
        "finds",
        "found",
        "shows",
        "showed",
        "reached",
        "puts",
        "put",
        "runs",
        "ran",
        "lists",
        "listed",
        "gives",
        "gave",
    }
)
_OF_TALLY = frozenset(
    {"by", "of", "from", "kept", "made", "compiled", "drawn", "up", "done", "taken", "maintained"}
)


def read_rolls(page: Page) -> Iterator[Find]:
    """Yield the attributions to papers, tallies and stories, and to who fixes a number."""
    for picker, near, readers in _READERS:
        for i in picker.pick(page.doc):
            word = page.doc.all[i]
            if near is not None and near.isdisjoint(
                t.lower_ for t in page.doc.all[max(0, i - 5) : i + _NEAR]
            ):
                continue
            found = next(filter(None, (read(page, word.sent, word) for read in readers)), None)
            if found is not None:
                yield found


@functools.cache
def _rolls() -> frozenset[str]:
    return frozenset(load_idioms()["rolls"])


def _having(page: Page, sentence: Any, verb: Any) -> Find | None:
    # "Her diary has nine men hanged", "rumour had nine herders killed", "his account has six men drowning".
    if verb.lower_ not in _HAS or verb.i < sentence.start + 1 or verb.i + 3 >= sentence.end:
        return None
    after = page.doc[verb.i + 1 : min(verb.i + 1 + _NEAR, sentence.end)]
    if after[0].ent_type_ in ("DATE", "TIME") or after[0].pos_ in ("ADV", "ADP", "AUX", "VERB"):
        return None
    whom = list(itertools.takewhile(lambda t: not _is_state(t), after))
    if not whom or len(whom) == len(after) or not _is_phrase(whom):
        return None
    if (paper := _paper_before(page, sentence, verb)) is None:
        return None
    told = tidy(page.text, Span(after[0].idx, sentence.end_char))
    return Find(paper, span_of(verb, verb), (told,), stance="asserts", by="phrase")


def _is_state(word: Any) -> bool:
    if word.tag_ == "NN" and word.lower_.endswith("ing") and word.nbor(-1).pos_ in ("NOUN", "PROPN"):
        stem = word.lower_.removesuffix("ing")  # "the colonel boasting that", taken for his boasting
        return stem in load_cues().verbs or stem + "e" in load_cues().verbs
    return word.tag_ in ("VBN", "VBG", "VBD") or word.lower_ in load_idioms()["standing"]


def _is_phrase(words: list[Any]) -> bool:
    if words[-1].pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
        return False
    return not any(t.is_punct or t.tag_ in CLAUSE_TAGS or t.lower_ in ("that", "to", "of") for t in words)


def _paper_before(page: Page, sentence: Any, verb: Any) -> Span | None:
    # The subject, or the noun right before: a paper, a tally, a story.
    held = (*verb.children, *verb.head.children)
    subject = next((c for c in held if c.dep_ == "nsubj" and c.i < verb.i and c.i >= sentence.start), None)
    if subject is None:
        return None
    forms = {subject.lemma_.lower(), subject.lower_}
    if not forms & (load_source_words().documents | frozenset(load_idioms()["having"])):
        return None
    before = page.doc[subject.i + 1 : verb.i]
    if any(t.tag_ in CLAUSE_TAGS or t.tag_ in ("WDT", "WP") for t in before):
        return None
    return tidy(page.text, Span(subject.left_edge.idx, verb.idx)) if len(before) <= _NEAR else None


def _set_down(page: Page, sentence: Any, paper: Any) -> Find | None:
    # "Pell is down in the log as drowned", "is listed among the dead on the parish roll".
    if paper.lower_ not in _rolls() or paper.pos_ not in ("NOUN", "PROPN"):
        return None
    who = phrase_back(page.doc, paper.i, sentence.start + 1)
    if who is None or who[0].tag_ not in ("DT", "PRP$", "NNP", "NN") or who[0].i <= sentence.start + 2:
        return None
    if who[0].nbor(-1).lower_ not in ("in", "on"):
        return None
    first = max(sentence.start + 1, who[0].i - 1 - _NEAR)
    words = list(page.doc[first : who[0].i - 1])
    at = next((k for k in range(len(words) - 1, 0, -1) if _is_put(words[k - 1], words[k])), None)
    if at is None or any(t.is_punct or t.tag_ in CLAUSE_TAGS for t in words[at + 1 :]):
        return None
    between = words[at + 1 :]
    after = page.doc[paper.i + 1] if paper.i + 1 < sentence.end else None
    framed = after is not None and after.lower_ in ("as", "to", "by")
    if not framed and not (between and between[0].lower_ in ("as", "among", "with", "for")):
        return None
    subject = subject_of(words[at]) if words[at].pos_ == "VERB" else None
    subject = subject or next((c for c in words[at - 1].children if c.dep_ in ("nsubj", "nsubjpass")), None)
    subject = subject or next((c for c in words[at].children if c.dep_ == "nsubjpass"), None)
    if subject is None or subject.i >= words[at - 1].i:
        return None
    told = [noun_phrase(subject) if subject.pos_ != "PRON" else span_of(subject, subject)]
    if between and between[0].lower_ in ("as", "among", "with", "for"):
        told.append(span_of(between[0], between[-1]))
    elif after is not None:
        told.append(tidy(page.text, Span(after.idx, sentence.end_char)))
    cue = span_of(words[at - 1], words[at])
    return Find(span_of(who[0], who[-1]), cue, tuple(told), stance="asserts", by="phrase")


def _is_put(be: Any, word: Any) -> bool:
    if be.lower_ not in _BE:
        return False
    return word.lower_ == "down" or (
        word.tag_ in ("VBN", "VBD") and word.lemma_.lower() in load_idioms()["setting_down"]
    )


def _tally(page: Page, sentence: Any, noun: Any) -> Find | None:
    # "The council's tally stood at nineteen dead", "a count by Lantern found 31 killed".
    if noun.lemma_.lower() not in load_idioms()["tallies"] or noun.pos_ != "NOUN":
        return None
    at = noun.i + 1
    owner = next((c for c in noun.children if c.dep_ in ("poss", "compound") and is_able_to_speak(c)), None)
    if owner is not None and owner.dep_ == "compound" and owner.pos_ != "PROPN":
        owner = None
    run = list(itertools.takewhile(lambda t: t.lower_ in _OF_TALLY, page.doc[at : min(at + 4, sentence.end)]))
    if run:
        who = phrase_on(page.doc, run[-1].i + 1, min(run[-1].i + _NEAR, sentence.end - 2))
        if who is None or not is_able_to_speak(who[-1]):
            return None
        source, at = span_of(who[0], who[-1]), who[-1].i + 1
    elif owner is not None:
        source = span_of(owner, owner) if owner.pos_ == "PRON" else noun_phrase(owner)
    else:
        return None
    if at + 2 >= sentence.end or page.doc[at].lower_ not in _TALLY_DOES:
        return None
    near = page.doc[at + 1 : min(at + 5, sentence.end)]
    number = next((t for t in near if t.like_num), None)
    if number is None or any(t.is_punct or t.tag_ in CLAUSE_TAGS for t in near[: number.i - at]):
        return None
    told = tidy(page.text, Span(near[0].idx, sentence.end_char))
    return Find(
        source,
        span_of(noun, noun) if not run else span_of(page.doc[at], page.doc[at]),
        (told,),
        stance="asserts",
        by="phrase",
    )


def _pegging(page: Page, sentence: Any, verb: Any) -> Find | None:
    # "Set the toll of dead at nineteen", "numbered the dead at thirty".
    idioms = load_idioms()
    if verb.lemma_.lower() not in idioms["pegging"] or verb.pos_ not in ("VERB", "AUX"):
        return None
    words = list(page.doc[verb.i + 1 : min(verb.i + 1 + _NEAR, sentence.end)])
    at = next((k for k, t in enumerate(words) if t.lower_ == "at"), None)
    if at is None or at + 1 >= len(words) or not any(t.like_num for t in words[at + 1 : at + 4]):
        return None
    held = words[:at]
    named = any({t.lemma_.lower(), t.lower_} & set(idioms["pegged"]) for t in held)
    if not named or any(t.is_punct or t.tag_ in CLAUSE_TAGS for t in held):
        return None
    if any(c.dep_ in ("neg", "auxpass") for c in verb.children):
        return None
    subject = subject_of(verb)
    if subject is None or subject.i >= verb.i or not is_able_to_speak(subject):
        return None
    source = span_of(subject, subject) if subject.pos_ == "PRON" else noun_phrase(subject)
    told = tidy(page.text, Span(held[0].idx, sentence.end_char))
    return (
        Find(source, span_of(verb, verb), (told,), stance="asserts", by="clause")
        if source.end <= verb.idx
        else None
    )


def _heard_saying(page: Page, sentence: Any, verb: Any) -> Find | None:
    # "The tribunal heard Mrs Velm describe the guards beating her": she says it.
    if verb.lemma_.lower() != "hear" or verb.i + 3 >= sentence.end:
        return None
    who = phrase_on(page.doc, verb.i + 1, min(verb.i + _NEAR, sentence.end - 3))
    if who is None or not is_able_to_speak(who[-1]) or who[0].tag_ == "NN":
        return None
    said = who[-1].nbor(1)
    cues = load_cues()
    if said.tag_ not in ("VB", "VBP", "VBG", "VBD") or said.lemma_.lower() not in cues.verbs:
        return None
    if said.lemma_.lower() in cues.data["silent"] or said.lower_ in (
        "shout",
        "shouting",
        "scream",
        "screaming",
    ):
        return None
    told = tidy(page.text, Span(said.idx + len(said.text), sentence.end_char))
    if told.of(page.text).count(" ") < 2:
        return None
    return Find(
        span_of(who[0], who[-1]),
        span_of(said, said),
        (told,),
        stance=cues.verbs[said.lemma_.lower()],
        by="clause",
    )


def _by_doer(page: Page, sentence: Any, by: Any) -> Find | None:
    # "Was found by the court to have starved a convict", "was pronounced dead by a doctor".
    words = page.doc.all
    said = by.i - 1
    is_state = words[said].lower_ in load_idioms()["standing"] and said > sentence.start
    said -= is_state
    if words[said].tag_ not in ("VBN", "VBD") or words[said].lemma_.lower() not in load_cues().verbs:
        return None
    if said <= sentence.start or not any(
        t.lower_ in _BE for t in words[max(sentence.start, said - 2) : said]
    ):
        return None
    who = phrase_on(page.doc, by.i + 1, min(by.i + _NEAR, sentence.end - 2))
    if who is None or not is_able_to_speak(who[-1]):
        return None
    behind = [t.lower_ for t in words[who[-1].i + 1 : who[-1].i + 3]]
    if not is_state and (behind[:1] != ["to"] or behind[1:] not in (["have"], ["be"])):
        return None
    subject = next((c for c in words[said].children if c.dep_ in ("nsubjpass", "nsubj")), None)
    if subject is None or subject.i >= said or subject.tag_ in ("WP", "WDT"):
        return None
    told = [span_of(subject, subject) if subject.pos_ == "PRON" else noun_phrase(subject)]
    if is_state:
        told.append(span_of(words[by.i - 1], words[by.i - 1]))
    else:
        told.append(tidy(page.text, Span(words[who[-1].i + 1].idx, sentence.end_char)))
    source = span_of(who[0], who[-1])
    return Find(source, span_of(words[said], words[said]), tuple(told), stance="asserts", by="clause")


def _quoted_who(page: Page, sentence: Any, who: Any) -> Find | None:
    # "The report cites a nurse who watched guards beat three men": the nurse stands behind it too.
    words = page.doc.all
    person = phrase_back(page.doc, who.i - 1, sentence.start)
    if person is None or not is_able_to_speak(person[-1]) or person[0].i <= sentence.start + 1:
        return None
    verb, seen = words[person[0].i - 1], words[who.i + 1]
    if verb.lemma_.lower() not in ("cite", "quote") or verb.tag_ not in CLAUSE_TAGS:
        return None
    if seen.tag_ not in CLAUSE_TAGS or seen.lemma_.lower() not in load_cues().data["basis"]["witness_verbs"]:
        return None
    told = tidy(page.text, Span(seen.idx + len(seen.text), sentence.end_char))
    if told.start >= told.end:
        return None
    return Find(
        span_of(person[0], person[-1]),
        span_of(seen, seen),
        (told,),
        passed_on_by=span_of(verb, verb),
        by="phrase",
    )


_READERS = (
    (Picker("LOWER", _HAS.__contains__), None, (_having,)),
    (Picker("LOWER", lambda word: word in _rolls()), frozenset({"in", "on"}), (_set_down,)),
    (Picker("LEMMA", lambda lemma: lemma.lower() in load_idioms()["tallies"]), _TALLY_DOES, (_tally,)),
    (
        Picker("LEMMA", lambda lemma: lemma.lower() in load_idioms()["pegging"]),
        frozenset({"at"}),
        (_pegging,),
    ),
    (Picker("LEMMA", "hear".__eq__), None, (_heard_saying,)),
    (Picker("LOWER", "by".__eq__), _BE, (_by_doer,)),
    (Picker("LOWER", "who".__eq__), frozenset({"cites", "cited", "quotes", "quoted"}), (_quoted_who,)),
)

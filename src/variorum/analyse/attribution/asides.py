"""Cues set off by commas: "the road is shut, police said", "it had, conceded the mayor, cracked"."""

import bisect
import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.governing import takes_back_words
from variorum.analyse.attribution.lexicon import Cues, load_cues, load_source_words
from variorum.analyse.attribution.phrase import cue_span, noun_phrase, span_of, tidy
from variorum.analyse.attribution.unsaid import is_gone_to
from variorum.analyse.attribution.verb_stances import verb_stance
from variorum.analyse.page import Page
from variorum.analyse.picking import Picker
from variorum.analyse.tags import CLAUSE_TAGS, FINITE_TAGS
from variorum.data import load_words
from variorum.model.span import Span, hull

_EDGES = frozenset(
    {",", ";", ":", '"', "\u201c", "\u201d", "'", "\u2019", "\u2018", "--", "\u2013", "\u2014"}
)
_SOFT = frozenset({"or", "so", "as", "and", "but"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
_GOING_ON = load_words("attribution/words.yaml", "going_on")
_HEARD = load_words("attribution/words.yaml", "told_to")
_OPENS = load_words("attribution/words.yaml", "opening")
_LONGEST_SENTENCE = 200  # words; what is longer is a list or a wreck, and asides in it are not looked for
_LONGEST = 14  # words of a subject
_NEAR_CITING = 7  # words between a verb and the comma before "citing"
_CLAUSE = 4  # words from "who" to the verb of a clause that says which ones
_SET_OFF = frozenset(mark + after for mark in ",.;" for after in " \n")  # behind "Radio Ost has it"
_PHRASAL = {"let": ("slip", "on", "it be understood", "it be known"), "go": ("on",),
            "make": ("clear", "plain"), "have": ("it from", "it that", "it")}  # fmt: skip


_VERBS = Picker("TAG", (_FINITE | {"VB", "NNS"}).__contains__)


def read_asides(page: Page, sentences: Iterable[Any], known: set[Span]) -> Iterator[Find]:
    """Yield attributions whose cue clause stands between commas, as the parse need not have seen.

    `known` holds the cues already read; they are not read again.
    """
    cues = load_cues()
    verbs = _VERBS.pick(page.doc)
    starts, ends = {span.start for span in known}, {span.end for span in known}
    for sentence in sentences:
        if len(sentence) > _LONGEST_SENTENCE:
            continue
        for i in verbs[bisect.bisect_left(verbs, sentence.start) : bisect.bisect_left(verbs, sentence.end)]:
            verb = page.doc[i]
            if verb.tag_ == "VB" and verb.dep_ != "xcomp" and not _is_at_pains(page.doc, verb.i - 2):
                continue
            if verb.tag_ == "NNS" and not _is_lost_verb(verb):
                continue
            words = _cue_words(page, verb, cues)
            if words is None or words.start in starts or words.end in ends:
                continue
            found = _read(page, sentence, verb, words, cues)
            if found is not None:
                yield found


def _cue_words(page: Page, verb: Any, cues: Cues) -> Span | None:
    lemma = verb.lemma_.lower()
    for tail in _PHRASAL.get(lemma, ()):
        end = verb.idx + len(verb.text) + 1
        if page.text[end : end + len(tail)].lower() == tail:
            if tail == "it" and page.text[end + 2 : end + 4] not in _SET_OFF:
                continue
            return Span(verb.idx, end + len(tail))
    if lemma == "give" and (end := _to_understand(verb)) is not None:
        return Span(verb.idx, end)
    if lemma in cues.data["emerging"] and verb.tag_ in ("VBD", "VBZ") and verb.i > 0:
        return cue_span(verb) if verb.nbor(-1).lower_ == "it" else None
    is_deed = "to" in cues.data["deeds"].get(lemma, ()) and is_gone_to(verb)
    stance = None if is_deed else verb_stance(verb, cues)
    if stance is None and _is_citing_behind(verb, cues):
        return cue_span(verb)
    if stance is None or (stance == "retracts" and not takes_back_words(verb)):
        return None
    if lemma in cues.clause_only and not _shows_at_end(verb):
        return None
    if verb.tag_ == "VBN" and not any(c.dep_ in ("aux", "auxpass") for c in verb.children):
        return None
    return cue_span(verb)


def _to_understand(verb: Any) -> int | None:
    # "Gave reporters to understand".
    words = verb.doc[verb.i + 2 : verb.i + 2 + _CLAUSE]
    last = next(
        (t for t in words if t.lower_ in ("understand", "believe") and t.nbor(-1).lower_ == "to"), None
    )
    return last.idx + len(last.text) if last is not None else None


def _is_citing_behind(verb: Any, cues: Cues) -> bool:
    # "Norlink flashed at dawn, citing a clerk": what one does who cites somebody for it is saying.
    if verb.tag_ not in ("VBD", "VBZ") or verb.i == 0 or verb.nbor(-1).pos_ not in ("PROPN", "NOUN"):
        return False
    after = verb.doc[verb.i + 1 : verb.i + _NEAR_CITING]
    comma = next((t for t in after if t.text == ","), None)
    behind = comma.nbor(1) if comma is not None and comma.i + 1 < len(verb.doc) else verb
    return behind.lower_ in cues.data["citing_prepositions"] and is_able_to_speak(verb.nbor(-1))


def _is_lost_verb(noun: Any) -> bool:
    # "..., chef Marko Till swears.": a verb at the end taken for a plural.
    if noun.i < 3 or noun.i + 1 >= len(noun.doc) or noun.nbor(1).text not in (".", ";", ","):
        return False
    speaker = noun.nbor(-1)
    lemma = noun.lemma_.lower()
    is_plain = lemma in load_cues().verbs and (lemma not in load_cues().nouns or noun.nbor(1).text == ".")
    if not is_plain or speaker.tag_ not in ("NN", "NNP") or not is_able_to_speak(speaker):
        return False
    before = noun.doc[max(noun.sent.start, noun.i - _LONGEST) : noun.i]
    if lemma in load_cues().nouns and not any(t.tag_ in CLAUSE_TAGS for t in noun.sent):
        return False
    comma = max((t.i for t in before if t.text == ","), default=-1)
    if comma < 0 or any(
        t.pos_ in ("VERB", "AUX", "ADP", "CCONJ", "PUNCT") for t in noun.doc[comma + 1 : noun.i]
    ):
        return False
    return speaker.pos_ == "PROPN" or speaker.nbor(-1).tag_ in ("DT", "NN", "POS", "PRP$", "JJ")


def _shows_at_end(verb: Any) -> bool:
    # "Rents rose by a fifth, figures compiled by the league show, and": the document's verb alone.
    if verb.lemma_.lower() not in load_cues().data["showing"] or verb.i + 1 >= len(verb.doc):
        return False
    at_end = verb.nbor(1).text in (",", ".", ";") or (
        verb.nbor(1).lower_ == "on" and any(t.ent_type_ == "DATE" for t in verb.doc[verb.i + 2 : verb.i + 3])
    )
    return at_end and verb.tag_ in FINITE_TAGS


def _read(page: Page, sentence: Any, verb: Any, words: Span, cues: Cues) -> Find | None:
    before = _subject_before(verb, sentence)
    if before is not None:
        head, start = before
        clause_end = _clause_end(verb, sentence, words.end)
    else:
        after = _subject_after(verb, sentence)
        if after is None:
            return None
        head, start = after, verb.i
        clause_end = _clause_end(verb, sentence, noun_phrase(head).end)
    content = tuple(_around(page, sentence, page.doc[start], clause_end))
    source = span_of(head, head) if head.pos_ == "PRON" else noun_phrase(head)
    if before is not None and (head.pos_ == "NOUN" or head.lower_ in ("someone", "somebody", "one")):
        source = _as_worded(verb, start, source)
    if (
        not content
        or any(piece.overlaps(source) for piece in content)
        or _leaves_quote(page, sentence, verb, content)
    ):
        return None
    if verb.lemma_.lower() in cues.data["emerging"]:
        return Find(None, words, content, stance="asserts", label=hull([source, words]), by="aside")
    stance = verb_stance(verb, cues) or "asserts"
    if content[0].of(page.text).lower().strip("\u201c\u201d\"' ,!.") in cues.data["contradictions"]:
        stance = "denies"  # "Not so, says the minister, of the charge that"
    return Find(source, words, content, stance=stance, by="aside")


def _leaves_quote(page: Page, sentence: Any, verb: Any, content: Sequence[Span]) -> bool:
    # A cue inside a quotation, with a content that goes out of it: the quotation has a speaker of its own.
    before = page.text[sentence.start_char : verb.idx]
    opened = before.count('"') % 2 == 1 or before.count("\u201c") > before.count("\u201d")
    marks = ("".join(c for c in piece.of(page.text) if c in '"\u201c\u201d') for piece in content)
    return opened and any(len(told) % 2 for told in marks)


def _subject_before(verb: Any, sentence: Any) -> tuple[Any, int] | None:
    # Backwards over auxiliaries, then over a noun phrase that begins right after a comma.
    doc = verb.doc
    at = last = _before_auxiliaries(verb, sentence.start)
    name = None
    if doc[at].text == ",":
        name = at - 1
        at -= 1
        while at > sentence.start and doc[at].text not in _EDGES:
            at -= 1
        if doc[at + 1].lower_ in _OPENS:
            name, last = None, at - 1  # "a bishop who walked there, because nobody drove him, told"
        at -= 1
    if doc[last].tag_ in ("WP", "WDT"):
        return None  # "an oncologist who advised": no cue of the sentence
    edge = _edge_before(doc, at, last, sentence.start)
    if edge is None:
        return None
    first = edge + 1
    while first < last and doc[first].lower_ in _SOFT:
        first += 1
    phrase = doc[first : last + 1]
    if any(t.lower_ == "than" for t in phrase):
        return None  # "three fewer than the brokers had announced": compared with, and said by nobody
    head = doc[name] if name is not None else _main_noun(phrase)
    if head is None or head.pos_ not in ("NOUN", "PROPN", "PRON", "NUM") or head.tag_ in ("WDT", "WP"):
        return None
    if head.ent_type_ in ("DATE", "TIME") and head.pos_ != "PRON":
        return None  # "who, on a call Friday, criticised"
    if phrase[0].pos_ not in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM", "ADV"):
        return None
    return head, first


def _before_auxiliaries(verb: Any, start: int) -> int:
    at = int(verb.i) - 1
    while at > start and (
        verb.doc[at].tag_ in ("MD", "RB", "TO", "JJ", "VBN")
        or verb.doc[at].lemma_ in ("have", "be", "do", "able", "force")
        or _is_at_pains(verb.doc, at)
    ):
        at -= 1
    return at


def _edge_before(doc: Any, at: int, last: int, start: int) -> int | None:
    # The mark before a noun phrase that ends at `last`; None where a clause stands between.
    while at > start and not _is_edge(doc[at]) and last - at < _LONGEST:
        if doc[at].tag_ in CLAUSE_TAGS:
            # "Two cyclists who were passing said": the clause says which ones.
            before = _before_clause(doc, at, start)
            if before is None:
                return None
            at = before
            continue
        at -= 1
    return at if _is_edge(doc[at]) and at + 1 <= last else None


def _is_edge(token: Any) -> bool:
    # The mark of "the tenants' league" is none.
    return str(token.text) in _EDGES and token.tag_ != "POS"


def _is_at_pains(doc: Any, at: int) -> bool:
    # "Amory was at pains to point out"; a page may be one word that is a verb.
    if at < 1:
        return False
    here = str(doc[at].lower_)
    return here in ("at", "pains") and " at pains " in f" {doc[at - 1 : at + 2].text.lower()} "


def _before_clause(doc: Any, at: int, first: int) -> int | None:
    # The word before the "who" or "that" right before a finite verb and its adverbs.
    for i in range(at - 1, max(first, at - _CLAUSE), -1):
        if doc[i].tag_ in ("WP", "WDT"):
            return i - 1 if doc[i - 1].pos_ in ("NOUN", "PROPN") else None
        if doc[i].pos_ not in ("ADV", "AUX", "PART"):
            return None
    return None


def _as_worded(verb: Any, start: int, source: Span) -> Span:
    # "an engineer aboard revealed": all words up to the verb, where no comma stands between.
    before = verb.doc[start : verb.i]
    words = list(itertools.takewhile(lambda t: t.pos_ != "AUX" and t.tag_ not in ("WP", "WDT"), before))
    words = [t for t in words if t.dep_ not in ("aux", "auxpass", "neg")]
    while words and words[-1].pos_ in ("AUX", "PART", "ADV") and words[-1].lower_ != "aboard":
        words.pop()
    worded = [t for t in words if t.tag_ != "POS"]
    if not words or any(t.is_punct or t.tag_ in CLAUSE_TAGS for t in worded):
        return source
    return span_of(words[0], words[-1])


def _main_noun(phrase: Any) -> Any | None:
    for token in phrase:
        if token.tag_ in ("WDT", "WP") or token.pos_ == "ADP" or token.dep_ == "acl":
            break
        nxt = token.nbor(1) if token.i + 1 < len(token.doc) else None
        if nxt is not None and nxt.text == "-" and not token.whitespace_:
            continue  # "the one-time plumber"
        if token.pos_ in ("NOUN", "PROPN", "PRON", "NUM") and (
            nxt is None or nxt.i >= phrase.end or nxt.pos_ not in ("NOUN", "PROPN", "PART")
        ):
            return token
    return None


def _subject_after(verb: Any, sentence: Any) -> Any | None:
    # "conceded the mayor": the verb stands right after a comma or quotation mark and a noun phrase follows.
    if verb.i == sentence.start or verb.nbor(-1).text not in _EDGES or verb.tag_ not in FINITE_TAGS:
        return None
    if verb.lemma_.lower() in _HEARD:
        return None  # "..., because nobody would take him, told the paper": the paper heard it
    if verb.nbor(-1).text == "," and any(c.dep_ == "nsubj" and c.i < verb.i for c in verb.children):
        return None  # "Tosk, 47, teaches physics": who says it stands before it
    phrase = verb.doc[verb.i + 1 : min(verb.i + 1 + _LONGEST, sentence.end)]
    if not len(phrase) or phrase[0].pos_ not in ("DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"):
        return None
    head = _main_noun(phrase)
    if head is not None and phrase[0].tag_ == "PRP$" and head.lemma_.lower() in load_source_words().documents:
        return None  # "denounced her record"
    return head


def _clause_end(verb: Any, sentence: Any, start: int) -> int:
    for token in verb.doc[verb.i + 1 : sentence.end]:
        if token.idx >= start and (token.text in (",", ";", ":") or token.text in '"\u201c'):
            return int(token.idx)
    return int(sentence.end_char)


def _around(page: Page, sentence: Any, first: Any, end: int) -> Iterator[Span]:
    stop = page.text.rfind(";", sentence.start_char, first.idx)
    left = tidy(page.text, Span(max(sentence.start_char, stop + 1), first.idx))
    right = tidy(page.text, Span(min(end, sentence.end_char), sentence.end_char))
    tokens = list(page.tokens(right)) if right.start < right.end else []
    told = list(page.tokens(left)) if left.start < left.end else []
    if len(told) > 1 and told[-1].lower_ == "as":
        # "The consul reports that, as the pilot tells it, the steamer struck a mine": what follows.
        left = tidy(page.text, Span(left.start, told[-1].idx))
        told = list(page.tokens(left)) if left.start < left.end else []
        if told and told[-1].lower_ == "that" and right.start < right.end:
            yield right
            return
    has_verb = any(t.tag_ in CLAUSE_TAGS for t in told)
    goes_on = (
        bool(tokens) and tokens[0].tag_ not in ("VBG", "WDT", "WP", "WP$", "WRB") and tokens[0].lower_ != "as"
    )
    if left.start < left.end and (has_verb or goes_on):
        yield left
    says = any(t.pos_ in ("VERB", "AUX") for t in tokens)
    # "What had helped, he reckoned, was twenty years of silence": one clause round the cue.
    is_cleft = bool(told and tokens) and told[0].lower_ == "what" and tokens[0].lemma_ == "be"
    goes_over = is_cleft or page.text[end : end + 1] == ":"
    joined = has_verb and goes_on and (tokens[0].lower_ in _GOING_ON or goes_over)
    if goes_on and (not has_verb or (says and joined)):
        yield right

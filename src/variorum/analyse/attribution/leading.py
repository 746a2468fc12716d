"""Who leads a sentence, past whatever describes him: "a woman who fears reprisals said", "two officials
briefed on the talks, speaking on condition of anonymity because they go on, said".

The longer a voice is described, the likelier the parser ends it too early or takes the last noun before the
verb for who speaks. Read word by word, every verb of a description is opened by a word of its own ("who",
"because", "where"); the first that none opens is the sentence's.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from variorum.analyse.attribution.describing import is_able_to_speak
from variorum.analyse.attribution.found import Find
from variorum.analyse.attribution.lexicon import load_cues
from variorum.analyse.attribution.phrase import span_of, tidy
from variorum.analyse.page import Page
from variorum.data import load_words
from variorum.model.span import Span

_DESCRIBED = re.compile(
    r"[ ,](?:who|whose|whom|which|that|where|[a-z]+(?:ed|ing|wn|en|ld|aid|ept|ent|ought)"
    r"|at|by|in|from|with|across|near)\b"
)
_FURTHEST = 70  # words from the head of a sentence to its verb
_PHRASE = 9  # words of the noun phrase at the head
_AFTER = 8  # characters behind a source in which its verb would stand
_NEAR = 3  # words between "and" and the verb that it joins
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_RELATIVE = load_words("attribution/words.yaml", "relative")
_CONJUNCTIONS = load_words("attribution/words.yaml", "conjunctions")
_OPENERS = frozenset(_RELATIVE | _CONJUNCTIONS)
_NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV"})
_FORMS = frozenset({"VBN", "VBG", "VBD"})
_OBJECTS = frozenset({"VBG", "DT", "PRP$", "PRP", "NNP", "WRB"})
_DETERMINERS = frozenset({"DT", "PRP$"})
_TAKES = frozenset({"to", "not", "only", "that"})


def lead_all(page: Page, finds: Sequence[Find]) -> list[Find]:
    """Return the finds with who leads the sentence for their source, where its verb is their cue."""
    out: list[Find] = []
    for find in finds:
        source = leader(page, find.cue) if _may_be_led(page, find) else None
        is_same = source is None or _is_end_of(page, find.source, source)
        out.append(
            find if is_same or source is None or find.cue is None else _led(page, find, source, find.cue)
        )
    return out


def leader(page: Page, cue: Span | None) -> Span | None:
    """Return who leads the sentence of a cue that is its verb, None where none is described before it."""
    if cue is None:
        return None
    sentence = page.sentence_at(cue.start)
    if sentence.start >= cue.start or not _DESCRIBED.search(page.text, sentence.start, cue.start):
        return None
    words = [t for t in page.tokens(Span(sentence.start, cue.end)) if not t.is_space]
    at = next((k for k, t in enumerate(words) if t.idx >= cue.start), 0)
    if (
        not 2 < at <= _FURTHEST
        or not _is_finite(words[at])
        or words[at - 1].text in ('"', "\u201d", "\u2019")
    ):
        return None
    head = _head(words[:at])
    if head is None or not _is_described(words, head, at):
        return None
    end = next((k for k in range(head + 1, at) if words[k].text == "," or _is_opener(words[k])), at)
    while end > head + 1 and (words[end - 1].pos_ in ("CCONJ", "ADP", "ADV") or words[end - 1].is_punct):
        end -= 1
    return span_of(words[0], words[end - 1])


def _is_end_of(page: Page, old: Span | None, new: Span) -> bool:
    # "The league Haki Sasa" is no other than "Haki Sasa"; "warrants seen by the Post" are not the Post.
    if old is None:
        return False
    ends = "," in page.text[old.end - 1 : old.end + 1]
    if ends and page.text[max(0, old.start - _AFTER) : old.start].rstrip()[-1:] == ",":
        return True  # "a man in the queue, Ivo Kral, said": his name
    if old.end != new.end:
        return False
    first = page.tokens(old)[0]
    return bool(first.pos_ != "ADP" and (first.i == 0 or first.nbor(-1).pos_ != "ADP"))


def _may_be_led(page: Page, find: Find) -> bool:
    if find.cue is None or find.passed_on_by is not None or find.by in ("headline", "continued", "phrase"):
        return False
    verb = page.tokens(find.cue)[0]
    if verb.lemma_.lower() not in load_cues().verbs or verb.lemma_.lower() in load_cues().data["appearing"]:
        return False  # "were told": they only hear
    if find.source is not None and find.source.start >= find.cue.end:
        # "Said the pilot had complained" tells of him; "said the prosecutor, were armed" is his word.
        after = next(
            (t for t in page.tokens(Span(find.source.end, find.source.end + _AFTER)) or () if not t.is_space),
            None,
        )
        return after is not None and bool(after.tag_ in _FINITE)
    return find.source is None or page.sentence_at(find.cue.start).start != find.source.start


def _led(page: Page, find: Find, source: Span, cue: Span) -> Find:
    after = tuple(piece for piece in find.content if piece.start >= cue.end)
    whole = tidy(page.text, Span(cue.end, page.sentence_at(cue.start).end))
    if find.source is not None and find.source.start >= cue.end:
        after = ()  # "two officials ... said | the pilot | had complained": he is spoken of
    content = after or ((whole,) if whole.start < whole.end else find.content)
    return replace(find, source=source, content=content, label=None)


def _head(words: Sequence[Any]) -> int | None:
    # The noun that ends the phrase at the head of a sentence, if it can speak.
    first = words[0]
    if first.pos_ not in _NOMINAL or first.pos_ == "ADV" or first.lower_ in ("that", "there"):
        return None
    at = 0
    while at + 1 < min(len(words), _PHRASE) and (
        words[at + 1].pos_ in _NOMINAL or words[at + 1].tag_ == "POS" or words[at + 1].text == "-"
    ):
        at += 1
        if words[at].tag_ == "DT":
            return None
    while at >= 0 and words[at].pos_ not in ("NOUN", "PROPN"):
        at -= 1
    if at < 0 or words[at].ent_type_ in ("DATE", "TIME", "GPE"):
        return None
    if at + 2 < len(words) and words[at + 1].lower_ == "of" and words[at].lemma_.lower() not in ("report",):
        return _of(words, at)
    return at if is_able_to_speak(words[at]) else None


def _of(words: Sequence[Any], at: int) -> int | None:
    # "One of the three paramedics who": they speak, whatever part of them.
    end = at + 2
    while end + 1 < len(words) and words[end + 1].pos_ in _NOMINAL:
        end += 1
    speaks = is_able_to_speak(words[at]) or is_able_to_speak(words[end])
    return end if speaks and words[end].pos_ in ("NOUN", "PROPN") else None


def _is_described(words: Sequence[Any], head: int, cue: int) -> bool:
    """Say whether all between a head and a verb describes the head, and the verb is not opened."""
    rest = words[head + 1 : cue]
    if not rest or not _opens(rest):
        return False
    waiting, since = 0, 0
    for k, token in enumerate(rest):
        if (
            token.text in (";", ":", '"', "\u201c", "\u201d", "(", ")")
            or token.lower_ in load_cues().data["writer"]
        ):
            return False
        if _is_opener(token):
            waiting = 1
        elif _is_finite(token):
            is_first = k <= 1 and _is_participle(rest, k)
            if waiting:
                waiting, since = 0, k
            elif not is_first and not _is_joined(rest, k, since):
                return False
    last = words[cue - 1]
    comma = next((k for k in range(cue - 1, head, -1) if words[k].text == ","), None)
    if comma is not None and comma < cue - 1 and words[comma + 1].pos_ in (*_NOMINAL, "PRON"):
        return False  # "eight people died in the raid, the hospital in Orma said"
    if waiting or last.lower_ in ("and", "or", "but", "to", "who", "which", "that"):
        return False
    return last.text == "," or _is_governed(words, head, cue)


def _opens(rest: Sequence[Any]) -> bool:
    first = rest[0] if rest[0].text != "," else rest[min(1, len(rest) - 1)]
    return _is_opener(first) or first.tag_ in _FORMS or first.pos_ == "ADP" or first.lower_ == "both"


def _is_opener(token: Any) -> bool:
    return token.lower_ in _OPENERS and token.tag_ not in ("DT", "UH")


def _is_finite(token: Any) -> bool:
    return (token.tag_ in _FINITE and token.pos_ in ("VERB", "AUX")) or _is_lost(token)


def _is_lost(token: Any) -> bool:
    # "Warrants reviewed by the Herald allege that", taken for a noun; "a cashier described hearing".
    if token.tag_ not in ("NN", "NNS", "VBN", "VB") or token.i + 1 >= len(token.doc):
        return False
    if token.lemma_.lower() not in load_cues().verbs or not token.text.islower():
        return False
    after = token.nbor(1)
    if token.tag_ == "VBN":
        return after.tag_ in _OBJECTS and token.nbor(-1).pos_ != "AUX"
    is_noun = token.lemma_.lower() in load_cues().nouns or token.nbor(-1).pos_ not in ("NOUN", "PROPN")
    return bool(after.lower_ == "that" and after.tag_ != "WDT" and not is_noun)


def _is_participle(rest: Sequence[Any], k: int) -> bool:
    # "Two officials briefed on the talks": taken for a past tense.
    if rest[k].tag_ != "VBD" or k + 1 >= len(rest):
        return False
    after = rest[k + 1]
    return bool(after.pos_ == "ADP" or after.lower_ in _TAKES) and rest[k].lemma_.lower() not in (
        "say",
        "be",
        "have",
    )


def _is_joined(rest: Sequence[Any], k: int, since: int) -> bool:
    # "Who lives there and asked not to be named", "may never have"; also the verb behind an auxiliary.
    before = rest[max(0, k - _NEAR) : k]
    if any(t.lower_ in ("and", "or", "but") for t in before):
        return True
    return k - since <= _NEAR and rest[k - 1].pos_ == "AUX" and k - 1 >= since


def _is_governed(words: Sequence[Any], head: int, cue: int) -> bool:
    """Say whether a verb or preposition governs the words right before a verb: then they are no subject."""
    at = cue - 1
    while at > head and words[at].pos_ == "ADV":
        at -= 1
    if words[at].pos_ not in ("NOUN", "PROPN", "NUM", "ADJ"):
        return words[at].pos_ in ("VERB", "ADP", "PART")  # not "who saw it and later said"
    while at > head and words[at].pos_ in _NOMINAL and words[at].tag_ not in _DETERMINERS:
        at -= 1
    at -= words[at].tag_ in _DETERMINERS  # "at the camp | the police say": their own subject
    if at <= head:
        return False
    return words[at].pos_ in ("VERB", "ADP", "AUX", "PART") or words[at].lower_ in ("and", "or", "to")

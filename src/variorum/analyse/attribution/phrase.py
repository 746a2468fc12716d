"""Stretches of text read off the parse: the words of a noun phrase, of a clause, of a cue."""

from collections.abc import Iterator
from typing import Any

from variorum.analyse.attribution.lexicon import load_cues, load_source_words
from variorum.model.span import Span, trim

_DEEP = 8  # steps up or down the parse; deeper than that it is noise
_WIDE = 25  # words on either side of a head that may belong to a source
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"})
_CUT = frozenset({",", ";", ":", "(", ")", "[", "]", "--", "\u2013", "\u2014", '"', "\u201c", "\u201d", "-"})
_PLACED = frozenset({"in", "at", "on", "of", "near", "from", "off", "inside", "outside", "with", "within"})
_AFTER = frozenset({"relcl", "appos", "advcl", "ccomp", "parataxis"})


def span_of(first: Any, last: Any) -> Span:
    """Return the span from one token to another, both included."""
    return Span(first.idx, last.idx + len(last.text))


def noun_phrase(head: Any) -> Span:
    """Return the words of a source: the phrase with what directly follows, up to a comma or relative clause.

    Where a name is set off by commas after a description, the name is the source.
    """
    named = next((c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > head.i), None)
    if named is None and head.pos_ == "NOUN":
        # "the head of the service, Amadeo Ruiz": the parser may hang the name on the nearer noun.
        inner = [
            t
            for t in head.doc[head.i : min(head.right_edge.i, head.i + _WIDE) + 1]
            if t.dep_ == "appos" and t.pos_ == "PROPN"
        ]
        named = next((t for t in inner if _is_set_off(t) and t.head.i != head.i), None)
    if named is not None and head.pos_ != "PROPN":
        head = named
    first, last = head.left_edge, head
    if head.i - first.i > _WIDE:
        first = head.doc[head.i - _WIDE]
    if head.right_edge.tag_ == "POS" and head.right_edge.i == head.i + 1:
        return span_of(first, head)
    stops = {c.left_edge.i for c in head.children if c.i > head.i and c.dep_ in _AFTER}
    end = min(head.right_edge.i, head.i + _WIDE)
    at = head.i + 1
    while at <= end:
        token = head.doc[at]
        hyphen = token.text == "-" and not head.doc[at - 1].whitespace_ and not token.whitespace_
        if at in stops or (token.text in _CUT and not hyphen) or is_relative(token):
            break
        if token.lower_ == "to" and token.tag_ != "TO" and _is_hearer(head, token):
            break
        last = token
        at += 1
    while last.i > head.i and (last.pos_ in ("CCONJ", "ADP", "PUNCT") or last.is_space or _is_owning(last)):
        last = last.nbor(-1)
    first = _opening(head, first)
    if any(t.text == "," for t in head.doc[first.i : head.i]):
        first = _after_comma(head, first)
    return span_of(first, _served(head, last))


def is_relative(token: Any) -> bool:
    """Say whether a word opens a clause about the noun before it: "who", "where"."""
    return token.tag_ in ("WDT", "WP", "WP$") or (token.lower_ == "where" and token.tag_ == "WRB")


def _opening(head: Any, first: Any) -> Any:
    # The first word that is a part of the phrase.
    while first.i < head.i and first.tag_ == "PDT" and first.i > 0 and first.nbor(-1).tag_ == "PRP":
        first = first.nbor(1)  # "through it all the accused"
    dash = next((t for t in reversed(list(head.doc[first.i : head.i])) if _is_dash(t)), None)
    if dash is not None:
        first = dash.nbor(1)  # "HARWICK, Va. - Deputies": what stands in the dateline is no part of them
    while first.i < head.i and (first.is_space or first.text in _CUT or first.text in ("'", "\u2018")):
        first = first.nbor(1)
    return first


def _is_dash(token: Any) -> bool:
    is_spaced = token.i > 0 and bool(token.nbor(-1).whitespace_) and bool(token.whitespace_)
    return is_spaced and token.text in ("-", "--", "\u2013", "\u2014")


def cited_phrase(head: Any) -> Span:
    """Return the words of one who is cited, with the places behind that the parser hangs elsewhere.

    "Citing a source in the capital", "had it from a nurse on the next ward": up to a mark, a verb or "as".
    """
    phrase = noun_phrase(head)
    last = head.doc[head.i]
    while last.i + 1 < len(head.doc) and last.idx + len(last.text) < phrase.end:
        last = last.nbor(1)
    if head.pos_ != "NOUN" or last.i + 2 >= len(head.doc):
        return phrase
    place = last.nbor(1)
    thing = next((c for c in place.children if c.dep_ == "pobj"), None)
    if (
        place.lower_ not in _PLACED
        or thing is None
        or thing.ent_type_ in ("DATE", "TIME")
        or thing.i - place.i > _DEEP
    ):
        return phrase
    words = load_source_words()
    forms = {thing.lemma_.lower(), thing.lower_}
    if (
        forms & words.documents
        or forms & words.outlets
        or forms & load_cues().carried
        or thing.lower_ == "condition"
    ):
        return phrase  # "citing the operator in a statement"
    after = thing.nbor(1) if thing.i + 1 < len(thing.doc) else thing
    ends = after.is_punct or after.lower_ in ("as", "that") or after.pos_ in ("VERB", "AUX")
    return Span(phrase.start, thing.idx + len(thing.text)) if ends else phrase


def _is_hearer(head: Any, to: Any) -> bool:
    # "The board of the trust to suggestions in the paper": who serves nobody has no "to".
    words = load_source_words()
    lemma = head.lemma_.lower()
    is_speaker = lemma in words.persons or lemma in words.organisations
    thing = next((c for c in to.children if c.dep_ == "pobj"), None)
    told = thing is not None and thing.lemma_.lower() in load_cues().nouns
    return is_speaker and told and lemma not in words.serving


def _served(head: Any, last: Any) -> Any:
    # "An aide to the cardinal": the parser may hang whom he serves on the verb.
    if last.i != head.i or head.lemma_.lower() not in load_source_words().serving:
        return last
    to = head.nbor(1) if head.i + 2 < len(head.doc) else head
    whom = next((c for c in to.children if c.dep_ == "pobj"), None) if to.lower_ == "to" else None
    if whom is None:
        return last
    run = whom.doc[whom.left_edge.i : whom.i + 1]
    is_plain = whom.i - head.i <= _WIDE and not any(t.text in _CUT for t in run)
    return whom if is_plain and whom.pos_ in ("NOUN", "PROPN") else last


def _is_owning(mark: Any) -> bool:
    # Not of a name that ends in it: "the nurse at St Agathe's said".
    return bool(mark.tag_ == "POS" and not (mark.head.dep_ == "pobj" and mark.head.pos_ == "PROPN"))


def _after_comma(head: Any, first: Any) -> Any:
    # "Pasted to posts, a leaflet": what stands before the comma is not part of the name.
    for token in reversed(head.doc[first.i : head.i]):
        if token.text == "," and not any(c.dep_ in ("amod", "conj") and c.i < token.i for c in head.children):
            return token.nbor(1)
    return first


def _is_set_off(name: Any) -> bool:
    # A person's name, or two words that may be one, right after a comma.
    first = name.left_edge
    if name.ent_type_ == "PERSON":
        return True
    after_comma = first.i > 0 and first.nbor(-1).text == ","
    return bool(
        after_comma and name.i - first.i == 1 and name.ent_type_ in ("", "ORG") and first.pos_ == "PROPN"
    )


def clause_span(head: Any, text: str) -> Span:
    """Return the words of a clause without the marks at its edges."""
    return tidy(text, span_of(head.left_edge, head.right_edge))


def tidy(text: str, span: Span) -> Span:
    """Return the span without white space, commas and colons at its edges, nor a stop at its end."""
    start, end = span.start, span.end
    while True:
        trimmed = trim(text, start, end)
        start, end = trimmed.start, trimmed.end
        if start < end and text[start] in ",;:-\u2013\u2014.":
            start += 1
        elif start < end and text[end - 1] in ",;:-\u2013\u2014.":
            end -= 1
        else:
            return Span(start, end)


def subject_of(verb: Any) -> Any | None:
    """Return the token that heads the subject of an active verb, through shared subjects and infinitives."""
    for _ in range(_DEEP):
        own = next((c for c in verb.children if c.dep_ in ("nsubj", "expl", "csubj")), None)
        if own is not None:
            return _antecedent(own, verb)
        if verb.dep_ == "acl" and verb.tag_ == "VBG":
            return verb.head
        if verb.dep_ in ("xcomp", "conj", "advcl", "pcomp", "prep", "aux", "ccomp") and verb.head.i != verb.i:
            if verb.dep_ == "ccomp" and verb.tag_ not in ("VBG", "VB", "VBD"):
                return None
            verb = verb.head
            passive = next((c for c in verb.children if c.dep_ == "nsubjpass"), None)
            if passive is not None:
                return _antecedent(passive, verb)
            if verb.pos_ not in ("VERB", "AUX", "ADJ", "ADP", "SCONJ"):
                return verb if verb.pos_ in ("NOUN", "PROPN") else None
            continue
        return None
    return None


def _antecedent(subject: Any, verb: Any) -> Any:
    # "who" and "that" stand for the noun that their clause hangs on.
    if subject.tag_ in ("WP", "WDT") and verb.dep_ == "relcl":
        return verb.head
    if subject.tag_ in ("WP", "WDT") and verb.dep_ == "conj" and verb.head.dep_ == "relcl":
        return verb.head.head
    return subject


def passive_subject(verb: Any) -> Any | None:
    """Return the subject of a passive verb, None where the verb is not passive."""
    return next((c for c in verb.children if c.dep_ == "nsubjpass"), None)


def agent_of(verb: Any) -> Any | None:
    """Return the doer of a passive verb ("by the board"), None where it is not said."""
    for child in verb.children:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            doer = next((c for c in child.children if c.dep_ == "pobj"), None)
            if doer is not None and doer.pos_ in _NOUNS and doer.ent_type_ not in ("DATE", "TIME"):
                return doer
    return None


def cue_span(verb: Any) -> Span:
    """Return the words of a verbal cue: the verb with particle, passive auxiliaries and negation."""
    first = last = verb
    left = [c for c in verb.children if c.i < verb.i]
    passive = any(c.dep_ == "auxpass" for c in left)
    negated = any(c.dep_ == "neg" for c in left)
    if passive or negated:
        inner = [c for c in left if c.dep_ in ("aux", "auxpass", "neg")]
        inner += [c for c in left if c.dep_ == "advmod" and inner and c.i > inner[0].i]
        first = min([verb, *inner], key=lambda t: t.i)
    for child in verb.children:
        particle = child.dep_ == "prt" or f"{verb.lemma_} {child.lower_}".lower() in load_cues().verbs
        if particle and child.i == last.i + 1:
            last = child
    return span_of(first, last)


def walk_up(token: Any) -> Iterator[Any]:
    """Yield the token's ancestors, nearest first, to a bounded height."""
    for _ in range(4 * _DEEP):
        if token.head.i == token.i:
            return
        token = token.head
        yield token

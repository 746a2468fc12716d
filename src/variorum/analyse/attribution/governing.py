"""What a verb of saying governs: the clause, the object or the frame that is what is said."""

import re
from collections.abc import Iterator
from typing import Any

from variorum.analyse.attribution.following import clause_behind
from variorum.analyse.attribution.lexicon import Cues, load_cues, load_source_words
from variorum.analyse.attribution.phrase import clause_span, passive_subject, span_of, tidy
from variorum.analyse.attribution.verb_stances import HEARERS, longer_verb, verb_stance
from variorum.analyse.page import Page
from variorum.data import load_words
from variorum.model.span import Span

_ASIDE = re.compile(r", (?:where|which|who|whose)\b")
_NEAR = 60  # words after a verb that are looked at
_ABOUT = frozenset({"of", "about"})
_ASKING = load_words("attribution/words.yaml", "asking")
_OWNING_UP = load_words("attribution/words.yaml", "owning_up")
_FORMAL = load_words("attribution/words.yaml", "formal")


def find_contents(page: Page, verb: Any, cues: Cues) -> Iterator[Span]:
    """Yield the stretches of text that are what a verb's source says, none where the verb says nothing."""
    lemma = verb.lemma_.lower()
    clause = next((c for c in verb.children if c.dep_ == "ccomp" and is_clause(c)), None)
    behind = clause_behind(page, verb, cues) if _may_be_astray(verb, clause, cues) else None
    if behind is not None:
        yield behind
        return
    if clause is not None and clause.i < verb.i and _hears(verb):
        # "On Monday, he revealed, he had been told his shoes were wet": the parser takes the wrong clause.
        clause_after = clause_behind(page, verb, cues)
        if clause_after is not None:
            yield clause_after
            return
    if clause is not None and not _is_apart(verb, clause):
        yield from _clause_pieces(page, verb, clause)
        return
    told = _told_clause(verb)
    if told is not None:
        yield clause_span(told, page.text)
        return
    if pieces := _infinitive(page, verb, cues) or _about(page, verb, cues):
        yield from pieces
        return
    framed = tuple(_framed(page, verb, cues))
    if framed:
        yield from framed
        return
    things = [c for c in verb.children if c.dep_ in ("dobj", "dative") and c.pos_ != "PRON"]
    thing = next((c for c in things if c.dep_ == "dobj"), things[0] if things else None)
    if thing is None and (longer := longer_verb(verb, cues)) is not None and longer[1] is not None:
        if longer[0] in cues.object_verbs:
            yield _with_place(page, verb, longer[1])
        return
    if thing is None:
        return
    clause = next(
        (c for c in thing.children if c.dep_ == "acl" and any(m.dep_ == "mark" for m in c.children)), None
    )
    longer_lemma = f"{lemma} {next((c.lower_ for c in verb.children if c.dep_ == 'prt'), '')}"
    is_worded = longer_lemma in cues.object_verbs or (
        lemma in cues.object_verbs and lemma not in cues.clause_only
    )
    is_worded = is_worded and not (lemma in cues.data["doing"] and is_person(thing))  # "dismissed 435 nurses"
    if is_worded or clause is not None:
        yield _cut_aside(page.text, _with_place(page, verb, thing))


def _hears(verb: Any) -> bool:
    return verb.lemma_.lower() in HEARERS and passive_subject(verb) is not None


def _may_be_astray(verb: Any, clause: Any | None, cues: Cues) -> bool:
    """Say whether what a verb says may hang elsewhere: it has no clause, or one that lacks its subject."""
    if verb.tag_ == "VBG" or verb.lemma_.lower() in cues.clause_only:
        return False
    if clause is None:
        infinitive = any(c.dep_ in ("xcomp", "oprd") and c.i > verb.i for c in verb.children)
        return not infinitive or _is_on_hearer(verb, cues)
    whole = any(c.dep_ in ("nsubj", "nsubjpass", "expl", "csubj", "mark") for c in clause.children)
    return clause.i > verb.i and not whole


def _is_on_hearer(verb: Any, cues: Cues) -> bool:
    # "Told officers he had heard a man shout": the clause is taken for one on the officers.
    if verb.lemma_.lower() not in cues.data["telling_whom"]:
        return False
    hearer = next((c for c in verb.children if c.dep_ == "dobj" and c.i > verb.i), None)
    clause = next((c for c in hearer.children if c.dep_ == "relcl"), None) if hearer is not None else None
    first = clause.left_edge if clause is not None else None
    return first is not None and first.tag_ == "PRP" and first.dep_ in ("nsubj", "nsubjpass")


def _is_apart(verb: Any, clause: Any) -> bool:
    # "It stepped back from the figure; police now put it at 60": the parser hangs the one on the other.
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i), None)
    first = subject.left_edge if subject is not None else verb
    before = first.nbor(-1) if first.i > 0 else first
    return bool(clause.i < first.i and before.text == ";")


def _infinitive(page: Page, verb: Any, cues: Cues) -> list[Span]:
    # "Promised to come", "ordered the cells to be hosed down", "is said to have fled".
    infinitive = next((c for c in verb.children if c.dep_ in ("xcomp", "oprd")), None)
    lemma = verb.lemma_.lower()
    passive = passive_subject(verb)
    if infinitive is None or lemma == "have":
        return []
    if passive is None and lemma in cues.data["silent"] and infinitive.pos_ in ("VERB", "AUX"):
        return []
    whole = clause_span(infinitive, page.text)
    if passive is not None and lemma not in HEARERS and passive.lower_ not in ("it", "there"):
        return [clause_span(passive, page.text), whole]
    thing = next((c for c in verb.children if c.dep_ == "dobj" and verb.i < c.i < infinitive.i), None)
    if thing is not None and lemma in cues.data["raising"]:
        whole = Span(thing.left_edge.idx, whole.end)
    return [whole]


def _about(page: Page, verb: Any, cues: Cues) -> list[Span]:
    # "Warned of floods", "confessed on his deathbed to having sold the relics".
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ != "prep":
            continue
        things = [c for c in child.children if c.dep_ in ("pobj", "pcomp")]
        if child.lower_ in _ABOUT and lemma not in cues.clause_only and things:
            return [clause_span(things[0], page.text)]
        owns = child.lower_ == "to" and lemma in _OWNING_UP
        if owns and things and things[0].tag_ in ("VBG", "VBN"):
            return [clause_span(things[0], page.text)]
    return []


def is_person(noun: Any) -> bool:
    """Say whether a noun means a person or people."""
    words = load_source_words()
    groups = (words.persons, words.trades, words.hidden, words.titles)
    return any(form in group for group in groups for form in (noun.lemma_.lower(), noun.lower_))


def is_said(noun: Any) -> bool:
    """Say whether a noun is a thing said, which can be taken back."""
    cues = load_cues()
    lemma = noun.lemma_.lower()
    told = lemma in cues.nouns or lemma in cues.carried or lemma in cues.data["told_things"]
    return told or noun.pos_ == "PRON" or lemma in load_source_words().documents


def takes_back_words(verb: Any) -> bool:
    """Say whether a verb of taking back has something said for its object, or none."""
    held = passive_subject(verb) or next((c for c in verb.children if c.dep_ == "dobj"), None)
    if held is not None and verb.lemma_.lower() in load_cues().data["unsaying"]:
        return True  # "retracted the 38 deaths that it had listed"
    if held is None and (longer := longer_verb(verb, load_cues())) is not None:
        held = longer[1]
    if held is None and any(c.dep_ == "auxpass" for c in verb.children):
        return False  # "its engine had to be abandoned"
    return held is None or is_said(held)


def _told_clause(verb: Any) -> Any | None:
    # "Admitted to a cellmate that he ...": the parser may hang the clause on the hearer, "had been told by a
    # guard that they ..." on the teller, "asked for it to be sealed" on the verb as a circumstance.
    for child in verb.children:
        if child.i < verb.i:
            continue
        hearer = None
        if child.dep_ in ("prep", "dative", "agent") and child.lower_ in ("to", "with", "by"):
            hearer = next((c for c in child.children if c.dep_ == "pobj"), None)
        elif child.dep_ in ("dobj", "dative") and verb.lemma_.lower() in HEARERS:
            hearer = child
        for clause in hearer.children if hearer is not None else ():
            if clause.dep_ in ("acl", "relcl") and _says_that(clause):
                return clause
        if child.dep_ == "advcl" and _says_that(child):
            return child  # "had said to her the week before that the railings were loose"
        if child.dep_ == "advcl" and verb.lemma_.lower() in _ASKING:
            marks = {c.lower_ for c in child.children if c.dep_ in ("mark", "aux")}
            if {"for", "to"} <= marks:
                return child
    return None


def _says_that(clause: Any) -> bool:
    # "that" in front, and a subject behind it: no relative clause.
    first = next((c for c in clause.children if c.lower_ == "that" and c.i < clause.i), None)
    if first is None:
        return False
    if first.dep_ == "mark":
        return True
    return first.dep_ == "dobj" and any(
        c.dep_ in ("nsubj", "nsubjpass") and c.i == first.i + 1 and c.tag_ in ("NNS", "NNPS", "PRP")
        for c in clause.children
    )


def is_clause(verb: Any) -> bool:
    """Say whether a verb heads a clause of its own, with a subject or a mark."""
    return verb.tag_ != "VBG" or any(c.dep_ in ("aux", "mark", "nsubj", "nsubjpass") for c in verb.children)


def _framed(page: Page, verb: Any, cues: Cues) -> Iterator[Span]:
    # "described the fall as foreseeable", "put the number at nine", "called it a disgrace".
    lemma = verb.lemma_.lower()
    by = cues.framing.get(lemma) or ("as" if verb_stance(verb, cues) == "denies" else None)
    if by is None:
        return
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.pos_ != "PRON"), None)
    frame = next(
        (
            c
            for c in verb.doc[verb.i + 1 : verb.i + _NEAR]
            if c.lower_ == by and c.dep_ == "prep" and c.i > verb.i
        ),
        None,
    )
    if frame is None:
        frame = (
            next((c for c in verb.children if c.dep_ == "oprd" and c.i > verb.i), None)
            if by == "as"
            else None
        )
    if frame is None:
        return
    if thing is not None and thing.i > frame.i:
        yield clause_span(thing, page.text)  # "dismissed as gossip a story that the relics were stolen"
    elif thing is not None and thing.i > verb.i:
        yield tidy(page.text, span_of(thing.left_edge, frame.right_edge))
    else:
        yield clause_span(frame, page.text)


def _with_place(page: Page, verb: Any, thing: Any) -> Span:
    # "Reported two lights in the water": where the parser hangs the place on the verb.
    words = load_source_words()
    last = thing.right_edge
    for child in verb.children:
        if child.i != last.i + 1 or child.dep_ != "prep" or child.lower_ in ("to", "by", "as", "with"):
            continue
        where = next((c for c in child.children if c.dep_ == "pobj"), None)
        if where is None or where.ent_type_ in ("DATE", "TIME") or where.pos_ not in ("NOUN", "PROPN"):
            break
        lemma = where.lemma_.lower()
        if lemma in words.documents or lemma in words.outlets or lemma in _FORMAL:
            break
        last = child.right_edge
    return tidy(page.text, span_of(thing.left_edge, last))


def _cut_aside(text: str, span: Span) -> Span:
    # What a comma and "where" or "which" add to an object is told by the reporter.
    found = _ASIDE.search(text, span.start, span.end)
    return Span(span.start, found.start()) if found is not None else span


def _clause_pieces(page: Page, verb: Any, clause: Any) -> Iterator[Span]:
    # "The crew was surrounded, he went on, before the wind turned": the content goes on after the cue.
    whole = span_of(clause.left_edge, clause.right_edge)
    if clause.i > verb.i:
        last = clause.right_edge
        for child in verb.children:
            if child.dep_ == "ccomp" and child.left_edge.i == last.i + 1:
                last = child.right_edge  # a clause that the parser broke in two
        whole = span_of(clause.left_edge, last)
        yield tidy(page.text, Span(max(whole.start, verb.idx + len(verb.text)), whole.end))
        return
    yield tidy(page.text, Span(whole.start, min(whole.end, _cue_start(verb))))
    later = [
        c
        for c in verb.children
        if c.i > verb.i
        and c.dep_ in ("advcl", "conj", "ccomp")
        and c.tag_ != "VBG"
        and not (c.dep_ == "conj" and verb_stance(c, load_cues()) is not None)
        and any(g.dep_ in ("mark", "nsubj", "nsubjpass") for g in c.children)
        and c.left_edge.i > verb.i + 1
    ]
    sentence = page.sentence_at(verb.idx)
    near = verb.doc[verb.i + 1 : verb.i + _NEAR]
    colon = next((t for t in near if t.text in (":", ",", ";") and t.idx < sentence.end), None)
    if colon is not None and colon.text == ":":
        yield tidy(page.text, Span(colon.idx, sentence.end))
    elif verb.dep_ in ("ccomp", "parataxis") and verb.head.i > verb.i and verb.head.pos_ in ("VERB", "AUX"):
        # "Should it be wet, they have pledged, all will go": the parser takes the cue for the smaller clause.
        comma = next((t for t in verb.doc[verb.i + 1 : verb.head.i] if t.text == ","), None)
        if comma is not None:
            yield tidy(page.text, Span(comma.idx, span_of(verb.head, verb.head.right_edge).end))
    elif later and any(t.text == "," for t in verb.doc[verb.i + 1 : later[0].left_edge.i + 1]):
        yield tidy(page.text, span_of(later[0].left_edge, later[-1].right_edge))


def _cue_start(verb: Any) -> int:
    subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < verb.i), None)
    first = subject.left_edge if subject is not None else verb
    return int(min(first.idx, verb.idx))

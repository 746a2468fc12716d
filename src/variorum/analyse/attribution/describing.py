"""What the words for a source say of it: name, kind, whether it hides who speaks, whom it speaks for."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from variorum.analyse.attribution.kinds import INDEFINITE, kind_of
from variorum.analyse.attribution.lexicon import SourceWords, load_cues, load_source_words
from variorum.analyse.attribution.phrase import is_relative, noun_phrase
from variorum.analyse.attribution.proper_names import given_name, head_of, is_title_word, proper_name
from variorum.analyse.page import Page
from variorum.analyse.tags import PLURAL_TAGS
from variorum.data import load_words
from variorum.model.analysis import VoiceType
from variorum.model.span import Span

_PARTY = re.compile(r"\((?:[DRIL]|Rep|Dem|Con|Lab|SNP)(?:[-\u2013, ]{1,2}[A-Z][\w.]{0,12})?\.?\)")
_CLOCK = re.compile(r"\d{1,2}:\d\d")
_COPY = re.compile(
    r",? (?:a |the )?(?:copy|copies|part|parts|details|excerpts|text|portions?|most|some|all) of which\b"
)
_DASHES = frozenset({"-", "--", "\u2013", "\u2014"})
_CLAUSE = 8  # words of a clause that says which one
_UNSEEN = load_words("attribution/words.yaml", "unseen")  # "the sources" are as hidden as "sources"
_ABOUT = frozenset({"near", "outside", "around", "along", "behind", "beyond", "off", "towards", "toward"})
_OFFICE_OF = frozenset({"of", "for", "in", "at"})
_DEFINITE = frozenset(
    {"the", "this", "that", "these", "those", "his", "her", "its", "their", "my", "our", "your"}
)


@dataclass(frozen=True, slots=True)
class Description:
    """A source as its own words show it.

    `name` is without articles and titles; `key` the words that tell it from others, lower case; `head` its
    head noun. `is_named` where it has a proper name; `is_definite` where the words point back; `is_plural`
    where the head means several.
    """

    name: str
    type: VoiceType
    anonymous: bool
    is_named: bool
    is_definite: bool
    head: str
    key: tuple[str, ...]
    principal: Span | None = None
    is_plural: bool = False


def describe(page: Page, source: Span) -> Description:
    """Read one source phrase."""
    words = load_source_words()
    tokens = [t for t in _core_of(page, _named_behind(page, source)) if not t.is_quote]
    if not tokens:
        return Description(source.of(page.text), "unknown", False, False, False, "", ())
    first = tokens[0]
    while len(tokens) > 1 and tokens[0].lower_ in words.articles:
        tokens = tokens[1:]
    tokens = _without_marks(_without_day(tokens))
    tokens = _without_whereabouts(tokens, words)
    named = [] if _is_bare_noun(tokens, words) else proper_name(tokens, words, recased=page.cased is not None)
    head = named[-1] if named else head_of(tokens)
    if not named and (given := given_name(head)):
        return _as_given(page, head, given)
    shown = _with_seat(named, tokens, words) or tokens
    kind = kind_of(tokens, head, named, words)
    definite = first.lower_ in _DEFINITE or (not named and any(t.tag_ == "POS" for t in tokens))
    definite = definite or (not named and len(tokens) == 1 and head.tag_ in ("NN", "NNP"))
    end = shown[-1].idx + len(shown[-1].text)
    return Description(
        name=page.text[shown[0].idx : end if named else _restricted(head, end)],
        type=kind,
        anonymous=_is_hidden(first, tokens, head, named, kind),
        is_named=bool(named),
        is_definite=definite,
        head=head.lemma_.lower(),
        key=tuple(t.lower_ for t in shown if t.is_alpha or t.like_num) or (shown[0].lower_,),
        principal=_principal(tokens, words),
        is_plural=not named and head.tag_ in PLURAL_TAGS,
    )


def _named_behind(page: Page, source: Span) -> Span:
    """Return the name that commas set off behind the words for a person: "the prefect, Tomas Brule, as"."""
    if not page.text.startswith(", ", source.end):
        return source
    tokens = _worded(page, source)
    if not tokens or tokens[-1].i + 2 >= len(tokens[-1].doc):
        return source
    if any(t.text == "," or t.pos_ == "PROPN" or t.tag_ in ("NNS", "NNPS", "WP", "WDT") for t in tokens):
        return source
    words = load_source_words()
    forms = {tokens[-1].lemma_.lower(), tokens[-1].lower_}
    known = (words.persons, words.titles, words.speakers)
    if all(map(forms.isdisjoint, known)) or tokens[0].lower_ in ("a", "an"):
        return source
    if forms & words.trades or forms & words.organisations:
        return source  # "a spokesman for the police, Tomas Brule,": the name is his
    doc = tokens[-1].doc
    run = list(
        itertools.takewhile(lambda t: t.pos_ == "PROPN" or t.text == "-", doc[tokens[-1].i + 2 :][:_CLAUSE])
    )
    after = doc[run[-1].i + 1].text if run and run[-1].i + 1 < len(doc) else "."
    is_name = len(run) > 1 and not any(t.ent_type_ in ("DATE", "TIME", "GPE", "ORG", "LOC") for t in run)
    if not is_name or after not in (",", ".", ";", ":", ")", "\u201d", '"'):
        return source
    return Span(run[0].idx, run[-1].idx + len(run[-1].text))


def _as_given(page: Page, head: Any, given: Sequence[Any]) -> Description:
    # One word alone, or "only as", hides who it is.
    before = given[0].i
    only = any(t.lower_ == "only" for t in head.doc[max(head.i, before - _CLAUSE) : before])
    return Description(
        name=page.text[given[0].idx : given[-1].idx + len(given[-1].text)],
        type="person",
        anonymous=only,
        is_named=True,
        is_definite=False,
        head=given[-1].lemma_.lower(),
        key=tuple(t.lower_ for t in given),
    )


def _without_whereabouts(tokens: list[Any], words: SourceWords) -> list[Any]:
    # "A convoy of the army near Turbat": what is near a body is no part of its name.
    at = next((i for i, t in enumerate(tokens) if i and t.pos_ == "ADP" and t.lower_ in _ABOUT), 0)
    before = tokens[at - 1].lower_ if at > 0 else ""
    return tokens[:at] if before in words.organisations or before in words.trades else tokens


def _with_seat(named: list[Any], tokens: Sequence[Any], words: SourceWords) -> list[Any]:
    # "The Foreign Ministry in Astana": a name that many bodies have, and whose it is.
    if not named or named[-1].lower_ not in words.organisations:
        return named
    rest = [t for t in tokens if t.i > named[-1].i]
    is_seat = len(rest) > 1 and rest[0].lower_ == "in" and all(t.pos_ == "PROPN" for t in rest[1:])
    return [*named, *rest] if is_seat and rest[0].i == named[-1].i + 1 else named


def _without_marks(tokens: list[Any]) -> list[Any]:
    # "The bank's denial" is the bank's; no name begins with a clock ("0:33 Ana Vell") or ends in a dash or in
    # what the one named is doing ("another source speaking").
    while len(tokens) > 1 and (
        (tokens[-1].tag_ == "POS" and tokens[-1].head.dep_ != "pobj")
        or tokens[-1].text in _DASHES
        or (tokens[-1].tag_ == "VBG" and tokens[-1].dep_ in ("acl", "advcl") and tokens[-1].text.islower())
    ):
        tokens = tokens[:-1]
    while len(tokens) > 1 and (tokens[0].tag_ == "POS" or _CLOCK.fullmatch(tokens[0].text)):
        tokens = tokens[1:]
    return tokens


def _without_day(tokens: list[Any]) -> list[Any]:
    # "Saturday's Lantern": the Lantern.
    if len(tokens) < 2 or tokens[0].ent_type_ not in ("DATE", "TIME"):
        return tokens
    at = next((i for i, t in enumerate(tokens) if t.tag_ == "POS"), 0)
    is_day = 0 < at < len(tokens) - 1 and all(t.ent_type_ in ("DATE", "TIME") for t in tokens[:at])
    return tokens[at + 1 :] if is_day else tokens


def _restricted(head: Any, end: int) -> int:
    # "The company that runs the pit": without a name the clause says which.
    clause = next((c for c in head.children if c.dep_ == "relcl" and c.i > head.i), None)
    if clause is None or clause.right_edge.i - clause.left_edge.i > _CLAUSE:
        return end
    first = clause.left_edge
    if first.lower_ != "that" or first.dep_ != "nsubj" or first.idx != end + 1:
        return end
    words = [t for t in clause.subtree if t.lemma_.lower() in load_cues().verbs and t.pos_ == "VERB"]
    last = clause.right_edge
    return end if words or last.is_punct else int(last.idx + len(last.text))


def _is_bare_noun(tokens: Sequence[Any], words: SourceWords) -> bool:
    # "Mayor denies land deal", "Police: ...": one word with a capital because the sentence begins with it.
    if not tokens[0].is_sent_start:
        return False
    if len(tokens) > 1:  # "Records obtained by the Torch"
        return tokens[1].tag_ == "VBN" and tokens[0].lower_ in words.documents
    known = (words.persons, words.titles, words.trades, words.organisations, words.documents, words.rumours)
    forms = (tokens[0].lower_, tokens[0].lemma_.lower())
    return any(form in group for group in (*known, words.hidden, words.outlets) for form in forms)


def _core_of(page: Page, source: Span) -> list[Any]:
    """Return the words of a source that name it, where the source goes over a comma or has a clause.

    "the council leader, Rhona Attick," gives the name; "two people, who asked not to be named," the people.
    """
    if (
        clause := _COPY.search(page.text, source.start, source.end)
    ) is not None and clause.start() > source.start:
        source = Span(source.start, clause.start())  # "the digest, a copy of which was left on a train,"
    tokens = _worded(page, source)
    if len(tokens) > 2 and tokens[1].text == "." and is_title_word(tokens[0], load_source_words()):
        tokens = tokens[2:]  # "Sgt. Andrea Janvier", taken for the end of a sentence and a new one
    if tokens and tokens[0].lower_ in load_source_words().reporting:
        # "reporting by The Post": the paper speaks, not its reporting.
        by = next((i for i, t in enumerate(tokens[:-1]) if t.lower_ in ("by", "from", "in")), None)
        if by is not None:
            return tokens[by + 1 :]
    if not any(t.text in (",", "(", ";") or is_relative(t) for t in tokens):
        return tokens
    if name := _set_off_name(tokens):
        return name
    source = Span(tokens[0].idx, source.end)
    head = head_of(tokens)
    if head.pos_ in ("VERB", "AUX", "PUNCT", "ADP"):
        head = next((t for t in tokens if t.pos_ in ("PROPN", "NOUN", "PRON")), head)
    core = noun_phrase(head)
    if not source.covers(core):
        core = Span(tokens[0].idx, max(core.start + 1, min(core.end, source.end)))
    return _worded(page, core)


def _set_off_name(tokens: Sequence[Any]) -> list[Any]:
    # "The ombudswoman, Eliana Tapara": the parser need not hang the name on what she is.
    comma = next((k for k, t in enumerate(tokens) if t.text == ","), 0)
    after = list(tokens[comma + 1 :])
    name = after[: next((k for k, t in enumerate(after) if t.text == ","), len(after))]
    described = tokens[:comma]
    if not described or len(name) < 2 or any(t.text[:1].islower() or t.text in "();" for t in name):
        return []
    words = load_source_words()
    while len(name) > 2 and is_title_word(name[0], words):
        name = name[1:]
    nouns = [t for t in described if t.pos_ == "NOUN" and t.text[:1].islower()]
    known = (words.persons, words.titles, words.speakers)
    is_person = any(t.lemma_.lower() in group for t in nouns for group in known)
    is_person = is_person or (_is_office(described, words) and not is_title_word(name[-1], words))
    is_clause = any(t.tag_ in ("WP", "WDT", "WP$", "VBD", "VBZ", "VBP") for t in described)
    is_place = any(t.ent_type_ in ("GPE", "DATE", "TIME") for t in name)
    return name if is_person and not is_clause and not is_place else []


def _is_office(described: Sequence[Any], words: SourceWords) -> bool:
    # "The Minister of Labour, Ana Vell": an office in capitals, whoever holds it.
    if described[0].lower_ not in _DEFINITE:
        return False
    last = next((k for k, t in enumerate(described) if t.lower_ in _OFFICE_OF), len(described)) - 1
    return last > 0 and is_title_word(described[last], words)


def _worded(page: Page, span: Span) -> list[Any]:
    tokens = [t for t in page.tokens(span) or () if not t.is_space]
    if not any(t.text == "(" for t in tokens):
        return tokens
    # "Ana Vell (D)", "(R-Texas)": her party is no part of her name.
    party = {
        k
        for m in _PARTY.finditer(span.of(page.text))
        for k in range(span.start + m.start(), span.start + m.end())
    }
    return [t for t in tokens if t.idx not in party] or tokens


def _is_hidden(first: Any, tokens: Sequence[Any], head: Any, named: Sequence[Any], kind: VoiceType) -> bool:
    words = load_source_words()
    if named:
        # "Private M.": an initial hides who it is.
        initial = named[-1].text.strip(".")
        return len(initial) == 1 and initial.isalpha()
    if head.lower_ in words.rumours:
        return True
    if _speaker(tokens, words) is not None:
        return False
    if (first.lower_ in _DEFINITE and head.lower_ not in _UNSEEN) or any(t.tag_ == "POS" for t in tokens):
        return False
    if first.lower_ in INDEFINITE or (first.like_num and not _is_age(first)):
        return kind in ("person", "role") or head.lemma_.lower() in words.persons
    if head.lower_ in words.trades:
        return False
    return head.lower_ in words.hidden


def _is_age(number: Any) -> bool:
    return bool(number.i + 1 < len(number.doc) and number.nbor(1).text == "-")


def _speaker(tokens: Sequence[Any], words: SourceWords) -> Any | None:
    return next((t for t in tokens if t.lemma_.lower() in words.speakers or t.lower_ in words.speakers), None)


def _principal(tokens: Sequence[Any], words: SourceWords) -> Span | None:
    """Return the words for whom a spokesman speaks: "for the army", "of the ministry", "the Kremlin's"."""
    speaker = _speaker(tokens, words)
    held = tokens[-1].head
    beside = speaker is None and tokens[-1].dep_ == "appos" and held.lemma_.lower() in words.speakers
    if beside:
        speaker = held  # "their spokesman Damir Lukic", where the source is the name alone
    if speaker is None:
        return _issuer(tokens, words)
    for child in speaker.children:
        if child.dep_ == "prep" and child.lower_ in ("for", "of"):
            body = next((c for c in child.children if c.dep_ == "pobj"), None)
            if body is not None:
                return _span([t for t in body.subtree if t.i <= tokens[-1].i and t.i >= body.left_edge.i])
    inside = {t.i for t in tokens}
    before = [
        c
        for c in speaker.children
        if c.dep_ in ("compound", "nmod", "amod") and c.i < speaker.i and (beside or c.i in inside)
    ]
    before = [c for c in before if c.pos_ in ("NOUN", "PROPN")]
    owner = next((c for c in speaker.children if c.dep_ == "poss"), None)
    if owner is not None:
        return _span([t for t in owner.subtree if t.tag_ != "POS"])
    return _span([*_before_noun(before[0], words), before[-1]]) if before else None


def _issuer(tokens: Sequence[Any], words: SourceWords) -> Span | None:
    """Return the words for the body whose own paper is the source: "a bulletin of the risk office"."""
    inside = {t.i for t in tokens}
    paper = next((t for t in tokens if t.head.i not in inside), tokens[0])
    if paper.lemma_.lower() not in words.issued:
        return None
    below = [c for c in paper.children if c.i in inside]
    held = [p for c in below if c.lower_ in ("of", "by", "from") for p in c.children if p.dep_ == "pobj"]
    held += [c for c in below if c.dep_ == "poss" and c.pos_ != "PRON"]
    body = next((b for b in held if b.lemma_.lower() in words.organisations or b.ent_type_ == "ORG"), None)
    return None if body is None else _span([t for t in body.subtree if t.i in inside and t.tag_ != "POS"])


def _before_noun(noun: Any, words: SourceWords) -> list[Any]:
    """Return the words that belong to a body's noun and stand right before it: "civil defence"."""
    first = noun.i
    while first > 0:
        token = noun.doc[first - 1]
        is_below = token.head.i in range(first, noun.i + 1) and token.dep_ in ("compound", "nmod", "amod")
        if not is_below or token.lower_ in words.ranks or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            break
        first -= 1
    return list(noun.doc[first : noun.i])


def is_nobodys_speaker(tokens: Sequence[Any]) -> bool:
    """Say whether a source is a spokesman of whom the words do not say whose ("a spokesman, Wilmer Paz")."""
    words = load_source_words()
    if not tokens:
        return False
    held = [t.head for t in tokens if t.dep_ == "appos"]
    return _principal(tokens, words) is None and _speaker([*tokens, *held], words) is not None


def is_able_to_speak(noun: Any) -> bool:
    """Say whether a noun can be one who says something: a name, a pronoun, a person, body or paper."""
    words = load_source_words()
    if noun.pos_ in ("PRON", "PROPN"):
        return True
    forms = {noun.lemma_.lower(), noun.lower_}
    groups = (words.persons, words.trades, words.hidden, words.organisations, words.outlets, words.titles)
    return any(forms & group for group in (*groups, words.documents, words.speakers, words.collective))


def _span(tokens: Sequence[Any]) -> Span | None:
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1].text)) if tokens else None

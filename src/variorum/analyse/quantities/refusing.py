"""Tell by the parse too the numbers that are no quantity: years, labels, addresses, scores, names."""

from typing import Any

from variorum.analyse.quantities.dismissing import refusal_words
from variorum.analyse.quantities.fate_lexicon import fate_words
from variorum.analyse.quantities.lexicon import noun_words, number_words, unit_words
from variorum.analyse.quantities.matching import match_at
from variorum.analyse.quantities.numerals import Exact
from variorum.analyse.quantities.phrases import Phrase
from variorum.analyse.quantities.scene import Scene, noun_after
from variorum.analyse.quantities.tokens import Token
from variorum.analyse.tags import CLAUSE_TAGS, PLURAL_TAGS

_RATIOS = frozenset({"ratio", "ratios", "odds"})
_FIRM_LABELS = frozenset(
    ["number", "no", "route", "highway", "version", "flight", "boeing", "image", "photo", "slide", "page"]
)
_DETERMINING = frozenset({"the", "its", "their", "'s", "during", "since", "these", "those", "of", "in"})


_ROOM = frozenset({"can", "could", "may", "might"})
_FITTED = frozenset({"license", "licence", "design", "build", "permit", "certify", "allow", "able", "mean"})
_PUT_ASIDE = frozenset({(",", "not"), ("and", "not"), ("rather", "than"), ("instead", "of")})


def is_refused(scene: Scene, phrase: Phrase) -> bool:
    """Say whether the parse around a number phrase that its words leave standing makes it no quantity."""
    if phrase.kind == "fixed":
        both = scene.token(phrase.core)  # "both Ann and her brother"
        joins = any(c.dep_ == "conj" for c in both.head.children)
        if _sums_up(scene, phrase, both):
            return True
        if scene.norm(phrase.core) == "both" and _joins_bare_plurals(both.head):
            return True
        points = both.dep_ == "preconj" or (
            scene.norm(phrase.core) == "both" and both.head.tag_ in ("NN", "NNP")
        )
        return points and both.head.i > both.i and joins
    if phrase.kind in ("vague", "zero", "decade"):
        return phrase.kind == "vague" and (is_compound(scene, phrase) or _scores(scene, phrase))
    return (
        is_year(scene, phrase)
        or _is_aircraft(scene, phrase)
        or is_label(scene, phrase)
        or is_address(scene, phrase)
        or is_score(scene, phrase)
        or is_name(scene, phrase)
        or is_sequence(scene, phrase)
        or is_compound(scene, phrase)
    )


def _scores(scene: Scene, phrase: Phrase) -> bool:
    """Say whether "scores" is a verb: "Orlan Scores Twice", "she scores high"."""
    if scene.norm(phrase.core) != "scores" or scene.norm(phrase.end) in ("of", "more") or phrase.first < 1:
        return False
    before, number = scene.token(phrase.first - 1), scene.token(phrase.core)
    named = before.tag_ in ("NNP", "PRP") and scene.cased(phrase.core)[:1].isupper()
    return number.tag_ == "VBZ" or named or before.tag_ == "PRP"


def _is_aircraft(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a number alone names an aircraft: "the 747 landed"."""
    if scene.norm(phrase.first - 1) not in ("the", "a") or phrase.end >= len(scene.words):
        return False
    alone = scene.token(phrase.end).tag_ not in (*PLURAL_TAGS, "JJ", "VBN", "IN")
    return alone and scene.norm(phrase.core) in refusal_words().aircraft


def _joins_bare_plurals(noun: Token) -> bool:
    """Say whether "both police and soldiers" stands there: neither noun is counted by itself."""
    if noun.tag_ not in PLURAL_TAGS:
        return False
    joined = (c for c in noun.children if c.dep_ == "conj" and c.tag_ in PLURAL_TAGS)
    return any(all(m.dep_ not in ("det", "nummod", "poss", "predet") for m in c.children) for c in joined)


def _sums_up(scene: Scene, phrase: Phrase, both: Token) -> bool:
    """Say whether "both" only takes up two who were told of: "Ann and her son were both shot", or points at
    a name: "both of Montgomery"."""
    if scene.norm(phrase.core) != "both":
        return False
    if scene.norm(phrase.first - 1) == "," and scene.lemma(phrase.first - 2) in noun_words().pairs:
        return True  # "the couple, both in their 80s,"
    name = scene.cased(phrase.end + 1)
    if scene.norm(phrase.end) == "of" and name[:1].isupper() and not name.endswith(("'s", "’s")):
        return True
    subjects = (c for c in both.head.children if c.dep_ in ("nsubj", "nsubjpass") and c.i < both.i)
    return any(c.tag_ in ("NN", "NNP") and any(d.dep_ == "conj" for d in c.children) for c in subjects)


def is_year(scene: Scene, phrase: Phrase) -> bool:
    """Say whether the number is a year."""
    before, value = scene.norm(phrase.first - 1), phrase.low
    if before == "year" and phrase.kind == "number" and 1100 <= (value or 0) <= 2100:
        return True  # "by the year two thousand"
    if (
        phrase.kind == "range"
        and _is_year(scene, phrase, phrase.low)
        and _is_year(scene, phrase, phrase.high)
    ):
        return True
    if phrase.kind not in ("number", "range") or not _is_year(scene, phrase, value):
        return False
    if phrase.qualifier and phrase.bound != "about":
        return False
    token = scene.token(phrase.core)
    if token.dep_ == "nummod" and token.head.tag_ in PLURAL_TAGS and token.head.i > token.i:
        if before in _DETERMINING and (value or 0) >= 1900 and _is_happening(token.head):
            return True
        return before in ("in", "since", "of", "by", "until", "the", "'s") and token.head.i > token.i + 1
    following = scene.token(phrase.core_end) if phrase.core_end < len(scene.words) else None
    return following is None or following.tag_ not in PLURAL_TAGS


def _is_happening(noun: Token) -> bool:
    """Say whether a plural is of events, which years tell apart: "the 2019 floods"."""
    return noun_words().unit_of(noun.lemma_.lower()) == "event"


def _is_year(scene: Scene, phrase: Phrase, value: Exact | None) -> bool:
    if value is None or not 1100 <= value <= 2100 or not phrase.in_figures or phrase.currency:
        return False
    return scene.words[phrase.core_end - 1].norm.isdigit() and len(scene.words[phrase.core_end - 1].norm) == 4


def is_label(scene: Scene, phrase: Phrase) -> bool:
    """Say whether the number names something: "Route 9", "version 4.2", "number one", "Boeing 737"."""
    if phrase.first != phrase.core or phrase.first == 0 or phrase.kind not in ("number", "range"):
        return False
    before = scene.norm(phrase.first - 1)
    if (before == "number" and scene.token(phrase.first - 1).tag_[:2] == "VB") or _is_plural_subject(
        scene, phrase, before
    ):
        return False
    if before == "." and scene.norm(phrase.first - 2) in refusal_words().short_labels:
        return True
    at = phrase.first - 2 - (scene.norm(phrase.first - 2) == "of")
    if before in ("of", "/") and scene.norm(at).isdigit() and scene.norm(at - 1) in _FIRM_LABELS:
        return True  # "Image 2 of 4"
    after = scene.token(phrase.core_end) if phrase.core_end < len(scene.words) else None
    counts = after is not None and _counts_on(scene, after)
    if phrase.in_figures and scene.cased(phrase.core_end) == "News":
        return scene.cased(phrase.first - 1)[:1].isupper()  # "WAVE 3 News"
    if scene.norm(phrase.first - 2) in refusal_words().labels and scene.cased(phrase.first - 1).isupper():
        return phrase.in_figures  # "Flight KX 404"
    if before in refusal_words().labels and not scene.words[phrase.first].glued:
        named = scene.norm(phrase.core_end) == "of" or (phrase.first > 1 and _is_verb(after))
        capital = (named or _is_plain_plural(after)) and scene.cased(phrase.first - 1)[:1].isupper()
        return not counts or capital or before in _FIRM_LABELS
    token = scene.token(phrase.first - 1)
    return (
        phrase.in_figures
        and token.tag_ == "NNP"
        and not counts
        and before != "magnitude"
        and not _is_headline_verb(before)
        and before not in _DETERMINING
        and not (before.endswith("'s") and scene.norm(phrase.end) == "-")  # "the firm's 10-member board"
        and token.ent_type_ not in ("GPE", "LOC", "DATE", "PERSON", "TIME")
    )


def _is_plain_plural(after: Token | None) -> bool:
    """Say whether a plural that is no word of fate stands there: "Room 4 guests", "Formula 1 returns"."""
    return after is not None and after.tag_ in PLURAL_TAGS and after.lower_ not in fate_words().states


def _is_verb(token: Token | None) -> bool:
    """Say whether a token after a number is a verb, whose subject ends there: "in Sector 3 killed nine"."""
    return token is not None and token.tag_ in CLAUSE_TAGS


def _is_plural_subject(scene: Scene, phrase: Phrase, before: str) -> bool:
    """Say whether "number" before a figure is the verb of a plural noun, at the end of its clause."""
    if before != "number":
        return False
    at_end = scene.norm(phrase.end) in ("", ".", ";", ",")
    many = phrase.high is not None and phrase.high > 12
    return at_end and (many or scene.norm(phrase.first - 2) in fate_words().toll_nouns)


def _is_headline_verb(word: str) -> bool:
    """Say whether a capitalised word tells a fate as a verb: "Pile-up injures 21"."""
    objects = fate_words().objects
    return any(word.removesuffix(ending) in objects for ending in ("s", "es", "ed", "d"))


def _counts_on(scene: Scene, after: Any) -> bool:
    """Say whether the token after a number goes on as what is counted or befalls it."""
    if (
        after.tag_ in PLURAL_TAGS
        or after.tag_ in ("VBN", "VBD", "JJ", "VBG", "JJR", "$", "VBP")
        or after.lower_ in ("more", "of", "per", "other")
    ):
        return True
    following = scene.tokens[after.i + 1] if after.i + 1 < len(scene.tokens) else None
    return after.tag_ == "NN" and following is not None and following.tag_ in PLURAL_TAGS


def is_address(scene: Scene, phrase: Phrase) -> bool:
    """Say whether the number is of a house in a street: "230 Hollow Lane", "5 Cooper's Row"."""
    if (not phrase.in_figures and phrase.kind != "ordinal") or (
        phrase.first != phrase.core and phrase.kind != "ordinal"
    ):
        return False
    if scene.norm(phrase.core_end) in refusal_words().street_openers:
        return scene.cased(phrase.core_end)[:1].isupper()  # "12 Rue des Tanneurs"
    for i in range(phrase.core_end, min(len(scene.words), phrase.core_end + 5)):
        if scene.words[i].norm == "." and len(scene.norm(i - 1)) <= 2:
            continue
        is_street = scene.norm(i) in refusal_words().streets and i > phrase.core_end
        if not scene.cased(i)[:1].isupper() and not (
            is_street and scene.norm(i) in ("street", "road", "avenue")
        ):
            return scene.norm(i) == "block" and scene.norm(i + 1) == "of"
        if scene.norm(i) in refusal_words().streets and (i > phrase.core_end or phrase.kind == "ordinal"):
            return True
    return False


def is_compound(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a number is part of an adjective that counts nothing: "two-term", "three-vehicle"."""
    words, end = scene.words, phrase.end
    if (
        end + 1 >= len(words)
        or words[end].norm != "-"
        or not words[end].glued
        or words[end + 1].kind != "word"
    ):
        return False
    known = unit_words()
    if phrase.currency is not None or words[end + 1].norm.removesuffix("s") in known.currencies:
        return False
    if words[end + 1].norm in noun_words().members and _is_group(noun_after(scene, end + 1)):
        return False
    return (
        words[end + 1].glued and words[end + 1].norm not in known.units and words[end + 1].norm != "magnitude"
    )


def _is_group(noun: Token | None) -> bool:
    """Say whether a noun is of people together, which a number of members may be of."""
    known, lemma = noun_words(), "" if noun is None else noun.lemma_.lower()
    return lemma in known.groups or known.unit_of(lemma) in ("person", "household", "organisation")


def is_score(scene: Scene, phrase: Phrase) -> bool:
    """Say whether two numbers are the score of a game or a vote: "won 3-1", "by 212 votes to 140"."""
    words, end = scene.words, phrase.core_end
    if phrase.kind == "range":
        tied = any(words[i].norm == "-" and words[i].glued for i in range(phrase.core, end))
        near = {w.norm for w in words[max(0, phrase.core - 6) : end + 4]}
        if not near.isdisjoint(_RATIOS) and "to" in scene.norms[phrase.core : end]:
            return True  # "a ratio of one to forty"
        told = phrase.low == 0 or not refusal_words().sports.isdisjoint(near)
        return tied and told and not _has_unit(scene, end)
    tied = (
        end + 1 < len(words)
        and words[end].norm == "-"
        and words[end].glued
        and words[end + 1].kind == "figure"
    )
    return (phrase.in_figures and tied) or _is_of_vote(scene, phrase)


def _has_unit(scene: Scene, piece: int) -> bool:
    return match_at(scene.words, piece, unit_words().units) is not None


def _is_of_vote(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a number is one side of a vote: "212 votes to 140", "212 to 140 votes"."""
    ballots, at = refusal_words().ballots, phrase.core_end
    if scene.norm(at) in ballots and scene.norm(at + 1) in ("to", "against"):
        return at + 2 < len(scene.words) and _is_number(scene, at + 2)
    before = phrase.first - 1
    if scene.norm(before) not in ("to", "against") or scene.norm(before - 1) not in ballots:
        return False
    return before > 1 and _is_number(scene, before - 2)


def _is_number(scene: Scene, piece: int) -> bool:
    return scene.words[piece].kind == "figure" or scene.token(piece).tag_ == "CD"


def is_name(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a number word is part of a name: "the Five Star Alliance", "Three Rivers".

    Where every word but the small ones begins with a capital, capitals tell nothing.
    """
    first, text = scene.cased(phrase.core), scene.text
    if (phrase.in_figures and phrase.kind != "ordinal") or phrase.core_end > len(scene.words):
        return False
    after = scene.cased(phrase.core_end)
    if (
        phrase.kind == "ordinal"
        and after[:1].isupper()
        and scene.token(phrase.core_end).tag_ in ("NNP", "NNPS")
    ):
        return True
    if phrase.core == 0 or not first[:1].isupper() or phrase.qualifier or first.lower() in ("a", "an", "the"):
        return False
    if scene.words[phrase.core - 1].kind == "sign":
        return False
    small = refusal_words().small
    return any(w.kind == "word" and text[w.start].islower() and w.norm not in small for w in scene.words)


def is_sequence(scene: Scene, phrase: Phrase) -> bool:
    """Say whether figures go on without a noun, as in a telephone number: "+44 20 7946 0018"."""
    words, end = scene.words, phrase.core_end
    if not phrase.in_figures:
        known = number_words()
        return phrase.kind == "number" and (
            scene.norm(end) in known.ones
            or scene.norm(end) in known.tens
            or _is_numeral_word(scene, phrase.first - 1)
        )
    if (
        end + 1 < len(words)
        and words[end].norm == "-"
        and words[end].glued
        and words[end + 1].kind == "figure"
    ):
        return words[end + 1].glued
    if end < len(words) and words[end].kind == "figure":
        return True
    before = phrase.first - 1
    if before >= 0 and words[before].kind == "figure":
        return True
    return before >= 0 and words[before].norm == "+" and words[phrase.first].glued


def _is_numeral_word(scene: Scene, piece: int) -> bool:
    known, norm = number_words(), scene.norm(piece)
    return (norm in known.ones and norm != "one") or norm in known.tens


def is_denied(scene: Scene, phrase: Phrase) -> bool:
    """Say whether a number is put aside for another: "four people, and not seven as first told".

    Also "rather than seven" and "not seven but four".
    """
    at = phrase.first - (scene.norm(phrase.first - 1) == "the")
    before = tuple(scene.norms[max(0, at - 2) : at])
    if before in _PUT_ASIDE:
        return True
    is_told_after = scene.norm(phrase.end) == "but" and any(p.first == phrase.end + 1 for p in scene.phrases)
    return before[-1:] == ("not",) and is_told_after


def is_capacity(number: Any) -> bool:
    """Say whether a number tells how many there is room for: "may carry 200", "licensed to carry 80"."""
    verb = number.head
    for _ in range(2):
        if verb.tag_[:2] == "VB":
            break
        verb = verb.head
    has_room = any(c.tag_ == "MD" and c.lower_ in _ROOM for c in verb.children)
    return (has_room and verb.tag_ == "VB") or (
        verb.dep_ in ("xcomp", "advcl") and verb.head.lemma_ in _FITTED
    )


def is_one_refused(scene: Scene, phrase: Phrase) -> bool:
    """Say whether "one" is a pronoun or idiom and counts nothing."""
    token = scene.token(phrase.core)
    before = scene.norm(phrase.first - 1)
    if before in (
        "the",
        "this",
        "that",
        "any",
        "every",
        "each",
        "which",
        "another",
        "number",
        "no",
        "last",
        "first",
        "only",
        "new",
        "old",
        "-",
    ):
        counts = token.dep_ == "nummod" and token.head.i > token.i
        opens = before == "that" and scene.token(phrase.first - 1).dep_ == "mark"
        part = scene.norm(phrase.end) == "of"  # "only one of the two was found"
        alone = before == "only" and (part or token.dep_ in ("nsubj", "nsubjpass"))  # "only one was found"
        return not (alone or (counts and (before == "only" or opens)))  # "said that one person was killed"
    if scene.norm(phrase.core_end) == "-":
        return True
    return token.tag_ == "PRP" and token.dep_ in ("nsubj", "poss") and token.head.tag_ in ("VBZ", "VBP", "MD")

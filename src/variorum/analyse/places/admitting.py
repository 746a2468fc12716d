"""Which names of the gazetteer are meant as places: not persons, papers, teams, diseases or common words."""

from dataclasses import dataclass

from variorum.analyse.places.lexicon import Lexicon
from variorum.analyse.places.words import Words
from variorum.model.span import Span

_PLACE = frozenset({"GPE", "LOC", "FAC"})
_DASHES = frozenset({"\u2014", "\u2013", "-", "--", "(", ","})
_DWELLS = frozenset({",", "both", "all"})  # "22, of Lima", "both of Lima"
_OFFICE = 8  # words of an office's name that are looked at
_LIST = frozenset({",", "and", "or", "&", ";", "/"})


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch of tokens (`start` to `end`) that may name a place; `known` where the gazetteer has it.

    `is_city` says that it is a city's name before a word for a house there: "a Lima bank".
    """

    start: int
    end: int
    span: Span
    key: str
    known: bool
    is_city: bool = False


def admit(words: Words, found: list[Match], lexicon: Lexicon) -> list[Match]:
    """Keep the names that are meant as places.

    A name is a place where the tagger or its neighbours say so; then its other mentions are too, unless
    they stand inside another name. Names in a list with a place are places.
    """
    persons = _persons(words)
    verdicts = [
        False if _is_surname(words, match, persons, lexicon) else _judge(words, match, lexicon)
        for match in found
    ]
    sure = {match.key for match, verdict in zip(found, verdicts, strict=True) if verdict is True}
    for at, match in enumerate(found):
        if verdicts[at] is None and match.key in sure and words.texts[match.end - 1] not in persons:
            verdicts[at] = True
        if verdicts[at] is None:
            verdicts[at] = _is_listed(words, found, verdicts, at)
    return [match for match, verdict in zip(found, verdicts, strict=True) if verdict]


def _is_surname(words: Words, match: Match, persons: frozenset[str], lexicon: Lexicon) -> bool:
    """Say whether a town's name stands for somebody of that name on the page: "struck Pell", "fired at Pell".

    A person may bear the name of the town itself: what stands behind "in", before a state or before a word
    for its police is the town.
    """
    if match.end != match.start + 1 or words.texts[match.start] not in persons or not match.start:
        return False
    behind = words.texts[match.end : match.end + 2]
    is_before_state = behind[:1] == [","] and behind[-1][:1].isupper()
    if is_before_state or _is_dateline(words, match) or _owns_what_follows(words, match, lexicon):
        return False
    if words.texts[match.start - 1].casefold() == "at":
        return words.texts[match.start - 2].casefold() in lexicon.words["aims"]
    return not _is_led(words, match, lexicon)


def _judge(words: Words, match: Match, lexicon: Lexicon) -> bool | None:
    """Say whether a match is a place: True, False, or None where only its neighbours can tell."""
    if _is_dateline(words, match) or (match.is_city and words.kinds[match.start] != "PERSON"):
        return True
    if _is_other(words, match, lexicon):
        return False
    kind = words.kinds[match.start] or words.kinds[match.end - 1]
    led = _is_led(words, match, lexicon) or _owns_what_follows(words, match, lexicon)
    wide = match.key in lexicon.states or match.key in lexicon.country_codes
    after = words.texts[match.end].casefold() if match.end < len(words.texts) else ""
    if after in lexicon.words["not_before"] and not led:
        return False
    inside = _is_inside(words, match)
    if kind in _PLACE:
        return True if not inside or kind == "GPE" else None
    if inside:
        return _begins_office(words, match, lexicon)
    if led or after in lexicon.words["behind"] or match.key.endswith((" county", " parish")):
        return True
    if after in lexicon.words["says"] and kind == "PERSON":
        return False
    return True if wide and kind != "PERSON" else None


def stands_before_house(words: Words, match: Match, lexicon: Lexicon) -> bool:
    """Say whether a name stands between an article and a small word for a house: "its Lima branch".

    In capitals both are the name of the house: "the Lima Bank".
    """
    if not match.known or not match.start or match.end >= len(words.texts):
        return False
    before = words.texts[match.start - 1].casefold()
    return before in lexicon.words["articles"] and words.texts[match.end] in lexicon.words["houses"]


def stands_where_struck(words: Words, match: Match, lexicon: Lexicon) -> bool:
    """Say whether something is said to have hit a name, or to lie above it: "shook Lima", "raid on Lima"."""
    if not match.known or match.start < 2:
        return False
    before, further = (words.texts[match.start - n].casefold() for n in (1, 2))
    if before == "on":
        return further in lexicon.words["falls"]
    return before in lexicon.words["strikes"]


def _owns_what_follows(words: Words, match: Match, lexicon: Lexicon) -> bool:
    """Say whether a known town's police or people follow: the Lima police, a Lima man."""
    after = words.texts[match.end] if match.known and match.end < len(words.texts) else ""
    if after.casefold() in lexicon.words["forces"]:
        return True
    return after in lexicon.words["dwellers"] and words.kinds[match.start] != "PERSON"


def _is_dateline(words: Words, match: Match) -> bool:
    """Say whether a name in capitals begins a paragraph and a dash, a bracket or a comma follows."""
    if match.start and "\n" not in words.texts[match.start - 1]:
        return False
    after = words.texts[match.end] if match.end < len(words.texts) else ""
    named = words.texts[match.start : match.end]
    return after in _DASHES and len(named[0]) > 2 and all(word.isupper() or word in ".-'" for word in named)


def _is_other(words: Words, match: Match, lexicon: Lexicon) -> bool:
    """Say whether the words themselves are no place: common words, adjectives, abbreviations, papers."""
    first, last = words.texts[match.start], words.texts[match.end - 1]
    single = match.end == match.start + 1
    short = first.isupper() and len(first) < 5 and single
    if (
        single
        and " ".join(words.texts[match.start - 2 : match.start]).casefold() in lexicon.words["no_town_behind"]
    ):
        return True
    if single and (first in lexicon.demonyms or first in lexicon.adjectives or first == "Us"):
        return True
    # Of a text in capitals the words are read in small letters: "In" is no Indiana there either.
    is_shouted = single and len(first) == 2 and first.istitle() and first.upper() in lexicon.short_states
    if (short and len(first) == 2 and first in lexicon.short_states) or (is_shouted and match.known):
        return match.start == 0 or words.texts[match.start - 1] != ","  # IN, OR and ME are words as well
    if short:
        return not (first in lexicon.short_states or match.key in lexicon.country_codes)
    if match.key in lexicon.country_codes:
        return False
    named_so = not single and last.casefold() in lexicon.words["never_last"]
    return named_so or match.key in lexicon.words["common"]


def _is_led(words: Words, match: Match, lexicon: Lexicon) -> bool:
    """Say whether the words before a name make it a place: in X, the village of X."""
    at = match.start - 1
    if at >= 0 and words.texts[at].casefold() == "the":
        at -= 1
    if at < 0:
        return False
    if words.texts[at].casefold() in lexicon.words["before"]:
        return True
    if at < 1 or words.texts[at] != "of":
        return False
    return words.texts[at - 1].casefold() in lexicon.words["kinds"] or words.texts[at - 1] in _DWELLS


def _is_inside(words: Words, match: Match) -> bool:
    """Say whether the match is part of a longer name of the tagger's."""
    if not words.kinds[match.start]:
        return False
    after = words.texts[match.end] if words.goes_on(match.end) else ","
    goes_on = after not in {"'s", "\u2019s", ","} and "\n" not in after
    return goes_on or not words.begins(match.start)


def _begins_office(words: Words, match: Match, lexicon: Lexicon) -> bool:
    """Say whether the name begins that of an office: the Lima Police Department, the US Senate."""
    if words.kinds[match.start] != "ORG" or not words.begins(match.start):
        return False
    end = match.end
    while words.goes_on(end) and end < match.end + _OFFICE:
        if words.texts[end].casefold() in lexicon.words["offices"]:
            return True
        end += 1
    return False


def _is_listed(words: Words, found: list[Match], verdicts: list[bool | None], at: int) -> bool:
    """Say whether a name stands in a list beside one that is a place."""
    for other, gap in (
        (at - 1, (found[at - 1].end, found[at].start) if at else (0, 0)),
        (at + 1, (found[at].end, found[at + 1].start) if at + 1 < len(found) else (0, 0)),
    ):
        is_near = 0 <= other < len(found) and verdicts[other] is True and 0 < gap[1] - gap[0] <= 2
        if is_near and all(word in _LIST for word in words.texts[gap[0] : gap[1]]):
            return True
    return False


def _persons(words: Words) -> frozenset[str]:
    """Return the last words of persons' names of two words and more: their bearers are no places alone."""
    return frozenset(
        text
        for at, text in enumerate(words.texts)
        if words.kinds[at] == "PERSON" and words.goes_on(at) and not words.goes_on(at + 1)
    )

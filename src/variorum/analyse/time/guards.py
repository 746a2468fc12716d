"""Conditions under which a rule's words are a time expression and not a name, a verb or a number."""

from collections.abc import Callable, Mapping
from typing import Final

from variorum.analyse.tags import PLURAL_TAGS
from variorum.analyse.time.cues import cues
from variorum.analyse.time.site import Site
from variorum.analyse.time.tokens import Token

_LEFT = 4  # characters before a word in which its line begins
_OLDEST_SHORT = 50  # "the 60s" are a decade; of 20s to 40s most are ages and degrees
_NAMES = frozenset({"PERSON", "ORG", "FAC", "GPE", "LOC", "PRODUCT", "WORK_OF_ART", "LAW"})  # spaCy's labels


def is_proper(site: Site) -> bool:
    """Say whether a month or feast named alone is one: "in May", not "may", "a march" or Ms. April."""
    token = site.first("MONTH") or site.first("HOLIDAY") or _name_of(site)
    if not site.page.text[token.start].isupper():
        return False
    before = site.beside(-1)
    if "HOLIDAY" in token.classes and site.beside(1) in cues("guards", "feast_things"):
        return False  # "at a Christmas market": the things of a feast are there for weeks
    if site.match.end - site.match.start > 1 or before in cues("guards", "surely_time"):
        return True
    if _is_of_people(site, token):
        return False
    found = site.tagged(token)
    if found is None or found.ent_type_ in _NAMES:
        return False
    if before in cues("guards", "before_time"):
        return True
    if _is_shouted(site) and token.norm in cues("guards", "verb_months"):
        return False
    ambiguous = token.norm in cues("guards", "ambiguous_months")
    return found.tag_ in ("NNP", "NNPS", "NN") and (found.ent_type_ == "DATE" or not ambiguous)


def _is_of_people(site: Site, token: Token) -> bool:
    """Say whether a line opens with a march: "March in Osta against power cuts", not "March was dry"."""
    if token.norm != "march" or site.beside(1) not in cues("guards", "after_a_march"):
        return False
    before = site.page.text[max(0, token.start - _LEFT) : token.start].rstrip(" \"'")
    return not before or before.endswith(("\n", ".", ":"))


def _name_of(site: Site) -> Token:
    """Return where a feast's name begins: after "the day after" or "the night of"."""
    within = site.tokens[site.match.start : site.match.end - 1]
    joined = [i for i, token in enumerate(within, 1) if "STEP" in token.classes or token.norm == "of"]
    return site.tokens[site.match.start + (joined[0] if joined else 0)]


def is_year(site: Site) -> bool:
    """Say whether four digits are a year: not "$1998", "Flight 1998" or "2000 people"."""
    year = site.match.parts.get("year")
    if year is None:
        return True
    before, after = site.beside(-1), site.beside(1)
    if site.follows_year() or (before == "the" and after in cues("guards", "named_by_year")):
        return True
    if _is_model_year(site):
        return False
    if (
        not 1300 <= int(year) <= 2099
        or before in cues("guards", "not_year_before")
        or after in cues("guards", "not_year_after")
    ):
        return False
    if before in cues("guards", "before_time") or site.match.end - site.match.start > 1:
        return before not in ("for", "to", "and", "at") or not site.is_before_noun()
    if not 1700 <= int(year) <= 2050:
        return False
    at = site.match.end
    found = site.tagged(site.tokens[at]) if at < len(site.tokens) else None
    if found is None or found.tag_ not in PLURAL_TAGS:
        return True
    return before in cues("guards", "before_named_year") and int(year) % 100 > 0  # "the 1992 protests"


def _is_model_year(site: Site) -> bool:
    """Say whether a year is that of a car's make: "fled in a 2011 Nissan", "her 2007 gray Ford"."""
    before, makes = site.beside(-1), cues("guards", "makes")
    if before not in cues("guards", "determiners") and before not in cues("guards", "colours"):
        return False
    return site.beside(1) in makes or (
        site.beside(1) in cues("guards", "colours") and site.beside(2) in makes
    )


def has_capital_month(site: Site) -> bool:
    """Say whether the month of a day is written as a name: "May 3", not "may 3 people"."""
    token = site.first("MONTH")
    return token is not None and site.page.text[token.start].isupper()


def is_no_common_noun(site: Site) -> bool:
    """Say whether a month written small is no noun: "the march of 2018", "a march in 2018" are of people."""
    token = site.first("MONTH")
    if (
        token is None
        or site.page.text[token.start].isupper()
        or token.norm not in cues("guards", "verb_months")
    ):
        return True
    return site.beside(-1) not in cues("guards", "determiners")


def has_short_year(site: Site) -> bool:
    """Say whether two digits after a month are its year: "4 JAN 90", not "4 January 90 people"."""
    at = site.match.end
    following = site.tagged(site.tokens[at]) if at < len(site.tokens) else None
    is_count = following is not None and following.tag_ == "NNS"
    return int(site.match.parts["twodigit"]) >= 32 and not is_count


def is_day_alone(site: Site) -> bool:
    """Say whether "the 5th" is a day: figures, and no noun after it."""
    return is_figure_day(site) and not site.is_before_noun()


def is_figure_day(site: Site) -> bool:
    """Say whether an ordinal is written in figures and can be a day's: "Friday the 13th"."""
    token = site.first("ORD")
    return token is not None and token.norm[:1].isdigit() and bool(site.match.parts["ord"] <= 31)


def is_ascending(site: Site) -> bool:
    """Say whether the days of a range follow each other."""
    parts = site.match.parts
    if not has_capital_month(site) or max(parts["from"], parts["day"]) > 31:
        return False
    return "first" in parts or bool(parts["from"] < parts["day"])


def are_ascending_years(site: Site) -> bool:
    """Say whether the years of a range follow each other, within a century."""
    first, last = int(site.match.parts["year"]), int(site.match.parts["last"])
    full = last if last > 99 else last + first // 100 * 100
    return 1300 <= first < full <= min(first + 100, 2100) and site.beside(-1) not in cues(
        "guards", "not_year_before"
    )


def ends_clause(site: Site) -> bool:
    """Say whether nothing that it could belong to follows: "the day after.", not "the day after the raid"."""
    return site.beside(1) in cues("guards", "ends")


def has_no_complement(site: Site) -> bool:
    """Say whether the words are not tied to others: "the year", not "the year that he was born"."""
    return site.beside(1) not in cues("guards", "complement")


def is_season(site: Site) -> bool:
    """Say whether the words are a season, not a fall from office, a spring of water or a verb."""
    token = site.first("SEASON")
    if token is None or site.beside(1) in cues("guards", "season_ends"):
        return token is not None and token.norm in cues("guards", "whole_seasons") and site.beside(1) != "of"
    found = site.tagged(token)
    return found is not None and found.tag_ in ("NN", "NNP")


def is_spoken_year(site: Site) -> bool:
    """Say whether number words alone are a year: "nineteen ninety-six", "in two thousand one"."""
    token = site.first("YEARWORDS")
    if token is None or "NUM" not in token.classes:
        return token is not None
    is_after = site.beside(-1) in cues("guards", "before_spoken_year")
    return is_after and 2000 <= int(site.match.parts["yearwords"]) <= 2050 and not site.is_before_noun()


def is_decade(site: Site) -> bool:
    """Say whether the words are a decade, not an age ("in her 30s") or a count."""
    number = int(site.match.parts["decade"])
    token = site.first("DECADE")
    if number % 10:
        return False
    if number < 100 and token is not None and token.form == "number":
        before = [t.norm for t in site.tokens[max(0, site.match.start - 1) : site.match.end]]
        return number >= _OLDEST_SHORT and "the" in before
    return site.beside(-1) not in cues("guards", "owners") and (number >= 1300 or 20 <= number <= 90)


def is_length(site: Site) -> bool:
    """Say whether the words are a length of time, not an age ("two years old") or "a second blast"."""
    after = site.beside(1)
    if after in cues("guards", "old") or (after == "-" and site.beside(2) in cues("guards", "old")):
        return False
    parts = site.match.parts
    if parts.get("unit") == "S" and "n" not in parts and "vague" not in parts:
        return after in cues("guards", "ends") and not site.is_hyphened()
    if parts.get("unit") == "WE" and "one" in parts and site.is_before_noun():
        return False  # "a weekend shooting": that of the weekend
    if "vague" in parts and site.beside(-1) == "as":
        return False  # "the second in as many months"
    if parts.get("n") == 0:
        return False  # "a zero-day flaw"
    if parts.get("unit") == "Q" and after in cues("guards", "quarter_of") and "vague" not in parts:
        return False
    return not (
        parts.get("one") in ("a", "an") and after not in cues("guards", "shifts") and _follows_amount(site)
    )


def _follows_amount(site: Site) -> bool:
    """Say whether a noun or number stands before: "four flights a week" is a rate, not a length of time."""
    if site.match.start == 0:
        return False
    before = site.tokens[site.match.start - 1]
    if before.form != "word":
        return before.form == "number" or before.norm == "%"
    found = site.tagged(before)
    return found is not None and found.tag_ in ("NNS", "NN", "CD", "$") and found.ent_type_ != "DATE"


def is_clock(site: Site) -> bool:
    """Say whether a bare "2:30" is a time of day and not a score."""
    parts = site.match.parts
    if any(name in parts for name in ("ampm", "zone", "clockword", "hhmm")) or "clock" not in parts:
        return True
    return site.beside(-1) in cues("guards", "before_clock") or site.match.end - site.match.start > 1


def is_of_four_figures(site: Site) -> bool:
    """Say whether "at 2045" is a time of day: no amount, and no year in "at around 1900"."""
    if site.beside(1) in cues("guards", "after_clock"):
        return True
    if site.beside(-2) in cues("guards", "before_amount") or site.is_before_noun() or site.beside(1) == "%":
        return False
    number, published = int(site.match.parts["hhmm"]), (site.page.published or "")[:4]
    return site.match.parts.get("about") is None or not 1000 <= number <= int(published or 9999)


def is_in_small_letters(site: Site) -> bool:
    """Say whether the words are no title: "this week", not the programme "This Week"."""
    words = [t for t in site.tokens[site.match.start : site.match.end] if t.form == "word"]
    return (
        len(words) < 2
        or site.page.text[words[-1].start].islower()
        or not words[-2].classes
        or _is_shouted(site)
    )


def is_small_word(site: Site) -> bool:
    """Say whether the expression begins in small letters: "at sunset", not "at Sunset Road"."""
    return site.page.text[site.tokens[site.match.start].start].islower()


def _is_shouted(site: Site) -> bool:
    """Say whether the text is in capitals throughout, as old wire copy is."""
    return site.page.text.isupper()


def is_whole_period(site: Site) -> bool:
    """Say whether "last week" is one of the calendar: not "the last week of the war"."""
    return "last" not in site.match.parts or site.beside(1) != "of"


def is_of_figures(site: Site) -> bool:
    """Say whether a half is one of a year's business, not of a match."""
    return site.beside(1) in cues("guards", "figures")


def is_beside_money(site: Site) -> bool:
    """Say whether the sentence tells of money or shares: "rose 6% in the first half"."""
    sentence = site.page.sentence_at(site.tokens[site.match.start].start).of(site.page.text)
    return site.beside(1) != "of" and any(sign in sentence for sign in cues("guards", "money"))


def is_no_name(site: Site) -> bool:
    """Say whether a day is no part of a name: "Black Monday", "the Sunday Times", USA Today."""
    return not (
        (site.beside(-1) in cues("guards", "names_before") and site.is_capital(-1))
        or (site.beside(1) in cues("guards", "names_after") and site.is_capital(1))
    )


def is_no_opener(site: Site) -> bool:
    """Say whether "now" says when, and does not only open a sentence."""
    first = site.tokens[site.match.start]
    is_first = site.page.text[first.start].isupper() and not _is_shouted(site)
    return first.norm not in cues("guards", "openers") or not is_first


def is_no_quarter(site: Site) -> bool:
    """Say whether a unit is none of accounts: "the last quarter" is the one before, no last three months."""
    return site.match.parts.get("unit") != "Q"


def is_no_age(site: Site) -> bool:
    """Say whether a length without its number is none of an age: not "22-years-old"."""
    at = site.match.start - 1
    return at < 0 or (site.tokens[at].form != "number" and site.tokens[at].norm != "-")


def is_no_rate(site: Site) -> bool:
    """Say whether "annually" is no rate: not "8.5% annually"."""
    return not _follows_amount(site)


def has_no_event_after(site: Site) -> bool:
    """Say whether "soon" stands for itself: not "as soon as", "soon after the raid"."""
    return site.beside(1) not in cues("guards", "event_after") and site.beside(-1) != "as"


GUARDS: Final[Mapping[str, Callable[[Site], bool]]] = {
    "proper": is_proper,
    "year": is_year,
    "capital_month": has_capital_month,
    "no_common_noun": is_no_common_noun,
    "short_year": has_short_year,
    "day_alone": is_day_alone,
    "figure_day": is_figure_day,
    "ascending": is_ascending,
    "ascending_years": are_ascending_years,
    "ends_clause": ends_clause,
    "no_complement": has_no_complement,
    "season": is_season,
    "spoken_year": is_spoken_year,
    "decade": is_decade,
    "length": is_length,
    "clock": is_clock,
    "four_figures": is_of_four_figures,
    "small_letters": is_in_small_letters,
    "small_word": is_small_word,
    "no_event_after": has_no_event_after,
    "whole_period": is_whole_period,
    "figures": is_of_figures,
    "money": is_beside_money,
    "no_name": is_no_name,
    "no_opener": is_no_opener,
    "no_age": is_no_age,
    "no_quarter": is_no_quarter,
    "no_rate": is_no_rate,
}

"""The dateline: where, and often when and by whom, a report was filed, before its first sentence."""

import functools
import re

from variorum.data import load_yaml

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_LOUD = _MONTH.upper()
_DATE = (
    rf"(?:(?:{_MONTH} \d{{1,2}}|\d{{1,2}}\.? {_MONTH})(?:,? (?:\d{{4}}|\d{{2}}(?= ?[(\[/–—-])))?"
    rf"|(?:{_LOUD} \d{{1,2}}|\d{{1,2}} {_LOUD})(?:,? \d{{2,4}})?)"
)
_PLACE = r"[A-Z\u00c0-\u00de][\w.'’-]{0,24}(?:[ /][A-Z\u00c0-\u00de(][\w.'’)-]{0,24}){0,3}"
_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_AGENCY = r"(?:[(\[](?:[A-Z][^()\[\]]{1,40}|[a-z]{2,4}(?:/[a-z]{1,4}){0,2})[)\]]|/[A-Z][\w. -]{1,30}/)"
# What a monitoring service says of the text: "-- [TEXT] ...", "-- [EXCERPT] ...".
_EDITED = r"(?:\[[A-Z][A-Z ,.'-]{2,60}\]\s{1,2})?"
_STATED = rf"(?P<date>,? (?:{_DAY},? )?{_DATE}|,? {_DAY})?(?P<agency>,? ?{_AGENCY})?"
_WHERE = rf"(?P<place>{_PLACE})(?P<more>(?:, {_PLACE}){{0,2}})"
_MARK = r"(?P<mark>\.?-{1,2}(?=\s)|[–—]|[_|](?=\s))"
_DATELINE = re.compile(rf"{_WHERE}{_STATED}\s{{0,2}}{_MARK}\s{{0,2}}{_EDITED}")
# Without a dash the place must be in capitals and the day or the agency be there.
_PLAIN = re.compile(
    rf"(?P<place>[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'’ -]{{2,40}})(?:, {_PLACE})?"
    rf"(?:,? (?:{_DAY},? )?{_DATE}|,? ?{_AGENCY}){{1,2}}[.:]\s{{1,2}}"
)
_NAMED = re.compile(
    r"(?P<place>[A-Z\u00c0-\u00de]['’]?[A-Z\u00c0-\u00de]{2}[A-Z\u00c0-\u00de.'’ -]{0,30})"
    r"(?:[:.]|/[A-Z\u00c0-\u00de]{2,20}[.:])"
    r"\s{1,2}(?=[A-Z\u00c0-\u00de\"“])"
)
# "Osk (Merid Agency): Rain fell": in brackets what names itself an agency, or letters that stand for one.
_SIGNED = re.compile(
    rf"{_WHERE},? ?\((?:[A-Z]{{2,6}}|[A-Z][^()]{{0,30}} (?:Agency|News|Press|Wire|Service|Bureau))\):"
    r"\s{1,2}(?=[A-Z\"“])"
)
# As South Asian agencies have it: a place, a day and the agency in brackets, or a stop, then the sentence.
_FILED = re.compile(
    rf"{_WHERE},? (?:(?:(?:{_DAY},? )?{_DATE}|{_DAY}),? ?\([A-Z]{{2,6}}\)[.:]?|(?:{_DAY},? )?{_DATE}[.:])"
    r"\s{1,2}(?=[A-Z\"“])"
)
_BRACKETED = re.compile(
    r"[(\[](?P<place>[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de.'’ -]{2,40})[)\]]\s{1,2}(?=[A-Z\u00c0-\u00de])"
    rf"|[(\[]{_PLACE},? (?:{_DAY},? )?{_DATE}(?:, [A-Z]{{2,6}})?[)\]](?:\.-)?"
    r"\s{1,2}(?=[A-Z\u00c0-\u00de\"“])"
)
_LONGEST_ALONE = 80
# In a line of its own, in front of the first paragraph.
_ALONE = re.compile(
    rf"[(\[]?{_WHERE}(?P<date>, (?:{_DAY},? )?{_DATE}|, {_DAY})?(?P<agency>,? ?{_AGENCY})?[)\]]?"
    r"[.:]?\s{0,2}(?P<mark>-{1,2}|[–—])?"
)
# What stands in small letters before a name in capitals: "La PINE", "McALLEN", "St. LOUIS".
_PARTICLE = re.compile(r"(?:(?:L[aeo]s?|El|Del?|San|Mc|Mac|[SMF]t\.?) ?)?")
# The agency before the place: "(MNA) OSK - ".
_LED = re.compile(r"[(\[][A-Z]{2,6}[)\]]\s{1,2}(?=[A-Z\u00c0-\u00de])")


def find_dateline(text: str) -> int:
    """Return how many characters of a report's first paragraph are its dateline; 0 where there is none.

    A place in ordinary letters needs a date or an agency beside it: "Fog - that is what ..." has neither.

    >>> find_dateline("PORT ASEL, Aug. 21 (Merid) — The government said")
    29
    >>> find_dateline("Hamra, 14 April - Talks began"), find_dateline("Fog - that is it")
    (18, 0)
    >>> find_dateline("OSK, 5 May. Rain fell."), find_dateline("[OSK] Rain fell.")
    (12, 6)
    >>> find_dateline("OSK (Merid News Agency) — Rain fell."), find_dateline("Osk, Jul 14 (MNA) Rain fell.")
    (26, 18)
    >>> find_dateline("OSK (ARDA), 4 OCT 89 (MNA) -- [TEXT] Rain fell.")
    37
    >>> find_dateline("OSK: Rain fell."), find_dateline("LIVE: Rain fell.")
    (5, 0)
    >>> find_dateline("Osk (Merid Agency): Rain fell."), find_dateline("O'SKA. Rain fell.")
    (20, 7)
    >>> find_dateline("(MNA) OSK - Rain fell."), find_dateline("Osk, Kestria (MNA) _ Rain fell.")
    (12, 21)
    >>> find_dateline("La OSKA, Ore. - Rain fell."), find_dateline("Osk, 7 May 89 (TV) -- Rain fell.")
    (16, 22)
    """
    head = text[:160]
    if (led := _LED.match(head)) and (rest := find_dateline(head[led.end() :])):
        return led.end() + rest
    if undashed := _BRACKETED.match(head) or _FILED.match(head) or _SIGNED.match(head) or _PLAIN.match(head):
        return undashed.end()
    if (named := _NAMED.match(head)) and not _is_heading(named.group("place")):
        return named.end()
    match = _DATELINE.match(head)
    if not match or (match.group("place").isupper() and _is_heading(match.group("place"))):
        return 0
    if match.group("date") or match.group("agency") or f"{match['place']}{match['more']}".endswith(")"):
        return match.end()
    is_lead = not head[match.end() :][:1].islower()  # and not "NATO — the alliance that"
    name = _PARTICLE.sub("", match.group("place"), count=1)
    is_large = name.isupper() and len(name) > 2
    is_two = bool(match.group("more")) and match.group("mark") in "–—"
    return match.end() if is_lead and (is_large or is_two) else 0


def is_dateline(line: str) -> bool:
    """Say whether a line that stands in front of a report's first paragraph is its dateline, and no more.

    It must name a day, or have an agency and a dash or its place in capitals. "Ana Pell, May 3" is who wrote.

    >>> [is_dateline(line) for line in ("OSK, May 3", "OSK (MNA)", "Osk, Aug 3 (MNA) -", "Ana Pell, May 3")]
    [True, True, True, False]
    """
    line = line.strip()
    found = _ALONE.fullmatch(line) if len(line) <= _LONGEST_ALONE else None
    if found is None or _is_heading(found["place"]):
        return False
    is_signed = bool(found["agency"]) or found["place"].endswith(")")
    is_filed = is_signed and (bool(found["mark"]) or found["place"].isupper())
    is_place = found["place"].isupper() or " " not in found["place"] or bool(found["mark"]) or line[0] in "(["
    return is_filed or (bool(found["date"]) and (is_place or found["place"].split()[0] in _parts_of_towns()))


@functools.cache
def _parts_of_towns() -> frozenset[str]:
    return frozenset(load_yaml("clean/words.yaml")["parts_of_towns"])


def _is_heading(place: str) -> bool:
    """Say whether words in capitals are a page's ("LIVE", "OPINION") and no place."""
    return bool(_headings() & set(place.lower().split()))


@functools.cache
def _headings() -> frozenset[str]:
    words = load_yaml("clean/words.yaml")
    return frozenset(w for name in ("heads", "sections", "media", "asks") for w in words[name])

"""The dateline: where, and often when and by whom, a report was filed, before its first sentence."""

import re

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?"
_PLACE = r"[A-Z\u00c0-\u00de][\w.'’-]{0,24}(?:[ /][A-Z\u00c0-\u00de(][\w.'’)-]{0,24}){0,3}"
_AGENCY = r"\([A-Z][^()]{1,40}\)"
_DASH = r"\s{0,2}(?:--|[-–—])\s{1,2}"
_DATELINE = re.compile(
    rf"(?P<place>{_PLACE})(?P<more>(?:, {_PLACE}){{0,2}})"
    rf"(?P<date>,? {_DATE})?(?P<agency>,? ?{_AGENCY})?{_DASH}"
)


def find_dateline(text: str) -> int:
    """Return how many characters of a report's first paragraph are its dateline; 0 where there is none.

    A place in ordinary letters needs a date or an agency beside it: "Fog - that is what ..." has neither.

    >>> find_dateline("PORT ASEL, Aug. 21 (Merid) — The government said")
    29
    >>> find_dateline("Hamra, 14 April - Talks began"), find_dateline("Fog - that is it")
    (18, 0)
    """
    match = _DATELINE.match(text[:160])
    if not match:
        return 0
    place = match.group("place")
    if place.isupper() and len(place) > 2:
        return match.end()
    return match.end() if match.group("date") or match.group("agency") else 0

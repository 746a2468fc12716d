"""schema.org ClaimReview, one object for each reading of each entry.

The record does not say what is true. `reviewRating` therefore has words (the status) and no number: a
reading is contested, single or corroborated, never true or false.
"""

from collections.abc import Iterator
from typing import Any

from variorum.formats.geojson import write_array
from variorum.formats.lookup import Known, words_of
from variorum.model.record import Entry, Reading, Record

_SAYS = {
    "contested": "Contested: sources differ, or one denies it",
    "revised": "Revised: sources changed what they gave",
    "corroborated": "Corroborated: two independent sources or more",
    "repeated": "Repeated: several reports, one source behind them",
    "single": "Single: one report carries it",
}


def write_claimreview(record: Record, codebook: object = None) -> Iterator[bytes]:
    """Return an array of ClaimReview objects; a reading that nobody affirms has none."""
    del codebook
    return write_array(b"[", _reviews(Known(record)), b"]\n")


def _reviews(known: Known) -> Iterator[dict[str, Any]]:
    for entry in known.record.entries:
        for index, reading in enumerate(entry.readings):
            if any(id_ in known.claims for id_ in reading.claims):
                yield _review(known, entry, reading, index)


def _review(known: Known, entry: Entry, reading: Reading, index: int) -> dict[str, Any]:
    event = known.events[entry.event]
    of = known.participants.get(entry.of) if entry.of is not None else None
    about = f"{entry.slot} of {of.name}" if of else entry.slot
    day = known.record.header.as_of or max((r.last for r in entry.readings if r.last), default=None)
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "identifier": f"{entry.event}/{entry.slot}/{entry.of or ''}/{index}",
        "claimReviewed": f"{event.label}: {about} {words_of(reading.value)}",
        "datePublished": day,
        "author": {"@type": "Organization", "name": f"Variorum {known.record.header.variorum}"},
        "reviewRating": {"@type": "Rating", "alternateName": _verdict(entry, reading, index)},
        "reviewBody": (
            f"Reports: {reading.reports}; origins: {reading.origins}; terminal sources: "
            f"{reading.terminal_sources}; claims that deny or retract it: {len(reading.against)}."
        ),
        "itemReviewed": _claim(known, reading),
    }


def _verdict(entry: Entry, reading: Reading, index: int) -> str:
    if reading.superseded_by is not None:
        return "Superseded: a later reading took its place"
    if entry.status == "contested" or index == entry.preferred:
        return _SAYS[entry.status]
    return f"Not the preferred reading of an entry that is {entry.status}"


def _claim(known: Known, reading: Reading) -> dict[str, Any]:
    claims = [known.claims[id_] for id_ in reading.claims if id_ in known.claims]
    claims.sort(key=lambda claim: (claim.published or "9999", claim.id))
    names = dict.fromkeys(known.terminal_source(claim) for claim in claims)
    reports = [known.reports[id_] for id_ in dict.fromkeys(claim.report for claim in claims)]
    return {
        "@type": "Claim",
        "datePublished": claims[0].published,
        "author": [{"@type": "Thing", "name": name} for name in names if name],
        "appearance": [
            {"@type": "NewsArticle", "headline": r.title, "url": r.url, "datePublished": r.published}
            for r in reports
        ],
        "text": claims[0].sentence.of(known.reports[claims[0].report].text),
    }

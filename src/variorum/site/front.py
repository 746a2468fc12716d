"""The pages that lead to the others: overview, list of reports, voices, how to read."""

from collections.abc import Callable

from variorum.markup import Html, join, tag
from variorum.model.record import Event
from variorum.pictures import draw_map, draw_timeline, fit, happenings_of, spots_of
from variorum.site.book import Book, event_at, frame, report_at
from variorum.site.events import status_badge
from variorum.site.table import write_table
from variorum.wording import SPOKEN, STATUS_WORDS, brief_entry

_ORDER = "The most reported first, what is only said last; (+2) means two other readings."
_SHOWN = ("time", "place", "killed", "injured")


def write_overview(book: Book) -> bytes:
    """Write the front page: events in time, on the map and as a table."""
    record = book.record
    counts = (
        (len(record.reports), "reports"), (len(record.events), "events"), (len(record.claims), "claims"),
        (len({link.voice for claim in record.claims for link in claim.chain}), "voices"),
    )  # fmt: skip
    told = ", ".join(f"{number:,} {word if number != 1 else word[:-1]}" for number, word in counts)
    body = [tag("h1", "Overview"), tag("p", told, ".")]
    if not record.events:
        body.append(tag("p", "The record holds no event."))
        return frame(book, "Overview", join(body), up=False)

    def address(id_: str) -> str:
        return event_at(id_, up=False)

    happenings = happenings_of(record.events, record.entries, address)
    body.append(Html(fit(lambda width: draw_timeline(happenings, width=width))))
    spots = spots_of(record.events, record.entries, address)
    if any(spot.lat is not None for spot in spots):
        body.append(Html(fit(lambda width: draw_map(spots, width=width))))
    rows = [_event_row(book, event) for event in sorted(record.events, key=_weight(book))]
    head = ("event", "kind", "when", "where", "killed", "injured", "stands", "reports")
    body.append(tag("h2", "Events"))
    body.append(write_table(head, rows, caption=_ORDER))
    return frame(book, "Overview", join(body), up=False)


def _weight(book: Book) -> Callable[[Event], tuple[bool, int, str]]:
    return lambda event: (event.type in SPOKEN, -len(book.known.reports_of(event)), event.id)


def _event_row(book: Book, event: Event) -> list[object]:
    cells = {e.slot: e for e in book.known.entries.get(event.id, ()) if e.of is None}
    shown = [brief_entry(cells[slot]) if slot in cells else "" for slot in _SHOWN]
    title = tag("a", event.label or event.type, href=event_at(event.id, up=False))
    worst = next((s for s in ("contested", "revised") if any(e.status == s for e in cells.values())), None)
    status = worst or (cells["type"].status if "type" in cells else None)
    badge = status_badge(status) if status else ""
    return [title, event.type, *shown, badge, str(len(book.known.reports_of(event)))]


def write_reports(book: Book) -> bytes:
    """Write the list of reports, earliest first."""
    rows: list[list[object]] = []
    for report in sorted(book.record.reports, key=lambda r: (r.published or "9999", r.id)):
        original = book.known.reports.get(report.copy_of or "")
        words = report.title or " ".join(report.text[:70].split()) or "without words"
        rows.append(
            [
                (report.published or "no date")[:10],
                report.outlet or "unknown",
                tag("a", words, href=report_at(report.id, up=False)),
                tag("a", book.title(original), href=report_at(original.id, up=False)) if original else "",
                str(len(book.claims_in.get(report.id, ()))),
            ]
        )
    head = ("published", "outlet", "headline", "copied from", "claims")
    return frame(
        book,
        "Reports",
        join(tag("h1", "Reports"), write_table(head, rows, caption="Earliest first.")),
        up=False,
    )


def write_reading(book: Book) -> bytes:
    """Write the page that says what the words and signs mean."""
    return frame(book, "How to read this", explain_signs(), up=False)


def explain_signs() -> Html:
    """Say what the words and signs of a record mean; the served pages say it too."""
    statuses = {
        "contested": "two readings that cannot both be true, from different sources, or one that is denied",
        "revised": "an earlier value was replaced by a later one",
        "corroborated": "at least two independent reports on the word of at least two sources give the value",
        "repeated": "several reports give it, but one line of reporting or one source stands behind them all",
        "single": "one report gives it",
    }
    rows = [[status_badge(name), STATUS_WORDS[name], words] for name, words in statuses.items()]  # type: ignore[index]
    terms = (
        ("event", "what words in reports refer to; the words themselves are mentions"),
        ("claim", "one source's value for one cell of one event, with the exact words"),
        ("reading", "the claims that agree on a value"),
        ("report, origin, source", "three counts: texts that carry a value; independent lines of reporting "
         "behind them; and whoever stands at the end of the chain. Forty sites that print one wire are 40 "
         "reports, 1 origin, 1 source"),
        ("chain", "who says it, outermost first: ministry > operator: the ministry cites the operator"),
        ("superseded", "a reading that a later one replaced"),
    )  # fmt: skip
    return join(
        tag("h1", "How to read this"),
        tag("p", "Every cell of an event says what reports say, on whose word, and how the accounts stand to "
            "each other. It never says what is true."),
        write_table(("sign", "in short", "what it means"), rows, caption="The five ways a cell can stand."),
        tag("h2", "Words"),
        tag("dl", [(tag("dt", word), tag("dd", meaning)) for word, meaning in terms]),
        tag("p", "Places that could not be found keep their words and have no point on the map. A report's "
            "text here is the stored copy; the live page may have changed since."),
    )  # fmt: skip

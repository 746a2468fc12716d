"""The page of one event: its cells with every reading, claim, chain and the words themselves."""

import functools
from collections.abc import Sequence

from variorum.markup import Html, join, tag
from variorum.model.record import Claim, Entry, Event, Reading, Status
from variorum.model.value import Count
from variorum.pictures import draw_toll, fit, toll_of
from variorum.pictures.toll import TollMark
from variorum.reconcile.saying import say_number_of
from variorum.site.book import Book, event_at, file_name, frame, report_at
from variorum.site.table import write_table
from variorum.site.words import LEGEND, quote
from variorum.wording import STATUS_WORDS, word_reading, word_standing, word_value

SIGNS: dict[str, str] = {
    "contested": "◆", "revised": "▲", "corroborated": "●", "repeated": "○", "single": "•",
}  # fmt: skip


def status_badge(status: Status | str) -> Html:
    """Write a status as a sign and a word, so that colour is not the only sign."""
    return tag("span", SIGNS[status], " ", status, class_=f"status {status}")


def write_event(book: Book, event: Event) -> bytes:
    """Write the page of an event."""
    entries = book.entries(event)
    reports = book.known.reports_of(event)
    body = [
        tag("h1", event.label or event.type),
        tag(
            "p",
            f"{event.type}, told in {say_number_of(len(reports), 'report')}",
            _whole(book, event),
        ),
    ]
    rows = [row for entry in entries for row in _rows(book, entry)]
    if rows:
        head = ("cell", "value", "stands", "witnesses")
        body.append(write_table(head, rows, caption="One line a reading; the preferred one first."))
        body += _tolls(book, entries)
        body += [tag("h2", "What each cell rests on"), LEGEND]
        body += [_section(book, entry) for entry in entries]
    else:
        body.append(tag("p", "No report claims anything of it that could be read."))
    body += _decisions(book, event)
    body.append(tag("h2", "Reports"))
    body.append(tag("ul", [tag("li", tag("a", book.title(r), href=report_at(r.id))) for r in reports]))
    body.append(tag("p", "Id: ", tag("code", event.id), class_="faint"))
    return frame(book, event.label or event.type, join(body))


def _whole(book: Book, event: Event) -> Html | str:
    whole = book.known.events.get(event.part_of or "")
    parts = book.parts_of.get(event.id, [])
    told: list[object] = []
    if whole:
        told.append((" Part of ", tag("a", whole.label, href=event_at(whole.id)), "."))
    if parts:
        links = [((", " if n else ""), tag("a", p.label, href=event_at(p.id))) for n, p in enumerate(parts)]
        told.append((" Its parts: ", links, "."))
    return join(".", told)


def _decisions(book: Book, event: Event) -> list[Html]:
    """Say what people decided about the event: who, when, why, and what the machine had before."""
    own = {event.id, *(claim.id for claim in book.known.claims_of.get(event.id, ()))}
    made = [d for d in book.record.decisions if own & {*d.about, d.text}]
    if not made:
        return []
    rows = []
    for decision in made:
        value = word_value(decision.value) if decision.value is not None else decision.text or ""
        machine = book.machine.get((event.id, decision.slot or ""))
        had = (
            word_value(machine.readings[machine.preferred].value)
            if machine and machine.preferred is not None
            else ""
        )
        rows.append(
            [
                decision.at[:10],
                decision.by,
                decision.what,
                decision.slot or "",
                value,
                had,
                decision.why,
                decision.status,
            ]
        )
    head = ("day", "by", "what", "cell", "value", "the machine had", "why", "stands")
    return [
        tag("h2", "Decided by people"),
        write_table(head, rows, caption="In the order in which it was decided."),
    ]


def cell_id(entry: Entry) -> str:
    """Return the anchor of a cell on its event's page."""
    return f"{file_name(entry.slot)}-{file_name(entry.of)}" if entry.of else file_name(entry.slot)


def _ordered(entry: Entry) -> list[tuple[int, Reading]]:
    """Return the readings with their numbers: the preferred first, then those that stand, then the others."""
    return sorted(
        enumerate(entry.readings),
        key=lambda item: (item[0] != entry.preferred, item[1].superseded_by is not None, item[0]),
    )


def _rows(book: Book, entry: Entry) -> list[list[object]]:
    rows: list[list[object]] = []
    for first, (number, reading) in zip(
        (True, *[False] * len(entry.readings)), _ordered(entry), strict=False
    ):
        slot = _slot(book, entry) if first else ""
        status = tag("a", status_badge(entry.status), href=f"#{cell_id(entry)}") if first else ""
        standing = word_standing(reading, book.known.claims, entry)
        rows.append([slot, _value(entry, number), status, standing])
    return rows


def _slot(book: Book, entry: Entry) -> Html:
    of = book.of_name(entry.of)
    link = tag("a", entry.slot, href=f"#{cell_id(entry)}")
    return join(link, tag("span", f" of {of}", class_="faint") if of else None)


def _value(entry: Entry, number: int) -> Html:
    reading = entry.readings[number]
    words = word_reading(reading, {})
    if reading.superseded_by is not None:
        later = word_value(entry.readings[reading.superseded_by].value)
        return join(tag("s", words), tag("span", f" superseded by {later}", class_="faint"))
    return tag("strong", words) if number == entry.preferred else join(words)


def _tolls(book: Book, entries: list[Entry]) -> list[Html]:
    """Draw each count of the whole event that more than one reading gives."""
    known = book.known
    pictures: list[Html] = []
    for entry in entries:
        if entry.of is None and len(entry.readings) > 1 and isinstance(entry.readings[0].value, Count):
            marks = toll_of(
                entry, known.claims, known.voices, known.reports, lambda id_: _words_at(book, id_)
            )
            if len(marks) > 1:
                title = f"{entry.slot}, as it was reported"
                drawn = Html(fit(functools.partial(_draw, marks, title), 720))
                pictures.append(tag("figure", tag("figcaption", title), drawn))
    return pictures


def _draw(marks: Sequence[TollMark], title: str, width: float) -> str:
    return draw_toll(marks, title=title, width=width)


def _words_at(book: Book, claim: str) -> str:
    return report_at(book.known.claims[claim].report, claim)


def _section(book: Book, entry: Entry) -> Html:
    of = book.of_name(entry.of)
    summary = tag(
        "summary",
        tag("h3", entry.slot, f" of {of}" if of else ""),
        " ",
        status_badge(entry.status),
        " ",
        STATUS_WORDS[entry.status],
    )
    readings = [_reading(book, entry, number, reading) for number, reading in _ordered(entry)]
    why = tag("ul", [tag("li", sentence) for sentence in book.explain(entry)])
    decided = tag("div", tag("h4", "What decided"), why, class_="why")
    is_open = "" if entry.status in ("contested", "revised") else None
    return tag("details", summary, readings, decided, id=cell_id(entry), open=is_open)


def _reading(book: Book, entry: Entry, number: int, reading: Reading) -> Html:
    notes = [word_standing(reading, book.known.claims, entry)]
    if reading.derived:
        notes.append(f"derived: a {reading.derived} that no report states")
    if not reading.claims and not reading.against:
        notes.append("given by a person")
    claims = book.known.claims
    told = [_claim(book, claims[i], is_against=False) for i in reading.claims if i in claims]
    told += [_claim(book, claims[i], is_against=True) for i in reading.against if i in claims]
    return tag("section", tag("h4", _value(entry, number)), tag("p", ", ".join(notes), class_="faint"), told)


def _claim(book: Book, claim: Claim, *, is_against: bool) -> Html:
    report = book.known.reports[claim.report]
    marks = [m for m in (claim.polarity, claim.modality) if m not in ("affirmed", "asserted")]
    says = tag(
        "p",
        tag("b", "against: ") if is_against else None,
        book.chain(claim),
        f" ({', '.join(marks)})" if marks else None,
        " in ",
        tag("a", book.title(report), href=report_at(report.id, claim.id)),
    )
    return tag("div", says, quote(report.text, claim), class_="claim")

"""The page of one report, its words marked, and the page of voices."""

from collections import Counter
from urllib.parse import urlsplit

from variorum.markup import Html, join, tag
from variorum.model.record import Claim, ReportLine, Voice
from variorum.reconcile.saying import say_number_of
from variorum.site.book import Book, event_at, file_name, frame, report_at
from variorum.site.table import write_table
from variorum.site.words import LEGEND, write_text
from variorum.wording import word_flag, word_value

_MASK = "\N{FULL BLOCK}"  # what a redacted record has in the place of a letter
_MOST_OUTLETS = 2  # outlets by which a voice without a name of its own is told from others


def write_report(book: Book, report: ReportLine) -> bytes:
    """Write the page of a report: where it is from, its words, its claims."""
    claims = book.claims_in.get(report.id, [])
    facts = tag("dl", [(tag("dt", name), tag("dd", value)) for name, value in _facts(book, report) if value])
    rows = [_claim_row(book, claim) for claim in claims]
    body = [
        tag("h1", report.title or "Report without a headline"),
        facts,
        LEGEND,
        tag("p", "A marked value leads to its claim in the table below.", class_="faint"),
        write_text(report.text, claims),
        tag("h2", "Claims"),
    ]
    if rows:
        head = ("words", "cell", "value", "who says it", "event")
        body.append(write_table(head, rows, caption="In the order of the text."))
    else:
        body.append(tag("p", "Nothing in this report could be read as a claim."))
    return frame(book, book.title(report), join(body))


def _facts(book: Book, report: ReportLine) -> list[tuple[str, object]]:
    known = book.known
    passages = {p.from_ for p in book.taken_over.get(report.id, ())} - {report.copy_of}
    others = [known.reports[id_] for id_ in sorted(passages) if id_ in known.reports]
    return [
        ("outlet", report.outlet),
        ("published", _published(report)),
        ("by", ", ".join(report.authors)),
        ("credits", ", ".join(report.credits)),
        ("address", _address(report.url)),
        ("copied from", _link(book, report.copy_of)),
        ("passages from", [(tag("a", book.title(r), href=report_at(r.id)), " ") for r in others]),
        ("revision of", _link(book, report.revision_of)),
        ("received", report.received),
        ("flags", ", ".join(map(word_flag, report.flags))),
        ("sha256 of the bytes received", tag("code", report.sha256)),
        ("id", tag("code", report.id)),
    ]


def _published(report: ReportLine) -> str | None:
    how = {"given": "", "page": " (as the page says)", "text": " (read out of the text)"}
    return report.published and report.published + how.get(report.published_from or "given", "")


def _address(url: str | None) -> object:
    """Lead to the live page where the address is one of the web; any other stays words."""
    try:
        is_web = url is not None and _MASK not in url and urlsplit(url).scheme in ("http", "https")
    except ValueError:
        is_web = False
    if not is_web:
        return url
    return join(tag("a", url, href=url, rel="noreferrer noopener"), " (may have changed)")


def _link(book: Book, id_: str | None) -> Html | None:
    report = book.known.reports.get(id_ or "")
    return tag("a", book.title(report), href=report_at(report.id)) if report else None


def _claim_row(book: Book, claim: Claim) -> list[object]:
    report, event = book.known.reports[claim.report], book.known.events[claim.event]
    marks = [m for m in (claim.polarity, claim.modality) if m not in ("affirmed", "asserted")]
    words = " ".join(report.text[claim.start : claim.end].split())
    of = book.of_name(claim.of)
    return [
        tag("a", words or "(no words)", href=f"#w-{file_name(claim.id)}", id=f"c-{file_name(claim.id)}"),
        claim.slot + (f" of {of}" if of else ""),
        word_value(claim.value) + (f" ({', '.join(marks)})" if marks else ""),
        book.chain(claim),
        tag("a", event.label or event.type, href=event_at(event.id)),
    ]


def write_voices(book: Book) -> bytes:
    """Write the page of everyone who says something, those with the most claims first."""
    said: dict[str, list[Claim]] = {voice.id: [] for voice in book.record.voices}
    for claim in book.record.claims:
        for id_ in dict.fromkeys(link.voice for link in claim.chain):
            said[id_].append(claim)
    spoken_for = {voice.speaks_for for voice in book.record.voices if said[voice.id]}
    heard = (v for v in book.record.voices if said[v.id] or v.id in spoken_for)
    order = sorted(heard, key=lambda v: (-len(said[v.id]), v.name, v.id))
    often = Counter(voice.name.casefold() for voice in order)
    parts = [
        _voice(book, voice, said[voice.id], is_shared=often[voice.name.casefold()] > 1) for voice in order
    ] or [tag("p", "Nobody is quoted.")]
    about = tag("p", "Everyone in whose name something is said, with what; unnamed sources are marked.")
    return frame(book, "Voices", join(tag("h1", "Voices"), about, parts), up=False)


def _where(book: Book, claims: list[Claim]) -> str:
    """Say which of all "police" speaks: of what they tell most, and in whose reports."""
    if not claims:
        return ""
    (event, _), *_ = Counter(claim.event for claim in claims).most_common(1)
    outlets = [*dict.fromkeys(book.known.reports[c.report].outlet or "outlet unknown" for c in claims)]
    more = f" and {len(outlets) - _MOST_OUTLETS} more" if len(outlets) > _MOST_OUTLETS else ""
    told = book.known.events[event]
    return f" ({told.label or told.type}; {', '.join(outlets[:_MOST_OUTLETS])}{more})"


def _voice(book: Book, voice: Voice, claims: list[Claim], *, is_shared: bool) -> Html:
    speaks_for = book.known.voices.get(voice.speaks_for or "")
    notes = [voice.type, *(["the reports withhold who this is"] if voice.anonymous else [])]
    if speaks_for:
        notes.append(f"speaks for {speaks_for.name}")
    rows = []
    for claim in claims:
        report, event = book.known.reports[claim.report], book.known.events[claim.event]
        rows.append(
            [
                claim.slot,
                word_value(claim.value),
                tag("a", event.label or event.type, href=event_at(event.id, up=False)),
                tag("a", book.title(report), href=report_at(report.id, claim.id, up=False)),
            ]
        )
    # A name that several have, or that is none ("the officials"), does not tell who it is.
    where = _where(book, claims) if is_shared or not voice.name[:1].isupper() else ""
    summary = tag(
        "summary",
        tag("h3", voice.name),
        where,
        " ",
        ", ".join(notes),
        f", {say_number_of(len(claims), 'claim')}",
    )
    table = write_table(("cell", "value", "event", "in"), rows) if rows else tag("p", "No claim was read.")
    return tag("details", summary, table, id=f"v-{file_name(voice.id)}")

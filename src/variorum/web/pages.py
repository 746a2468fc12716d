"""The pages and their data: an address draws a page; with `.json` or `.csv` at its end it gives its data."""

from collections.abc import Callable, Iterable
from typing import Any

import msgspec
from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from variorum.api import answers
from variorum.api.asking import encode
from variorum.api.choosing import FACETS, PAGE, SORTS, Filters, choose
from variorum.api.lines import find_lines
from variorum.api.listing import cut_page
from variorum.api.served import Moved, ServedRecord
from variorum.api.sheet import Sheet
from variorum.api.signing import Signer
from variorum.asked import read_day
from variorum.errors import RequestError, VariorumError
from variorum.model.record import Claim, Event
from variorum.model.value import Value
from variorum.pictures import draw_lineage
from variorum.web import reports as report_pages
from variorum.web import review
from variorum.web.cells import cells_of
from variorum.web.data import data, data_address, number_of
from variorum.web.drawing import HERE, draw, user_of
from variorum.web.listing import add_lists
from variorum.web.lists import draw_in_space, draw_in_time, rows_of
from variorum.web.marked import KINDS, mark
from variorum.wording import word_reading, word_value

_LONGEST_LINEAGE = 120


def add_pages(app: FastAPI, served: ServedRecord, signer: Signer) -> None:
    """Put all pages into the application."""
    pages = Pages(served, signer)
    add_lists(app, served, signer)
    app.mount("/static", StaticFiles(directory=HERE / "static"), name="static")
    plain: Iterable[tuple[str, Callable[..., Response]]] = (
        ("/", pages.overview),
        ("/.{kind}", pages.overview),
        ("/events", pages.overview),
        ("/events/", pages.overview),
        ("/events.{kind}", pages.overview),
        ("/conflicts", pages.conflicts),
        ("/conflicts.{kind}", pages.conflicts),
        ("/search", pages.search),
        ("/search.{kind}", pages.search),
        ("/docs", pages.docs),
        ("/docs.{kind}", pages.docs),
        ("/claims/{name:path}", pages.claim),
        ("/events/{name:path}", pages.event),
        ("/reports/{name:path}", pages.report),
        ("/voices/{name:path}", pages.voice),
        ("/pictures.css", pages.style),
    )
    for path, page in plain:
        app.add_api_route(path, page, methods=["GET", "HEAD"], include_in_schema=False, response_model=None)
    review.add_review(app, served, signer)


class Pages:
    """The pages of one record."""

    def __init__(self, served: ServedRecord, signer: Signer) -> None:
        self.served = served
        self.signer = signer

    def overview(self, request: Request, kind: str | None = None) -> Response:
        """Draw the events of the record in time, on the map and as a table, narrowed by facets."""
        catalogue, is_current = self.served.catalogue()
        filters = filters_in(request)
        if not catalogue.counts.get("report") and kind is None:
            return draw(request, "empty", address=self.served.address, user=user_of(request, self.signer))
        chosen, facets = choose(catalogue, filters)
        rows = rows_of(self.served, catalogue, chosen, filters.as_of)
        if kind is not None:
            columns = ("id", "type", "label", "status", "reports", "when", "where", "killed", "injured")
            table = [(r.id, r.type, r.label, r.status, r.reports, *r.cells) for r in rows]
            return data(kind, {"filters": filters, "pages": chosen.pages, "events": rows}, columns, table)
        shown = facets if filters.as_of is None else tuple(f for f in facets if f.name != "status")
        return draw(
            request,
            "overview",
            rows=rows,
            facets=shown,
            filters=filters,
            total=len(chosen.every),
            pages=chosen.pages,
            sorts=SORTS,
            counts={**catalogue.counts, "voice": len(catalogue.voice_claims)},
            voice_names=catalogue.voice_names,
            is_current=is_current,
            per_page=PAGE,
            in_time=draw_in_time(catalogue, chosen),
            in_space=draw_in_space(catalogue, chosen),
            user=user_of(request, self.signer),
            data=data_address("/events", request),
        )

    def event(self, request: Request, name: str) -> Response:
        """Draw one event: its entry, and beside it the reports with their words marked."""
        name, kind = self._split("event", name)
        as_of = read_day(request.query_params.get("as_of") or None)
        sheet = self.served.sheet(name, as_of)
        if kind == "json":
            return encode(answers.describe_event(sheet))
        if kind == "csv":
            return Response(b"".join(_claims_of(sheet)), media_type="text/csv; charset=utf-8")
        path = request.url.path
        if sheet.event.id != name:
            return RedirectResponse(path.replace(name, sheet.event.id, 1), 307)
        branches = sheet.lineage if len(sheet.reports) <= _LONGEST_LINEAGE else ()
        tree = draw_lineage(branches, report_at="/reports/{}") if len(sheet.reports) > 1 else None
        return draw(
            request,
            "event",
            sheet=sheet,
            cells=cells_of(sheet, request.query_params.get("all")),
            words=word_value_or_nothing,
            tree=_markup(tree) if branches else None,
            reports=sorted(
                (r for r in sheet.reports.values() if any(c.report == r.id for c in sheet.claims.values())),
                key=lambda r: (r.published or "9999", r.id),
            ),
            was=request.query_params.get("was"),
            user=user_of(request, self.signer),
            data=data_address(path, request),
        )

    def report(self, request: Request, name: str) -> Response:
        """Draw one report with all its marks, its passages and its revisions."""
        name, kind = self._split("report", name)
        answer = answers.describe_report(self.served, name)
        if kind is not None:
            columns = ("claim", "event", "slot", "value", "polarity", "start", "end", "words")
            text = answer.report.text
            rows = [
                (
                    c.id,
                    c.event,
                    c.slot,
                    word_value(c.value),
                    c.polarity,
                    c.start,
                    c.end,
                    text[c.start : c.end],
                )
                for c in answer.claims
            ]
            return data(kind, answer, columns, rows)
        shown = report_pages.show_report(self.served, answer, request.query_params)
        user = user_of(request, self.signer)
        return draw(request, "report", user=user, data=data_address(request.url.path, request), **shown)

    def voice(self, request: Request, name: str) -> Response:
        """Draw one voice: everything it said and when, what it denied."""
        name, kind = self._split("voice", name)
        answer = answers.describe_voice(self.served, name, number_of(request.query_params.get("page")))
        if kind is not None:
            columns = ("claim", "slot", "value", "stance", "day", "event", "report", "words", "sentence")
            table = [
                (
                    *report_pages.value_of(c, answer.voice.id),
                    c.published,
                    c.event,
                    c.report,
                    q.words,
                    q.sentence,
                )
                for c in answer.claims
                for q in (answer.quotes[c.id],)
            ]
            return data(kind, answer, columns, table)
        rows = report_pages.said_by(answer)
        user = user_of(request, self.signer)
        where = data_address(request.url.path, request)
        return draw(request, "voice", answer=answer, rows=rows, user=user, data=where)

    def claim(self, request: Request, name: str) -> Response:
        """Lead to the words of a claim in its report: the address that people pass on."""
        found = find_lines(self.served.archive.engine, Claim, "key", [name])
        if not found:
            heir = self.served.archive.lines.heir_of(name)
            if heir is not None:
                raise Moved("claim", name, heir)
            raise RequestError("E710", f"no claim is called {name!r}", do="see its event")
        from variorum.web.drawing import address_of

        where = address_of("reports", found[0].report, claim=name)
        return RedirectResponse(f"{where}#c-{name}", 303)

    def conflicts(self, request: Request, kind: str | None = None) -> Response:
        """Draw what is contested, the most reported first."""
        catalogue, is_current = self.served.catalogue()
        page = number_of(request.query_params.get("page"))
        some, pages = cut_page(catalogue.conflicts, page)
        lines = answers.list_conflicts(self.served, some)
        if kind is not None:
            columns = ("event", "label", "slot", "of", "reports", "readings")
            table = [
                (
                    c.event.id,
                    c.event.label,
                    c.entry.slot,
                    c.of_name,
                    c.reports,
                    "; ".join(word_reading(r, {}) for r in c.entry.readings),
                )
                for c in lines
            ]
            return data(kind, lines, columns, table)
        return draw(
            request,
            "conflicts",
            lines=lines,
            words=word_value,
            page=page,
            pages=pages,
            total=len(catalogue.conflicts),
            is_current=is_current,
            user=user_of(request, self.signer),
            data=data_address("/conflicts", request),
        )

    def search(self, request: Request, kind: str | None = None) -> Response:
        """Draw the reports that hold some words."""
        query = request.query_params.get("q", "")[:500]
        answer = answers.find_words(self.served, query)
        if kind is not None:
            columns = ("report", "outlet", "published", "title", "words")
            table = [
                (f.report.id, f.report.outlet, f.report.published, f.report.title, f.snippet)
                for f in answer.items
            ]
            return data(kind, answer, columns, table)
        shown = [(f, mark(f.snippet, report_pages.marks_found(f.marks))) for f in answer.items]
        user = user_of(request, self.signer)
        where = data_address("/search", request)
        return draw(request, "search", answer=answer, shown=shown, query=query, user=user, data=where)

    def docs(self, request: Request, kind: str | None = None) -> Response:
        """Draw the addresses of the REST interface."""
        paths = request.app.openapi()["paths"]
        if kind is not None:
            columns = ("method", "path", "summary", "parameters")
            rows = [
                (
                    method.upper(),
                    path,
                    does["summary"],
                    " ".join(p["name"] for p in does.get("parameters", ())),
                )
                for path, methods in paths.items()
                for method, does in methods.items()
            ]
            return data(kind, request.app.openapi(), columns, rows)
        user = user_of(request, self.signer)
        return draw(request, "docs", paths=paths, user=user, data=data_address("/docs", request))

    def style(self) -> Response:
        """Give the colours of the pictures."""
        from variorum.pictures import STYLE

        return Response(STYLE, media_type="text/css")

    def _split(self, kind: str, name: str) -> tuple[str, str | None]:
        """Tell an id from the ending that asks for data; an id that really ends so wins."""
        for ending in ("json", "csv"):
            if name.endswith(f".{ending}") and not self.served.archive.lines.by_keys(kind, [name]):
                return name.removesuffix(f".{ending}"), ending
        return name, None


def show_failure(request: Request, error: VariorumError, status: int, served: ServedRecord) -> Response:
    """Draw the page of an error: what happened, and what to do."""
    last = None
    if error.code == "E708":
        last = error.what.rsplit(" ", 1)[-1]
    answer = draw(request, "failure", status, error=error, status=status, last=last, address=served.address)
    if status == 503:
        answer.headers["retry-after"] = "5"
    return answer


def filters_in(request: Request) -> Filters:
    """Return the filters of an address; raises `RequestError` E707 for what is none."""
    asked = {k: v[:500] for k, v in request.query_params.items() if v and k in (*FACETS, "sort", "more")}
    as_of = read_day(request.query_params.get("as_of") or None)
    return Filters(**asked, as_of=as_of, page=number_of(request.query_params.get("page")))


def _claims_of(sheet: Sheet) -> Iterable[bytes]:
    """Write the claims of one event as the export writes them."""
    from variorum.formats import export_record

    events = (sheet.event, *([sheet.part_of] if sheet.part_of else []), *sheet.parts)
    known = {e.id for e in events}
    record = msgspec.structs.replace(
        sheet.whole,
        events=tuple(events),
        claims=tuple(sheet.claims.values()),
        entries=sheet.entries,
        participants=tuple(p for p in sheet.whole.participants if p.event in known),
        machine=(),
        decisions=(),
    )
    return export_record(_with_mentions_known(record), "csv")


def _with_mentions_known(record: Any) -> Any:
    known = {r.id for r in record.reports}
    events = tuple(_keep_mentions(e, known) for e in record.events)
    return msgspec.structs.replace(record, events=events)


def _keep_mentions(event: Event, known: set[str]) -> Event:
    return msgspec.structs.replace(event, mentions=tuple(m for m in event.mentions if m.report in known))


def word_value_or_nothing(value: Value | None, nothing: str) -> str:
    """Say a value, or the word for none."""
    return nothing if value is None else word_value(value)


def _markup(drawn: str | None) -> Any:
    from markupsafe import Markup

    return Markup(drawn) if drawn else None  # noqa: S704 - our own drawing, escaped in it


__all__ = ["KINDS", "add_pages", "show_failure"]

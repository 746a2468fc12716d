"""The REST interface: `/v1`, the verbs and lists, each answer in the contract's shapes."""

from typing import TYPE_CHECKING

import msgspec
from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response, StreamingResponse
from starlette.concurrency import run_in_threadpool

from variorum.api import answers
from variorum.api.asking import Asked, AsOf, Cursor, Limit, ask, encode, refuse_unknown, token_in
from variorum.api.choosing import Filters, choose
from variorum.api.cursors import read_cursor, write_cursor
from variorum.api.lines import find_lines, page_of_lines
from variorum.api.listing import list_stories
from variorum.api.served import ServedRecord
from variorum.api.shapes import (
    AddedAnswer,
    DiffAnswer,
    EventAnswer,
    Listed,
    RecordAnswer,
    ReportAnswer,
    SearchAnswer,
    SessionAnswer,
    Sheaf,
    VoiceAnswer,
    WhyAnswer,
)
from variorum.api.sheet import grow_lineage
from variorum.api.signing import Session, Signer
from variorum.api.writing import DecisionRequest, add_body, decide, say_time
from variorum.api.writing import forget as forget_report
from variorum.asked import read_day
from variorum.errors import RequestError
from variorum.model.record import Decision, Derivation, Event, ReportLine
from variorum.reconcile import Change

if TYPE_CHECKING:
    from variorum.opened import OpenRecord

MOST_ITEMS = 1000
# The whole record is read for an export, a diff or a check only up to so many reports.
MOST_WHOLE = 5000
_LINES = ("reports", "derivations", "voices", "participants", "claims", "entries", "unresolved")
_TAGS = {"entries": "entry", "unresolved": "unresolved"}


def make_router(served: ServedRecord, signer: Signer) -> APIRouter:
    """Make the routes of one record."""
    router = APIRouter(prefix="/v1", tags=["record"], dependencies=[Depends(refuse_unknown)])
    _add_lists(router, served)
    _add_things(router, served)
    _add_questions(router, served)
    _add_writes(router, served, signer)
    return router


def _cut(limit: int) -> tuple[int, str | None]:
    if limit <= MOST_ITEMS:
        return limit, None
    return MOST_ITEMS, f"cut: {limit} were asked for, {MOST_ITEMS} is the most at a time; follow next"


def _add_events(router: APIRouter, served: ServedRecord) -> None:
    @router.get("/events", summary="The events, narrowed by facets", **ask(Listed))
    def events(
        type: Asked = None,  # noqa: A002 - the facet's name
        place: Asked = None,
        region: Asked = None,
        town: Asked = None,
        status: Asked = None,
        outlet: Asked = None,
        voice: Asked = None,
        day: Asked = None,
        as_of: AsOf = None,
        cursor: Cursor = None,
        limit: Limit = 100,
    ) -> Response:
        catalogue, _ = served.catalogue()
        filters = Filters(
            type=type, place=place, region=region, town=town, status=status, outlet=outlet, voice=voice,
            day=day, sort="id",
            as_of=read_day(as_of or None),
        )  # fmt: skip
        chosen, _ = choose(catalogue, filters)
        after, (most, cut) = read_cursor(cursor), _cut(limit)
        ids = [catalogue.events[n].id for n in chosen.every]
        rest = [i for i in ids if after is None or i > after]
        items = find_lines(served.archive.engine, Event, "key", rest[:most])
        more = write_cursor(rest[most - 1]) if len(rest) > most else None
        return encode(Listed(items=tuple(items), next=more, total=len(ids), cut=cut))


def _add_lists(router: APIRouter, served: ServedRecord) -> None:
    @router.get("/record", summary="What the record holds, in numbers", **ask(RecordAnswer))
    def record() -> Response:
        return encode(answers.describe_record(served))

    _add_events(router, served)

    @router.get("/conflicts", summary="Contested cells, the most witnessed first", **ask(Listed))
    def conflicts(cursor: Cursor = None, limit: Limit = 100) -> Response:
        catalogue, _ = served.catalogue()
        most, cut = _cut(limit)
        start = ordinal_of(read_cursor(cursor))
        some = catalogue.conflicts[start : start + most]
        more = write_cursor(str(start + most)) if len(catalogue.conflicts) > start + most else None
        items = tuple(answers.list_conflicts(served, some))
        return encode(Listed(items=items, next=more, total=len(catalogue.conflicts), cut=cut))

    @router.get("/stories", summary="Stories that several reports tell, the most told first", **ask(Sheaf))
    def stories(page: int = 1) -> Response:
        return encode(list_stories(served, page))

    @router.get("/decisions", summary="What people decided, in the order in which they did", **ask(Listed))
    def decisions() -> Response:
        return encode(Listed(items=served.archive.decisions.read()))

    for name in _LINES:
        _add_lines(router, served, name)


def _add_lines(router: APIRouter, served: ServedRecord, name: str) -> None:
    tag = _TAGS.get(name, name.removesuffix("s"))

    def lines(event: Asked = None, cursor: Cursor = None, limit: Limit = 100) -> Response:
        most, cut = _cut(limit)
        rows = page_of_lines(served.archive.engine, tag, read_cursor(cursor), most + 1, event=event)
        more = write_cursor(rows[most - 1][0]) if len(rows) > most else None
        items = tuple(msgspec.Raw(body) for _, body in rows[:most])
        return encode(Listed(items=items, next=more, cut=cut))

    summary = f"The {name} in the order of their ids; of one event, where that is asked"
    router.get(f"/{name}", summary=summary, name=name, **ask(Listed))(lines)


def ordinal_of(words: str | None) -> int:
    """Return a place in a list from a cursor; raises `RequestError` E707 where it is none."""
    if words is None:
        return 0
    if not words.isascii() or not words.isdecimal() or len(words) > 12:
        raise RequestError("E707", "the cursor is none that this list gave", do="begin without one")
    return int(words)


def _add_things(router: APIRouter, served: ServedRecord) -> None:
    # An id may hold slashes; what stands under one comes before it.
    @router.get("/events/{id}/why/{slot}", summary="What one cell rests on", **ask(WhyAnswer))
    def why(id: str, slot: str, of: Asked = None, as_of: AsOf = None) -> Response:  # noqa: A002
        return encode(answers.describe_cell(served.sheet(id, read_day(as_of or None)), slot, of))

    @router.get("/events/{id:path}", summary="One event as of a day or now", **ask(EventAnswer))
    def event(id: str, as_of: AsOf = None) -> Response:  # noqa: A002
        return encode(answers.describe_event(served.sheet(id, read_day(as_of or None))))

    @router.get("/reports/{id:path}", summary="One report with its claims", **ask(ReportAnswer))
    def report(id: str) -> Response:  # noqa: A002
        return encode(answers.describe_report(served, id))

    @router.get("/voices/{id:path}", summary="One voice and what it said", **ask(VoiceAnswer))
    def voice(id: str, page: int = 1) -> Response:  # noqa: A002
        return encode(answers.describe_voice(served, id, page))

    @router.get("/stories/{id:path}/lineage", summary="Which reports derive from which", **ask(Listed))
    def lineage(id: str) -> Response:  # noqa: A002
        found = served.archive.lines.on_shelf("report", id)
        reports = [r for r in found if isinstance(r, ReportLine)]
        if not reports:
            raise RequestError("E710", f"no story is called {id!r}", do="a report's story is in its line")
        some = reports[:MOST_ITEMS]
        passages = find_lines(served.archive.engine, Derivation, "report", {r.id for r in some})
        cut = f"cut: the first {len(some)} of {len(reports)} reports" if len(some) < len(reports) else None
        return encode(Listed(items=grow_lineage(some, passages), total=len(reports), cut=cut))


def _add_questions(router: APIRouter, served: ServedRecord) -> None:
    @router.get("/search", summary="Find words in reports", **ask(SearchAnswer))
    def search(q: str = "", limit: Limit = 50) -> Response:
        return encode(answers.find_words(served, q, limit))

    @router.get("/diff", summary="Which cells changed between two days", **ask(DiffAnswer))
    def diff(before: str, after: str, event: Asked = None) -> Response:
        days = read_day(before or None) or "", read_day(after or None) or ""
        if not all(days):
            raise RequestError("E707", "two days are needed", do="give before=2025-01-09&after=2025-01-10")
        return encode(
            DiffAnswer(before=days[0], after=days[1], changes=changes_between(served, *days, event))
        )

    @router.get("/export", summary="The record in another format", **ask(bytes))
    def export(
        format: str = "jsonl",  # noqa: A002 - the word that the command line uses
        codebook: Asked = None,
        as_of: AsOf = None,
        raw: bool = False,
    ) -> Response:
        from variorum.functions import export as write

        if codebook not in (None, "ged", "acled"):
            raise RequestError(
                "E707", "a codebook is ged or acled here", do="use your own with `variorum export`"
            )
        pieces = write(whole_record(served, read_day(as_of or None)), format, codebook=codebook, raw=raw)
        return StreamingResponse(pieces, media_type="application/octet-stream", headers={"x-not-kept": "1"})

    @router.get("/check", summary="Verify every hash, offset and count again", **ask(dict))
    def check() -> Response:
        from variorum.checking import check_archive

        _refuse_if_large(served, "checking")
        return encode(check_archive(served.archive)._asdict(), is_kept=False)

    @router.get("/errors/{code}", summary="What an error code means", **ask(dict))
    def explain(code: str) -> Response:
        from variorum.explaining import explain as say

        return encode(say(code)._asdict())

    @router.get("/config", summary="The settings that change a record", **ask(dict))
    def config() -> Response:
        return encode(msgspec.structs.asdict(served.settings))


def changes_between(served: ServedRecord, before: str, after: str, event: str | None) -> tuple[Change, ...]:
    """Return the cells that changed, of one event or of a record small enough."""
    from variorum.functions import diff
    from variorum.reconcile import diff_entries, scene_of

    if event is None:
        return diff(whole_record(served, None), before, after)
    sheet = served.sheet(event)
    claims = tuple(sheet.claims.values())
    old, new = sheet.entries_on(before), sheet.entries_on(after)
    return diff_entries(old, new, claims, scene_of(sheet.whole))


def whole_record(served: ServedRecord, as_of: str | None) -> "OpenRecord":
    """Open the whole record in memory; raises `RequestError` E709 where it is large."""
    from variorum.opened import OpenRecord

    _refuse_if_large(served, "this")
    return OpenRecord(served.archive, served.settings, as_of=as_of)


def _refuse_if_large(served: ServedRecord, what: str) -> None:
    reports = served.archive.count_reports()
    if reports > MOST_WHOLE:
        words = (
            f"{what} needs the whole record of {reports:,} reports; the server does so up to {MOST_WHOLE:,}"
        )
        raise RequestError("E709", words, do="use the same verb on the command line")


def _add_writes(router: APIRouter, served: ServedRecord, signer: Signer) -> None:
    body = {"requestBody": {"required": True, "content": {
        "application/jsonl": {"schema": {"type": "string"}},
        "application/json": {"schema": {"type": ["object", "array"]}},
    }}}  # fmt: skip

    @router.post("/reports", summary="Read reports into the record", openapi_extra=body, **ask(AddedAnswer))
    async def add(request: Request, format: Asked = None) -> Response:  # noqa: A002
        signed_in(request, signer)
        data = await request.body()
        kind = request.headers.get("content-type", "")
        return encode(await run_in_threadpool(add_body, served, data, kind, format))

    wanted = {"requestBody": {"required": True, "content": {"application/json": {"schema": {
        "$ref": "#/components/schemas/DecisionRequest"}}}}}  # fmt: skip

    @router.post("/decisions", summary="Record a person's decision", openapi_extra=wanted, **ask(Decision))
    async def decisions(request: Request) -> Response:
        session = signed_in(request, signer)
        try:
            asked = msgspec.json.decode(await request.body(), type=DecisionRequest)
        except (msgspec.DecodeError, RecursionError) as error:
            raise RequestError("E707", f"the decision cannot be read: {error}", do="see /docs") from error
        return encode(await run_in_threadpool(decide, served, asked, session))

    @router.delete("/reports/{id:path}", summary="Erase a report, leaving a tombstone", **ask(dict))
    def forget(request: Request, id: str, why: str = Query(min_length=1)) -> Response:  # noqa: A002
        signed_in(request, signer)
        return encode(forget_report(served, served.find("report", id), why))

    names = {"requestBody": {"required": True, "content": {"application/json": {"schema": {
        "type": "object", "required": ["name", "token"],
        "properties": {"name": {"type": "string"}, "token": {"type": "string"}}}}}}}  # fmt: skip

    @router.post("/sessions", summary="Sign in under a name", openapi_extra=names, **ask(SessionAnswer))
    async def sign_in(request: Request) -> Response:
        try:
            asked = msgspec.json.decode(await request.body(), type=dict[str, str])
        except (msgspec.DecodeError, RecursionError) as error:
            raise RequestError("E707", f"name and token cannot be read: {error}", do="see /docs") from error
        token = signer.sign_in(asked.get("name", ""), asked.get("token", ""))
        session = signer.check(token)
        return encode(SessionAnswer(name=session.name, token=token, until=say_time(session.until)))


def signed_in(request: Request, signer: Signer) -> Session:
    """Return who sends a request; raises `RequestError` E702 or E703 where nobody is signed in."""
    return signer.check(token_in(request))

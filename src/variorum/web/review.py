"""Review: what people decided, and the forms with which whoever is signed in decides."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import msgspec
from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool

from variorum.api.asking import encode
from variorum.api.lines import find_lines
from variorum.api.served import ServedRecord
from variorum.api.signing import COOKIE, HOURS, Signer
from variorum.api.writing import DecisionRequest, decide
from variorum.errors import RequestError, VariorumError
from variorum.formats.cells import write_csv
from variorum.model.record import Claim, Decision, Event, ReportLine, Voice
from variorum.web.drawing import draw, user_of
from variorum.wording import word_value

_LARGEST_FORM = 100_000
_SHOWN = 200
_KINDS: dict[str, Any] = {"claim": Claim, "event": Event, "report": ReportLine, "voice": Voice}


def add_review(app: FastAPI, served: ServedRecord, signer: Signer) -> None:
    """Put the pages of review and signing in into the application."""
    pages = ReviewPages(served, signer)
    for path, page in (("/review", pages.review), ("/review.{kind}", pages.review), ("/signin", pages.form)):
        app.add_api_route(path, page, methods=["GET", "HEAD"], include_in_schema=False, response_model=None)
    for path, write in (("/review", pages.decide), ("/signin", pages.sign_in), ("/signout", pages.sign_out)):
        app.add_api_route(path, write, methods=["POST"], include_in_schema=False, response_model=None)


class ReviewPages:
    """The pages on which people decide."""

    def __init__(self, served: ServedRecord, signer: Signer) -> None:
        self.served = served
        self.signer = signer

    def review(self, request: Request, kind: str | None = None) -> Response:
        """Draw the decisions, and the forms for the thing that the address names."""
        found = [d for d in self.served.archive.lines.of_kind("decision") if isinstance(d, Decision)]
        decisions = sorted(found, key=lambda d: (len(d.id), d.id), reverse=True)
        if kind == "json":
            return encode(decisions)
        if kind is not None:
            columns = ["id", "what", "about", "slot", "by", "at", "why", "status"]
            rows = [(d.id, d.what, " ".join(d.about), d.slot, d.by, d.at, d.why, d.status) for d in decisions]
            body = b"".join(write_csv(columns, rows))
            return Response(body, media_type="text/csv; charset=utf-8")
        return draw(request, "review", **self._shown(request, decisions))

    def _shown(self, request: Request, decisions: list[Decision]) -> dict[str, object]:
        about = {k: v[:500] for k, v in request.query_params.items() if k in (*_KINDS, "slot", "of") and v}
        kind = next((k for k in _KINDS if k in about), None)
        thing, label = None, ""
        if kind is not None:
            name = about[kind] if kind == "claim" else self.served.find(kind, about[kind])
            lines = find_lines(self.served.archive.engine, _KINDS[kind], "key", [name])
            if not lines:
                raise RequestError("E710", f"no {kind} is called {name!r}", do="see its event")
            thing = lines[0]
            label = _label(thing)
        return {
            "decisions": decisions[:_SHOWN],
            "hidden": max(0, len(decisions) - _SHOWN),
            "kind": kind,
            "thing": thing,
            "label": label,
            "about": about,
            "decided": request.query_params.get("decided"),
            "user": user_of(request, self.signer),
            "data": ("/review.json", "/review.csv"),
            "words_of": lambda d: "" if d.value is None else word_value(d.value),
        }

    async def decide(self, request: Request) -> Response:
        """Write a decision and lead back to where it was taken."""
        form = await _form_in(request)
        session = self.signer.check(request.cookies.get(COOKIE, ""))
        words = (*form.get("word", ()), *(w for more in form.get("words", ()) for w in more.split()))
        asked = DecisionRequest(
            what=_one(form, "what"), words=tuple(words), why=_one(form, "why"), of=_one(form, "of") or None
        )
        made = await run_in_threadpool(decide, self.served, asked, session)
        return RedirectResponse(f"/review?decided={made.id}", 303)

    def form(self, request: Request) -> Response:
        """Draw the form to sign in with."""
        back = _safe(request.query_params.get("back", "/review"))
        return draw(request, "signin", back=back, error=None, user=user_of(request, self.signer))

    async def sign_in(self, request: Request) -> Response:
        """Sign somebody in under a name, for twelve hours."""
        form = await _form_in(request)
        back = _safe(_one(form, "back") or "/review")
        try:
            session = self.signer.sign_in(_one(form, "name"), _one(form, "token"))
        except VariorumError as error:
            return draw(request, "signin", 401, back=back, error=error, user=None)
        answer = RedirectResponse(back, 303)
        answer.set_cookie(
            COOKIE,
            session,
            max_age=HOURS * 3600,
            httponly=True,
            samesite="strict",
            secure=request.url.scheme == "https",
        )
        return answer

    async def sign_out(self, request: Request) -> Response:
        """End the session in this browser."""
        answer = RedirectResponse("/", 303)
        answer.delete_cookie(COOKIE)
        return answer


async def _form_in(request: Request) -> dict[str, list[str]]:
    """Return the fields of a form; raises `RequestError` E706 for a large one, E707 for what is none."""
    body = await request.body()
    if len(body) > _LARGEST_FORM:
        raise RequestError("E706", "the form is too large", do="shorten what you wrote")
    try:
        return parse_qs(body.decode(), keep_blank_values=False, max_num_fields=100)
    except ValueError as error:
        raise RequestError("E707", f"the form cannot be read: {error}", do="send it from its page") from error


def _one(form: dict[str, list[str]], name: str) -> str:
    return form.get(name, [""])[0].strip()


def _safe(back: str) -> str:
    """Return an address of this server to lead back to; the review for any other."""
    parts = urlsplit(back)
    is_ours = back.startswith("/") and not back.startswith(("//", "/\\")) and not parts.netloc
    return back if is_ours and back.isprintable() else "/review"


def _label(thing: msgspec.Struct) -> str:
    if isinstance(thing, Claim):
        return f"{thing.slot} = {word_value(thing.value)}"
    if isinstance(thing, Event):
        return thing.label
    if isinstance(thing, Voice):
        return thing.name
    return str(getattr(thing, "title", None) or getattr(thing, "id", ""))

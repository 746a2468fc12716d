"""The application: the gate, the kept answers, the REST routes and the pages, around one record."""

import contextlib
import logging
from collections.abc import AsyncIterator, Iterable
from pathlib import Path
from typing import Any, cast

import anyio.to_thread
import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException

from variorum import __version__
from variorum.api import shapes
from variorum.api.asking import token_in
from variorum.api.caching import Kept
from variorum.api.guards import LARGEST_BODY, LOCAL, App, Gate, status_of
from variorum.api.routes import make_router
from variorum.api.served import Moved, ServedRecord
from variorum.api.signing import Signer
from variorum.api.writing import DecisionRequest
from variorum.errors import RequestError, StoreError, VariorumError
from variorum.model import record as lines
from variorum.settings import Settings

_log = logging.getLogger("variorum")
# Requests answered at the same time; the store keeps so many connections open.
_AT_ONCE = 5
# A record of so many reports is brought up to date before it is shown.
_MOST_REFRESHED = 2000
_OPEN = ("/signin", "/static/", "/v1/sessions")


class Server:
    """One record served: `app` is what a web server runs, `token` what writing needs."""

    def __init__(
        self,
        record: str | Path,
        settings: Settings | None = None,
        *,
        token: str | None = None,
        hosts: Iterable[str] | None = LOCAL,
        is_open: bool = True,
        largest_body: int = LARGEST_BODY,
    ) -> None:
        self.served = ServedRecord(record, settings)
        self.signer = Signer(token)
        self.token = self.signer.token
        self.inner = self._make(is_open)
        kept = Kept(self.inner, lambda: self.served.version)
        self.app: App = Gate(kept, hosts, largest_body)

    def prepare(self) -> VariorumError | None:
        """Lay out the lists, of a small record brought up to date first; return what is amiss with it.

        A large record is shown as it is: making its lines again takes long, and whoever adds to it does so.
        """
        from variorum.adding import is_current, refresh

        try:
            archive = self.served.archive
            if archive.count_reports() <= _MOST_REFRESHED:
                refresh(archive, self.served.settings)
            self.served.catalogue()
            if not is_current(archive, self.served.settings):
                what = "the record holds reports that its lists do not know yet"
                return RequestError("E717", what, do="wait for who adds them, or run `variorum show` once")
        except StoreError as error:
            return error
        return None

    def close(self) -> None:
        """Let go of the record."""
        self.served.close()

    def _make(self, is_open: bool) -> FastAPI:
        from variorum.web.pages import add_pages, show_failure

        app = FastAPI(
            title="Variorum",
            version=__version__,
            description="Who did what to whom, and who says so: the record of a collection of news reports.",
            docs_url=None,
            redoc_url=None,
            openapi_url="/v1/openapi.json",
            lifespan=_few_threads,
        )
        if not is_open:
            app.middleware("http")(self._ask_for_token)
        app.include_router(make_router(self.served, self.signer))
        add_pages(app, self.served, self.signer)
        app.openapi = lambda: _describe(app)  # type: ignore[method-assign]

        async def fail(request: Request, error: Exception) -> Response:
            known = _known(error)
            if known.code == "E711":
                _log.error("a request failed: %s", request.url.path, exc_info=error)
            if request.url.path.startswith("/v1/") or request.url.path.endswith((".json", ".csv")):
                return write_failure(known)
            return show_failure(request, known, status_of(known.code), self.served)

        async def lead_on(request: Request, moved: Exception) -> Response:
            assert isinstance(moved, Moved)  # noqa: S101 - for the type checker; it is registered for Moved
            path = request.url.path.replace(moved.old, moved.new, 1)
            query = f"?{request.url.query}&" if request.url.query else "?"
            tail = "" if path.startswith("/v1/") else f"{query}was={moved.old}"
            return RedirectResponse(path + (tail or query.rstrip("&?")), status_code=308)

        for kind in (VariorumError, HTTPException, RequestValidationError, Exception):
            app.add_exception_handler(kind, fail)
        app.add_exception_handler(Moved, lead_on)
        return app

    async def _ask_for_token(self, request: Request, go_on: Any) -> Response:
        """Let nobody read without a token where other machines can reach the server."""
        if not request.url.path.startswith(_OPEN):
            try:
                self.signer.check(token_in(request))
            except RequestError as error:
                if request.url.path.startswith("/v1/"):
                    return write_failure(error)
                return RedirectResponse("/signin", status_code=303)
        return cast("Response", await go_on(request))


@contextlib.asynccontextmanager
async def _few_threads(_: FastAPI) -> AsyncIterator[None]:
    """Let a few requests be answered at a time: more would only take turns, and all be late."""
    anyio.to_thread.current_default_thread_limiter().total_tokens = _AT_ONCE
    yield


def write_failure(error: VariorumError) -> Response:
    """Answer with an error in the one shape."""
    body = shapes.Failure(code=error.code, message=error.what, hint=error.do, where=error.where)
    status = status_of(error.code)
    headers = {"www-authenticate": "Bearer"} if status == 401 else {}
    if status == 503:
        headers["retry-after"] = "5"
    return Response(msgspec.json.encode(body), status, headers, "application/json")


def _known(error: Exception) -> VariorumError:
    """Return any failure as one of our errors."""
    if isinstance(error, VariorumError):
        return error
    if isinstance(error, RequestValidationError):
        first: Any = next(iter(error.errors()), {})
        where = ".".join(str(part) for part in first.get("loc", ()))
        what = f"{where}: {first.get('msg', 'not understood')}"
        return RequestError("E707", what, do="see /docs for what each address takes")
    if isinstance(error, HTTPException):
        if error.status_code == 404:
            return RequestError("E712", "there is no such page", do="begin at the overview")
        if error.status_code == 405:
            return RequestError("E713", "that cannot be done here", do="see /docs")
        return RequestError("E707", str(error.detail), do="see /docs")
    return RequestError("E711", "something failed that should not", do="please report it")


def _describe(app: FastAPI) -> dict[str, Any]:
    """Return the OpenAPI description with the contract's shapes, made from the types themselves."""
    from fastapi.openapi.utils import get_openapi

    if app.openapi_schema is None:
        made = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        answers = [v for v in vars(shapes).values() if isinstance(v, type) and issubclass(v, msgspec.Struct)]
        kinds = [*answers, DecisionRequest, lines.Decision]
        template = "#/components/schemas/{name}"
        _, components = msgspec.json.schema_components(kinds, ref_template=template)
        made.setdefault("components", {}).setdefault("schemas", {}).update(components)
        for path in made["paths"].values():
            for method, operation in path.items():
                if method in ("post", "delete") and "sessions" not in operation["operationId"]:
                    operation["security"] = [{"token": []}]
        made["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        app.openapi_schema = made
    return app.openapi_schema

"""What routes share: the parameters they take, the shapes they answer in, how an answer is written."""

from difflib import get_close_matches
from typing import Annotated, Any

import msgspec
from fastapi import Query, Request
from fastapi.responses import Response

from variorum.api.signing import COOKIE
from variorum.errors import RequestError

Asked = Annotated[str | None, Query(max_length=500)]
AsOf = Annotated[str | None, Query(description="A day (YYYY-MM-DD): only what was published by then.")]
Cursor = Annotated[str | None, Query(description="Where the list goes on; from `next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=1_000_000, description="At most so many; more than 1,000 are cut.")]

_FAILURES = (401, 403, 404, 405, 413, 414, 422, 500, 503)


def refuse_unknown(request: Request) -> None:
    """Refuse a question with a word that its address does not know: passed over, it would seem answered."""
    known = [p.alias for p in request.scope["route"].dependant.query_params]
    for name in request.query_params:
        if name not in known:
            likely = get_close_matches(name, known, 1)
            do = f"did you mean {likely[0]}?" if likely else f"it takes {', '.join(known) or 'none'}"
            do = "send the words of `next` as cursor=" if name == "next" and "cursor" in known else do
            raise RequestError("E707", f"no parameter {name[:40]!r} is known here", do=do)


def ask(shape: Any) -> dict[str, Any]:
    """Return what FastAPI is told of a route: the shape of its answer and of its errors."""
    if shape is bytes:
        good: Any = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
    elif shape is dict:
        good = {"application/json": {"schema": {"type": "object"}}}
    else:
        good = {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape.__name__}"}}}
    failure = {"application/json": {"schema": {"$ref": "#/components/schemas/Failure"}}}
    responses = {code: {"content": failure, "description": "Refused, with its code"} for code in _FAILURES}
    return {
        "response_class": Response,
        "responses": {200: {"content": good, "description": "The answer"}, **responses},
    }


def encode(answer: Any, *, is_kept: bool = True) -> Response:
    """Write an answer as JSON."""
    headers = {} if is_kept else {"x-not-kept": "1"}
    return Response(msgspec.json.encode(answer), media_type="application/json", headers=headers)


def token_in(request: Request) -> str:
    """Return the token or session that a request carries; empty where it carries none."""
    scheme, _, token = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return token.strip()
    return request.cookies.get(COOKIE, "")

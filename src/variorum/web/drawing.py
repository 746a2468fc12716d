"""Pages from templates: every value escaped, the words of the interface from their file."""

from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import jinja2
from fastapi import Request
from fastapi.responses import HTMLResponse

from variorum import __version__
from variorum.api.signing import COOKIE, Signer
from variorum.errors import RequestError
from variorum.web.words import words_for
from variorum.wording import holds_many, name_report, word_flag

HERE = Path(__file__).parent


@cache
def templates() -> jinja2.Environment:
    """Return the templates, with what all of them use."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals.update(at=address_of, version=__version__)
    made.filters["named"] = name_report
    made.filters["flag"] = word_flag
    made.filters["counted"] = lambda number, words: f"{number:,} {words[0] if number == 1 else words[1]}"
    made.filters["day"] = lambda moment: (moment or "")[:10]
    made.filters["moment"] = lambda moment: (moment or "").replace("T", " ", 1)
    made.tests["many"] = holds_many
    return made


def address_of(kind: str, name: str | None = None, /, **query: object) -> str:
    """Return the address of a page.

    >>> address_of("reports", "a b/c", claim="c-1")
    '/reports/a%20b%2Fc?claim=c-1'
    """
    known = {k: str(v) for k, v in query.items() if v is not None}
    path = f"/{kind}" if name is None else f"/{kind}/{quote(name, safe='', errors='replace')}"
    return path + (f"?{urlencode(known, errors='replace')}" if known else "")


def draw(request: Request, name: str, status: int = 200, /, **values: Any) -> HTMLResponse:
    """Return a page made from a template."""
    words = words_for(request.headers.get("accept-language", ""))
    here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    page = templates().get_template(f"{name}.html")
    plain = {"t": words, "here": here, "page_name": name, "user": None, "data": None, "note": None}
    return HTMLResponse(page.render({**plain, **values}), status)


def user_of(request: Request, signer: Signer) -> str | None:
    """Return the name of who is signed in on the pages, None where nobody is."""
    session = request.cookies.get(COOKIE)
    if not session:
        return None
    try:
        return signer.check(session).name
    except RequestError:
        return None

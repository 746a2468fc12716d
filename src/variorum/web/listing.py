"""The pages that list all reports, voices and stories, and the one that says what the signs mean."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import Response
from markupsafe import Markup

from variorum.api.listing import list_reports, list_stories, list_voices
from variorum.api.served import ServedRecord
from variorum.api.shapes import ReportHead, ReportRow, Sheaf, StoryRow, VoiceRow
from variorum.api.signing import Signer
from variorum.link.copies.lineage import Branch
from variorum.markup import Html, tag
from variorum.site.front import explain_signs
from variorum.site.tree import write_tree
from variorum.web.data import data, data_address, number_of
from variorum.web.drawing import address_of, draw, user_of


def add_lists(app: FastAPI, served: ServedRecord, signer: Signer) -> None:
    """Put the lists into the application; this must come before the pages of single things."""
    pages = ListPages(served, signer)
    lists: Iterable[tuple[str, Callable[..., Response]]] = (
        ("reports", pages.reports),
        ("voices", pages.voices),
        ("stories", pages.stories),
        ("reading", pages.reading),
    )
    for name, page in lists:
        for path in (f"/{name}", f"/{name}/", f"/{name}.{{kind}}"):
            app.add_api_route(
                path, page, methods=["GET", "HEAD"], include_in_schema=False, response_model=None
            )


class ListPages:
    """Everything of a kind, a page at a time, as on the site that `export` writes."""

    def __init__(self, served: ServedRecord, signer: Signer) -> None:
        self.served = served
        self.signer = signer

    def reports(self, request: Request, kind: str | None = None) -> Response:
        """Draw the reports, earliest first."""
        sheaf = list_reports(self.served, number_of(request.query_params.get("page")))
        if kind is not None:
            columns = ("report", "published", "outlet", "title", "copy_of", "claims")
            return data(kind, sheaf, columns, [_cells_of_report(r) for r in sheaf.items])
        return self._draw(request, "reports", sheaf)

    def voices(self, request: Request, kind: str | None = None) -> Response:
        """Draw everyone in whose name something is said, those with the most claims first."""
        sheaf = list_voices(self.served, number_of(request.query_params.get("page")))
        if kind is not None:
            columns = ("voice", "name", "type", "anonymous", "speaks_for", "claims", "tells_of", "outlet")
            return data(kind, sheaf, columns, [_cells_of_voice(r) for r in sheaf.items])
        return self._draw(request, "voices", sheaf)

    def stories(self, request: Request, kind: str | None = None) -> Response:
        """Draw the stories that several reports tell, each as a tree of its reports."""
        sheaf = list_stories(self.served, number_of(request.query_params.get("page")))
        if kind is not None:
            columns = ("story", "report", "published", "outlet", "title", "copy_of")
            return data(kind, sheaf, columns, [c for r in sheaf.items for c in _cells_of_story(r)])
        trees = [_tree_of(row) for row in sheaf.items]
        return self._draw(request, "stories", sheaf, trees=trees)

    def reading(self, request: Request, kind: str | None = None) -> Response:
        """Draw what the words and signs mean."""
        if kind is not None:
            return data("", None, (), ())
        words = Markup(explain_signs())  # noqa: S704 - made by `markup`, which escapes
        return draw(request, "reading", words=words, user=user_of(request, self.signer))

    def _draw(self, request: Request, name: str, sheaf: Sheaf, **more: Any) -> Response:
        where, user = data_address(f"/{name}", request), user_of(request, self.signer)
        return draw(request, name, sheaf=sheaf, user=user, data=where, **more)


def _cells_of_report(row: object) -> Sequence[object]:
    assert isinstance(row, ReportRow)  # noqa: S101 - for the type checker
    head = row.report
    return head.id, head.published, head.outlet, head.title, head.copy_of, row.claims


def _cells_of_voice(row: object) -> Sequence[object]:
    assert isinstance(row, VoiceRow)  # noqa: S101 - for the type checker
    voice, event = row.voice, row.tells_of
    body = row.speaks_for.name if row.speaks_for else None
    about = event.label if event else None
    return voice.id, voice.name, voice.type, voice.anonymous, body, row.claims, about, row.outlet


def _cells_of_story(row: object) -> Iterable[Sequence[object]]:
    assert isinstance(row, StoryRow)  # noqa: S101 - for the type checker
    return [(row.story, r.id, r.published, r.outlet, r.title, r.copy_of) for r in row.reports]


def _tree_of(row: object) -> Markup:
    assert isinstance(row, StoryRow)  # noqa: S101 - for the type checker
    heads = {head.id: head for head in row.reports}

    def name(branch: Branch) -> Html:
        return tag("a", _title(heads[branch.report]), href=address_of("reports", branch.report))

    return Markup(write_tree(row.lineage, name))  # noqa: S704 - made by `markup`, which escapes


def _title(head: ReportHead) -> str:
    day = (head.published or "no date")[:10]
    return f"{head.outlet or 'outlet unknown'}, {day}: {head.title or head.id}"

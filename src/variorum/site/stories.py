"""The page of stories: for each, which reports derive from which, and its events."""

from collections.abc import Sequence

from variorum.link.copies.lineage import Branch, Tie
from variorum.markup import Html, join, tag
from variorum.model.record import SURE, Derivation, ReportLine
from variorum.reconcile.saying import say_number_of
from variorum.site.book import Book, event_at, frame, report_at
from variorum.site.tree import write_tree


def write_stories(book: Book) -> bytes:
    """Write every story that several reports tell, the most reported first, as a tree of its reports."""
    stories: dict[str, list[ReportLine]] = {}
    for report in sorted(book.record.reports, key=_when):
        stories.setdefault(report.story, []).append(report)
    several = sorted(
        (told for told in stories.values() if len(told) > 1), key=lambda told: (-len(told), _when(told[0]))
    )
    alone = sum(len(told) == 1 for told in stories.values())
    about = "A filled dot is reporting of its own, a ring is taken over from the report that it stands below."
    body = [tag("h1", "Stories"), tag("p", about), [_story(book, told) for told in several]]
    if alone:
        words = f"{say_number_of(alone, 'story')} {'is' if alone == 1 else 'are'}"
        body.append(tag("p", f"{words} told by one report only: see Reports.", class_="faint"))
    return frame(book, "Stories", join(body), up=False)


def _when(report: ReportLine) -> tuple[str, str]:
    return report.published or "9999", report.id


def _story(book: Book, told: Sequence[ReportLine]) -> Html:
    first = told[0]
    title = first.title or " ".join(first.text[:70].split()) or "without words"
    events = sorted(
        book.events_in.get(first.story, []), key=lambda e: (-len(book.known.reports_of(e)), e.label, e.id)
    )
    links = [tag("li", tag("a", e.label or e.type, href=event_at(e.id, up=False))) for e in events]
    told_of = (tag("p", "Its events:"), tag("ul", links)) if links else None

    def name(branch: Branch) -> Html:
        report = book.known.reports[branch.report]
        return tag("a", book.title(report), href=report_at(report.id, up=False))

    return tag("section", tag("h2", title), write_tree(lineage_of(told, book), name), told_of)


def lineage_of(told: Sequence[ReportLine], book: Book) -> tuple[Branch, ...]:
    """Return the trees of a story's reports, given earliest first; a report hangs on an earlier one only."""
    place = {report.id: number for number, report in enumerate(told)}
    below: dict[str | None, list[Branch]] = {}
    for number in range(len(told) - 1, -1, -1):
        report = told[number]
        above, tie, share, unsure = _tie(report, book.taken_over.get(report.id, []))
        if above is None or place.get(above, number) >= number:
            above, tie, share, unsure = None, "own", 0.0, False
        children = tuple(reversed(below.pop(report.id, [])))
        branch = Branch(
            report.id,
            report.outlet,
            report.published,
            tie,
            round(share, 3),
            unsure,
            children,
            title=report.title,
        )
        below.setdefault(above, []).append(branch)
    return tuple(reversed(below.get(None, [])))


def _tie(report: ReportLine, passages: Sequence[Derivation]) -> tuple[str | None, Tie, float, bool]:
    """Return the report that one hangs on, how, with what share of its text, and whether that is unsure."""
    sizes: dict[str, int] = {}
    for passage in passages:
        if passage.how != "quoted":
            sizes[passage.from_] = sizes.get(passage.from_, 0) + passage.end - passage.start
    above = report.copy_of or max(sorted(sizes), key=lambda id_: sizes[id_], default=None)
    if above is None:
        quoted = sorted(p.from_ for p in passages)
        return (quoted[0], "quotes", 0.0, False) if quoted else (None, "own", 0.0, False)
    share = min(1.0, sizes.get(above, 0) / max(1, len(report.text)))
    surest = max((p.probability for p in passages if p.from_ == above), default=1.0)
    return above, "copy" if report.copy_of else "partial", share, surest < SURE

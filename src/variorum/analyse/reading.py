"""One report read alone: the readers in their order."""

from variorum.analyse.attribution import find_attributions
from variorum.analyse.events import Findings, find_events
from variorum.analyse.page import open_page
from variorum.analyse.places import country_differs, find_toponyms
from variorum.analyse.quantities import find_quantities
from variorum.analyse.time import find_timexes
from variorum.model.analysis import Analysis, Unreadable
from variorum.model.report import Report
from variorum.settings import Settings

# Reports with these flags hold no article to read: no event is drawn from them.
UNREAD = frozenset({"not_english", "paywall", "empty", "soft_404", "cookie_wall"})


def analyse(report: Report, settings: Settings) -> Analysis:
    """Read one report alone.

    The result depends on the report's text, date and outlet and on the settings, on nothing else, so it may
    be made anywhere, in any order, and kept by content hash.
    """
    if UNREAD.intersection(report.flags):
        return Analysis()
    page = open_page(report, settings)
    timexes = find_timexes(page)
    toponyms = find_toponyms(page, settings)
    findings = Findings(
        timexes=timexes,
        quantities=find_quantities(page),
        toponyms=toponyms,
        attributions=find_attributions(page, settings),
    )
    happenings = find_events(page, findings)
    unreadable = [
        *(Unreadable(span=t.span, looks_like="date", reason=t.reason) for t in timexes if t.reason),
        *(
            Unreadable(span=t.span, looks_like="place", reason=t.reason, candidates=t.candidates)
            for t in toponyms
            if t.reason
        ),
        *happenings.unreadable,
    ]
    differs = country_differs(page, toponyms)
    page.doc.close()
    return Analysis(
        sentences=page.sentences,
        timexes=timexes,
        quantities=findings.quantities,
        toponyms=toponyms,
        attributions=findings.attributions.attributions,
        voices=findings.attributions.voices,
        participants=happenings.participants,
        events=happenings.events,
        main_event=happenings.main_event,
        flags=("country_differs",) if differs else (),
        unreadable=tuple(sorted(unreadable, key=lambda u: (u.span, u.looks_like, u.reason))),
    )


def warm_up(settings: Settings) -> None:
    """Load every model and lexicon now, so that the first report is not charged for it."""
    analyse(
        Report(id="warm-up", sha256="", text="Two people were hurt in Lima on Monday, police said."), settings
    )

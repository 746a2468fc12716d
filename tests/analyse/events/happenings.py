"""Reading a text for the tests: its happenings alone, or the whole analysis with who says what."""

import functools

from variorum.analyse.attribution import Attributions
from variorum.analyse.events import Findings, find_events
from variorum.analyse.events.findings import Happenings
from variorum.analyse.page import open_page
from variorum.analyse.places import find_toponyms
from variorum.analyse.quantities import find_quantities
from variorum.analyse.reading import analyse
from variorum.analyse.time import find_timexes
from variorum.model.analysis import Analysis
from variorum.model.report import Report
from variorum.settings import Settings


def read(text: str) -> Happenings:
    """Return what a report of 5 February 2025 tells, whoever says it."""
    settings = Settings()
    page = open_page(Report(id="r", sha256="", text=text, published="2025-02-05"), settings)
    found = Findings(
        timexes=find_timexes(page),
        quantities=find_quantities(page),
        toponyms=find_toponyms(page, settings),
        attributions=Attributions(),
    )
    return find_events(page, found)


@functools.cache
def analysed(text: str) -> Analysis:
    """Return the analysis of a report of 5 February 2025."""
    return analyse(Report(id="r", sha256="", text=text, published="2025-02-05"), Settings())

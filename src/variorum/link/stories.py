"""Reports that tell of one happening and its aftermath."""

from collections.abc import Mapping, Sequence

from variorum.model.analysis import Analysis
from variorum.model.report import Report


def find_stories(
    reports: Sequence[Report], analyses: Mapping[str, Analysis], copy_of: Mapping[str, str | None]
) -> dict[str, str]:
    """Map each report to its story.

    TODO: grouping by content, names, places and time; this first version gives each report and its copies
    a story of their own.
    """
    stories: dict[str, str] = {}
    for report in sorted(reports, key=lambda r: (r.published or "9999", r.id)):
        original = copy_of.get(report.id)
        stories[report.id] = stories.get(original, f"s-{report.id}")
    return stories

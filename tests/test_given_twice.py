"""Reports that a caller hands over twice."""

from variorum import pipeline
from variorum.model.report import Report
from variorum.settings import Settings

TEXTS = {
    "a": "Two people were killed when a bus overturned near Velm on Monday, police said. Nine were hurt.",
    "b": "A bus overturned near Velm on Monday, killing two people, police said. Nine more were injured.",
}


def test_a_report_given_twice_is_one_in_whatever_order() -> None:
    settings = Settings()
    reports = [Report(id=i, sha256=i, text=t, published="2031-05-14") for i, t in TEXTS.items()]
    analyses = {r.id: pipeline.analyse(r, settings) for r in reports}
    once = pipeline.build_record(reports, analyses, settings)
    twice = pipeline.build_record([*reversed(reports), *reports, reports[0]], analyses, settings)
    assert [r.id for r in once.reports] == ["a", "b"]
    assert (twice.reports, twice.events, twice.claims) == (once.reports, once.events, once.claims)

"""Who stands at the end of a claim's chain."""

from tests.reconcile.building import Telling, people
from variorum.reconcile import reconcile
from variorum.reconcile.witnesses import Witnesses


def test_what_a_copy_adds_itself_is_told_by_its_own_outlet() -> None:
    telling = Telling()
    telling.report("wire", "2025-01-06")
    telling.report("copy", "2025-01-06", origin="o-wire", copy_of="wire")
    taken = telling.claim("copy", people(4), None)
    added = telling.claim("copy", people(5), None)
    witnesses = Witnesses(telling.scene)
    assert witnesses.name(witnesses.outlet("copy", taken.origin)) == "Outlet wire"
    assert witnesses.name(witnesses.outlet("copy", f"o-{added.report}")) == "Outlet copy"


def test_a_passage_of_a_report_that_is_not_there_is_told_by_no_outlet_known() -> None:
    telling = Telling()
    telling.report("copy", "2025-01-06")
    witnesses = Witnesses(telling.scene)
    assert witnesses.outlet("copy", "o-gone").kind == "origin"


def test_a_body_that_publishes_a_report_is_one_source_with_the_body_that_others_quote() -> None:
    telling = Telling()
    telling.report("news", "2025-01-06")
    telling.report("own", "2025-01-08", outlet="Relief Centre")
    telling.claim("news", people(300), "Relief Centre", slot="arrested")
    telling.claim("own", people(280), None, slot="arrested")
    (entry,) = reconcile(telling.claims, telling.scene)
    assert entry.status == "revised"


def test_an_outlet_is_one_source_whether_or_not_its_article_is_written() -> None:
    telling = Telling()
    telling.report("own", "2025-01-06", outlet="The Ledger")
    telling.report("other", "2025-01-07", outlet="Ledger")
    telling.claim("own", people(8), None)
    telling.claim("other", people(8), None)
    (entry,) = reconcile(telling.claims, telling.scene)
    assert entry.status == "repeated"


def test_an_agency_cited_by_its_initials_is_the_outlet_whose_words_were_taken() -> None:
    telling = Telling()
    telling.report("wire", "2025-01-06", outlet="Great Marsh News")
    telling.report("paper", "2025-01-07", origin="o-wire")
    telling.claim("wire", people(8), None)
    telling.claim("paper", people(8), "GMN")
    (entry,) = reconcile(telling.claims, telling.scene)
    assert entry.status == "repeated"
    assert entry.readings[0].terminal_sources == 1


def test_initials_of_a_body_that_gave_no_words_are_no_outlet() -> None:
    telling = Telling()
    telling.report("wire", "2025-01-06", outlet="Great Marsh News")
    telling.report("paper", "2025-01-07")
    telling.claim("wire", people(8), None)
    telling.claim("paper", people(8), "GMN")
    (entry,) = reconcile(telling.claims, telling.scene)
    assert entry.readings[0].terminal_sources == 2

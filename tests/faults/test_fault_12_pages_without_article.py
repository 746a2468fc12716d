"""Fault 12: empty pages, paywalls, consent walls and errors in disguise are stored with a flag, not read."""

import pytest

from tests.faults.reading import report_of

LEAD = "The river Osk rose by two metres on Monday night and two people are missing, the mayor said."


@pytest.mark.parametrize(
    ("page", "flag"),
    [
        ("<html><title>Osk Post</title><body></body></html>", "empty_page"),
        (
            "<title>404 - Osk Post</title><p>The page you requested could not be found.</p>",
            "not_found",
        ),
        (
            "<title>Osk Post</title><p>Before you continue: we use cookies. Accept all cookies?</p>",
            "consent_wall",
        ),
        (
            "<title>Osk Post</title><p>Access denied. Please verify you are a human to go on.</p>",
            "blocked",
        ),
    ],
)
def test_page_without_article_has_no_text_and_says_why(page: str, flag: str) -> None:
    report = report_of(page, "text/html")
    assert report.text == ""
    assert flag in report.flags
    assert "no_article" in report.flags


def test_paywalled_page_keeps_its_lead_and_is_flagged() -> None:
    page = (
        f"<title>River</title><article><p>{LEAD}</p><div>Subscribe now to continue reading.</div></article>"
    )
    report = report_of(page, "text/html")
    assert "paywall" in report.flags
    assert LEAD in report.text
    assert "Subscribe" not in report.text

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


HEAD = "<title>Three dead off Tellin - Osk Post</title>"
TOLD = (
    "<h1>Three dead off Tellin</h1><p>Two boats sank off Tellin on Monday, killing three fishermen, police "
    "said.</p><p>The mate of the second boat was not found by nightfall, and fishing is forbidden there.</p>"
)


@pytest.mark.parametrize(
    "notice",
    [
        '<div class="cookie-banner"><p>We use cookies. Accept all cookies?</p><button>Accept</button></div>',
        "<p>We value your privacy. By using this site you agree to the use of cookies.</p>",
        "<p>This website uses cookies. You can accept cookies or change your settings.</p>",
    ],
)
def test_article_beside_a_line_about_cookies_is_kept_and_the_line_is_not(notice: str) -> None:
    for page in (f"{HEAD}{notice}{TOLD}", f"{HEAD}{TOLD}{notice}"):
        report = report_of(page, "text/html")
        assert "no_article" not in report.flags
        assert "killing three fishermen" in report.text
        assert "cookies" not in report.text


def test_wall_of_many_words_about_itself_is_no_article() -> None:
    page = (
        f"{HEAD}<h1>We value your privacy</h1><p>We and our 842 partners store personal data on your device. "
        "Selecting Accept enables tracking technologies to support the purposes shown.</p>"
        "<p>Vendors process personal data on the basis of their legitimate interest.</p>"
    )
    assert "consent_wall" in report_of(page, "text/html").flags


def test_error_page_that_names_other_stories_is_still_an_error_page() -> None:
    page = f"<title>404 - Osk Post</title><p>The page could not be found.</p>{TOLD}"
    assert "not_found" in report_of(page, "text/html").flags

"""The feeds that a web page names, whatever else stands in it."""

from variorum.ingest.alternates import list_alternates


def test_a_broken_section_ends_the_search_and_not_the_program() -> None:
    link = b'<link rel="alternate" type="application/rss+xml" href="/rss">'
    assert list_alternates(link + b"<![foo" + link, "https://a.example/") == ["https://a.example/rss"]

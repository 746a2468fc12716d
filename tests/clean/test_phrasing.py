"""How a line is put, and how it stands among the others."""

from variorum.clean.phrasing import phrasing_of, place_in_text


def groups_of(line: str) -> set[str]:
    return {feature for feature in phrasing_of(line) if feature.startswith("group:")}


def test_words_that_mean_alike_are_of_one_group() -> None:
    assert groups_of("bulletin") == groups_of("newsletter") != set()


def test_long_paragraphs_have_no_groups_of_words() -> None:
    assert not groups_of("The newsletter was read aloud. " * 8)


def test_lines_of_a_list_are_told_from_the_line_that_leads_to_them() -> None:
    lead, first, last = place_in_text(["Among the demands:", "- bread;", "- tents;"])
    assert "alike:none:x:" in lead
    assert {"alike:behind:b-", "after colon:b"} <= {*first}
    assert "alike:before:b-" in last

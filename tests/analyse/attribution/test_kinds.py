"""What kind of voice a source is, and when and where a thing is said, which is no part of who says it."""

import pytest


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("The boy's family", "person"),
        ("The FPLO", "organisation"),
        ("Western observers", "person"),
        ("The state", "organisation"),
        ("The weekly Torch", "outlet"),
    ],
)
def test_a_family_is_people_and_an_acronym_a_body(read, source, kind):
    _, found = read(f"{source} said the bridge had burned.", "model")
    assert [voice.type for voice in found.voices] == [kind]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("According to military sources today, two men were held.", "two men", ["military sources"]),
        (
            '"A bus burned," said councillor Rafa Verga during a news conference held in Orn.',
            "A bus burned",
            ["Rafa Verga"],
        ),
        (
            "Informed sources said the convoy had left. The sources also said that two lorries were hit.",
            "two lorries were hit",
            ["Informed sources"],
        ),
        (
            "State television, quoting the ministry, which cited pilots, said the bridge was down.",
            "the bridge was down",
            ["State television", "ministry", "pilots"],
        ),
    ],
)
def test_who_says_it_is_named_without_when_and_once(names, text, words, who):
    assert names(text, words) == who


def test_sources_that_were_told_of_before_stay_hidden(read):
    _, found = read("The sources also said that two lorries were hit.", "model")
    assert [voice.anonymous for voice in found.voices] == [True]

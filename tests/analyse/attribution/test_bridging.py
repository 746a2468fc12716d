"""Who speaks inside what a paper says, where a part of it was left out or taken for another's name."""

import pytest


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Police documents say Lund told a friend the gun was his.",
            "the gun was his",
            ["Police documents", "Lund"],
        ),
        (
            "The widow, by the account of Inspector Aled Moss, suspects that the gardener never left.",
            "the gardener never left",
            ["Aled Moss", "widow"],
        ),
        (
            "In a telephone call to Radio Orn, a man claiming to speak for the group said it had killed the "
            "judge.",
            "it had killed the judge",
            ["man claiming to speak for the group"],
        ),
        (
            "A video circulating on social media purported to show soldiers burning a hut.",
            "soldiers burning a hut",
            ["video circulating on social media"],
        ),
        (
            "There were unconfirmed reports that the rebels had taken the airport.",
            "the rebels had taken the airport",
            ["unconfirmed reports"],
        ),
    ],
)
def test_what_another_says_inside_is_his(names, text, words, who):
    assert names(text, words) == who

"""What hearsay takes for granted, and deeds and pronouns that are taken for somebody's saying."""

import pytest


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The girl's injuries were not considered life-threatening.", "The girl's injuries"),
        ("Clerks are not expected to plead when he is tried next month.", "he is tried next month"),
        (
            "TWO PERSONS WERE SLIGHTLY INJURED AND DAMAGE IS ESTIMATED AT OVER 9 MILLION.",
            "TWO PERSONS",
        ),
        ("The cook - described by relatives as sweet and kind - was shot on Friday.", "The cook"),
        ("Six mills are shut, which would suggest the harvest is in danger.", "the harvest is in danger"),
        ("While on scene, officers were able to identify a possible suspect who was arrested.", "arrested"),
    ],
)
def test_what_is_settled_done_or_only_pointed_to_is_nobodys_word(names, text, words):
    assert names(text, words) == []


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "In the port of Orm, the rebels shot down a government combat plane, reporters there said.",
            "a government combat plane",
            ["reporters there"],
        ),
        ("The barge is believed to have sunk off Orm.", "The barge", ["is believed"]),
        ("A boy described by relatives as sweet was shot.", "as sweet", ["relatives"]),
        (
            "Just before noon, what appeared to be a search team told the owners that a child was missing.",
            "a child was missing",
            ["search team"],
        ),
    ],
)
def test_what_is_open_stays_the_word_of_whoever_holds_it(names, text, words, who):
    assert names(text, words) == who


def test_a_headline_is_not_said_by_whoever_tells_only_where(names):
    text = (
        "Girl, 14, badly hurt after being shot near Orm Mall\n\nA girl was taken in critical condition "
        "after she was shot in what police say was a quarrel of gangs near the Orm Mall."
    )
    assert names(text, "badly hurt") == []


def test_ages_alone_do_not_tie_a_headline_to_a_sentence(names):
    text = (
        "Shooting that injured 11-year-old boy in Orvan Co. ruled acciden\n\nInvestigators say a 37-year-old "
        "North Harwick man is behind bars after he was caught signing for a parcel of 11 pounds of seed.\n\n"
        "A jury has found Bert Krone guilty."
    )
    assert names(text, "Shooting") == []

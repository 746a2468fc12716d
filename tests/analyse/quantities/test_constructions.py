"""Constructions of news prose, by classes of words: what is a number, whose it is, and what is none."""

import pytest


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier", "counted"),
    [
        ("Ships landed 2 400 marines.", 2400, 2400, None, "marines"),
        ("More than a million and a half birds were culled.", 1_500_001, None, "more than", "birds"),
        ("A half-dozen huts burned.", 6, 6, None, "huts"),
        ("A platoon of thirty is still trapped.", 30, 30, None, "platoon"),
        ("That brings to 12 the number of people killed this week.", 12, 12, None, "people"),
        ("Homes destroyed: 320.", 320, 320, None, "Homes"),
        ("Marchers on the quay were put by the police at 600.", 600, 600, None, "Marchers"),
        ("The dead, most of them asleep at the time, number thirty-seven.", 37, 37, None, "dead"),
        ("Police say 12 people died.", 12, 12, None, "people"),
        ("Rebels handed over 25 prisoners.", 25, 25, None, "prisoners"),
        ("Rain ruined both of Saturday's concerts.", 2, 2, None, "concerts"),
        ("Hundreds upon hundreds of sheep died.", 200, None, "hundreds upon hundreds", "sheep"),
        ("Some 55 day labourers drowned.", 55, 55, "some", "labourers"),
        ("Crash injures 21", 21, 21, None, None),
        ("A 12-strong delegation arrived.", 12, 12, None, "delegation"),
        ("As few as three ships sank.", 3, None, "as few as", "ships"),
        ("The storm drowned 1 , 400 sheep .", 1400, 1400, None, "sheep"),
        ("On July 27 , 200 ships sank .", 200, 200, None, "ships"),
    ],
)
def test_one_count_is_read(read, text, low, high, qualifier, counted):
    found = [row[1:5] for row in read(text)]
    assert found == [(low, high, qualifier, counted)]


@pytest.mark.parametrize(
    "text",
    [
        "The 100,000th visitor was given a cake.",
        "They were let in one by one.",
        "Image 3 of 11.",
        "Article 58 of the code was repealed.",
        "It became a two-man race.",
        "Malin Hoorn is a mother of three.",
    ],
)
def test_numbers_that_count_nothing_are_left_out(read, text):
    assert read(text) == []


def test_an_age_may_close_a_life_or_open_a_range(read):
    assert [row[1:3] for row in read("He died at 84.")] == [(84, 84)]
    assert [row[1:3] for row in read("Children between the ages of 5 and 11 were vaccinated.")] == [(5, 11)]
    assert [row[1:3] for row in read("Twins aged six months slept.")] == [(6, 6)]


def test_a_place_after_a_preposition_is_no_victim(read):
    assert [row[0] for row in read("Twelfth miner found dead at Grabova")] == ["Twelfth"]


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier", "counted"),
    [
        ("The bomb killed 21 people at least.", 21, None, "at least", "people"),
        ("Storms hit several hundred thousand homes.", 300_000, None, "several", "homes"),
        ("Half of the city's 300 schools burned.", 150, 150, None, "schools"),
        ("There were no reports of casualties.", 0, 0, None, "casualties"),
        ("Farmers turned out in their thousands.", 2000, None, "thousands", "Farmers"),
        ("Gunmen took eleven guests hostage.", 11, 11, None, "guests"),
        ("Seven of those barges sank.", 7, 7, None, "barges"),
        ("Many thousands of mourners came.", 2000, None, "many thousands", "mourners"),
    ],
)
def test_what_is_counted_stands_before_within_or_after(read, text, low, high, qualifier, counted):
    assert [row[1:5] for row in read(text)] == [(low, high, qualifier, counted)]


@pytest.mark.parametrize(
    "text",
    [
        "Parliament passed the bill by 212 votes to 140.",
        "The hosts went down 0-2 in the second leg.",
        "Police found a 9 mm handgun.",
        "Call the office, ext. 2103.",
        "It was the worst flood in 30 years.",
        "The mayor is in two minds.",
        "The drowned man wore a hat.",
    ],
)
def test_scores_calibres_and_labels_count_nothing(read, text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Deputies know the 17-year-old Ida Krone.", "Ida Krone"),
        ("They know a 9-year-old boy's mother.", "boy"),
        ("At 83, the former president is frail.", "president"),
        ("The girl, believed to be 14 or 15, spoke.", "girl"),
        ("The suspects, both in their twenties, spoke.", "suspects"),
        ("Mira Bonilla was 23, Karla 19.", "Karla"),
        ("Guide Ulan Beishenov was 34.", "Ulan Beishenov"),
        ("Calvin Orm, 24 was shot in the chest.", "Calvin Orm"),
    ],
)
def test_an_age_is_of_the_person_it_is_said_of(read, text, whose):
    assert whose in [row[4] for row in read(text)]


def test_one_of_several_is_no_second_age(read):
    assert [row[1] for row in read("Ida Krone, 41, one of five teachers, spoke.") if row[5] == "age"] == [41]


def test_a_fate_is_told_of_whom_its_words_govern(read):
    dead = sorted(row[0] for row in read("The dead included a baker and two sailors."))
    assert dead == ["a baker", "two"]
    assert "John Muir" not in [row[0] for row in read("Two men were flown by helicopter to John Muir.")]
    assert [row[0] for row in read("The juggler burned his assistant.")] == ["his assistant"]

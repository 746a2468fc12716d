"""Counts: their value, what is counted, and what happened."""

import pytest


def test_exact_count_has_equal_bounds(read):
    assert read("Twelve sailors drowned off Velm.") == [("Twelve", 12, 12, None, "sailors", "killed")]


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        ("At least 3 men were hurt.", 3, None, "at least"),
        ("More than 50 men were hurt.", 51, None, "more than"),
        ("Fewer than 50 men were hurt.", None, 49, "fewer than"),
        ("Up to 50 men were hurt.", None, 50, "up to"),
        ("Between 3 and 5 men were hurt.", 3, 5, None),
        ("About 300 men were hurt.", 300, 300, "about"),
        ("Several men were hurt.", 3, None, "several"),
        ("A handful of men were hurt.", 3, None, "a handful"),
        ("Dozens of men were hurt.", 24, None, "dozens"),
        ("Scores of men were hurt.", 40, None, "scores"),
        ("Hundreds of men were hurt.", 200, None, "hundreds"),
        ("Thousands of men were hurt.", 2000, None, "thousands"),
        ("Tens of thousands of men were hurt.", 20000, None, "tens of thousands"),
        ("Five to six thousand men were hurt.", 5000, 6000, None),
        ("Sixty or more men were hurt.", 60, None, "or more"),
        ("Thirty-odd men were hurt.", 30, 30, "odd"),
    ],
)
def test_contract_arithmetic_of_words(read, text, low, high, qualifier):
    (found,) = read(text)
    assert found[1:] == (low, high, qualifier, "men", "injured")


@pytest.mark.parametrize("text", ["No one was hurt.", "Nobody was hurt.", "None of the men was hurt."])
def test_no_one_is_zero(read, text):
    (found,) = read(text)
    assert (found[1], found[2], found[5]) == (0, 0, "injured")


def test_conjunction_gives_each_number_its_fate(read):
    found = read("A shell hit the yard, killing three and wounding nine.")
    assert [(f[1], f[5]) for f in found] == [(3, "killed"), (9, "injured")]


def test_active_doers_do_not_meet_the_fate(read):
    found = read("Two gunmen killed three guards at the gate.")
    assert [(f[4], f[5]) for f in found] == [("gunmen", None), ("guards", "killed")]


def test_half_of_a_whole_takes_the_whole_in(read):
    assert read("Half of the 40 captives were freed.") == [
        ("Half of the 40", 20, 20, None, "captives", "released")
    ]


def test_running_total_is_cumulative(find):
    first, second = find("Two more patients died, bringing the toll to five.")
    assert (first.low, first.cumulative) == (2, False)
    assert (second.low, second.slot, second.cumulative) == (5, "killed", True)


def test_ordinal_counts_people_who_met_a_fate(find):
    (found,) = find("A third victim died in hospital.")
    assert (found.low, found.high, found.slot, found.cumulative) == (3, 3, "killed", True)
    assert find("It was their second attempt.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Police in Arden said it was the city's tenth homicide in 2017.",
        "Man shot dead, 31st homicide in Arden this year",
        "Bran Oster was charged with 2nd degree murder.",
        "Mila, a sixth grader at Oster School, died in hospital.",
    ],
)
def test_ordinal_that_tells_which_crime_or_sort_is_no_toll(find, text):
    assert [q for q in find(text) if q.slot == "killed"] == []


def test_scope_words_are_kept(find):
    text = "Nine people were shot in the past week alone."
    (found,) = find(text)
    assert found.scope is not None
    assert found.scope.of(text) == "in the past week alone"


def test_one_person_is_listed_only_with_a_fate(read):
    assert read("A man spoke to the crowd.") == []
    assert read("A postman was killed in Velm.") == [("A postman", 1, 1, None, "postman", "killed")]
    assert read("Her uncle was not hurt.") == []


def test_bare_name_is_listed_without_its_title(read):
    assert read("Kidnappers freed Sister Benedikta Orr on Friday.")[0] == (
        "Benedikta Orr",
        1,
        1,
        None,
        "Benedikta Orr",
        "released",
    )


def test_death_outweighs_the_wound_told_before_it(read):
    (found,) = read("A woman was knocked down and killed by a van.")
    assert found[5] == "killed"

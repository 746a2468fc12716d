"""Measures: money, ages, lengths, durations, shares, magnitudes."""

import pytest

from variorum.analyse.quantities.units import convert, name_in_library
from variorum.data import load_yaml
from variorum.errors import AnalysisError


@pytest.mark.parametrize(
    ("text", "low", "high", "unit", "slot"),
    [
        ("The ransom was $2 million.", 2_000_000, 2_000_000, "USD", "money"),
        ("They paid A$4.8bn for it.", 4_800_000_000, 4_800_000_000, "AUD", "money"),
        ("It costs 15 Kenyan shillings.", 15, 15, "KES", "money"),
        ("They took 600 pesos.", 600, 600, None, "money"),
        ("Less than 60 million euros was paid.", None, 60_000_000, "EUR", "money"),
        ("It will cost between $3 million and $5 million.", 3_000_000, 5_000_000, "USD", "money"),
        ("The hill is 15 km away.", 15, 15, "kilometre", None),
        ("A magnitude-7 quake shook Azuma.", 7, 7, "magnitude", "magnitude"),
        ("Power was out for half an hour.", 0.5, 0.5, "hour", None),
        ("It lasted an hour and a half.", 1.5, 1.5, "hour", None),
        ("The court gave him four years and six months in jail.", 4.5, 4.5, "year", "sentence"),
        ("Prices rose by 12.5%.", 12.5, 12.5, "percent", None),
        ("It was minus 12 degrees.", -12, -12, "degree_celsius", None),
        ("Gusts reached 140 km/h.", 140, 140, "kilometre_per_hour", None),
        ("He is in his late 50s.", 50, 59, "year", "age"),
        ("She was 83 years old.", 83, 83, "year", "age"),
    ],
)
def test_measure_keeps_the_words_own_unit(find, text, low, high, unit, slot):
    (found,) = find(text)
    assert (found.kind, found.low, found.high, found.unit, found.slot) == ("measure", low, high, unit, slot)


def test_ages_name_whose_they_are(read):
    found = read("Two soldiers, aged 20 and 26, were captured.")
    assert [(f[1], f[4], f[5]) for f in found] == [
        (2, "soldiers", "captured"),
        (20, "soldiers", "age"),
        (26, "soldiers", "age"),
    ]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Ann Sill died in Osk, Texas, at the age of 91.", "Ann Sill"),
        ("The singer Bo Lark, who died on Monday at the age of 91, was buried.", "Bo Lark"),
        ("She joined the army at the age of 91.", None),
        ("A boy at the age of 91 was hurt.", "boy"),
    ],
)
def test_the_age_at_which_something_is_done_is_the_doers(read, text, whose):
    assert [q[4] for q in read(text) if q[5] == "age"] == [whose]


def test_age_after_a_name_belongs_to_the_name(read):
    assert ("38", 38, 38, None, "Hedda Morn", "age") in read("Hedda Morn, 38, was arrested.")


def test_share_says_what_it_is_of(read):
    assert read("Half of its inhabitants have fled.") == [("Half", 50, 50, None, "inhabitants", "displaced")]


@pytest.mark.parametrize("text", ["It closed three days ago.", "Two weeks later it opened."])
def test_point_in_time_is_no_duration(find, text):
    assert find(text) == ()


def test_every_unit_is_known_to_the_units_library():
    for unit in load_yaml("quantities/units.yaml")["units"]:
        if unit not in ("percent", "magnitude"):
            assert convert(1, unit, unit) == pytest.approx(1)
    assert convert(90, "mile", "kilometre") == pytest.approx(144.84, abs=0.01)


def test_unknown_or_unlike_units_are_an_error_with_a_code():
    for attempt in (lambda: name_in_library("cubit"), lambda: convert(1, "mile", "hour")):
        with pytest.raises(AnalysisError) as error:
            attempt()
        assert error.value.code == "E271"

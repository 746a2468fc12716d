"""Words by which whoever suffered, or a place, may pass for who did it: bare participles, lost subjects."""

import pytest

from tests.analyse.events.happenings import read
from variorum.model.value import Actor, Measure


def of(text: str, slot: str) -> set[str]:
    """Return who or what a text names in a role, in small letters."""
    return {
        f.value.name.lower()
        for event in read(text).events
        for f in event.fillings
        if f.slot == slot and isinstance(f.value, Actor)
    }


def ages(text: str) -> set[tuple[str, float | None]]:
    """Return of whom a text gives which age."""
    found = read(text)
    return {
        (found.participants[f.of].name, f.value.low)
        for event in found.events
        for f in event.fillings
        if f.slot == "age" and isinstance(f.value, Measure) and f.of is not None
    }


@pytest.mark.parametrize(
    ("told", "who"),
    [
        ("A man shot and killed Sunday night in Kelvar has been identified.", "a man"),
        ("Pregnant woman shot, unborn baby killed", "pregnant woman"),
        ("A woman was shot in her neck and pronounced dead at the scene, police said.", "a woman"),
        ("5-year-old girl, woman shot, wounded on the Orle Side", "woman"),
        ("Update: Child shot Wednesday in Kelvar is 6 years old", "child"),
        ("Officers arrived and found three men and one woman shot.", "one woman"),
        (
            "Officers found 20-year-old Jacob Tarn of Kelvar shot to death.",
            "20-year-old jacob tarn of kelvar",
        ),
        ("One dead, six people shot in Kelvar", "six people"),
        ("Both were hit: Gio Mayo, 18, shot in the toe, and Devon Pol, 18, shot in the thigh.", "devon pol"),
        (
            "Two other victims shot separately in their pickup, are identified as Orlin and Tarn.",
            "two other victims",
        ),
        ("One man is still critical Monday, shot seven times.", "one man"),
    ],
)
def test_a_participle_without_its_auxiliary_says_who_suffered(told, who):
    assert of(told, "agent") == set()
    assert who in of(told, "patient")


def test_whoever_shot_without_an_object_is_still_who_did_it():
    assert of("Guards said the man shot at them in Kelvar.", "agent") == {"the man"}
    assert of("A man shot at police in Kelvar on Monday.", "agent") == {"a man"}


@pytest.mark.parametrize(
    "told",
    [
        "Pim Orlin, 26, pleaded guilty Monday to endangering a child.",
        "Pim Orlin is in prison. His arraignment is on Thursday.",
        "Pim Orlin is in prison. He is facing his first charges.",
        "Pim Orlin is in prison. His indictment was read in court.",
    ],
)
def test_who_is_tried_does_not_try(told):
    assert (of(told, "agent"), of(told, "patient")) == (set(), {"pim orlin"})


@pytest.mark.parametrize(
    "told",
    [
        "A man dressed as Teddy Kruel opened fire on a large crowd, police said.",
        "Police say a man dressed as fictional killer Teddy Kruel shot five people.",
    ],
)
def test_whom_somebody_is_dressed_as_did_nothing(told):
    assert of(told, "agent") == {"a man"}


def test_a_name_is_in_the_very_words_of_the_text():
    told = "•Fridel Jean-Marc, 30, was shot dead in Kelvar."
    assert of(told, "patient") == {"fridel jean-marc"}
    assert ages(told) == {("Fridel Jean-Marc", 30)}


def test_a_mall_is_where_a_shooting_was():
    assert of("17-year-old dies in shooting at Orle Center mall", "patient") == set()


def test_who_is_booked_into_a_jail_is_the_one_arrested():
    told = "Pim Orlin was released from the hospital and booked into the county jail."
    assert (of(told, "agent"), of(told, "patient")) == (set(), {"pim orlin"})


def test_whom_detectives_look_for_is_not_missing():
    told = "Detectives continue to search for three men who fired at a home in Kelvar."
    assert not any(f.slot == "missing" for event in read(told).events for f in event.fillings)
    told = "Police are searching for three girls who went missing in Kelvar."
    assert any(f.slot == "missing" for event in read(told).events for f in event.fillings)


def test_who_charges_is_not_charged():
    told = "Prosecutors' charges against Pim Orlin were read in court on Monday."
    assert (of(told, "agent"), of(told, "patient")) == ({"prosecutors"}, {"pim orlin"})


def test_a_home_town_is_not_who_was_arrested():
    told = "John Orlin, 23, of Newton Street, Millom was arrested Saturday morning."
    assert of(told, "patient") == {"john orlin"}


def test_who_reports_the_hurt_is_not_hurt():
    told = (
        "A bomb exploded in Kelvar. The police reported that 10 other people not identified were also "
        "injured and 2 vehicles that were in the area were seriously damaged."
    )
    assert "the police" not in of(told, "patient")


@pytest.mark.parametrize(
    "told",
    [
        "The shooting at the All Star Lanes in Kelvar left three people hurt.",
        "He was wanted over a shooting Monday on Joe Brazier Court that led to the death of Wes Ball, 17.",
    ],
)
def test_where_a_shooting_was_is_not_whom_it_hit(told):
    assert of(told, "patient") in ({"three people"}, {"wes ball"})


def test_whoever_came_up_to_a_group_fired_and_not_the_group():
    told = "Witnesses said two men approached a group standing on a corner and opened fire."
    assert of(told, "agent") == {"two men"}


def test_a_country_in_which_fighting_left_people_dead_did_not_kill_them():
    told = "Orlin spoke after the fighting in El Salvador, which has left 2,000 dead in the past month."
    assert "el salvador" not in of(told, "agent")


def test_whoever_fell_suffered():
    told = "Officials received a report of a man who had fallen out of his tree stand."
    assert (of(told, "agent"), of(told, "patient")) == (set(), {"a man"})


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ("Kelvar police tells 7 News two people were shot on Monday.", "two people"),
        ("Gunman held in spree that left four dead: police Ben Orlin, 38, killed his wife.", "ben orlin"),
    ],
)
def test_a_name_begins_where_the_words_before_it_end(told, name):
    assert name in of(told, "patient") | of(told, "agent")


@pytest.mark.parametrize(
    ("told", "aged"),
    [
        ("The singer Betty Orlin has died in Los Angeles, aged 85.", {("Betty Orlin", 85)}),
        ("A man was charged with the killing of 13-month-old Bill Orlin.", {("Bill Orlin", 1)}),
        ("A friend of one of the victims was arrested in Kelvar.", set()),
        ("Orlin broke a 30-year-old scoring mark and hurt his knee.", set()),
        ("Orlin, who was in The 9-Year-Old Queen, was arrested on Monday.", set()),
        ("Video shows shop clerk shooting 13-year-old", {("13-year-old", 13)}),
        ("Boss Pim Orlan, who avoided prison, has died in jail, aged 77.", {("Pim Orlan", 77)}),
        ("He suffered with depression since the age of 14, said Ben Stein of Orlan, who was killed.", set()),
        ("A mother and her 2-year-old are dead after a shooting in Kelvar.", {("her 2-year-old", 2)}),
        ("KELVAR, Ind. – A 16-year-old who police believe was shot died.", {("A 16-year-old", 16)}),
        ("Suspect in Fatal Shooting of 14-Year-Old Turns Himself In", {("14-Year-Old", 14)}),
        (
            "A 15-year-old and 16-year-old were shot and taken to a hospital.",
            {("A 15-year-old", 15), ("16-year-old", 16)},
        ),
        ("9-year-old shot in hand, taken to hospital in Kelvar", {("9-year-old", 9)}),
        (
            "A boy, 12, shot and killed an 11-year-old last Friday in Kelvar.",
            {("A boy", 12), ("11-year-old", 11)},
        ),
    ],
)
def test_an_age_is_of_who_is_so_old_and_in_years(told, aged):
    assert ages(told) == aged

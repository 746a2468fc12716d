"""Tolls told place by place."""

from tests.analyse.events.happenings import analysed


def told(found):
    """Return the numbers of dead, each with the name of those whom it is of."""
    return {
        f.value.low: None if f.of is None else found.participants[f.of].name
        for event in found.events
        for f in event.fillings
        if f.slot == "killed"
    }


def test_tolls_of_two_countries_are_each_of_its_own_and_no_rivals_of_the_whole():
    found = analysed(
        "The earthquake that struck on Monday has killed more than 11,000 people. "
        "The death toll stood at 2,530 in Syria and 8,574 in Turkey."
    )
    assert told(found) == {11001: None, 2530: "2,530 in Syria", 8574: "8,574 in Turkey"}


def test_the_first_of_three_places_is_not_all():
    found = analysed("The cyclone left 30 people dead in Mozambique, 12 in Malawi and four in Zimbabwe.")
    assert None not in told(found).values()


def test_a_toll_of_one_place_stays_the_toll():
    found = analysed("A bus crash killed 30 people in Mozambique on Monday.")
    assert told(found)[30] is None


def test_a_toll_within_that_of_its_country_leaves_the_country_its_own():
    found = analysed("At least 40 people were killed in Iraq, 12 of them in Baghdad alone, officials said.")
    assert told(found)[40] is None

"""Numbers that are no quantity, and broken ones: nothing invented, no error."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "One of the reasons for the delay was fog.",
        "It was a thousand and one nights ago.",
        "The treaty of 2019 lapsed in 2024.",
        "The gallery moved to 230 Hollow Lane.",
        "Velm Rovers won 3-1 away at Hallen.",
        "The airline flies the Boeing 737 there.",
        "The museum's MiG-29 gathers dust.",
        "Route 9 reopened to traffic.",
        "The castle may one day become a hotel.",
        "Elections are on 3 May.",
        "Trading resumed at 10:30 a.m. after a glitch.",
        "The Five Star Alliance met in Three Rivers.",
        "A hole in version 4.2 was closed.",
        "World War Two bombs were found.",
        "The helpline, +44 20 7946 0018, is open.",
        "It was built in 400 BC.",
        "He is a two-term president.",
    ],
)
def test_numbers_that_name_or_date_give_nothing(find, text):
    assert find(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "12.000.000,5 people",
        "The leaflet spoke of 7.000.00,3 refugees.",
        "The bulletin listed 1,23,45 wounded.",
        "From fifty to twenty arrests, it ran.",
        "The ledger says 1.500 sacks.",
        "casualties=--4, displaced=1e, units=??",
        "the 45th of May",
        "ten twenty wounded",
        "9" * 400 + " people died",
        "1" + ",000" * 200 + " people died",
        "٣ people",
        "30 February",
    ],
)
def test_broken_numbers_give_nothing(find, text):
    assert [q for q in find(text) if q.span.of(text).strip() != "no"] == []


def test_grouped_and_spaced_figures_are_read(read):
    found = [f[1] for f in read("There were 1\u00a0200 men, 3,400 women and 1,23,456 children.")]
    assert found == [1200, 3400, 123456]


def test_an_ordinal_of_a_brigade_or_an_office_counts_no_dead(read):
    assert not any(
        row[5] == "killed" and row[1] == 10 for row in read("A 10th Infantry Brigade soldier was shot dead.")
    )
    assert not any(row[1] == 2 for row in read("Pim Orlan, second secretary at the embassy, was shot dead."))

"""Numbers whose noun, whole or person stands elsewhere: parts, changes, limits of age, worn pairs."""

import pytest


@pytest.mark.parametrize(
    ("text", "low", "high", "counted"),
    [
        ("Twenty rangers are missing, down from 90 on Friday.", 90, 90, "rangers"),
        ("Forty guests were driven from the barns, and 9 of them were hurt.", 9, 9, "guests"),
        ("Farmers in their thousands were stranded by the snow.", 2000, None, "Farmers"),
        ("Six more died, which brings the prison's dead to fourteen.", 14, 14, "dead"),
        ("The firm lost two of its barges and thousands of army, navy and air force troops.", 2, 2, "barges"),
        ("Police said that one person was killed.", 1, 1, "person"),
        ("The siege ended well: no dead, no wounded.", 0, 0, "wounded"),
        ("They won a record number of delegates, 247, on Friday.", 247, 247, "delegates"),
        ("Eleven people, none of them Danes, died.", 0, 0, "Danes"),
        ("She joined the company's 10-member board.", 10, 10, "board"),
        ("He found a pair of torches.", 2, 2, "torches"),
        ("Constables hauled a dozen squatters off to the station.", 12, 12, "squatters"),
        ("Of the lynx, fewer than 80 survive.", None, 79, "lynx"),
        ("Three of those hurt are children.", 3, 3, "children"),
        ("Three bathers were dragged out; only one was found.", 1, 1, None),
        ("By noon 340 were still in tents.", 340, 340, None),
        ("Eighty more are expected to lose their jobs.", 80, 80, None),
        ("Nobody survived.", 0, 0, None),
        ("Mobs burned two U.S. diplomatic compounds.", 2, 2, "compounds"),
    ],
)
def test_the_noun_is_found_where_it_stands(read, text, low, high, counted):
    assert (low, high, counted) in [(row[1], row[2], row[4]) for row in read(text)]


@pytest.mark.parametrize(
    ("text", "low", "high", "whose"),
    [
        ("Men between 18 and 60 are barred from leaving.", 18, 60, "Men"),
        ("The law bars under-16s from the mines.", None, 16, None),
        ("A boy younger than 12 was hurt at the quarry.", None, 12, "boy"),
        ("Nobody older than 15 was hurt.", 15, None, None),
        ("The driver is 84 and his passenger 79.", 79, 79, "passenger"),
        ("The girl is barely twelve.", 12, 12, "girl"),
        ("The drowned man may have been about thirty.", 30, 30, "man"),
        ("The exiled novelist Branko Sill turns 90.", 90, 90, "Branko Sill"),
    ],
)
def test_ages_have_limits_and_owners(read, text, low, high, whose):
    assert (low, high, whose) in [(row[1], row[2], row[4]) for row in read(text)]


@pytest.mark.parametrize(
    ("text", "person", "slot"),
    [
        ("Wolves tore a shepherd to pieces.", "shepherd", "killed"),
        ("Nowhere to be found is Petra Lund.", "Petra Lund", "missing"),
        ("Rebels let go of Father Anselm Dray.", "Anselm Dray", "released"),
        ("A child, believed to be a 5-year-old boy, was shot.", "child", "injured"),
        ("The guard shot himself.", "guard", "injured"),
        ("A snake bit a gardener on the ankle.", "gardener", "injured"),
        ("The 30-year-old Malaby was pronounced dead.", "Malaby", "killed"),
        ("Her father and brother were kidnapped.", "brother", "captured"),
    ],
)
def test_one_person_is_told_of_by_parted_words(read, text, person, slot):
    assert (person, slot) in [(row[4], row[5]) for row in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The blast came at 12 Rue des Tanneurs.",
        "He promised it by the year two thousand.",
        "They led by a score of 32-14.",
        "He wore a pair of trousers.",
        "The walls held both police and soldiers.",
        "The wave took the breakwater and was never seen again.",
        "It was a march, the first since the ban was lifted.",
    ],
)
def test_what_only_looks_like_a_number_gives_nothing(read, text):
    assert read(text) == []


def test_money_and_weight_end_where_their_words_end(find):
    fine, weight = find("He was fined £500 plus costs."), find("Kern weighs 150 to 175 pounds.")
    (frost,) = find("It fell to 31 degrees below zero.")
    assert (frost.low, frost.unit) == (-31, "degree_celsius")
    assert [(q.low, q.high, q.unit) for q in fine] == [(500, 500, "GBP")]
    assert [(q.low, q.high, q.unit) for q in weight] == [(150, 175, "pound_weight")]


def test_a_part_without_of_is_a_share(find):
    (part,) = find("Of the island's fishermen a fifth are missing.")
    assert (part.low, part.unit) == (20, "percent")


def test_those_by_whom_an_attack_was_carried_out_are_not_carried_out_of_anything(find):
    (men,) = find("He died in an attack carried out by three men.")
    (saved,) = find("Three men were carried out of the house.")
    assert (men.slot, saved.slot) == (None, "rescued")

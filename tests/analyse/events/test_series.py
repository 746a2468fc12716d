"""A report of several happenings keeps what each passage tells apart, and sums up what they share."""

import pytest

from tests.analyse.events.happenings import read
from variorum.analyse.events.findings import Happenings
from variorum.model.value import Place

SHOOTINGS = (
    "Three people were hurt in two separate shootings in Dallas on Saturday, police said.\n\n"
    "The first shooting occurred in the 300 block of Mill Street around 9:10 p.m. A 31-year-old man was shot "
    "in the leg, police said.\n\n"
    "{second} on Ash Avenue around 11:40 p.m. Two women were shot as they left a party.\n\n"
    "Both shootings are under investigation."
)


def places(found: Happenings, event: int) -> set[str]:
    return {f.value.name for f in found.events[event].fillings if isinstance(f.value, Place)}


@pytest.mark.parametrize(
    "second", ["The second happened", "In another shooting, police were called to a bar"]
)
def test_each_passage_of_a_series_tells_a_part_with_its_own_place_and_people(second: str) -> None:
    found = read(SHOOTINGS.format(second=second))
    assert found.main_event is not None
    parts = [i for i, e in enumerate(found.events) if e.part_of == found.main_event]
    assert len(parts) == 2
    first, other = (next(i for i in parts if word in str(places(found, i))) for word in ("Mill", "Ash"))
    hurt = {i: {p.name for p in found.participants if p.event == i} for i in (first, other)}
    assert "A 31-year-old man" in hurt[first]
    assert "Two women" in hurt[other]
    assert not hurt[first] & hurt[other]
    assert not places(found, found.main_event) & (places(found, first) | places(found, other))


def test_an_hour_moves_a_series_on() -> None:
    found = read(
        "Police are looking into the deaths of a man and a girl in two separate incidents on Friday.\n\n"
        "The first incident happened at a house on Mill Street, where Ana Pell, 36, was stabbed to death.\n\n"
        "Just under three hours later, police responded to a shooting on Ash Avenue. A girl was killed."
    )
    (pell,) = {p.event for p in found.participants if p.name == "Ana Pell"}
    assert not any("Ash" in name for name in places(found, pell))


def test_one_happening_in_two_sentences_that_begin_with_numbers_is_no_series() -> None:
    found = read(
        "Two men were shot in Dallas on Saturday.\n\nThe first was shot in the leg. The second was shot "
        "in the arm, police said."
    )
    assert len([e for e in found.events if e.type == "shooting"]) == 1


def test_the_attacks_of_a_year_are_not_the_attack_of_the_day() -> None:
    found = read(
        "Rebels attacked a pipeline in Otley on Monday, it said.\n\nThe rebels have carried out more "
        "than 130 attacks in the region."
    )
    assert len([e for e in found.events if e.type == "attack"]) == 2


@pytest.mark.parametrize(
    "again", ["Police say it may have been arson.", "It may have been arson, a guard said."]
)
def test_what_was_supposed_before_is_supposed_once(again: str) -> None:
    found = read(f"The fire at the mill in Otley may have been arson.\n\nStaff were sent home.\n\n{again}")
    assert len([e for e in found.events if e.type == "attack"]) == 1


def test_that_shooting_is_the_one_told_last() -> None:
    found = read(
        "Four men were shot on Monday on Mill Street, police said.\n\nIt was a block from where "
        "five people were hurt in a shooting on Dec. 3. In that shooting, witnesses said two men opened fire."
    )
    assert found.main_event is not None
    main = found.events[found.main_event]
    assert len(main.mentions) == 1


def test_what_it_did_is_of_the_quake_told_last() -> None:
    found = read(
        "An earthquake hit Osk on Monday, killing 10.\n\nOn Saturday, 13 people were killed by a quake "
        "in Lorn. It destroyed thousands of buildings and left nearly half a million homeless."
    )
    assert found.main_event is not None
    assert "displaced" not in {f.slot for f in found.events[found.main_event].fillings}
    assert "displaced" in {f.slot for e in found.events for f in e.fillings}


def test_the_raid_of_police_is_not_the_attack_that_they_look_into() -> None:
    found = read(
        "Gunmen killed a priest in Otley on Monday. The attack shook it.\n\nPolice raided a house in Lorn."
    )
    assert found.main_event is not None
    assert "a house" not in {p.name for p in found.participants if p.event == found.main_event}


@pytest.mark.parametrize("what", ["an accidental shooting", "a shooting by a friend"])
def test_what_it_appears_to_be_is_what_was_told(what: str) -> None:
    found = read(f"A boy was shot in Otley on Monday.\n\nPolice said it appears to be {what}.")
    assert len([e for e in found.events if e.type == "shooting"]) == 1


def test_two_who_are_named_later_are_the_two_who_were_arrested() -> None:
    found = read(
        "Two people were arrested on Monday after a boy was shot in Otley."
        + "\n\nRain fell." * 3
        + "\n\nAna Pell and Milo Tarn were arrested at home."
    )
    assert len([e for e in found.events if e.type == "arrest"]) == 1


def test_a_clash_in_a_far_town_is_not_the_attack_on_the_capital() -> None:
    found = read("Rebels attacked a barracks in Lisbon on Monday.\n\nTroops clashed with rebels in Porto.")
    (clash,) = (i for i, e in enumerate(found.events) if "Porto" in places(found, i))
    assert clash != found.main_event


@pytest.mark.parametrize("opening", ["The most recent killing", "The 39th homicide"])
def test_the_latest_and_the_thirty_ninth_are_of_a_series(opening: str) -> None:
    found = read(
        "Police named the victims of the last two deadly shootings in Dallas.\n\n"
        f"{opening} occurred on Sunday at a house on Mill Street. Ana Pell, 36, was shot in the chest.\n\n"
        "The 38th homicide occurred on Wednesday at a bar on Ash Avenue. Milo Tarn, 17, was shot in the head."
    )
    (pell,) = {p.event for p in found.participants if p.name == "Ana Pell"}
    (tarn,) = {p.event for p in found.participants if p.name == "Milo Tarn"}
    assert pell != tarn
    assert not any("Ash" in name for name in places(found, pell))


LISTED = (
    "Three people were shot in {counted} in Dallas on Saturday, police said.\n\n"
    "A 31-year-old man was shot in the leg on Mill Street at 9:10 p.m. He was taken to a hospital.\n\n"
    "In Otley, two women were shot as they left a party on Ash Avenue."
)


def test_paragraphs_that_each_tell_other_victims_elsewhere_are_a_series_where_the_lead_counts() -> None:
    found = read(LISTED.format(counted="two incidents"))
    (man,) = {p.event for p in found.participants if p.name == "A 31-year-old man"}
    (women,) = {p.event for p in found.participants if p.name == "two women"}
    assert len({man, women, found.main_event}) == 3
    assert {found.events[e].part_of for e in (man, women)} == {found.main_event}


def test_paragraphs_on_the_victims_of_one_shooting_are_no_series() -> None:
    found = read(LISTED.format(counted="a shooting").replace("In Otley, two women", "Two women"))
    assert len([e for e in found.events if e.type == "shooting"]) == 1


ROUND_UP = (
    "One dead, three hurt in weekend shootings in Dallas\n\n"
    "A man was killed and three other people were hurt in shootings across Dallas, police said.\n\n"
    "About 9:10 p.m. on Saturday, a 31-year-old man was shot dead on Mill Street.\n\n"
    "Two hours earlier, a 17-year-old boy was shot in the leg on Ash Avenue, about 7 p.m., police said.\n\n"
    "A 42-year-old woman was shot at 3:20 p.m. on Elm Street. She was taken to a hospital."
)


def test_paragraphs_of_a_round_up_are_parts_where_the_lead_has_a_plural_without_a_count() -> None:
    found = read(ROUND_UP)
    held = [{p.event for p in found.participants if word in p.name} for word in ("31-", "17-", "42-")]
    assert all(len(events) == 1 and found.main_event not in events for events in held)
    assert len(set.union(*held)) == len(held)


def test_the_first_that_paragraphs_tell_is_the_news_where_none_was_harmed_before() -> None:
    paragraphs = ROUND_UP.split("\n\n")[2:]
    found = read("\n\n".join(["People in Dallas fear more shootings, a pastor said.", *paragraphs]))
    (man,) = {p.event for p in found.participants if "31-" in p.name}
    (woman,) = {p.event for p in found.participants if "42-" in p.name}
    assert man == found.main_event != woman


def test_paragraphs_that_retell_the_lead_are_no_series() -> None:
    found = read(
        "Four people are dead after a series of shootings in Dallas.\n\nFour people died in Dallas after a "
        "gunman shot them, police said.\n\nFour people were killed in Texas on Monday. He shot himself."
    )
    assert not any(e.part_of is not None for e in found.events)


PLACES = (
    "Rebels went on with their campaign, officials said.\n\nTheir leader made no comment. Troops are "
    "looking for him.\n\nIn Osta, gunmen kidnapped the mayor Ana Pell. In the village of Ely, gunmen shot a "
    "teacher. {third}, gunmen killed the judge Milo Tarn."
)


def test_three_sentences_that_open_with_places_tell_three_happenings() -> None:
    found = read(PLACES.format(third="In Lorn"))
    assert len({p.event for p in found.participants if p.name in ("a teacher", "Milo Tarn")}) == 2


def test_sentences_that_open_with_two_places_may_tell_one() -> None:
    found = read(PLACES.format(third="Later"))
    assert not any(e.part_of is not None for e in found.events)


BOMBS = (
    "Two people were killed by an explosion at a market in Osta on Monday.\n\nThe explosion hurt ten others, "
    "two of whom died of their wounds.\n\nAnother explosion took place at a church in "
    "Ely. Three cars were damaged by {again}.\n\nPolice said nothing."
)


@pytest.mark.parametrize("again", ["this explosion", "the blast"])
def test_what_the_sentence_behind_another_explosion_points_to_is_that_one(again: str) -> None:
    found = read(BOMBS.format(again=again))
    word = BOMBS.format(again=again).index(again) + again.index(" ") + 1
    (event,) = (i for i, e in enumerate(found.events) if any(m.start == word for m in e.mentions))
    assert event != found.main_event


def test_what_police_also_look_into_is_none_of_the_news() -> None:
    found = read(
        "A boy was shot dead in Otley on Friday night.\n\nThe boy was shot in the chest as he left a shop, "
        "and died there. The shooting was the tenth this year.\n\nPolice are also investigating a "
        "shooting that happened at 11:05 p.m. on Mill Street. A 51-year-old woman was shot in the leg."
    )
    (woman,) = {p.event for p in found.participants if "51-" in p.name}
    assert woman != found.main_event

"""A street, a block or a club is a place as a report words it."""

from tests.analyse.events.happenings import analysed
from variorum.analyse.attribution import Attributions
from variorum.analyse.events import Findings, find_events
from variorum.analyse.page import open_page
from variorum.analyse.places import find_toponyms
from variorum.model.report import Report
from variorum.model.value import Place
from variorum.settings import Settings


def places(text: str) -> list[Place]:
    settings = Settings()
    page = open_page(Report(id="r", sha256="", text=text, published="2025-02-05"), settings)
    found = Findings(toponyms=find_toponyms(page, settings), attributions=Attributions())
    return [
        f.value for e in find_events(page, found).events for f in e.fillings if isinstance(f.value, Place)
    ]


def test_an_address_without_a_town_is_nowhere() -> None:
    assert places("A man was shot at 420 Tellin Street on Monday.") == [Place(name="420 Tellin Street")]


def test_where_somebody_was_when_it_befell_him_is_where_it_happened() -> None:
    told = (
        "stood at a light in the 300 block of Tellin Avenue when he was shot",
        "opened his door on Orlo Road and was shot",
    )
    assert [[p.name for p in places(f"A man {words} on Monday.")] for words in told] == [
        ["300 block of Tellin Avenue"],
        ["Orlo Road"],
    ]


def test_two_streets_make_a_corner() -> None:
    assert "Junction and Belmont avenues" in {
        p.name for p in places("Four people were hurt in Lisbon at Junction and Belmont avenues.")
    }


def test_a_block_lies_within_the_town_that_is_told() -> None:
    found = {
        p.name: p for p in places("A man was shot in the 300 block of Tellin Avenue in Lisbon on Monday.")
    }
    block = found["300 block of Tellin Avenue"]
    assert "Lisbon" in block.within
    assert block.lat == found["Lisbon"].lat


def test_a_loose_part_is_left_off() -> None:
    assert "Club Tellin" in {
        p.name for p in places("In Lisbon, a man was shot in the parking lot of Club Tellin.")
    }


def test_a_common_noun_names_no_place() -> None:
    assert not places("A man was shot at a nightclub on Monday.")


def test_the_town_of_the_hospital_is_not_that_of_the_shooting() -> None:
    found = places("A girl was shot and taken to a hospital in Lisbon on Monday.")
    assert "Lisbon" not in {p.name for p in found}


def test_a_crossing_of_two_streets_is_one_site_and_names_no_town() -> None:
    text = "Two men were shot in Lisbon. The shooting happened near the intersection of Harry and Volutsia."
    assert {p.name for p in places(text)} == {"Lisbon", "intersection of Harry and Volutsia"}


def test_a_road_that_it_happened_on_is_named() -> None:
    text = "Two men were shot in Lisbon on Monday. It happened on Chuckwood Road."
    assert "Chuckwood Road" in {p.name for p in places(text)}


def test_where_somebody_had_been_is_no_place_of_an_arrest() -> None:
    assert not places("Police arrested a man after he had been extradited from Canada.")


def test_the_word_for_the_deed_is_left_off_a_site() -> None:
    assert [p.name for p in places("Three people died in the shelling of the Tellin Market on Monday.")] == [
        "Tellin Market"
    ]


def test_what_shook_a_town_was_there_and_not_in_the_town_named_first() -> None:
    text = "Trains stood still in Porto. The earthquake that shook Lisbon on Monday killed six people."
    assert [p.name for p in places(text)] == ["Lisbon"]


def test_where_an_election_was_is_told_though_an_office_announces_it() -> None:
    text = (
        "Porto was quiet. Elsa Vorn, who cooks at a lodge, won Saturday's by-election in Maun, "
        "the Electoral Office announced on Monday."
    )
    assert [p.name for p in places(text)] == ["Maun"]


def test_a_doctor_behind_a_town_is_no_drive() -> None:
    text = "Ten people were killed in Monday's flood in Lisbon, Dr Elsa Vorn, the head of the clinic, said."
    assert [p.name for p in places(text)] == ["Lisbon"]
    assert "420 Tellin Dr" in {p.name for p in places("A man was shot at 420 Tellin Dr in Lisbon on Monday.")}


def test_a_hospital_named_after_a_town_is_no_scene() -> None:
    text = "A man died at University of Cincinnati Medical Center after he was shot Friday, police said."
    assert places(text) == []


def test_where_police_were_called_is_where_it_happened() -> None:
    told = (
        "were called to the 300 block of Orlo Road",
        "responded to 300 Orlo Road",
        "were sent to 300 Orlo Road",
    )
    for words in told:
        found = places(f"Two men were shot Friday night. Officers {words} about 9 p.m.")
        assert [p.name.endswith("Orlo Road") for p in found] == [True], words


def test_the_hospital_that_police_were_called_to_is_no_scene() -> None:
    assert places("A man was shot Friday. Officers were called to Tellin Hospital about 9 p.m.") == []


def test_what_only_describes_a_site_is_no_part_of_its_name() -> None:
    text = "A man was shot at the chic Club Tellin on Monday."
    assert [p.name for p in places(text)] == ["Club Tellin"]
    text = "A man was shot at the Orlo Motel location on Monday."
    assert [p.name for p in places(text)] == ["Orlo Motel"]


def test_what_was_a_while_before_puts_a_killing_nowhere() -> None:
    text = "The killing came nine days after a shooting outside a shop in Lisbon killed a girl."
    told = {
        e.type: {f.value.name for f in e.fillings if isinstance(f.value, Place)}
        for e in analysed(text).events
    }
    assert "Lisbon" in told["shooting"]
    assert not told["kill"]


def test_where_a_hearing_is_held_is_no_scene() -> None:
    text = "A vigil for Ana Pol, killed on Friday in a shooting in Lisbon, was held in Porto."
    shot = [e for e in analysed(text).events if e.type in ("shooting", "kill")]
    assert "Porto" not in {f.value.name for e in shot for f in e.fillings if isinstance(f.value, Place)}


def test_where_somebody_is_from_is_no_scene() -> None:
    for who in ("The girl, of Porto,", "Pol, who's from Porto,"):
        text = f"A girl was shot in Lisbon on Monday.\n\n{who} was wounded in the shooting."
        assert {p.name for p in places(text)} == {"Lisbon"}, who

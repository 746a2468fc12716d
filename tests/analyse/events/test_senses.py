"""Words that tell a happening in one sense tell none in another."""

import pytest

from tests.analyse.events.happenings import analysed
from variorum.analyse.attribution import Attributions
from variorum.analyse.events import Findings, find_events
from variorum.analyse.page import open_page
from variorum.model.report import Report
from variorum.settings import Settings

CONTEST = (
    "The candidates met for a debate before the primary. Polls of voters favour the nominee of the party, "
    "and his campaign hopes for the nomination of the delegates. "
)


def types(text: str) -> set[str]:
    page = open_page(Report(id="r", sha256="", text=text, published="2025-02-05"), Settings())
    return {e.type for e in find_events(page, Findings(attributions=Attributions())).events}


@pytest.mark.parametrize(
    "text",
    [
        "Her new film gets its first big release of the year in Kelvar on Friday.",
        "The report was released by the University of Kelvar on Friday.",
        "He rallied his supporters in Kelvar on Friday.",
        "The names of the women have not been released in Kelvar.",
        "The result demonstrates that the mayor has no plan.",
        "The office received a flood of donations on Friday.",
        "The men were watching cock fighting in Kelvar on Friday.",
        "The minister declined to comment on a charge that the mayor had lied.",
        "The letter is an indictment of the council.",
        "He suffered a heart attack at his home on Friday.",
        "Rumours spread like wildfire in Kelvar on Friday.",
        "The team deployed the update on Friday.",
        "The nurse is in charge of the ward.",
        "She was released from the hospital on Friday.",
        "The market collapsed on Friday.",
        "The channel went off the air in Kelvar on Friday.",
        "More cables may go off-line next week.",
        "The command ordered an all-out campaign in Kelvar.",
        "The decree was signed under the state of siege.",
        "The group wants to seize something to which it has no right.",
        "The death squads are feared in Kelvar.",
        "The men walked home through Kelvar on Friday.",
        "Seven men walked out of the shaft in Kelvar on Friday.",
        "She takes her dog for a walk in Kelvar every Friday.",
    ],
)
def test_no_happening_is_told_in_another_sense(text: str) -> None:
    assert not types(text)


@pytest.mark.parametrize(
    "text",
    [
        "On Friday she attacked her rival over taxes.",
        "She is beating her rival by five points.",
        "He held a rally in Kelvar on Friday.",
    ],
)
def test_a_contest_for_votes_is_fought_in_words(text: str) -> None:
    assert types(CONTEST + text) <= {"meeting", "gathering", "election"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The rebels released two hostages in Kelvar on Friday.", "release"),
        ("Police released the two prisoners on Friday.", "release"),
        ("Miners walked through Kelvar on Friday to mark ten years since the fire.", "protest"),
        ("Some 300 people joined the candle walk in Kelvar on Friday.", "protest"),
        ("Nurses walked out of work in Kelvar on Friday.", "strike"),
        ("Kelvar broke diplomatic ties with Velm on Friday.", "sanction"),
        ("Officers beat a man with batons outside a bar in Kelvar on Friday, police said.", "attack"),
        ("A bridge collapsed in Kelvar on Friday.", "accident"),
        ("A girl was struck by a stray bullet in Kelvar on Friday.", "shooting"),
        ("The crowd rallied in Kelvar on Friday to protest against the tax.", "protest"),
        ("He was charged with murder on Friday.", "trial"),
        ("Soldiers captured the town of Kelvar on Friday.", "capture"),
        (CONTEST + "On Friday a gunman attacked her with a knife at the market.", "attack"),
    ],
)
def test_the_plain_sense_is_told(text: str, kind: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The minister spoke at a news conference in Kelvar on Monday.", "statement"),
        ("The front claimed responsibility for the attack on the base.", "attack"),
        ("Rebels are holding 40 civilians in camps near Kelvar.", "kidnapping"),
        ("Three buses were burned in Kelvar on Monday.", "attack"),
        ("The army began an offensive against the rebels on Monday.", "attack"),
        ("A warehouse fire in Kelvar was put out on Monday.", "disaster"),
        ("A fight broke out outside a bar, and police arrested two.", "clash"),
        ("The parties hold their caucuses on Saturday, and voters will choose a candidate.", "election"),
    ],
)
def test_happenings_are_told_by_nouns_and_light_verbs(text: str, kind: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "The gunman fled along Pine Avenue in Kelvar on Friday.",
        "Two robbers fled on foot in Kelvar on Friday.",
        "A man fired a shot at a wall in Kelvar and fled.",
        "Three people in masks fled the scene on Friday.",
        "Two people fled after the blast on Friday.",
    ],
)
def test_who_gets_away_from_what_he_did_is_not_displaced(text: str) -> None:
    assert "displacement" not in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds fled Kelvar on Friday.",
        "Some 300 people had fled by Friday.",
        "Families who fled Kelvar came back on Friday.",
        "A family of six fled Kelvar on Friday.",
    ],
)
def test_many_who_flee_are_displaced(text: str) -> None:
    assert "displacement" in types(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Rebels seized two foreigners in Kelvar on Friday.", "capture"),
        ("Gunmen occupied a hotel in Kelvar on Friday.", "capture"),
        ("The army overran a base near Kelvar on Friday.", "capture"),
        ("Government troops retook the town from the rebels on Friday.", "capture"),
        ("Soldiers ransacked a school in Kelvar on Friday.", "attack"),
    ],
)
def test_what_armed_people_take_or_lay_waste_is_told(text: str, kind: str) -> None:
    assert types(text) == {kind}


@pytest.mark.parametrize(
    "text",
    [
        "The company occupies a building in Kelvar.",
        "He seized the chance in Kelvar on Friday.",
    ],
)
def test_what_is_taken_otherwise_is_not(text: str) -> None:
    assert types(text) == set()


def test_talks_are_held_and_work_that_stops_over_wages_is_a_strike() -> None:
    assert "negotiation" in types("Delegations of both sides held secret talks in Lisbon on Monday.")
    assert "negotiation" not in types("Mayor talks about the road to Lisbon.")
    assert "strike" in types("Work stopped at the mill on Monday after a dispute over wages with the union.")
    assert "strike" not in types("Work stopped at the dam on Monday after rain.")


@pytest.mark.parametrize(
    "text",
    [
        "The air force struck a school in Kelvar on Friday.",
        "Government forces hit a market in Kelvar on Friday.",
        "Warplanes struck a clinic in Kelvar on Friday.",
        "Norway struck targets in Kelvar on Friday.",
        "The army denied that it had struck a mill in Kelvar on Friday.",
        "The army denied hitting a hospital in Kelvar on Friday.",
    ],
)
def test_what_soldiers_and_their_planes_strike_is_attacked(text: str) -> None:
    assert "attack" in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "The army struck a deal with the council on Friday.",
        "The army hit back at its critics on Friday.",
        "The company denied that it had struck a wall on Friday.",
        "The task force hit a snag on Friday.",
        "Norway struck a deal with Sweden on Friday.",
    ],
)
def test_what_soldiers_strike_in_a_way_of_speaking_is_not(text: str) -> None:
    assert "attack" not in types(text)


def test_drones_that_are_shot_down_are_nobody_shot() -> None:
    assert types("The army said that it had shot down 20 drones over Kelvar on Friday.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "A nurse was struck by a bus in Kelvar on Tuesday and died.",
        "A pedestrian was hit by a train in Kelvar on Tuesday.",
        "A cyclist struck by a truck in Kelvar on Tuesday is in hospital.",
    ],
)
def test_whom_a_vehicle_strikes_an_accident_befell(text: str) -> None:
    assert types(text) == {"accident"}


def test_whom_a_hospital_releases_nobody_held() -> None:
    text = "Two men were hurt in a crash in Kelvar on Tuesday. Both were taken to hospital and released."
    assert "release" not in types(text)
    held = "Two hostages were taken to hospital in Kelvar and released from captivity on Tuesday."
    assert "release" in types(held)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ten nurses were kidnapped from a hospital and released on Monday.", {"kidnapping", "release"}),
        ("The suspect was arrested at the hospital and released on Monday.", {"arrest", "release"}),
        (
            "The suspect was taken to hospital in Kelvar and released without charge on Monday.",
            {"injure", "release", "trial"},
        ),
    ],
)
def test_who_was_kidnapped_or_arrested_at_a_hospital_is_released_by_those_who_held_them(
    text: str, told: set[str]
) -> None:
    assert types(text) == told


@pytest.mark.parametrize(
    ("text", "main"),
    [
        (
            "A crowd was struck by a car driven by an attacker in Kelvar on Monday, "
            "killing four in a terror attack.",
            "attack",
        ),
        ("Gunmen struck by boat on Monday, killing four villagers.", "kill"),
        ("The tanker was struck by a missile boat in Kelvar on Monday, killing two.", "kill"),
        ("The town was hit by a train of attacks on Monday.", "attack"),
    ],
)
def test_what_is_struck_on_purpose_or_by_no_vehicle_no_accident_befell(text: str, main: str) -> None:
    assert {e.type for e in analysed(text).events} == {main}

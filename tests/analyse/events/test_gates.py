"""More kinds of news are told, each trigger only where its construction says so."""

import pytest

from variorum.analyse.attribution import Attributions
from variorum.analyse.events import Findings, find_events
from variorum.analyse.events.gates import gate_words
from variorum.analyse.events.ontology import load_ontology
from variorum.analyse.events.sense_words import senses
from variorum.analyse.page import open_page
from variorum.model.analysis import LocalEvent
from variorum.model.report import Report
from variorum.settings import Settings

CONTEST = (
    "The candidates met for a debate before the primary. Polls of voters favour the nominee of the party, "
    "and her campaign hopes for the nomination of the delegates. "
)
SPORT = "The coach praised the boxer, a former champion of the heavyweight league, after the bout. "
_KINDS = {"person", "name", "organisation", "place"}
_LISTED = {"near", "as", "object", "subject", "of", "modifier", "not_near", "not_object", "not_subject"}


def events(text: str) -> tuple[LocalEvent, ...]:
    page = open_page(Report(id="r", sha256="", text=text, published="2025-02-05"), Settings())
    return find_events(page, Findings(attributions=Attributions())).events


def types(text: str) -> set[str]:
    return {e.type for e in events(text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Farmers with tractors blocked the bridge at Kelvar on Monday.", "protest"),
        ("The ferry went down off Kelvar on Sunday with 60 people aboard.", "accident"),
        ("A court handed a former mayor of Kelvar five years in jail.", "trial"),
        ("The militants took a group of nine tourists hostage on Monday.", "kidnapping"),
        ("Soldiers pulled 31 of the villagers from the rubble on Friday.", "rescue"),
        ("Some 3,000 residents were moved to higher ground.", "displacement"),
        ("President Ada Orlan met with Prime Minister Ben Tash in Kelvar on Monday.", "meeting"),
        ("Ministers held an emergency meeting in Kelvar on Monday.", "meeting"),
        ("The governor visited the victims' families on Monday.", "meeting"),
        ("Thousands watched the ceremony in Kelvar on Monday.", "gathering"),
        (CONTEST + "He held a rally in Kelvar on Friday.", "gathering"),
        ("The board appointed Ida Morn on Monday.", "appointment"),
        ("Ida Morn was named director of the bank on Monday.", "appointment"),
        ("The mayor resigned on Monday.", "departure"),
        ("The club fired coach Pim Orlan on Monday.", "departure"),
        ("Officer Pim Orlan was suspended on Monday.", "departure"),
        ("The firm acquired a maker of chips on Monday.", "deal"),
        ("The club made an eight-year offer to the player on Monday.", "deal"),
        ("The company unveiled a new phone on Monday.", "launch"),
        ("The group will air an ad on Monday.", "launch"),
        ("The council approved the plan on Monday.", "decision"),
        ("The law took effect on Monday.", "decision"),
        ("Her family filed a class action lawsuit on Monday.", "lawsuit"),
        ("The school received a bomb threat on Monday.", "threat"),
        ("The gunman fled the scene in Kelvar on Friday.", "escape"),
        ("Two inmates escaped from the prison on Monday.", "escape"),
        ("He barricaded himself in the house on Monday.", "standoff"),
        ("A hunter went missing near Kelvar on Monday.", "disappearance"),
        ("The two men stole a car on Monday.", "theft"),
        ("The network had an outage on Monday.", "outage"),
        ("Highway 40 was shut down on Monday.", "closure"),
        ("The senator was booed by students on Monday.", "criticism"),
        ("The minister received widespread criticism on Monday.", "criticism"),
        (SPORT + "Ban Orlik defeated Tim Thorn on Saturday.", "contest"),
        (SPORT + "Ban Orlik retained his title on Saturday.", "contest"),
        (CONTEST + "Ida Morn won the primary in Velm on Tuesday.", "election"),
    ],
)
def test_news_of_many_kinds_is_told(text: str, kind: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The singer checked into a rehab clinic in Kelvar on Monday.", "treatment"),
        ("The front issued a long statement on Monday.", "statement"),
        ("He was charged with child neglect on Monday.", "trial"),
        ("The driver was booked with two counts of murder.", "trial"),
        ("Two men are in custody.", "arrest"),
        ("The inmate hanged himself in his cell on Friday.", "kill"),
        ("A bomb placed by rebels was found under the bridge on Monday.", "attack"),
        ("Security at the bridge was tightened on Monday.", "deployment"),
        ("Two buildings were evacuated in Kelvar on Monday.", "displacement"),
    ],
)
def test_known_kinds_are_told_by_more_words(text: str, kind: str) -> None:
    assert kind in types(text)


@pytest.mark.parametrize(
    "text",
    [
        "The referee elected to stop early in Kelvar on Friday.",
        "The model turned actress starred in two films on Friday.",
        "The viewers were treated to a long film in Kelvar on Friday.",
        "As we have demonstrated, the wall is weak.",
        "The man drove a white Honda Accord on Friday.",
        "It can't hurt to ask, the minister said.",
        "We are not hurting anybody, the owner said.",
        "Her mind is shot, the senator said.",
        "He had been battling depression, his family said.",
        "It is our conviction that the wall is weak.",
        "She will blow up the establishment.",
        "Local teachers studied earthquake faultlines near Kelvar.",
        "The stove was left on full blast.",
        "Rescue vehicles stood near the school.",
        "The senator blasted his rival's call for a tax.",
        "A stolen car stood near the school on Friday.",
        "The councilman escaped unharmed on Friday.",
        "The team was met with songs on Friday.",
        "The charges of magic vanish the doubts.",
    ],
)
def test_words_in_another_sense_tell_nothing(text: str) -> None:
    assert not types(text)


def test_who_leaves_in_protest_does_not_march() -> None:
    assert types("Two editors resigned in protest on Friday.") == {"departure"}


def test_a_raid_by_police_is_a_search() -> None:
    assert types("Police raided two homes in Kelvar on Friday.") == {"search"}


def test_an_armed_strike_is_a_strike() -> None:
    assert types("The rebels called an armed strike in Kelvar on Friday.") == {"strike"}


def test_gunshots_that_explode_are_a_shooting() -> None:
    assert types("The gunshots exploded outside a bar in Kelvar.") == {"shooting"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The actress died peacefully in her sleep on Friday.", "death"),
        ("The singer passed away on Friday.", "death"),
        ("Two miners died when the mine collapsed on Friday.", "accident"),
        ("Police said the man was shot and died on Friday.", "shooting"),
    ],
)
def test_a_death_of_age_or_illness_is_no_killing(text: str, kind: str) -> None:
    assert types(text) == {kind}


def test_mild_news_is_not_main_beside_a_harm() -> None:
    text = "The mayor met with Governor Ida Morn on Monday, a day after gunmen killed two men in Kelvar."
    page = open_page(Report(id="r", sha256="", text=text, published="2025-02-05"), Settings())
    found = find_events(page, Findings(attributions=Attributions()))
    assert found.main_event is not None
    assert found.events[found.main_event].type == "kill"


def test_a_march_against_a_blackout_keeps_its_town() -> None:
    page = open_page(
        Report(
            id="r",
            sha256="",
            text="Two were hurt in a march against the outage in Kelvar.",
            published="2025-02-05",
        ),
        Settings(),
    )
    assert {e.type for e in find_events(page, Findings(attributions=Attributions())).events} >= {
        "protest",
        "outage",
    }


def test_every_gate_names_lists_that_are() -> None:
    words = gate_words()
    lists = {*words["lists"], *senses(), *_KINDS}
    cases = [c for all_cases in words["gates"].values() for c in all_cases]
    cases += [c for types_of in words["instead"].values() for some in types_of.values() for c in some]
    for case in cases:
        for key, wanted in case.items():
            if key in _LISTED:
                assert {wanted} <= lists if isinstance(wanted, str) else {*wanted} <= lists, case
    assert {name for types_of in words["instead"].values() for name in types_of} <= {*load_ontology().types}


def test_every_weak_trigger_of_mild_news_has_a_gate() -> None:
    ontology, gates = load_ontology(), gate_words()["gates"]
    weak = {
        w
        for known in (ontology.verbs, ontology.nouns)
        for w, t in known.items()
        if t.is_weak and t.type.is_mild
    }
    assert weak <= {*gates}


@pytest.mark.parametrize(
    "text",
    [
        "A lorry stood across the lane and blocked the road for hours.",
        "Police blocked roads around the stadium on Sunday.",
        "Prices went down in May.",
        "He took the case, and the hostage law was read again.",
    ],
)
def test_what_no_people_do_and_what_no_vessel_suffers_tells_none_of_these(text):
    assert not types(text) & {"protest", "accident", "kidnapping"}


def test_a_death_in_protest_at_which_people_riot_is_no_part_of_the_riot():
    found = events(
        "There has been more rioting in Osk in protest at the death of Ana Pell. The teenager was shot and "
        "killed by police eight days ago, triggering violent protests."
    )
    protests = [e for e in found if e.type == "protest"]
    assert len(protests) == 1
    assert not any(f.slot in ("patient", "killed") for f in protests[0].fillings)

"""What a sentence leaves open is not told as done."""

import pytest

from variorum.analyse.attribution import Attributions
from variorum.analyse.events import Findings, find_events
from variorum.analyse.page import open_page
from variorum.model.report import Report
from variorum.settings import Settings


def told(text: str) -> set[tuple[str, str, str]]:
    page = open_page(Report(id="r", sha256="", text=text, published="2025-02-05"), Settings())
    found = find_events(page, Findings(attributions=Attributions()))
    return {
        (e.type, f.polarity, f.modality)
        for e in found.events
        for f in e.fillings
        if f.slot in ("type", "killed", "injured", "arrested")
    }


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Firemen looked into a possible case of arson at the church.", "attack"),
        ("Criminal charges are unlikely.", "trial"),
        ("The bomb was supposed to have gone off at noon.", "explosion"),
        ("The bank pays for information leading to the arrest of the robber.", "arrest"),
        ("The studio waits until it can make an announcement.", "statement"),
        ("The suspect will be a danger until he is arrested.", "arrest"),
        ("There was enough gas to cause a large explosion.", "explosion"),
        ("The mayor is poised to resign.", "departure"),
        ("Elsa Vorn has no shot at winning the mayoral nomination.", "election"),
        ("Elsa Vorn has little chance of winning the nomination.", "election"),
        ("Anyone who takes a lamp will be charged with theft.", "theft"),
    ],
)
def test_what_is_left_open_is_not_told_as_done(text: str, kind: str) -> None:
    assert (kind, "affirmed", "asserted") not in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Police will release the name of the dead man on Friday.",
        "A guard tried to stop the attack on Friday.",
        "Deputies tried to find an inmate who escaped from the prison.",
        "A reward was paid after the arrest of the robber.",
        "Mayor Odo Brask escaped a dynamite attack in Harwick on Monday.",
    ],
)
def test_what_a_plan_takes_for_given_is_told_as_done(text: str) -> None:
    assert any(how == ("affirmed", "asserted") for _, *rest in told(text) if (how := tuple(rest)))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tove Lind will be charged with burglary on Friday.", "theft"),
        ("Odo Brask will stand trial in May for the murder of a clerk in Harwick.", "kill"),
        ("Odo Brask could be charged with robbery and kidnapping.", "kidnapping"),
        ("Odo Brask may face charges of murder.", "kill"),
    ],
)
def test_the_crime_has_been_though_the_charge_is_to_come(text: str, kind: str) -> None:
    assert (kind, "affirmed", "asserted") in told(text)
    assert ("trial", "affirmed", "asserted") not in told(text)


def test_who_escapes_arrest_is_not_arrested() -> None:
    assert ("arrest", "affirmed", "asserted") not in told("Odo Brask escaped arrest on Tuesday.")


def test_people_who_are_not_there_are_not_held() -> None:
    assert ("kidnapping", "affirmed", "asserted") not in told("There are no foreigners being held hostage.")


def test_a_denial_of_fraud_denies_no_election() -> None:
    assert ("election", "denied", "asserted") not in told("Election fraud is not common in Kelvar.")


def test_talks_as_such_are_no_talks() -> None:
    assert not told("The best way is that of negotiation.")

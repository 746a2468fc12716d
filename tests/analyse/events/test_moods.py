"""What a clause takes for given is told as fact; what a later day is set for is planned."""

import pytest

from tests.analyse.events.happenings import analysed

SHOT = "Two people were shot in Kelvar late on Monday.\n\n"


def moods(text: str, kind: str) -> set[str]:
    analysis = analysed(text)
    return {f.modality for e in analysis.events if e.type == kind for f in e.fillings if f.slot == "type"}


@pytest.mark.parametrize(
    "sentence",
    [
        "A man will be charged after the fatal shooting of a girl.",
        "Police have not said whether the shooting was an accident.",
        "If you have any information about the shooting, call the police.",
        "Officers are trying to find the man who shot the couple.",
        "No charges are expected in a shooting that occurred last month.",
        "Both are expected to live after being shot.",
        "A man wanted in the shooting turned himself in.",
    ],
)
def test_a_deed_is_no_less_sure_for_what_is_planned_or_unknown_about_it(sentence: str) -> None:
    assert moods(SHOT + sentence, "shooting") == {"asserted"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The state holds its primary election on Saturday.",
        "The two must win over the young before the election.",
        "The elections are set for 19 March. The rebels oppose the elections.",
    ],
)
def test_a_vote_for_which_a_later_day_is_set_is_planned(sentence: str) -> None:
    assert moods(sentence, "election") == {"planned"}


def test_what_somebody_will_travel_for_is_planned() -> None:
    assert moods("A delegation will leave for Orlin on Friday to negotiate.", "negotiation") == {"planned"}


def test_what_ought_to_be_has_not_been() -> None:
    text = SHOT + "The governor should be deported, a newspaper wrote."
    assert moods(text, "expulsion") == set()


def test_a_feared_or_planned_attack_stays_so() -> None:
    assert "asserted" not in moods(SHOT + "The group plans to take part in the attack.", "attack")


def test_what_an_attack_would_be_has_not_been() -> None:
    text = SHOT + "An attack on the port could be a disaster for the valley, the mayor said."
    assert "asserted" not in moods(text, "attack")


def test_a_year_before_a_deed_counts_nobody() -> None:
    text = SHOT + "She lived there at the time of the 1991 killings."
    analysis = analysed(text)
    assert not [f for e in analysis.events for f in e.fillings if f.slot == "killed"]


def test_who_does_not_believe_it_denies_it_and_who_cannot_believe_it_is_amazed() -> None:
    def polarities(text: str) -> set[str]:
        analysis = analysed(SHOT + text)
        return {f.polarity for e in analysis.events for f in e.fillings if f.slot in ("killed", "said")}

    assert polarities("Police do not believe that she was the target of the shooting.") == {"denied"}
    assert polarities("Officers do not think that a man was killed in the attack.") == {"denied"}
    assert "denied" not in polarities("The mayor could not believe that a man was killed there.")


@pytest.mark.parametrize(
    "sentence",
    [
        "Who was the man shot in Kelvar on Monday?",
        "Why did officers shoot a man in Kelvar on Monday?",
        "Orlan was sorry if the shooting in Kelvar on Monday was linked to her.",
    ],
)
def test_a_question_or_condition_about_what_has_been_leaves_it_standing(sentence: str) -> None:
    assert "asserted" in moods(sentence, "shooting")


@pytest.mark.parametrize(
    "sentence",
    [
        "What would happen if a gunman shot two guards in Kelvar?",
        "Was a man shot in Kelvar on Monday?",
    ],
)
def test_whether_anybody_was_shot_stays_open(sentence: str) -> None:
    assert "asserted" not in moods(sentence, "shooting")


def test_what_somebody_will_undergo_next_month_is_planned() -> None:
    told = "Clerks are not expected to seek bail when he is arraigned next month."
    assert moods(told, "trial") == {"planned"}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Officers are searching the area in an effort to arrest the men behind it.", "arrest"),
        ('The rebels said: "We will burn and blow up trucks that travel on the roads."', "explosion"),
        ("Tarn was awaiting trial on drug charges.", "trial"),
    ],
)
def test_what_is_striven_for_announced_or_awaited_is_yet_to_come(sentence: str, kind: str) -> None:
    assert moods(SHOT + sentence, kind) == {"planned"}


def test_what_the_present_tells_behind_before_is_yet_to_be() -> None:
    text = "The ministry changed the rules on Monday, six weeks before Ana Pell takes office."
    assert moods(text, "appointment") == {"planned"}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Police have not disclosed how Ada and Ruth Torin died.", "kill"),
        ("Investigators are trying to determine whether robbery was the motive for the attack.", "attack"),
        ("A boy was shot by his friend in a possible accidental shooting in Kelvar.", "shooting"),
        ("Officers found a man with an apparent gunshot wound in Kelvar.", "shooting"),
        ("The elections in Orlin are unlikely to get a clean bill of health from abroad.", "election"),
    ],
)
def test_how_why_and_of_what_sort_may_be_open_where_the_happening_is_not(sentence: str, kind: str) -> None:
    assert moods(sentence, kind) == {"asserted"}


def test_whom_an_attack_left_dead_is_dead_whatever_is_decided_after_it() -> None:
    text = "Rebels decided to suspend the talks following the bomb attack in Orlin that left 10 dead."
    dead = {f.modality for e in analysed(text).events for f in e.fillings if f.slot == "killed"}
    assert dead == {"asserted"}


def test_what_it_is_possible_that_somebody_did_is_possible() -> None:
    assert moods("It is possible that rebels killed the judge in Kelvar on Friday.", "kill") == {"possible"}


def test_no_gun_used_makes_no_shooting() -> None:
    text = "Police have not revealed how the two women died, although no gun was used in the murders."
    assert moods(text, "shooting") == set()

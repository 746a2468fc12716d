import pytest

from tests.analyse.events.happenings import analysed
from variorum.model.value import Text


def conditions(text: str, slot: str = "condition") -> list[tuple[str, str]]:
    analysis = analysed(text)
    return [
        (f.value.text, analysis.participants[f.of].name)
        for e in analysis.events
        for f in e.fillings
        if f.slot == slot and isinstance(f.value, Text) and f.of is not None
    ]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("She is in critical but stable condition.", "critical but stable condition"),
        ("She was listed in stable condition at a hospital.", "stable condition"),
        ("Her condition was described as serious.", "serious"),
        ("Her wounds are not believed to be life-threatening.", "not believed to be life-threatening"),
        ("She was taken to a hospital with non-life-threatening injuries.", "non-life-threatening injuries"),
        ("Medics took her to a hospital in grave condition.", "grave condition"),
        ("She suffered minor injuries.", "minor injuries"),
        ("She is expected to survive.", "expected to survive"),
        ("She is not expected to survive.", "not expected to survive"),
        ("She was expected to make a full recovery.", "expected to make a full recovery"),
        ("She is recovering at a hospital.", "recovering"),
        ("She remains on life support.", "life support"),
        ("She remains in intensive care.", "intensive care"),
    ],
)
def test_how_somebody_hurt_is_said_to_be_is_her_condition(words: str, told: str) -> None:
    text = f"A woman was shot in Kelvar on Monday. {words}"
    assert conditions(text) == [(told, "A woman")]
    assert not any(p.name == "Medics" and "patient" in p.roles for p in analysed(text).participants)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("She was airlifted to Sorn Children's Hospital.", "airlifted to Sorn Children's Hospital"),
        ("Her mother drove her to a clinic.", "drove her to a clinic"),
        ("She drove herself to Kelvar Medical Center.", "drove herself to Kelvar Medical Center"),
        (
            "She was rushed by ambulance to Sorn Regional Health.",
            "rushed by ambulance to Sorn Regional Health",
        ),
    ],
)
def test_to_which_hospital_somebody_hurt_was_taken_is_told(words: str, told: str) -> None:
    text = f"A woman was shot in Kelvar on Monday. {words}"
    assert conditions(text, "hospital") == [(told, "A woman")]
    assert conditions(text) == []


def test_who_would_be_taken_to_hospital_was_not() -> None:
    text = "A woman was shot in Kelvar on Monday. She would be taken to a hospital, her son feared."
    assert conditions(text, "hospital") == []


def test_a_captive_in_good_health_is_not_hurt() -> None:
    text = "Rebels kidnapped Ana Pol near Kelvar on Monday. She is in good health, the rebels said."
    assert conditions(text) == [("good health", "Ana Pol")]
    assert not any(f.slot == "injured" for e in analysed(text).events for f in e.fillings)


def test_each_of_several_has_his_own_condition() -> None:
    text = "Six people were shot in Kelvar. Five are in stable condition and one is in critical condition."
    assert conditions(text) == [("stable condition", "Five"), ("critical condition", "one")]


def test_wounds_that_threaten_no_life_are_still_wounds() -> None:
    text = "Three people were shot in Kelvar. The three victims do not have life-threatening injuries."
    assert conditions(text) == [("not have life-threatening injuries", "Three people")]
    assert not any(f.polarity == "denied" for e in analysed(text).events for f in e.fillings)


def test_a_condition_that_nobody_tells_is_not_made() -> None:
    text = "A woman was shot in Kelvar. Her condition was not released. The road is in good condition."
    assert conditions(text) == []


def test_a_hurt_that_is_not_thought_to_threaten_life_is_a_hurt_still() -> None:
    text = "A man was shot in Kelvar on Monday. His injuries are not considered life-threatening."
    analysis = analysed(text)
    assert {f.polarity for e in analysis.events for f in e.fillings if f.slot == "injured"} == {"affirmed"}

"""The day and the tolls of the main happening, chosen among what the report's words allow."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.analyse.events.happenings import analysed
from variorum.analyse.events import choosing
from variorum.analyse.reading import analyse
from variorum.data.forest import Forest, load_forest
from variorum.model.report import Report
from variorum.settings import Settings

FATES = ("killed", "injured")


@pytest.mark.parametrize("name", ["dating", "killed", "injured"])
def test_every_shipped_forest_ends_in_leaves(name: str) -> None:
    for tree in load_forest(f"events/{name}.tsv").trees:
        for at, (clue, _, left, right, _) in enumerate(tree):
            assert (at < left < right < len(tree)) if clue else (left, right) == (-1, -1)


@settings(deadline=None)  # the first example reads the file
@given(st.dictionaries(st.sampled_from(["value", "rank", "told", "ago", "named"]), st.floats(-9, 400)))
def test_a_forest_weighs_whatever_clues_it_is_given(clues: dict[str, float]) -> None:
    assert 0.0 <= load_forest("events/killed.tsv").probability(clues) <= 1.0


def test_a_clue_that_is_not_there_counts_as_none() -> None:
    tree = ("day", 0.5, 1, 2, 0.0), ("", 0.0, -1, -1, -1.0), ("", 0.0, -1, -1, 2.0)
    assert Forest((tree,)).odds({}) == -1.0


@pytest.mark.parametrize("number", [2, 12, 75, 300, 4000])
def test_a_number_that_is_told_is_kept_however_rare_it_is_among_shootings(number: int) -> None:
    text = f"{number} people were killed in Kelvar on Monday."
    read = analysed(text)
    claimed = [(f.of, f.value.low) for e in read.events for f in e.fillings if f.slot == "killed"]  # type: ignore[union-attr]
    assert claimed == [(None, number)]


def test_a_number_that_is_called_the_total_is_kept_beside_those_found_since() -> None:
    text = (
        "Two more bodies found at the terminal\n\nRescue crews found two more bodies on Tuesday in the ruins "
        "of the terminal in Kelvar that exploded on Monday, bringing the number of dead to five, police said."
    )
    report = Report(id="r", sha256="", text=text, published="2025-02-05", title="Two more bodies found")
    read = analyse(report, Settings())
    killed = {f.value.low for e in read.events for f in e.fillings if f.slot == "killed" and f.of is None}  # type: ignore[union-attr]
    assert killed == {5}


def test_a_sum_of_the_year_behind_the_lead_is_not_the_toll_of_one_shooting() -> None:
    lead = (
        "Man shot dead in Kelvar\n\nA man was shot and killed on Monday in Kelvar, police said. The man "
        "died at the scene. Nobody was arrested. Police ask for help. A neighbour heard two shots. "
    )
    text = f"{lead}The city has now had 45 homicides."
    report = Report(id="r", sha256="", text=text, published="2025-02-05", title="Man shot dead in Kelvar")
    read = analyse(report, Settings())
    main = read.events[read.main_event or 0]
    assert {f.value.low for f in main.fillings if f.slot == "killed" and f.of is None} == {1}  # type: ignore[union-attr]


def test_nobody_is_dead_by_words_for_the_hurt_alone() -> None:
    text = (
        "A 16-year-old is in extremely critical condition after he was shot in the head by a friend.\n\n"
        "When he realized what happened, the teen shooter ran from the scene."
    )
    read = analysed(text)
    claimed = {f.slot for e in read.events for f in e.fillings if f.slot in ("killed", "injured")}
    assert claimed == {"injured"}


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Four men were shot, two fatally, in Kelvar on Monday.", 2, 2),
        ("Three men were shot, one of them fatally, in Kelvar on Monday.", 1, 2),
        ("Five people were hurt in the crash, two of them fatally.", 2, 3),
    ],
)
def test_a_share_hit_fatally_is_dead_and_no_more_among_the_hurt(text: str, killed: int, injured: int) -> None:
    read = analysed(text)
    told = {f.slot: f.value.low for f in read.events[0].fillings if f.of is None and f.slot in FATES}  # type: ignore[union-attr]
    assert told == {"killed": killed, "injured": injured}


def test_a_number_of_a_holiday_behind_the_lead_is_no_other_voices_toll() -> None:
    text = (
        "Man shot five people, police say\n\nA man shot five people at his home in Kelvar on Monday, police "
        "said. He was evicting them. Nobody died. Police took his gun. The five went to a hospital. "
        "Judge Ada Voss said that two boys were among 70 people wounded in gun violence over the weekend."
    )
    report = Report(
        id="r", sha256="", text=text, published="2025-02-05", title="Man shot five people, police say"
    )
    read = analyse(report, Settings())
    main = read.events[read.main_event or 0]
    assert {f.value.low for f in main.fillings if f.slot == "injured" and f.of is None} == {5}  # type: ignore[union-attr]


def test_a_headline_alone_tells_who_was_hit() -> None:
    text = "Juvenile shot in arm in Kelvar\n\nSign in with your account."
    report = Report(
        id="r", sha256="", text=text, published="2025-02-05", title="Juvenile shot in arm in Kelvar"
    )
    read = analyse(report, Settings())
    told = [f.value.low for e in read.events for f in e.fillings if f.slot == "injured"]  # type: ignore[union-attr]
    assert told == [1]


def test_the_weights_take_nobody_hurt_away_where_nobody_is_told_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    none = ("value", 0.5, 1, 2, 0.0), ("", 0.0, -1, -1, 3.0), ("", 0.0, -1, -1, -3.0)
    monkeypatch.setattr(choosing, "load_forest", lambda name: Forest((none,)))
    dead = "A man was shot dead in Kelvar on Monday."
    for told, hurt in (("A man was shot in the leg in Kelvar on Monday.", [1]), (dead, [])):
        read = analysed(told)
        claimed = [f.value.low for e in read.events for f in e.fillings if f.slot == "injured"]  # type: ignore[union-attr]
        assert claimed == hurt


def test_the_number_of_the_dead_is_not_that_of_the_others_in_hospital() -> None:
    text = "The blast on Monday killed three people at Velm market. Others were taken to hospital."
    found = analysed(f"Bomb kills three at Velm market\n\n{text}")
    hurt = [f.value.low for e in found.events for f in e.fillings if f.slot == "injured"]  # type: ignore[union-attr]
    assert 3 not in hurt


def test_three_others_who_were_struck_are_not_fewer_by_the_dead() -> None:
    lead = "One man was killed in a shooting outside a club in Kelvar on Monday, police said."
    found = analysed(f"{lead}\n\nThree other people were also struck by bullets and were taken to hospital.")
    hurt = {f.value.low for e in found.events for f in e.fillings if f.slot == "injured"}  # type: ignore[union-attr]
    assert hurt == {3}

import functools

import pytest

from variorum.analyse.attribution import Attributions
from variorum.analyse.events import Findings, Happenings, find_events
from variorum.analyse.page import open_page
from variorum.analyse.quantities import find_quantities
from variorum.analyse.reading import analyse
from variorum.analyse.time import find_timexes
from variorum.model.analysis import Filling
from variorum.model.report import Report
from variorum.model.value import Count, Measure, Text, Time
from variorum.settings import Settings


@functools.cache
def read(text: str, published: str | None = "2025-02-05", title: str | None = None) -> tuple[str, Happenings]:
    page = open_page(Report(id="r", sha256="", text=text, published=published, title=title), Settings())
    found = Findings(
        timexes=find_timexes(page), quantities=find_quantities(page), attributions=Attributions()
    )
    return text, find_events(page, found)


def fillings(happenings: Happenings, slot: str, kind: str | None = None) -> list[Filling]:
    return [f for e in happenings.events if kind in (None, e.type) for f in e.fillings if f.slot == slot]


def counts(happenings: Happenings, slot: str) -> list[int | None]:
    return [f.value.low for f in fillings(happenings, slot) if f.of is None and isinstance(f.value, Count)]


def test_conjoined_fates_are_counted_apart():
    _, found = read(
        "Two people were killed and nine others injured when a bomb exploded in Kelvar on Sunday."
    )
    assert counts(found, "killed") == [2]
    assert counts(found, "injured") == [9]
    assert found.main_event is not None
    assert found.events[found.main_event].type == "explosion"


def test_a_victim_named_later_is_the_same_one():
    _, found = read(
        "A man was shot and killed in Oakley on Monday night.\n\n"
        "The victim, identified as John Smith, 32, was found with a gunshot wound to the chest."
    )
    dead = [p for p in found.participants if "patient" in p.roles and p.type == "person"]
    assert [p.name for p in dead] == ["John Smith"]
    assert set(counts(found, "killed")) == {1}
    assert counts(found, "injured") == []


def test_ages_of_a_group_are_those_of_its_members():
    _, found = read("Rangers captured two soldiers near Velm.\n\nThe soldiers, aged 20 and 26, were in Kest.")
    ages = [(f.value.low, f.of) for f in fillings(found, "age") if isinstance(f.value, Measure)]
    assert [low for low, _ in ages] == [20, 26]
    members = [found.participants[of] for _, of in ages if of is not None]
    assert len(members) == 2
    assert {m.member_of for m in members} == {members[0].member_of} != {None}


def test_a_single_capture_is_part_of_the_two():
    _, found = read(
        "Rangers captured two northern soldiers on Jan. 9.\n\n"
        "A guard unit captured another northern soldier on the same day by chance."
    )
    captures = [e for e in found.events if e.type == "capture"]
    assert [c.part_of for c in captures] == [None, 0]
    assert found.main_event == 0


def test_an_earlier_capture_stays_apart():
    _, found = read(
        "Rangers captured two soldiers last month.\n\nOnly one had been taken captive, in December."
    )
    captures = [e for e in found.events if e.type == "capture"]
    assert len(captures) == 2
    assert captures[1].part_of is None


def test_the_day_of_the_telling_is_not_the_day_told():
    _, found = read("A woman was shot in Oakley, police said Thursday.", "2025-02-07")
    assert fillings(found, "time") == []


def test_what_came_after_is_not_the_main_event():
    _, found = read(
        "A man has been arrested after a fatal shooting in Oakley.\n\nThe shooting happened on Monday."
    )
    assert found.main_event is not None
    assert found.events[found.main_event].type == "shooting"


def test_the_bombing_that_an_anniversary_recalls_is_another_event():
    _, found = read(
        "The attack on Monday killed three people, five years after the bombing of the Oltan bridge."
    )
    assert len([e for e in found.events if e.type in ("attack", "explosion", "kill")]) == 2


def test_no_one_killed_is_none_killed():
    _, found = read("A bomb exploded in Kelvar. No one was killed.")
    assert counts(found, "killed") == [0]
    assert {f.polarity for f in fillings(found, "killed")} == {"affirmed"}


def test_one_of_two_shot_who_died_leaves_one_hurt():
    _, found = read("Two teens were shot in Oakley on Friday.\n\nA 16-year-old boy died at the scene.")
    assert counts(found, "killed") == [1]
    assert counts(found, "injured") == [1]


@pytest.mark.parametrize(
    "text",
    [
        "The striker shot twice before half-time. The coach praised the game, the season and the goalkeeper.",
        "The novel follows a detective. The author says the plot and every chapter surprise the reader.",
        "Rain is expected in Lima on Friday, with light winds from the south.",
        "",
    ],
)
def test_where_none_is_told_there_is_no_main_event(text):
    _, found = read(text)
    assert found.main_event is None


@pytest.mark.parametrize(
    "text",
    [
        "Two people were killed and nine others injured when a bomb exploded in Kelvar, police said.",
        "He shot. She died. They were arrested, wounded, captured and freed; killing killing killing.",
        "KILLED, SHOT, DEAD: 5 wounded 😀 in blast… “explosion”",
    ],
)
def test_every_span_lies_in_the_text_and_holds_words(text):
    _, found = read(text)
    for event in found.events:
        for span in (
            *event.mentions,
            *(f.span for f in event.fillings),
            *(m for f in event.fillings for m in f.more),
        ):
            assert text[span.start : span.end].strip() == text[span.start : span.end] != ""


def test_reading_twice_gives_the_same():
    text = "A man was shot in Oakley. Two women were hurt. The man died. A bomb exploded later in Kest."
    assert read.__wrapped__(text) == read.__wrapped__(text)


def test_a_clock_without_any_day_leaves_two_days_open():
    _, found = read("A man was shot in Oakley around 3:30 p.m., a neighbour said.", "2025-02-07")
    assert [f.value for f in fillings(found, "time")] == [
        Time(start="2025-02-06", end="2025-02-07", timex="XXXX-XX-XXT15:30")
    ]


def test_every_number_of_dead_and_hurt_rests_on_words():
    text, found = read(
        "Three people were shot in Oakley on Monday, one of them fatally, police said. "
        "Ann Reed, 31, died at the scene. Two men were taken to a hospital.",
        "2025-02-07",
    )
    told = [f for slot in ("killed", "injured") for f in fillings(found, slot)]
    assert told
    assert all(isinstance(f.value, Count) and f.span.of(text).strip() for f in told)


def test_a_dateline_is_no_part_of_a_name():
    dateline = "LUSAKA, Sept 2 (GLD) -"
    text = f"{dateline} Zambia expelled four diplomats of Malawi on Tuesday over a bugging affair."
    report = Report(id="r", sha256="", text=text, dateline=(0, len(dateline)))
    page = open_page(report, Settings())
    found = find_events(page, Findings(quantities=find_quantities(page), attributions=Attributions()))
    assert {f.span.of(text) for f in fillings(found, "agent")} == {"Zambia"}


def test_the_injured_are_not_fewer_by_those_who_died():
    _, found = read(
        "A bus plunged into a ravine near Kelvar on Monday, killing 17 people, police said.\n\n"
        "The injured, 22 in number, were taken to the hospital."
    )
    assert 5 not in counts(found, "injured")


def test_a_sentence_is_the_news_and_not_the_old_killing_that_it_is_for():
    _, found = read(
        "The court in Kelvar on Tuesday sentenced trader Pim Orlan to nine years in prison.\n\n"
        "He had ordered the blaze for the insurance, the prosecutor said. He will appeal.\n\n"
        "The fire of August 12, 2023 killed two cleaners, who were asleep in a store room."
    )
    assert found.main_event is not None
    assert found.events[found.main_event].type == "trial"


def test_one_whom_a_court_sentenced_is_its_patient_though_the_verb_was_taken_for_an_adjective():
    _, found = read("The court in Kelvar on Tuesday sentenced trader Pim Orlan to nine years in prison.")
    assert [p.name for p in found.participants if "patient" in p.roles] == ["Pim Orlan"]


def test_whoever_got_years_in_prison_is_the_one_sentenced():
    _, found = read("Barman Jesse Tuokko, who poured the petrol, got four years in prison in Kelvar.")
    assert [f.value for f in fillings(found, "sentence", "trial")] == [Text(text="four years in prison")]
    assert {p.name for p in found.participants if "patient" in p.roles} == {"Barman Jesse Tuokko"}


def test_some_of_the_attackers_are_counted_apart_from_those_they_killed():
    _, found = read(
        "Six of the attackers were killed in Kelvar on Sunday, and seven guards died of their wounds."
    )
    of = {found.participants[f.of].name for f in fillings(found, "killed") if f.of is not None}
    assert of == {"Six of the attackers"}


def test_whoever_is_counted_as_a_person_may_be_killed_whatever_the_trade():
    _, found = read("Gunmen killed 46 beekeepers and injured 12 others in Kelvar on Friday.")
    assert (counts(found, "killed"), counts(found, "injured")) == ([46], [12])


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Fighting between the army and rebels killed scores of people in Kelvar on Sunday.", 40),
        ("The army took Kelvar on Friday after three days of fighting that left 150 dead.", 150),
        ("An air strike on a wedding in Kelvar killed 27 guests on Sunday.", 27),
    ],
)
def test_the_dead_of_a_war_are_counted(text, killed):
    _, found = read(text)
    assert [f.value.low for f in fillings(found, "killed")] == [killed]


def test_no_one_hurt_denies_neither_the_day_nor_the_attack():
    _, found = read("No one was hurt when a grenade was thrown at a house in Kelvar on Monday night.")
    assert [e.type for e in found.events] == ["attack"]
    assert [f.polarity for f in fillings(found, "time")] == ["affirmed"]


def test_a_death_that_a_court_ordered_is_no_killing():
    _, found = read("The court in Kelvar sentenced four men to death on Tuesday.")
    assert [e.type for e in found.events] == ["trial"]


def test_rebels_are_no_instrument():
    _, found = read("Ten soldiers died in clashes with rebels in Kelvar on Sunday.")
    assert not fillings(found, "instrument")


def test_a_lead_that_goes_back_to_an_old_killing_is_still_of_it():
    _, found = read(
        "Pim Orlan, 40, was shot dead outside his shop in Kelvar in August 2023.\n\n"
        "A man was arrested in Kelvar on Tuesday, police said.",
        title="Man arrested in killing of trader Pim Orlan",
    )
    assert found.main_event is not None
    assert found.events[found.main_event].type in ("kill", "shooting")


def test_an_injury_that_is_not_serious_is_an_injury_all_the_same():
    _, found = read("A girl was shot on Monday. The girl's injuries are not life-threatening.", "2025-02-07")
    assert {f.polarity for f in fillings(found, "injured")} == {"affirmed"}


def test_the_town_of_a_dateline_is_told_by_whoever_tells_the_sentence_behind_it():
    dateline = "OSIJEK, Croatia, May 26 (SNW) -"
    text = f"{dateline} Floods displaced 4,800 people on Sunday, the district secretariat said on Monday."
    report = Report(id="r", sha256="", text=text, published="2025-05-26", dateline=(0, len(dateline)))
    analysis = analyse(report, Settings())
    (place,) = [f for e in analysis.events for f in e.fillings if f.slot == "place"]
    assert [analysis.voices[link.voice].name for link in place.chain] == ["district secretariat"]

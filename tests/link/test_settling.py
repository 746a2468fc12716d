"""What the other reports of an event settle."""

import msgspec

from variorum.link.settling import leave_settings, settle_sentences, settle_singles, tell_of_the_dead
from variorum.model.record import ChainLink, Claim
from variorum.model.span import Span
from variorum.model.value import Actor, Count, Text


def claim(report: str, slot: str, of: str | None = None, who: str = "p1") -> Claim:
    return Claim(
        id=f"c-{report}-{slot}-{of}-{who}",
        report=report,
        event="e1",
        slot=slot,
        of=of,
        value=Actor(name="Pim Orlan", participant=who) if slot == "patient" else Text(text="nine years"),
        polarity="affirmed",
        modality="asserted",
        chain=(),
        origin="o1",
        start=0,
        end=4,
        more=(),
        sentence=Span(0, 40),
        published=None,
    )


def test_a_sentence_is_of_the_one_sentenced_where_other_reports_tell_of_several():
    told = [claim("r1", "sentence", "p1"), claim("r1", "sentence", "p2", "p2")]
    open_one = [claim("r2", "sentence"), claim("r2", "patient", who="p1")]
    assert settle_sentences([*told, *open_one])[2].of == "p1"


def test_a_sentence_stays_open_where_no_report_tells_whose_it_is():
    alone = [claim("r2", "sentence"), claim("r2", "patient", who="p1")]
    assert settle_sentences(alone)[0].of is None


def test_a_sentence_stays_open_where_its_report_names_several():
    told = [claim("r1", "sentence", "p1"), claim("r1", "sentence", "p2", "p2")]
    both = [claim("r2", "sentence"), claim("r2", "patient", who="p1"), claim("r2", "patient", who="p2")]
    assert settle_sentences([*told, *both])[2].of is None


def toll(report: str, slot: str, number: int, day: str) -> Claim:
    value = Count(low=number, high=number, unit="person")
    return msgspec.structs.replace(claim(report, slot), value=value, published=day)


def test_the_one_hurt_who_died_later_is_no_longer_hurt():
    found = tell_of_the_dead([toll("r1", "injured", 1, "2031-05-02"), toll("r2", "killed", 1, "2031-05-03")])
    assert [(c.report, c.slot, c.value) for c in found] == [
        ("r2", "injured", Count(low=0, high=0, unit="person"))
    ]


def test_a_death_told_before_is_not_that_of_the_one_hurt():
    assert not tell_of_the_dead(
        [toll("r1", "injured", 1, "2031-05-02"), toll("r2", "killed", 1, "2031-05-01")]
    )


def test_one_hurt_beside_the_dead_stays_hurt():
    told = [toll("r1", "injured", 1, "2031-05-02"), toll("r2", "killed", 1, "2031-05-03")]
    assert not tell_of_the_dead([*told, toll("r2", "injured", 1, "2031-05-03")])
    assert not tell_of_the_dead([told[0], toll("r1", "killed", 2, "2031-05-02"), told[1]])


def test_who_denies_a_deed_leaves_its_day_and_place_alone():
    told = [
        msgspec.structs.replace(claim("r1", slot), polarity="denied") for slot in ("type", "place", "time")
    ]
    assert [c.slot for c in leave_settings(told)] == ["type"]
    assert [c.slot for c in leave_settings(told[1:])] == ["place", "time"]


def test_who_denies_that_one_did_it_does_not_deny_that_others_tell_of_it():
    denied = [msgspec.structs.replace(claim("r2", slot), polarity="denied") for slot in ("type", "agent")]
    assert [c.slot for c in leave_settings(denied)] == ["type", "agent"]
    told = leave_settings([claim("r1", "type"), *denied])
    assert [(c.report, c.slot) for c in told] == [("r1", "type"), ("r2", "agent")]


def of_all(report: str, number: int, at: int = 0) -> Claim:
    value = Count(low=number, high=number, unit="person")
    dead = claim(report, "killed", who=str(number))
    return msgspec.structs.replace(dead, value=value, start=at, end=at + 4)


def test_one_death_told_beside_eight_is_that_of_the_one_told_of():
    told = [
        of_all("r1", 8),
        of_all("r1", 1, at=20),
        msgspec.structs.replace(claim("r1", "patient"), start=20, end=24),
    ]
    eight, one, _ = settle_singles(told)
    assert (eight.of, one.of) == (None, "p1")


def test_one_death_told_of_nobody_beside_eight_is_left_out():
    assert [c.value.low for c in settle_singles([of_all("r1", 8), of_all("r1", 1, at=20)])] == [8]


def test_one_death_that_another_report_tells_stands_beside_the_eight():
    told = settle_singles([of_all("r1", 8), of_all("r2", 1)])
    assert [c.of for c in told] == [None, None]


def test_one_death_that_another_voice_tells_in_the_report_stands_beside_the_eight():
    link = ChainLink(
        voice="v1",
        source=None,
        cue=None,
        manner="indirect",
        stance="asserts",
        basis=None,
        withheld_because=None,
    )
    by_police = msgspec.structs.replace(of_all("r1", 1, at=20), chain=(link,))
    by_hospital = msgspec.structs.replace(of_all("r1", 8), chain=(msgspec.structs.replace(link, voice="v2"),))
    assert {c.value.low for c in settle_singles([by_hospital, by_police])} == {1, 8}

"""Days and places given in passing, beside those of sentences that tell the event."""

import msgspec

from variorum.link.passing import Ground, drop_passing
from variorum.model.record import ChainLink, Claim
from variorum.model.span import Span
from variorum.model.value import Place, Text, Time, Value

TELLING, ASIDE, SEQUEL = Span(0, 40), Span(40, 80), Span(80, 120)


def claim(report: str, slot: str, value: Value, sentence: Span) -> Claim:
    return Claim(
        id=f"c-{report}-{slot}-{sentence.start}",
        report=report,
        event="e1",
        slot=slot,
        of=None,
        value=value,
        polarity="affirmed",
        modality="asserted",
        chain=(),
        origin="o1",
        start=sentence.start + 2,
        end=sentence.start + 6,
        more=(),
        sentence=sentence,
        published=None,
    )


def day(report: str, number: int, sentence: Span) -> Claim:
    iso = f"2031-05-{number:02}"
    return claim(report, "time", Time(start=iso, end=iso, timex=iso), sentence)


def town(report: str, name: str, sentence: Span, precision: str = "city") -> Claim:
    value = Place(
        name=name,
        gazetteer_name=name,
        country="ZZ",
        lat=1.0,
        lon=1.0,
        geonameid=len(name),
        precision=precision,
    )
    return claim(report, "place", value, sentence)


TOLD = claim("r1", "type", Text(text="accident"), TELLING)
NAMES = {"r3": [Span(40, 50)]}
TEXTS = {"r4": "." * 46 + " harbour was full of boats", "r5": "." * 46 + " on Friday"}
MENTIONS = {("e1", "r1"): [Span(2, 6)], ("e1", "r2"): [Span(82, 86)]}


def kept(*claims: Claim, datelines: dict[str, tuple[int, int]] | None = None) -> list[Claim]:
    return drop_passing([TOLD, *claims], Ground(MENTIONS, datelines or {}, NAMES, TEXTS))[1:]


def test_a_day_of_other_matter_gives_way_to_the_day_of_a_telling_sentence():
    told = day("r1", 11, TELLING)
    assert kept(told, day("r2", 15, ASIDE)) == [told]


def test_the_day_somebody_died_gives_way_to_the_day_it_happened():
    told = day("r1", 11, TELLING)
    assert kept(told, day("r2", 12, SEQUEL)) == [told]


def test_a_day_that_stands_alone_is_kept():
    aside = day("r2", 15, ASIDE)
    assert kept(aside) == [aside]


def test_a_wider_day_that_agrees_is_kept():
    told = day("r1", 11, TELLING)
    month = claim("r2", "time", Time(start="2031-05-01", end="2031-05-31", timex="2031-05"), ASIDE)
    assert kept(told, month) == [told, month]


def test_the_town_of_a_dateline_gives_way_to_the_town_that_is_told():
    told, head = town("r1", "Ostrel", TELLING), town("r2", "Brama", SEQUEL)
    assert kept(told, head, datelines={"r2": (80, 90)}) == [told]


def test_the_region_around_a_town_is_kept():
    told, region = town("r1", "Ostrel", TELLING), town("r2", "Upper Zell", ASIDE, "region")
    assert kept(told, region) == [told, region]


def test_two_days_of_telling_sentences_stay_at_odds():
    told, other = day("r1", 11, TELLING), day("r1", 12, TELLING)
    assert kept(told, other) == [told, other]


def test_a_town_in_the_name_of_a_harbour_is_no_second_witness():
    told, harbour = town("r1", "Ostrel", TELLING), town("r4", "Ostrel", ASIDE)
    assert kept(told, harbour) == [told]


def test_a_town_in_the_name_of_a_court_is_no_second_witness():
    told, court = town("r1", "Ostrel", TELLING), town("r3", "Ostrel", ASIDE)
    assert kept(told, court) == [told]


def test_a_town_in_the_name_of_the_hospital_that_speaks_is_no_second_witness():
    told = town("r1", "Ostrel", TELLING)
    link = ChainLink(
        voice="v1", source=Span(0, 10), cue=None, manner="indirect", stance="asserts", basis=None
    )
    hospital = msgspec.structs.replace(town("r2", "Ostrel", TELLING), chain=(link,))
    assert kept(told, hospital) == [told]
    assert kept(hospital) == [hospital]


def test_a_town_that_a_sentence_of_other_matter_gives_as_such_is_kept():
    told, aside = town("r1", "Ostrel", TELLING), town("r5", "Ostrel", ASIDE)
    assert kept(told, aside) == [told, aside]


def test_a_town_that_no_gazetteer_knows_does_not_keep_that_of_a_dateline():
    told, head = town("r1", "Ostrel", TELLING), town("r2", "Brama", SEQUEL)
    isle = claim("r1", "place", Place(name="Isle of Oss"), Span(0, 39))
    assert kept(told, isle, head, datelines={"r2": (80, 90)}) == [told, isle]


def test_nothing_happens_after_it_was_reported():
    first = msgspec.structs.replace(day("r1", 11, TELLING), published="2031-05-12")
    mourned = msgspec.structs.replace(day("r2", 15, SEQUEL), published="2031-05-16")
    funeral = msgspec.structs.replace(mourned, report="r1", sentence=TELLING, published="2031-05-16")
    assert kept(first, funeral) == [first]


def test_a_later_day_is_kept_where_the_first_report_tells_a_plan():
    plan = msgspec.structs.replace(day("r1", 11, TELLING), published="2031-05-12", modality="planned")
    done = msgspec.structs.replace(day("r1", 15, TELLING), id="c-done", published="2031-05-16")
    assert kept(plan, done) == [plan, done]


def test_who_denies_that_anything_was_there_is_no_witness_of_the_place():
    told, denied = town("r1", "Sarn", TELLING), town("r2", "Sarn", SEQUEL)
    link = ChainLink(voice="v1", source=None, cue=None, manner="indirect", stance="denies", basis=None)
    denied = msgspec.structs.replace(denied, chain=(link,))
    assert kept(told, denied) == [told]
    assert kept(denied) == [denied]

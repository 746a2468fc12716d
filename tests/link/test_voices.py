import msgspec
import pytest

from variorum.link.voices import merge_voices
from variorum.model.analysis import Analysis, LocalVoice
from variorum.model.report import Report
from variorum.model.span import Span


def voice(name, kind="person", *, anonymous=False, start=0, speaks_for=None, offices=()):
    return LocalVoice(
        offices=offices,
        name=name,
        type=kind,
        anonymous=anonymous,
        mentions=(Span(start, start + len(name)),),
        speaks_for=speaks_for,
    )


def merge(*voices, stories=None):
    reports = [
        Report(id=f"r{n}", sha256="", text="", published=f"2025-01-0{n + 1}") for n in range(len(voices))
    ]
    analyses = {f"r{n}": Analysis(voices=tuple(v)) for n, v in enumerate(voices)}
    return merge_voices(reports, analyses, stories)


def test_a_surname_is_the_full_name_of_another_report():
    found = merge([voice("Ada Brannick")], [voice("Brannick")])
    assert found.ids["r0", 0] == found.ids["r1", 0]
    assert [line.name for line in found.lines] == ["Ada Brannick"]


def test_two_given_names_are_two_persons():
    found = merge([voice("Ada Brannick")], [voice("Tom Brannick")])
    assert found.ids["r0", 0] != found.ids["r1", 0]


def test_unnamed_sources_of_two_reports_are_never_one():
    found = merge(
        [voice("an official", "role", anonymous=True)], [voice("an official", "role", anonymous=True)]
    )
    assert found.ids["r0", 0] != found.ids["r1", 0]


def test_police_are_one_within_a_story_only():
    police = [voice("police", "role")]
    assert len(merge(police, police, stories={"r0": "s", "r1": "s"}).lines) == 1
    assert len(merge(police, police, stories={"r0": "s", "r1": "t"}).lines) == 2


@pytest.mark.parametrize("name", ["Prosecutors", "Villagers", "Community leaders"])
def test_words_that_only_begin_a_sentence_name_no_body_of_another_story(name):
    stories = {"r0": "s1", "r1": "s2"}
    found = merge([voice(name, "role")], [voice(name, "role")], stories=stories)
    assert found.ids["r0", 0] != found.ids["r1", 0]
    found = merge([voice("Norwire", "organisation")], [voice("Norwire", "organisation")], stories=stories)
    assert found.ids["r0", 0] == found.ids["r1", 0]


def test_an_acronym_is_the_body_it_stands_for():
    found = merge([voice("Kest River Authority", "organisation")], [voice("KRA", "organisation")])
    assert found.ids["r0", 0] == found.ids["r1", 0]


def test_a_spokesman_speaks_for_his_body():
    found = merge([voice("Harbour Office", "organisation"), voice("Ola Renn", start=40, speaks_for=0)])
    assert {line.name: line.speaks_for for line in found.lines}["Ola Renn"] == found.ids["r0", 0]


def names_in_one_story(*names):
    found = merge(
        *([voice(name, "organisation")] for name in names), stories=dict.fromkeys(("r0", "r1", "r2"), "s")
    )
    return [found.ids[f"r{n}", 0] for n in range(len(names))]


def test_a_short_name_is_the_one_body_that_only_adds_a_place():
    assert len(set(names_in_one_story("hospital", "regional hospital", "regional hospital in Maroua"))) == 1


def test_a_short_name_that_may_be_either_of_two_bodies_is_neither():
    names = ("defence ministry", "Orland's defence ministry", "Vell's defence ministry")
    assert len(set(names_in_one_story(*names))) == 3


def test_words_that_say_what_a_body_is_keep_it_apart():
    assert len(set(names_in_one_story("police", "military police"))) == 2


def test_the_same_words_read_twice_as_an_unnamed_source_are_one_voice():
    twice = [voice("is charged", "unknown", anonymous=True, start=7)] * 2
    found = merge(twice)
    assert found.ids["r0", 0] == found.ids["r0", 1]
    assert len(found.lines) == 1


def test_unnamed_words_read_once_short_and_once_long_are_one_voice():
    short = voice("South Side pastor", "role", anonymous=True, start=9)
    long = msgspec.structs.replace(short, mentions=(Span(9, 67),))
    found = merge([short, long])
    assert found.ids["r0", 0] == found.ids["r0", 1]
    (line,) = found.lines
    assert [(m.start, m.end) for m in line.mentions] == [(9, 26), (9, 67)]


def test_a_surname_taken_for_a_firm_is_the_person_of_its_story():
    firm, person = [voice("Brannick", "organisation")], [voice("Ada Brannick")]
    assert len(merge(firm, person, stories={"r0": "s", "r1": "s"}).lines) == 1
    assert len(merge(firm, person, stories={"r0": "s", "r1": "t"}).lines) == 2


def test_a_surname_that_two_persons_of_a_story_have_stays_a_firm():
    firm, persons = (
        [voice("Brannick", "organisation")],
        [voice("Ada Brannick"), voice("Tom Brannick", start=20)],
    )
    assert len(merge(firm, persons, stories={"r0": "s", "r1": "s"}).lines) == 3


def test_an_office_is_the_one_person_of_the_story_who_holds_it():
    holder = [voice("Ilse Brandt", offices=("governor", "regional"))]
    for office in ("governor", "regional governor"):
        found = merge([voice(office, "role")], holder, stories={"r0": "s", "r1": "s"})
        assert [(line.name, line.type) for line in found.lines] == [("Ilse Brandt", "person")]
    apart = merge(holder, [voice("governor", "role")], stories={"r0": "s", "r1": "t"})
    assert len(apart.lines) == 2


def test_an_office_that_two_persons_hold_is_neither():
    mayors = [voice("Ilse Brandt", offices=("mayor",)), voice("Tom Veld", start=30, offices=("mayor",))]
    assert len(merge(mayors, [voice("mayor", "role")], stories={"r0": "s", "r1": "s"}).lines) == 3


def test_a_full_name_is_one_whatever_each_report_takes_it_for():
    firm = [voice("Motla Terminals", "organisation")]
    same = {"r0": "s", "r1": "s"}
    assert len(merge([voice("Motla Terminals")], firm, stories=same).lines) == 1
    assert len(merge([voice("Motla Terminals")], firm, stories={"r0": "s", "r1": "t"}).lines) == 2


def test_bodies_with_the_same_initials_are_not_one():
    bodies = [voice("Cave Harbour Prosecutors", "organisation"), voice("Cave Harbour Police", "organisation")]
    assert len(merge(bodies).lines) == 2
    clinic = voice("Crown Hill Physicians", "organisation", start=90)
    assert len(merge([*bodies[:1], voice("CHP", "organisation", start=40), clinic]).lines) == 2

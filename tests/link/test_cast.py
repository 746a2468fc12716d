import pytest

from variorum.analyse.reading import analyse
from variorum.link.cast import _is_same_group, _is_same_number, _join_bodies, join_cast
from variorum.link.events import merge_events
from variorum.link.events.naming import is_same_person
from variorum.model.analysis import Analysis, LocalParticipant
from variorum.settings import Settings

from .conftest import KEST, report, shooting

TEXTS = (
    "Shots in Kest market kill a boy, police in Kest said.",
    "Kest market shots killed Ivo Tarn, 8, in Kest.",
)


def one(name, kind="group", roles=("patient",), size=None):
    return LocalParticipant(
        name=name, type=kind, event=0, roles=roles, size=size, member_of=None, mentions=()
    )


def joined(*victims, killed=1, size=1):
    reports = [report(f"r{n}", "2025-03-02", text) for n, text in enumerate(TEXTS)]
    analyses = {
        r.id: shooting("2025-03-01", KEST, v, killed, size) for r, v in zip(reports, victims, strict=True)
    }
    merged = merge_events(reports, analyses, {}, {})
    assert len(set(merged.ids.values())) == 1
    return join_cast(reports, analyses, merged)


def cast_of(*victims, killed=1):
    return sorted(p.name for p in joined(*victims, killed=killed).lines)


def test_a_group_is_one_where_reports_word_it_alike_in_one_part():
    assert _is_same_group(one("two Orvan envoys"), one("Two Orvan envoys"))
    assert _is_same_group(one("the air force", "organisation"), one("air force", "organisation"))
    assert not _is_same_group(one("two envoys"), one("two envoys", roles=("agent",)))
    assert not _is_same_group(one("a man", "person"), one("a man", "person"))


def test_groups_of_one_fate_and_number_are_one_unless_their_words_tell_them_apart():
    assert _is_same_number(one("four men", size=4), one("the 4 victims", size=4))
    assert _is_same_number(one("three others", size=3), one("Three other people", size=3))
    assert _is_same_number(one("two young children", size=2), one("his 2 children", size=2))
    assert not _is_same_number(one("three boys", size=3), one("three guards", size=3))
    assert not _is_same_number(one("three men", size=3), one("four people", size=4))


def test_whom_every_report_counts_as_the_one_dead_is_one_person():
    assert cast_of("a boy", "Ivo Tarn") == ["Ivo Tarn"]


def test_two_names_stay_two_whatever_the_count():
    assert cast_of("Ada Brannick", "Ivo Tarn") == ["Ada Brannick", "Ivo Tarn"]


def test_descriptions_join_nobody_where_more_than_one_died():
    assert cast_of("a boy", "Ivo Tarn", killed=2) == ["Ivo Tarn", "a boy"]


def test_a_title_s_capital_makes_no_name():
    assert cast_of("Toddler", "Ivo Tarn") == ["Ivo Tarn"]


def test_a_group_as_large_as_the_toll_is_all_whom_it_befell():
    cast = joined("nine people", "9 guests", killed=9, size=9)
    assert cast.wholes == {(p.id, "killed") for p in cast.lines}


def test_a_part_of_those_killed_is_not_all_of_them():
    assert joined("two guards", "2 guards", killed=9, size=2).wholes == frozenset()


@pytest.mark.parametrize(
    ("here", "there", "same"),
    [
        ("Esteban Tarn", "Esteben Tarn", True),
        ("Drummer Ivo Tarn", "Ivo Amos Tarn", True),
        ("Tomas Orlan Varnick", "Tomas Orlen Varnik", True),
        ("Anna Tarn", "Anne Tarn", False),
        ("Esteban Tarn", "Esteban Torn", False),
        ("Ivo Tarn", "Amos Ivo", False),
    ],
)
def test_one_name_may_be_spelt_in_two_ways_or_lack_a_part(here, there, same):
    assert is_same_person(here, there) is same


def test_a_number_told_twice_by_a_report_is_one_group_where_it_is_all_the_dead():
    text = (
        "Osk mill blast kills three\n\n"
        "A blast tore through a mill in Osk on Monday, killing three people and injuring 14."
    )
    one_report = report("r0", "2025-03-04", text)
    analyses = {"r0": analyse(one_report, Settings())}
    merged = merge_events([one_report], analyses, {}, {})
    names = sorted(p.name for p in join_cast([one_report], analyses, merged).lines if p.type == "group")
    assert names == ["14", "three people"]


def test_a_body_told_of_again_by_one_name_is_one_also_within_a_report_but_people_described_are_not():
    told = (
        one("police", "organisation", roles=("agent",)),
        one("the police", "organisation", roles=("agent",)),
        one("police", "organisation", roles=("patient",)),
        one("two men", size=2),
        one("two men", size=2),
        one("a man", "person"),
        one("a man", "person"),
    )
    groups = [[("r0", index)] for index in range(len(told))]
    _join_bodies(groups, {"r0": Analysis(participants=told)})
    assert groups == [[("r0", 0), ("r0", 1)], *([("r0", index)] for index in range(2, len(told)))]


@pytest.mark.parametrize(("age", "names"), [(34, ["Ivo Tarn"]), (61, ["A man", "Ivo Tarn"])])
def test_the_one_dead_may_be_told_to_be_a_few_years_older_elsewhere(age, names):
    texts = (
        f"A {age}-year-old man was shot and killed in Lisbon on Sunday, police said.",
        "Ivo Tarn, 33, was shot and killed in Lisbon on Sunday, the coroner said.",
    )
    reports = [report(f"r{n}", "2025-02-03", text) for n, text in enumerate(texts)]
    analyses = {r.id: analyse(r, Settings()) for r in reports}
    merged = merge_events(reports, analyses, dict.fromkeys(analyses, "s"), {})
    found = join_cast(reports, analyses, merged).lines
    assert sorted(p.name.replace(f"{age}-year-old ", "") for p in found) == names

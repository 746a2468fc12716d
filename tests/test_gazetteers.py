"""The gazetteer through its verb: told of, searched, built from a dump."""

import pytest

import variorum
from variorum.errors import DataError, UsageError
from variorum.settings import Settings

ROW = "{}\t{}\t{}\t{}\t1.5\t2.5\tP\tPPL\tVE\t\t01\t\t\t\t{}\t\t\tEurope/Vell\t2026-01-01\n"


@pytest.fixture
def dump(tmp_path):
    path = tmp_path / "VE.txt"
    path.write_text(
        ROW.format(1, "Orme", "Orme", "", 900) + ROW.format(2, "Orme", "Orme", "", 90_000), encoding="utf-8"
    )
    return path


def test_a_gazetteer_built_from_a_dump_answers_for_its_places_the_largest_first(dump, tmp_path):
    built = variorum.gazetteer("build", str(dump), to=tmp_path / "places.bin")
    assert built.places >= 2
    found = variorum.gazetteer("find", "orme", settings=Settings(gazetteer=str(built.path)))
    assert [place["geonameid"] for place in found.found] == [2, 1]


def test_a_name_that_nobody_has_finds_nothing(dump, tmp_path):
    built = variorum.gazetteer("build", str(dump), to=tmp_path / "places.bin")
    assert variorum.gazetteer("find", "Nowhere", settings=Settings(gazetteer=str(built.path))).found == ()


def test_building_without_a_target_or_finding_without_a_name_says_what_is_missing():
    with pytest.raises(UsageError, match="--to"):
        variorum.gazetteer("build")
    with pytest.raises(UsageError, match="find"):
        variorum.gazetteer("find")


def test_a_dump_that_is_none_is_named_and_nothing_is_left_behind(tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_text("no table\n", encoding="utf-8")
    with pytest.raises(DataError):
        variorum.gazetteer("build", str(bad), to=tmp_path / "places.bin")
    assert not (tmp_path / "places.bin").exists()

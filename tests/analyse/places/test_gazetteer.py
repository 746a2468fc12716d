import pickle
import re
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from tests.timing import least_seconds
from variorum.analyse.places import evidence, offsets
from variorum.analyse.places.compiling import write_compiled
from variorum.analyse.places.entry import Entry
from variorum.analyse.places.gazetteer import Gazetteer, build_gazetteer, load_gazetteer
from variorum.analyse.places.naming import fold
from variorum.errors import DataError
from variorum.settings import Settings

PLACES = [
    Entry("Vell", "country", "VE", "", 1.0, 2.0, 500),
    Entry("Saint Orm", "city", "VE", "East", 1.5, 2.5, 900, 77, (fold("Orm\u00e9"),)),
    Entry("Orme", "city", "VE", "West", -1.5, -2.5, 90, 78),
]
ROW = "{}\t{}\t{}\t{}\t1.5\t2.5\t{}\t{}\tVE\t\t{}\t\t\t\t900\t\t\tEurope/Vell\t2026-01-01\n"


@pytest.fixture
def gazetteer(tmp_path):
    write_compiled(PLACES, tmp_path / "g.bin")
    return Gazetteer(tmp_path / "g.bin")


def test_a_place_is_found_by_its_own_and_its_other_names(gazetteer):
    (own,) = gazetteer.look_up(fold("St. Orm"))
    assert (own.name, own.own, own.geonameid, own.lat) == ("Saint Orm", True, 77, 1.5)
    assert [(c.name, c.own) for c in gazetteer.look_up("orme")] == [("Saint Orm", False), ("Orme", True)]


def test_an_unknown_name_is_not_there(gazetteer):
    assert not gazetteer.knows("atlantis")
    assert gazetteer.look_up("atlantis") == ()


def test_a_gazetteer_travels_to_another_process_as_its_path(gazetteer):
    assert len(pickle.loads(pickle.dumps(gazetteer))) == len(PLACES)  # noqa: S301 - our own bytes


def test_the_same_places_give_the_same_bytes(tmp_path, gazetteer):
    write_compiled(PLACES, tmp_path / "again.bin")
    assert (tmp_path / "again.bin").read_bytes() == gazetteer.path.read_bytes()


@pytest.mark.parametrize("keep", [0, 5, 20, 300])
def test_a_file_cut_short_is_named_not_trusted(tmp_path, gazetteer, keep):
    broken = tmp_path / "broken.bin"
    broken.write_bytes(gazetteer.path.read_bytes()[:keep])
    with pytest.raises(DataError) as caught:
        Gazetteer(broken)
    assert caught.value.code == "E311"


def test_a_gazetteer_that_is_not_there_is_named(tmp_path):
    with pytest.raises(DataError) as caught:
        load_gazetteer(Settings(gazetteer=str(tmp_path / "none.bin")))
    assert caught.value.code == "E310"


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(DataError) as caught:
        write_compiled(PLACES, tmp_path / "file" / "g.bin")
    assert caught.value.code == "E312"


def test_a_dump_is_compiled_with_names_of_divisions(tmp_path):
    dump = tmp_path / "VE.txt"
    dump.write_text(
        ROW.format(1, "East", "East", "", "A", "ADM1", "05")
        + ROW.format(2, "Orm", "Orm", "Ormia", "P", "PPL", "05")
    )
    built = build_gazetteer(dump, tmp_path / "built.bin")
    (orm,) = built.look_up("ormia")
    assert (orm.name, orm.admin1, orm.kind) == ("Orm", "East", "city")
    assert list(tmp_path.glob(".gazetteer-*")) == []


def test_a_file_that_is_no_dump_is_named(tmp_path):
    (tmp_path / "x.txt").write_text("no dump\n")
    with pytest.raises(DataError) as caught:
        build_gazetteer(tmp_path / "x.txt", tmp_path / "built.bin")
    assert caught.value.code == "E313"
    assert not (tmp_path / "built.bin").exists()


def test_two_builders_at_once_leave_one_whole_file(tmp_path):
    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(write_compiled, PLACES, tmp_path / "g.bin") for _ in range(8)]:
            done.result()
    assert len(Gazetteer(tmp_path / "g.bin")) == len(PLACES)
    assert [path.name for path in tmp_path.iterdir()] == ["g.bin"]


def test_no_pattern_runs_away():
    patterns = [p for m in (evidence, offsets) for p in vars(m).values() if isinstance(p, re.Pattern)]
    assert len(patterns) >= 4
    for pattern in patterns:
        for text in (
            "1" * 20_000,
            "a " * 10_000,
            "12 km " * 4_000,
            "Ab" * 10_000,
            "(" * 20_000,
            ", " * 10_000,
            ", Ab" * 5_000 + " x",
        ):
            assert least_seconds(partial(pattern.search, text)) < 0.5

"""The second reading of open lines: which are read together, what is read of them, what bad weights give."""

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.clean import rereading
from variorum.clean.rereading import HEAD, TAIL, cut_pieces, load_reader, looks_of, part, reread
from variorum.errors import DataError

LINES = [
    "Ferry runs aground off Tellin",
    "The Marisol ran aground on Monday night with 40 people aboard, the harbour office said.",
    "All were taken off by daybreak.",
    "Enjoying this? Our Sunday letter goes out to 4,000 readers.",
    "The office asked owners of small boats to stay in port.",
]


@given(st.lists(st.integers(1, HEAD + TAIL + 1), max_size=60), st.data())
def test_every_wanted_line_is_read_once_among_its_neighbours(sizes: list[int], data: st.DataObject) -> None:
    wanted = sorted(data.draw(st.sets(st.sampled_from(range(len(sizes)))) if sizes else st.just(set())))
    stretches = list(part(sizes, wanted))
    assert [n for s in stretches for n in s.asked] == wanted
    for s in stretches:
        assert sum(sizes[s.first : s.end]) < rereading._ROOM
        for n in s.asked:
            assert s.first <= max(0, n - 4)
            assert s.end >= min(len(sizes), n + 5)


def test_of_a_long_line_its_two_ends_are_read_however_long_it_is() -> None:
    tokenizer = load_reader().tokenizer
    assert len(cut_pieces(tokenizer, "rain " * 500_000)) == HEAD + TAIL
    assert cut_pieces(tokenizer, "Rain fell.") == tokenizer.encode("Rain fell.", add_special_tokens=False).ids


def test_chances_of_a_line_do_not_depend_on_what_was_read_before() -> None:
    joints = ["even"] * len(LINES)
    first = reread(LINES, joints, [3])
    reread(LINES[::-1], joints, [0, 1, 2])
    assert reread(LINES, joints, [3]) == first


@pytest.mark.parametrize("line", ["", " ", "\u0000", "\ud800", "🙂" * 10, "a" * 10_000])
def test_any_line_has_its_looks_and_can_be_read(line: str) -> None:
    assert len(looks_of(line, 0, 1)) == 15
    assert len(reread([line], ["even"], [0])) == 1


def test_weights_that_do_not_load_are_named(tmp_path: Path) -> None:
    broken = tmp_path / "lines.onnx"
    broken.write_bytes(b"no graph")
    with pytest.raises(DataError) as caught:
        load_reader(str(broken))
    assert caught.value.code == "E323"


def test_lines_are_asked_for_in_their_order() -> None:
    joints = ["even"] * len(LINES)
    assert list(itertools.chain(reread(LINES, joints, [0, 3, 4]))) == [0, 3, 4]

"""Which words of a text are one stretch of another."""

from variorum.link.copies.passages import find_stretches, list_places

SOURCE = list(range(100))


def stretches(words: list[int]) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in find_stretches(words, SOURCE, list_places(SOURCE))]


def test_a_paragraph_cut_with_nothing_in_its_place_leaves_one_stretch() -> None:
    assert stretches([*SOURCE[:20], *SOURCE[60:72]]) == [(0, 32)]


def test_words_of_ones_own_in_place_of_a_paragraph_part_the_stretches() -> None:
    assert stretches([*SOURCE[:20], 999, *SOURCE[60:72]]) == [(0, 20), (21, 33)]


def test_a_few_words_far_behind_are_chance() -> None:
    assert stretches([*SOURCE[:20], *SOURCE[60:65]]) == [(0, 20), (20, 25)]

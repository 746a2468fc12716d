"""The list of a page's videos is none of its report."""

from variorum.clean.labelling import label_texts

STORY = "Two men were hurt on Monday when a shed burned down in Osta, police said."


def test_videos_with_their_lengths_are_furniture() -> None:
    videos = [
        "1:07 Ferry raised from the lake Pause",
        "0:43 Mayor shot at a fair in Vell",
        "2:10 Who is Milo Tarn?",
    ]
    assert label_texts([*videos, STORY]) == ["furniture", "furniture", "furniture", "article"]


def test_the_hours_of_a_chronicle_are_kept() -> None:
    told = [
        "9:05 Police arrive at the shed on Ash Street.",
        "9:20 Two men are led out.",
        "10:40 The roof falls in.",
    ]
    assert "furniture" not in label_texts([STORY, *told])

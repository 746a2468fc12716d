"""No paragraph of a report that holds nothing else is taken for a caption or an appeal."""

from pathlib import Path

import pytest
import yaml

from variorum.clean.segmenting import label_lines

STORIES = sorted((Path(__file__).parents[1] / "gold" / "stories" / "seen").glob("*.yaml"))


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_every_paragraph_of_a_plain_report_stays_in_it(path):
    for report in yaml.safe_load(path.read_text(encoding="utf-8"))["reports"]:
        text = report["text"]
        gone = [
            p.of(text) for p in label_lines(text, report["title"]) if p.label not in ("article", "dateline")
        ]
        assert all(len(words.split()) < 4 for words in gone), gone  # a credit such as "(LN)" may go

"""Where a clause behind a verb of saying ends."""

from variorum.analyse.attribution import following


def test_a_clause_runs_to_the_end_of_a_sentence_however_long(read):
    text = f"Officials told the Courier that {'the mill, the yard, ' * 120}the quay and the shed had burned."
    _, found = read(text, "rules")
    assert text[slice(*_last(found))].endswith("the shed had burned")


def test_no_more_words_are_looked_at_than_a_clause_may_have_before_its_end(read, monkeypatch):
    monkeypatch.setattr(following, "_FAR", 6)
    text = (
        "Officials told the Courier that the old mill on the quay had burned, a spokesman for the port said."
    )
    _, found = read(text, "rules")
    assert found.attributions


def _last(found):
    end = max(span.end for item in found.attributions for span in item.content)
    start = max(span.start for item in found.attributions for span in item.content if span.end == end)
    return start, end

"""Those who are told apart from their number, and single persons whose fate a noun phrase tells."""

import pytest


@pytest.mark.parametrize(
    ("text", "words", "slot"),
    [
        ("The dead sisters were nine and six.", "nine", "age"),
        ("Barely eighteen, the midshipman was lost with his ship.", "eighteen", "age"),
        ("Taken in the raid were twelve, most of them girls.", "twelve", "arrested"),
        ("The wounded proved to be 47.", "47", "injured"),
        ("They are still dragging the canal for a bargee.", "a bargee", "missing"),
        ("A beekeeper was the flood's last victim.", "A beekeeper", "killed"),
        ("A corporal was the only fatality.", "A corporal", "killed"),
        ("A masseuse was stabbed.", "A masseuse", "injured"),
    ],
)
def test_a_fate_told_apart_from_its_words_is_found(read, text, words, slot):
    told = {row[0]: row[-1] for row in read(text)}
    assert told.get(words) == slot


@pytest.mark.parametrize(
    "text",
    [
        "Police dragged the canal for a suspect.",
        "The club combed the country for a striker.",
        "A gardener was not the only fatality.",
        "A nurse in the burns ward spoke.",
        "A gardener was the victim of a flood.",
        "Lawyers dragged the company into court for a client.",
    ],
)
def test_whoever_is_sought_or_spared_for_another_reason_meets_no_fate(read, text):
    assert not read(text)


@pytest.mark.parametrize(
    "text", ["Barely forty, the mayor said, came.", "Only two, the pilot and a cook, came."]
)
def test_a_count_before_whoever_tells_it_is_no_age(read, text):
    assert "age" not in {row[-1] for row in read(text)}

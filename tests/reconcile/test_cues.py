import msgspec
import pytest

from tests.reconcile.building import people, told
from tests.timing import least_seconds
from variorum.model.span import Span
from variorum.reconcile.cues import changes


def claim_on(sentence: str, words: str):
    """Place a claim of some number on its words in a sentence."""
    start = sentence.index(words)
    claim = told(("2024-05-01", people(3), "police")).claims[0]
    return msgspec.structs.replace(
        claim, start=100 + start, end=100 + start + len(words), sentence=Span(100, 100 + len(sentence))
    )


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("A third man was held on Monday, bringing the number of arrests to three.", "three"),
        ("The governor raised the death toll to 12.", "12"),
        ("The toll rose to 9 on Tuesday.", "9"),
        ("Five people died, the judge said, not six as was first reported.", "Five"),
        ("Four people, and not three, were seized near Velm, the guild said.", "Four"),
        ("The clinic counted 12 dead, not 11.", "12"),
        ("Officials put the number of dead at five, down from eight.", "five"),
        ("In a final statement the ministry said that 40 had died.", "40"),
        ("Correction: 20 people were injured.", "20"),
        ("The inquiry revised its estimate and now counts 31 dead.", "31"),
    ],
)
def test_words_of_change_are_seen(sentence, words):
    assert changes(claim_on(sentence, words), sentence)


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Three people died and five were hurt, police said.", "Three"),
        ("The student was initially reported in critical condition.", "The student"),
        ("A 60-year-old died on Monday, bringing the number of dead to three.", "60"),
        ("The judge said five died, not that six were held.", "five"),
        ("Three men brought the injured to two hospitals.", "Three"),
        ("Parliament revised the law after 12 people died.", "12"),
        ("Nine people died, not one of them a soldier.", "Nine"),
        ("It was not the first time that 12 people died there.", "12"),
    ],
)
def test_other_words_are_not(sentence, words):
    assert not changes(claim_on(sentence, words), sentence)


@pytest.mark.parametrize(
    "unit", ["not a as reported ", "bringing the to ", "number " * 6, "in a final ", "\u0130 had "]
)
def test_hostile_sentence_takes_time_in_step_with_its_length(unit):
    def seconds(times: int) -> float:
        sentence = unit * times + "three"
        claim = claim_on(sentence, "three")
        return least_seconds(lambda: changes(claim, sentence))

    assert seconds(16_000) < 12 * max(seconds(4_000), 0.02)

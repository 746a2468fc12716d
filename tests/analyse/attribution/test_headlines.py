"""Who says a headline."""

from variorum.analyse.attribution import chain_at
from variorum.model.span import Span


def speaker(read, text, words, title):
    _, found = read(text, title=title)
    start = text.index(words)
    return [found.voices[link.voice].name for link in chain_at(Span(start, start + len(words)), found)]


def test_a_colon_after_the_speaker(read):
    title = "Minister: no plans to resign"
    assert speaker(read, title, "no plans", title) == ["Minister"]


def test_what_a_headline_calls_its_text_says_nothing(read):
    title = "Public note: on the killing of a pupil in Kelvar"
    assert speaker(read, title, "on the killing", title) == []


def test_a_colon_before_the_speaker(read):
    title = "Boy was alone on pier: coroner"
    assert speaker(read, title, "alone on pier", title) == ["coroner"]


def test_a_bare_headline_takes_the_speaker_of_its_sentence(read):
    text = "Bypass to open in April\n\nThe long-delayed bypass will open in April, the county engineer said."
    assert speaker(read, text, "Bypass to open", "Bypass to open in April") == ["county engineer"]


def test_a_bare_headline_over_narration_is_the_reporters(read):
    text = "Storm shuts pier\n\nA storm shut the pier at Orm on Monday."
    assert speaker(read, text, "Storm shuts pier", "Storm shuts pier") == []


def test_a_place_before_a_colon_that_says_nothing_below_is_where_it_happened(names):
    text = "Liberia: verdict in Gbarnga a first step\n\nAmos Weed was sentenced to 22 years on Thursday."
    assert names(text, "verdict in Gbarnga") == []

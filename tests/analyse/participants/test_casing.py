from hypothesis import given
from hypothesis import strategies as st

from variorum.analyse.language import load_language
from variorum.analyse.page import open_page
from variorum.analyse.participants import same_name
from variorum.analyse.participants.casing import restore_case
from variorum.settings import Settings

assert open_page  # the page's own component must be known before the pipeline is loaded
NLP = load_language(Settings().language_model)


def test_words_get_their_case_back_and_names_their_capital():
    text = "THE ARMY SAID GUERRILLAS ATTACKED THE FARM OF HECTOR OQUELI."
    assert restore_case(text, NLP) == "The army said guerrillas attacked the farm of Hector Oqueli."


@given(st.text(max_size=200))
def test_no_offset_moves(text):
    assert len(restore_case(text, NLP)) == len(text)


@given(st.text(max_size=40), st.text(max_size=40))
def test_being_one_name_goes_both_ways(one, other):
    assert same_name(one, other) == same_name(other, one)

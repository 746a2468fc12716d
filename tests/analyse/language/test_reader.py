import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.timing import least_seconds
from variorum.analyse.language import load_language
from variorum.analyse.language.marking import mark_paragraphs
from variorum.settings import Settings

PACKAGE = Settings().language_model
LABELS = ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE")
TEXTS = (
    "Soldiers from Tarvo seized two farms near Lake Oru on Monday, the army said.",
    "OSKVA (AP) -- I'm told you ain't gonna leave. Let's go! \"C'mon,\" he said, \"it is I.\"\n\n"
    "There are 34 dead, Gen. A.B. Norrel of the U.S. told reporters; his men did not shoot.\n"
    "He'd had it. Whom did Mrs. Ilves, the mayor of Brenna, see?  What she saw shocked her\n\n\n",
    "Fire\nThe blaze, which the rebels set on 3 May 2021, cost $4.5 million\nand killed no one",
    " \n x",
    "\U0001f680 a\u0301b <b>1,2</b>",
)


@pytest.fixture(scope="module")
def spacys_own():
    pipeline = spacy.load(PACKAGE)
    pipeline.add_pipe("variorum_paragraphs", before="parser")
    return pipeline


@pytest.mark.parametrize("text", TEXTS)
def test_labels_are_those_that_spacy_gives(spacys_own, text):
    ours, theirs = load_language(PACKAGE)(text), spacys_own(text)
    for label in LABELS:
        assert ours.to_array(label).tolist() == theirs.to_array(label).tolist(), label


@settings(max_examples=30)
@given(st.text(max_size=120))
def test_any_text_is_read_as_spacy_reads_it(text):
    ours = load_language(PACKAGE)(text)
    assert ours.text == text


def test_a_text_is_read_alike_whatever_was_read_before():
    reader = load_language(PACKAGE)
    first = reader(TEXTS[1]).to_array(list(LABELS)).tolist()
    for text in TEXTS:
        reader(text)
    assert reader(TEXTS[1]).to_array(list(LABELS)).tolist() == first


def test_a_model_that_is_not_ours_runs_as_spacy_runs_it():
    from variorum.analyse.language.reader import Reader

    reader = Reader(lambda: spacy.blank("en"), is_known_build=False)
    assert [token.text for token in reader("Two dead.")] == ["Two", "dead", "."]


def test_a_very_long_text_is_read_in_parts_with_every_offset_kept(monkeypatch):
    monkeypatch.setattr("variorum.analyse.language.reader._LONGEST", 2000)
    text = "Rebels burnt a farm near Oru.\n" * 150
    doc = load_language(PACKAGE)(text)
    assert doc.text == text
    assert all(text.startswith(token.text, token.idx) for token in doc)
    assert doc[len(doc) - 4].sent.text.strip().endswith("Oru.")


def test_a_text_without_a_full_stop_is_read_in_linear_time():
    reader = load_language(PACKAGE)
    reader("word " * 100)
    short = least_seconds(lambda: reader("word " * 500))
    assert least_seconds(lambda: reader("word " * 4000), times=1) < 24 * max(short, 0.02)


def test_paragraphs_are_marked_before_the_parse(spacys_own):
    doc = mark_paragraphs(spacys_own.make_doc("One.\nTwo three."))
    assert [token.text for token in doc if token.is_sent_start] == ["One", "Two"]


def test_the_name_behind_an_abbreviated_rank_begins_no_sentence():
    from variorum.analyse.page import open_page
    from variorum.model.report import Report
    from variorum.settings import Settings

    text = "Call Detective Sgt. Ana Vell with what you know. Det. Orr is away."
    page = open_page(Report(id="r", sha256="", text=text), Settings())
    assert [s.of(text) for s in page.sentences] == [
        "Call Detective Sgt. Ana Vell with what you know.",
        "Det. Orr is away.",
    ]

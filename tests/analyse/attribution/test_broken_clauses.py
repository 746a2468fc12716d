"""Clauses broken in two, clauses that the parse hangs elsewhere, inner links, and voices behind the cited."""

import pytest


@pytest.mark.parametrize(
    ("text", "words", "voices"),
    [
        (
            "The dean insisted, the Orn Herald reported, that no bell had been sold.",
            "no bell had been sold",
            ["Orn Herald", "dean"],
        ),
        (
            "Ida Marl waited. Guards at the pier, she said, had told her that no one would be let through.",
            "no one would be let through",
            ["Ida Marl", "Guards at the pier"],
        ),
        (
            "Ida Marl was at work. She was told, she says, that her house had been searched.",
            "her house had been searched",
            ["Ida Marl", "was told"],
        ),
        (
            "Radio Orn reported that the mayor of Sipsa denied the well had been poisoned.",
            "the well had been poisoned",
            ["Radio Orn", "mayor of Sipsa"],
        ),
        (
            "The Orn Herald says the harbour master told crews both lights were out.",
            "both lights were out",
            ["Orn Herald", "harbour master"],
        ),
        (
            "Radio Orn said the consul had been told by the village head that a canoe had overturned.",
            "a canoe had overturned",
            ["Radio Orn", "village head"],
        ),
        (
            "It seemed doubtful to notary Agna Pell that the seal had been broken.",
            "the seal had been broken",
            ["Agna Pell"],
        ),
        (
            "Ash is falling four streets off in Orn, the Telegraaf Noord says on its website, crediting "
            "Radio Sella, to which the fire chief, Leif Aune, spoke by telephone.",
            "Ash is falling four streets off",
            ["Telegraaf Noord", "Radio Sella", "Leif Aune"],
        ),
        (
            "The Herald of Orn says the abbot told it that the ministry took back the figure of 50 dead.",
            "the figure of 50 dead",
            ["Herald of Orn", "abbot", "ministry"],
        ),
        (
            "Clerks have informed the Evening Star that the yacht was sold, and the Star has put it on its "
            "front page.",
            "the yacht was sold",
            ["Evening Star", "Clerks"],
        ),
        (
            "The lawyer for the family was brief: the boy had been locked up for six hours.",
            "the boy had been locked up",
            ["lawyer for the family"],
        ),
        (
            "State agency Orbita quoted the prefect, Tomas Brule, as saying a shell had landed.",
            "a shell had landed",
            ["Orbita", "Tomas Brule"],
        ),
        (
            "The road is shut, the Corriere della Laguna reported on Friday.",
            "The road is shut",
            ["Corriere della Laguna"],
        ),
    ],
)
def test_every_voice_of_the_chain_is_found(names, text, words, voices):
    assert names(text, words) == voices


def test_a_cue_inside_a_quotation_takes_nothing_outside_it(names):
    text = (
        '"My aunt wrote from the camp," Lotte Brand said, holding up the page, "and she says the guards '
        'told her the war was over."'
    )
    assert names(text, "the war was over") == ["Lotte Brand", "My aunt", "guards"]


def test_an_idle_verb_of_the_tagger_does_not_hide_a_set_phrase(names):
    text = "The brothers quarrelled over land, by the account of neighbours."
    assert names(text, "quarrelled over land") == ["neighbours"]


def test_what_somebody_is_called_between_commas_is_nobodys_word(names):
    text = "Amos Wend, the man they called Small Thunder, was sentenced to ten years by the court in Orn."
    assert names(text, "was sentenced to ten years") == []


def test_who_is_asked_before_replying_does_not_ask(names):
    text = (
        '"There must be a levy for the port," Orlan said. "I am not saying that everybody will pay."\n'
        'Asked what a fair levy looks like, Orlan replied: "We are a long way off from that."'
    )
    assert names(text, "a long way off") == ["Orlan"]
    assert "Orlan" not in names(text, "a fair levy")

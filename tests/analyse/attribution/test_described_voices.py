"""Voices described at length, named with titles and owners, and papers that show somebody speaking."""

import pytest


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "A woman who lives three doors down and asked not to be named because she fears reprisals said "
            "the shouting began at dusk.",
            "the shouting began",
            ["woman"],
        ),
        (
            "Two officials briefed on the inquiry, speaking on condition of anonymity because it goes on, "
            "said the pilot had turned back.",
            "the pilot had turned back",
            ["Two officials briefed on the inquiry"],
        ),
        (
            "Search warrants reviewed by the Vorn Herald allege that the doctor sold the pills.",
            "the doctor sold the pills",
            ["Search warrants reviewed by the Vorn Herald"],
        ),
        (
            "A teenage cashier at the filling station across the road described hearing three bangs.",
            "three bangs",
            ["teenage cashier at the filling station across the road"],
        ),
        (
            "The miners were freed on Friday, the Commissioner for Mines, Elia Tarp, has said.",
            "The miners were freed",
            ["Elia Tarp"],
        ),
        (
            "The Deputy Mayor of Velm, Ivo Brede, said the bridge would stay shut.",
            "the bridge would stay shut",
            ["Ivo Brede"],
        ),
        (
            "The Attorney General, the Home Secretary and others said the bridge would stay shut.",
            "the bridge would stay shut",
            ["Attorney General"],
        ),
        (
            "A doctor at the hospital where the wounded were treated told the agency most had burns.",
            "most had burns",
            ["doctor at the hospital"],
        ),
    ],
)
def test_who_leads_a_sentence_speaks_however_long_the_description(names, text, words, who):
    assert names(text, words) == who


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("A man who was shot in the leg, police said, is recovering.", "is recovering", ["police"]),
        ("A man in the queue, Ivo Kral, said the gate was shut.", "the gate was shut", ["Ivo Kral"]),
        ("The head of the group behind it, Mike Orlan, said it was safe.", "it was safe", ["Mike Orlan"]),
        ("The head of the group backing the plan, Mike Orlan, said it was safe.", "was safe", ["Mike Orlan"]),
        ("Eight people died in the raid, the hospital in Orma said.", "Eight people", ["hospital in Orma"]),
    ],
)
def test_another_who_breaks_in_keeps_his_word(names, text, words, who):
    assert names(text, words) == who


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Harwick Councilman Dale Ricks said the dam was safe.", "the dam was safe", ["Dale Ricks"]),
        ("Channel Six's Erika Dole reported that the bridge had closed.", "the bridge", ["Erika Dole"]),
        (
            "The Sheriff\u2019s Investigators said the fire was set.",
            "was set",
            ["Sheriff\u2019s Investigators"],
        ),
        (
            "The intelligence digest, a copy of which was left on a bus, records that a bridge was mined.",
            "a bridge was mined",
            ["intelligence digest"],
        ),
        (
            "The arms were of foreign manufacture, which confirms that the rebels were supplied from abroad.",
            "the rebels were supplied",
            [],
        ),
        (
            "Human Rights Concern, a monitoring group, cited witnesses as saying a village was shelled.",
            "a village was shelled",
            ["Human Rights Concern", "witnesses"],
        ),
        ("Police Tuesday said the road was closed.", "the road was closed", ["Police"]),
        ("Mayor Ana Pell Friday said the road was closed.", "the road was closed", ["Ana Pell"]),
    ],
)
def test_a_voice_has_its_own_name_and_no_more(names, text, words, who):
    assert names(text, words) == who


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Minutes of the meeting show Councilman Dale Ricks asking whether the dam had been seen to.",
            "the dam had been seen to",
            ["Minutes of the meeting", "Dale Ricks"],
        ),
        (
            "Under questioning, the pathologist accepted that the wound could have been caused by a fall.",
            "the wound could have been caused",
            ["pathologist"],
        ),
        (
            "Rents had doubled, as set out in the union's bulletin.",
            "Rents had doubled",
            ["union's bulletin"],
        ),
    ],
)
def test_papers_show_somebody_speaking_and_verbs_of_granting_speak(names, text, words, who):
    assert names(text, words) == who


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Her insistence that the boxes were sealed did the premier, Ada Voss, little good.",
            "the boxes were sealed",
            ["Ada Voss"],
        ),
        (
            "It was a clerk at the front desk, a temp of three weeks' standing, who said it was lost.",
            "it was lost",
            ["clerk at the front desk"],
        ),
        (
            "A woman in a conductor's coat two sizes too big, who would say only that she used to teach, "
            "murmured that the bridge was wired.",
            "the bridge was wired",
            ["woman in a conductor's coat two sizes too big"],
        ),
        (
            "Twelve rebels were killed, the army said, a figure the rebels dispute.",
            "Twelve rebels were killed",
            ["army"],
        ),
        (
            "Their lawyer maintains the men signed the confessions only after being beaten.",
            "only after being beaten",
            ["Their lawyer"],
        ),
        ("Neighbours remembered the man as quiet.", "the man as quiet", ["Neighbours"]),
        (
            "The captain radioed the coastguard that he was taking on water, a transcript shows.",
            "he was taking on water",
            ["transcript", "captain"],
        ),
        ("The boy was declared dead at the scene.", "The boy", []),
    ],
)
def test_a_voice_is_whoever_the_words_mean_and_never_a_deed_or_a_figure(names, text, words, who):
    assert names(text, words) == who

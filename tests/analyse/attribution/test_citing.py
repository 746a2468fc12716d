"""Who is cited, who is accused of saying, who went to a call: what stands with a cue and whose word it is."""

import pytest


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Army Radio, quoting what it called a senior security source, said the raid had been put off.",
            "the raid had been put off",
            ["Army Radio", "senior security source"],
        ),
        (
            "Kanal Nord, citing what it described as a leaked memo, reported that the bridge was unsafe.",
            "the bridge was unsafe",
            ["Kanal Nord", "leaked memo"],
        ),
        (
            "The police said two men had fired, citing witnesses.",
            "two men had fired",
            ["police", "witnesses"],
        ),
        ("The firm said the pump had failed, citing its own tests.", "had failed", ["firm", "its own tests"]),
        (
            'The agency said the plant had shut, citing "two people with knowledge of the matter".',
            "the plant had shut",
            ["agency", "two people with knowledge of the matter"],
        ),
        (
            "Radio Orn said the mayor had resigned, citing an investigation by the Courier.",
            "the mayor had resigned",
            ["Radio Orn", "investigation by the Courier"],
        ),
    ],
)
def test_who_is_cited_stands_behind_who_cites(names, text, words, who):
    assert names(text, words) == who


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Police would not say who fired first, citing the ongoing inquiry.", "who fired first", ["Police"]),
        ("Deputies declined to say more of the raid, citing privacy laws.", "more of the raid", ["Deputies"]),
        ("The senator said jobs had been lost, citing low growth.", "jobs had been lost", ["senator"]),
        (
            'Ada Holm said the case had been closed, citing an "uncooperative witness".',
            "the case had been closed",
            ["Ada Holm"],
        ),
    ],
)
def test_a_ground_that_is_cited_is_no_voice(names, text, words, who):
    assert names(text, words) == who


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Prosecutors accuse the trader of telling customs that the crates held tea.", "Prosecutors"),
        (
            "A charge sheet seen by the Courier accuses the trader of telling customs that the crates held "
            "tea.",
            "charge sheet seen by the Courier",
        ),
    ],
)
def test_what_one_is_accused_of_saying_is_his_word(names, text, who):
    assert names(text, "the crates held") == [who, "trader"]


@pytest.mark.parametrize(
    "text",
    [
        "Police responded to reports that a man had been shot on Pell Street.",
        "Deputies responded to reports of gunfire: a man had been shot on Pell Street.",
        "At noon a man had been shot, officers responding to a call found.",
    ],
)
def test_who_went_to_a_call_tells_nothing_of_it(names, text):
    assert not {"Police", "Deputies"} & set(names(text, "a man had been shot"))


def test_what_the_sheriff_says_runs_on_where_officers_responded(names):
    text = "The sheriff said just before midnight, Orn police officers responded to a report of a shooting."
    assert names(text, "a report of a shooting") == ["sheriff"]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (
            "Surveillance footage shows two men forcing the door of the mill at 3:40 a.m., police said.",
            "forcing the door",
            ["police", "Surveillance footage"],
        ),
        (
            'Police chief Ana Sorel said a neighbour told officers he had heard a man shout "Get out".',
            "shout",
            ["Ana Sorel", "neighbour"],
        ),
        ("The contrast with last year, said Doyle, would be clear.", "would be clear", ["Doyle"]),
        (
            "The leader, who, on a call Friday, criticised the army for shelling the camp, has left.",
            "shelling the camp",
            ["leader"],
        ),
        ("Four men believed to be the robbers ran out of the bank.", "ran out", []),
    ],
)
def test_no_day_deed_or_thing_told_of_takes_the_word(names, text, words, who):
    assert names(text, words) == who


def test_a_channel_known_by_its_number_is_an_outlet_and_named(read):
    voice = read("Channel 5 said two had died.", "model")[1].voices[0]
    assert (voice.name, voice.type, voice.anonymous) == ("Channel 5", "outlet", False)


def test_no_day_is_a_voice(names):
    assert "Friday" not in names("The deal, announced Friday, would last four years.", "would last")


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("A letter written by the prisoners and published by the exile magazine Nova Zora",
         "letter written by the prisoners and published by the exile magazine Nova Zora"),
        ("KORN Channel 3", "KORN Channel 3"),
        ("Channel 7", "Channel 7"),
        ("The Organisation for Security and Co-operation in Vela",
         "Organisation for Security and Co-operation in Vela"),
        ("Superior Court Judge Ida R. Dane", "Ida R. Dane"),
    ],
)  # fmt: skip
def test_a_name_keeps_its_number_and_hyphen_and_no_rank(names, source, name):
    assert names(f"{source} said the plant was shut.", "the plant was shut") == [name]

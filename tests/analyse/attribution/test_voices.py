"""Voices: names, pronouns, descriptions, bodies and those who hide."""

import pytest

from variorum.analyse.attribution import chain_at
from variorum.analyse.attribution.short_forms import is_abbreviation
from variorum.model.span import Span


def voice_of(read, text, words, how="rules"):
    _, found = read(text, how)
    start = text.index(words)
    chain = chain_at(Span(start, start + len(words)), found)
    assert chain, f"nobody says {words!r}"
    return found.voices[chain[-1].voice]


def test_a_pronoun_is_the_one_who_spoke_before(read):
    text = "Ilse Brand said the mill had burned. She said the east wall had fallen."
    assert voice_of(read, text, "the east wall").name == "Ilse Brand"


def test_a_surname_finds_the_full_name(read):
    text = "Paratrooper Maks Didor recalled that the battle was long. The attackers were many, Didor said."
    assert voice_of(read, text, "The attackers were many").name == "Maks Didor"


def test_two_who_are_named_together_are_nobodys_fuller_name(read):
    text = "Ilse Brand said the mill had burned. The east wall fell, Brand said. Brand and Didor are rivals."
    assert voice_of(read, text, "The east wall fell").name == "Ilse Brand"


def test_a_title_of_office_is_not_part_of_the_name(read):
    assert (
        voice_of(read, "President Olga Venn said the road was open.", "the road was open").name == "Olga Venn"
    )


def test_an_abbreviation_is_its_organisation(read):
    text = (
        "The National Mining Service (NMS) reported that ten men were missing. "
        "The NMS said two had been found."
    )
    _, found = read(text)
    voices = {found.attributions[i].voice for i in range(2)}
    assert len(voices) == 1


def test_it_is_the_body_that_spoke(read):
    text = "The harbour board said the pier was shut. It said the storm would pass."
    assert voice_of(read, text, "the storm would pass").name == "harbour board"


def test_a_soldier_without_a_name_is_found_again(read):
    text = (
        "“They were left behind,” said a Brennish soldier who took part and spoke on condition of anonymity "
        "because members of his unit may not give their names.\n\n"
        "The team went into the forest.\n\n“They are tough,” the soldier said."
    )
    _, found = read(text)
    assert len({a.voice for a in found.attributions if a.parent is None}) == 1
    voice = found.voices[found.attributions[0].voice]
    assert voice.anonymous
    assert found.attributions[0].withheld_because is not None
    assert found.attributions[0].withheld_because.of(text).startswith("members of his unit")


def test_a_spokesman_speaks_for_his_body(read):
    text = "A spokesman for the harbour board said the pier was shut."
    _, found = read(text)
    voice = found.voices[found.attributions[0].voice]
    assert voice.speaks_for is not None
    assert "harbour board" in found.voices[voice.speaks_for].name
    assert not voice.anonymous


@pytest.mark.parametrize(
    ("source", "hides"),
    [
        ("A nurse", True),
        ("Two officials", True),
        ("Police", False),
        ("The coroner", False),
        ("Residents", True),
    ],
)
def test_only_those_who_hide_are_anonymous(read, source, hides):
    text = f"{source} said the ward had been closed."
    assert voice_of(read, text, "the ward had been closed").anonymous is hides


def test_initials_are_told_from_words():
    assert is_abbreviation("NMS", "National Mining Service")
    assert not is_abbreviation("Sea", "Southern Energy Agency")


def test_every_mention_lies_in_the_text(read):
    text = "Ada Voss said she was ill. “I was ill,” Voss said. The mayor denied it."
    page, found = read(text)
    for voice in found.voices:
        assert voice.mentions
        assert all(0 <= m.start < m.end <= len(page.text) for m in voice.mentions)


def test_a_body_that_guards_is_no_person_and_is_it(read):
    text = "Twelve people died, the coast guard said. Fifty-three people were rescued, it said."
    voice = voice_of(read, text, "Fifty-three people were rescued")
    assert (voice.name, voice.type) == ("coast guard", "organisation")


def test_a_service_with_another_task_is_another_service(read):
    text = (
        "Three died, the civil protection service said. Dozens were hurt, the regional health service said."
    )
    assert voice_of(read, text, "Dozens were hurt").name == "regional health service"


def test_a_spokesman_speaks_for_the_whole_body_named_before_him(read):
    for body in ("fire service", "civil defence", "health ministry"):
        _, found = read(f"Five people were hurt in a warehouse in Kelvar, {body} spokesman Neil Abram said.")
        speaks_for = found.voices[found.attributions[0].voice].speaks_for
        assert speaks_for is not None
        assert found.voices[speaks_for].name == body


def test_a_spokesman_s_rank_is_no_part_of_his_body(read):
    _, found = read("Five people were hurt in Kelvar, a senior army spokesman said.")
    speaks_for = found.voices[found.attributions[0].voice].speaks_for
    assert speaks_for is not None
    assert found.voices[speaks_for].name == "army"


def test_their_spokesman_speaks_for_whom_they_are(read):
    text = "Police arrested one man at the march. A bottle was thrown, their spokesman Damir Lukic said."
    _, found = read(text)
    voice = voice_of(read, text, "A bottle was thrown")
    assert voice.name == "Damir Lukic"
    assert voice.speaks_for is not None
    assert found.voices[voice.speaks_for].name.lower() == "police"


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("Brewer Tomas Elm said the well was dry.", "the well was dry", "Tomas Elm"),
        ("Mason Reed said the well was dry.", "the well was dry", "Mason Reed"),
        ("The broadcaster NTK said the well was dry.", "the well was dry", "NTK"),
        ("Old Mr Pask said the well was dry.", "the well was dry", "Mr Pask"),
        ("Professor Aino Kall of Hallin University said the well was dry.", "the well was dry", "Aino Kall"),
        ("The bank's denial that it froze the accounts calmed nobody.", "it froze the accounts", "bank"),
        ("Anneke Thiel, the chief constable, came at six. The chief constable said a gun had been found.",
         "a gun had been found", "Anneke Thiel"),
        ("Ilke Brand ran the mill for years. Rents had doubled, the mother of two said.",
         "Rents had doubled", "Ilke Brand"),
        ("Ilke Brand ran the mill for years. Rents had doubled, her mother said.",
         "Rents had doubled", "her mother"),
        ("The dam held, insists its owner, Greta Holm.", "The dam held", "Greta Holm"),
        ("In the driver's account, given on Monday, the bus was burning.", "the bus was burning", "driver"),
    ],
)  # fmt: skip
def test_a_voice_has_its_name_and_nothing_else(read, text, words, name):
    assert voice_of(read, text, words).name == name


def test_a_headlines_bare_noun_is_whom_the_body_names(read):
    text = "Mayor denies land deal\n\nMayor Odile Franck on Tuesday rejected a report that she sold the mill."
    _, found = read(text, "model", title="Mayor denies land deal")
    chain = chain_at(Span(13, 22), found)
    assert [found.voices[link.voice].name for link in chain] == ["Odile Franck"]


def test_word_is_its_own_source(read):
    text = "Word came from the pass that the column had turned back."
    voice = voice_of(read, text, "the column had turned back")
    assert voice.name == "Word"
    assert voice.anonymous


def test_a_spokesman_who_is_nobody_s_speaks_for_the_body_that_acts(read):
    text = "Police have arrested a suspect, 27, a spokesman, Commissioner Wilmer Paz, said."
    _, found = read(text)
    voice = next(v for v in found.voices if v.name == "Wilmer Paz")
    assert voice.speaks_for is not None
    assert found.voices[voice.speaks_for].name.lower() == "police"


def test_an_operator_is_the_body_that_was_called_one(read):
    text = "The Union wants more. Port operator Motlawa Terminals refused. Ships wait, the operator said."
    assert voice_of(read, text, "Ships wait").name == "Motlawa Terminals"


def test_a_title_cut_off_with_its_full_stop_is_not_the_name(read):
    text = (
        "A shooting in Norwick left a boy hurt. The boy was in the yard where others were present, "
        "Sgt. Andrea Janvik, a Norwick police spokeswoman said."
    )
    assert voice_of(read, text, "The boy was in the yard", "model").name == "Andrea Janvik"


def test_she_is_not_a_man_by_his_trade_nor_one_of_those_her_father_was(read):
    text = (
        "Ana Lukov brings her own chair to court. Her father, a postman, was one of the thirteen prisoners "
        'who were killed at the farm in 1991. "I have waited for thirty years," she said.'
    )
    assert voice_of(read, text, "I have waited").name == "Ana Lukov"


def test_a_given_name_says_whom_he_can_mean(read):
    text = (
        "Zoran Pilj watched the fire from the yard. Jasna Horvat had called the brigade. "
        '"We lost the roof," he said.'
    )
    assert voice_of(read, text, "We lost the roof").name == "Zoran Pilj"


def test_a_name_behind_a_body_is_that_of_its_spokesman(read):
    text = "A spokesman for the national police, Garel Touvan, said that five people had been taken."
    voice = voice_of(read, text, "five people had been taken", "model")
    assert voice.name == "Garel Touvan"
    assert voice.speaks_for is not None


def test_a_body_is_not_the_man_who_speaks_for_it(read):
    text = "A police spokesman, Major Ugo Tarra, stood by the figure of 31 arrests."
    voice = voice_of(read, text, "31 arrests", "model")
    assert voice.name == "Ugo Tarra"
    assert voice.speaks_for is not None


def test_what_is_near_a_body_is_no_part_of_its_name(read):
    text = "Rebels ambushed a convoy of the army near Turan on Friday, killing nine people, the army said."
    assert voice_of(read, text, "killing nine", "model").name == "army"


def test_a_name_that_many_bodies_have_keeps_the_town_where_it_sits(read):
    text = "Two diplomats were expelled on Monday, the Foreign Ministry in Tirane said."
    assert voice_of(read, text, "Two diplomats", "model").name == "Foreign Ministry in Tirane"


def test_those_whom_it_befell_are_not_the_body_of_a_spokesman(read):
    text = "Twelve soldiers were killed on Saturday, the spokesman said."
    assert voice_of(read, text, "Twelve soldiers", "model").speaks_for is None


def test_the_police_are_not_their_chief(names):
    text = (
        "Orvan Police said a girl was shot on Monday. Orvan's Police Chief, Milo Dray, asked for help.\n\n"
        "Police said the car fled."
    )
    assert "Chief" not in names(text, "the car fled")[0]
    assert "Chief" not in names(text, "a girl was shot")[0]


def test_the_guards_are_not_a_corporal_of_theirs(names):
    text = "A Corporal of the Tovar Guards was killed on Monday. The Tovar Guards said a car was found."
    assert names(text, "a car was found") == ["Tovar Guards"]


def test_a_party_in_brackets_is_no_part_of_a_name(names):
    text = "Governor Ana Vell (D) announced that the fair was off."
    assert names(text, "the fair was off") == ["Ana Vell"]


def test_who_is_told_of_by_his_office_may_be_he(names):
    text = "A commissioner set bail of 900 crowns for Wilmar Tosk. He said he feared that he would flee."
    assert names(text, "he would flee") == ["commissioner"]


def test_kin_are_whom_the_next_sentence_names_with_the_same_surname(read):
    text = (
        "The man was Milo Tosk, who was 33, his sister said. Orla Tosk, who drove up, said nobody had called."
    )
    assert voice_of(read, text, "The man was Milo Tosk", "model").name == "Orla Tosk"


def test_kin_keep_no_name_where_another_family_is_named_next(read):
    text = (
        "The man was Milo Tosk, who was 33, his sister said. Orla Pell, who drove up, said nobody had called."
    )
    assert voice_of(read, text, "The man was Milo Tosk", "model").name == "his sister"


def test_an_account_without_a_comma_is_its_owners(read):
    text = "By the regional hospital's account 14 marchers were injured, one of them by a fall."
    assert voice_of(read, text, "14 marchers were injured").name == "regional hospital"


@pytest.mark.parametrize(
    "paper",
    ["a bulletin of the risk office", "the risk office's report", "a statement by the risk office"],
)
def test_a_bodys_own_paper_speaks_for_the_body(read, paper):
    text = f"According to {paper}, eight people drowned in Orlin."
    _, found = read(text, "model")
    voice = voice_of(read, text, "eight people drowned", "model")
    assert voice.type == "document"
    assert voice.speaks_for is not None
    assert found.voices[voice.speaks_for].name == "risk office"
